import { type Day, dayOf, type Instant } from "../core/days.ts";
import { addWorkdays } from "../core/workdays.ts";

// The days that hang on a meeting's day. They are computed each time and never kept, so that they go along when the meeting moves.

/** What a panel has set, in working days (practice.md §2.1 steps 4 and 11). */
export interface DateSettings {
  referralsCloseDays: number;
  agendaOutDays: number;
  returnsDueDays: number;
  minutesOutDays: number;
}

export interface MeetingDates {
  referralsClose: Day;
  agendaOut: Day;
  returnsDue: Day;
  minutesOut: Day;
}

/** Three days before the meeting and one after it, in working days. */
export const datesOf = (onDay: Day, settings: DateSettings): MeetingDates => ({
  referralsClose: addWorkdays(onDay, -settings.referralsCloseDays),
  agendaOut: addWorkdays(onDay, -settings.agendaOutDays),
  returnsDue: addWorkdays(onDay, -settings.returnsDueDays),
  minutesOut: addWorkdays(onDay, settings.minutesOutDays),
});

export interface DatedMeeting {
  status: string;
  cancelledAt?: Instant | null;
  publishedAt: Instant | null;
  circulatedAt?: Instant | null;
}

/** One date as it is shown: done, still to come, due today, or late. */
export interface DateShown {
  name: string;
  on: Day;
  state: "past" | "to come" | "today" | "late" | "done" | "done late";
}

/**
 * The dates of a meeting as of `today`. The agenda is out when it is published; the minutes, when they are sent to
 * those who may read them. Referrals and returns close by themselves: that day is only past.
 */
export function datesShown(onDay: Day, meeting: DatedMeeting, settings: DateSettings, today: Day): DateShown[] {
  const dates = datesOf(onDay, settings);
  const done = (on: Day, at: Instant | null): DateShown["state"] => (at ? (dayOf(at) > on ? "done late" : "done") : today > on ? "late" : today === on ? "today" : "to come");
  const closing = (on: Day): DateShown["state"] => (today > on ? "past" : today === on ? "today" : "to come");
  return [
    { name: "Referrals close", on: dates.referralsClose, state: closing(dates.referralsClose) },
    { name: "Agenda out", on: dates.agendaOut, state: done(dates.agendaOut, meeting.publishedAt) },
    { name: "Returns due", on: dates.returnsDue, state: closing(dates.returnsDue) },
    { name: "Minutes out", on: dates.minutesOut, state: done(dates.minutesOut, meeting.circulatedAt ?? null) },
  ];
}

/** "late", "done, late": what is said beside a date; empty when there is nothing to say. */
export const stateInWords = (state: DateShown["state"]): string => ({ past: "past", "to come": "", today: "today", late: "late", done: "done", "done late": "done, late" })[state];
