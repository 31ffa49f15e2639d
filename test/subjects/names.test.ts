import { expect, test } from "vitest";
import { fold, gramsOf, likeness } from "#app/models/subjects/names.ts";

test.each([
  ["Mairéad Ní-Bhriain", "mairead ni bhriain"],
  ["O’Brien", "obrien"],
  ["Łukasz Żółć", "lukasz zolc"],
  ["  Zoë   KOWALCZYK ", "zoe kowalczyk"],
])("%s folds to %s", (text, folded) => {
  expect(fold(text)).toBe(folded);
});

test("A word's start and end count, and an unfinished last word has no end", () => {
  expect(gramsOf("Ann")).toEqual(["  a", " an", "ann", "nn "]);
  expect(gramsOf("Ann", { unfinished: true })).toEqual(["  a", " an", "ann"]);
});

test("A name spelled nearly so is more like than another name", () => {
  expect(likeness("Kowalczik", "Kowalczyk")).toBeGreaterThan(0.6);
  expect(likeness("Kowalczik", "Kowalska")).toBeLessThan(0.6);
});
