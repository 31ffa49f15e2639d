import { type Kysely, sql } from "kysely";

// Frozen once merged: never edited, imports nothing of ours.
const statements = [
  `create table file (
  id text primary key, panel_id text not null references panel (id), subject_id text references subject (id), item_id text references item (id), action_id text references action (id),
  agency_id text not null references agency (id), handling text not null check (handling in ('shared', 'named agencies', 'police', 'health', 'chair')), hidden integer not null default 0, contact text not null,
  title text not null, kind text not null, size integer not null, hash text not null,
  added_at text not null, added_by_id text not null references person (id),
  ended_at text, ended_by_id text references person (id), ended_reason text,
  check (subject_id is not null or item_id is not null or action_id is not null)
)`,
  "create index file_subject on file (subject_id)",
  "create index file_item on file (item_id)",
  "create index file_action on file (action_id)",
  "create table file_bytes (file_id text primary key references file (id), bytes bytea not null)",
  "create table file_agency (file_id text not null references file (id), agency_id text not null references agency (id), primary key (file_id, agency_id))",
  `create table file_change (
  id text primary key, file_id text not null references file (id), at text not null, by_id text not null references person (id),
  was text not null, became text not null, wider integer not null, reason text not null, lawful_basis text
)`,
  "create index file_change_of on file_change (file_id)",
  "create index news_file on news (detail) where what = 'file opened'",
];

/** Files that agencies add to a record, to an item or to an action, each with those for whom it is. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
