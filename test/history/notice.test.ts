import { describe, expect, test } from "vitest";
import { lostWords } from "#app/models/meetings/back.ts";
import { Story } from "#app/models/meetings/history.ts";
import type { Loss } from "#app/models/meetings/notice.ts";
import { joined, type Range, shared, without } from "#app/models/meetings/ranges.ts";
import { table } from "./table.ts";

const long = "The school has told us of three absences in the last two weeks, and that she was met by a man in a grey car. ";
type Room = ReturnType<typeof table>;
function words(room: Room, loss: Loss): string {
  const story = new Story();
  story.add(room.rows);
  return lostWords(story, loss.ranges).map((edit) => edit.insert).join("|");
}
const told = (room: Room, kind: Loss["kind"]) => room.losses.filter((loss) => loss.kind === kind).map((loss) => [loss.byId, loss.toId, words(room, loss)]);

describe("Somebody removes most of an item", () => {
  const cases: [string, (room: Room) => void, boolean][] = [
    ["all of it at once", ({ pages: { dan } }) => { dan.remove(dan.text()); dan.send(); }, true],
    ["a little more than half", ({ pages: { dan } }) => { dan.remove(dan.text().slice(0, 170)); dan.send(); }, true],
    ["a little less than half", ({ pages: { dan } }) => { dan.remove(dan.text().slice(0, 150)); dan.send(); }, false],
    ["in many small steps within a minute", ({ pages: { dan }, pass }) => { for (let i = 0; i < 20; i++) { dan.remove(dan.text().slice(0, 12)); dan.send(); pass(2); } }, true],
    ["in many small steps over ten minutes", ({ pages: { dan }, pass }) => { for (let i = 0; i < 20; i++) { dan.remove(dan.text().slice(0, 12)); dan.send(); pass(30); } }, false],
    ["two people half each", ({ pages: { dan, ruth } }) => { dan.remove(dan.text().slice(0, 110)); dan.send(); ruth.remove(ruth.text().slice(-110)); ruth.send(); }, false],
    ["only what they had just typed themselves", ({ pages: { dan }, pass }) => { const more = long.repeat(4); dan.type(more); dan.send(); pass(5); dan.remove(more); dan.send(); }, false],
  ];
  test.each(cases)("%s", (_, work, expected) => {
    const room = table("ruth", "dan");
    room.pages.ruth.type(long.repeat(3));
    room.pages.ruth.send();
    room.pass(300);
    room.everybodyReceives();
    work(room);
    expect(room.losses.some((loss) => loss.kind === "mass deletion" && loss.byId === "dan" && loss.toId === null)).toBe(expected);
  });

  test("less than a hundred characters is nothing to tell of", () => {
    const room = table("ruth", "dan");
    room.pages.ruth.type("Short minutes of a short item");
    room.pages.ruth.send();
    room.everybodyReceives();
    room.pages.dan.remove(room.pages.dan.text());
    room.pages.dan.send();
    expect(room.losses).toEqual([]);
  });

  test("what is told of is all that they removed in that minute", () => {
    const room = table("ruth", "dan");
    room.pages.ruth.type(long.repeat(3));
    room.pages.ruth.send();
    room.pass(300);
    room.everybodyReceives();
    const { dan } = room.pages;
    const before = dan.text();
    for (let i = 0; i < 5; i++) { dan.remove(dan.text().slice(0, 50)); dan.send(); room.pass(1); }
    expect(words(room, room.losses.at(-1)!)).toBe(before.slice(0, 250));
  });
});

describe("Words removed by a merge are for whoever wrote them, and nobody else", () => {
  const paragraph = "Dan: seen near the arcade on Friday.";
  const start = () => {
    const room = table("ruth", "dan", "chloe");
    room.pages.chloe.type("Chloe: no contact this month. ");
    room.pages.chloe.send();
    room.everybodyReceives();
    room.pages.dan.type(paragraph);
    room.pages.dan.send();
    room.everybodyReceives();
    return room;
  };

  test("somebody types into their paragraph while another, who does not have that yet, removes it: the removal comes second", () => {
    const room = start();
    room.pages.dan.after("the arcade", " with two men");
    room.pages.dan.send();
    room.pages.ruth.remove(paragraph);
    room.pages.ruth.send();
    expect(room.text()).toBe("Chloe: no contact this month.  with two men");
    expect(told(room, "merge")).toEqual([["ruth", "dan", "Dan: seen near the arcade| on Friday."]]);
  });

  test("the same, when the removal comes first", () => {
    const room = start();
    room.pages.dan.after("the arcade", " with two men");
    room.pages.ruth.remove(paragraph);
    room.pages.ruth.send();
    room.pages.dan.send();
    expect(told(room, "merge")).toEqual([["ruth", "dan", "Dan: seen near the arcade| on Friday."]]);
  });

  test("the removal may come in several changes, before and after", () => {
    const room = start();
    room.pages.ruth.remove("Dan: seen near ");
    room.pages.ruth.send();
    room.pages.dan.after("the arcade", " with two men");
    room.pages.dan.send();
    room.pages.ruth.remove("the arcade on Friday.");
    room.pages.ruth.send();
    expect(told(room, "merge").at(-1)).toEqual(["ruth", "dan", "Dan: seen near the arcade| on Friday."]);
  });

  test("whoever writes on at the end of what is removed is told too", () => {
    const room = start();
    room.pages.dan.type(" With two men.");
    room.pages.dan.send();
    room.pages.ruth.remove(paragraph);
    room.pages.ruth.send();
    expect(told(room, "merge")).toEqual([["ruth", "dan", paragraph]]);
  });

  test("others' words in the same paragraph are not offered to anybody: who removed them had read them", () => {
    const room = start();
    room.pages.dan.after("no contact", " that we know of");
    room.pages.dan.send();
    room.pages.ruth.remove("Chloe: no contact this month. ");
    room.pages.ruth.send();
    expect(told(room, "merge")).toEqual([]);
  });

  test("nothing is offered when the one who removed it had read what was typed", () => {
    const room = start();
    room.pages.dan.after("the arcade", " with two men");
    room.pages.dan.send();
    room.everybodyReceives();
    room.pages.ruth.remove("Dan: seen near the arcade with two men on Friday.");
    room.pages.ruth.send();
    expect(room.losses).toEqual([]);
  });

  test("nothing is offered for what one removes oneself, nor for a removal elsewhere", () => {
    const room = start();
    room.pages.dan.remove("Friday");
    room.pages.dan.send();
    room.pages.chloe.type("Chloe again: ", 0);
    room.pages.chloe.send();
    expect(room.losses).toEqual([]);
  });
});

test("Ranges are joined, compared and taken from each other", () => {
  const some: Range[] = [[1, 0, 4], [1, 4, 2], [2, 10, 5], [1, 2, 3]];
  expect(joined(some)).toEqual([[1, 0, 6], [2, 10, 5]]);
  expect(shared(some, [[1, 5, 10], [2, 0, 11], [3, 0, 9]])).toEqual([[1, 5, 1], [2, 10, 1]]);
  expect(without(some, [[1, 1, 2], [2, 12, 9]])).toEqual([[1, 0, 1], [1, 3, 3], [2, 10, 2]]);
  expect(without(some, some)).toEqual([]);
});
