import { type Kysely, sql } from "kysely";

// Frozen once merged: never edited, imports nothing of ours.
const statements = [
  "alter table session add column second_at text",
  "alter table session add column proved_at text",
  "alter table session add column agent text",
  "alter table session add column locked_at text",
  "alter table panel_version add column lock_minutes integer not null default 60",
  // A session is nobody's until the second factor was given.
  "create trigger standing_session_second after update of second_at, locked_at on session begin update standing set version = version + 1 where id = 1; end",
  "create table totp (person_id text primary key references person (id), secret text not null, made_at text not null, confirmed_at text, last_step integer not null default 0)",
  "create table recovery_code (code_hash text primary key, person_id text not null references person (id), made_at text not null, used_at text)",
  "create index recovery_code_of on recovery_code (person_id)",
];

/** The second factor of signing in: time-based codes, and codes for when the device is lost; and sessions that lock. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
