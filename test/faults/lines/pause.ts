
import type { FaultLine } from "../line.ts";
import { openClients } from "../clients.ts";
import { add, atLeast, atMost, none, type Tally, told } from "../tally.ts";
import { openDesk } from "../typing.ts";
import { pause, until } from "../writers.ts";

const seconds = () => (Math.random() < 0.7 ? 5200 + Math.random() * 1500 : 200 + Math.random() * 3000);

async function pausedServer(program: string, record: string, name: string, units: number): Promise<Tally> {
  const desk = await openDesk(name, record, 6, { program });
  const tally: Tally = { "paused servers": 0, "longest unsaved and not said": 0, "not saved again": 0, "said not saved": 0 };
  try {
    for (const p of desk.pages) p.watch();
    for (let n = 0; n < units; n++) {
      for (const p of desk.pages) p.start(150);
      await pause(300);
      process.kill(desk.place.house.pid(), "SIGSTOP");
      await pause(seconds());
      process.kill(desk.place.house.pid(), "SIGCONT");
      tally["paused servers"]!++;
      for (const p of desk.pages) p.stop();
      if (!(await until(() => desk.pages.every((p) => p.quiet && p.line.state.kind === "saved"), 12_000))) tally["not saved again"]!++;
    }
    await desk.settled(8000);
    for (const p of desk.pages) add(tally, p.honesty);
    return add(tally, await desk.examine());
  } finally {
    await desk.close();
  }
}

async function pausedClients(program: string, record: string, name: string, units: number): Promise<Tally> {
  const desk = await openDesk(name, record, 2, { program });
  const tally: Tally = { "paused clients": 0, "not saved again": 0, "longest unsaved and not said": 0 };
  const clients = await openClients(desk, name, 4, 3);
  try {
    for (const p of desk.pages) p.watch();
    for (let n = 0; n < units; ) {
      for (const p of desk.pages) p.start(150);
      for (const one of clients) one.say("start");
      await pause(400);
      const now = clients.slice(0, Math.min(clients.length, units - n));
      await Promise.all(now.map(async (one) => {
        process.kill(one.pid, "SIGSTOP");
        await pause(seconds());
        process.kill(one.pid, "SIGCONT");
      }));
      n += now.length;
      tally["paused clients"]! += now.length;
      for (const p of desk.pages) p.stop();
      for (const one of clients) one.say("stop");
      if (!(await until(() => desk.pages.every((p) => p.quiet), 8000))) tally["not saved again"]!++;
      for (const one of clients) if (!(await one.quiet(12_000))) tally["not saved again"]!++;
    }
    await desk.settled(8000);
    let texts: string[] = [];
    const end = performance.now() + 5000;
    do texts = [...desk.pages.map((p) => p.line.text.toString()), ...(await Promise.all(clients.map((one) => one.texts()))).flat()];
    while (new Set(texts).size > 1 && performance.now() < end);
    // Whoever shares a room with somebody who does not listen notices nothing of it.
    for (const p of desk.pages) add(tally, p.honesty);
    return add(tally, await desk.examine(texts));
  } finally {
    for (const one of clients) one.end();
    await desk.close();
  }
}

/** The program stands still, or the pages of some do. */
export const paused: FaultLine = {
  name: "pause", of: "pauses", short: 12, full: 600, batch: 60,
  run: async (on, units, from) => {
    const half = Math.ceil(units / 2);
    // Few write in each, so that several can go on side by side.
    const parts = [0, 1].map((n) => pausedServer(on.program, on.record(`server-${from}-${n}`), `s${from}.${n}`, Math.floor(half / 2) + (n < half % 2 ? 1 : 0)));
    const all = await Promise.all([...parts, pausedClients(on.program, on.record(`clients-${from}`), `c${from}`, units - half)]);
    return all.reduce((sum, one) => add(sum, one), {});
  },
  figures: (tally, wanted) => [
    atLeast("pause", tally, "paused servers", Math.ceil(wanted / 2)),
    atLeast("pause", tally, "paused clients", Math.floor(wanted / 2)),
    ...["lost", "twice", "unattributed", "texts that differ", "not saved again"].map((name) => none("pause", tally, name)),
    atMost("pause", tally, "longest unsaved and not said", 5000, "ms"),
    ...["acknowledged", "said not saved", "unknown"].map((name) => told("pause", tally, name)),
  ],
};
