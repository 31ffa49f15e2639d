import { type Day, type Instant, shortDay } from "../core/days.ts";
import type { Entry, TimelineKind } from "../subjects/timeline.ts";

// The chair's brief: of each subject on the agenda what is new since this panel last discussed it (practice.md §2.1 step 7: why now).

/** What of a timeline belongs in a brief, in this order, and what it is called there. */
export const briefKinds = { missing: "Missing and interviews", risk: "Risk", links: "Links", measures: "Disruption measures", actions: "Actions", sharing: "Information sharing", facts: "Care, school and other facts", cases: "Cases and referrals" } as const satisfies Partial<Record<TimelineKind, string>>;
export type BriefKind = keyof typeof briefKinds;

export interface BriefLine {
  on: Day;
  text: string;
}

export interface BriefGroup {
  name: string;
  lines: BriefLine[];
  /** How many more there are than stand here. */
  more: number;
}

/** When a subject was last discussed by the panel: the day, the meeting's number, and when that ended. */
export interface LastTime {
  on: Day;
  number: number;
  endedAt: Instant | null;
}

/** So far back is looked for somebody who has not been discussed before. */
export const daysBefore = 90;
const mostLines = 8;

/** Whether something came after the last discussion: on a later day, or that day once the meeting was over. */
export const isNew = (entry: Pick<Entry, "on" | "at">, since: { on: Day; endedAt: Instant | null }): boolean => entry.on > since.on || (entry.on === since.on && entry.at !== null && since.endedAt !== null && entry.at > since.endedAt);

/** What is new of a subject, by kind, newest first; of a long row the newest alone, and how many more there are. */
export function groupsOf(entries: readonly Entry[], since: { on: Day; endedAt: Instant | null }): BriefGroup[] {
  return (Object.keys(briefKinds) as BriefKind[]).flatMap((kind) => {
    const fresh = entries.filter((entry) => entry.kind === kind && isNew(entry, since));
    if (!fresh.length) return [];
    const lines = fresh.slice(0, mostLines).map((entry) => ({ on: entry.on, text: [entry.title, entry.text].filter(Boolean).join(": ") + (entry.notAgreed ? " (recorded, not agreed)" : "") }));
    return [{ name: briefKinds[kind], lines, more: fresh.length - lines.length }];
  });
}

/** Whether something was recorded after the reader marked the item as read. */
export const changedSince = (entries: readonly Pick<Entry, "at">[], readAt: Instant | null): boolean => readAt !== null && entries.some((entry) => entry.at !== null && entry.at > readAt);

/** "Last discussed 3 Mar 2026 (meeting 26)" */
export const lastInWords = (last: LastTime | null): string => (last ? `Last discussed ${shortDay(last.on)} (meeting ${last.number})` : `Not discussed before: the last ${daysBefore} days`);
