import type { Figure } from "../figure.ts";
/** Counts by name. Names that begin with "longest" keep the greatest; all others add up. */
export type Tally = Record<string, number>;

/** Adds counts to others, in place. */
export function add(to: Tally, more: Tally): Tally {
  for (const [name, n] of Object.entries(more)) to[name] = name.startsWith("longest") ? Math.max(to[name] ?? 0, n) : (to[name] ?? 0) + n;
  return to;
}

/** At least so many were done. */
export const atLeast = (line: string, tally: Tally, name: string, least: number): Figure => ({ name: `${line}: ${name}`, figure: tally[name] ?? 0, unit: "count", limit: `at least ${least}`, ok: (tally[name] ?? 0) >= least });
/** None of these may be. */
export const none = (line: string, tally: Tally, name: string): Figure => ({ name: `${line}: ${name}`, figure: tally[name] ?? 0, unit: "count", limit: "0", ok: tally[name] === 0 });
/** So much at most. */
export const atMost = (line: string, tally: Tally, name: string, most: number, unit: string): Figure => ({ name: `${line}: ${name}`, figure: Math.round(tally[name] ?? 0), unit, limit: `at most ${most} ${unit}`, ok: name in tally && tally[name]! <= most });
/** Only told. */
export const told = (line: string, tally: Tally, name: string, unit = "count"): Figure => ({ name: `${line}: ${name}`, figure: Math.round((tally[name] ?? 0) * 10) / 10, unit, limit: "none", ok: true });
/** What could not run here, and why. */
export const notRun = (line: string, why: string): Figure => ({ name: `${line}: not run: ${why}`, figure: 0, unit: "count", limit: "must run", ok: false });
