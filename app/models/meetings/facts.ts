import type { Day } from "../core/days.ts";
import type { Kind } from "../subjects/subject.ts";

// What the rules are given: facts already looked up, each with its day, and only those that may make a rule fire.

/** A missing episode that may fire: `hours` is null when only days are known; then whole days count. `toOn` is null while no return is recorded. */
export interface EpisodeFact {
  fromOn: Day;
  toOn: Day | null;
  hours: number | null;
  grade: string | null;
  away: boolean;
}

/** A return interview known to be still owed. `dueOn` is the day on which the 72 hours end. */
export interface InterviewFact {
  returnedOn: Day;
  dueOn: Day;
  state: "not offered" | "arranged";
}

export interface LinkFact {
  otherId: string;
  otherRef: string;
  otherKind: Kind;
  kind: string;
  /** The day it began, or else was recorded. */
  on: Day;
}

export interface SubjectFacts {
  id: string;
  ref: string;
  kind: Kind;
  bornOn: Day | null;
  /** Already on this meeting's agenda. */
  listed: boolean;
  /** How many earlier meetings of the panel discussed the subject. */
  discussed: number;
  risk?: { level: string; rank: number; since: Day };
  /** Days on which the open case was opened, and an earlier case was closed. */
  openedOn?: Day;
  closedOn?: Day;
  /** Recorded on no list at all, on that day. */
  recordedOn?: Day;
  review?: { kind: "review" | "closing"; on: Day };
  episodes?: { count: number; away: number; last: Day };
  /** Those that are long or graded high. */
  grave?: EpisodeFact[];
  interviews?: InterviewFact[];
  deferral?: { until: Day; decidedOn: Day };
  notReached?: { meetingOn: Day };
  /** Listed for a meeting that was cancelled, and not taken since. */
  cancelled?: { meetingOn: Day };
  actions?: { open: number; overdue: number; oldestDue: Day };
  unsent?: { count: number; due: Day | null };
  referrals?: { by: string; on: Day }[];
  links?: LinkFact[];
  measures?: { kind: string; what: "breached" | "expires"; on: Day }[];
  dates?: { kind: "release" | "licence" | "MAPPA"; on: Day }[];
  hotspot?: { refs: string[]; last: Day };
}

/** As of when the rules are asked. `lastMeetingOn` is null before the panel's first meeting. */
export interface AsOf {
  asOf: Day;
  meetingOn: Day;
  lastMeetingOn: Day | null;
}
