import type { PanelSettings, Rules } from "./panel.ts";

type RuleKey = Exclude<keyof Rules, "minutes">;

/** One number of a rule that a panel sets for itself. `rank` is a step of the panel's own scale. */
export interface Threshold {
  field: string;
  label: string;
  min: number;
  max: number;
  rank?: boolean;
}

export interface RuleField {
  key: RuleKey;
  label: string;
  thresholds: Threshold[];
}

const days = (field: string, label: string): Threshold => ({ field, label, min: 1, max: 366 });

/** The agenda rules that a panel may switch on, in the words of its settings page. */
export const ruleFields: RuleField[] = [
  { key: "riskAtOrAbove", label: "Risk level at or above", thresholds: [{ field: "rank", label: "Level", min: 1, max: 5, rank: true }] },
  { key: "newSinceLastMeeting", label: "New since the last meeting", thresholds: [] },
  { key: "reviewDue", label: "Review due by the meeting", thresholds: [] },
  { key: "missing", label: "Missing episodes", thresholds: [{ field: "episodes", label: "How many episodes, or more", min: 1, max: 50 }, days("days", "Starting in the last … days"), { field: "hours", label: "Or one longer than … hours", min: 1, max: 720 }] },
  { key: "interviewOverdue", label: "Return interview overdue", thresholds: [] },
  { key: "deferredToThis", label: "Deferred to this meeting", thresholds: [] },
  { key: "openActions", label: "Open or overdue actions from an earlier meeting", thresholds: [] },
  { key: "linkedToListed", label: "Linked to a subject that is listed", thresholds: [] },
  { key: "repeatWithin", label: "Repeat after being closed", thresholds: [{ field: "months", label: "Within … months", min: 1, max: 60 }] },
  { key: "sharingNotSent", label: "Sharing decision not yet sent", thresholds: [] },
  { key: "referred", label: "Referred by another panel", thresholds: [] },
  { key: "newlyLinkedToListedChild", label: "Person newly linked to a listed child", thresholds: [days("days", "In the last … days")] },
  { key: "measure", label: "Disruption measure breached or expiring", thresholds: [days("breachedWithinDays", "Breached in the last … days"), days("expiresWithinDays", "Expiring in the next … days")] },
  { key: "dateDue", label: "Release, licence or MAPPA date due", thresholds: [days("withinDays", "In the next … days")] },
  { key: "locationHotspot", label: "High-risk children linked to or found at a location", thresholds: [{ field: "children", label: "How many children, or more", min: 1, max: 50 }, days("days", "In the last … days"), { field: "rank", label: "At level or above", min: 1, max: 5, rank: true }] },
];

/** Police grades of a missing episode that may count as a reason (practice.md §3). */
export const grades = ["high", "medium", "low", "no apparent risk"] as const;

/** The value of a rule's threshold, or null when the rule is off. */
export const thresholdOf = (rules: Rules, key: RuleKey, field: string): number | null => {
  const rule = rules[key] as Record<string, unknown> | undefined;
  return typeof rule?.[field] === "number" ? (rule[field] as number) : null;
};

/** Each rule that is on, in words with the panel's own thresholds. */
export function rulesInWords({ rules, scale }: Pick<PanelSettings, "rules" | "scale">): string[] {
  const level = (rank: number) => scale.find((l) => l.rank === rank)?.name ?? `step ${rank}`;
  const { riskAtOrAbove, missing, repeatWithin, newlyLinkedToListedChild, measure, dateDue, locationHotspot } = rules;
  const words: Partial<Record<RuleKey, string>> = {
    ...(riskAtOrAbove && { riskAtOrAbove: `Risk level ${level(riskAtOrAbove.rank)} or above` }),
    ...(missing && { missing: `${missing.episodes} or more missing episodes in ${missing.days} days, or one longer than ${missing.hours} hours${missing.graded.length ? `, or one graded ${missing.graded.join(" or ")}` : ""}` }),
    ...(repeatWithin && { repeatWithin: `Repeat within ${repeatWithin.months} months of being closed` }),
    ...(newlyLinkedToListedChild && { newlyLinkedToListedChild: `Person newly linked to a listed child in the last ${newlyLinkedToListedChild.days} days` }),
    ...(measure && { measure: `Disruption measure breached in the last ${measure.breachedWithinDays} days, or expiring in the next ${measure.expiresWithinDays}` }),
    ...(dateDue && { dateDue: `Release, licence or MAPPA date due in the next ${dateDue.withinDays} days` }),
    ...(locationHotspot && { locationHotspot: `${locationHotspot.children} or more children at ${level(locationHotspot.rank)} or above linked to or found at a location in ${locationHotspot.days} days` }),
  };
  return ruleFields.filter((rule) => rules[rule.key]).map((rule) => words[rule.key] ?? rule.label);
}
