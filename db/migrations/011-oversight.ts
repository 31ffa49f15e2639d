import { type Kysely, sql } from "kysely";

// Frozen once merged: never edited, imports nothing of ours.
const tables = [
  "alter table person add column is_privacy_officer integer not null default 0",
  "alter table person add column is_duty_officer integer not null default 0",
  "alter table person add column home_postcode text",
  `create table emergency_access (
  id text primary key, person_id text not null references person (id), subject_id text references subject (id),
  code text not null, reason text not null, from_at text not null, until_at text not null, ended_at text,
  finding text check (finding in ('justified', 'not justified')), finding_note text, reviewed_at text, reviewed_by_id text references person (id)
)`,
  "create index emergency_access_person on emergency_access (person_id, from_at)",
  "create index emergency_access_open on emergency_access (from_at) where reviewed_at is null",
  "create index emergency_access_subject on emergency_access (subject_id)",
  `create table inspection (
  id text primary key, person_id text not null references person (id), why text not null, drawn text not null,
  from_on text not null, until_on text not null, set_at text not null, set_by_id text not null references person (id), ended_at text, ended_by_id text references person (id)
)`,
  "create index inspection_person on inspection (person_id)",
  "create table inspection_subject (inspection_id text not null references inspection (id), subject_id text not null references subject (id), position integer not null, primary key (inspection_id, subject_id))",
  `create table reads_followed_up (
  id text primary key, kind text not null, person_id text not null references person (id), up_to text not null,
  note text not null, at text not null, by_id text not null references person (id)
)`,
  "create index reads_followed_up_of on reads_followed_up (kind, person_id)",
];

/** Records opened in an emergency, samples of inspectors, and what a privacy officer looked into. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of tables) await sql.raw(statement).execute(db);
}
