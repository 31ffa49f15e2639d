import { CompiledQuery, type InsertObject } from "kysely";
import { addDays, dayOf } from "#app/models/core/days.ts";
import { connect, type Db, transact } from "#db/connect.server.ts";
import { fillPartnership } from "#db/demo/partnership.server.ts";
import { migrate } from "#db/migrate.server.ts";
import type { Tables } from "#db/tables.ts";
import { cookieWith, sessionRow } from "../../../session.ts";
import type { Shape } from "./target.ts";

/** Whoever reads pages beside the typing: a member of the first panel with 50 actions of their own, who sits in no meeting. */
export const reader = "reader";
export const personId = (meeting: number, person: number): string => `p${meeting}-${person}`;
export const documentId = (meeting: number): string => `d${meeting}`;

const agencies = ["police", "csc", "health", "schools", "yjs", "probation", "housing", "licensing", "safety", "harbour"];
const tokenOf = (id: string): string => `bench-session-of-${id}`;

/** The session cookie of somebody whom `fillMeetings` has signed in. */
export const cookieOf = (id: string): Promise<string> => cookieWith(tokenOf(id));

async function insert<T extends keyof Tables>(db: Db, table: T, rows: InsertObject<Tables, T>[]): Promise<void> {
  for (let at = 0; at < rows.length; at += 500) await db.insertInto(table).values(rows.slice(at, at + 500)).execute();
}

/** So many panels of so many members, each in a meeting that runs, at an item about a child. Everybody is signed in: sessions are rows. */
export async function fillMeetings(file: string, { meetings, people }: Shape): Promise<void> {
  const db = connect(file);
  await migrate(db);
  await fillPartnership(db, new Date());
  await transact(db, (db) => rows(db, meetings, people));
  await db.executeQuery(CompiledQuery.raw("pragma wal_checkpoint(truncate)"));
  await db.destroy();
}

async function rows(db: Db, meetings: number, people: number): Promise<void> {
  const at = new Date().toISOString();
  const today = dayOf(new Date());
  const since = addDays(today, -800);
  const all = Array.from({ length: meetings }, (_, m) => m);
  const members = all.flatMap((m) => Array.from({ length: people }, (_, n) => ({ m, n, id: personId(m, n) })));
  const everybody = [...members, { m: 0, n: people, id: reader }];
  const settings = await db.selectFrom("panel_version").selectAll().where("panel_id", "=", "macse").executeTakeFirstOrThrow();
  // A real password takes half a second; nobody here signs in with one.
  await insert(db, "person", everybody.map(({ n, id }) => ({ id, agency_id: agencies[n % agencies.length]!, name: `Person ${id}`, email: `${id}@bench.example`, job_title: "Member", password_hash: "none", created_at: at })));
  await insert(db, "session", everybody.map(({ id }) => (sessionRow(tokenOf(id), id, at))));
  await insert(db, "panel", all.map((m) => ({ id: `b${m}`, name: `Panel ${m}`, code: `BENCH${m}`, created_at: at })));
  await insert(db, "panel_version", all.map((m) => ({ ...settings, id: `b${m}-1`, panel_id: `b${m}` })));
  await insert(db, "panel_agency", all.flatMap((m) => agencies.map((agency_id) => ({ panel_id: `b${m}`, agency_id, from_on: since }))));
  await insert(db, "membership", everybody.map(({ m, n, id }) => ({ id: `b${m}-${id}`, panel_id: `b${m}`, person_id: id, role: n === 0 ? "chair" : "member", from_on: since })));
  await insert(db, "subject", all.map((m) => ({ id: `s${m}`, kind: "child", ref: `C-${9000 + m}`, display_name: `Child ${m}`, created_at: at, created_by_id: personId(0, 0) })));
  await insert(db, "child", all.map((m) => ({ subject_id: `s${m}`, family_name: `Child ${m}` })));
  await insert(db, "meeting", all.map((m) => ({ id: `m${m}`, panel_id: `b${m}`, number: 1, on_day: today, starts_at: "10:00", minutes_long: 120, status: "live", chair_id: personId(m, 0), published_at: at, started_at: at, started_by_id: personId(m, 0), current_item_id: `i${m}` })));
  await insert(db, "item", all.map((m) => ({ id: `i${m}`, meeting_id: `m${m}`, kind: "subject", number: "A1", section: "children", subject_id: `s${m}`, position: 1, minutes: 12, reasons: "[]", added_at: at, added_by_id: personId(m, 0) })));
  await insert(db, "document", all.map((m) => ({ id: documentId(m), item_id: `i${m}` })));
  await insert(db, "action", Array.from({ length: 50 }, (_, n) => ({
    id: `a${n}`, ref: `BENCH0-1/A1/${n + 1}`, panel_id: "b0", meeting_id: "m0", item_id: "i0", what: "Visit alone, and ask what would help on a Friday night", agency_id: agencies[people % agencies.length]!, person_id: reader,
    due_on: addDays(today, n - 10), first_due_on: addDays(today, n - 10), state: "in progress", briefing: '["name"]', issued_at: at, recorded_at: at, recorded_by_id: personId(0, 0), agreed_at: at, agreed_by_id: personId(0, 0),
  })));
}
