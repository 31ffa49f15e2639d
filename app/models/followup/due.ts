import { addDays, addMonths, type Day, isDay, weekdayOf } from "../core/days.ts";
import { addWorkdays } from "../core/workdays.ts";

const numbers: Record<string, number> = { a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, twelve: 12, fifteen: 15, twenty: 20 };
const weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

const weekdayPattern = "(sun|mon|tue|wed|thu|fri|sat)(?:day|s|sday|nesday|rs|rsday|urday)?";
const monthPattern = "(jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*";
const numberPattern = `(\\d{1,3}|${Object.keys(numbers).join("|")})`;

const count = (word: string): number => numbers[word] ?? Number(word);
const monthOf = (word: string): number => months.indexOf(word.slice(0, 3)) + 1;
const dayIn = (year: number, month: number, date: number): Day => `${year}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;
const real = (day: Day): Day | null => (isDay(day) ? day : null);
const fullYear = (text: string): number => (text.length === 2 ? 2000 + Number(text) : Number(text));
const endOfMonth = (day: Day): Day => addDays(addMonths(`${day.slice(0, 7)}-01`, 1), -1);
/** The Friday of the week (Monday to Sunday) that `day` is in. */
const fridayOf = (day: Day): Day => addDays(day, 4 - ((weekdayOf(day) + 6) % 7));
/** That weekday after `today`: a week away when it is today. */
const coming = (today: Day, weekday: number): Day => addDays(today, (weekday - weekdayOf(today) + 6) % 7 + 1);

/** The next 14 March on or after today, when no year was said. */
function nextDate(today: Day, month: number, date: number): Day | null {
  for (let year = Number(today.slice(0, 4)); year < Number(today.slice(0, 4)) + 5; year++) {
    const day = real(dayIn(year, month, date));
    if (day && day >= today) return day;
  }
  return null;
}

type Reading = [pattern: RegExp, read: (found: string[], today: Day) => Day | null];

const readings: Reading[] = [
  [/^(\d{4}-\d{2}-\d{2})$/, ([, day]) => real(day!)],
  [/^(\d{1,2})[/. -](\d{1,2})[/. -](\d{4}|\d{2})$/, ([, d, m, y]) => real(dayIn(fullYear(y!), Number(m), Number(d)))],
  [/^(\d{1,2})[/.](\d{1,2})$/, ([, d, m], today) => nextDate(today, Number(m), Number(d))],
  [new RegExp(`^(?:${weekdayPattern} )?(\\d{1,2})(?:st|nd|rd|th)?(?: of)? ${monthPattern}(?: (\\d{4}|\\d{2}))?$`), ([, , d, m, y], today) => (y ? real(dayIn(fullYear(y), monthOf(m!), Number(d))) : nextDate(today, monthOf(m!), Number(d)))],
  [new RegExp(`^${monthPattern} (\\d{1,2})(?:st|nd|rd|th)?(?: (\\d{4}))?$`), ([, m, d, y], today) => (y ? real(dayIn(Number(y), monthOf(m!), Number(d))) : nextDate(today, monthOf(m!), Number(d)))],
  [/^(\d{1,2})(?:st|nd|rd|th)(?: of (?:the |this )month)?$/, ([, d], today) => dateOfMonth(today, Number(d))],
  [/^(?:today|same day|close of (?:business|play))$/, (_, today) => today],
  [/^tomorrow$/, (_, today) => addDays(today, 1)],
  [/^day after tomorrow$/, (_, today) => addDays(today, 2)],
  [new RegExp(`^this ${weekdayPattern}$`), ([, day], today) => thisWeekday(today, weekdays.indexOf(day!))],
  [new RegExp(`^${weekdayPattern} week$`), ([, day], today) => addDays(coming(today, weekdays.indexOf(day!)), 7)],
  [new RegExp(`^(?:a )?week (?:on )?${weekdayPattern}$`), ([, day], today) => addDays(coming(today, weekdays.indexOf(day!)), 7)],
  [new RegExp(`^(?:${weekdayPattern} fortnight|(?:a )?fortnight on ${weekdayPattern})$`), ([, one, other], today) => addDays(coming(today, weekdays.indexOf((one ?? other)!)), 14)],
  // "Next Friday" is the Friday of next week, as most people in an office mean it.
  [new RegExp(`^(?:next ${weekdayPattern}|${weekdayPattern} next week)$`), ([, one, other], today) => addDays(fridayOf(today), 7 + ((weekdays.indexOf((one ?? other)!) + 6) % 7) - 4)],
  [new RegExp(`^(?:coming )?${weekdayPattern}$`), ([, day], today) => coming(today, weekdays.indexOf(day!))],
  [new RegExp(`^${numberPattern} (?:working|work|business) days?$`), ([, n], today) => addWorkdays(today, count(n!))],
  [new RegExp(`^${numberPattern} (?:calendar )?days?$`), ([, n], today) => addDays(today, count(n!))],
  [new RegExp(`^${numberPattern} weeks?$`), ([, n], today) => addDays(today, 7 * count(n!))],
  [/^(?:a )?fortnight$/, (_, today) => addDays(today, 14)],
  [new RegExp(`^${numberPattern} months?$`), ([, n], today) => addMonths(today, count(n!))],
  [/^(24|48|72|96) ?(?:hours?|hrs?|h)$/, ([, hours], today) => addDays(today, Number(hours) / 24)],
  [/^end of (?:the |this )?week$/, (_, today) => (fridayOf(today) >= today ? fridayOf(today) : addDays(fridayOf(today), 7))],
  [/^end of next week$/, (_, today) => addDays(fridayOf(today), 7)],
  [/^(?:end of (?:the |this )?month|month end)$/, (_, today) => endOfMonth(today)],
  [/^end of next month$/, (_, today) => endOfMonth(addMonths(`${today.slice(0, 7)}-01`, 1))],
  [new RegExp(`^end of ${monthPattern}(?: (\\d{4}))?$`), ([, m, y], today) => endOfNamed(today, monthOf(m!), y)],
  [/^end of (?:the |this )?year$/, (_, today) => `${today.slice(0, 4)}-12-31`],
];

function dateOfMonth(today: Day, date: number): Day | null {
  for (let ahead = 0; ahead < 3; ahead++) {
    const month = addMonths(`${today.slice(0, 7)}-01`, ahead);
    const day = real(`${month.slice(0, 8)}${String(date).padStart(2, "0")}`);
    if (day && day >= today) return day;
  }
  return null;
}

const thisWeekday = (today: Day, weekday: number): Day => (weekdayOf(today) === weekday ? today : coming(today, weekday));

function endOfNamed(today: Day, month: number, year?: string): Day {
  const end = endOfMonth(dayIn(year ? Number(year) : Number(today.slice(0, 4)), month, 1));
  return year || end >= today ? end : endOfMonth(addMonths(`${end.slice(0, 7)}-01`, 12));
}

/**
 * Reads a due date as people say it ("by Friday week", "in 10 working days", "end of the month", "21/10/2026"), counted from `today`.
 * Returns null when it cannot be understood as one day ("asap", "ongoing", "31/02/2026"). A day in the past is returned as it was said.
 */
export function readDue(text: string, today: Day): Day | null {
  const said = text.toLowerCase().replace(/[,]/g, " ").replace(/[.!]+$/, "").replace(/\s+/g, " ").trim()
    .replace(/^(?:due )?(?:(?:by|on|in|within|before|until|for|due|no later than|not later than|at) )+/, "").replace(/^the (?=\d|end|day|month|coming|fortnight)/, "").replace(/^(?:in|within) /, "")
    .replace(/(?:'s|s')? time$/, "").trim();
  for (const [pattern, read] of readings) {
    const found = pattern.exec(said);
    if (found) return read(found, today);
  }
  return null;
}
