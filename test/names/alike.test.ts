import { expect, test } from "vitest";
import { alike, distance, isCutShort, sound } from "#app/models/subjects/alike.ts";

test.each([
  ["jordan", "jordan", 3], ["jordn", "jordan", 2], ["jroadn", "jordan", 0], ["jodran", "jordan", 2], ["razz", "raz", 2], ["visnevska", "wisniewska", 2], ["muhamad", "mohammed", 2], ["chowdhury", "chaudhry", 2],
  ["featherstonhaugh", "featherstonehaugh", 2], ["bartholomue", "bartholomew", 2], ["siddiqi", "siddiqui", 2], ["reece", "rhys", 0], ["marie", "mark", 0], ["early", "carly", 1], ["team", "tegan", 0], ["case", "casey", 2], ["an", "ann", 0],
])("“%s” beside “%s”: %i", (word, name, level) => expect(alike(word, name)).toBe(level));

test("Swapped neighbours are one change, and what is too far is only too far", () => {
  expect(distance("ryhs", "rhys", 2)).toBe(1);
  expect(distance("abc", "abcdef", 2)).toBe(3);
  expect(distance("", "ab", 2)).toBe(2);
});

test("What is heard alike sounds alike", () => {
  for (const [a, b] of [["phillip", "filip"], ["kayleigh", "caylee"], ["siddiqui", "sidiqi"], ["golebiowski", "golebiovski"], ["knight", "nite"], ["macdonagh", "mcdonagh"]] as const) expect(sound(a), a).toBe(sound(b));
  expect(sound("jordan")).not.toBe(sound("morgan"));
});

test.each([["jord", "jordan", 2], ["jordy", "jordan", 2], ["kayls", "kayleigh", 2], ["jor", "jordan", 1], ["jo", "jordan", 0], ["morg", "jordan", 0], ["jordan", "jordan", 0]])("“%s” cut from “%s”: %i", (word, name, level) => expect(isCutShort(word, name)).toBe(level));
