import type { Ask } from "../core/ask.server.ts";
import { clearAction, clearChosen, clearDecision, clearMarker, clearSharing } from "../core/reach.server.ts";

/**
 * Why this person cannot answer for the whole of a meeting's minutes: they may not read all of them, because of a conflict of interest, or of
 * a closed session without them. Null when they can. Its deputy, or its chair, does it then.
 */
export async function whyNotWhole(ask: Ask, meetingId: string): Promise<string | null> {
  const { outside } = ask.who;
  if (outside.length && (await ask.db.selectFrom("item").select("id").where("meeting_id", "=", meetingId).where("id", "in", outside).limit(1).executeTakeFirst())) return "The meeting is in closed session: who is in it does this";
  const subjects = ask.who.conflicts.map((one) => one.subjectId);
  const one = subjects.length ? await ask.db.selectFrom("item").select("id").where("meeting_id", "=", meetingId).where("subject_id", "in", subjects).where("withdrawn_at", "is", null).limit(1).executeTakeFirst() : undefined;
  if (one) return "Somebody who took part in every item must do this: the chair or a deputy";
  return subjects.length && (await hidesEntry(ask, meetingId)) ? "Somebody who may read all that was recorded must do this: the chair or a deputy" : null;
}

/** Whether anything that was recorded at a meeting, or what it said of an action from before, is about a subject of a conflict of interest of this person's: it would be missing from the minutes that they end. */
async function hidesEntry(ask: Ask, meetingId: string): Promise<boolean> {
  for (const [table, clear] of Object.entries({ action: clearAction, sharing: clearSharing, decision: clearDecision, marker: clearMarker, chosen_measure: clearChosen }))
    if (await ask.db.selectFrom(table as "action").select("id").where("meeting_id", "=", meetingId).where("removed_at", "is", null).where((eb) => eb.not(clear(ask.who))).limit(1).executeTakeFirst()) return true;
  return (await ask.db.selectFrom("matter").innerJoin("action", "action.id", "matter.action_id").select("matter.id").where("matter.meeting_id", "=", meetingId).where("matter.superseded_at", "is", null).where((eb) => eb.not(clearAction(ask.who))).limit(1).executeTakeFirst()) !== undefined;
}
