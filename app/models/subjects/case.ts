import type { Day } from "../core/days.ts";

/** The one next thing of an open case (product.md, first law): listed at a meeting, review due, or being closed. */
export type NextKind = "listed" | "review" | "closing";

/** Why a case was closed (practice.md §2.1 step 14). */
export const closedReasons = [
  "risk reduced and sustained over at least one review",
  "managed under another plan",
  "moved area, receiving authority confirmed",
  "turned 18, adult pathway named",
  "in custody",
  "deceased",
  "not exploitation",
  "duplicate",
] as const;
export type ClosedReason = (typeof closedReasons)[number];

export interface Sum {
  open: number;
  listed: number;
  review: number;
  closing: number;
  without: number;
}

/** "60 open = 41 listed + 15 review due + 4 closing, none without" */
export const sumInWords = (sum: Sum): string =>
  `${sum.open} open = ${sum.listed} listed + ${sum.review} review due + ${sum.closing} closing, ${sum.without === 0 ? "none" : sum.without} without`;

export interface Opening {
  panelId: string;
  subjectId: string;
  why: string;
  reviewOn: Day;
}

/** "Review due": what a next thing is called on screens. */
export const nextName = (next: NextKind): string => ({ listed: "Listed", review: "Review due", closing: "Being closed" })[next];

/** What must be said before a case is closed: why, what support goes on, and what would bring it back (practice.md §2.1 step 14). */
export interface Closing {
  reason: ClosedReason;
  supportContinues: string;
  wouldBringBack: string;
}

/** Why a case's next thing may not be changed by hand, or null: what is listed is the meeting's to decide. */
export const whyNotChangeNext = (next: NextKind | null): string | null => (next === "listed" ? "This case is listed for a meeting: withdraw the item from its agenda, or let the meeting decide" : null);

/** Why a day may not be that of a next thing, or null. */
export const whyNotNextOn = (on: Day, today: Day): string | null => (on <= today ? "Choose a date after today" : null);
