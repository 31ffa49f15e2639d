import type { Excerpt } from "../core/finding.ts";
import type { Day } from "../core/days.ts";

/** What can be found by the words in it. */
export const findable = ["minutes", "restricted minutes", "actions", "decisions", "sharing decisions", "levels", "returns", "notes"] as const;
export type Findable = (typeof findable)[number];

const names: Record<Findable, string> = { minutes: "Minutes", "restricted minutes": "Chair’s and closed minutes", actions: "Actions", decisions: "Decisions", "sharing decisions": "Sharing decisions", levels: "Risk levels", returns: "Returns of agencies", notes: "Notes of agencies" };
export const findableName = (kind: Findable): string => names[kind];

export interface Found {
  id: string;
  /** Where it is read. */
  to: string;
  title: string;
  /** Of which meeting or agency, and when. */
  caption: string;
  on: Day;
  excerpt: Excerpt;
}

export interface FoundGroup {
  kind: Findable;
  found: Found[];
  /** There are more than are shown. */
  more: boolean;
}

export interface Sought {
  text: string;
  kind: Findable | null;
  panelId: string | null;
}
