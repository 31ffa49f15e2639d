import type { Kind } from "../subjects/subject.ts";

/** One step of a panel's own risk scale; a higher rank is a higher risk. The local definition is shown wherever a level is chosen (practice.md §2.3). */
export interface Level {
  name: string;
  rank: number;
  definition: string;
}

export interface Section {
  key: string;
  name: string;
  letter: string;
  kind: Kind;
}

/** A panel's agenda rules: absent means switched off. Thresholds are the panel's own. */
export interface Rules {
  /** Current risk level at or above this rank. */
  riskAtOrAbove?: { rank: number };
  newSinceLastMeeting?: Record<string, never>;
  reviewDue?: Record<string, never>;
  /** `episodes` or more missing episodes starting in the last `days`, or one longer than `hours`, or one graded high. */
  missing?: { episodes: number; days: number; hours: number; graded: string[] };
  interviewOverdue?: Record<string, never>;
  deferredToThis?: Record<string, never>;
  openActions?: Record<string, never>;
  linkedToListed?: Record<string, never>;
  repeatWithin?: { months: number };
  sharingNotSent?: Record<string, never>;
  referred?: Record<string, never>;
  newlyLinkedToListedChild?: { days: number };
  measure?: { expiresWithinDays: number; breachedWithinDays: number };
  dateDue?: { withinDays: number };
  locationHotspot?: { children: number; days: number; rank: number };
  /** Suggested minutes for a new subject and for one carried over. */
  minutes: { fresh: number; carried: number };
}

/** What a panel was told to be from a day on: every change is a new version. */
export interface PanelSettings {
  panelId: string;
  fromOn: string;
  remit: string;
  frequency: string;
  meetingMinutes: number;
  sections: Section[];
  scale: Level[];
  rules: Rules;
  reachAfterClosingDays: number;
  /** How many days after approval the keystrokes of the minutes are folded into versions. */
  foldDays: number;
  /** For how many working days after a meeting those invited to it still reach what was theirs (practice.md §4.1). */
  guestDays: number;
  /** After how many minutes without use a page locks for those who have the running meeting open: up to 60 (reliability.md §4.11). */
  lockMinutes: number;
  /** How many working days before a meeting referrals close, the agenda goes out, returns are due (practice.md §2.1 step 4). */
  referralsCloseDays: number;
  agendaOutDays: number;
  returnsDueDays: number;
  /** How many working days after a meeting its minutes go out (practice.md §2.1 step 11). */
  minutesOutDays: number;
  quorum: Quorum;
  /** Who reads a sent return before the meeting: everybody who reaches its item, or those who prepare the panel (and its own agency). */
  returnsRead: ReturnsRead;
  /** The headings of a discussion by kind of subject, where they are the panel's own; null where they are the usual ones (meetings/template.ts). */
  template: Record<Kind, string[]> | null;
  /** For how many working days after draft minutes went out corrections of them may be proposed. */
  correctionDays: number;
  /** On what the panel usually shares: put into each new sharing decision. What each must weigh for itself is not among it. */
  usualBasis: UsualBasis;
}

/** How many agencies must be there, and which kinds of agency among them: a warning, never a wall. */
export interface Quorum {
  agencies: number;
  kinds: string[];
}

export type ReturnsRead = "everyone" | "preparing";

/** Purpose, lawful basis and the rest of what is the same for most of a panel's sharing decisions (practice.md §2.5, §3.16). */
export interface UsualBasis {
  purpose: string | null;
  lawfulBasis: string | null;
  specialCondition: string | null;
  gateway: string | null;
  consent: string | null;
  consentReason: string | null;
  conditions: string | null;
  how: string | null;
}
export const noUsualBasis: UsualBasis = { purpose: null, lawfulBasis: null, specialCondition: null, gateway: null, consent: null, consentReason: null, conditions: null, how: null };
