import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const text = readFileSync("docs/asvs.md", "utf8");
const rows = [...text.matchAll(/^\| (\d+(?:\.\d+){2}) \| ([12]) \| (.+?) \| (met|in part|\*\*not met\*\*|does not apply) \| (.+) \|$/gm)].map(([, number, level, asked, state, why]) => ({ number: number!, level: level!, asked: asked!, state: state!, why: why! }));

test("Every requirement of levels 1 and 2 stands in docs/asvs.md once, under its chapter, in order", () => {
  const numbers = rows.map((row) => row.number);
  expect(numbers.filter((number, i) => numbers.indexOf(number) !== i)).toEqual([]);
  const weight = (number: string) => number.split(".").reduce((sum, part) => sum * 100 + Number(part), 0);
  expect(numbers).toEqual([...numbers].sort((a, b) => weight(a) - weight(b)));
  expect([rows.filter((row) => row.level === "1").length, rows.filter((row) => row.level === "2").length]).toEqual([70, 183]);
  // A row that is not written as the others would not be looked at.
  expect(text.split("\n").filter((line) => /^\| \d/.test(line)).length).toBe(rows.length);
  for (const [chapter, ...lines] of text.split(/^## V/m).slice(1).map((part) => part.split("\n"))) expect(lines.flatMap((line) => line.match(/^\| (\d+)\./)?.[1] ?? []).filter((n) => n !== Number.parseInt(chapter!, 10).toString())).toEqual([]);
});

test("Every file that docs/asvs.md names is there", () => {
  const named = [...text.matchAll(/`((?:app|db|docs|server|test)\/[^`]+|[A-Z]+\.md|package(?:-lock)?\.json)`/g)].map((match) => match[1]!);
  expect(named.length).toBeGreaterThan(100);
  expect([...new Set(named)].filter((path) => !existsSync(path))).toEqual([]);
});

test("The figures at its head are those of its tables", () => {
  const of = (state: string) => rows.filter((row) => row.state === state).length;
  expect(text).toContain(`Of these ${of("met")} are met, ${of("in part")} in part, ${of("**not met**")} not, and ${of("does not apply")} do not apply`);
  expect(text).not.toContain("PENDING");
});
