import { describe, expect, test } from "vitest";
import { whyNotQuorate } from "#app/models/meetings/quorum.ts";
import { agencyInWords, ofAgency, onSeveralDays, presenceAt, roomInWords, spansInWords, type Span, whyNotStays } from "#app/models/meetings/room.ts";

/** "10:05" as an instant of one winter's day; "" is none. */
const at = (time: string): string => `2026-11-24T${time}:00.000Z`;
/** "10:00-10:30 10:40-" as stretches. */
const spans = (text: string): Span[] => text.split(" ").filter(Boolean).map((one) => {
  const [from, to] = one.split("-");
  return { from: at(from!), to: to ? at(to) : null };
});
const shown = (all: readonly Span[]): string => all.map(({ from, to }) => `${from.slice(11, 16)}-${to?.slice(11, 16) ?? ""}`).join(" ");

describe("Who was there for an item", () => {
  test.each([
    // item, in the room, away, adjourned: there, when
    ["10:10-10:20", "", "", "", "none", ""],
    ["", "10:00-", "", "", "none", ""],
    ["10:10-10:20", "10:00-", "", "", "all", "10:10-10:20"],
    ["10:10-10:20", "10:10-10:20", "", "", "all", "10:10-10:20"],
    ["10:10-10:20", "10:20-10:40", "", "", "none", ""],
    ["10:10-10:20", "10:00-10:10", "", "", "none", ""],
    ["10:10-10:20", "10:15-", "", "", "part", "10:15-10:20"],
    ["10:10-10:20", "10:00-10:12 10:18-", "", "", "part", "10:10-10:12 10:18-10:20"],
    ["10:10-10:20", "10:00-10:12 10:12-", "", "", "all", "10:10-10:20"],
    // The meeting went back to it: between its two turns nobody is missed.
    ["10:10-10:20 10:40-10:50", "10:00-10:25 10:35-", "", "", "all", "10:10-10:20 10:40-10:50"],
    ["10:10-10:20 10:40-10:50", "10:00-10:25", "", "", "part", "10:10-10:20"],
    // A conflict of interest, declared before, or in the middle, or ended within.
    ["10:10-10:20", "10:00-", "09:00-", "", "none", ""],
    ["10:10-10:20", "10:00-", "10:15-", "", "part", "10:10-10:15"],
    ["10:10-10:20", "10:00-", "09:00-10:12", "", "part", "10:12-10:20"],
    // A closed session without their agency.
    ["10:10-10:30", "10:00-", "10:15-10:20", "", "part", "10:10-10:15 10:20-10:30"],
    ["10:10-10:30", "10:00-", "10:10-10:30", "", "none", ""],
    // An adjournment: who went out for it was there.
    ["10:10-11:00", "10:00-10:20 10:40-", "", "10:20-10:40", "all", "10:10-10:20 10:40-11:00"],
    ["10:10-11:00", "10:00-10:20 10:45-", "", "10:20-10:40", "part", "10:10-10:20 10:45-11:00"],
    // Still going on at 11:00.
    ["10:50-", "10:00-", "", "", "all", "10:50-11:00"],
    ["10:50-", "10:00-10:55", "", "", "part", "10:50-10:55"],
  ])("item %j, in the room %j, away %j, adjourned %j: %s %s", (item, stays, away, breaks, there, when) => {
    const found = presenceAt({ turns: spans(item), stays: spans(stays), away: spans(away), breaks: spans(breaks), until: at("11:00") });
    expect([found.there, shown(found.spans)]).toEqual([there, when]);
  });

  test("An agency was there while any of its people was; who is there now is there at the end", () => {
    const item = { turns: spans("10:10-10:30"), until: at("10:30") };
    const one = presenceAt({ ...item, stays: spans("10:00-10:20") });
    const two = presenceAt({ ...item, stays: spans("10:20-") });
    expect([one.there, one.now, two.there, two.now]).toEqual(["part", false, "part", true]);
    expect(ofAgency([one, two], item)).toMatchObject({ there: "all", now: true });
    expect(ofAgency([], item)).toMatchObject({ there: "none", now: false });
  });

  test("Times of a meeting that sat on several days stand with the day", () => {
    const later = [...spans("10:00-10:20"), { from: "2026-11-26T09:35:00.000Z", to: null }];
    expect([onSeveralDays(spans("10:00-10:20 10:25-")), onSeveralDays(later)]).toEqual([false, true]);
    expect(spansInWords(spans("10:00-10:20 10:25-"))).toBe("10:00 to 10:20 and from 10:25");
    expect(spansInWords(later, true)).toBe("24 Nov 2026, 10:00 to 10:20 and from 26 Nov 2026, 09:35");
  });

  test("The minutes say it in words", () => {
    const whole = { there: "all" as const, spans: [] };
    expect(agencyInWords({ agency: "Police", ...whole, contributed: ["update", "in the room"] })).toBe("Police: update, contributed in the room");
    expect(agencyInWords({ agency: "Health", there: "part", spans: [{ from: at("10:12"), to: at("10:18") }], contributed: [] })).toBe("Health (10:12 to 10:18)");
    expect(roomInWords({ quorum: null, agencies: [{ agency: "Police", ...whole, contributed: [] }, { agency: "Schools", there: "none", spans: [], contributed: ["nothing held"] }, { agency: "Housing", there: "none", spans: [], contributed: [] }] }))
      .toBe("There: Police. Schools (not there): nothing held. Not there: Housing.");
  });
});

describe("Times corrected by hand", () => {
  test.each([
    ["10:00-10:20 10:30-", null],
    ["", null],
    ["12:00-", "0 from This time is still to come"],
    ["10:00-12:00", "0 to This time is still to come"],
    ["10:20-10:00", "0 to They left after they came"],
    ["10:00- 10:30-", "0 to Say when they left, before they came again"],
    ["10:00-10:30 10:20-10:40", "1 from They were in the room already"],
    ["10:30-10:40 10:00-10:35", "1 from They were in the room already"],
  ])("%j: %s", (given, fault) => {
    const found = whyNotStays(spans(given), at("11:00"));
    expect(found && `${found.row} ${found.end} ${found.reason}`).toBe(fault);
  });
});

test.each([
  [{ agencies: 0, kinds: [] }, [], null],
  [{ agencies: 2, kinds: [] }, [], "Not quorate: no agency of the 2 that are needed"],
  [{ agencies: 2, kinds: [] }, ["police", "police"], "Not quorate: 1 agency of the 2 that are needed"],
  [{ agencies: 2, kinds: ["police"] }, ["police", "health"], null],
  [{ agencies: 2, kinds: ["police", "health"] }, ["housing", "charity"], "Not quorate: nobody of police or health"],
  [{ agencies: 3, kinds: ["health"] }, ["police", "charity"], "Not quorate: 2 agencies of the 3 that are needed, and nobody of health"],
])("Quorum %j with %j: %s", (rule, kinds, words) => expect(whyNotQuorate(rule, kinds.map((kind) => ({ agencyId: kind, kind })))).toBe(words));
