import { type Kysely, sql } from "kysely";

// Frozen once merged: never edited, imports nothing of ours.
const tables = [
  "alter table link add column agency_id text references agency (id)",
  "alter table link add column panel_id text references panel (id)",
  "alter table link add column handling text not null default 'shared' check (handling in ('shared', 'named agencies', 'police', 'health', 'chair'))",
  "alter table link add column hidden integer not null default 0",
  "alter table link add column contact text",
  "create table link_agency (link_id text not null references link (id), agency_id text not null references agency (id), primary key (link_id, agency_id))",
  `create table link_change (
  id text primary key, link_id text not null references link (id), at text not null, by_id text not null references person (id),
  was text not null, became text not null, wider integer not null, reason text not null, lawful_basis text
)`,
  "create index link_change_of on link_change (link_id)",
  "create index news_link on news (detail) where what = 'link opened'",
  "create index news_listed on news (at) where what in ('list opened', 'record searched')",
];

/** Whose words a link is, and for whom. Links of before are shared, and nobody's in particular. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of tables) await sql.raw(statement).execute(db);
}
