// Days are calendar days in Europe/London, written YYYY-MM-DD; instants are UTC ISO-8601. The clock is always passed in.

export type Day = string;
export type Instant = string;

const londonParts = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/London", year: "numeric", month: "2-digit", day: "2-digit" });
const londonTime = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const msPerDay = 86_400_000;

/** The London calendar day of an instant. */
export const dayOf = (at: Date | Instant): Day => londonParts.format(typeof at === "string" ? new Date(at) : at);

/** The London clock time of an instant, "14:03". */
export const timeOf = (at: Date | Instant): string => londonTime.format(typeof at === "string" ? new Date(at) : at);

const number = (day: Day): number => Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10)));

/** The day `days` later (or earlier, when negative). */
export const addDays = (day: Day, days: number): Day => new Date(number(day) + days * msPerDay).toISOString().slice(0, 10);

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number => Math.round((number(to) - number(from)) / msPerDay);

/** The same day of the month `count` months later, or that month's last day. */
export function addMonths(day: Day, count: number): Day {
  const month = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + count;
  const last = new Date(Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0)).getUTCDate();
  const date = String(Math.min(Number(day.slice(8, 10)), last)).padStart(2, "0");
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}-${date}`;
}

/** 0 is Sunday, 6 is Saturday. */
export const weekdayOf = (day: Day): number => new Date(number(day)).getUTCDay();

/** True for a real calendar day written YYYY-MM-DD. */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(number(text)) && new Date(number(text)).toISOString().slice(0, 10) === text;

/** Whole years of age on a day. A birthday on 29 February falls on 1 March in other years (Family Law Reform Act 1969 s.9). */
export function ageOn(bornOn: Day, on: Day): number {
  const years = Number(on.slice(0, 4)) - Number(bornOn.slice(0, 4));
  return on.slice(5) < bornOn.slice(5) ? years - 1 : years;
}

/** "3 March 2026" */
export const longDay = (day: Day): string => `${Number(day.slice(8, 10))} ${months[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}`;

/** "3 Mar 2026" */
export const shortDay = (day: Day): string => `${Number(day.slice(8, 10))} ${months[Number(day.slice(5, 7)) - 1]!.slice(0, 3)} ${day.slice(0, 4)}`;

/** "Tuesday 3 March 2026" */
export const fullDay = (day: Day): string => `${weekdays[weekdayOf(day)]} ${longDay(day)}`;

/** "3 Mar 2026, 14:03" of an instant, London time. */
export const dayAndTime = (at: Instant): string => `${shortDay(dayOf(at))}, ${timeOf(at)}`;

/** The instant at which a London clock shows `time` ("09:30") on `day`. In the hour that summer time skips, the hour after. */
export function instantOf(day: Day, time: string): Instant {
  const guess = Date.parse(`${day}T${time}:00Z`);
  for (const offset of [0, 60]) {
    const at = new Date(guess - offset * 60_000);
    if (dayOf(at) === day && timeOf(at) === time) return at.toISOString();
  }
  return new Date(guess).toISOString();
}
