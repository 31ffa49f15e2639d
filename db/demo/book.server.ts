import type { Insertable } from "kysely";
import type { Db } from "../connect.server.ts";
import { transact } from "../connect.server.ts";
import type { Tables } from "../tables.ts";

/** Rows waiting to be written, by table. */
export type Book = { [T in keyof Tables]?: Insertable<Tables[T]>[] };

/** Puts a row in the book and returns it: it may be changed until the book is written. */
export function put<T extends keyof Tables>(book: Book, table: T, row: Insertable<Tables[T]>): Insertable<Tables[T]> {
  ((book[table] ??= []) as Insertable<Tables[T]>[]).push(row);
  return row;
}

// Each table after those that it refers to.
const order = [
  "agency", "person", "panel", "panel_version", "panel_agency", "membership", "subject", "child", "offender", "location", "alias", "name_gram", "period", "care_episode", "panel_case",
  "risk", "link", "missing_episode", "return_interview", "measure", "measure_protects", "measure_breach", "meeting", "proposal", "item", "case_next", "referral", "attendance", "guest",
  "document", "document_update", "action", "action_subject", "action_event", "sharing", "extract", "minutes_version", "counter", "news",
] as const satisfies readonly (keyof Tables)[];

/** Writes the book in one transaction, a few hundred values to a statement. Throws when it holds a table that it does not know. */
export async function writeBook(db: Db, book: Book): Promise<void> {
  const strange = Object.keys(book).filter((table) => !(order as readonly string[]).includes(table));
  if (strange.length) throw new Error(`No place in the order of writing for ${strange.join(", ")}`);
  await transact(db, async (db) => {
    for (const table of order) {
      const rows = (book[table] ?? []) as Insertable<Tables[keyof Tables]>[];
      if (!rows.length) continue;
      const size = Math.max(1, Math.floor(900 / Math.max(...rows.map((row) => Object.keys(row).length))));
      for (let i = 0; i < rows.length; i += size) await db.insertInto(table).values(rows.slice(i, i + size) as never).execute();
    }
  });
}
