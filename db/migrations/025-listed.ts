import { type Kysely, sql } from "kysely";

// Frozen once merged: never edited, imports nothing of ours.
const statements = [
  "drop index news_listed",
  "create index news_listed on news (at) where what in ('list opened', 'record searched', 'agenda opened', 'minutes opened', 'live meeting opened')",
];

/** Whose references stood on an agenda, in minutes, and beside the item in hand is asked of the news as of lists. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
