import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { promisify } from "node:util";
import { everything, type Route, routesOfBuild } from "../http/knock.ts";
import { flags } from "../program.ts";
import { changes } from "./changes.ts";
import { alike, ask, crawl, searches } from "./crawl.ts";
import { type Relation, relations } from "./expected.ts";
import { type Ground, openGround } from "./ground.ts";
import { Judge } from "./judge.ts";
import { askAll, shutOut } from "./line.ts";
import { ofConflictAndNorth, ofNorth } from "./partnership.ts";
import { recordsFor } from "./records.ts";

/** What is swept: pages and all that is asked for by address · searching · the line as it stands · the line while things change · a partnership in which what is hidden never was · logs and exports. */
export const parts = ["pages", "searches", "line", "changes", "twin", "files"] as const;
export type Part = (typeof parts)[number];

export interface Sweeping {
  program?: string;
  parts?: readonly Part[];
  relations?: readonly Relation[];
  /** Of so many addresses out of reach one is tried. */
  thin?: number;
  say?: (text: string) => void;
}

/** Those who may know nothing of the child of the conflict, of another MACSE, or of hidden notes; and those who may of the child. */
const blind: readonly Relation[] = ["member with a conflict", "deputy for a member, another meeting", "invited, statement not signed", "invited, waiting outside", "invited, let in", "observer, let in", "invited, shown out", "invited, afterwards", "removed member", "member of Missing From Home", "chair of Missing From Home", "lead of the owning agency", "former owner", "sender", "administrator"];
const halfBlind: readonly Relation[] = ["member", "deputy for a member, this meeting", "owner of an action"];

/** Sweeps a build of the program, and says what was out of place. */
export async function sweep({ program, parts: wanted = parts, relations: of = relations, thin = 4, say = () => undefined }: Sweeping = {}): Promise<Judge> {
  const now = new Date();
  const open: Ground[] = [];
  const ground = async (without: RegExp | null = null) => {
    const one = await openGround({ program, without, now });
    open.push(one);
    return one;
  };
  try {
    const first = await ground();
    const judge = new Judge(first.canaries);
    const routes = (await routesOfBuild(first.house)).filter(({ path }) => path !== "/sign-out" && path !== "/lock");
    const has = (part: Part) => wanted.includes(part);
    const twins = has("twin") ? of.filter((one) => blind.includes(one) || halfBlind.includes(one)) : [];
    const pages = new Map<Relation, Map<string, string>>(twins.map((one) => [one, new Map()]));
    if (has("line")) {
      for (const relation of of) await askAll(judge, first.house.url, relation, first.cookies[relation]);
      say("the line");
    }
    if (has("pages") || has("twin")) {
      const before = await everything(first.house);
      await crawlAll(first, routes, judge, of.filter((one) => has("pages") || twins.includes(one)), has("pages") ? thin : Number.POSITIVE_INFINITY, pages, say);
      // Reading a meeting makes the documents of its items; nothing else is written by reading, and nothing by what was refused.
      judge.expect("nothing is written by who may not", "nobody signed in", withoutDocuments(await everything(first.house)) === withoutDocuments(before), "something was written", "the database");
      if (has("pages")) judge.allFound(of);
    }
    if (has("searches")) {
      await inTurns(of.filter((one) => !shutOut.includes(one)), (relation) => searches({ url: first.house.url, judge, relation, cookie: first.cookies[relation] }, recordsFor(first.canaries, relation)));
      say("searches");
    }
    for (const [without, who] of [[ofConflictAndNorth, blind], [ofNorth, halfBlind]] as const) {
      const these = twins.filter((one) => who.includes(one));
      if (these.length) await compare(await ground(without), judge, these, pages, without);
    }
    if (has("twin")) say("the partnership without what is hidden");
    if (has("changes")) {
      await changes(await ground(), judge);
      say("changes while everybody is connected");
    }
    if (has("files")) for (const one of open) await searchFiles(one, judge, program);
    return judge;
  } finally {
    for (const one of open) await one.house.close();
  }
}

/** Without the documents that are made when a meeting is read first; those that were there are as they were. */
const withoutDocuments = (rows: string): string => JSON.stringify((JSON.parse(rows) as [string, { id?: string }[]][]).filter(([table]) => table !== "document_client").map(([table, all]) => [table, table === "document" ? all.filter(({ id }) => id!.endsWith("-doc")) : all]));

/** A few at once: who waits for the disk does not hold up the others. */
async function inTurns<T>(of: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const waiting = [...of];
  await Promise.all(Array.from({ length: 6 }, async () => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) await work(one);
  }));
}

async function crawlAll({ house, cookies }: Ground, routes: Route[], judge: Judge, of: readonly Relation[], thin: number, pages: Map<Relation, Map<string, string>>, say: (text: string) => void): Promise<void> {
  // Who reaches most takes longest: first.
  await inTurns(of, async (relation) => {
    const read = pages.get(relation);
    await crawl({ url: house.url, routes, judge, relation, cookie: cookies[relation], thin, ...(read && { read: (path, text) => void read.set(path, text) }) });
    say(`  ${relation}; so far ${judge.outOfPlace.length} out of place, ${judge.refused.length} refused`);
  });
}

/** Each page that somebody read, in a partnership in which what they may not know of never was: not a count, not a number may tell the two apart. */
async function compare({ house, cookies }: Ground, judge: Judge, of: readonly Relation[], pages: Map<Relation, Map<string, string>>, without: RegExp): Promise<void> {
  await inTurns(of, async (relation) => {
    for (const [path, text] of pages.get(relation)!) {
      if (text === "" || path.split("/").some((part) => without.test(part))) continue;
      const other = alike(await ask(house.url, "GET", path, cookies[relation]), path.split("?")[0]!, []);
      judge.expect("the same as where the hidden never was", relation, other === text, `tells that there is something hidden: ${difference(text, other)}`, `GET ${path}`);
    }
  });
}

/** Where two texts part, for whoever looks for the fault. */
function difference(one: string, other: string): string {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  const from = Math.max(0, at - 40);
  return `${JSON.stringify(one.slice(from, at + 60))} and not ${JSON.stringify(other.slice(from, at + 60))}`;
}

/** What the program wrote of its own accord: its log, the audit's export and its checkpoints. None of it is for anybody's words. One check for each, however long. */
async function searchFiles({ house }: Ground, judge: Judge, program = "build/index.js"): Promise<void> {
  judge.searchFile("logs and exports", "the log", house.log());
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, program, "audit-export"], { env: { ...process.env, NODE_ENV: "production", DATABASE_FILE: house.file }, maxBuffer: 2 ** 30 });
  judge.searchFile("logs and exports", "the audit's export", stdout);
  const checkpoints = `${house.file}.audit-checkpoints.jsonl`;
  if (existsSync(checkpoints)) judge.searchFile("logs and exports", "the audit's export", readFileSync(checkpoints, "utf8"));
}
