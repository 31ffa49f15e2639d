import { type Kysely, sql } from "kysely";

// Frozen once merged: never edited, imports nothing of ours.
const tables = [
  `create table own_note (
  id text primary key, person_id text not null references person (id), item_id text references item (id), subject_id text references subject (id), text text not null, at text not null,
  check ((item_id is null) <> (subject_id is null))
)`,
  "create index own_note_person on own_note (person_id)",
  "create table brief_read (item_id text not null references item (id), person_id text not null references person (id), at text not null, primary key (item_id, person_id))",
  `create table paper_template (
  id text primary key, panel_id text not null references panel (id), bytes bytea not null, size integer not null, hash text not null, set_at text not null, set_by_id text not null references person (id), ended_at text, ended_by_id text references person (id)
)`,
  "create unique index paper_template_of on paper_template (panel_id) where ended_at is null",
];

/** A reader's own notes, what of the brief they have read, and the Word template of a panel's papers. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of tables) await sql.raw(statement).execute(db);
}
