import type { Ask } from "../core/ask.server.ts";

/**
 * Why this person cannot answer for the whole of a meeting's minutes: they may not read all of them, because of a conflict of interest. Null
 * when they can. Its deputy, or its chair, does it then.
 */
export async function whyNotWhole(ask: Ask, meetingId: string): Promise<string | null> {
  const subjects = ask.who.conflicts.map((one) => one.subjectId);
  const one = subjects.length ? await ask.db.selectFrom("item").select("id").where("meeting_id", "=", meetingId).where("subject_id", "in", subjects).where("withdrawn_at", "is", null).limit(1).executeTakeFirst() : undefined;
  return one ? "Somebody who took part in every item must do this: the chair or a deputy" : null;
}
