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

/** Each rule that is on, in words with its thresholds: "Missing episodes (how many episodes, or more: 4; …)". */
export function rulesInWords({ rules, scale }: Pick<PanelSettings, "rules" | "scale">): string[] {
  const level = (rank: number) => scale.find((l) => l.rank === rank)?.name ?? `step ${rank}`;
  return ruleFields.filter((rule) => rules[rule.key]).map((rule) => {
    const parts = rule.thresholds.map((t) => {
      const value = thresholdOf(rules, rule.key, t.field);
      return `${t.label.toLowerCase()}: ${value === null ? "not set" : t.rank ? level(value) : value}`;
    });
    if (rule.key === "missing" && rules.missing?.graded.length) parts.push(`or one graded ${rules.missing.graded.join(" or ")}`);
    return parts.length ? `${rule.label} (${parts.join("; ")})` : rule.label;
  });
}
