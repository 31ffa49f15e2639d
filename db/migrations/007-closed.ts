import { type Kysely, sql } from "kysely";

// Frozen once merged: never edited, imports nothing of ours.
const tables = [
  `create table closed_session (
  id text primary key, item_id text not null references item (id), document_id text not null unique references document (id),
  from_at text not null, by_id text not null references person (id), minuter_id text not null references person (id),
  to_at text, to_by_id text references person (id)
)`,
  "create unique index closed_session_one on closed_session (item_id) where to_at is null",
  "create index closed_session_item on closed_session (item_id)",
  "create table closed_session_agency (session_id text not null references closed_session (id), agency_id text not null references agency (id), primary key (session_id, agency_id))",
];

/** Closed sessions of items: which agencies stay, who writes, and the document that is theirs. They take away reach, so that standings count them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of tables) await sql.raw(statement).execute(db);
  for (const table of ["closed_session", "closed_session_agency"])
    for (const event of ["insert", "update", "delete"])
      await sql.raw(`create trigger standing_${table}_${event} after ${event} on ${table} begin update standing set version = version + 1 where id = 1; end`).execute(db);
}
