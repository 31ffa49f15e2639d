import { type Kysely, sql } from "kysely";

// Frozen once merged: never edited, imports nothing of ours.
const tables = [
  `create table restricted_minutes (
  id text primary key references document (id), item_id text not null references item (id), panel_id text not null references panel (id), agency_id text not null references agency (id),
  handling text not null check (handling in ('shared', 'named agencies', 'police', 'health', 'chair')), hidden integer not null default 0, contact text not null,
  begun_at text not null, begun_by_id text not null references person (id),
  ended_at text, ended_by_id text references person (id)
)`,
  "create index restricted_minutes_item on restricted_minutes (item_id)",
  "create table restricted_minutes_agency (restricted_id text not null references restricted_minutes (id), agency_id text not null references agency (id), primary key (restricted_id, agency_id))",
  `create table restricted_minutes_change (
  id text primary key, restricted_id text not null references restricted_minutes (id), at text not null, by_id text not null references person (id),
  was text not null, became text not null, wider integer not null, reason text not null, lawful_basis text
)`,
  "create index restricted_minutes_change_of on restricted_minutes_change (restricted_id)",
  "create index news_restricted on news (detail) where what = 'restricted minutes opened'",
];

/** Minutes of an item that are an agency's own, for those whom their handling names: a document each. Who reads them rests on these rows, so that standings count them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of tables) await sql.raw(statement).execute(db);
  for (const table of ["restricted_minutes", "restricted_minutes_agency"])
    for (const event of ["insert", "update", "delete"])
      await sql.raw(`create trigger standing_${table}_${event} after ${event} on ${table} begin update standing set version = version + 1 where id = 1; end`).execute(db);
}
