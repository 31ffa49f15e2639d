import type { Day } from "../core/days.ts";
import type { Kind } from "./subject.ts";

export interface CardRisk {
  panelId: string;
  panel: string;
  level: string;
  rank: number;
  since: Day;
  /** Recorded in a meeting whose read-back is not yet agreed. */
  notAgreed: boolean;
}

/** A subject at a glance, for the meeting page and the record's top. What is null is not known. */
export interface Card {
  id: string;
  kind: Kind;
  kindName: string;
  ref: string;
  name: string;
  bornOn: Day | null;
  age: string | null;
  eighteen: string | null;
  status: string | null;
  lookedAfter: "yes" | "no" | null;
  placement: string | null;
  /** Missing episodes that began in the last days; `now` is the day since which the child is missing. */
  missing: { days30: number; days90: number; days365: number; now: Day | null } | null;
  risks: CardRisk[];
  links: { id: string; kind: string; confidence: string; other: { id: string; ref: string; name: string; kind: Kind }; level: string | null; rank: number | null }[];
  decisions: { id: string; panel: string; number: number; on: Day; outcome: string; note: string | null }[];
  actions: { id: string; ref: string; what: string; owner: string; dueOn: Day; state: string; overdue: boolean }[];
}
