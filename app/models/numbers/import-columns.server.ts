import { may } from "../core/access.ts";
import type { Ask } from "../core/ask.server.ts";
import { importInReach } from "../core/reach.server.ts";
import { allow } from "../core/refuse.ts";
import { fail, pathOf } from "./import-check.server.ts";
import { Unreadable, readTable } from "./import-files.server.ts";
import { guessMap } from "./import-names.ts";
import type { ImportState, NameMap, Summary } from "./import.ts";

export interface Headings {
  state: ImportState;
  file: string;
  authority: string;
  headings: string[];
  guess: { [Name in keyof NameMap]: string | null };
  rows: number;
  notes: string[];
}

/** The columns of a list of names that waits for them, with a guess at what each holds. A file that cannot be read ends the import. Throws NotFound when out of reach. */
export async function headingsOf(ask: Ask, importId: string, folder: string): Promise<Headings> {
  const run = await importInReach(ask, importId);
  allow(may.importChildren(ask.who, run));
  const file = (JSON.parse(run.summary) as Summary).files[0]?.name ?? "";
  const none: Headings = { state: run.state, file, authority: run.authority, headings: [], guess: { child: null, family: null, given: null, born: null }, rows: 0, notes: [] };
  if (run.state !== "columns") return none;
  try {
    const { table, headings, notes } = await readTable(pathOf(folder, run.id, 0), file);
    return { ...none, headings, guess: guessMap(headings), rows: table.rows.length, notes };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    await fail(ask.db, ask.now, run.id, error.message);
    return { ...none, state: "failed" };
  }
}
