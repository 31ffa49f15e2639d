import type { Day } from "../core/days.ts";
import type { Kind } from "./subject.ts";

/** Kinds of link (practice.md §3.4), and between which subjects each makes sense. */
export const linkKinds: { key: string; between: [Kind, Kind][] }[] = [
  { key: "alleged exploiter", between: [["child", "offender"]] },
  { key: "associate", between: [["child", "offender"], ["child", "child"], ["offender", "offender"]] },
  { key: "family", between: [["child", "offender"], ["child", "child"], ["offender", "offender"]] },
  { key: "partner", between: [["child", "offender"], ["child", "child"], ["offender", "offender"]] },
  { key: "peer", between: [["child", "child"]] },
  { key: "missing together", between: [["child", "child"]] },
  { key: "seen with", between: [["child", "offender"], ["child", "child"], ["offender", "offender"]] },
  { key: "found at", between: [["child", "location"]] },
  { key: "seen at", between: [["child", "location"], ["offender", "location"]] },
  { key: "lives at", between: [["child", "location"], ["offender", "location"]] },
  { key: "works at", between: [["offender", "location"]] },
  { key: "same place", between: [["location", "location"]] },
  { key: "other", between: [["child", "offender"], ["child", "child"], ["offender", "offender"], ["child", "location"], ["offender", "location"], ["location", "location"]] },
];
export const confidences = ["confirmed", "suspected", "unknown"] as const;

/** Whether a link of that kind may join the two. */
export const joins = (key: string, one: Kind, other: Kind): boolean => linkKinds.find((k) => k.key === key)?.between.some(([a, b]) => (a === one && b === other) || (a === other && b === one)) ?? false;

/** The kinds of link that a subject of that kind may have. */
export const linkKindsOf = (kind: Kind): string[] => linkKinds.filter((k) => k.between.some((pair) => pair.includes(kind))).map((k) => k.key);

export interface Linking {
  otherId: string;
  kind: string;
  confidence: string;
  source: string | null;
  fromOn: Day | null;
  toOn: Day | null;
  note: string | null;
}
