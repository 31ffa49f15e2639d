import type { Day } from "../core/days.ts";
import { endingWords } from "./meeting.ts";
import { closingDetail, whyNotClose } from "../subjects/case.ts";

/** How an item ended (product.md, Words). */
export const outcomes = ["risk agreed", "decision", "discussed, no change", "deferred", "not reached", "referred to another panel", "closed to this panel"] as const;
export type Outcome = (typeof outcomes)[number];

const hints: Record<Outcome, string> = {
  "risk agreed": "A level was agreed with its reasons",
  decision: "Actions or sharing were decided; the level stands",
  "discussed, no change": "Talked about; nothing changes until the next review",
  deferred: "To a day, with a reason; no extract goes on the record",
  "not reached": "There was no time; it comes first next time",
  "referred to another panel": "With a reason; this panel's case stays open until it is closed",
  "closed to this panel": "Why, what support goes on, and what would bring it back",
};
export const outcomeHint = (outcome: Outcome): string => hints[outcome];
export const outcomeName = (outcome: string): string => outcome.charAt(0).toUpperCase() + outcome.slice(1);

/** Whether there was a discussion: only then does an extract go on the subject's record. */
export const isDiscussed = (outcome: string | null): boolean => outcome !== null && outcome !== "deferred" && outcome !== "not reached";

interface Facts {
  kind: string;
  meetingStatus: string;
  meetingOn: Day;
  agreedAt: string | null;
  withdrawnAt: string | null;
}
export interface OutcomeForm {
  outcome: Outcome;
  note: string | null;
  untilOn: Day | null;
  panelId: string | null;
  cover: string | null;
  closedReason: string | null;
  closedDetail?: string | null;
  supportContinues: string | null;
  wouldBringBack: string | null;
  dissent?: string | null;
}

const closingFields = { reason: "closedReason", detail: "closedDetail", supportContinues: "supportContinues", wouldBringBack: "wouldBringBack" } as const;

/** Why this outcome cannot be recorded: the reason and its field, or null. `high` says that the subject's level is the panel's highest; `hasRisk` that this item holds a risk decision. */
export function whyNotOutcome(item: Facts, form: OutcomeForm, { high, hasRisk, previous, panelId }: { high: boolean; hasRisk: boolean; previous: string | null; panelId: string }): { field: string; message: string } | null {
  const refuse = (field: string, message: string) => ({ field, message });
  if (item.withdrawnAt) return refuse("", "This item was withdrawn");
  if (item.kind !== "subject") return refuse("", "Standing items need no outcome");
  if (item.meetingStatus !== "live") return refuse("", item.meetingStatus === "ending" ? endingWords : item.meetingStatus === "ended" || item.meetingStatus === "agreed" ? "The meeting has ended: corrections are addenda" : "The meeting has not started");
  // What was agreed stands; only an item that was put off can still be taken after all.
  if (item.agreedAt && previous && isDiscussed(previous)) return refuse("outcome", "The read-back was agreed: the outcome changes only by addendum");
  const future = (day: Day | null) => day !== null && day > item.meetingOn;
  switch (form.outcome) {
    case "risk agreed":
      if (!hasRisk) return refuse("outcome", "Record the level that was agreed first");
      return form.untilOn === null || future(form.untilOn) ? null : refuse("untilOn", "The next review is after the meeting");
    case "decision":
    case "discussed, no change":
      return future(form.untilOn) ? null : refuse("untilOn", "Enter the next review: a day after the meeting");
    case "deferred":
      if (!future(form.untilOn)) return refuse("untilOn", "Enter the day to which it is deferred: after the meeting");
      return form.note ? null : refuse("note", "Say why it is deferred");
    case "not reached":
      return high && !form.cover ? refuse("cover", "The level is high: say who covers until when") : null;
    case "referred to another panel":
      if (!form.panelId) return refuse("panelId", "Choose the panel");
      if (form.panelId === panelId) return refuse("panelId", "Choose another panel than this one");
      if (!form.note) return refuse("note", "Say why it is referred");
      return future(form.untilOn) ? null : refuse("untilOn", "Enter this panel's next review: a day after the meeting");
    case "closed to this panel": {
      const fault = whyNotClose({ reason: form.closedReason, detail: form.closedDetail ?? null, supportContinues: form.supportContinues, wouldBringBack: form.wouldBringBack });
      return fault && refuse(closingFields[fault.field], fault.message);
    }
  }
}

/** What the outcome is taken to be when none was chosen, from what was recorded; null when somebody must say. */
export const outcomeProposed = (entries: { risks: number; others: number }): Outcome | null => (entries.risks ? "risk agreed" : entries.others ? "decision" : null);

export interface OutcomeFacts {
  outcome: string;
  note: string | null;
  untilOn: Day | null;
  panel: string | null;
  cover: string | null;
  closedReason: string | null;
  /** Not in papers of before this was kept, nor is the dissent. */
  closedDetail?: string | null;
  supportContinues: string | null;
  wouldBringBack: string | null;
  dissent?: string | null;
}

/** The outcome with all that was said about it, as names and values. */
export function outcomeFacts(of: OutcomeFacts, showDay: (day: Day) => string): [string, string][] {
  const rows: [string, string | null | undefined][] = [
    ["Outcome", outcomeName(of.outcome)],
    ["To", of.outcome === "referred to another panel" ? of.panel : null],
    [of.outcome === "deferred" ? "Deferred to" : "Next review", of.untilOn && showDay(of.untilOn)],
    ["Covered by", of.cover],
    ["Reason", of.closedReason],
    [(of.closedReason && closingDetail(of.closedReason)) || "Detail", of.closedDetail],
    ["Note", of.note],
    ["Support that goes on", of.supportContinues],
    ["Would bring it back", of.wouldBringBack],
    ["Dissent", of.dissent],
  ];
  return rows.filter((row): row is [string, string] => Boolean(row[1]));
}
