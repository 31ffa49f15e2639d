import { describe, expect, test } from "vitest";
import { csvCell, csvOf } from "#app/models/core/csv.ts";
import { languageHints, repeats } from "#app/models/core/language.ts";
import { countsInWords, countsOf, faultIn, headingsFor, isLate, type Part, returnsDueOn, stateForOthers, whyNotAnswer, whyNotNothing, whyNotSend, wordsForMinutes } from "#app/models/meetings/return.ts";

const part = (more: Partial<Part> = {}): Part => ({ heading: "health", text: "x", handling: "shared", agencyIds: [], hidden: false, safe: false, ...more });

test.each([
  ["2026-11-24", 2, "2026-11-20"], // Tuesday: the Friday before
  ["2026-12-29", 2, "2026-12-23"], // over Christmas, whose Saturday is made up for on the Monday
  ["2027-03-30", 2, "2027-03-24"], // over Easter
  ["2026-11-24", 0, "2026-11-24"],
])("Returns to a meeting on %s are due %i working days before: on %s", (on, days, due) => {
  expect(returnsDueOn(on, days)).toBe(due);
});

test.each([
  ["sent on the day", "2026-11-20T23:59:00.000Z", "2026-11-25", false], ["sent the day after", "2026-11-21T08:00:00.000Z", "2026-11-25", true],
  ["not sent, due today", null, "2026-11-20", false], ["not sent, due yesterday", null, "2026-11-21", true],
])("%s", (_, sentAt, today, late) => {
  expect(isLate(sentAt, "2026-11-20", today)).toBe(late);
});

test("A draft is not sent, to everybody else", () => {
  expect(["asked", "draft", "submitted", "nothing held", "declined"].map(stateForOthers)).toEqual(["not sent", "not sent", "submitted", "nothing held", "declined"]);
});

describe("What may not be sent", () => {
  test.each([
    ["nothing at all", [], /at least one part/], ["what is hidden, and nothing else", [part({ handling: "health", hidden: true })], /All of it is hidden/],
    ["what is hidden beside what is not", [part({ handling: "health", hidden: true }), part()], null], ["what is restricted", [part({ handling: "police" })], null],
  ] as const)("%s", (_, parts, why) => {
    if (why) expect(whyNotSend(parts)).toMatch(why);
    else expect(whyNotSend(parts)).toBeNull();
  });

  test.each([
    ["safe for the minutes, and for health only", part({ handling: "health", safe: true }), "Safe"], ["shared and hidden", part({ hidden: true }), "Hidden"], ["for named agencies, and none named", part({ handling: "named agencies" }), "AgencyIds"],
    ["safe and shared", part({ safe: true }), null], ["for the chair, hidden", part({ handling: "chair", hidden: true }), null],
  ] as const)("a part that is %s", (_, one, field) => {
    expect(faultIn(one)?.field ?? null).toBe(field);
  });
});

test.each([["draft", null, false], ["published", null, true], ["live", null, true], ["ended", null, false], ["agreed", null, false], ["published", "2026-11-20T10:00:00.000Z", false]] as const)("While a meeting is %s (withdrawn: %s) answering is allowed: %s", (meetingStatus, withdrawnAt, allowed) => {
  expect(whyNotAnswer({ meetingStatus, withdrawnAt }) === null).toBe(allowed);
});

test("Nothing is held is said with one key of who was asked, not over a draft or what was sent", () => {
  expect(["asked", "draft", "submitted", "nothing held", "declined"].map((state) => whyNotNothing(state, "C-0001") === null)).toEqual([true, false, false, false, false]);
});

test("The counts of an agenda", () => {
  const counts = countsOf([...Array(21).fill({ state: "submitted", late: false }), ...Array(3).fill({ state: "nothing held", late: true })]);
  expect(counts).toEqual({ asked: 24, submitted: 21, nothing: 3, declined: 0, late: 3, left: 0 });
  expect(countsInWords(counts)).toBe("Updates received 21/24, nil returns 3, declined 0");
});

test("Of a place no child's words are asked, of a person posing risk no school", () => {
  expect(headingsFor("child").map((one) => one.key)).toContain("voice");
  expect(headingsFor("location").map((one) => one.key)).not.toContain("voice");
  expect(headingsFor("offender").map((one) => one.key)).not.toContain("education");
});

test("Words for the minutes are the agency's name and its parts", () => {
  expect(wordsForMinutes("Seaholme Health", [])).toBe("");
  expect(wordsForMinutes("Seaholme Health", [{ heading: "Health", text: " Attends. " }, { heading: "Summary for the minutes", text: "Known." }])).toBe("Seaholme Health: Health: Attends.\nKnown.");
});

describe("Hints on words", () => {
  test.each([
    ["He put himself at risk again.", "put himself at risk"], ["She is promiscuous", "promiscuous"], ["absconded from the home", "absconded"], ["refuses to engage with us", "refuses to engage"], ["It is a lifestyle choice", "lifestyle choice"],
    ["He is involved in CSE", "involved in CSE"], ["with her older boyfriend", "older boyfriend"], ["a drug runner for them", "drug runner"], ["hard to reach", "hard to reach"], ["She consented to sex", "consented to sex"],
  ])("%s", (text, words) => {
    expect(languageHints(text).map((one) => one.words)).toEqual([words]);
  });

  test.each(["Seen twice, attended one of two appointments.", "He says: “I would talk to somebody.”", "Missing for six hours; found at a friend's", "The carer rings early when something is wrong"])("none on: %s", (text) => {
    expect(languageHints(text)).toEqual([]);
  });

  test("each words once, in the order of the text", () => {
    expect(languageHints("Absconded. Is streetwise. absconded").map((one) => one.words)).toEqual(["Absconded", "streetwise"]);
  });

  test.each([
    ["Weekly visits. Seen alone twice.", "weekly visits  seen alone twice", true], ["Weekly visits by the key worker. Nothing new.", "Weekly visits by the key worker.", true], ["Seen once.", "Weekly visits by the key worker.", false],
    ["Weekly visits by the key worker. The placement has ended.", "Weekly visits by the key worker.", false], ["", "x", false], ["x", "", false],
  ])("“%s” after “%s” is a repetition: %s", (now, before, again) => {
    expect(repeats(now, before)).toBe(again);
  });
});

describe("A cell of a file that a spreadsheet opens", () => {
  test.each(["=1+1", "+44 1632", "-2", "@SUM(A1)", "\t=1", "\r=1", "＝1", ";=1", '"=1', " =1", "\u202e=1", "\u200b=cmd|' /C calc'!A0"])("%j is text", (text) => {
    expect(csvCell(text)).toBe(`"'${text.replace(/"/g, '""')}"`);
  });
  test.each(["Jordan Ellis", "12 High Street", "C-0001", 'Known as "Razz"', "Siân", "3 = three"])("%j stays as it is", (text) => {
    expect(csvCell(text)).toBe(`"${text.replace(/"/g, '""')}"`);
  });
  test("rows end as RFC 4180 says", () => {
    expect(csvOf([["a", "b"], ["c"]])).toBe('\uFEFF"a","b"\r\n"c"\r\n');
  });
});
