import type { Day, Instant } from "../core/days.ts";

/** What the timeline may be narrowed to. */
export const timelineKinds = ["meetings", "actions", "sharing", "risk", "missing", "measures", "links", "facts", "cases", "record"] as const;
export type TimelineKind = (typeof timelineKinds)[number];
export const isTimelineKind = (text: string | null): text is TimelineKind => timelineKinds.includes(text as TimelineKind);

export const timelineKindName: Record<TimelineKind, string> = {
  meetings: "Meetings", actions: "Actions", sharing: "Information sharing", risk: "Risk", missing: "Missing and interviews", measures: "Disruption measures", links: "Links", facts: "Care, school and other dated facts", cases: "Cases and referrals", record: "The record itself",
};

/** One thing that happened to a subject. */
export interface Entry {
  id: string;
  kind: TimelineKind;
  on: Day;
  /** Sorts within a day, when the time is known. */
  at: Instant | null;
  title: string;
  text: string | null;
  href: string | null;
  /** Recorded in a meeting whose read-back is not agreed. */
  notAgreed: boolean;
}

/** Newest first; within a day what has a time before what has none, later before earlier. */
export const byNewest = (a: Entry, b: Entry): number => b.on.localeCompare(a.on) || (b.at ?? "").localeCompare(a.at ?? "") || a.title.localeCompare(b.title);
