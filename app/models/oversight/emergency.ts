import { type Day, dayOf, type Instant } from "../core/days.ts";
import { addWorkdays } from "../core/workdays.ts";

// A record out of reach is opened in an emergency: for an hour, to read, with a reason and a review after (design: break glass).

/** How long a record stays open (minutes). */
export const emergencyMinutes = 60;
/** In how many working days it must be reviewed: until it is, whoever is late for review opens no other. */
export const reviewWorkdays = 3;

export const emergencyCodes = ["a child is at immediate risk of harm", "a child is missing now", "police or a court need it at once", "a strategy discussion cannot wait", "another"] as const;
export type EmergencyCode = (typeof emergencyCodes)[number];

export const findings = ["justified", "not justified"] as const;
export type Finding = (typeof findings)[number];

export interface Emergency {
  fromAt: Instant;
  untilAt: Instant;
  endedAt: Instant | null;
  reviewedAt: Instant | null;
}

/** Whether what was opened is open still. */
export const isOpen = ({ untilAt, endedAt }: Pick<Emergency, "untilAt" | "endedAt">, now: Date): boolean => endedAt === null && now.toISOString() < untilAt;

/** The last day for the review. */
export const reviewDue = (fromAt: Instant): Day => addWorkdays(dayOf(fromAt), reviewWorkdays);

/** Whether the review is late. */
export const isReviewLate = (one: Emergency, now: Date): boolean => one.reviewedAt === null && dayOf(now) > reviewDue(one.fromAt);

/** Why the person may not open another record, or null: one at a time, and none while a review of theirs is late. */
export function whyNotAnother(own: readonly Emergency[], now: Date): string | null {
  if (own.some((one) => isOpen(one, now))) return "You have a record open already. Close it first";
  if (own.some((one) => isReviewLate(one, now))) return "What you opened before has not been reviewed in time. Ask the privacy officer to review it";
  return null;
}
