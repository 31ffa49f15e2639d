import { type Socket as Client, io } from "socket.io-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as parser from "#app/live/wire.ts";
import type { Db } from "#db/connect.server.ts";
import { events } from "../../server/live/events.ts";
import type { Person } from "../cast.ts";
import { cookieOf, type House, openHouse } from "../house.ts";
import { canary } from "../macse.ts";
import { childs, fillApart } from "./apart.ts";
import { addresses, alike, everything, has, knock, leaves, nowhere, type Route, routesOfBuild, ruleOf, tries, unknown } from "./knock.ts";

// A conflict of interest over HTTP and on the line: Dan, a member of MACSE, has one about x-child. Every route of the build, with every id that
// there is, holds nothing of that child for him; and all else that is MACSE's holds for him what it holds for a colleague.

let house: House;
let routes: Route[];
const cookies = {} as Record<Person, string>;

async function fill(db: Db, now: Date): Promise<void> {
  await fillApart(db, now);
  const at = now.toISOString();
  await db.insertInto("conflict").values({ id: "x-own", person_id: "dan", subject_id: "x-child", declared_at: at, declared_by_id: "dan" }).execute();
  await db.insertInto("conflict_reason").values({ conflict_id: "x-own", reason: childs }).execute();
}

beforeAll(async () => {
  house = await openHouse({ fill });
  for (const person of ["amira", "dan", "chloe"] satisfies Person[]) cookies[person] = await cookieOf(house, person);
  routes = (await routesOfBuild(house)).filter((route) => !leaves(route));
});
afterAll(() => house.close());

/** What of the child an answer holds, when the address that was asked for is left out. */
const holds = (body: string, path: string): string | undefined =>
  new RegExp(`${childs}|C-7101|x-(child|case|item|draft-item|action|sharing|risk|document|missing|care|alias|period|link|guest|note)(?![-\\w])[^"]{0,20}`).exec(body.replaceAll(path, "").replaceAll(JSON.stringify(path).slice(1, -1).replaceAll("/", "\\u002F"), "").replace(/"params":\{[^}]*\}|"location":\{[^}]*\}/g, ""))?.[0];
/** Whose address names the child, or what is theirs alone. */
const isOfChild = (path: string): boolean => /\/x-(child|case|item|draft-item|action|sharing|risk|document|notice|guest|note)(\/|$)/.test(path);

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
  expect(JSON.parse(await everything(house))).toEqual(JSON.parse(before));
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
  // The meeting itself Dan reaches: the wall rings for him as for every member.
  for (const event of events.filter((event) => !event.harmless && event.name !== "room:watch")) {
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
