import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Db } from "#db/connect.server.ts";
import { addDays, dayOf, instantOf } from "../core/days.ts";
import { keptDays, silentMs } from "./import.ts";
import { fail, stopped } from "./import-check.server.ts";
import { finishImport } from "./import-finish.server.ts";

/**
 * Clears away what imports left behind: checks that have stopped, preparations that nobody confirmed for three days, what a
 * confirmed one had still to do, and files whose import is over.
 * Run at the start and every minute.
 */
export async function sweepImports({ db, now, folder }: { db: Db; now: Date; folder: string }): Promise<void> {
  const silent = new Date(now.getTime() - silentMs).toISOString();
  for (const { id } of await db.selectFrom("import_run").select("id").where("state", "=", "checking").where("beat_at", "<", silent).execute()) await fail(db, now, id, stopped);
  const old = instantOf(addDays(dayOf(now), -keptDays), "00:00");
  for (const { id } of await db.selectFrom("import_run").select("id").where("state", "in", ["ready", "columns"]).where("started_at", "<", old).execute())
    await fail(db, now, id, `Nobody confirmed this import within ${keptDays} days, so it was cleared away. Nothing was written`);
  const unfinished = await db.selectFrom("import_run").select("id").where("state", "=", "confirmed").where((eb) => eb.exists(eb.selectFrom("import_child").select("number").whereRef("import_child.import_id", "=", "import_run.id"))).execute();
  for (const { id } of unfinished) await finishImport(db, id);
  const open = new Set((await db.selectFrom("import_run").select("id").where("state", "in", ["checking", "columns"]).execute()).map((row) => row.id));
  for (const name of await readdir(folder).catch(() => [])) {
    // Files that are still coming in have no import yet; after an hour they never will.
    const arriving = name.startsWith("arriving-") && (await stat(join(folder, name)).catch(() => null))?.mtimeMs;
    if (!open.has(name) && !(arriving && now.getTime() - arriving < 3_600_000)) await rm(join(folder, name), { recursive: true, force: true });
  }
}
