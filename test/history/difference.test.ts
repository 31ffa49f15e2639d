import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Edit, editsOf, partsOf } from "#app/models/meetings/difference.ts";

const made = (before: string, edits: Edit[]) => [...edits].reverse().reduce((text, { at, remove, insert }) => text.slice(0, at) + insert + text.slice(at + remove), before);

test("The edits make the one text of the other, whatever the two are", () => {
  const texts = fc.array(fc.constantFrom("a", "bee", " ", "\n", "Zoë", "😀", "😁", "the school ", "- "), { maxLength: 40 }).map((parts) => parts.join(""));
  fc.assert(fc.property(texts, texts, (before, after) => {
    const edits = editsOf(before, after);
    expect(made(before, edits)).toBe(after);
    expect(partsOf(before, edits).filter((part) => part.kind !== "gone").map((part) => part.text).join("")).toBe(after);
    expect(partsOf(before, edits).filter((part) => part.kind !== "new").map((part) => part.text).join("")).toBe(before);
  }), { numRuns: 1000 });
});

describe("Only what differs is touched", () => {
  const cases: [string, string, string, Edit[]][] = [
    ["nothing", "The same", "The same", []],
    ["one word of a line", "Seen on Tuesday at school\nNo change\n", "Seen on Friday at school\nNo change\n", [{ at: 8, remove: 7, insert: "Friday" }]],
    ["a line in the middle", "one\nthree\n", "one\ntwo\nthree\n", [{ at: 4, remove: 0, insert: "two\n" }]],
    ["two places far apart", "a b c d e", "a B c d E", [{ at: 2, remove: 1, insert: "B" }, { at: 8, remove: 1, insert: "E" }]],
    ["everything, when the text is gone", "", "All of it", [{ at: 0, remove: 0, insert: "All of it" }]],
  ];
  test.each(cases)("%s", (_, before, after, edits) => {
    expect(editsOf(before, after)).toEqual(edits);
  });

  test("a character that takes two places is never cut", () => {
    expect(editsOf("well 😀", "well 😁")).toEqual([{ at: 5, remove: 2, insert: "😁" }]);
  });
});

// Each word against each would take longer than a test may.
test("Two long texts with nothing in common are compared too", () => {
  const words = (letter: string) => Array.from({ length: 60_000 }, (_, i) => `${letter}${i}`).join(" ");
  const [before, after] = [words("a"), words("b")];
  expect(made(before, editsOf(before, after))).toBe(after);
});
