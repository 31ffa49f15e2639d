import { type Kysely, sql } from "kysely";

// Frozen once merged: never edited, imports nothing of ours.
const tables = [
  "alter table letter add column failed_why text",
  "alter table panel_version add column correction_days integer not null default 5",
  // That somebody is told of an action: by a letter, or by hand where there is none, or where it did not go out.
  `create table telling (
  id text primary key, action_id text not null references action (id), kind text not null check (kind in ('issued', 'reminder', 'overdue', 'escalation')),
  role text not null check (role in ('owner', 'lead')), agency_id text not null references agency (id), to_id text references person (id), to_name text,
  due_on text not null, letter_id text references letter (id), at text not null, told_at text, told_how text, told_by_id text references person (id)
)`,
  "create index telling_of on telling (action_id, kind)",
  "create index telling_letter on telling (letter_id)",
  "create index telling_by_hand on telling (at) where letter_id is null and told_at is null",
  `create table circulation (
  meeting_id text primary key references meeting (id), version integer not null, at text not null, by_id text not null references person (id), corrections_until_on text not null
)`,
  `create table circulation_reader (
  meeting_id text not null references circulation (meeting_id), person_id text not null references person (id), letter_id text references letter (id), opened_at text, primary key (meeting_id, person_id)
)`,
  `create table correction (
  id text primary key, meeting_id text not null references meeting (id), item_id text references item (id), version integer not null,
  passage text, replacement text, remark text, at text not null, by_id text not null references person (id),
  accepted integer, decided_at text, decided_by_id text references person (id), why text, applied_version integer
)`,
  "create index correction_of on correction (meeting_id, at)",
  // The minutes of one meeting, agreed at a later one as a true record.
  `create table agreement (
  meeting_id text primary key references meeting (id), at_meeting_id text not null references meeting (id), item_id text references item (id), version integer not null,
  addendum_id text references addendum (id), at text not null, by_id text not null references person (id)
)`,
  "create index agreement_at on agreement (at_meeting_id)",
  "alter table minutes_version add column number text",
  "alter table minutes_version add column signature text",
  // The newest minutes of each item with its letters folded, to be searched. Made from minutes_version, and made again from it.
  `create table said (
  meeting_id text not null references meeting (id), item_id text not null, version integer not null, subject_id text, on_day text not null, words text not null, primary key (meeting_id, item_id)
)`,
  "create index said_day on said (on_day)",
];

/** What follows a meeting: who was told of an action, minutes sent out, corrected, agreed and signed, and words to be searched. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of tables) await sql.raw(statement).execute(db);
}
