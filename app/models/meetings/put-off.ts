import { type Day, dayAndTime, dayOf, type Instant, shortDay, timeOf } from "../core/days.ts";

// A meeting that is cancelled, put off to another day, or broken off to go on then.

export interface Held {
  status: string;
  cancelledAt: string | null;
  /** It has begun, was broken off, and waits to go on. */
  adjourned: boolean;
}

/** "Meeting of 8 Dec 2026 cancelled": why those listed for it come back. */
export const cancelledInWords = (onDay: Day): string => `Meeting of ${shortDay(onDay)} cancelled`;

/** When a meeting was broken off, and when it went on. */
export interface Adjournment {
  at: Instant;
  resumedAt: Instant | null;
}

/** "Adjourned 24 Nov 2026, 11:10, resumed 1 Dec 2026, 10:00": as its minutes say it. */
export const adjournmentInWords = ({ at, resumedAt }: Adjournment): string =>
  `Adjourned ${dayAndTime(at)}${resumedAt ? `, resumed ${dayOf(resumedAt) === dayOf(at) ? timeOf(resumedAt) : dayAndTime(resumedAt)}` : ""}`;

/** Why a cancelled meeting takes nothing more; null for any other. */
export const whyOver = (meeting: { cancelled_at: string | null }): string | null => (meeting.cancelled_at ? "This meeting was cancelled" : null);

/** Why a meeting cannot be cancelled, or null. */
export function whyNotCancel({ status, cancelledAt, adjourned }: Held): string | null {
  if (cancelledAt) return "This meeting was cancelled already";
  if (adjourned) return "This meeting has begun: put the rest off to another day, or go on and end it";
  if (status === "live") return "This meeting is running: adjourn it, or end it";
  return status === "draft" || status === "published" ? null : "This meeting has ended";
}

/** Why a meeting cannot be put off to `toOn`, or null. A running one is adjourned; it may go on later the same day. `taken` are the panel's other days. */
export function whyNotPostpone({ status, cancelledAt }: Held, from: { onDay: Day; time: string }, to: { onDay: Day; time: string }, today: Day, taken: Day[]): string | null {
  if (cancelledAt) return "This meeting was cancelled";
  if (status !== "draft" && status !== "published" && status !== "live") return "This meeting has ended";
  if (to.onDay < today) return "Choose today or a later day";
  if (status !== "live" && to.onDay === from.onDay && to.time === from.time) return "That is when it is already";
  if (to.onDay !== from.onDay && taken.includes(to.onDay)) return "This panel already has a meeting on that day";
  return null;
}
