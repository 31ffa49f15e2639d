import { type Kysely, sql } from "kysely";

// Frozen once merged: never edited, imports nothing of ours.
const tables = [
  `create table room_stay (
  id text primary key, meeting_id text not null references meeting (id), person_id text not null references person (id), agency_id text not null references agency (id),
  from_at text not null, to_at text, how text not null check (how in ('presence', 'by hand')), by_id text references person (id),
  superseded_at text, superseded_by_id text references person (id), check (to_at is null or to_at >= from_at), check ((how = 'by hand') = (by_id is not null))
)`,
  "create unique index room_stay_one on room_stay (meeting_id, person_id) where to_at is null and superseded_at is null",
  "create index room_stay_of on room_stay (meeting_id, person_id)",
  "create index room_stay_person on room_stay (person_id)",
  "alter table attendance add column information_on text",
  `create table matter (
  id text primary key, meeting_id text not null references meeting (id), item_id text not null references item (id), action_id text not null references action (id),
  how text not null check (how in ('done', 'said done', 'carried', 'not possible', 'not done')), said_by_id text references person (id), said_by text not null, note text,
  carried integer not null, at text not null, by_id text not null references person (id), superseded_at text
)`,
  "create unique index matter_one on matter (meeting_id, action_id) where superseded_at is null",
  "create index matter_item on matter (item_id)",
  "create index matter_action on matter (action_id)",
  "alter table panel_version add column template text",
  // Which agencies were there for it, and what each contributed.
  "alter table extract add column room text",
  // When a meeting was at which item is what its news say.
  "create index news_item_current on news (meeting_id, at) where what = 'item current'",
];

/** When members and their deputies were in the room; what the meeting said of actions from before; the headings of a discussion. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of tables) await sql.raw(statement).execute(db);
}
