import type { Desk, DeskChoices } from "../models/followup/desk.ts";

// What the forms hold when they open. A level is never chosen beforehand.

export const initialRisk = (choices: DeskChoices) => ({ nextReviewOn: choices.nextReviewOn });

/** A marker is asked for by the next meeting, unless somebody says otherwise. */
export const initialMarker = (choices: Pick<DeskChoices, "nextMeetingOn">) => ({ want: "place", askBy: choices.nextMeetingOn ?? "" });

/** A measure is against the item's own subject, when that is not a child. */
export const initialMeasure = ({ item }: Pick<Desk, "item">) => ({ status: "proposed", against: item.subject && !item.subject.ref.startsWith("C") ? item.subject.ref : "" });

/** The outcome as recorded, else a next review to start from. */
export function initialOutcome({ outcome, entries, choices }: Pick<Desk, "outcome" | "entries" | "choices">) {
  const risk = entries.find((e) => e.kind === "risk");
  if (!outcome) return { outcome: risk ? "risk agreed" : "", untilOn: risk?.dueOn ?? choices.nextReviewOn };
  const { untilOn, note, panelId, cover, closedReason, closedDetail, supportContinues, wouldBringBack, dissent } = outcome;
  return { outcome: outcome.outcome, untilOn: untilOn ?? (outcome.outcome === "not reached" || outcome.outcome === "closed to this panel" ? null : choices.nextReviewOn), note, panelId, cover, closedReason, closedDetail, supportContinues, wouldBringBack, dissent };
}
