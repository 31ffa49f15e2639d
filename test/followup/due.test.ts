import { expect, test } from "vitest";
import { addDays, weekdayOf } from "#app/models/core/days.ts";
import { addWorkdays, bankHolidays, easterSunday, isWorkday, keepHolidaysOf, workdaysBetween } from "#app/models/core/workdays.ts";
import { readDue } from "#app/models/followup/due.ts";

const tuesday = "2026-11-24";

test.each(["", "asap", "ongoing", "soon", "31/02/2026", "2026-13-01", "by next week", "the 45th", "Friday or so", "30 February", "police", "friend", "0/0/2026"])("“%s” is no date", (said) => expect(readDue(said, tuesday)).toBeNull());

test.each([
  ["21/10/2026", "2026-10-21"], ["2026-12-01", "2026-12-01"], ["1/12/26", "2026-12-01"], ["1.12.2026", "2026-12-01"], ["1/12", "2026-12-01"], ["24/11", tuesday], ["23/11", "2027-11-23"],
  ["3 December", "2026-12-03"], ["3rd of December", "2026-12-03"], ["Thursday 3 December 2026", "2026-12-03"], ["Dec 3", "2026-12-03"], ["3 Sept", "2027-09-03"], ["on the 30th", "2026-11-30"], ["the 21st", "2026-12-21"], ["29 February", "2028-02-29"],
  ["today", tuesday], ["Tomorrow", "2026-11-25"], ["the day after tomorrow", "2026-11-26"],
  ["Friday", "2026-11-27"], ["by Friday", "2026-11-27"], ["by Friday.", "2026-11-27"], ["this Friday", "2026-11-27"], ["Tuesday", "2026-12-01"], ["this Tuesday", tuesday], ["by the coming Wednesday", "2026-11-25"], ["Weds", "2026-11-25"], ["thurs", "2026-11-26"], ["Monday", "2026-11-30"], ["Sunday", "2026-11-29"],
  ["by Friday week", "2026-12-04"], ["a week on Friday", "2026-12-04"], ["week Friday", "2026-12-04"], ["Tuesday week", "2026-12-08"], ["Friday fortnight", "2026-12-11"], ["next Friday", "2026-12-04"], ["Friday next week", "2026-12-04"], ["next Monday", "2026-11-30"],
  ["in 10 working days", "2026-12-08"], ["within ten working days", "2026-12-08"], ["5 working days", "2026-12-01"], ["in 25 working days", "2026-12-31"], ["10 days", "2026-12-04"], ["in two weeks", "2026-12-08"], ["in two weeks' time", "2026-12-08"], ["a fortnight", "2026-12-08"], ["a month", "2026-12-24"], ["in 3 months", "2027-02-24"],
  ["24 hours", "2026-11-25"], ["within 72 hours", "2026-11-27"],
  ["end of the week", "2026-11-27"], ["by the end of next week", "2026-12-04"], ["end of the month", "2026-11-30"], ["by month end", "2026-11-30"], ["end of next month", "2026-12-31"], ["end of January", "2027-01-31"], ["end of November", "2026-11-30"], ["end of February 2028", "2028-02-29"], ["end of the year", "2026-12-31"],
])("On Tuesday 24 November 2026, “%s” is %s", (said, day) => expect(readDue(said, tuesday)).toBe(day));

test("On a Friday, “Friday” is a week away and “Friday week” two; on a Saturday the end of the week is the next Friday", () => {
  expect(readDue("Friday", "2026-11-27")).toBe("2026-12-04");
  expect(readDue("Friday week", "2026-11-27")).toBe("2026-12-11");
  expect(readDue("end of the week", "2026-11-28")).toBe("2026-12-04");
});

test.each([[2000, "2000-04-23"], [2008, "2008-03-23"], [2011, "2011-04-24"], [2024, "2024-03-31"], [2025, "2025-04-20"], [2026, "2026-04-05"], [2027, "2027-03-28"], [2038, "2038-04-25"]])("Easter Sunday of %i", (year, day) => expect(easterSunday(year)).toBe(day));

// As published on gov.uk/bank-holidays for England and Wales.
test.each([
  [2020, ["2020-01-01", "2020-04-10", "2020-04-13", "2020-05-08", "2020-05-25", "2020-08-31", "2020-12-25", "2020-12-28"]],
  [2021, ["2021-01-01", "2021-04-02", "2021-04-05", "2021-05-03", "2021-05-31", "2021-08-30", "2021-12-27", "2021-12-28"]],
  [2022, ["2022-01-03", "2022-04-15", "2022-04-18", "2022-05-02", "2022-06-02", "2022-06-03", "2022-08-29", "2022-09-19", "2022-12-26", "2022-12-27"]],
  [2023, ["2023-01-02", "2023-04-07", "2023-04-10", "2023-05-01", "2023-05-08", "2023-05-29", "2023-08-28", "2023-12-25", "2023-12-26"]],
  [2026, ["2026-01-01", "2026-04-03", "2026-04-06", "2026-05-04", "2026-05-25", "2026-08-31", "2026-12-25", "2026-12-28"]],
  [2027, ["2027-01-01", "2027-03-26", "2027-03-29", "2027-05-03", "2027-05-31", "2027-08-30", "2027-12-27", "2027-12-28"]],
])("The bank holidays of %i, with substitute days", (year, days) => expect([...bankHolidays(year)].sort()).toEqual(days));

// As gov.uk/bank-holidays lists them.
test.each([
  ["scotland", 2022, ["2022-01-03", "2022-01-04", "2022-04-15", "2022-05-02", "2022-06-02", "2022-06-03", "2022-08-01", "2022-09-19", "2022-11-30", "2022-12-26", "2022-12-27"]],
  ["scotland", 2024, ["2024-01-01", "2024-01-02", "2024-03-29", "2024-05-06", "2024-05-27", "2024-08-05", "2024-12-02", "2024-12-25", "2024-12-26"]],
  ["scotland", 2026, ["2026-01-01", "2026-01-02", "2026-04-03", "2026-05-04", "2026-05-25", "2026-06-15", "2026-08-03", "2026-11-30", "2026-12-25", "2026-12-28"]],
  ["northern-ireland", 2024, ["2024-01-01", "2024-03-18", "2024-03-29", "2024-04-01", "2024-05-06", "2024-05-27", "2024-07-12", "2024-08-26", "2024-12-25", "2024-12-26"]],
  ["northern-ireland", 2026, ["2026-01-01", "2026-03-17", "2026-04-03", "2026-04-06", "2026-05-04", "2026-05-25", "2026-07-13", "2026-08-31", "2026-12-25", "2026-12-28"]],
] as const)("In %s, %i", (nation, year, days) => {
  keepHolidaysOf(nation);
  try {
    expect([...bankHolidays(year)].sort()).toEqual(days);
  } finally {
    keepHolidaysOf("england-and-wales");
  }
});

test.each([["2026-12-24", 1, "2026-12-29"], ["2026-04-02", 1, "2026-04-07"], ["2026-11-27", 1, "2026-11-30"], ["2026-11-28", 1, "2026-11-30"], ["2026-11-24", 0, "2026-11-24"], ["2026-12-29", -1, "2026-12-24"]])("From %s, %i working days lead to %s", (from, count, to) => expect(addWorkdays(from, count)).toBe(to));

test("Working days between two days do not count the first", () => {
  expect(workdaysBetween("2026-12-24", "2026-12-29")).toBe(1);
  expect(workdaysBetween("2026-12-29", "2026-12-24")).toBe(-1);
  expect(workdaysBetween("2026-11-24", "2026-11-24")).toBe(0);
  expect(isWorkday("2026-12-28")).toBe(false);
});

test("Working days between two days are as many as one counts one by one, and no bank holiday falls on a weekend", () => {
  for (let from = "2019-12-20"; from < "2029-12-31"; from = addDays(from, 1)) {
    expect(bankHolidays(Number(from.slice(0, 4))).has(from) && [0, 6].includes(weekdayOf(from))).toBe(false);
  }
  for (const start of ["2019-12-31", "2022-05-29", "2022-12-23", "2023-05-06", "2024-02-29", "2026-12-24"]) {
    let count = 0;
    for (let days = 1; days <= 3 * 366; days++) {
      const to = addDays(start, days);
      if (isWorkday(to)) count++;
      if (workdaysBetween(start, to) !== count) expect([start, to, workdaysBetween(start, to)]).toEqual([start, to, count]);
    }
  }
});
