import { check, missingNow, rowsOf, snapshotsThatDiffer, wholeFile } from "../checker.ts";
import type { FaultLine } from "../line.ts";
import { add, atLeast, atMost, none, type Tally, told } from "../tally.ts";
import { openDesk } from "../typing.ts";
import { pause, until } from "../writers.ts";

const typeMs = 40;
const people = 20;

/** kill -9 of the program under twenty writers: what they took for saved is there, once, under their names. */
export const kill: FaultLine = {
  name: "kill", of: "kills", short: 10, full: 1000, batch: 25,
  run: async (on, units, from) => {
    const desk = await openDesk(`k${from}`, on.record(`${from}`), people, { program: on.program });
    const { pages, history, document } = desk;
    const { house } = desk.place;
    const tally: Tally = { kills: 0, "lost at the kill": 0, "slow to save again": 0, "longest until saved again": 0 };
    try {
      for (let cycle = 0; cycle < units; cycle++) {
        for (const p of pages) p.start(typeMs);
        await pause(400 + Math.random() * 700);
        history.note({ proc: "harness", f: "kill", type: "invoke" });
        await house.kill();
        // What was on its way to the pages is heard, and nothing can have been sent again.
        await pause(10);
        for (const p of pages) p.settle();
        tally["lost at the kill"]! += missingNow(history.ops, await rowsOf(house.db, [document])).length;
        // In every other cycle half of the people close their laptops at that moment.
        if (cycle % 2) for (let n = cycle % 4 === 1 ? 0 : 1; n < people; n += 2) {
          pages[n]!.vanish();
          pages[n] = await desk.page(n);
        }
        for (const p of pages) p.stop();
        const began = performance.now();
        await house.start();
        tally.kills!++;
        if (!(await until(() => pages.every((p) => p.line.ready && p.quiet && p.line.state.kind === "saved"), 10_000))) tally["slow to save again"]!++;
        tally["longest until saved again"] = Math.max(tally["longest until saved again"]!, performance.now() - began);
      }
      await desk.settled(5000);
      const rows = await rowsOf(house.db, [document]);
      add(tally, check({ ops: history.ops, rows, people: desk.people, texts: pages.map((p) => ({ document, text: p.line.text.toString() })) }));
      add(tally, await snapshotsThatDiffer(house.db, rows));
      add(tally, await wholeFile(house.db));
      tally["heard without a grant"] = desk.overheard();
    } finally {
      await desk.close();
    }
    return tally;
  },
  figures: (tally, wanted) => [
    atLeast("kill", tally, "kills", wanted),
    atLeast("kill", tally, "acknowledged", wanted * 300),
    ...["lost at the kill", "lost", "twice", "unattributed", "holes", "texts that differ", "snapshots that differ", "not whole", "slow to save again", "heard without a grant"].map((name) => none("kill", tally, name)),
    atMost("kill", tally, "longest until saved again", 5000, "ms"),
    ...["rows", "unknown", "texts compared", "snapshots"].map((name) => told("kill", tally, name)),
  ],
};
