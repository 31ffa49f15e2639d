import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { lines } from "./lines/index.ts";
import { runLine } from "./run.ts";
import { machine, table } from "./table.ts";
import type { Figure } from "../figure.ts";

// npm run faults [-- --long] [--only LINE[,LINE]] [--json OUT] [--resume] [--units N] [--no-build]

const words = process.argv.slice(2);
const option = (name: string): string | undefined => (words.includes(`--${name}`) ? words[words.indexOf(`--${name}`) + 1] : undefined);
const only = option("only")?.split(",");
const unknown = only?.filter((name) => !lines.some((line) => line.name === name));
if (unknown?.length) {
  process.stderr.write(`There is no line ${unknown.join(", ")}: there are ${lines.map((line) => line.name).join(", ")}\n`);
  process.exit(1);
}
if (!words.includes("--no-build") && spawnSync("npm", ["run", "--silent", "build"], { stdio: ["ignore", "ignore", "inherit"], env: { ...process.env, NODE_ENV: "production" } }).status !== 0) process.exit(1);

const say = (text: string) => void process.stdout.write(`${text}\n`);
const figures: Figure[] = [];
const out = option("json");
say(machine);
for (const line of lines.filter(({ name }) => !only || only.includes(name))) {
  figures.push(...(await runLine(line, { long: words.includes("--long"), goOn: words.includes("--resume"), say, units: option("units") === undefined ? undefined : Number(option("units")) })));
  // Kept after each line: what was measured is not lost with what comes after.
  if (out) {
    mkdirSync(dirname(out), { recursive: true });
    writeFileSync(out, `${JSON.stringify(figures, null, 2)}\n`);
  }
}
say(table(figures));
process.exit(figures.every((figure) => figure.ok) ? 0 : 1);
