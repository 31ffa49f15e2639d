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

// Helen of Seaholme Homes is in no panel. She is invited to the item of MACSE's meeting that is about x-child, and let in. Every route of the
// build, with every id that there is, holds nothing of MACSE's for her but that item; and Tomasz, Dan's deputy there, finds that meeting alone.

let house: House;
let routes: Route[];
const cookies = {} as Record<Person, string>;

async function fill(db: Db, now: Date): Promise<void> {
  await fillApart(db, now);
  const at = now.toISOString();
  // Where it takes place is for whoever comes.
  await db.updateTable("meeting").set({ place: "Town hall" }).where("id", "=", "x-live").execute();
  await db.insertInto("guest_stay").values({ id: "x-stay", guest_id: "x-guest", from_at: at, from_by_id: "ruth" }).execute();
  await db.insertInto("guest").values({ id: "x-deputy", meeting_id: "x-live", person_id: "tomasz", capacity: "deputy", for_id: "dan", why: "On leave", invited_at: at, invited_by_id: "ruth" }).execute();
}

beforeAll(async () => {
  house = await openHouse({ fill });
  for (const person of ["amira", "helen", "tomasz", "chloe"] satisfies Person[]) cookies[person] = await cookieOf(house, person);
  routes = (await routesOfBuild(house)).filter((route) => !leaves(route));
});
afterAll(() => house.close());

const reads = async (person: Person, path: string) => {
  const answer = await fetch(house.url + path, { headers: { Cookie: cookies[person] }, redirect: "manual" });
  return { status: answer.status, body: await answer.text() };
};

test("Every route, read, read as data and posted to, holds nothing of MACSE's for who is invited to an item, and answers as for what does not exist", async () => {
  const before = await everything(house);
  const wrong: string[] = [];
  for (const route of routes)
    for (const one of tries) {
      const visit = route.path.startsWith("/visits/");
      const nothing = /:/.test(route.path) ? await knock(house, cookies.helen, route, nowhere(route), one) : null;
      for (const path of addresses(route, ruleOf(route)!)) {
        if (one.method === "POST" && ruleOf(route)!.who !== "of the panel" && !visit) continue;
        const answer = await knock(house, cookies.helen, route, path, one);
        const told = `${one.method} ${path}${one.data ? " (data)" : ""}: ${answer.status}`;
        const own = visit && /^\/visits\/x-live(\/|$)/.test(path);
        if (answer.body.includes(canary) || (!own && new RegExp(`${childs}|C-7101`).test(answer.body))) wrong.push(`${told} with what MACSE wrote`);
        if (answer.status >= 500) wrong.push(told);
        if (!own && ["of the panel", "their own", "invited"].includes(ruleOf(route)!.who) && nothing && has(route, one) && alike(answer, path) !== alike(nothing, nowhere(route))) wrong.push(`${told}, not the same as for what does not exist (${nothing.status})`);
      }
    }
  expect(wrong).toEqual([]);
  expect(await everything(house)).toBe(before);
});

test.each(["q=Quillfeather", "text=Wrenfield", "q=C-7101", "panel=macse", "subject=x-child", "item=x-item"])("Lists and searches with %s hold nothing of MACSE's either", async (query) => {
  const wrong: string[] = [];
  for (const route of routes.filter((route) => ["signed in", "in a panel"].includes(ruleOf(route)?.who ?? "")))
    for (const address of addresses(route, ruleOf(route)!)) {
      const { body } = await reads("helen", `${address}?${query}`);
      const typed = query.slice(query.indexOf("=") + 1);
      const rest = body.replaceAll(query, "").replace(new RegExp(`(value="|text"?:"?|q"?:"?|typed"?:"?|“|subject"?:"|item"?:")${typed}`, "g"), "");
      if (new RegExp(`${canary}|${childs}|C-7101`).test(rest)) wrong.push(`${address}?${query}`);
    }
  expect(wrong).toEqual([]);
});

test("The visit's page holds the item and nothing of the others: no id, number, count or name", async () => {
  const { status, body } = await reads("helen", "/visits/x-live");
  expect(status).toBe(200);
  expect(body).toContain(`${childs} C-7101`);
  expect(body).toContain("x-document");
  expect(body).not.toMatch(/x-other|x-offender|O-7101|x-guest|x-deputy|Tomasz|Amira|"A1"|>A1<|P1\b/);
  const start = await reads("helen", "/home");
  expect(start.body).toContain("/visits/x-live");
  expect(start.body).not.toMatch(new RegExp(`${canary}|${childs}`));
});

test("A deputy finds that meeting, what is listed there, and nothing else of the panel", async () => {
  const found = ["/meetings/x-live", "/meetings/x-live/live", "/meetings/x-live/attendance", "/meetings/x-live/guests", "/subjects/x-child", "/subjects/x-offender", "/items/x-item/history", "/items/x-item/action", "/actions/x-action", "/sharing/x-sharing"];
  const not = ["/panels/macse", "/cases/x-case", "/meetings/x-draft", "/meetings/x-ended", "/meetings/x-ended/minutes", "/subjects/x-location", "/subjects/x-ended-child", "/items/x-ended-item/history", "/imports/x-import", "/items/x-item/chair-minutes", "/visits/x-live"];
  const answers = async (paths: string[]) => Promise.all(paths.map(async (path) => [path, (await reads("tomasz", path)).status]));
  expect(await answers(found)).toEqual(found.map((path) => [path, 200]));
  expect(await answers(not)).toEqual(not.map((path) => [path, 404]));
  // The record itself, but neither the panel's case nor what stands in papers of other meetings.
  const record = (await reads("tomasz", "/subjects/x-child")).body;
  expect(record).toContain(childs);
  expect(record).not.toContain("/cases/x-case");
});

test("On the line who is let in opens that item's minutes to read, and hears of nothing else; shown out, of nothing at all", async () => {
  const connect = (person: Person): Promise<Client> =>
    new Promise((resolve, reject) => {
      const client = io(house.url, { parser, transports: ["websocket"], forceNew: true, extraHeaders: { Cookie: cookies[person] }, auth: { readAt: new Date().toISOString() }, reconnection: false });
      client.once("connect", () => resolve(client)).once("connect_error", reject);
    });
  const [helen, chloe] = [await connect("helen"), await connect("chloe")];
  const heard: [string, unknown][] = [];
  helen.onAny((name: string, message: unknown) => heard.push([name, message]));
  const ask = (client: Client, name: string, message: unknown): Promise<{ code?: string; mayWrite?: boolean }> => client.timeout(5000).emitWithAck(name, message);
  const opening = (documentId: string) => ({ documentId, instance: "2".repeat(32), stateVector: new Uint8Array([0]), epoch: null });
  const ids = { documentId: "x-document", meetingId: "x-live", itemId: "x-item" };
  for (const event of events.filter((event) => !event.harmless && !["minutes:open", "visit:join"].includes(event.name))) expect([event.name, await ask(helen, event.name, event.sample(ids))]).toEqual([event.name, { code: "revoked" }]);
  for (const documentId of ["x-other-document", "x-chair-document", "x-ended-item-document", unknown]) expect(await ask(helen, "minutes:open", opening(documentId))).toEqual({ code: "revoked" });
  expect(await ask(helen, "visit:join", { meetingId: "x-live" })).toEqual({});
  expect(await ask(helen, "visit:join", { meetingId: "x-ended" })).toEqual({ code: "revoked" });
  expect(await ask(helen, "minutes:open", opening("x-document"))).toMatchObject({ mayWrite: false });

  // Others come and go, and something happens at another item: she hears nothing of it.
  const here = new Promise<{ people: { name: string; capacity?: string }[] }>((resolve) => chloe.once("meeting:here", resolve));
  expect((await ask(chloe, "meeting:join", { meetingId: "x-live", itemId: "x-other-item" })).code).toBeUndefined();
  expect((await here).people.map((one) => [one.name, one.capacity])).toEqual([["Chloe Adeyemi", undefined], ["Helen Marsh", "invited attendee"]]);
  const post = (path: string, fields: Record<string, string>) => fetch(house.url + path, { method: "POST", redirect: "manual", headers: { Cookie: cookies.amira, Origin: house.url }, body: new URLSearchParams(fields) });
  expect((await post("/items/x-other-item/minutes-closing", {})).status).toBe(302);
  expect(heard).toEqual([]);
  // What happens at hers, she does: the bell that comes is the first.
  const rung = new Promise((resolve) => helen.once("bell", resolve));
  expect((await post("/items/x-item/minutes-closing", {})).status).toBe(302);
  await rung;
  expect((await post("/items/x-item/minutes-reopening", {})).status).toBe(302);
  const ended = new Promise<{ code: string }>((resolve) => helen.on("minutes:ended", (message: { code: string }) => message.code === "revoked" && resolve(message)));
  expect((await ask(helen, "minutes:open", opening("x-document"))).code).toBeUndefined();
  expect((await post("/guests/x-guest/showing-out", {})).status).toBe(302);
  await ended;
  expect(await ask(helen, "minutes:open", opening("x-document"))).toEqual({ code: "revoked" });
  expect(JSON.stringify(heard)).not.toMatch(/x-other|x-item|Chloe|Amira/);
  helen.disconnect();
  chloe.disconnect();
});
