import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { altered } from "../faults/steps.ts";
import { compartments, type Relation, relations } from "../sweep/expected.ts";
import { find, leaks } from "../sweep/leaks.ts";
import { inWords } from "../sweep/report.ts";
import { sweep } from "../sweep/sweep.ts";

// The short form of `npm run sweep`: the whole of the line, and a sample of the pages for some. The full figures are that command's.

/** Those to whom nearly nothing is told: each in another way. */
const few: Relation[] = ["deputy for a member, another meeting", "invited, let in", "member of Missing From Home", "removed member", "nobody signed in"];

test("The table of who sees what is written by hand: it imports nothing", () => {
  expect(readFileSync("test/sweep/expected.ts", "utf8")).not.toMatch(/^\s*(import|export .* from)\b|\bimport\(|\brequire\(/m);
});

test("On the line, as it stands and while people type, come in and go, everybody hears what is theirs and nothing else", async () => {
  const judge = await sweep({ parts: ["line", "changes"] });
  expect(inWords(judge.outOfPlace)).toEqual([]);
  expect(inWords(judge.refused)).toEqual([]);
  expect(judge.checks.get("messages on the line")).toBeGreaterThan(100 * relations.length);
  // In every compartment stands something, or nothing would be proved of it.
  const filled = new Set(judge.canaries.all.map((one) => one.compartment));
  expect(Object.keys(compartments).filter((one) => !filled.has(one as keyof typeof compartments))).toEqual([]);
  expect(judge.canaries.all.length).toBeGreaterThanOrEqual(200);
});

test("By address, by searching, in the log and in exports, those to whom nearly nothing is told find what is theirs and nothing else", async () => {
  const judge = await sweep({ parts: ["pages", "searches", "twin", "files"], relations: few, thin: 24 });
  expect(inWords(judge.outOfPlace)).toEqual([]);
  expect(inWords(judge.refused)).toEqual([]);
  expect([...judge.checks].filter(([, n]) => n === 0)).toEqual([]);
  expect(judge.checks.size).toBeGreaterThanOrEqual(9);
});

test("Each leak that the sweep is tried with fits the program as it is now", () => {
  for (const { name, edits } of leaks) expect(() => altered("build/index.js", "fits", edits), name).not.toThrow();
  expect(leaks.length).toBeGreaterThanOrEqual(10);
});

test.each(["the chair's minutes to whoever writes minutes", "a room joined by its id"])("The sweep finds a leak that was put in: %s", async (name) => {
  expect((await find(leaks.find((one) => one.name === name)!)).length).toBeGreaterThan(0);
});
