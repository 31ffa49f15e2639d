import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { itemsInReach, meetingInReach } from "#app/models/core/reach.server.ts";
import { writableDocument } from "#app/models/meetings/document.server.ts";
import { beginRestricted } from "#app/models/meetings/restricted.server.ts";
import { whoseSession } from "#app/models/people/session.server.ts";
import { askAgainMs, Sessions, standingIn, standingNow } from "#app/models/people/standing.server.ts";
import { connect, type Db, fileOf, snapshot } from "#db/connect.server.ts";
import { now, type Stage, stage } from "../cast.ts";
import { addItem, addMeetings } from "../meeting.ts";
import { sessionOf } from "../session.ts";

const limits = { idleMinutes: 60, hours: 10 };
let s: Stage;
let token: string;
let documentId: string;
let restrictedId: string;
let meetingId: string;
let standing: () => number;
beforeAll(async () => {
  s = await stage();
  await addMeetings(s.db, now);
  standing = standingIn(s.db);
  const added = await addItem(s.db, now);
  documentId = added.documentId;
  restrictedId = await beginRestricted(await s.as("ruth"), added.itemId, { handling: "named agencies", agencyIds: ["health"], hidden: false, contact: "x" });
  meetingId = (await s.db.selectFrom("item").select("meeting_id").where("id", "=", added.itemId).executeTakeFirstOrThrow()).meeting_id;
});
beforeEach(async () => {
  token = await sessionOf(s.db, "ruth", now);
});
afterAll(() => s.close());

/** As far as they are looked at: kysely's TableNode and ReferenceNode. */
interface Node {
  kind?: string;
  table?: Node & { identifier?: { name: string } };
  column?: { column?: { name: string } };
}

/** The connection, with the tables that its queries name, and the columns of which they say the table. */
function watched(db: Db): { db: Db; tables: Set<string>; columns: Set<string> } {
  const tables = new Set<string>();
  const columns = new Set<string>();
  const tableIn = (node: Node) => node.table?.identifier?.name ?? "";
  const look = (node: Node | undefined): void => {
    if (!node || typeof node !== "object") return;
    if (node.kind === "TableNode") tables.add(tableIn(node));
    const column = node.column?.column?.name;
    if (node.kind === "ReferenceNode" && node.table && column) columns.add(`${tableIn(node.table)}.${column}`);
    for (const inner of Object.values(node)) look(inner);
  };
  const plugin = {
    transformQuery: ({ node }: { node: object }) => {
      look(node);
      return node;
    },
    transformResult: async ({ result }: { result: object }) => result,
  };
  const seen = db.withPlugin(plugin as never) as Db;
  // What was put into words before (`asked`) goes past plugins.
  const execute = seen.executeQuery.bind(seen) as (query: unknown) => never;
  Object.defineProperty(seen, "executeQuery", {
    value: (query: { query?: Node }) => {
      look(query.query);
      return execute(query);
    },
  });
  return { db: seen, tables, columns };
}

test("Whatever is asked to know who somebody is, what they reach and whether they may write is watched for changes", async () => {
  const { db, tables, columns } = watched(s.db);
  const who = (await whoseSession({ db, now }, token, limits))!;
  const ask = { db, now, who };
  expect(await writableDocument(ask, documentId)).toMatchObject({ id: documentId });
  expect(await writableDocument(ask, restrictedId)).toMatchObject({ id: restrictedId });
  const asked = [...columns].filter((column) => !column.endsWith(".id")).sort();
  expect(asked).toContain("document.quarantined_at");
  const sql = fileOf(s.db).prepare("select group_concat(sql) from sqlite_master where type = 'trigger' and tbl_name = ? and name like 'standing_%' and sql like '%update%on%'").pluck();
  const unwatched = asked.filter((one) => {
    const [table, column] = one.split(".") as [string, string];
    const triggers = String(sql.get(table));
    return /after update of/.test(triggers) && !new RegExp(`after update of [a-z_, ]*\\b${column}\\b`).test(triggers);
  });
  expect(unwatched).toEqual([]);
  await meetingInReach(ask, meetingId);
  // A subject's reference, and nothing else of it: it never changes.
  expect(tables.delete("subject")).toBe(true);
  // A panel's name, for words: nothing is decided by it.
  expect(tables.delete("panel")).toBe(true);
  expect([...tables].sort()).toEqual(["agency", "closed_session", "closed_session_agency", "conflict", "document", "guest", "guest_stay", "item", "meeting", "membership", "panel_version", "person", "restricted_minutes", "restricted_minutes_agency", "session"]);
  const triggers = fileOf(s.db).prepare("select distinct tbl_name from sqlite_master where type = 'trigger' and name like 'standing_%' order by 1").pluck().all();
  expect(triggers).toEqual([...tables].sort());
});

test("The question for a document is kept by all that reach looks into of a person", async () => {
  const who = (await whoseSession({ db: s.db, now }, token, limits))!;
  const looked = new Set<string>();
  const watching = new Proxy(who, {
    get: (of, name) => {
      looked.add(String(name));
      return of[name as keyof typeof of];
    },
  });
  itemsInReach({ db: s.db, now, who: watching }).select("item.id").compile();
  expect([...looked].sort()).toEqual(["conflicts", "guests", "memberships", "only", "outside"]);
});

test("Each of these changes everybody's standing; to be active, to write and to be heard of changes nobody's", async () => {
  const { db } = s;
  const at = now.toISOString();
  const changes = async (write: { execute: () => Promise<unknown> }) => {
    const before = standing();
    await write.execute();
    return standing() !== before;
  };
  expect(await changes(db.updateTable("session").set({ ended_at: at }).where("person_id", "=", "ruth"))).toBe(true);
  expect(await changes(db.updateTable("session").set({ second_at: at }).where("person_id", "=", "ruth"))).toBe(true);
  expect(await changes(db.updateTable("session").set({ locked_at: at }).where("person_id", "=", "ruth"))).toBe(true);
  expect(await changes(db.updateTable("session").set({ proved_at: at }).where("person_id", "=", "ruth"))).toBe(true);
  expect(await changes(db.updateTable("person").set({ is_lead: 1 }).where("id", "=", "dan"))).toBe(true);
  expect(await changes(db.updateTable("membership").set({ to_on: "2020-01-01" }).where("person_id", "=", "priya"))).toBe(true);
  expect(await changes(db.updateTable("panel_version").set({ reach_after_closing_days: 30 }))).toBe(true);
  expect(await changes(db.updateTable("meeting").set({ status: "live" }).where("id", "=", meetingId))).toBe(true);
  expect(await changes(db.updateTable("item").set({ withdrawn_at: null }).where("meeting_id", "=", meetingId))).toBe(true);
  await db.insertInto("subject").values({ id: "s-conflict", kind: "child", ref: "C-9009", display_name: "x", created_at: at }).execute();
  expect(await changes(db.insertInto("conflict").values({ id: "x", person_id: "ruth", subject_id: "s-conflict", declared_at: at, declared_by_id: "ruth" }))).toBe(true);
  expect(await changes(db.updateTable("conflict").set({ ended_at: at }))).toBe(true);
  expect(await changes(db.insertInto("guest").values({ id: "g", meeting_id: meetingId, person_id: "helen", capacity: "deputy", for_id: "dan", why: "x", invited_at: at, invited_by_id: "ruth" }))).toBe(true);
  expect(await changes(db.insertInto("guest_stay").values({ id: "g", guest_id: "g", from_at: at, from_by_id: "ruth" }))).toBe(true);
  expect(await changes(db.updateTable("guest_stay").set({ to_at: at }))).toBe(true);
  expect(await changes(db.updateTable("guest").set({ ended_at: at }))).toBe(true);
  const { item_id } = await db.selectFrom("document").select("item_id").where("id", "=", documentId).executeTakeFirstOrThrow();
  expect(await changes(db.insertInto("closed_session").values({ id: "c", item_id, document_id: documentId, from_at: at, by_id: "ruth", minuter_id: "ruth" }))).toBe(true);
  expect(await changes(db.insertInto("closed_session_agency").values({ session_id: "c", agency_id: "police" }))).toBe(true);
  expect(await changes(db.updateTable("closed_session").set({ to_at: at }))).toBe(true);
  expect(await changes(db.updateTable("meeting").set({ on_day: "2026-11-25" }).where("id", "=", meetingId))).toBe(true);
  expect(await changes(db.updateTable("document").set({ epoch: 2 }).where("id", "=", documentId))).toBe(true);

  expect(await changes(db.updateTable("session").set({ seen_at: at }).where("person_id", "=", "ruth"))).toBe(false);
  expect(await changes(db.insertInto("news").values({ id: "n", at, what: "signed in" }))).toBe(false);
  expect(await changes(db.insertInto("document_client").values({ document_id: documentId, client: 1, person_id: "ruth", agency_id: "csc", instance: "i", issued_at: at }))).toBe(false);
});

test("Who it is, is asked once, again after a change, and again in a minute; whoever acts is marked as active", async () => {
  const { db, tables } = watched(s.db);
  const sessions = new Sessions(limits);
  const whose = async (afterMs: number, acted = false) => {
    tables.clear();
    const who = await sessions.whose({ db, now: new Date(now.getTime() + afterMs) }, standing(), token, acted);
    return { name: who?.name ?? null, asked: tables.has("session") };
  };
  const ruth = { name: "Ruth Okafor" };
  expect(await whose(0)).toEqual({ ...ruth, asked: true });
  expect(await whose(1000)).toEqual({ ...ruth, asked: false });
  expect(await whose(askAgainMs + 1)).toEqual({ ...ruth, asked: true });
  // Known a moment ago, but not marked as active for more than a minute.
  expect(await whose(askAgainMs + 2, true)).toEqual({ ...ruth, asked: true });
  expect(await whose(askAgainMs + 3, true)).toEqual({ ...ruth, asked: false });
  const seen = await s.db.selectFrom("session").select("seen_at").where("person_id", "=", "ruth").orderBy("seen_at", "desc").executeTakeFirstOrThrow();
  expect(seen.seen_at).toBe(new Date(now.getTime() + askAgainMs + 2).toISOString());

  await s.db.updateTable("session").set({ ended_at: now.toISOString() }).where("person_id", "=", "ruth").execute();
  expect(await whose(askAgainMs + 4)).toEqual({ name: null, asked: true });
});

test("What was remembered does not outlive the session: idle for too long it is nobody's", async () => {
  const sessions = new Sessions(limits);
  const whose = (afterMs: number) => sessions.whose({ db: s.db, now: new Date(now.getTime() + afterMs) }, standing(), token);
  const idle = limits.idleMinutes * 60_000;
  expect((await whose(idle - 1000))?.name).toBe("Ruth Okafor");
  expect(await whose(idle + 1)).toBeNull();
});

test("A session that runs out is noticed though nothing is written, and said once; one that is used meanwhile goes on", async () => {
  const sessions = new Sessions(limits);
  const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
  const whose = (minutes: number, acted = false) => sessions.whose({ db: s.db, now: at(minutes) }, standing(), token, acted);
  expect((await whose(0))?.id).toBe("ruth");
  expect(sessions.someRanOut(at(59).getTime())).toBe(false);
  // Used in another thread: nothing is told here.
  await whoseSession({ db: s.db, now: at(30) }, token, limits);
  expect(sessions.someRanOut(at(61).getTime())).toBe(true);
  expect((await whose(61))?.id).toBe("ruth");
  expect(sessions.someRanOut(at(62).getTime())).toBe(false);
  expect(sessions.someRanOut(at(91).getTime())).toBe(true);
  expect(sessions.someRanOut(at(91).getTime())).toBe(false);
  expect(await whose(91)).toBeNull();
});

test("While somebody reads an older state on the connection, the standing is not theirs: whoever lost something a moment ago is not taken for who they were", async () => {
  const other = connect(s.file);
  const before = standing();
  let go!: () => void;
  const released = new Promise<void>((resolve) => {
    go = resolve;
  });
  let reading!: () => void;
  const begun = new Promise<void>((resolve) => {
    reading = resolve;
  });
  const held = snapshot(s.db, async (db) => {
    await db.selectFrom("panel").select("id").execute();
    reading();
    await released;
  });
  await begun;
  await other.updateTable("session").set({ ended_at: now.toISOString() }).where("person_id", "=", "ruth").execute();
  const asked = standingNow(s.db);
  // Beside the turn one sees what the reader sees.
  expect(standing()).toBe(before);
  go();
  await held;
  expect(await asked).toBeGreaterThan(before);
  await other.destroy();
});
