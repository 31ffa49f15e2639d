import { type Kysely, sql } from "kysely";

// Frozen once merged: never edited, imports nothing of ours.
const tables = [
  `create table note (
  id text primary key, subject_id text not null references subject (id), panel_id text not null references panel (id), agency_id text not null references agency (id),
  handling text not null check (handling in ('shared', 'named agencies', 'police', 'health', 'chair')), hidden integer not null default 0,
  text text not null, contact text not null,
  source_grade text, information_grade text, handling_code text, conditions text, sanitised text,
  recorded_at text not null, recorded_by_id text not null references person (id),
  ended_at text, ended_by_id text references person (id), ended_reason text
)`,
  "create index note_subject on note (subject_id)",
  "create table note_agency (note_id text not null references note (id), agency_id text not null references agency (id), primary key (note_id, agency_id))",
  `create table note_change (
  id text primary key, note_id text not null references note (id), at text not null, by_id text not null references person (id),
  was text not null, became text not null, wider integer not null, reason text not null, lawful_basis text
)`,
  "create index note_change_of on note_change (note_id)",
  "create index news_note on news (detail) where what = 'note opened'",
];

/** What agencies know of a subject, each note with those for whom it is. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of tables) await sql.raw(statement).execute(db);
}
