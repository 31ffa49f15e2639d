import { describe, expect, test } from "vitest";
import { type Day, instantOf, weekdayOf } from "#app/models/core/days.ts";
import { isWorkday } from "#app/models/core/workdays.ts";
import { datesOf, datesShown } from "#app/models/meetings/dates.ts";
import { adjournmentInWords, whyNotCancel, whyNotPostpone } from "#app/models/meetings/put-off.ts";
import { replyInWords, whyNotReply } from "#app/models/meetings/reply.ts";
import { daysOf, holidayInWords, movedInWords, type OnHoliday, type Pattern, patternInWords, whyNotSeries, whyStays } from "#app/models/meetings/series.ts";

// Days worked out by hand from a calendar: in England, 25 December 2026 is a Friday, and the holiday of the 26th is on Monday the 28th; Good Friday and Easter
// Monday 2027 are 26 and 29 March; the clocks go back on 25 October 2026, and forward on Easter Sunday, 28 March 2027.

type Case = [title: string, pattern: Pattern, onHoliday: OnHoliday, from: Day, until: Day, days: (Day | null)[]];
const tuesday = 2;
const cases: Case[] = [
  ["the second Tuesday of each month, through a winter", { kind: "weekday", nth: 2, weekday: tuesday }, "next", "2026-10-01", "2027-04-30", ["2026-10-13", "2026-11-10", "2026-12-08", "2027-01-12", "2027-02-09", "2027-03-09", "2027-04-13"]],
  ["every second Tuesday, over both clock changes", { kind: "weeks", every: 2, weekday: tuesday }, "next", "2026-10-07", "2027-04-01", ["2026-10-13", "2026-10-27", "2026-11-10", "2026-11-24", "2026-12-08", "2026-12-22", "2027-01-05", "2027-01-19", "2027-02-02", "2027-02-16", "2027-03-02", "2027-03-16", "2027-03-30"]],
  ["weeks are counted from the first such day, which may be the first of all", { kind: "weeks", every: 3, weekday: tuesday }, "next", "2026-10-13", "2026-11-30", ["2026-10-13", "2026-11-03", "2026-11-24"]],
  ["Christmas Day is moved past Boxing Day's holiday", { kind: "weekday", nth: -1, weekday: 5 }, "next", "2026-12-01", "2027-01-31", ["2026-12-29", "2027-01-29"]],
  ["Christmas Day is moved to the day before", { kind: "weekday", nth: -1, weekday: 5 }, "previous", "2026-12-01", "2026-12-31", ["2026-12-24"]],
  ["Christmas Day is left out", { kind: "weekday", nth: -1, weekday: 5 }, "skip", "2026-11-01", "2027-01-31", ["2026-11-27", null, "2027-01-29"]],
  ["Good Friday is moved past Easter Monday", { kind: "weekday", nth: -1, weekday: 5 }, "next", "2027-03-01", "2027-03-31", ["2027-03-30"]],
  ["Easter Monday is moved to the Thursday before it", { kind: "weekday", nth: -1, weekday: 1 }, "previous", "2027-03-01", "2027-03-31", ["2027-03-25"]],
  ["Mondays of May are two holidays", { kind: "weeks", every: 2, weekday: 1 }, "next", "2027-05-03", "2027-05-31", ["2027-05-04", "2027-05-17", "2027-06-01"]],
  ["the first working Wednesday is not New Year's Day", { kind: "working weekday", nth: 1, weekday: 3 }, "next", "2024-11-01", "2025-02-28", ["2024-11-06", "2024-12-04", "2025-01-08", "2025-02-05"]],
  ["the last working Monday of August is not its holiday", { kind: "working weekday", nth: -1, weekday: 1 }, "skip", "2027-08-01", "2027-08-31", ["2027-08-23"]],
  ["the first working day of a year, and of each month after", { kind: "workday", nth: 1 }, "next", "2027-01-01", "2027-05-31", ["2027-01-04", "2027-02-01", "2027-03-01", "2027-04-01", "2027-05-04"]],
  ["the third working day after Easter and in May", { kind: "workday", nth: 3 }, "next", "2027-04-01", "2027-05-31", ["2027-04-05", "2027-05-06"]],
  ["the last working day of the year", { kind: "workday", nth: -1 }, "next", "2026-12-01", "2026-12-31", ["2026-12-31"]],
  ["a month whose day lies before the first is passed over", { kind: "weekday", nth: 1, weekday: tuesday }, "next", "2026-10-07", "2026-11-30", ["2026-11-03"]],
  ["29 February", { kind: "weekday", nth: -1, weekday: tuesday }, "next", "2028-02-01", "2028-02-29", ["2028-02-29"]],
];

describe("The days of a series", () => {
  test.each(cases)("%s", (_, pattern, onHoliday, fromOn, until, days) => {
    expect(daysOf({ pattern, onHoliday, fromOn, toOn: null }, until).map((one) => one.onDay)).toEqual(days);
  });

  test("end with the series' own last day, and never fall on a day on which nobody works", () => {
    const rule = { pattern: { kind: "weeks", every: 1, weekday: 1 } as const, onHoliday: "next" as const, fromOn: "2026-01-01", toOn: "2026-02-10" };
    expect(daysOf(rule, "2030-12-31").at(-1)!.meant).toBe("2026-02-09");
    for (const onHoliday of ["next", "previous", "skip"] as const)
      for (const { onDay } of daysOf({ ...rule, onHoliday, toOn: null }, "2036-12-31")) expect(onDay === null || isWorkday(onDay)).toBe(true);
  });

  test("no two meetings of one rule are on the same day, and none before its first", () => {
    const days = daysOf({ pattern: { kind: "weeks", every: 1, weekday: 5 }, onHoliday: "previous", fromOn: "2026-12-25", toOn: null }, "2027-12-31");
    expect(days[0]).toEqual({ meant: "2026-12-25", onDay: null });
    const on = days.flatMap((one) => one.onDay ?? []);
    expect(new Set(on).size).toBe(on.length);
  });

  test("the clock on the wall shows the same time, summer and winter", () => {
    const at = daysOf({ pattern: { kind: "weeks", every: 2, weekday: tuesday }, onHoliday: "next", fromOn: "2026-10-13", toOn: null }, "2027-03-31").map(({ onDay }) => instantOf(onDay!, "09:30"));
    expect(at.slice(0, 2)).toEqual(["2026-10-13T08:30:00.000Z", "2026-10-27T09:30:00.000Z"]);
    expect(at.slice(-2)).toEqual(["2027-03-16T09:30:00.000Z", "2027-03-30T08:30:00.000Z"]);
  });
});

test("A rule is said in words, and so is what a holiday does to it", () => {
  expect(([{ kind: "weeks", every: 2, weekday: 2 }, { kind: "weeks", every: 6, weekday: 1 }, { kind: "weekday", nth: -1, weekday: 4 }, { kind: "workday", nth: 3 }, { kind: "working weekday", nth: 1, weekday: 3 }] as Pattern[]).map(patternInWords)).toEqual([
    "every second Tuesday", "every 6 weeks on a Monday", "the last Thursday of the month", "the third working day of the month", "the first Wednesday of the month that is a working day",
  ]);
  expect(holidayInWords({ pattern: { kind: "workday", nth: 1 }, onHoliday: "skip" })).toBeNull();
  expect(movedInWords({ meant: "2026-12-25", onDay: "2026-12-29" })).toBe("moved from Friday 25 December 2026, when nobody works");
  expect(weekdayOf("2026-12-25")).toBe(5);
});

test("A rule that cannot be kept is refused beside its field", () => {
  const rule = { pattern: { kind: "weekday", nth: 2, weekday: 2 } as Pattern, onHoliday: "next" as const, fromOn: "2026-11-24", toOn: null };
  expect(whyNotSeries(rule, "2026-11-24")).toBeNull();
  expect(whyNotSeries({ ...rule, fromOn: "2026-11-23" }, "2026-11-24")?.field).toBe("fromOn");
  expect(whyNotSeries({ ...rule, toOn: "2026-11-23" }, "2026-11-24")?.field).toBe("toOn");
  expect(whyNotSeries({ ...rule, pattern: { kind: "weekday", nth: 7, weekday: 2 } }, "2026-11-24")?.field).toBe("nth");
  expect(whyNotSeries({ ...rule, pattern: { kind: "weeks", every: 0, weekday: 2 } }, "2026-11-24")?.field).toBe("every");
});

test("Only a draft that nobody has touched moves when its series changes", () => {
  const draft = { status: "draft", setByHand: false, proposed: false, itemsChanged: false, invited: false };
  expect(whyStays(draft)).toBeNull();
  expect([{ status: "published" }, { setByHand: true }, { proposed: true }, { itemsChanged: true }, { invited: true }].map((one) => whyStays({ ...draft, ...one }))).toEqual(["its agenda is published", "its day, time or place was set by hand", "its agenda has been begun", "its agenda has been begun", "somebody is invited to it"]);
});

test("Dates hang on the meeting's day in working days, over Easter and Christmas", () => {
  const set = { referralsCloseDays: 10, agendaOutDays: 7, returnsDueDays: 2, minutesOutDays: 5 };
  expect(datesOf("2027-03-30", set)).toEqual({ referralsClose: "2027-03-12", agendaOut: "2027-03-17", returnsDue: "2027-03-24", minutesOut: "2027-04-06" });
  expect(datesOf("2026-12-22", set).minutesOut).toBe("2026-12-31");
  const state = (meeting: object, today: Day) => datesShown("2026-12-08", { status: "draft", publishedAt: null, circulatedAt: null, ...meeting }, set, today).map((one) => one.state);
  expect(state({}, "2026-11-24")).toEqual(["today", "to come", "to come", "to come"]);
  expect(state({}, "2026-11-30")).toEqual(["past", "late", "to come", "to come"]);
  expect(state({ publishedAt: "2026-11-30T10:00:00.000Z" }, "2026-12-16")).toEqual(["past", "done late", "past", "late"]);
  expect(state({ publishedAt: "2026-11-27T10:00:00.000Z", circulatedAt: "2026-12-08T12:00:00.000Z" }, "2026-12-16")).toEqual(["past", "done", "past", "done"]);
});

test("Minutes say when a meeting was broken off and when it went on, the day once where it is the same", () => {
  expect(adjournmentInWords({ at: "2026-12-08T11:10:00.000Z", resumedAt: "2026-12-10T09:35:00.000Z" })).toBe("Adjourned 8 Dec 2026, 11:10, resumed 10 Dec 2026, 09:35");
  expect(adjournmentInWords({ at: "2026-12-08T11:10:00.000Z", resumedAt: "2026-12-08T13:00:00.000Z" })).toBe("Adjourned 8 Dec 2026, 11:10, resumed 13:00");
  expect(adjournmentInWords({ at: "2026-12-08T11:10:00.000Z", resumedAt: null })).toBe("Adjourned 8 Dec 2026, 11:10");
});

test("What has begun is not cancelled, what has ended not put off, and who is late does not answer", () => {
  const held = { status: "published", cancelledAt: null, adjourned: false };
  expect(whyNotCancel(held)).toBeNull();
  expect([{ status: "live" }, { adjourned: true }, { status: "ended" }, { cancelledAt: "2026-11-24" }].map((one) => whyNotCancel({ ...held, ...one }))).not.toContain(null);
  const [from, to] = [{ onDay: "2026-12-08", time: "09:30" }, { onDay: "2026-12-10", time: "09:30" }];
  expect(whyNotPostpone(held, from, to, "2026-11-24", [])).toBeNull();
  expect(whyNotPostpone(held, from, to, "2026-11-24", ["2026-12-10"])).toMatch(/already has a meeting/);
  expect(whyNotPostpone(held, from, from, "2026-11-24", [])).toMatch(/already/);
  expect(whyNotPostpone({ ...held, status: "live" }, from, { ...from, time: "14:00" }, "2026-12-08", [])).toBeNull();
  expect(whyNotPostpone({ ...held, status: "ended" }, from, to, "2026-11-24", [])).toMatch(/ended/);
  expect(whyNotReply({ status: "live", cancelled_at: null })).toMatch(/begun/);
  expect(replyInWords({ answer: "deputy", deputyId: "m", deputyName: "Malachy Boyle", confirmed: false, at: "" })).toBe("Sends Malachy Boyle: not confirmed yet");
});
