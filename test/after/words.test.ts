import { describe, expect, test } from "vitest";
import { instantOf } from "#app/models/core/days.ts";
import { excerptOf, folded, holds, wordsOf } from "#app/models/core/finding.ts";
import { chaseOf, isUnopened, tellingKinds, tellingLetter, whyNotTold } from "#app/models/followup/telling.ts";
import { actionsOut, actionsOutInWords, clockFrom, correctionsUntil, minutesOut, minutesOutInWords } from "#app/models/meetings/clocks.ts";
import { corrected, placesOf, whyNotCorrect, whyNotPropose } from "#app/models/meetings/correction.ts";

const at = (day: string, time: string) => instantOf(day, time);

describe("Of what an owner is told, and when", () => {
  // 2026-12-04 is a Friday; Christmas Day is a Friday too, and Boxing Day's holiday the Monday after.
  test.each([
    ["not started", "2026-12-11", "2026-12-08", null], ["not started", "2026-12-11", "2026-12-09", "reminder"], ["in progress", "2026-12-11", "2026-12-11", "reminder"], ["blocked", "2026-12-11", "2026-12-14", "overdue"],
    ["not started", "2026-12-11", "2026-12-15", "overdue"], ["not started", "2026-12-11", "2026-12-16", "escalation"], ["not started", "2026-12-11", "2027-01-20", "escalation"],
    // Over the holidays nobody is late by the days on which nobody works.
    ["not started", "2026-12-24", "2026-12-28", null], ["not started", "2026-12-24", "2026-12-29", "overdue"], ["not started", "2026-12-24", "2026-12-31", "escalation"], ["not started", "2026-12-29", "2026-12-22", null], ["not started", "2026-12-29", "2026-12-23", "reminder"],
    // Who waits for somebody else is not chased.
    ["awaiting confirmation", "2026-12-11", "2026-12-31", null], ["handed back", "2026-12-11", "2026-12-31", null], ["completed", "2026-12-11", "2026-12-31", null],
  ])("%s, due %s, on %s: %s", (state, due_on, today, what) => expect(chaseOf({ state, due_on }, today)).toBe(what));

  test.each([["2026-12-04", false], ["2026-12-08", false], ["2026-12-09", true]])("Told on Friday 4 December, on %s it should have been opened: %s", (today, late) => expect(isUnopened(at("2026-12-04", "16:00"), null, today)).toBe(late));
  test("What was opened is no longer flagged", () => expect(isUnopened(at("2026-12-04", "16:00"), at("2026-12-20", "09:00"), "2027-01-10")).toBe(false));

  test("No message says more than panel, reference, due day and where to sign in", () => {
    for (const kind of tellingKinds)
      for (const role of ["owner", "lead"] as const) {
        const { title, body } = tellingLetter(kind, role, { panel: "MACSE", ref: "MACSE-27/A1/1", dueOn: "2026-12-14", agency: "Seaholme Homes" });
        expect(title).toMatch(/^Action MACSE-27\/A1\/1( is (due soon|overdue))?$/);
        expect(body).toContain("Due: 14 December 2026");
        expect(body).not.toMatch(/C-\d|O-\d|L-\d/);
      }
  });

  test("Nobody was told in the future, nor before there was something to tell", () => {
    const now = new Date(at("2026-12-08", "12:00"));
    expect(whyNotTold(at("2026-12-08", "12:01"), at("2026-12-07", "10:00"), now)).toMatch(/passed/);
    expect(whyNotTold(at("2026-12-06", "12:00"), at("2026-12-07", "10:00"), now)).toMatch(/after/);
    expect(whyNotTold(at("2026-12-07", "09:00"), at("2026-12-07", "10:00"), now)).toBeNull();
  });
});

describe("Actions out within 24 hours", () => {
  const ended = at("2026-12-08", "12:30");
  const action = (toldAt: string | null, more = {}) => ({ issuedAt: at("2026-12-08", "10:40"), agreedAt: at("2026-12-08", "10:40"), toldAt, ...more });
  test("run from the end of the meeting, and from when one was issued at once", () => {
    expect(clockFrom(action(null), ended)).toBe(ended);
    expect(clockFrom(action(null, { issuedAt: at("2026-12-08", "10:00") }), ended)).toBe(at("2026-12-08", "10:00"));
    expect(clockFrom(action(null, { agreedAt: null }), ended)).toBe(at("2026-12-08", "10:40"));
  });
  test.each([
    [action(at("2026-12-08", "10:41")), "inTime"], [action(at("2026-12-09", "12:30")), "inTime"], [action(at("2026-12-09", "12:31")), "late"], [action(null), "running"],
    [action(at("2026-12-09", "11:00"), { issuedAt: at("2026-12-08", "10:00") }), "late"],
  ] as const)("%o counts as %s", (one, as) => expect(actionsOut([one], ended, new Date(at("2026-12-09", "12:00")))[as]).toBe(1));
  test("Not told when the hours are over is late", () => expect(actionsOut([action(null)], ended, new Date(at("2026-12-09", "12:31"))).late).toBe(1));
  test("in words", () => {
    expect(actionsOutInWords({ all: 12, inTime: 11, late: 1, running: 0 })).toBe("11 of 12 within 24 hours, 1 late");
    expect(actionsOutInWords({ all: 3, inTime: 1, late: 0, running: 2 })).toBe("1 of 3 within 24 hours, 2 to be told");
    expect(actionsOutInWords({ all: 0, inTime: 0, late: 0, running: 0 })).toBe("No action was decided");
  });
});

describe("Minutes out within the panel's working days", () => {
  test.each([
    ["2026-12-08", 5, "2026-12-15", "2026-12-16", "2026-12-15", 0], ["2026-12-08", 5, "2026-12-16", "2026-12-16", "2026-12-15", 1], ["2026-12-08", 5, null, "2026-12-15", "2026-12-15", 0], ["2026-12-08", 5, null, "2026-12-18", "2026-12-15", 3],
    ["2026-12-22", 5, null, "2026-12-31", "2026-12-31", 0], ["2026-12-08", 5, "2026-12-19", "2026-12-21", "2026-12-15", 3],
  ] as const)("of %s, %i days, out %s, on %s: due %s, late by %i", (onDay, days, out, today, due, lateBy) => expect(minutesOut(onDay, days, out && at(out, "10:00"), today)).toEqual({ due, on: out, lateBy }));
  test("in words", () => {
    expect(minutesOutInWords({ due: "2026-12-15", on: "2026-12-16", lateBy: 1 })).toBe("1 working day late");
    expect(minutesOutInWords({ due: "2026-12-15", on: null, lateBy: 0 })).toBe("not yet, in time");
  });
  test("Corrections are proposed for as many working days after", () => expect(correctionsUntil("2026-12-22", 5)).toBe("2026-12-31"));
});

describe("A correction", () => {
  test.each([
    ["agreed", true, null, "2026-12-10", /addendum/], ["live", true, null, "2026-12-10", /not ended/], ["ended", false, null, "2026-12-10", /attended/], ["ended", true, "2026-12-09", "2026-12-10", /by 9 Dec 2026/], ["ended", true, "2026-12-10", "2026-12-10", null], ["ended", true, null, "2026-12-10", null],
  ] as const)("of minutes %s, by one who attended: %s, until %s, on %s: %s", (status, attended, until, today, why) => {
    const said = whyNotCorrect({ status }, attended, until, today);
    why ? expect(said).toMatch(why) : expect(said).toBeNull();
  });

  const text = "**Why listed:** High risk since 3 March. Seen twice.\n\n**Updates**\n\n- Police: seen with O-0012 (twice).\n- Health: no contact. Seen by nobody.";
  const change = (passage: string | null, replacement: string | null, remark: string | null = null) => ({ passage, replacement, remark });
  test.each([
    [change("High risk since 3 March", "High risk since 4 March"), null], [change("Police: seen with O-0012 (twice).", "Police: seen with O-0012 once."), null], [change(null, null, "Health came late"), null], [change("Seen by nobody.", null, "It was not said"), null],
    [change("Seen", "Found"), "passage"], [change("was never there", "x"), "passage"], [change(null, "x"), "passage"], [change("Seen by nobody.", null), "replacement"], [change(null, null), "remark"],
  ])("%o: the fault is beside %s", (form, field) => expect(whyNotPropose(form, text)?.field ?? null).toBe(field));
  test("of words that stand in no item names the item first", () => expect(whyNotPropose(change("High", "Low"), null)?.field).toBe("itemId"));

  test("finds a passage as the page shows it, over bold type, lists and line ends", () => {
    expect(placesOf(text, "Why listed: High risk")).toHaveLength(1);
    expect(placesOf(text, "(twice). Health: no contact")).toHaveLength(1);
    expect(corrected(text, change("Why listed: High risk since 3 March.", "Why listed: Low risk."))).toMatch(/^Why listed: Low risk\. Seen twice/);
    expect(corrected(text, change("Seen by nobody.", null))).toMatch(/no contact\. $/);
    expect(corrected(text, change("never there", "x"))).toBeNull();
    expect(corrected("a.c abc", change("a.c", "$&"))).toBe("$& abc");
  });
});

describe("Words that are looked for", () => {
  test("are folded, each once, six at most", () => {
    expect(wordsOf("  Siân  SIAN, “Ropery Row” a ")).toEqual(["sian", "ropery", "row"]);
    expect(wordsOf("one two three four five six seven")).toHaveLength(6);
    expect(folded("Łódź É")).toHaveLength(6);
  });
  test("are found without capitals and accents, all of them", () => {
    expect(holds("Siân was seen at Café Ropery", ["sian", "cafe"])).toBe(true);
    expect(holds("Siân was seen", ["sian", "cafe"])).toBe(false);
    expect(holds("anything", [])).toBe(false);
  });
  test("stand marked in a short piece of the text", () => {
    const long = `${"before ".repeat(60)}then **Siân** was seen ${"after ".repeat(60)}`;
    const { runs, before, after } = excerptOf(long, ["sian", "seen"]);
    expect([before, after]).toEqual([true, true]);
    expect(runs.filter((run) => run.found).map((run) => run.text)).toEqual(["Siân", "seen"]);
    const all = runs.map((run) => run.text).join("");
    expect(all.length).toBeLessThan(300);
    expect(long.replace(/\*/g, "")).toContain(all);
  });
  test("A text of many sorts of letters keeps its places", () => {
    const { runs } = excerptOf("İstanbul ﬁne 😀 Ünder the pier", ["under"]);
    expect(runs.find((run) => run.found)?.text).toBe("Ünder");
  });
});
