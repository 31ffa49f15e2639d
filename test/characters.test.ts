import { expect, test } from "vitest";
import { piecesOf } from "#app/models/core/characters.ts";

const told = (text: string): string => piecesOf(text).map((piece) => (piece.means ? `[${piece.text.length > 2 ? `${piece.text}: ` : ""}${piece.means}]` : piece.text)).join("");

test.each([
  "Zoë Brennan-Kaczmarek", "Siân Llewellyn", "Łukasz Żółć", "محمد", "سمیه می‌رود", "क्‍ष", "Олена", "Ελένη", "שרה", "Nguyễn Thị Hồng", "李小龍", "Máiréad Ní Bhriain", "5 µg", "one\ntwo\tthree", "👩‍👧 ❤️ 👍🏽 🏴󠁧󠁢󠁷󠁬󠁳󠁿",
  "محمد\u200F (Mohammed)", "",
])("%j is what it looks like", (text) => expect(piecesOf(text)).toEqual([{ text, means: null }]));

test.each([
  ["Jo\u200Brdan", "Jo[U+200B zero-width space]rdan"],
  ["Jordan\u202Ednas", "Jordan[U+202E right-to-left override]dnas"],
  ["\u2066x\u2069", "[U+2066 left-to-right isolate]x[U+2069 end of isolate]"],
  ["a\u0000b\u001Bc", "a[U+0000 hidden character]b[U+001B hidden character]c"],
  ["Jor\u00ADdan\uFEFF", "Jor[U+00AD soft hyphen]dan[U+FEFF zero-width space]"],
  ["ab\u200Dcd", "ab[U+200D zero-width joiner]cd"],
  ["x\u200Fy", "x[U+200F right-to-left mark]y"],
  ["a\u{E0041}b", "a[U+E0041 hidden character]b"],
  ["Jordаn Ellis", "[Jordаn: mixes Latin and Cyrillic letters] Ellis"],
  ["Ηelen", "[Ηelen: mixes Latin and Greek letters]"],
  ["Олена Ivanova", "Олена Ivanova"],
])("What is hidden in %j, or looks like something else, is told", (text, words) => {
  expect(told(text)).toBe(words);
  expect(piecesOf(text).map((piece) => piece.text).join("")).toBe(text);
});
