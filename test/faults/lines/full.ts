import { missingNow, rowsOf, wholeFile } from "../checker.ts";
import { newDocument, personOf, writers } from "../ground.ts";
import { Light } from "../light.ts";
import type { FaultLine } from "../line.ts";
import { openSmallDisk, smallDiskOrNot } from "../small-disk.ts";
import { add, atLeast, atMost, none, type Tally, told } from "../tally.ts";
import { openDesk } from "../typing.ts";
import { pause, until } from "../writers.ts";

const reserve = 8 * 2 ** 20;

/** Pushes until so many were refused for want of room; what is taken all the same must be there afterwards. */
async function pushWhileFull(lights: Light[], document: string, units: number, within: number): Promise<number> {
  let refused = 0;
  const end = performance.now() + within;
  for (const light of lights) light.type(document);
  while (refused < units && performance.now() < end) {
    await until(() => lights.every((light) => light.sheets.get(document)!.sent.every((sent) => sent.answer)), 500);
    for (const light of lights) {
      const { sent } = light.sheets.get(document)!;
      const last = sent.at(-1)!;
      if (last.answer && "code" in last.answer && last.answer.code === "full") {
        refused++;
        light.again(document);
      } else if (last.answer && "seq" in last.answer) light.type(document);
      else light.again(document);
    }
  }
  return refused;
}

/** The disk is full: writing is refused, reading goes on, and writing too as soon as there is room. */
export const full: FaultLine = {
  name: "full", of: "pushes refused", short: 300, full: 10_000, batch: 2500, tool: smallDiskOrNot,
  run: async (on, units, from) => {
    const disk = openSmallDisk(32);
    const tally: Tally = { "refused as full": 0, "false acknowledgements": 0, "pages that could not be read": 0, "could not sign out": 0, "longest until saved again": 0, "not saved again": 0, stopped: 0, "acknowledged while full": 0 };
    const desk = await openDesk(`u${from}`, on.record(`${from}`), 5, { program: on.program, within: disk.folder, env: { PUSHES_PER_SECOND: "100000", RESERVE_MIB: String(reserve / 2 ** 20) } });
    const { house } = desk.place;
    const lights = await Promise.all(Array.from({ length: writers }, async (_, n) => new Light(`l${from}.${n}`, house.url, await desk.place.cookie(personOf(n)))));
    try {
      const { id } = await newDocument(house.db);
      await until(() => lights.every((light) => light.socket.connected), 10_000);
      await Promise.all(lights.map((light) => light.open(id)));
      await desk.typeUntil(50, 50, 10_000);
      // Signed in while there is room.
      const cookies = { ruth: await desk.place.cookie("ruth"), josie: await desk.place.cookie("josie") };
      // First only the reserve is left: nobody writes, everybody reads. Then it is used up too.
      disk.fill(reserve / 2);
      for (const p of desk.pages) p.start(200);
      await pause(600);
      tally["refused as full"]! += await pushWhileFull(lights, id, Math.ceil(units / 2), 60_000);
      const read = await fetch(`${house.url}/meetings/m1/live`, { headers: { Cookie: cookies.ruth }, redirect: "manual" });
      if (read.status !== 200) tally["pages that could not be read"]!++;
      const out = await fetch(`${house.url}/sign-out`, { method: "POST", headers: { Cookie: cookies.josie, Origin: house.url }, redirect: "manual" });
      if (out.status !== 302) tally["could not sign out"]!++;
      disk.fill();
      tally["refused as full"]! += await pushWhileFull(lights, id, Math.ceil(units / 2), 60_000);
      for (const p of desk.pages) p.stop();
      if (!house.up()) tally.stopped!++;
      const sent = lights.flatMap((light) => light.sheets.get(id)!.sent);
      tally["acknowledged while full"] = sent.filter((one) => one.answer && "seq" in one.answer).length;
      disk.free();
      const began = performance.now();
      for (const p of desk.pages) p.type();
      if (!(await until(() => desk.pages.every((p) => p.quiet && p.line.state.kind === "saved"), 15_000))) tally["not saved again"]!++;
      tally["longest until saved again"] = performance.now() - began;
      await pause(200);
      await house.kill();
      await pause(10);
      for (const p of desk.pages) p.settle();
      const rows = await rowsOf(house.db);
      const there = new Set(rows.map((row) => `${row.instance} ${row.instance_seq} ${row.seq}`));
      tally["false acknowledgements"] = missingNow(desk.history.ops, rows).length + sent.filter((one) => one.answer && "seq" in one.answer && !there.has(`${one.instance} ${one.instanceSeq} ${one.answer.seq}`)).length;
      await house.start();
      await desk.settled(8000);
      add(tally, await desk.examine());
      return add(tally, await wholeFile(house.db));
    } finally {
      for (const light of lights) light.close();
      await desk.close();
      disk.close();
    }
  },
  figures: (tally, wanted) => [
    atLeast("full", tally, "refused as full", wanted),
    ...["false acknowledgements", "pages that could not be read", "could not sign out", "stopped", "not saved again", "lost", "twice", "texts that differ", "not whole"].map((name) => none("full", tally, name)),
    atMost("full", tally, "longest until saved again", 5000, "ms"),
    told("full", tally, "acknowledged while full"),
  ],
};
