import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { machine, table } from "../faults/table.ts";
import type { Figure } from "../figure.ts";
import { find, leaks } from "./leaks.ts";
import { figuresOf, inWords } from "./report.ts";
import { sweep } from "./sweep.ts";

// npm run sweep [-- --json OUT] [--leaks no | only] [--leak NAME] [--no-build]

const words = process.argv.slice(2);
const option = (name: string): string | undefined => (words.includes(`--${name}`) ? words[words.indexOf(`--${name}`) + 1] : undefined);
if (!words.includes("--no-build") && spawnSync("npm", ["run", "--silent", "build"], { stdio: ["ignore", "ignore", "inherit"], env: { ...process.env, NODE_ENV: "production" } }).status !== 0) process.exit(1);

const say = (text: string) => void process.stdout.write(`${text}\n`);
const figures: Figure[] = [];
const out = option("json");
const keep = () => {
  if (!out) return;
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, `${JSON.stringify(figures, null, 2)}\n`);
};
say(machine);
if (option("leaks") !== "only") {
  const from = performance.now();
  const judge = await sweep({ say });
  figures.push(...figuresOf(judge, (performance.now() - from) / 1000));
  for (const [name, faults] of [["Out of place", judge.outOfPlace], ["Refused", judge.refused]] as const) if (faults.length) say(`\n${name}:\n${inWords(faults).join("\n")}`);
  keep();
}
if (option("leaks") !== "no") {
  let found = 0;
  const only = option("leak");
  const tried = leaks.filter(({ name }) => !only || name === only);
  for (const leak of tried) {
    const from = performance.now();
    const named = await find(leak);
    if (named.length) found++;
    say(`  ${named.length ? "found" : "NOT FOUND"}: ${leak.name}${named.length ? `, by “${inWords(named, 1)[0]}”` : ""} (${Math.round((performance.now() - from) / 1000)} s)`);
  }
  figures.push({ name: "leaks put in and found", figure: found, unit: `of ${tried.length}`, limit: "all", ok: found === tried.length && (only !== undefined || found >= 10) });
  keep();
}
say(table(figures));
process.exit(figures.every((figure) => figure.ok) ? 0 : 1);
