import { expect, test } from "vitest";
import { lines } from "./lines/index.ts";
import { runLine } from "./run.ts";
import { seeds } from "./seeds.ts";
import { altered } from "./steps.ts";

// The short form of `npm run faults`: every line that needs no tool of the system, and few of each. The full figures are that command's.

const units: Record<string, number> = { kill: 5, damage: 2, network: 20, pause: 4, browser: 3, tabs: 4, freeze: 12, revoke: 40, frames: 2000 };
/** What depends on how busy the machine is; the command's figures have it. */
const ofTheDay = /longest|at least|slow to save|p99|later than a second/;

for (const line of lines.filter(({ name }) => name in units))
  test(`${line.name}: ${units[line.name]} ${line.of}, and nothing that was acknowledged is missing`, async () => {
    const figures = await runLine(line, { long: false, units: units[line.name], folder: "test-results/faults/short" });
    expect(figures.filter((figure) => !figure.ok && !ofTheDay.test(figure.name + figure.limit))).toEqual([]);
  }, 120_000);

test("Each bug that the harness is tried with fits the program as it is now", () => {
  for (const { name, edits } of seeds) expect(() => altered("build/index.js", "fits", edits), name).not.toThrow();
  expect(seeds.length).toBeGreaterThanOrEqual(12);
});

test.each(["kept under another's name", "closed without a new epoch", "a client id is not looked at"])("The harness finds a seeded bug: %s", async (name) => {
  const seed = seeds.find((one) => one.name === name)!;
  const line = lines.find((one) => one.name === seed.line)!;
  const figures = await runLine(line, { long: false, units: seed.units, program: altered("build/index.js", name.replace(/\W/g, "-"), seed.edits), folder: "test-results/faults/seeded" });
  expect(figures.find((figure) => figure.name.startsWith(`${line.name}: ${seed.finds}`))!.ok).toBe(false);
}, 120_000);
