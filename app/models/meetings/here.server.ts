import { type Db, transact } from "#db/connect.server.ts";
import type { Ask } from "../core/ask.server.ts";

// Who has a meeting's page open. The live side knows, and writes it down here as it is now: pages are drawn by another thread. Nothing of before
// is kept, and it is no attendance.

/** Somebody came to a meeting's page, or went; `dropped` when their line broke without a word. */
export interface Seat {
  meetingId: string;
  personId: string;
  here: boolean;
  dropped: boolean;
}

/** Writes down who came and went, all at once. */
export const keepPresence = (db: Db, seats: readonly Seat[], now: Date): Promise<void> =>
  transact(db, async (db) => {
    const at = now.toISOString();
    for (const { meetingId, personId, here, dropped } of seats) {
      if (here)
        await db.insertInto("presence").values({ meeting_id: meetingId, person_id: personId, from_at: at }).onConflict((on) => on.columns(["meeting_id", "person_id"]).doUpdateSet({ from_at: at, gone_at: null, dropped: 0 })).execute();
      else await db.updateTable("presence").set({ gone_at: at, dropped: dropped ? 1 : 0 }).where("meeting_id", "=", meetingId).where("person_id", "=", personId).where("gone_at", "is", null).execute();
    }
  });

/** The presence of everybody at a meeting: who is here, and who was. */
export const presenceAt = (ask: Pick<Ask, "db">, meetingId: string) =>
  ask.db.selectFrom("presence").select(["person_id as personId", "from_at as since", "gone_at as goneAt", "dropped"]).where("meeting_id", "=", meetingId).execute().then((rows) => rows.map((row) => ({ ...row, dropped: row.dropped === 1 })));
