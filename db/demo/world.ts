import { addDays, type Day, instantOf, weekdayOf } from "#app/models/core/days.ts";
import type { Kind } from "#app/models/subjects/subject.ts";
import type { Book } from "./book.server.ts";
import type { Chance } from "./chance.ts";

// What the demonstration's history is made of before it is rows.

export type PanelId = "macse" | "mfh";

/** A time with one panel, counted in that panel's meetings: first discussed at `from`; closed at `to` (null while open). 24 is the meeting to come. */
export interface Stay {
  caseId: string;
  panelId: PanelId;
  from: number;
  to: number | null;
  openedOn: Day;
  closedOn: Day | null;
  /** The current level's rank, 0 before the first. */
  rank: number;
  /** The meeting at which the next review falls due. */
  due: number;
  /** Why it must be taken at its next meeting: put off at the last one. */
  putOff: "deferred" | "not reached" | null;
  discussed: number;
  /** Referred to another panel at the `referAt`-th meeting. */
  referTo: PanelId | null;
  referAt: number | null;
}

export interface Someone {
  id: string;
  ref: string;
  kind: Kind;
  name: string;
  sex: "female" | "male" | null;
  bornOn: Day | null;
  stays: Stay[];
  /** Others that this one is linked with, from when. */
  near: { other: Someone; kind: string; from: Day }[];
  lookedAfter: boolean;
  /** How often this child goes missing, against the others. */
  restless: number;
  episodes: Day[];
  /** The last meeting at which each panel has open actions on this one: refs with due days. */
  tasks: { ref: string; dueOn: Day; endedOn: Day | null; panelId: PanelId }[];
}

export interface World {
  by: Chance;
  today: Day;
  now: Date;
  /** The first day of the history. */
  start: Day;
  book: Book;
  children: Someone[];
  offenders: Someone[];
  places: Someone[];
  /** The days of the 24 meetings held, oldest first. */
  held: Record<PanelId, Day[]>;
  /** The next three days of each panel's schedule. */
  coming: Record<PanelId, Day[]>;
}

export const meetingsHeld = 24;
/** MACSE's next meeting is its 27th. */
export const firstNumber = 3;

const schedule: Record<PanelId, { nth: number; weekday: number; time: string }> = {
  macse: { nth: 2, weekday: 2, time: "09:30" },
  mfh: { nth: 4, weekday: 4, time: "13:30" },
};
export const startTime = (panel: PanelId): string => schedule[panel].time;

/** The panel's meeting day in a month, "2026-11". */
function dayIn(panel: PanelId, month: string): Day {
  const { nth, weekday } = schedule[panel];
  const first = `${month}-01`;
  return addDays(first, ((weekday - weekdayOf(first) + 7) % 7) + 7 * (nth - 1));
}

function monthBy(month: string, count: number): string {
  const n = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count;
  return `${Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, "0")}`;
}

/** The panel's last 24 meeting days before `today` and its next three after it. */
export function scheduleOf(panel: PanelId, today: Day): { held: Day[]; coming: Day[] } {
  const days = Array.from({ length: 32 }, (_, i) => dayIn(panel, monthBy(today.slice(0, 7), i - 27)));
  return { held: days.filter((day) => day < today).slice(-meetingsHeld), coming: days.filter((day) => day > today).slice(0, 3) };
}

/** The instant of a London time on a day, a random minute of an hour between the two given. */
export const at = (world: World, day: Day, from = 9, to = 16): string => instantOf(day, `${String(world.by.whole(from, to)).padStart(2, "0")}:${String(world.by.whole(0, 59)).padStart(2, "0")}`);

/** A day between two days, both included. */
export const between = (by: Chance, from: Day, to: Day): Day => {
  const days = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000));
  return addDays(from, by.whole(0, days));
};

export const rankName = (rank: number): string => ["", "Low", "Medium", "High"][rank]!;
export const macseCases = (someone: Someone): Stay[] => someone.stays.filter((stay) => stay.panelId === "macse");
export const openStays = (someone: Someone): Stay[] => someone.stays.filter((stay) => stay.to === null);
