import { type Kysely, sql } from "kysely";

// Frozen once merged: never edited, imports nothing of ours.
const tables = [
  `create table agency_return (
  id text primary key, item_id text not null references item (id), agency_id text not null references agency (id),
  state text not null check (state in ('asked', 'draft', 'submitted', 'nothing held', 'declined')), version integer not null default 0,
  asked_at text not null, asked_by_id text references person (id), sent_at text, unique (item_id, agency_id)
)`,
  "create index agency_return_agency on agency_return (agency_id)",
  `create table return_version (
  return_id text not null references agency_return (id), version integer not null, state text not null check (state in ('submitted', 'nothing held', 'declined')),
  declined_reason text, reason text, contact text, withdrawn_at text, received_how text, received_at text, written_at text not null, written_by_id text not null references person (id),
  primary key (return_id, version)
)`,
  `create table return_block (
  id text primary key, return_id text not null, version integer not null, position integer not null, heading text not null, text text not null,
  handling text not null check (handling in ('shared', 'named agencies', 'police', 'health', 'chair')), hidden integer not null default 0, safe_for_minutes integer not null default 0,
  foreign key (return_id, version) references return_version (return_id, version)
)`,
  "create index return_block_of on return_block (return_id, version)",
  "create table return_block_agency (block_id text not null references return_block (id), agency_id text not null references agency (id), primary key (block_id, agency_id))",
  `create table return_reminder (
  meeting_id text not null references meeting (id), person_id text not null references person (id), kind text not null check (kind in ('due', 'late', 'chased')), due_on text not null, at text not null,
  primary key (meeting_id, person_id, kind, due_on, at)
)`,
  "alter table extract add column returns text",
];

/** What agencies are asked, and tell, of the subjects of a meeting before it. Version 0 is a draft; what was sent is never changed, but superseded by the next. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of tables) await sql.raw(statement).execute(db);
}
