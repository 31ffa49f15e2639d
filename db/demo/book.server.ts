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
  "risk", "link", "missing_episode", "return_interview", "measure", "measure_protects", "measure_breach", "series", "meeting", "meeting_move", "reply", "proposal", "item", "case_next", "referral", "attendance", "room_stay", "guest", "agency_return", "return_version", "return_block",
  "chairing", "card", "card_showing", "document", "document_update", "action", "action_subject", "action_event", "matter", "telling", "sharing", "decision", "marker", "extract", "extract_filing", "minutes_version", "own_note", "brief_read", "said", "circulation", "circulation_reader", "correction", "agreement", "counter", "news",
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
