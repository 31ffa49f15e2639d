import { type Kysely, sql } from "kysely";

// Frozen once merged: never edited, imports nothing of ours.
/** That somebody has proved anew who they are is seen at once where their session is remembered. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw("create trigger standing_session_proved after update of proved_at on session begin update standing set version = version + 1 where id = 1; end").execute(db);
}
