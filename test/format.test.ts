import fc from "fast-check";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { differenceOf, type Edit, edit, enter, type Format } from "#app/live/format.ts";

/** Reads "a [b] c" as a text with "b" selected ("a | c": a caret), and writes it back. */
const read = (marked: string) => {
  const from = marked.search(/[[|]/);
  return { text: marked.replace(/[[\]|]/g, ""), from, to: marked.includes("]") ? marked.indexOf("]") - 1 : from };
};
const written = (text: string, { changes, from, to }: Edit) => {
  let out = text;
  for (const c of [...changes].sort((a, b) => b.from - a.from)) out = out.slice(0, c.from) + c.insert + out.slice(c.to);
  return from === to ? `${out.slice(0, from)}|${out.slice(from)}` : `${out.slice(0, from)}[${out.slice(from, to)}]${out.slice(to)}`;
};

test.each<[Format, string, string]>([
  ["bold", "seen [today] at", "seen **[today]** at"],
  ["bold", "seen **[today]** at", "seen [today] at"],
  ["bold", "seen[ today ]at", "seen **[today]** at"],
  ["bold", "seen |", "seen **|**"],
  ["italic", "[now]", "_[now]_"],
  ["heading", "Back|ground\nmore", "## Back|ground\nmore"],
  ["heading", "## Back|ground", "Back|ground"],
  ["list", "[one\ntwo]\nthree", "- [one\n- two]\nthree"],
  ["list", "- [one\n- two]", "[one\ntwo]"],
  ["list", "- [one\ntwo]", "- [one\n- two]"],
  ["quote", "a\nshe said|", "a\n> she said|"],
])("%s of %j is %j", (format, before, after) => {
  const selected = read(before);
  expect(written(selected.text, edit(selected, format))).toBe(after);
});

test.each<[string, string | null]>([
  ["- one|", "- one\n- |"],
  ["  * one|", "  * one\n  * |"],
  ["9. nine|", "9. nine\n10. |"],
  ["> said|", "> said\n> |"],
  ["one\n- |", "one\n|"],
  ["plain|", null],
  ["|- one", null],
])("Enter in %j gives %j", (before, after) => {
  const selected = read(before);
  const next = enter(selected);
  expect(next && written(selected.text, next)).toBe(after);
});

test("A difference ends at the caret where letters repeat", () => {
  expect(differenceOf("aa", "aaa", 1)).toEqual({ from: 0, to: 0, insert: "a" });
  expect(differenceOf("aa", "aaa", 3)).toEqual({ from: 2, to: 2, insert: "a" });
  expect(differenceOf("abc", "axc", 2)).toEqual({ from: 1, to: 2, insert: "x" });
  expect(differenceOf("abcabc", "abc", 0)).toEqual({ from: 0, to: 3, insert: "" });
  expect(differenceOf("same", "same", 2)).toBeNull();
});

test("Whatever is typed over whatever in the plain box, the shared text is the box's to the letter: no 😀 becomes a �", () => {
  const texts = fc.array(fc.constantFrom("a", "😀", "😁", "🏴󠁧󠁢󠁷󠁬󠁳󠁿", "é", " ", "𝒜"), { maxLength: 8 }).map((parts) => parts.join(""));
  fc.assert(fc.property(texts, texts, fc.nat(20), (before, after, caret) => {
    const change = differenceOf(before, after, Math.min(caret, after.length));
    const text = new Y.Doc().getText("minutes");
    text.insert(0, before);
    if (change) {
      text.delete(change.from, change.to - change.from);
      text.insert(change.from, change.insert);
    }
    expect(text.toString()).toBe(after);
  }), { numRuns: 2000 });
});
