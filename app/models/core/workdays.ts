import { addDays, type Day, daysBetween, weekdayOf } from "./days.ts";

// Working days: Monday to Friday without the bank holidays of the part of the United Kingdom in which the partnership works (Banking and Financial
// Dealings Act 1971, St Andrew's Day Bank Holiday (Scotland) Act 2007, and proclamations).

export const nations = ["england-and-wales", "scotland", "northern-ireland"] as const;
export type Nation = (typeof nations)[number];

let nation: Nation = "england-and-wales";
/** Whose bank holidays count from now on, in this thread or page. */
export function keepHolidaysOf(of: Nation): void {
  if (of === nation) return;
  nation = of;
  years.clear();
}
/** Whose bank holidays count. */
export const holidaysOf = (): Nation => nation;

/** Easter Sunday of a year, by the Gregorian computus (Meeus, Jones, Butcher). */
export function easterSunday(year: number): Day {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  return dayIn(year, month, ((h + l - 7 * m + 114) % 31) + 1);
}

const dayIn = (year: number, month: number, date: number): Day => `${year}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;
const firstMonday = (year: number, month: number): Day => addDays(dayIn(year, month, 1), (8 - weekdayOf(dayIn(year, month, 1))) % 7);
const lastMonday = (year: number, month: number): Day => addDays(dayIn(year, month, 31), -((weekdayOf(dayIn(year, month, 31)) + 6) % 7));
const weekend = (day: Day): boolean => weekdayOf(day) === 0 || weekdayOf(day) === 6;

// Days that a proclamation moved or added, once each.
const moved: Record<string, Day> = { "2020 early May": "2020-05-08", "2022 spring": "2022-06-02" };
const added: Day[] = ["2022-06-03", "2022-09-19", "2023-05-08"];
const addedIn: Record<Nation, Day[]> = { "england-and-wales": [], scotland: ["2026-06-15"], "northern-ireland": [] };

const years = new Map<number, ReadonlySet<Day>>();

/** Days with a date of their own, which a weekend moves to the next free day. */
const dated: Record<Nation, [month: number, date: number][]> = {
  "england-and-wales": [[1, 1], [12, 25], [12, 26]],
  scotland: [[1, 1], [1, 2], [11, 30], [12, 25], [12, 26]],
  "northern-ireland": [[1, 1], [3, 17], [7, 12], [12, 25], [12, 26]],
};

/** The bank holidays of a year, substitute days instead of those at a weekend. */
export function bankHolidays(year: number): ReadonlySet<Day> {
  const known = years.get(year);
  if (known) return known;
  const easter = easterSunday(year);
  const days = new Set<Day>([
    addDays(easter, -2),
    ...(nation === "scotland" ? [] : [addDays(easter, 1)]),
    moved[`${year} early May`] ?? firstMonday(year, 5),
    moved[`${year} spring`] ?? lastMonday(year, 5),
    nation === "scotland" ? firstMonday(year, 8) : lastMonday(year, 8),
    ...[...added, ...addedIn[nation]].filter((day) => day.startsWith(String(year))),
  ]);
  for (const [month, date] of dated[nation]) {
    let day = dayIn(year, month, date);
    while (weekend(day) || days.has(day)) day = addDays(day, 1);
    days.add(day);
  }
  years.set(year, days);
  return days;
}

/** Whether people in offices work that day. */
export const isWorkday = (day: Day): boolean => !weekend(day) && !bankHolidays(Number(day.slice(0, 4))).has(day);

/** The day `count` working days after `from` (before it, when negative), not counting `from` itself. */
export function addWorkdays(from: Day, count: number): Day {
  const step = count < 0 ? -1 : 1;
  let day = from;
  for (let left = Math.abs(count); left > 0; ) {
    day = addDays(day, step);
    if (isWorkday(day)) left--;
  }
  return day;
}

/** Working days after `from` up to and including `to`; negative when `to` is earlier. Of whole weeks five each, less their bank holidays: a list asks it of thousands. */
export function workdaysBetween(from: Day, to: Day): number {
  if (to < from) return -workdaysBetween(to, from);
  const weeks = Math.floor(daysBetween(from, to) / 7);
  let count = weeks * 5;
  for (let day = addDays(from, weeks * 7 + 1); day <= to; day = addDays(day, 1)) if (!weekend(day)) count++;
  // None of them falls on a weekend.
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year++) for (const day of bankHolidays(year)) if (day > from && day <= to) count--;
  return count;
}
