import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import SQLite from "better-sqlite3";
import { durableCalls, type Event, eventsIn } from "../durable.ts";
import { Disk } from "../disk.ts";
import type { FaultLine } from "../line.ts";
import { atLeast, none, type Tally, told } from "../tally.ts";
import { straceOrNot, traceProcess } from "../trace.ts";
import { openDesk } from "../typing.ts";
import { pause, randomFrom } from "../writers.ts";

/** Opens what the power left behind, and compares it with what was told before it went. */
function look(file: string, document: string, toldRows: Map<number, "acknowledged" | "shown">, tally: Tally): void {
  let db: SQLite.Database | undefined;
  try {
    db = new SQLite(file);
    if (db.pragma("integrity_check", { simple: true }) !== "ok") tally["not whole"]!++;
    const rows = new Set(db.prepare("select seq from document_update where document_id = ?").pluck().all(document) as number[]);
    for (const [seq, how] of toldRows) if (!rows.has(seq)) tally[`${how} and lost`]!++;
    for (let seq = 1; seq <= rows.size; seq++) if (!rows.has(seq)) tally.holes!++;
    tally["acknowledged rows looked for"]! += toldRows.size;
  } catch {
    tally.unopenable!++;
  } finally {
    db?.close();
  }
}

/** The power goes at some moment: what was not synced is gone, or there, or torn. What was acknowledged before is in the log. */
export const power: FaultLine = {
  name: "power", of: "images", short: 100, full: 5000, batch: 500, tool: straceOrNot,
  run: async (on, units, from) => {
    const folder = mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "panelroom-power-"));
    const out = join(tmpdir(), `panelroom-trace-${process.pid}-${from}`);
    const tally: Tally = { images: 0, "acknowledged and lost": 0, "shown and lost": 0, unopenable: 0, "not whole": 0, holes: 0, "acknowledged rows looked for": 0, "writes not synced": 0 };
    const desk = await openDesk(`p${from}`, on.record(`${from}`), 20, { program: on.program });
    const base = join(folder, "base.sqlite");
    let files: Map<number, string>;
    const { file } = desk.place.house;
    try {
      const trace = await traceProcess(desk.place.house.pid(), out, durableCalls, { data: 70_000 });
      files = trace.files;
      for (const p of desk.pages.splice(0)) p.vanish();
      // Once their going is written down too, nothing is: what the files hold is where the trace begins.
      while (await desk.place.house.db.selectFrom("document_client").select("client").where("left_at", "is", null).executeTakeFirst()) await pause(20);
      for (const end of ["", "-wal"]) copyFileSync(file + end, base + end);
      for (let n = 0; n < 20; n++) desk.pages.push(await desk.page(n));
      await desk.settled(20_000);
      await desk.typeUntil(units * 2, 60, 240_000);
      await trace.stop();
    } finally {
      await desk.close();
    }
    const disk = new Disk(new Map([file, `${file}-wal`].map((path, i) => [path, readFileSync(base + (i ? "-wal" : ""))])), randomFrom(`power ${from}`));
    const events: Event["kind"][] = [];
    for await (const { kind } of eventsIn(out, files, file)) events.push(kind);
    const random = randomFrom(`cuts ${from}`);
    const cuts = Array.from({ length: units }, () => Math.floor(random() * events.length)).sort((a, b) => a - b);
    const toldRows = new Map<number, "acknowledged" | "shown">();
    let n = 0;
    try {
      for await (const event of eventsIn(out, files, file)) {
        while (cuts.length && cuts[0] === n) {
          cuts.shift();
          const image = join(folder, "image.sqlite");
          rmSync(`${image}-shm`, { force: true });
          tally["writes not synced"]! += disk.waiting;
          for (const [path, bytes] of disk.afterPowerLoss()) writeFileSync(image + path.slice(file.length), bytes);
          look(image, desk.document, toldRows, tally);
          tally.images!++;
        }
        disk.take(event);
        if (event.kind === "told") {
          for (const seq of event.shown) if (!toldRows.has(seq)) toldRows.set(seq, "shown");
          for (const seq of event.acknowledged) toldRows.set(seq, "acknowledged");
        }
        n++;
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
      rmSync(out, { force: true });
    }
    return tally;
  },
  figures: (tally, wanted) => [
    atLeast("power", tally, "images", wanted),
    ...["acknowledged and lost", "shown and lost", "unopenable", "not whole", "holes"].map((name) => none("power", tally, name)),
    ...["acknowledged rows looked for", "writes not synced"].map((name) => told("power", tally, name)),
  ],
};
