import { type Kysely, sql } from "kysely";

// Frozen once merged: never edited, imports nothing of ours.
const statements = [
  "alter table marker add column answer_handling text not null default 'shared' check (answer_handling in ('shared', 'named agencies', 'police', 'health', 'chair'))",
  "alter table marker add column answer_contact text",
  "create table marker_answer_agency (marker_id text not null references marker (id), agency_id text not null references agency (id), primary key (marker_id, agency_id))",
  `create table marker_answer_change (
  id text primary key, marker_id text not null references marker (id), at text not null, by_id text not null references person (id),
  was text not null, became text not null, wider integer not null, reason text not null, lawful_basis text
)`,
  "create index marker_answer_change_of on marker_answer_change (marker_id)",
  "create index news_marker on news (detail) where what = 'marker opened'",
];

/** For whom the words are with which a marker's owner answers. Answers of before are shared. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
