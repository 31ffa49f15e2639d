import { once } from "#db/connect.server.ts";
import { type Ask, newId } from "../core/ask.server.ts";
import { dayOf, type Instant } from "../core/days.ts";
import type { Adjournment } from "./put-off.ts";

// A meeting that was adjourned to another day sits anew: who was there on the one day is not there on the other because of it.

/** The adjournment of a meeting that waits to go on, or undefined: where it stood. */
export const adjournmentOf = (ask: Pick<Ask, "db">, meetingId: string) =>
  ask.db.selectFrom("meeting_move").select(["id", "item_id", "from_on", "reason", "at"]).where("meeting_id", "=", meetingId).where("kind", "=", "adjourned").where("resumed_at", "is", null).orderBy("at", "desc").executeTakeFirst();

/** When a meeting was broken off and went on, oldest first. */
export const adjournmentsOf = (ask: Pick<Ask, "db">, meetingId: string): Promise<Adjournment[]> =>
  once(ask.db, `adjournments ${meetingId}`, () => ask.db.selectFrom("meeting_move").select(["at", "resumed_at as resumedAt"]).where("meeting_id", "=", meetingId).where("kind", "=", "adjourned").orderBy("at").execute());

/** Since when a running meeting sits without a break: since it began, or went on after it was last adjourned. Null for one that has not begun. */
export async function sittingSince(ask: Pick<Ask, "db">, meeting: { id: string; started_at: Instant | null }): Promise<Instant | null> {
  return (await adjournmentsOf(ask, meeting.id)).at(-1)?.resumedAt ?? meeting.started_at;
}

/** When a meeting began to sit on each of its days, in order. Empty for one that has not begun. */
export async function sittingDays(ask: Pick<Ask, "db">, meeting: { id: string; started_at: Instant | null }): Promise<Instant[]> {
  if (!meeting.started_at) return [];
  const again = (await adjournmentsOf(ask, meeting.id)).flatMap(({ at, resumedAt }) => (resumedAt && dayOf(resumedAt) !== dayOf(at) ? [resumedAt] : []));
  return [meeting.started_at, ...again];
}

/** From when on a tick says that somebody was there: the beginning of the day's sitting in which it was made. */
export const tickedFrom = (days: readonly Instant[], recordedAt: Instant): Instant | undefined => days.findLast((day) => day <= recordedAt) ?? days[0];

/**
 * Ends the day on which a meeting was adjourned, when it goes on on another: what was written by hand as lasting, and who was only ticked, was to the end of
 * that sitting, and says nothing of this one. Inside a commit, before it goes on.
 */
export async function endDay(ask: Ask, meeting: { id: string; started_at: Instant | null }, adjournedAt: Instant): Promise<void> {
  if (dayOf(adjournedAt) === dayOf(ask.now)) return;
  await ask.db.updateTable("room_stay").set({ to_at: adjournedAt }).where("meeting_id", "=", meeting.id).where("to_at", "is", null).where("superseded_at", "is", null).execute();
  const days = await sittingDays(ask, meeting);
  const ticked = await ask.db.selectFrom("attendance").select(["person_id", "agency_id", "recorded_at"]).where("meeting_id", "=", meeting.id).where("status", "in", ["present", "deputy"])
    .where((eb) => eb.not(eb.exists(eb.selectFrom("room_stay as own").select("own.id").whereRef("own.meeting_id", "=", "attendance.meeting_id").whereRef("own.person_id", "=", "attendance.person_id").where("own.superseded_at", "is", null)))).execute();
  for (const one of ticked) {
    const from = tickedFrom(days, one.recorded_at);
    if (from && from < adjournedAt) await ask.db.insertInto("room_stay").values({ id: newId(), meeting_id: meeting.id, person_id: one.person_id, agency_id: one.agency_id, from_at: from, to_at: adjournedAt, how: "by hand", by_id: ask.who.id }).execute();
  }
}
