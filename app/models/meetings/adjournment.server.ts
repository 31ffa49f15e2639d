import type { Ask } from "../core/ask.server.ts";
import type { Instant } from "../core/days.ts";
import type { Adjournment } from "./put-off.ts";

/** The adjournment of a meeting that waits to go on, or undefined: where it stood. */
export const adjournmentOf = (ask: Pick<Ask, "db">, meetingId: string) =>
  ask.db.selectFrom("meeting_move").select(["id", "item_id", "from_on", "reason", "at"]).where("meeting_id", "=", meetingId).where("kind", "=", "adjourned").where("resumed_at", "is", null).orderBy("at", "desc").executeTakeFirst();

/** When a meeting was broken off and went on, oldest first. */
export const adjournmentsOf = (ask: Pick<Ask, "db">, meetingId: string): Promise<Adjournment[]> =>
  ask.db.selectFrom("meeting_move").select(["at", "resumed_at as resumedAt"]).where("meeting_id", "=", meetingId).where("kind", "=", "adjourned").orderBy("at").execute();

/** Since when a running meeting sits without a break: since it began, or went on after it was last adjourned. Null for one that has not begun. */
export async function sittingSince(ask: Pick<Ask, "db">, meeting: { id: string; started_at: Instant | null }): Promise<Instant | null> {
  return (await adjournmentsOf(ask, meeting.id)).at(-1)?.resumedAt ?? meeting.started_at;
}
