import { describe, expect, test } from "vitest";
import { goneMs, leftRunning, whyNotTake } from "#app/models/meetings/chairing.ts";
import { inOrder } from "#app/models/meetings/hand.ts";
import { isSlip, type Pace, paceAt, sharesOf, spentOn, type Turn, warningOf } from "#app/models/meetings/pace.ts";
import { levelAt, placeOf } from "#app/models/meetings/card.ts";
import { common, countsHere, everything, least, nothing, type Sight } from "#app/models/meetings/shared.ts";

const at = (time: string) => `2026-11-24T${time.length === 5 ? `${time}:00` : time}.000Z`;
const ms = (time: string) => Date.parse(at(time));
const turn = (itemId: string, from: string, to: string | null): Turn => ({ itemId, from: at(from), to: to && at(to) });

describe("How long the meeting was at an item", () => {
  test.each<[string, Turn[], string, number]>([
    ["never", [], "10:30", 0],
    ["once", [turn("a", "10:00", "10:12")], "10:30", 12],
    ["it is at it now", [turn("a", "10:00", null)], "10:05", 5],
    ["gone back to it: what lay between is the other's", [turn("a", "10:00", "10:10"), turn("b", "10:10", "10:20"), turn("a", "10:20", null)], "10:23", 13],
    ["adjourned for an hour: that is nobody's", [turn("a", "10:00", "10:10"), turn("a", "11:10", null)], "11:12", 12],
    ["a clock that went back counts for nothing", [turn("a", "10:00", null)], "09:59", 0],
  ])("%s", (_, turns, now, minutes) => expect(spentOn(turns, "a", ms(now))).toBe(minutes * 60_000));
});

test.each([[0, 10, null], [6.9, 10, null], [7, 10, "most"], [9.9, 10, "most"], [10, 10, "all"], [25, 10, "all"], [0, 0, "all"]] as const)("After %d of %d minutes the warning is %s", (spent, minutes, warning) => expect(warningOf(spent * 60_000, minutes)).toBe(warning));

describe("When the meeting will end", () => {
  const pace = (more: Partial<Pace> = {}): Pace => ({ now: at("10:20"), item: { id: "a", number: "A1", minutes: 10, spentMs: 0, since: at("10:20") }, restMinutes: 30, plannedEnd: at("11:00"), ...more });
  test.each<[string, Pace, string, string, number]>([
    ["in time: the item's minutes and the rest", pace(), "10:20", "11:00", 0],
    ["the item's own minutes run while it lasts", pace(), "10:27", "11:00", 0],
    ["over its minutes every minute more is one later", pace(), "10:35", "11:05", 5],
    ["gone back to: what it had before is spent", pace({ item: { id: "a", number: "A1", minutes: 10, spentMs: 8 * 60_000, since: at("10:20") } }), "10:21", "10:52", -8],
    ["adjourned: nothing runs", pace({ item: { id: "a", number: "A1", minutes: 10, spentMs: 4 * 60_000, since: null } }), "10:40", "11:16", 16],
    ["at an item that is not the reader's: the rest alone", pace({ item: null }), "10:40", "11:10", 10],
  ])("%s", (_, one, now, endsAt, late) => {
    expect(paceAt(one, ms(now))).toMatchObject({ endsAt: ms(endsAt), late });
  });
});

describe("The minutes that are left, shared over the items to come", () => {
  const items = (...minutes: number[]) => minutes.map((m, i) => ({ id: String(i), minutes: m }));
  test.each<[string, number[], number, number[]]>([
    ["all of them, where all are left", [10, 5], 15, [10, 5]],
    ["never more than planned", [10, 5], 60, [10, 5]],
    ["by their planned minutes", [10, 20], 15, [5, 10]],
    ["whole minutes that add up, the largest remainders first", [10, 10, 10], 20, [7, 7, 6]],
    ["nothing left", [10, 5], 0, [0, 0]],
    ["less than nothing left", [10, 5], -30, [0, 0]],
    ["a part of a minute is none", [10], 0.9, [0]],
    ["items without minutes", [0, 0], 10, [0, 0]],
    ["no items", [], 10, []],
  ])("%s", (_, minutes, left, shares) => {
    const shared = sharesOf(items(...minutes), left * 60_000);
    expect([...shared.values()]).toEqual(shares);
  });
});

describe("Going back takes a slip of the hand back", () => {
  const moved = [turn("a", "10:00", "10:10"), turn("b", "10:10", null)];
  test.each<[string, Turn[], string, string, boolean]>([
    ["at once, to the item before", moved, "a", "10:10:20", true],
    ["not after a minute", moved, "a", "10:11", false],
    ["not to another item", moved, "c", "10:10:20", false],
    ["not when something lay between", [turn("a", "10:00", "10:09"), turn("b", "10:10", null)], "a", "10:10:20", false],
    ["not while the meeting is adjourned", [turn("a", "10:00", "10:10"), turn("b", "10:10", "10:10:10")], "a", "10:10:20", false],
    ["nothing was before", [turn("b", "10:10", null)], "a", "10:10:20", false],
  ])("%s", (_, turns, to, now, slip) => expect(isSlip(turns, to, ms(now))).toBe(slip));
});

describe("The chair is taken over", () => {
  const now = new Date(at("10:30"));
  const chair = (goneSince: string | null, mine = false) => ({ name: "Amira Haddad", mine, goneSince });
  test.each<[string, { status: string }, ReturnType<typeof chair> | null, RegExp | null]>([
    ["not before the meeting", { status: "published" }, null, /not running/],
    ["not after it", { status: "ended" }, null, /not running/],
    ["not by who has it", { status: "live" }, chair(null, true), /already/],
    ["not while they are here", { status: "live" }, chair(null), /Amira Haddad is here/],
    ["not at once", { status: "live" }, chair(new Date(now.getTime() - goneMs + 1).toISOString()), /only now/],
    ["when they are gone long enough", { status: "live" }, chair(new Date(now.getTime() - goneMs).toISOString()), null],
    ["when nobody has it", { status: "live" }, null, null],
  ])("%s", (_, meeting, one, why) => {
    const answer = whyNotTake(meeting, one, now);
    if (why) expect(answer).toMatch(why);
    else expect(answer).toBeNull();
  });
});

describe("A meeting was left running", () => {
  const meeting = { status: "live", startedAt: at("10:00"), plannedEnd: at("12:00") };
  test.each<[string, typeof meeting, string | null, boolean, string, string | null]>([
    ["nobody for two hours", meeting, at("10:40"), false, "12:40", "nobody here"],
    ["nobody for less", meeting, at("10:40"), false, "12:39", null],
    ["nobody ever", meeting, null, false, "12:00", "nobody here"],
    ["two hours past its end, though somebody is here", meeting, null, true, "14:00", "past its end"],
    ["somebody is here, and its end is not long past", meeting, null, true, "13:59", null],
    ["adjourned", { ...meeting, status: "published" }, null, false, "20:00", null],
    ["ended", { ...meeting, status: "ended" }, null, false, "20:00", null],
  ])("%s", (_, one, lastHere, here, now, why) => expect(leftRunning(one, lastHere, here, new Date(at(now)))?.why ?? null).toBe(why));
});

test("Hands stand in the order in which they were raised, whoever has the word first", () => {
  const hand = (id: string, turn_at: string, taken_at: string | null = null) => ({ id, turn_at: at(turn_at), taken_at });
  expect(inOrder([hand("c", "10:03"), hand("a", "10:01"), hand("b", "10:02"), hand("d", "10:09", at("10:10"))]).map((one) => one.id)).toEqual(["d", "a", "b", "c"]);
});

describe("What a screen that all see may show", () => {
  const guest: Sight = { item: true, name: true, reasons: false, minutes: true, entries: false };
  test.each<[string, Sight[], Sight]>([
    ["of nobody, nothing", [], nothing],
    ["members alone", [everything, everything], everything],
    ["with somebody let in to the item", [everything, guest], guest],
    ["with somebody invited who waits", [everything, guest, { ...guest, minutes: false }], { ...guest, minutes: false }],
    ["with somebody who takes no part", [everything, guest, nothing], nothing],
    ["with one who lacks this and one who lacks that", [{ ...everything, entries: false }, { ...everything, reasons: false }], { ...everything, entries: false, reasons: false }],
  ])("%s", (_, sights, all) => expect(least(sights)).toEqual(all));

  test("what each of them reads, and nothing that one does not", () => {
    expect(common([["a", "b", "c"], ["c", "a"], ["a", "c", "d"]], (one) => one)).toEqual(["a", "c"]);
    expect(common([["a"], []], (one) => one)).toEqual([]);
    expect(common<string>([], (one) => one)).toEqual([]);
  });

  test.each<[string, string | null, boolean, boolean]>([["here", null, false, true], ["gone", "10:29:59", false, false], ["the line broke just now", "10:29:30", true, true], ["the line broke a minute ago", "10:29", true, false]])("who counts as present: %s", (_, goneAt, dropped, counts) =>
    expect(countsHere({ goneAt: goneAt && at(goneAt), dropped }, new Date(at("10:30")))).toBe(counts));
});

test("A level goes to and from a page in two digits, whichever it is", () => {
  const scale = ["Standard", "Medium", "High"].map((name) => ({ name }));
  expect(["Standard", "Medium", "High", null].map((level) => placeOf(scale, level))).toEqual(["01", "02", "03", "00"]);
  expect(["00", "01", "03"].map((place) => levelAt(scale, place))).toEqual([null, "Standard", "High"]);
  for (const odd of ["04", "1", "", "High", "-1", "0x"]) expect(levelAt(scale, odd)).toBeUndefined();
});
