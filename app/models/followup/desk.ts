import type { Day, Instant } from "../core/days.ts";
import type { Level, UsualBasis } from "../people/panel.ts";
import type { Entry } from "./entry.ts";
import type { Doing } from "./similar.ts";

export interface DeskChoices {
  today: Day;
  meetingOn: Day;
  scale: Level[];
  /** The agreed level that stands; `high` when it is the highest of the panel's scale. */
  currentLevel: { level: string; rank: number; since: Day; high: boolean } | null;
  agencies: { id: string; name: string; kind: string; ofPanel: boolean }[];
  people: { id: string; name: string; agencyId: string; agency: string }[];
  /** The other panels, for a referral. */
  panels: { id: string; name: string }[];
  /** The item's own subject first, then those linked to it. */
  about: { id: string; ref: string; name: string }[];
  /** A next review to start from. */
  nextReviewOn: Day;
  nextMeetingOn: Day | null;
  /** On what this panel usually shares. */
  usual: UsualBasis;
  /** Open actions about the item's subject, which a new one may only repeat. */
  doings: Doing[];
}

export interface DeskEntry extends Entry {
  /** The agency to which this action gives identifying facts though it was not in the room. */
  offer: string | null;
  nudge: string | null;
}

export interface DeskOutcome {
  outcome: string;
  note: string | null;
  untilOn: Day | null;
  panelId: string | null;
  panel: string | null;
  cover: string | null;
  closedReason: string | null;
  closedDetail: string | null;
  dissent: string | null;
  supportContinues: string | null;
  wouldBringBack: string | null;
}

export interface OpenAction {
  id: string;
  ref: string;
  what: string;
  owner: string;
  dueOn: Day;
  state: string;
  overdue: boolean;
  carried: number;
}

/** What stands beside an item's minutes. */
export interface Desk {
  item: { id: string; meetingId: string; kind: "subject" | "standing"; number: string | null; title: string | null; subject: { id: string; ref: string; name: string } | null };
  outcome: DeskOutcome | null;
  agreed: { at: Instant; by: string | null } | null;
  entries: DeskEntry[];
  /** Why nothing can be recorded now, or null. */
  closed: string | null;
  mayAgree: boolean;
  choices: DeskChoices;
  /** Under "matters arising": the panel's open actions from before. */
  matters: OpenAction[] | null;
}

/** What awaits the chair's read-back; an outcome that was never agreed does too. */
export const awaitsReadBack = (desk: Pick<Desk, "entries" | "outcome" | "agreed">): boolean => desk.entries.some((e) => !e.agreedAt) || (desk.outcome !== null && desk.agreed === null);
