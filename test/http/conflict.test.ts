import { type Socket as Client, io } from "socket.io-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as parser from "#app/live/wire.ts";
import type { Db } from "#db/connect.server.ts";
import { events } from "../../server/live/events.ts";
import type { Person } from "../cast.ts";
import { cookieOf, type House, openHouse } from "../house.ts";
import { canary, fillMacse } from "../macse.ts";
import { addresses, alike, everything, has, knock, nowhere, type Route, routesOfBuild, ruleOf, tries, unknown } from "./knock.ts";

// A conflict of interest over HTTP and on the line: Dan, a member of MACSE, has one about x-child. Every route of the build, with every id that
// there is, holds nothing of that child for him; and all else that is MACSE's holds for him what it holds for a colleague.

/** Stands in every text that these rows hold of x-child, and in no other. */
const childs = "Wrenfield";
let house: House;
let routes: Route[];
const cookies = {} as Record<Person, string>;

async function fill(db: Db, now: Date): Promise<void> {
  await fillMacse(db, now);
  const at = now.toISOString();
  await db.updateTable("subject").set({ display_name: `${childs} C-7101` }).where("id", "=", "x-child").execute();
  await db.updateTable("child").set({ family_name: childs }).where("subject_id", "=", "x-child").execute();
  await db.updateTable("panel_case").set({ why: childs }).where("id", "=", "x-case").execute();
  for (const table of ["alias", "period"] as const) await db.updateTable(table as "alias").set(table === "alias" ? { name: childs } : ({ value: childs } as never)).where("subject_id", "=", "x-child").execute();
  await db.updateTable("link").set({ note: childs }).where("id", "=", "x-link").execute();
  await db.updateTable("missing_episode").set({ note: childs }).where("id", "=", "x-missing").execute();
  await db.updateTable("action").set({ what: childs }).where("id", "=", "x-action").execute();
  await db.updateTable("risk").set({ rationale: childs }).where("id", "=", "x-risk").execute();
  await db.updateTable("sharing").set({ what: childs }).where("id", "=", "x-sharing").execute();
  await db.updateTable("withdrawal").set({ reason: childs }).where("id", "=", "x-withdrawal").execute();
  await db.updateTable("conflict_reason").set({ reason: childs }).execute();
  await db.updateTable("item").set({ reasons: JSON.stringify([{ rule: "byHand", text: childs, weight: 1 }]) }).where("subject_id", "=", "x-child").execute();
  // Somebody else's item whose reasons, and whose case, name the child by reference; an action under it that is about both; minutes that are done.
  await db.insertInto("item").values({ id: "x-other-item", meeting_id: "x-live", kind: "subject", number: "P1", section: "offenders", position: 2, minutes: 10, subject_id: "x-offender", added_at: at, reasons: JSON.stringify([{ rule: "linkedToListed", text: "Linked to C-7101", weight: 1, refs: ["C-7101"] }, { rule: "byHand", text: canary, weight: 2 }]) }).execute();
  await db.insertInto("document").values({ id: "x-other-document", item_id: "x-other-item" }).execute();
  await db.updateTable("panel_case").set({ why: "Linked to C-7101" }).where("subject_id", "=", "x-offender").execute();
  const action = await db.selectFrom("action").selectAll().where("id", "=", "x-action").executeTakeFirstOrThrow();
  await db.insertInto("action").values({ ...action, id: "x-both", ref: "MACSE-2/P1/1", item_id: "x-other-item" }).execute();
  await db.insertInto("action_subject").values([{ action_id: "x-both", subject_id: "x-child" }, { action_id: "x-both", subject_id: "x-offender" }]).execute();
  await db.insertInto("proposal").values({ id: "x-hidden-proposal", meeting_id: "x-ended", subject_id: "x-child", section: "children", position: 1, minutes: 10, reasons: JSON.stringify([{ rule: "byHand", text: childs, weight: 1 }]), proposed_at: at, decision: "declined", decision_reason: childs, decided_at: at }).execute();
  const item = { kind: "subject", number: "A1", section: "Children", outcome: null, entries: [] };
  const paper = { panel: "MACSE", code: "MACSE", number: 1, onDay: at.slice(0, 10), startsAt: "10:00", place: null, chair: null, attendance: [], addenda: [{ at, by: "Amira", itemId: "x-ended-item-2", number: "A2", text: childs, reason: childs, version: 2 }], items: [
    { ...item, id: "x-ended-item", subjectId: "x-ended-child", ref: "C-7102", name: `${canary} C-7102`, text: canary },
    { ...item, id: "x-ended-item-2", subjectId: "x-child", ref: "C-7101", name: childs, text: childs },
  ] };
  await db.insertInto("minutes_version").values({ id: "x-paper", meeting_id: "x-ended", version: 1, state: "draft", content: JSON.stringify(paper), hash: "0", at }).execute();
  await db.insertInto("conflict").values({ id: "x-own", person_id: "dan", subject_id: "x-child", declared_at: at, declared_by_id: "dan" }).execute();
  await db.insertInto("conflict_reason").values({ conflict_id: "x-own", reason: childs }).execute();
}

beforeAll(async () => {
  house = await openHouse({ fill });
  for (const person of ["amira", "dan", "chloe"] satisfies Person[]) cookies[person] = await cookieOf(house, person);
  routes = (await routesOfBuild(house)).filter((route) => route.path !== "/sign-out");
});
afterAll(() => house.close());

/** What of the child an answer holds, when the address that was asked for is left out. */
const holds = (body: string, path: string): string | undefined =>
  new RegExp(`${childs}|C-7101|x-(child|case|item|draft-item|action|sharing|risk|document|missing|care|alias|period|link)(?![-\\w])[^"]{0,20}`).exec(body.replaceAll(path, "").replaceAll(JSON.stringify(path).slice(1, -1).replaceAll("/", "\\u002F"), "").replace(/"params":\{[^}]*\}|"location":\{[^}]*\}/g, ""))?.[0];
/** Whose address names the child, or what is theirs alone. */
const isOfChild = (path: string): boolean => /\/x-(child|case|item|draft-item|action|sharing|risk|document|notice)(\/|$)/.test(path);

test("Every route, read, read as data and posted to, holds nothing of the child, and what is the child's answers as what does not exist", async () => {
  const before = await everything(house);
  const wrong: string[] = [];
  for (const route of routes)
    for (const one of tries) {
      // What is posted changes what may be changed: only what must not exist is posted to.
      const nothing = /:/.test(route.path) ? await knock(house, cookies.dan, route, nowhere(route), one) : null;
      for (const path of addresses(route, ruleOf(route)!)) {
        if (one.method === "POST" && !isOfChild(path)) continue;
        const answer = await knock(house, cookies.dan, route, path, one);
        const told = `${one.method} ${path}${one.data ? " (data)" : ""}: ${answer.status}`;
        const held = holds(answer.body, path);
        if (held) wrong.push(`${told} holds ${held}`);
        if (answer.status >= 500) wrong.push(told);
        if (isOfChild(path) && nothing && has(route, one) && alike(answer, path) !== alike(nothing, nowhere(route))) wrong.push(`${told}, not the same as for what does not exist (${nothing.status})`);
      }
    }
  expect(wrong).toEqual([]);
  expect(await everything(house)).toBe(before);
});

test.each(["q=Wrenfield", "text=Wrenfield", "q=C-7101", "text=C-7101", "panel=macse", "subject=x-child", "item=x-item"])("Lists and searches with %s hold nothing of the child", async (query) => {
  const wrong: string[] = [];
  for (const route of routes.filter((route) => ["signed in", "in a panel"].includes(ruleOf(route)?.who ?? "") || route.path === "/meetings/:meetingId/live"))
    for (const address of addresses(route, ruleOf(route)!)) {
      const answer = await knock(house, cookies.dan, route, `${address}?${query}`, { method: "GET", data: false });
      const typed = query.slice(query.indexOf("=") + 1);
      const held = holds(answer.body.replaceAll(query, "").replace(new RegExp(`(value="|text"?:"?|q"?:"?|typed"?:"?|“|subject"?:"|item"?:")${typed}`, "g"), ""), address);
      if (held) wrong.push(`${address}?${query} holds ${held}`);
    }
  expect(wrong).toEqual([]);
});

test("A colleague finds all of it, and Dan finds the rest of MACSE's", async () => {
  const reads = async (person: Person, path: string) => {
    const answer = await fetch(house.url + path, { headers: { Cookie: cookies[person] } });
    return { status: answer.status, body: await answer.text() };
  };
  for (const path of ["/subjects/x-child", "/cases/x-case", "/actions/x-action", "/actions/x-both", "/sharing/x-sharing", "/meetings/x-live/live", "/meetings/x-ended/minutes", "/panels/macse"]) expect([path, (await reads("chloe", path)).body.includes(childs)]).toEqual([path, true]);
  for (const path of ["/subjects/x-offender", "/meetings/x-live", "/meetings/x-live/live", "/meetings/x-ended/minutes", "/panels/macse", "/subjects"]) {
    const { status, body } = await reads("dan", path);
    expect([path, status, body.includes(canary)]).toEqual([path, 200, true]);
  }
  const chair = await reads("amira", "/subjects/x-child/conflicts");
  expect(chair.body).toContain("Dan Kowalczyk");
  expect(chair.body).toContain(`In confidence: <!-- -->${childs}`);
  const member = await reads("chloe", "/subjects/x-child/conflicts");
  expect(member.body).toContain("Dan Kowalczyk");
  expect(member.body.replaceAll(`${childs} C-7101`, "")).not.toContain(childs);
});

test("On the line Dan is refused the child's minutes as what does not exist, and hears neither who is at them nor that anything happened there", async () => {
  const connect = (person: Person): Promise<Client> =>
    new Promise((resolve, reject) => {
      const client = io(house.url, { parser, transports: ["websocket"], forceNew: true, extraHeaders: { Cookie: cookies[person] }, auth: { readAt: new Date().toISOString() }, reconnection: false });
      client.once("connect", () => resolve(client)).once("connect_error", reject);
    });
  const ids = { documentId: "x-document", meetingId: "x-live", itemId: "x-item" };
  const none = { ...ids, documentId: unknown, itemId: unknown };
  const [dan, chloe] = [await connect("dan"), await connect("chloe")];
  const heard: [string, unknown][] = [];
  dan.onAny((name: string, message: unknown) => heard.push([name, message]));
  const ask = (client: Client, name: string, message: unknown): Promise<{ code?: string }> => client.timeout(5000).emitWithAck(name, message);
  for (const event of events.filter((event) => !event.harmless)) {
    const answer = await ask(dan, event.name, event.sample(ids));
    expect([event.name, answer]).toEqual([event.name, { code: "revoked" }]);
    expect(await ask(dan, event.name, event.sample(none))).toEqual(answer);
  }
  expect(await ask(dan, "meeting:join", { meetingId: "x-live", itemId: "x-other-item" })).toEqual({});
  expect((await ask(chloe, "meeting:join", { meetingId: "x-live", itemId: "x-item" })).code).toBeUndefined();
  expect((await ask(chloe, "minutes:open", { documentId: "x-document", instance: "1".repeat(32), stateVector: new Uint8Array([0]), epoch: null })).code).toBeUndefined();
  // Something happens at the child's item, then something at another: the second bell is the first that Dan hears.
  const post = (path: string, fields: Record<string, string>) => fetch(house.url + path, { method: "POST", redirect: "manual", headers: { Cookie: cookies.amira, Origin: house.url }, body: new URLSearchParams(fields) });
  const bells = () => heard.filter(([name]) => name === "bell").length;
  expect((await post("/items/x-item/minutes-closing", {})).status).toBe(302);
  expect((await post("/items/x-item/minutes-reopening", {})).status).toBe(302);
  expect((await ask(chloe, "meeting:join", { meetingId: "x-live", itemId: "x-item" })).code).toBeUndefined();
  expect(bells()).toBe(0);
  const rung = new Promise((resolve) => dan.once("bell", resolve));
  expect((await post("/items/x-other-item/minutes-closing", {})).status).toBe(302);
  await rung;
  expect(bells()).toBe(1);
  // Who is here is told a moment after they came.
  await expect.poll(() => JSON.stringify(heard)).toContain("Chloe");
  expect(JSON.stringify(heard)).not.toContain("x-item");
  dan.disconnect();
  chloe.disconnect();
});
