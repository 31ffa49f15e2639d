import type { Ask } from "../core/ask.server.ts";

/**
 * Why this person cannot answer for the whole of a meeting's minutes: they may not read all of them, because of a conflict of interest, or of
 * a closed session without them. Null when they can. Its deputy, or its chair, does it then.
 */
export async function whyNotWhole(ask: Ask, meetingId: string): Promise<string | null> {
  const { outside } = ask.who;
  if (outside.length && (await ask.db.selectFrom("item").select("id").where("meeting_id", "=", meetingId).where("id", "in", outside).limit(1).executeTakeFirst())) return "The meeting is in closed session: who is in it does this";
  const subjects = ask.who.conflicts.map((one) => one.subjectId);
  const one = subjects.length ? await ask.db.selectFrom("item").select("id").where("meeting_id", "=", meetingId).where("subject_id", "in", subjects).where("withdrawn_at", "is", null).limit(1).executeTakeFirst() : undefined;
  return one ? "Somebody who took part in every item must do this: the chair or a deputy" : null;
}
