import { spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { Figure } from "../../figure.ts";
import { type Run, told, verdicts } from "./figures.ts";
import { peer, profileInto } from "./machine.ts";
import { plan, type RowName, rowNames } from "./plan.ts";
import { setting, tables, verdictTable } from "./report.ts";
import { Void } from "./rows/run.ts";
import { hocuspocus, hocuspocusEach } from "./targets/hocuspocus.ts";
import { ours } from "./targets/ours.ts";
import { socketIo } from "./targets/socketio.ts";
import { type Target, type TargetName, targetNames } from "./targets/target.ts";
import { yWebsocket } from "./targets/y-websocket.ts";

// `npm run bench -- live [--json OUT] [--quick] [--only ROW,…] [--targets NAME,…] [--runs N] [--profile FOLDER]`

const targets: Record<TargetName, Target> = { ours, hocuspocus, "hocuspocus-each": hocuspocusEach, "y-websocket": yWebsocket, "socketio-msgpack": socketIo };
const mostTries = 3;
const say = (text: string) => process.stdout.write(`${text}\n`);

const { values: words } = parseArgs({ args: process.argv.slice(3), options: { json: { type: "string" }, quick: { type: "boolean", default: false }, only: { type: "string" }, targets: { type: "string" }, runs: { type: "string" }, profile: { type: "string" } } });

/** The names asked for; all when none were. Throws on one that there is not. */
function chosen<T extends string>(asked: string | undefined, all: readonly T[]): T[] {
  const names = asked?.split(",") ?? [...all];
  const unknown = names.find((name) => !all.includes(name as T));
  if (unknown !== undefined) throw new Error(`There is no "${unknown}": there are ${all.join(", ")}`);
  return names as T[];
}

/** The peers' packages, from their own lock file: never part of Panelroom's. */
function installPeers(): void {
  if (existsSync(peer("node_modules/.package-lock.json"))) return;
  say("Installing the peers (once; SQLite may be compiled for a minute or two)");
  const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], { cwd: peer(""), stdio: ["ignore", "inherit", "inherit"] });
  if (status !== 0) throw new Error(`The peers could not be installed: npm ci in ${peer("")} ended with ${status}`);
}

/** Runs until a run counts. Returns null when none did. */
async function attempt(row: RowName, target: Target, measure: (target: Target) => Promise<Record<string, number>>): Promise<Run | null> {
  for (let n = 1; n <= mostTries; n++) {
    try {
      return { row, target: target.name, figures: await measure(target) };
    } catch (error) {
      say(`  ${row} ${target.name}: ${error instanceof Void ? "void" : "failed"}, ${(error as Error).message}`);
      if (!(error instanceof Void) && n === 1) say((error as Error).stack ?? "");
    }
  }
  return null;
}

async function main(): Promise<void> {
  const rows = plan(words.quick).filter((row) => chosen(words.only, rowNames).includes(row.name));
  const whom = chosen(words.targets, targetNames);
  const count = Number(words.runs ?? (words.quick ? 1 : 3));
  installPeers();
  if (words.profile) profileInto(words.profile);
  const lines = setting();
  for (const line of lines) say(line);
  for (const name of whom) say(`  ${name}: ${targets[name].what}`);
  const runs: Run[] = [];
  for (const row of rows) {
    say(`\n${row.name}: ${row.what}`);
    // One after the other, and round again: what else the machine does hits everybody.
    for (let n = 0; n < count; n++) {
      for (const name of row.targets.filter((name) => whom.includes(name))) {
        const run = await attempt(row.name, targets[name], row.measure);
        if (!run) continue;
        runs.push(run);
        say(`  ${n + 1} ${name}: ${Object.entries(run.figures).map(([figure, value]) => `${figure} ${Number(value.toPrecision(4))}`).join(", ")}`);
      }
    }
  }
  const judged = verdicts(runs, rows.map((row) => row.name), whom);
  say(`\n${lines.join("\n")}\nMedians of ${count} ${count === 1 ? "run" : "interleaved runs"}\n\n${tables(runs)}${judged.length ? `\n\n${verdictTable(judged)}` : ""}`);
  if (words.json) writeFileSync(words.json, `${JSON.stringify([...judged, ...told(runs)] satisfies Figure[], null, 2)}\n`);
}

await main();
process.exit(0);
