import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addDays, instantOf } from "#app/models/core/days.ts";
import type { NotAgreed } from "#app/models/core/refuse.ts";
import { inTime, interviewDue, interviewOverdue, lengthInWords } from "#app/models/subjects/missing.ts";
import { type Missing, changeMissing, missingUpTo, recordInterview, recordMissing } from "#app/models/subjects/missing.server.ts";
import { createSubject } from "#app/models/subjects/subject.server.ts";
import { type Stage, stage, today } from "../cast.ts";

const at = (day: string, time: string) => instantOf(day, time);

describe("The interview is due 72 hours after the return, or at the end of the third day when its hour is not known", () => {
  test.each([
    ["hour known", { toOn: "2026-06-01", toAt: at("2026-06-01", "14:05") }, { on: "2026-06-04", at: at("2026-06-04", "14:05") }],
    ["hour known, over the end of summer time", { toOn: "2026-10-24", toAt: at("2026-10-24", "12:00") }, { on: "2026-10-27", at: at("2026-10-27", "11:00") }],
    ["day alone", { toOn: "2026-06-01", toAt: null }, { on: "2026-06-04", at: null }],
    ["not returned", { toOn: null, toAt: null }, null],
  ])("%s", (_, returned, due) => {
    expect(interviewDue(returned)).toEqual(due);
  });

  const exact = { toOn: "2026-06-01", toAt: at("2026-06-01", "14:05") };
  const daily = { toOn: "2026-06-01", toAt: null };
  test.each([
    ["on the minute", exact, "2026-06-04", "14:05", true],
    ["a minute late", exact, "2026-06-04", "14:06", false],
    ["on the last day, hour not known", exact, "2026-06-04", null, null],
    ["the day before, hour not known", exact, "2026-06-03", null, true],
    ["the day after, hour not known", exact, "2026-06-05", null, false],
    ["return's hour not known, on the third day", daily, "2026-06-04", null, true],
    ["return's hour not known, late on the third day", daily, "2026-06-04", "23:59", true],
    ["return's hour not known, on the fourth day", daily, "2026-06-05", null, false],
    ["completed on a day not known", exact, null, null, null],
  ])("in time? %s", (_, returned, on, time, expected) => {
    expect(inTime(returned, { completedOn: on, completedAt: on && time ? at(on, time) : null })).toBe(expected);
  });

  test("One that was declined is no longer owed; one merely arranged is", () => {
    const late = new Date(at("2026-06-20", "09:00"));
    expect(interviewOverdue(exact, { result: "declined" }, late)).toBe(false);
    expect(interviewOverdue(exact, { result: "arranged" }, late)).toBe(true);
    expect(interviewOverdue(daily, null, new Date(at("2026-06-04", "23:00")))).toBe(false);
    expect(interviewOverdue(daily, null, new Date(at("2026-06-05", "00:30")))).toBe(true);
  });

  test("How long is in hours when the hours are known, else in whole days and said so", () => {
    const now = new Date(at("2026-06-20", "09:00"));
    expect(lengthInWords({ fromOn: "2026-06-01", fromAt: at("2026-06-01", "10:00"), ...exact }, now)).toBe("4 hours");
    expect(lengthInWords({ fromOn: "2026-05-30", fromAt: null, ...daily }, now)).toBe("2 whole days");
    expect(lengthInWords({ fromOn: "2026-06-19", fromAt: null, toOn: null, toAt: null }, now)).toBe("1 whole day so far");
  });
});

describe("Missing episodes", () => {
  let s: Stage;
  let child: string;
  beforeAll(async () => {
    s = await stage();
    child = await createSubject(await s.as("dan"), { kind: "child", values: { given_names: "Tomos", family_name: "Bevan", born_on: "2012-01-01" }, panelId: "mfh", why: "Missing often", reviewOn: addDays(today, 30) });
  });
  afterAll(() => s.close());
  const episode = (change: Partial<Missing>): Missing => ({ kind: "missing", fromOn: addDays(today, -5), fromTime: "22:00", toOn: null, toTime: null, grade: "medium", policeNumber: null, reportedBy: null, missingFrom: "placement", howFound: null, whereFound: null, foundAtId: null, harm: null, note: null, ...change });
  const refused = (work: Promise<unknown>) => work.then(() => "nothing", (e: NotAgreed) => `${e.field}: ${e.reason}`);

  test.each([
    ["tomorrow", { fromOn: addDays(today, 1) }, "fromOn: The first day must be today or earlier"],
    ["a return before it began", { toOn: addDays(today, -6) }, "toOn: The last day must be the first day or later"],
    ["a return an hour before, on one day", { fromOn: addDays(today, -5), toOn: addDays(today, -5), toTime: "21:00" }, "toTime: The return must be after the child went missing"],
    ["before the birth", { fromOn: "2011-12-31" }, "fromOn: The first day is before the birth on 1 Jan 2012"],
  ])("%s is refused", async (_, change, fault) => {
    expect(await refused(recordMissing(await s.as("priya"), child, episode(change)))).toBe(fault);
  });

  test("A second one without a return is refused; a corrected one keeps what stood there", async () => {
    const ask = await s.as("priya");
    const id = await recordMissing(ask, child, episode({}));
    expect(await refused(recordMissing(ask, child, episode({ fromOn: today, fromTime: null })))).toBe("toOn: An episode without a return is recorded already. Record that return first");
    await changeMissing(ask, child, id, episode({ toOn: addDays(today, -4), toTime: "07:30", grade: "high" }));
    const rows = await s.db.selectFrom("missing_episode").select(["id", "police_grade", "superseded_at"]).where("child_id", "=", child).orderBy("superseded_at", "desc").execute();
    expect(rows.map((r) => [r.id === id, r.police_grade, r.superseded_at !== null])).toEqual([[false, "medium", true], [true, "high", false]]);
    await recordInterview(ask, child, id, { offered: "yes", offeredOn: addDays(today, -3), result: "declined", completedOn: null, completedTime: null, reason: "child declined", interviewer: null, independent: null, childsAccount: null, sharedWithPoliceOn: null });
    expect((await missingUpTo(ask, child, today, 10)).map((m) => [m.grade, m.interview?.result, m.interview?.reason])).toEqual([["high", "declined", "child declined"]]);
  });
});
