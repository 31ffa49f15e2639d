import { type Kysely, sql } from "kysely";

// Frozen once merged: never edited, imports nothing of ours.
const tables = [
  "alter table meeting add column closing_at text",
  "alter table meeting add column closing_by_id text references person (id)",
  `create table closing_receipt (
  item_id text primary key references item (id), meeting_id text not null references meeting (id), subject_id text not null references subject (id),
  extract_id text references extract (id), done text not null, at text not null, by_id text not null references person (id)
)`,
  "create index closing_receipt_meeting on closing_receipt (meeting_id)",
  `create table closing_failure (
  id text primary key, meeting_id text not null references meeting (id), item_id text references item (id), code text not null, reason text,
  at text not null, by_id text not null references person (id)
)`,
  "create index closing_failure_meeting on closing_failure (meeting_id)",
  `create table gate_override (
  id text primary key, meeting_id text not null references meeting (id), item_id text references item (id), what text not null, about text not null,
  words text not null, reason text not null, at text not null, by_id text not null references person (id), ended_at text
)`,
  "create unique index gate_override_one on gate_override (meeting_id, what, about) where ended_at is null",
  `create table name_choice (
  id text primary key, item_id text not null references item (id), written text not null, folded text not null,
  who text not null check (who in ('subject', 'somebody', 'nobody')), subject_id text references subject (id),
  at text not null, by_id text not null references person (id), ended_at text, check ((who = 'subject') = (subject_id is not null))
)`,
  "create unique index name_choice_one on name_choice (item_id, folded) where ended_at is null",
  `create table extract_filing (
  id text primary key, extract_id text not null references extract (id), agency_id text not null references agency (id),
  kind text not null check (kind in ('filed', 'not kept')), reference text, filed_on text, note text,
  at text not null, by_id text not null references person (id), ended_at text
)`,
  "create unique index extract_filing_one on extract_filing (extract_id, agency_id) where ended_at is null",
  "create index extract_meeting on extract (meeting_id)",
];

/** The closing of a meeting subject by subject, what it closed in spite of, whom names mean, and where agencies filed extracts. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of tables) await sql.raw(statement).execute(db);
}
