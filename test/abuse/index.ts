import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { machine, table } from "../faults/table.ts";
import { runXss } from "./xss.ts";

// npm run xss [-- --payloads N] [--json OUT] [--no-build]

const words = process.argv.slice(2);
const option = (name: string): string | undefined => (words.includes(`--${name}`) ? words[words.indexOf(`--${name}`) + 1] : undefined);
if (!words.includes("--no-build") && spawnSync("npm", ["run", "--silent", "build"], { stdio: ["ignore", "ignore", "inherit"], env: { ...process.env, NODE_ENV: "production" } }).status !== 0) process.exit(1);

const say = (text: string) => void process.stdout.write(`${text}\n`);
say(machine);
const { figures, wrong } = await runXss({ ...(option("payloads") && { most: Number(option("payloads")) }), say });
say(table(figures));
for (const one of wrong.slice(0, 50)) say(one);
const out = option("json");
if (out) {
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, `${JSON.stringify(figures, null, 2)}\n`);
}
process.exit(figures.every((figure) => figure.ok) && wrong.length === 0 ? 0 : 1);
