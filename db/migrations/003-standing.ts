import { type Kysely, sql } from "kysely";

// Frozen once merged: never edited, imports nothing of ours.
const watched: [table: string, events: string[]][] = [
  // Not `seen_at`: to be active changes nothing of what one may.
  ["session", ["update of token_hash, person_id, created_at, ended_at", "delete"]],
  ["person", ["update", "delete"]],
  ["agency", ["update", "delete"]],
  ["membership", ["insert", "update", "delete"]],
  ["panel_version", ["insert", "update", "delete"]],
  ["meeting", ["update of panel_id, status", "delete"]],
  ["item", ["update of meeting_id, subject_id, withdrawn_at", "delete"]],
  ["document", ["update of item_id, handling, epoch, frozen_at, quarantined_at", "delete"]],
];

/** Counts, in one row, whatever is written on which it rests who somebody is, what they reach and what may still be written. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table standing (id integer primary key check (id = 1), version bigint not null)`.execute(db);
  await sql`insert into standing (id, version) values (1, 1)`.execute(db);
  for (const [table, events] of watched)
    for (const event of events)
      await sql.raw(`create trigger standing_${table}_${event.split(" ")[0]} after ${event} on ${table} begin update standing set version = version + 1 where id = 1; end`).execute(db);
}
