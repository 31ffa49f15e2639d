import { type Kysely, sql } from "kysely";

// Frozen once merged: never edited, imports nothing of ours.
const statements = [
  "alter table panel_version add column referrals_close_days integer not null default 10",
  "alter table panel_version add column agenda_out_days integer not null default 7",
  "alter table panel_version add column returns_due_days integer not null default 2",
  "alter table panel_version add column minutes_out_days integer not null default 5",
  `alter table panel_version add column quorum text not null default '{"agencies":3,"kinds":[]}'`,
  "alter table panel_version add column returns_read text not null default 'everyone' check (returns_read in ('everyone', 'preparing'))",
  `create table letter (
  id text primary key, to_id text not null references person (id), kind text not null, title text not null, body text not null, calendar text,
  panel_id text references panel (id), meeting_id text references meeting (id), item_id text references item (id), action_id text references action (id),
  made_at text not null, next_at text not null, tries integer not null default 0,
  sent_at text, failed_at text, ended_at text,
  told_on text, told_how text, told_note text, told_by_id text references person (id), told_at text
)`,
  "create index letter_next on letter (next_at) where sent_at is null and failed_at is null and ended_at is null and told_at is null",
  "create index letter_meeting on letter (meeting_id)",
  "create index letter_action on letter (action_id)",
  "create index letter_by_hand on letter (panel_id, made_at) where failed_at is not null and ended_at is null",
];

/** A panel's days and quorum, and letters: what is told to people outside of Panelroom, in neutral words. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
