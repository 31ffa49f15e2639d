import { expect, test } from "vitest";
import { type Called, nameBook, wordsOf } from "#app/models/subjects/references.ts";

const child = (id: string, givenNames: string | null, familyName: string | null, more: Partial<Called> = {}): Called => ({ id, ref: id.toUpperCase(), givenNames, familyName, names: [[givenNames, familyName].filter(Boolean).join(" ") || id.toUpperCase()], near: false, ...more });
const everybody: Called[] = [
  child("c-0001", "Amy Grace", "Jones", { near: true }),
  child("c-0002", "Siân", "Llewellyn-Featherstonehaugh", { near: true }),
  child("c-0003", "José María", "O'Brien"),
  child("c-0004", "Will", "Young", { near: true }),
  child("o-0001", null, null, { names: ["Razz", "Big Mac", "kai_99"] }),
  child("o-0002", "Łukasz", "Żak", { near: true }),
  child("l-0001", null, null, { names: ["Marsh Lane Car Park"] }),
];
const write = (text: string, own: string, keep: string[] = []) => nameBook(everybody, new Set(wordsOf(text).map((w) => w.folded)), { people: keep })(text, own);

test.each([
  ["Seen with Siân Llewellyn-Featherstonehaugh on Friday", "Seen with C-0002 on Friday"],
  ["seen with SIAN LLEWELLYN FEATHERSTONEHAUGH", "seen with C-0002"],
  ["Llewellyn-Featherstonehaugh, Siân: returned", "C-0002: returned"],
  ["Siân's phone", "C-0002's phone"],
  ["Siân’s mother and the Llewellyn-Featherstonehaughs", "C-0002’s mother and the C-0002 family"],
  ["Jose Maria O’Brien and José O'Brien, also written Jose OBrien", "C-0003 and C-0003, also written C-0003"],
  ["**José** _O'Brien_", "**C-0003_"],
  ["O'Brien alone is not near, so stays; José too", "O'Brien alone is not near, so stays; José too"],
  ["with razz, RAZZ and Razz's friend", "with O-0001, O-0001 and O-0001's friend"],
  ["big mac was there; @kai_99 wrote", "O-0001 was there; @O-0001 wrote"],
  ["Lukasz Zak drove; Żak paid; Łukasz left", "O-0002 drove; O-0002 paid; O-0002 left"],
  ["found at Marsh Lane\ncar park", "found at L-0001"],
  ["razzle and Macabre stay", "razzle and Macabre stay"],
  ["Will the school attend? They said Will Young will. With Will there.", "Will the school attend? They said C-0004 will. With C-0004 there."],
  ["a young child in a young group", "a young child in a young group"],
])("For Amy's record, “%s” reads “%s”", (text, told) => expect(write(text, "c-0001")).toBe(told));

test("Amy's own names stay in her record, and become her reference in another's", () => {
  expect(write("Amy Jones, known as Amy, of the Jones family; Jones, Amy Grace", "c-0001")).toBe("Amy Jones, known as Amy, of the Jones family; Jones, Amy Grace");
  expect(write("Amy Jones, known as Amy, of the Jones family; Jones, Amy Grace", "c-0002")).toBe("C-0001, known as C-0001, of the C-0001 family; C-0001");
});

test("Somebody at work who shares a family name with a child keeps their name", () => expect(write("Ring Sarah Jones at the school", "c-0002", ["Sarah Jones"])).toBe("Ring Sarah Jones at the school"));

test("No name of twenty thousand is left, and it takes no longer than a page", () => {
  const many = Array.from({ length: 20_000 }, (_, i) => child(`c-${i + 10_000}`, `Given${i}é`, `Famíly${i % 700}`));
  const text = Array.from({ length: 3000 }, (_, i) => `Given${i * 6}e family${(i * 6) % 700} was seen`).join(". ");
  const told = nameBook(many, new Set(wordsOf(text).map((w) => w.folded)))(text, "c-10000");
  expect(told.match(/Given\d+/gi)).toEqual(["Given0"]);
});

test("Whom a name means, as somebody said, holds for that name alone: not within a longer one that is recorded, nor for a word in small letters", () => {
  const text = "Jose O'Brien came with Jose. Said she will ring Will.";
  const book = nameBook(everybody, new Set(wordsOf(text).map((w) => w.folded))).choosing([{ folded: "jose", who: "subject", id: "o-0001", ref: "O-0001" }, { folded: "will", who: "somebody", id: null, ref: null }]);
  expect(book(text)).toBe("C-0003 came with O-0001. Said she will ring a person not on record.");
});
