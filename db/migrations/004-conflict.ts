import { type Kysely, sql } from "kysely";

// Frozen once merged: never edited, imports nothing of ours.
const tables = [
  `create table conflict (
  id text primary key, person_id text not null references person (id), subject_id text not null references subject (id),
  declared_at text not null, declared_by_id text not null references person (id),
  ended_at text, ended_by_id text references person (id)
)`,
  "create unique index conflict_one on conflict (person_id, subject_id) where ended_at is null",
  "create index conflict_subject on conflict (subject_id)",
  "create table conflict_reason (conflict_id text primary key references conflict (id), reason text not null, ended_reason text)",
];

/** Conflicts of interest, and apart from them what was said in confidence. They take away reach, so that standings count them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of tables) await sql.raw(statement).execute(db);
  for (const event of ["insert", "update", "delete"])
    await sql.raw(`create trigger standing_conflict_${event} after ${event} on conflict begin update standing set version = version + 1 where id = 1; end`).execute(db);
}
