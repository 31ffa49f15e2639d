import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import SQLite from "better-sqlite3";
import { dayOf } from "#app/models/core/days.ts";
import { connect } from "#db/connect.server.ts";
import { scheduleOf } from "#db/demo/world.ts";
import { migrate } from "#db/migrate.server.ts";
import { emails } from "../house.ts";
import { fillBig, size } from "./big.ts";
import { writeReturn } from "./return.ts";
import { startProgram } from "./program.ts";
import { typist } from "../support/typist.ts";
import { runMeetings } from "./typing.ts";
import { signIn, spreadOf, timePages } from "./visits.ts";
import type { Figure } from "../figure.ts";

const words = process.argv.slice(2);
const option = (name: string) => {
  const at = words.indexOf(`--${name}`);
  return at === -1 ? undefined : words[at + 1];
};
const minutes = Number(option("minutes") ?? 5);
const mixed = Number(option("requests") ?? 20_000);
const repeats = Number(option("repeats") ?? 200);
const out = option("json");
/** A database to measure on again: made when it is not there, copied before use. */
const keep = option("keep");

const figures: Figure[] = [];
/** Keeps a figure; `most` is its limit, left out for what is only told. */
function tell(name: string, figure: number, unit: string, most?: number, limit = most === undefined ? "none" : `at most ${most} ${unit}`): void {
  const rounded = Math.round(figure * 10) / 10;
  figures.push({ name, figure: rounded, unit, limit, ok: most === undefined || rounded <= most });
  process.stdout.write(`  ${name}: ${rounded} ${unit}\n`);
}
const step = (text: string) => process.stdout.write(`${text}\n`);

const machine = `${cpus().length} cores, ${cpus()[0]?.model.trim() ?? "not known"}, ${Math.round(totalmem() / 1024 ** 3)} GB, Node ${process.versions.node}, ${process.platform}`;

async function main(): Promise<void> {
  step(machine);
  const folder = mkdtempSync(join(tmpdir(), "panelroom-bench-"));
  try {
    const file = join(folder, "big.sqlite");
    const from = performance.now();
    if (!keep || !existsSync(keep)) {
      const db = connect(keep ?? file);
      await migrate(db);
      await fillBig(db, new Date());
      await db.destroy();
    }
    if (keep) copyFileSync(keep, file);
    step(`${size.subjects} subjects, ${size.episodes} missing episodes, ${size.actions} actions in ${Math.round((performance.now() - from) / 1000)} s`);
    await pagesOf(file);
    await importInto(folder, file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  table();
  if (out) writeFileSync(out, `${JSON.stringify(figures, null, 2)}\n`);
}

async function pagesOf(file: string): Promise<void> {
  // The file's first reading from disk is not the program's: started once before.
  await (await startProgram(file)).stop();
  const starts: number[] = [];
  for (let n = 0; n < 4; n++) {
    const one = await startProgram(file);
    starts.push(one.startMs);
    await one.stop();
  }
  const program = await startProgram(file);
  try {
    tell("start to first answer, slowest of five", Math.max(...starts, program.startMs), "ms", 2000);
    tell("start to first answer, processor time", program.processorMs(), "ms");
    const [amira, ruth, dan, chloe, helen, tomasz] = await Promise.all((["amira", "ruth", "dan", "chloe", "helen", "tomasz"] as const).map((person) => signIn(program, person)));
    const visitors = { amira: amira!, ruth: ruth!, dan: dan!, chloe: chloe!, helen: helen!, tomasz: tomasz! };
    tell("resident memory after sign-in", program.residentMb(), "MB");

    step("Pages, signed in, audited, one after the other");
    const next = scheduleOf("macse", dayOf(new Date())).coming[0]!;
    const opened = await visitors.amira.post("/panels/macse/meetings/new", { onDay: next, time: "09:30", minutesLong: "180", place: "" });
    const agenda = opened.headers.get("location");
    if (opened.status !== 302 || !agenda) throw new Error(`No meeting was opened: ${opened.status}`);
    const page = await visitors.amira.get(agenda);
    const shown = new Set(page.match(/C-\d{4,}|O-\d{4,}|L-\d{4,}/g) ?? []).size;
    step(`  the proposal shows ${shown} subjects`);
    const proposal = await timePages(program, visitors.amira, Array(repeats / 4 + 10).fill(agenda), 10);
    tell(`agenda proposal over HTTP, ${size.subjects} on the list, p50`, proposal.outside.p50, "ms");
    tell(`agenda proposal over HTTP, ${size.subjects} on the list, p95`, proposal.outside.p95, "ms", 150);
    tell("agenda proposal, server time, p95", proposal.server.p95, "ms");
    tell("agenda proposal, processor time, mean", proposal.processor, "ms");
    tell("agenda proposal, size of the page", proposal.kb, "kB");
    const stored = await visitors.amira.post(agenda, {});
    if (stored.status !== 302) throw new Error(`The proposal was not taken: ${stored.status}`);
    const taken = await timePages(program, visitors.amira, Array(repeats / 4 + 10).fill(agenda), 10);
    tell("agenda being built, proposals taken, over HTTP, p95", taken.outside.p95, "ms", 150);

    const records = Array.from({ length: repeats + 20 }, (_, n) => `/subjects/s${(n * 7919) % size.subjects}`);
    const record = await timePages(program, visitors.chloe, records, 20);
    tell("record page, server time, p50", record.server.p50, "ms");
    tell("record page, server time, p95", record.server.p95, "ms", 30);
    tell("record page, processor time, mean", record.processor, "ms");
    const lists: [string, typeof visitors.amira, string[]][] = [
      ["actions list of an agency's lead", visitors.helen, ["/actions"]],
      ["actions list of an owner", visitors.tomasz, ["/actions"]],
      ["actions list of a coordinator", visitors.ruth, ["/actions"]],
      ["search answer", visitors.ruth, ["Kealey Hargreves", "C-0147", "wisnewski", "chantel", "ellie mae", "14/3/2011", "ormerod", "mc", "Tern Street"].map((text) => `/search?q=${encodeURIComponent(text)}`)],
    ];
    for (const [name, visitor, paths] of lists) {
      const time = await timePages(program, visitor, Array.from({ length: repeats + 20 }, (_, n) => paths[n % paths.length]!), 20);
      tell(`${name}, server time, p50`, time.server.p50, "ms");
      tell(`${name}, server time, p95`, time.server.p95, "ms", 30);
      tell(`${name}, processor time, mean`, time.processor, "ms");
    }
    tell("resident memory after these", program.residentMb(), "MB");

    step(`${mixed} mixed requests, four at a time`);
    const began = performance.now();
    let asked = 0;
    const paths: [keyof typeof visitors, (n: number) => string][] = [
      ["chloe", (n) => records[n % records.length]!], ["ruth", () => "/home"], ["dan", (n) => records[(n * 3) % records.length]!], ["helen", () => "/actions"], ["tomasz", () => "/actions"], ["ruth", (n) => lists[3]![2][n % 9]!],
      ["amira", () => "/panels/macse"], ["dan", () => "/subjects"], ["chloe", (n) => `${"abcdefghijk"[n % 11]}e`], ["amira", () => agenda],
    ];
    await Promise.all(Array.from({ length: 4 }, async () => {
      while (asked < mixed) {
        const n = asked++;
        // The proposal once in fifty.
        const [who, path] = n % 50 === 49 ? paths[9]! : paths[n % 9]!;
        // What is being typed is posted, as the box does.
        if (n % 50 !== 49 && n % 9 === 8) await visitors[who].post("/search?_data=routes%2Fsearch", { typing: "yes", q: path(n) });
        else await visitors[who].get(path(n));
      }
    }));
    tell("mixed requests in a second", mixed / ((performance.now() - began) / 1000), "requests");
    const lines = program.requests();
    tell("mixed requests, server time, p95", spreadOf(lines.map((l) => l.ms)).p95, "ms");
    tell(`resident memory after ${mixed} mixed requests`, program.residentMb(), "MB");

    step(`${minutes} minutes of two meetings`);
    const writers = await Promise.all((["gareth", "dan", "ruth", "priya", "chloe", "josie"] as const).map((person) => signIn(program, person)));
    const typed = await runMeetings(program, writers[0]!, writers, minutes * 60);
    step(`  ${typed.sent} changes typed, ${typed.saved} saved, ${typed.refused} refused`);
    tell("typed to saved, p95", spreadOf(typed.waits).p95, "ms");
    tell(`resident memory of all threads and processes, after ${mixed} mixed requests and ${minutes} minutes of meetings`, program.residentMb(), "MB", 400);
  } finally {
    await program.stop();
  }
}

/** The command, timed as whoever runs it would: from starting it to its end. */
async function importInto(folder: string, file: string): Promise<void> {
  const files = writeReturn(folder, { children: 5000, episodes: 10_000, today: dayOf(new Date()) });
  const db = new SQLite(file);
  const count = () => (db.prepare("select (select count(*) from subject) as subjects, (select count(*) from care_episode) as episodes").get() as { subjects: number; episodes: number });
  const before = count();
  const typing = typist(file);
  const from = performance.now();
  const run = spawnSync(process.execPath, ["build/index.js", "import", "ssda903", ...files, "--panel", "MFH", "--authority", "Eastmarch", "--as", emails.ruth, "--take", "all", "--confirm"], { encoding: "utf8", env: { ...process.env, NODE_ENV: "production", DATABASE_FILE: file } });
  const ms = performance.now() - from;
  const { worst } = await typing.enough();
  const after = count();
  db.close();
  if (run.status !== 0 || after.subjects - before.subjects !== 5000 || after.episodes - before.episodes !== 10_000)
    throw new Error(`The import kept ${after.subjects - before.subjects} children and ${after.episodes - before.episodes} care episodes: ${run.stderr.slice(0, 500)}`);
  tell("import of 5,000 children with 10,000 care episodes, the whole command", ms / 1000, "s", 5);
  tell("longest wait of a line typed beside it", worst / 1000, "s", 2);
}

function table(): void {
  const rows = [["", "name", "figure", "unit", "limit"], ...figures.map((f) => [f.limit === "none" ? "" : f.ok ? "ok" : "MISSED", f.name, String(f.figure), f.unit, f.limit === "none" ? "" : f.limit])];
  const wide = rows[0]!.map((_, i) => Math.max(...rows.map((row) => row[i]!.length)));
  step(`\n${machine}`);
  for (const row of rows) step(row.map((cell, i) => (i === 2 ? cell.padStart(wide[i]!) : cell.padEnd(wide[i]!))).join("  ").trimEnd());
}

await main();
