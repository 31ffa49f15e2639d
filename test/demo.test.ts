import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addDays, addMonths, ageOn } from "#app/models/core/days.ts";
import { connect, type Db } from "#db/connect.server.ts";
import { fillDemo } from "#db/demo/fill.server.ts";
import { fillPartnership } from "#db/demo/partnership.server.ts";
import { fillThree, three } from "#db/demo/three.server.ts";
import { migrate } from "#db/migrate.server.ts";
import type { Tables } from "#db/tables.ts";
import { now, today } from "./cast.ts";

const folder = mkdtempSync(join(tmpdir(), "panelroom-demo-"));
const made: Db[] = [];
async function fresh(fill: (db: Db, now: Date) => Promise<void>): Promise<Db> {
  const db = connect(join(folder, `${made.length}.sqlite`));
  made.push(db);
  await migrate(db);
  await fill(db, now);
  return db;
}
let db: Db;
beforeAll(async () => {
  db = await fresh(fillDemo);
}, 60_000);
afterAll(async () => {
  for (const one of made) await one.destroy();
  rmSync(folder, { recursive: true, force: true });
});
const count = async (query: { execute: () => Promise<unknown[]> }) => (await query.execute()).length;

test("Every row refers to rows that are there", async () => {
  expect((await sql`pragma foreign_key_check`.execute(db)).rows).toEqual([]);
});

test("Nobody is open without exactly one next thing, with an owner and a day", async () => {
  const rows = await db.selectFrom("panel_case").leftJoin("case_next", (j) => j.onRef("case_next.case_id", "=", "panel_case.id").on("case_next.ended_at", "is", null)).select(["panel_case.id", "case_next.id as next", "case_next.owner_id", "case_next.on_day"]).where("closed_on", "is", null).execute();
  expect(rows.filter((r) => !r.next || !r.owner_id || !r.on_day)).toEqual([]);
  expect(new Set(rows.map((r) => r.id)).size).toBe(rows.length);
  const closed = await db.selectFrom("case_next").innerJoin("panel_case", "panel_case.id", "case_next.case_id").select("case_next.id").where("closed_on", "is not", null).where("ended_at", "is", null).execute();
  expect(closed).toEqual([]);
  const listed = await db.selectFrom("case_next").leftJoin("item", "item.id", "case_next.item_id").leftJoin("meeting", "meeting.id", "item.meeting_id").select("meeting.status").where("case_next.kind", "=", "listed").execute();
  expect(listed.length).toBeGreaterThan(5);
  expect(listed.every((r) => r.status === "published")).toBe(true);
});

const openChildren = () => db.selectFrom("panel_case").innerJoin("subject", "subject.id", "panel_case.subject_id").where("closed_on", "is", null).where("subject.kind", "=", "child");

test("60 children are open, half of them looked after, mostly 13 to 15, some to both panels", async () => {
  const open = await openChildren().select(["subject.id", "subject.born_on"]).distinct().execute();
  expect(open.length).toBe(60);
  expect((await openChildren().select("subject.id").execute()).length).toBeGreaterThan(60);
  const cared = new Set((await db.selectFrom("care_episode").select("child_id").where("to_on", "is", null).execute()).map((r) => r.child_id));
  expect(open.filter((c) => cared.has(c.id)).length).toBe(30);
  const ages = open.map((c) => ageOn(c.born_on!, today));
  expect(Math.max(...ages)).toBe(17);
  expect(ages.filter((a) => a >= 13 && a <= 15).length).toBeGreaterThan(36);
  expect(open.filter((c) => c.born_on! <= addMonths(addDays(today, 8), -216)).length).toBe(1);
});

test("In two years: 150 children, 60 people, 25 places, 48 meetings, some 900 actions and 1,800 missing episodes, two in five of five children", async () => {
  const kinds = Object.fromEntries((await db.selectFrom("subject").select("kind").select((eb) => eb.fn.countAll<number>().as("n")).groupBy("kind").execute()).map((r) => [r.kind, r.n]));
  expect(kinds).toEqual({ child: 150, offender: 60, location: 25 });
  const held = await db.selectFrom("meeting").select(["status", "panel_id"]).execute();
  expect(held.filter((m) => m.status === "agreed" || m.status === "ended").length).toBe(48);
  expect(held.filter((m) => m.status === "published").map((m) => m.panel_id)).toEqual(["mfh"]);
  const actions = await count(db.selectFrom("action").select("id"));
  expect(actions).toBeGreaterThan(800);
  expect(actions).toBeLessThan(1000);
  const episodes = await db.selectFrom("missing_episode").select("child_id").select((eb) => eb.fn.countAll<number>().as("n")).groupBy("child_id").orderBy("n", "desc").execute();
  const all = episodes.reduce((sum, r) => sum + r.n, 0);
  expect(Math.abs(all - 1800)).toBeLessThan(20);
  expect(episodes.slice(0, 5).reduce((sum, r) => sum + r.n, 0) / all).toBeCloseTo(0.4, 1);
  const girls = await count(db.selectFrom("child").select("subject_id").where("sex", "=", "female"));
  expect(girls).toBe(105);
  expect(await count(db.selectFrom("agency").select("id"))).toBe(10);
});

test("105 warnings were issued in the last year, of which 9 were breached and became notices", async () => {
  const warnings = await db.selectFrom("measure").leftJoin("measure_breach", "measure_breach.measure_id", "measure.id").leftJoin("measure as next", "next.id", "measure.became_id").select(["measure.issued_on", "breached_on", "next.kind as next"]).where("measure.kind", "=", "community protection warning").execute();
  expect(warnings.length).toBe(105);
  expect(warnings.every((w) => w.issued_on! > addMonths(today, -12) && w.issued_on! <= today)).toBe(true);
  const breached = warnings.filter((w) => w.breached_on);
  expect(breached.length).toBe(9);
  expect(breached.every((w) => w.next === "community protection notice" && w.breached_on! >= w.issued_on!)).toBe(true);
});

test("Interviews are offered after some 93 in 100 episodes and completed after 49 to 70", async () => {
  const rows = await db.selectFrom("return_interview").select(["offered", "result"]).execute();
  const share = (n: number) => (100 * n) / rows.length;
  expect(share(rows.filter((r) => r.offered === "yes").length)).toBeGreaterThan(90);
  expect(share(rows.filter((r) => r.result === "completed").length)).toBeGreaterThan(49);
  expect(share(rows.filter((r) => r.result === "completed").length)).toBeLessThan(70);
});

test("One level of a panel holds at a time, and none after a case was closed", async () => {
  const twice = await db.selectFrom("risk").select(["subject_id", "panel_id"]).select((eb) => eb.fn.countAll<number>().as("n")).where("ended_on", "is", null).groupBy(["subject_id", "panel_id"]).having((eb) => eb.fn.countAll(), ">", 1).execute();
  expect(twice).toEqual([]);
  const lingering = await db.selectFrom("risk").select("risk.id").where("risk.ended_on", "is", null).where((eb) => eb.not(eb.exists(eb.selectFrom("panel_case").select("panel_case.id").whereRef("panel_case.subject_id", "=", "risk.subject_id").whereRef("panel_case.panel_id", "=", "risk.panel_id").where("closed_on", "is", null)))).execute();
  expect(lingering).toEqual([]);
});

test("No day of the past lies in the future, and no child's episodes overlap", async () => {
  for (const [table, column] of [["panel_case", "opened_on"], ["risk", "decided_on"], ["measure", "issued_on"], ["missing_episode", "from_on"], ["missing_episode", "to_on"], ["sharing", "sent_on"], ["link", "from_on"]] as [keyof Tables, string][])
    expect((await sql<{ n: number }>`select count(*) as n from ${sql.table(table)} where ${sql.ref(column)} > ${today}`.execute(db)).rows[0]!.n, `${table}.${column}`).toBe(0);
  for (const [table, column] of [["news", "at"], ["action_event", "at"], ["action", "ended_at"], ["action", "opened_at"], ["missing_episode", "to_at"], ["return_interview", "completed_at"], ["document_update", "at"]] as [keyof Tables, string][])
    expect((await sql<{ n: number }>`select count(*) as n from ${sql.table(table)} where ${sql.ref(column)} > ${now.toISOString()}`.execute(db)).rows[0]!.n, `${table}.${column}`).toBe(0);
  const episodes = await db.selectFrom("missing_episode").select(["child_id", "from_at", "to_at"]).orderBy("child_id").orderBy("from_at").execute();
  expect(episodes.filter((e, i) => i > 0 && episodes[i - 1]!.child_id === e.child_id && (episodes[i - 1]!.to_at ?? "9") > e.from_at!)).toEqual([]);
});

/** Everything in the database but the passwords, as one hash for each table. */
async function hashes(of: Db): Promise<Record<string, string>> {
  const tables = (await sql<{ name: string }>`select name from sqlite_master where type = 'table' and name not in ('person', 'migration', 'audit', 'audit_salt') order by name`.execute(of)).rows;
  const out: Record<string, string> = {};
  for (const { name } of tables) {
    const hash = createHash("sha256");
    for (const row of (await sql`select * from ${sql.table(name)}`.execute(of)).rows.map((row) => JSON.stringify(row)).sort()) hash.update(row);
    out[name] = hash.digest("hex");
  }
  return out;
}

test("It is the same each time for the same moment", async () => {
  expect(await hashes(await fresh(fillDemo))).toEqual(await hashes(db));
}, 60_000);

test("A database that holds anything is left as it is", async () => {
  const before = await count(db.selectFrom("news").select("id"));
  await fillDemo(db, now);
  expect(await count(db.selectFrom("news").select("id"))).toBe(before);
});

test("The three of the walk are open to MACSE, linked, and due for review", async () => {
  const small = await fresh(async (db, now) => {
    await fillPartnership(db, now);
    await fillThree(db, now);
  });
  const open = await small.selectFrom("panel_case").innerJoin("case_next", "case_next.case_id", "panel_case.id").select(["subject_id", "on_day"]).where("ended_at", "is", null).execute();
  expect(open.map((c) => c.subject_id).sort()).toEqual([three.child.id, three.location.id, three.offender.id].sort());
  expect(open.every((c) => c.on_day <= addDays(today, 7))).toBe(true);
});

test("No extract names anybody but its own subject, and each holds its item's words", async () => {
  const fold = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const names = [...(await db.selectFrom("subject").select(["id", "display_name as name"]).execute()), ...(await db.selectFrom("alias").select(["subject_id as id", "name"]).execute())];
  const extracts = await db.selectFrom("extract").select(["subject_id", "text", "outcome", "entries", "state"]).execute();
  expect(extracts.filter((e) => e.state === "agreed").length).toBeGreaterThan(800);
  expect(extracts.every((e) => e.text.split(/\s+/).length >= 45)).toBe(true);
  const own = new Map<string, string[]>();
  for (const { id, name } of names) own.set(id, [...(own.get(id) ?? []), fold(name)]);
  const found: string[] = [];
  for (const extract of extracts) {
    const text = fold(`${extract.text} ${extract.outcome} ${extract.entries}`);
    for (const [id, called] of own) if (id !== extract.subject_id) for (const name of called) if (name.length > 3 && text.includes(name) && !own.get(extract.subject_id)!.includes(name)) found.push(name);
  }
  expect(found).toEqual([]);
});
