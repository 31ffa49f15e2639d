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
