import { type Kysely, sql } from "kysely";

// Frozen once merged: never edited, imports nothing of ours.
const tables = [
  `create table guest (
  id text primary key, meeting_id text not null references meeting (id), item_id text references item (id), person_id text not null references person (id),
  capacity text not null check (capacity in ('invited attendee', 'observer', 'deputy')),
  for_id text references person (id), why text not null, may_write integer not null default 0,
  invited_at text not null, invited_by_id text not null references person (id), signed_at text,
  ended_at text, ended_by_id text references person (id),
  check ((capacity = 'deputy') = (item_id is null)), check ((capacity = 'deputy') = (for_id is not null))
)`,
  "create unique index guest_item on guest (item_id, person_id) where ended_at is null and item_id is not null",
  "create unique index guest_meeting on guest (meeting_id, person_id) where ended_at is null and item_id is null",
  "create index guest_person on guest (person_id)",
  "create index guest_of on guest (meeting_id)",
  `create table guest_stay (
  id text primary key, guest_id text not null references guest (id), from_at text not null, from_by_id text not null references person (id), to_at text, to_by_id text references person (id)
)`,
  "create unique index guest_stay_one on guest_stay (guest_id) where to_at is null",
  "create index guest_stay_of on guest_stay (guest_id)",
  "alter table panel_version add column guest_days integer not null default 5",
];

/** Who is invited to a meeting without belonging to its panel, and when they were let in. They give reach, so that standings count them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of tables) await sql.raw(statement).execute(db);
  for (const table of ["guest", "guest_stay"])
    for (const event of ["insert", "update", "delete"])
      await sql.raw(`create trigger standing_${table}_${event} after ${event} on ${table} begin update standing set version = version + 1 where id = 1; end`).execute(db);
  // On the day it rests how long an invitation holds.
  await sql.raw("create trigger standing_meeting_day after update of on_day on meeting begin update standing set version = version + 1 where id = 1; end").execute(db);
}
