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
}
