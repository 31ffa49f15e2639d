import { join } from "node:path";
import { rm } from "node:fs/promises";
import { type Db, transact } from "#db/connect.server.ts";
import { dayOf } from "../core/days.ts";
import { NotFound, found } from "../core/refuse.ts";
import { whoIs } from "../people/person.server.ts";
import type { Summary } from "./import.ts";
import { Unreadable } from "./import-files.server.ts";
import { prepareNames } from "./import-names.server.ts";
import { prepareReturn } from "./import-return.server.ts";
import { clearStaged } from "./import-stage.server.ts";

/** What a check needs: its own connection, the time, and where the files of imports lie. */
export interface Checking {
  db: Db;
  clock: () => Date;
  folder: string;
}

/** A file's place on disk: named by number, never by what people called it. */
export const pathOf = (folder: string, importId: string, number: number): string => join(folder, importId, `${number}.csv`);

/**
 * Checks the files of an import and prepares its rows; the files are gone afterwards. Every end leaves a state and, where it failed, a sentence.
 * Runs beside the people at work: its writes are small.
 */
export async function checkImport({ db, clock, folder }: Checking, importId: string): Promise<void> {
  const run = found(await db.selectFrom("import_run").selectAll().where("id", "=", importId).where("state", "=", "checking").executeTakeFirst());
  const summary = JSON.parse(run.summary) as Summary;
  const now = clock();
  const beat = async (words: string) => {
    await db.updateTable("import_run").set({ progress: words, beat_at: clock().toISOString() }).where("id", "=", importId).where("state", "=", "checking").execute();
  };
  try {
    const who = await whoIs({ db, now }, run.by_id);
    if (!who) throw new NotFound();
    const files = summary.files.map((file, i) => ({ name: file.name, path: pathOf(folder, importId, i) }));
    const prepare = run.kind === "names" ? prepareNames : prepareReturn;
    const read = await prepare({ ask: { db, now, who }, run, files, map: summary.map, today: dayOf(now), beat });
    const { numUpdatedRows } = await db.updateTable("import_run").set({ state: "ready", staged_at: now.toISOString(), progress: null, summary: JSON.stringify({ ...summary, ...read } satisfies Summary) }).where("id", "=", importId).where("state", "=", "checking").executeTakeFirst();
    if (!Number(numUpdatedRows)) await clearStaged(db, importId);
  } catch (error) {
    await fail(db, clock(), importId, error instanceof Unreadable ? error.message : stopped);
    if (!(error instanceof Unreadable)) throw error;
  } finally {
    await rm(join(folder, importId), { recursive: true, force: true });
  }
}

export const stopped = "The check stopped before it was done. Nothing was written: import the files again";

/** Ends a check that cannot go on, and clears what it had prepared. */
export const fail = (db: Db, now: Date, importId: string, sentence: string): Promise<void> =>
  transact(db, async (db) => {
    await clearStaged(db, importId);
    await db.updateTable("import_run").set({ state: "failed", failed: sentence, progress: null, ended_at: now.toISOString() }).where("id", "=", importId).where("state", "in", ["checking", "columns", "ready"]).execute();
  });
