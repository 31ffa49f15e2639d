import { addDays, addMonths, type Day, daysBetween, fullDay, weekdayOf } from "../core/days.ts";
import { addWorkdays, isWorkday } from "../core/workdays.ts";

// The rule by which a panel meets, and the days that it gives. Days are London's; the time is what a clock on the wall shows, summer and winter.

/** On which days: every so many weeks; the nth or last such weekday of the month; the nth or last working day of it; the nth or last such weekday of it that people work on. */
export type Pattern =
  | { kind: "weeks"; every: number; weekday: number }
  | { kind: "weekday"; nth: number; weekday: number }
  | { kind: "workday"; nth: number }
  | { kind: "working weekday"; nth: number; weekday: number };

/** What becomes of a day on which nobody works. */
export type OnHoliday = "next" | "previous" | "skip";

export interface SeriesRule {
  pattern: Pattern;
  onHoliday: OnHoliday;
  fromOn: Day;
  /** The last day on which one may be; null for ever. */
  toOn: Day | null;
}

/** A day that the rule means, and on which the meeting is: another when nobody works on it, null when it is left out. */
export interface Planned {
  meant: Day;
  onDay: Day | null;
}

export const weekdayNames = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
/** -1 is the last. */
export const ordinals: { value: number; label: string }[] = [...["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"].map((label, i) => ({ value: i + 1, label })), { value: -1, label: "last" }];
/** For so many months ahead a series makes its meetings, at most. */
export const monthsAhead = { least: 1, most: 24 };

const ordinal = (nth: number): string => ordinals.find((one) => one.value === nth)?.label ?? `${nth}th`;

/** "every second Tuesday", "the first Wednesday of the month that is a working day": a pattern in words. */
export function patternInWords(pattern: Pattern): string {
  switch (pattern.kind) {
    case "weeks": return pattern.every === 1 ? `every ${weekdayNames[pattern.weekday]}` : pattern.every === 2 ? `every second ${weekdayNames[pattern.weekday]}` : `every ${pattern.every} weeks on a ${weekdayNames[pattern.weekday]}`;
    case "weekday": return `the ${ordinal(pattern.nth)} ${weekdayNames[pattern.weekday]} of the month`;
    case "workday": return `the ${ordinal(pattern.nth)} working day of the month`;
    case "working weekday": return `the ${ordinal(pattern.nth)} ${weekdayNames[pattern.weekday]} of the month that is a working day`;
  }
}

/** What is done about days on which nobody works, in words; null where the pattern never gives one. */
export const holidayInWords = ({ pattern, onHoliday }: Pick<SeriesRule, "pattern" | "onHoliday">): string | null =>
  pattern.kind === "workday" || pattern.kind === "working weekday" ? null : { next: "on a bank holiday, the next working day", previous: "on a bank holiday, the working day before", skip: "not on a bank holiday" }[onHoliday];

const firstOf = (day: Day): Day => `${day.slice(0, 8)}01`;
const daysOfMonth = (first: Day): Day[] => Array.from({ length: daysBetween(first, addMonths(first, 1)) }, (_, i) => addDays(first, i));
const nthOf = (days: Day[], nth: number): Day | undefined => (nth < 0 ? days.at(nth) : days[nth - 1]);

/** The days of a month that a monthly pattern means: one, or none where there is no fifth. */
function meantIn(first: Day, pattern: Exclude<Pattern, { kind: "weeks" }>): Day | undefined {
  const days = daysOfMonth(first);
  if (pattern.kind === "workday") return nthOf(days.filter(isWorkday), pattern.nth);
  return nthOf(days.filter((day) => weekdayOf(day) === pattern.weekday && (pattern.kind === "weekday" || isWorkday(day))), pattern.nth);
}

/** All the days that the pattern means from `fromOn` up to `until`. Weeks are counted from the first such weekday on or after `fromOn`. */
function meantDays({ pattern, fromOn }: SeriesRule, until: Day): Day[] {
  const days: Day[] = [];
  if (pattern.kind === "weeks") {
    for (let day = addDays(fromOn, (pattern.weekday - weekdayOf(fromOn) + 7) % 7); day <= until; day = addDays(day, 7 * pattern.every)) days.push(day);
    return days;
  }
  for (let first = firstOf(fromOn); first <= until; first = addMonths(first, 1)) {
    const day = meantIn(first, pattern);
    if (day && day >= fromOn && day <= until) days.push(day);
  }
  return days;
}

/**
 * The days of a series up to `until` (and its own last day), bank holidays as the series says. A day moved before the first, or onto
 * one that is there already, is left out.
 */
export function daysOf(rule: SeriesRule, until: Day): Planned[] {
  const last = rule.toOn && rule.toOn < until ? rule.toOn : until;
  const taken = new Set<Day>();
  return meantDays(rule, last).map((meant) => {
    const day = isWorkday(meant) ? meant : rule.onHoliday === "skip" ? null : addWorkdays(meant, rule.onHoliday === "next" ? 1 : -1);
    const onDay = day && day >= rule.fromOn && !taken.has(day) ? day : null;
    if (onDay) taken.add(onDay);
    return { meant, onDay };
  });
}

/** Why a rule cannot be kept, with its field; null when it can. */
export function whyNotSeries({ pattern, fromOn, toOn }: SeriesRule, today: Day): { field: string; message: string } | null {
  if (fromOn < today) return { field: "fromOn", message: "Choose today or a later day" };
  if (toOn && toOn < fromOn) return { field: "toOn", message: "The last day is before the first" };
  if (pattern.kind === "weeks" && (pattern.every < 1 || pattern.every > 26)) return { field: "every", message: "Enter a number of weeks from 1 to 26" };
  if (pattern.kind !== "weeks" && pattern.kind !== "workday" && pattern.nth > 4) return { field: "nth", message: "Choose the first to the fourth, or the last: not every month has a fifth" };
  return null;
}

/** What is known of a draft that a series made: whether somebody has begun to work on it. */
export interface Begun {
  status: string;
  setByHand: boolean;
  proposed: boolean;
  /** Items besides the standing ones that every meeting has, or standing ones changed. */
  itemsChanged: boolean;
  invited: boolean;
}

/** Why a meeting stays as it is when its series changes, in words; null when the new rule may move it. */
export function whyStays(meeting: Begun): string | null {
  if (meeting.status !== "draft") return meeting.status === "published" ? "its agenda is published" : "it has begun";
  if (meeting.setByHand) return "its day, time or place was set by hand";
  if (meeting.proposed || meeting.itemsChanged) return "its agenda has been begun";
  if (meeting.invited) return "somebody is invited to it";
  return null;
}

/** Why a planned day is not the one that the rule means, in words; null when it is. */
export const movedInWords = ({ meant, onDay }: Planned): string | null =>
  onDay === meant ? null : onDay ? `moved from ${fullDay(meant)}, when nobody works` : `${fullDay(meant)} is left out: nobody works then`;
