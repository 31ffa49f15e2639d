import { type Day, shortDay } from "../core/days.ts";

export type Decision = "listed" | "deferred" | "declined";

/** Why a subject may not be deferred until that day, or null. */
export function whyNotDefer(until: Day, today: Day, meetingOn: Day): string | null {
  if (until <= today) return "Choose a date after today";
  if (until <= meetingOn) return `Choose a date after this meeting, ${shortDay(meetingOn)}`;
  return null;
}

/** Why that day cannot be the next review of a case that is not taken, or null. */
export const whyNotReview = (on: Day | null, today: Day): string | null =>
  !on ? "Enter the date of the next review: an open case is never left without one" : on <= today ? "Choose a review date after today" : null;

/** The last day of birth of those who are 18 on `day`. */
export const bornBy = (day: Day): Day => `${Number(day.slice(0, 4)) - 18}${day.slice(4)}`;
