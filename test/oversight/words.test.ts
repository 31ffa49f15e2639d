import { describe, expect, test } from "vitest";
import { instantOf } from "#app/models/core/days.ts";
import { type Emergency, isOpen, isReviewLate, reviewDue, whyNotAnother } from "#app/models/oversight/emergency.ts";
import { drawn, stateOfInspection, whyNotThen } from "#app/models/oversight/inspection.ts";
import { findingsOf, isNear, isUnusual, manyAtOnce, type Read } from "#app/models/oversight/reads.ts";

// 2026-11-24 is a Tuesday.
const at = (day: string, time: string) => instantOf(day, time);
const opened = (over: Partial<Emergency> = {}): Emergency => ({ fromAt: at("2026-11-24", "10:00"), untilAt: at("2026-11-24", "11:00"), endedAt: null, reviewedAt: null, ...over });

describe("What was opened in an emergency", () => {
  test.each([
    ["10:59", {}, true], ["11:00", {}, false], ["10:30", { endedAt: at("2026-11-24", "10:20") }, false],
  ])("at %s, %o: open is %s", (time, over, open) => expect(isOpen(opened(over), new Date(at("2026-11-24", time)))).toBe(open));

  test("is due for review on the third working day, over weekends and bank holidays", () => {
    expect(reviewDue(at("2026-11-24", "10:00"))).toBe("2026-11-27");
    expect(reviewDue(at("2026-11-26", "23:30"))).toBe("2026-12-01");
    expect(reviewDue(at("2026-12-24", "10:00"))).toBe("2026-12-31");
  });

  test.each([
    ["the last day", "2026-11-27", {}, false], ["the day after", "2026-11-28", {}, true], ["reviewed", "2026-12-28", { reviewedAt: at("2026-11-25", "10:00") }, false],
  ])("on %s the review is late: %s", (_, day, over, late) => expect(isReviewLate(opened(over), new Date(at(day, "12:00")))).toBe(late));

  test("One at a time, and none while a review is late", () => {
    expect(whyNotAnother([opened()], new Date(at("2026-11-24", "10:30")))).toMatch(/open already/);
    expect(whyNotAnother([opened()], new Date(at("2026-11-25", "10:30")))).toBeNull();
    expect(whyNotAnother([opened()], new Date(at("2026-11-30", "10:30")))).toMatch(/not been reviewed/);
    expect(whyNotAnother([opened({ reviewedAt: at("2026-11-25", "10:00") })], new Date(at("2026-11-30", "10:30")))).toBeNull();
  });
});

describe("Readings worth a look", () => {
  test.each([
    ["2026-11-24", "06:59", true], ["2026-11-24", "07:00", false], ["2026-11-24", "19:59", false], ["2026-11-24", "20:00", true], ["2026-11-28", "12:00", true], ["2026-12-25", "12:00", true],
    // Summer time: 06:30 in UTC is 07:30 in London.
    ["2026-07-01", "07:30", false],
  ])("%s at %s is unusual: %s", (day, time, unusual) => expect(isUnusual(at(day, time))).toBe(unusual));

  const reader = { name: "Mairéad Ní Bhriain", postcode: "SH1 2AB" };
  test.each([
    ["the same surname, spelled plainly", { names: ["Bhriain"], addresses: [] }, true], ["an alias", { names: ["Lowe", "Kit Bhriain"], addresses: [] }, true], ["another", { names: ["Brian"], addresses: [] }, false],
    ["the same postcode in an address", { names: [], addresses: ["4 Quay Row, Seaholme sh12ab"] }, true], ["another postcode", { names: [], addresses: ["SH1 2AC"] }, false],
  ])("Near by %s: %o", (_, subject, near) => expect(isNear(reader, { ref: "C-0001", ...subject })).toBe(near));
  test("Whose postcode is not known is near by name alone", () => expect(isNear({ name: "Dan Kowalczyk", postcode: null }, { ref: "C-0001", names: [""], addresses: [""] })).toBe(false));

  const read = (personId: string, subjectId: string, time = "10:00", times = 1): Read => ({ personId, subjectId, first: at("2026-11-24", time), last: at("2026-11-24", time), times });
  const subjects = new Map(Array.from({ length: manyAtOnce + 1 }, (_, i) => [`s${i}`, { ref: `C-${1000 + i}`, names: ["Ellis"], addresses: [] }]));
  const known = { readers: new Map([["dan", { name: "Dan Kowalczyk", postcode: null }], ["ann", { name: "Ann Ellis", postcode: null }]]), subjects, worked: (p: string, s: string) => p === "dan" && s === "s0" };

  test("are told by person and kind, each record once, with what is behind them left out", () => {
    expect(findingsOf([read("dan", "s0"), read("dan", "s1", "10:00", 2), read("dan", "s1", "12:00"), read("ann", "s2", "21:00")], known)).toEqual([
      { kind: "without work", personId: "ann", refs: ["C-1002"], times: 1, first: at("2026-11-24", "21:00"), last: at("2026-11-24", "21:00") },
      { kind: "same surname or address", personId: "ann", refs: ["C-1002"], times: 1, first: at("2026-11-24", "21:00"), last: at("2026-11-24", "21:00") },
      { kind: "unusual hours", personId: "ann", refs: ["C-1002"], times: 1, first: at("2026-11-24", "21:00"), last: at("2026-11-24", "21:00") },
      { kind: "without work", personId: "dan", refs: ["C-1001"], times: 3, first: at("2026-11-24", "10:00"), last: at("2026-11-24", "12:00") },
    ]);
  });
  test("Many at once begins above twenty within an hour", () => {
    const busy = (count: number) => findingsOf(Array.from({ length: count }, (_, i) => read("dan", `s${i}`)), { ...known, worked: () => true }).map((one) => one.kind);
    expect(busy(manyAtOnce)).toEqual([]);
    expect(busy(manyAtOnce + 1)).toEqual(["many at once"]);
  });
});

describe("An inspection", () => {
  const set = { fromOn: "2026-11-24", untilOn: "2026-11-26", endedAt: null };
  test.each([["2026-11-23", "to come"], ["2026-11-24", "open"], ["2026-11-26", "open"], ["2026-11-27", "over"]])("on %s is %s", (day, state) => expect(stateOfInspection(set, day)).toBe(state));
  test("that was ended is over at once", () => expect(stateOfInspection({ ...set, endedAt: at("2026-11-24", "09:00") }, "2026-11-24")).toBe("over"));
  test.each([
    ["2026-11-23", "2026-11-30", "fromOn"], ["2026-11-24", "2026-11-23", "untilOn"], ["2026-11-24", "2026-12-24", "untilOn"], ["2026-11-24", "2026-12-23", undefined],
  ])("from %s to %s: the fault is beside %s", (from, until, field) => expect(whyNotThen(from, until, "2026-11-24")?.field).toBe(field));

  test("draws each as likely as any other, none twice", () => {
    const all = ["a", "b", "c", "d"];
    expect(drawn(all, 2, () => 0)).toEqual(["a", "b"]);
    expect(drawn(all, 2, (n) => n - 1)).toEqual(["d", "c"]);
    expect(drawn(all, 9, () => 0)).toEqual(all);
    let calls = 0;
    expect(new Set(drawn(all, 4, (n) => calls++ % n)).size).toBe(4);
  });
});
