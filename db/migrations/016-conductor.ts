import { type Kysely, sql } from "kysely";

// Frozen once merged: never edited, imports nothing of ours.
const statements = [
  // Each time that the meeting was at an item: gone back to, it has several.
  `create table item_turn (
  id text primary key, meeting_id text not null references meeting (id), item_id text not null references item (id),
  from_at text not null, to_at text, by_id text references person (id)
)`,
  "create index item_turn_meeting on item_turn (meeting_id, from_at)",
  "create unique index item_turn_now on item_turn (meeting_id) where to_at is null",
  `create table chairing (
  id text primary key, meeting_id text not null references meeting (id), person_id text not null references person (id),
  how text not null check (how in ('started', 'handed over', 'took over')), from_at text not null, to_at text, by_id text references person (id)
)`,
  "create index chairing_meeting on chairing (meeting_id, from_at)",
  "create unique index chairing_now on chairing (meeting_id) where to_at is null",
  // Who has the meeting's page open, as the live side knows it: pages are drawn by another thread, and a shared screen rests on it.
  `create table presence (
  meeting_id text not null references meeting (id), person_id text not null references person (id), from_at text not null,
  gone_at text, dropped integer not null default 0 check (dropped in (0, 1)), primary key (meeting_id, person_id)
)`,
  // A hand that is up. Lowered, or once the meeting is at another item, it is gone.
  `create table hand (
  id text primary key, meeting_id text not null references meeting (id), item_id text not null references item (id), person_id text not null references person (id),
  raised_at text not null, turn_at text not null, taken_at text, unique (meeting_id, person_id)
)`,
  "create table card (item_id text not null references item (id), agency_id text not null references agency (id), level text not null, at text not null, by_id text not null references person (id), primary key (item_id, agency_id))",
  "create table card_showing (item_id text primary key references item (id), at text not null, by_id text not null references person (id))",
];

/** Running a meeting: the turns of its items, who is in the chair, who is here, hands, and cards on the table. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
