import { expect, test } from "vitest";
import { clockOf, type Fitting, fitInWords, fitOf, type Orderable, suggestOrder } from "#app/models/meetings/timetable.ts";

const item = (id: string, more: Partial<Orderable> = {}): Orderable => ({ id, section: id[0]!, isBreak: false, rank: 2, first: false, subjectId: `s-${id}`, links: [], invited: [], ...more });
const order = (...items: Orderable[]) => suggestOrder(items).join(" ");

test("Each item's time is the start and what is planned before it, breaks too", () => {
  expect([...clockOf("09:30", [{ id: "1", minutes: 5 }, { id: "A1", minutes: 12 }, { id: "break", minutes: 10 }, { id: "A2", minutes: 7 }])]).toEqual([["1", "09:30"], ["A1", "09:35"], ["break", "09:47"], ["A2", "09:57"]]);
});

test.each([
  ["nothing to better leaves the order", [item("a1"), item("a2")], "a1 a2"],
  ["linked subjects as high stand together, from either end of the link", [item("a1", { links: ["s-a3"] }), item("a2"), item("a3")], "a1 a3 a2"],
  ["the link may be known from the other end", [item("a1"), item("a2"), item("a3", { links: ["s-a1"] })], "a1 a3 a2"],
  ["nobody is put before a higher risk", [item("a1", { rank: 3, links: ["s-a3"] }), item("a2", { rank: 3 }), item("a3", { rank: 1 })], "a1 a2 a3"],
  ["who was not reached comes first", [item("a1", { rank: 3 }), item("a2", { first: true, rank: 1 })], "a2 a1"],
  ["who comes for two items comes once, whatever the risk", [item("a1", { rank: 3, invited: ["josie"] }), item("a2", { rank: 3 }), item("a3", { rank: 1, invited: ["josie"] })], "a1 a3 a2"],
  ["sections are not mixed", [item("a1", { links: ["s-b2"] }), item("b1"), item("b2")], "a1 b1 b2"],
  ["standing items and breaks keep their places", [item("a1", { subjectId: null }), item("a2", { links: ["s-a5"] }), item("a3", { isBreak: true, subjectId: null }), item("a4"), item("a5")], "a1 a2 a3 a5 a4"],
  ["a chain of links holds together", [item("a1", { links: ["s-a3"] }), item("a2"), item("a3", { links: ["s-a5"] }), item("a4"), item("a5")], "a1 a3 a5 a2 a4"],
])("%s", (_, items, expected) => {
  expect(order(...items)).toBe(expected);
  // Taken twice it changes nothing more.
  const byId = new Map(items.map((one) => [one.id, one]));
  expect(order(...expected.split(" ").map((id) => byId.get(id)!))).toBe(expected);
});

const fitting = (label: string, minutes: number, more: Partial<Fitting> = {}): Fitting => ({ id: label, number: null, label, isBreak: false, standing: false, minutes, rank: 2, weight: 3, first: false, invited: false, ...more });
const fitted = (items: Fitting[], long: number) => {
  const given = fitOf(items, long, 7, 3);
  return given && { words: given.steps.map((step) => step.words), left: given.left };
};

test("A plan that fits says nothing; one that does not says what to shorten first, and then whom to leave", () => {
  expect(fitted([fitting("A1", 60)], 60)).toBeNull();
  expect(fitted([fitting("A1", 12, { rank: 3 }), fitting("A2", 12, { rank: 1 })], 20)).toEqual({ words: ["Give A2 8 minutes rather than 12"], left: 0 });
  // 31 minutes for 20: the lowest risk gives first, and its last is left.
  expect(fitted([fitting("A1", 12, { rank: 3 }), fitting("A2", 12, { rank: 1 }), fitting("A3", 7, { rank: 1 })], 20)).toEqual({ words: ["Give A2 7 minutes rather than 12", "Give A1 7 minutes rather than 12", "Leave A3 for the next meeting"], left: 0 });
});

test("Nobody at the highest risk, not reached last time, or with somebody invited is left out; what then remains is said", () => {
  const given = fitted([fitting("A1", 7, { rank: 3 }), fitting("A2", 7, { first: true }), fitting("A3", 7, { invited: true }), fitting("Welcome", 10, { standing: true }), fitting("Break", 10, { standing: true, isBreak: true })], 20);
  expect(given).toEqual({ words: [], left: 21 });
  expect(fitInWords(fitOf([fitting("A1", 30, { rank: 3 })], 20, 25, 3)!)).toBe("That gives 5 min of the 10 min. For the rest make the meeting longer, or hold another.");
});

test("Whom the rules would leave and had already shortened is left whole", () => {
  const given = fitOf([fitting("A1", 7, { rank: 3 }), fitting("A2", 12, { rank: 1 })], 7, 7, 3)!;
  expect(given.steps).toEqual([{ id: "A2", words: "Leave A2 for the next meeting", gives: 12 }]);
  expect(given.left).toBe(0);
});
