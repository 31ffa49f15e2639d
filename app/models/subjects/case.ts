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

const details: Record<ClosedReason, { label: string; missing: string } | null> = {
  "risk reduced and sustained over at least one review": { label: "Over which reviews it has stayed lower", missing: "Say over which reviews the risk has stayed lower: one at least" },
  "managed under another plan": { label: "Which plan, and who leads it", missing: "Say which plan manages it now, and who leads it" },
  "moved area, receiving authority confirmed": { label: "Who there confirmed that they have it, and when", missing: "Name the receiving authority, who there confirmed it, and when" },
  "turned 18, adult pathway named": { label: "The adult pathway, and who leads it", missing: "Name the adult pathway, and who leads it" },
  "in custody": { label: "Until when, and who tells the panel before release", missing: "Say until when, and who tells the panel before release" },
  deceased: null,
  "not exploitation": { label: "What else it is, and who deals with that", missing: "Say what it is instead, and who deals with it" },
  duplicate: { label: "The reference of the record that goes on", missing: "Enter the reference of the record that goes on" },
};
/** What a reason for closing must name besides (practice.md §2.1 step 14): what it is called, or null where it names nothing. */
export const closingDetail = (reason: string): string | null => details[reason as ClosedReason]?.label ?? null;
/** Every reason that must name something, and what: for the hint beside the field. */
export const closingDetails: [reason: ClosedReason, label: string][] = closedReasons.flatMap((reason) => (details[reason] ? [[reason, details[reason].label] as [ClosedReason, string]] : []));

/** What a closing does not say yet, and beside which field; null when it says all. */
export function whyNotClose(form: { reason: string | null; detail: string | null; supportContinues: string | null; wouldBringBack: string | null }): { field: "reason" | "detail" | "supportContinues" | "wouldBringBack"; message: string } | null {
  if (!form.reason || !(closedReasons as readonly string[]).includes(form.reason)) return { field: "reason", message: "Choose why it is closed" };
  const needs = details[form.reason as ClosedReason];
  if (needs && !form.detail) return { field: "detail", message: needs.missing };
  if (form.reason === "duplicate" && !/\b[COL]-\d{4,}\b/i.test(form.detail ?? "")) return { field: "detail", message: needs!.missing };
  if (!form.supportContinues) return { field: "supportContinues", message: "Say what support goes on" };
  return form.wouldBringBack ? null : { field: "wouldBringBack", message: "Say what would bring it back" };
}

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
  /** What the reason names besides: the pathway, the plan, who confirmed. */
  detail: string | null;
  supportContinues: string;
  wouldBringBack: string;
}

/** Why a case's next thing may not be changed by hand, or null: what is listed is the meeting's to decide. */
export const whyNotChangeNext = (next: NextKind | null): string | null => (next === "listed" ? "This case is listed for a meeting: withdraw the item from its agenda, or let the meeting decide" : null);

/** Why a day may not be that of a next thing, or null. */
export const whyNotNextOn = (on: Day, today: Day): string | null => (on <= today ? "Choose a date after today" : null);
