import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Row, rowsOf, wordsOf } from "../checker.ts";
import { durableCalls, eventsIn } from "../durable.ts";
import type { FaultLine } from "../line.ts";
import { add, atLeast, none, type Tally, told } from "../tally.ts";
import { straceOrNot, traceProcess } from "../trace.ts";
import { openDesk } from "../typing.ts";
import { tokensIn } from "../tokens.ts";

/** Whether each acknowledgement, and each showing to others, comes after a sync of the log file that holds the row. */
async function pairs(trace: string, files: Map<number, string>, database: string, rows: Row[]): Promise<Tally> {
  const tally: Tally = { "acknowledged in the trace": 0, "acknowledged before fsync": 0, "shown in the trace": 0, "shown before fsync": 0, syncs: 0 };
  const rowOf = new Map(rows.flatMap((row) => wordsOf(row).flatMap(tokensIn).map((tok) => [tok, row.seq] as const)));
  const written = new Set<number>();
  const syncing = new Set<number>();
  const safe = new Set<number>();
  for await (const event of eventsIn(trace, files, database)) {
    if (event.kind === "write") {
      for (const tok of tokensIn(event.bytes.toString("utf8"))) {
        const seq = rowOf.get(tok);
        if (seq !== undefined && !safe.has(seq)) written.add(seq);
      }
    } else if (event.kind === "sync begins") for (const seq of written) syncing.add(seq);
    else if (event.kind === "synced") {
      tally.syncs!++;
      for (const seq of syncing) {
        safe.add(seq);
        written.delete(seq);
      }
      syncing.clear();
    } else if (event.kind === "told") {
      tally["acknowledged in the trace"]! += event.acknowledged.length;
      tally["acknowledged before fsync"]! += event.acknowledged.filter((seq) => !safe.has(seq)).length;
      tally["shown in the trace"]! += event.shown.length;
      tally["shown before fsync"]! += event.shown.filter((seq) => !safe.has(seq)).length;
    }
  }
  return tally;
}

/** Every acknowledgement comes after the disk was told to keep the row, and was asked whether it did: seen from outside the program. */
export const fsync: FaultLine = {
  name: "fsync", of: "acknowledgements", short: 200, full: 10_000, batch: 2000, tool: straceOrNot,
  run: async (on, units, from) => {
    const desk = await openDesk(`f${from}`, on.record(`${from}`), 20, { program: on.program });
    const out = join(tmpdir(), `panelroom-trace-${process.pid}-${from}`);
    try {
      const trace = await traceProcess(desk.place.house.pid(), out, durableCalls, { data: 20_000 });
      // Connections from before the trace began have no beginning in it.
      for (const p of desk.pages.splice(0)) p.vanish();
      for (let n = 0; n < 20; n++) desk.pages.push(await desk.page(n));
      await desk.settled(20_000);
      // One change may hold two words: typed until there are rows enough.
      await desk.typeUntil(units * 2, 60, 240_000);
      await desk.settled(20_000);
      await trace.stop();
      const rows = await rowsOf(desk.place.house.db, [desk.document]);
      const tally = await pairs(out, trace.files, desk.place.house.file, rows);
      return add(tally, await desk.examine());
    } finally {
      await desk.close();
      rmSync(out, { force: true });
    }
  },
  figures: (tally, wanted) => [
    atLeast("fsync", tally, "acknowledged in the trace", wanted),
    none("fsync", tally, "acknowledged before fsync"),
    atLeast("fsync", tally, "shown in the trace", wanted),
    none("fsync", tally, "shown before fsync"),
    ...["lost", "twice", "unattributed", "texts that differ"].map((name) => none("fsync", tally, name)),
    told("fsync", tally, "syncs"),
  ],
};
