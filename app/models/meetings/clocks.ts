import { type Day, dayOf, type Instant } from "../core/days.ts";
import { addWorkdays, workdaysBetween } from "../core/workdays.ts";

// The two clocks of a meeting (practice.md §2.1 step 11): actions out within 24 hours, minutes out within the panel's working days.

const hoursOut = 24;

/** An action as its clock sees it. */
export interface ActionOut {
  issuedAt: Instant;
  agreedAt: Instant | null;
  /** When its owner was told: their letter reached the mail server, or somebody told them. */
  toldAt: Instant | null;
}

/** From when an action's hours run: from the end of the meeting; one that was issued at once, from then. */
export const clockFrom = (action: Pick<ActionOut, "issuedAt" | "agreedAt">, endedAt: Instant | null): Instant | null =>
  action.agreedAt === null || action.issuedAt < action.agreedAt ? action.issuedAt : endedAt;

export interface ActionsOut {
  all: number;
  inTime: number;
  late: number;
  /** Not told yet, and still in time. */
  running: number;
}

/** How many of a meeting's actions reached their owners in time, too late (or still not), and how many have time left. */
export function actionsOut(actions: readonly ActionOut[], endedAt: Instant | null, now: Date): ActionsOut {
  const out: ActionsOut = { all: actions.length, inTime: 0, late: 0, running: 0 };
  for (const action of actions) {
    const from = clockFrom(action, endedAt);
    const until = from && new Date(Date.parse(from) + hoursOut * 3_600_000).toISOString();
    if (action.toldAt && (!until || action.toldAt <= until)) out.inTime++;
    else if (!action.toldAt && (!until || now.toISOString() <= until)) out.running++;
    else out.late++;
  }
  return out;
}

export const actionsOutInWords = ({ all, inTime, late, running }: ActionsOut): string =>
  all === 0 ? "No action was decided" : `${inTime} of ${all} within ${hoursOut} hours${late ? `, ${late} late` : ""}${running ? `, ${running} to be told` : ""}`;

export interface MinutesOut {
  due: Day;
  on: Day | null;
  /** Working days after the due day: at which they went out, or by now. 0 in time. */
  lateBy: number;
}

/** When minutes were due out, when they went, and by how many working days too late. `days` is the panel's setting. */
export function minutesOut(onDay: Day, days: number, outAt: Instant | null, today: Day): MinutesOut {
  const due = addWorkdays(onDay, days);
  const on = outAt && dayOf(outAt);
  const at = on ?? today;
  return { due, on, lateBy: at > due ? Math.max(1, workdaysBetween(due, at)) : 0 };
}

export function minutesOutInWords({ on, lateBy }: MinutesOut): string {
  const late = `${lateBy} working ${lateBy === 1 ? "day" : "days"}`;
  if (on) return lateBy ? `${late} late` : "in time";
  return lateBy ? `not yet, ${late} late` : "not yet, in time";
}

/** The last day on which corrections may be proposed: so many working days after the minutes went out. */
export const correctionsUntil = (circulatedOn: Day, days: number): Day => addWorkdays(circulatedOn, days);
