import type { Figure } from "../figure.ts";
import { compartments, relations } from "./expected.ts";
import type { Fault, Judge } from "./judge.ts";

/** How many checks at least make a sweep, and how many places words of their own. */
const leastChecks = 10_000;
const leastPlaces = 200;

/** What judged an answer, and is not itself one more. */
const total = (judge: Judge): number => [...judge.checks.values()].reduce((sum, n) => sum + n, 0);

/** The figures of a sweep. */
export function figuresOf(judge: Judge, seconds: number): Figure[] {
  const row = (name: string, figure: number, unit: string, limit: string, ok: boolean): Figure => ({ name, figure, unit, limit, ok });
  const checks = total(judge);
  return [
    row("places with words of their own", judge.canaries.all.length, "places", `at least ${leastPlaces}`, judge.canaries.all.length >= leastPlaces),
    row("compartments", Object.keys(compartments).length, "compartments", "none", true),
    row("relations", relations.length, "relations", "none", true),
    ...[...judge.checks].sort().map(([kind, n]) => row(`checks: ${kind}`, n, "checks", "none", true)),
    row("checks", checks, "checks", `at least ${leastChecks.toLocaleString("en-GB")}`, checks >= leastChecks),
    row("out of place", judge.outOfPlace.length, "faults", "0", judge.outOfPlace.length === 0),
    row("unexpected refusals", judge.refused.length, "faults", "0", judge.refused.length === 0),
    row("took", Math.round(seconds), "s", "none", true),
  ];
}

/** The faults in words, each kind once with the first place where it was seen. */
export function inWords(faults: Fault[], most = 40): string[] {
  const kinds = new Map<string, { where: string; n: number }>();
  for (const { relation, what, where } of faults) {
    const key = `${relation}: ${what}`;
    const known = kinds.get(key);
    if (known) known.n++;
    else kinds.set(key, { where, n: 1 });
  }
  const lines = [...kinds].map(([key, { where, n }]) => `${key}, in ${where}${n > 1 ? `, and ${n - 1} more` : ""}`);
  return lines.length > most ? [...lines.slice(0, most), `and ${lines.length - most} more kinds`] : lines;
}
