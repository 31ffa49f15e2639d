import { readFileSync } from "node:fs";
import { type Socket as Client, io } from "socket.io-client";
import * as parser from "#app/live/wire.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { exports, otherFiles } from "#app/exports.server.ts";
import { events } from "../../server/live/events.ts";
import type { Person } from "../cast.ts";
import { cookieOf, type House, openHouse, visitor } from "../house.ts";
import { canary, fillMacse } from "../macse.ts";
import { rules } from "../route-rules.ts";
import { addresses, alike, everything, has, knock as knockAt, leaves, nowhere, type Route, routesOfBuild, ruleOf, tries, type Try, unknown } from "./knock.ts";

// Every route of the build, tried by people for whom another panel's records do not exist: Priya is a member of
// Missing From Home alone, Tomasz owns actions and is in no panel, and there are an administrator, an auditor and a privacy officer.

const outsiders = ["priya", "tomasz", "admin", "audit", "wilma"] satisfies Person[];
let house: House;
let routes: Route[];
const cookies = {} as Record<Person, string>;

beforeAll(async () => {
  house = await openHouse({ fill: fillMacse });
  routes = await routesOfBuild(house);
});
// What somebody has proved of themselves holds for minutes, and the last of these tests begins later than that.
beforeEach(async () => {
  // One session for each: whoever has others may end them.
  await house.db.deleteFrom("session").execute();
  for (const person of [...outsiders, "amira", "ruth", "dan", "ewan", "helen"] satisfies Person[]) cookies[person] = await cookieOf(house, person);
});
afterAll(() => house.close());

const knock = (person: Person, route: Route, path: string, one: Try) => knockAt(house, cookies[person], route, path, one);

test("Every route has a rule, and every rule a route", () => {
  expect(routes.filter((route) => !ruleOf(route)).map((route) => route.path)).toEqual([]);
  const paths = new Set(routes.map((route) => route.path));
  expect(Object.keys(rules).filter((path) => !paths.has(path))).toEqual([]);
});

describe("What belongs to MACSE does not exist", () => {
  test.each(outsiders)("for %s: each route, read and posted to by id, answers as if there were no such thing, and writes nothing", async (person) => {
    const before = await everything(house);
    const wrong: string[] = [];
    for (const route of routes.filter((route) => ["of the panel", "invited", "their own"].includes(ruleOf(route)?.who ?? "")))
      for (const one of tries) {
        const nothing = await knock(person, route, nowhere(route), one);
        for (const path of addresses(route, ruleOf(route)!)) {
          const answer = await knock(person, route, path, one);
          const told = `${one.method} ${path}${one.data ? " (data)" : ""}: ${answer.status}`;
          // A page that is only a way on to another, which is tried too, may send everybody there.
          const wayOn = one.method === "GET" && answer.location !== null;
          if (has(route, one) && answer.status !== 404 && !wayOn) wrong.push(told);
          if (!has(route, one) && answer.status < 400 && !wayOn) wrong.push(told);
          if (answer.body.includes(canary)) wrong.push(`${told} with what MACSE wrote`);
          if (alike(answer, path) !== alike(nothing, nowhere(route))) wrong.push(`${told}, not the same as for what does not exist (${nothing.status})`);
        }
      }
    expect(wrong).toEqual([]);
    expect(await everything(house)).toBe(before);
  });

  test.each(outsiders)("for %s: no list, start page or search holds a word of it", async (person) => {
    const before = await everything(house);
    const wrong: string[] = [];
    for (const route of routes.filter((route) => ["signed in", "in a panel", "anybody"].includes(ruleOf(route)?.who ?? "") && !leaves(route)))
      for (const one of tries)
        for (const query of ["", "q=Quillfeather", "text=Quillfeather", "panel=macse", "subject=x-child"]) {
          const [path] = addresses(route, ruleOf(route)!);
          const answer = await knock(person, { ...route, id: route.id }, `${path}${query && !one.data ? `?${query}` : ""}`, one);
          const typed = query.includes("Quillfeather") ? answer.body.replaceAll(/(value="|text"?:"?|q"?:"?|“)Quillfeather/g, "") : answer.body;
          if (answer.status >= 500) wrong.push(`${one.method} ${path}?${query}: ${answer.status}`);
          if (new RegExp(`${canary} [CLO]-|C-7101|x-child|x-live`).test(typed.replaceAll("subject=x-child", "").replaceAll(/"subject":"x-child"/g, ""))) wrong.push(`${one.method} ${path}?${query} holds what is MACSE's`);
          if (one.data) break;
        }
    expect(wrong).toEqual([]);
    expect(await everything(house)).toBe(before);
  });
});

test.each([["administrator", "admin"], ["auditor", "audit"], ["privacy officer", "wilma"], ["may open in an emergency", "ewan"]] as const)("What is for the %s does not exist for anybody else", async (who, insider) => {
  const before = await everything(house);
  const wrong: string[] = [];
  for (const route of routes.filter((route) => ruleOf(route)?.who === who))
    for (const one of tries)
      for (const path of addresses(route, ruleOf(route)!)) {
        for (const person of (["priya", "tomasz", "amira", "admin", "audit", "wilma", "ewan"] as const).filter((p) => p !== insider && !(who === "may open in an emergency" && ["amira", "wilma"].includes(p)))) {
          const { status, body } = await knock(person, route, path, one);
          if (has(route, one) ? status !== 404 : status < 400) wrong.push(`${person}: ${one.method} ${path}${one.data ? " (data)" : ""}: ${status}`);
          if (body.includes(canary)) wrong.push(`${person}: ${path} holds what is MACSE's`);
        }
        if (one.method === "GET" && !one.data) {
          const { status, body } = await knock(insider, route, path, one);
          if (status !== 200 || body.includes(canary)) wrong.push(`${insider}: GET ${path}: ${status}`);
        }
      }
  expect(wrong).toEqual([]);
  expect(await everything(house)).toBe(before);
});

test("Before sign-in every route leads to sign-in", async () => {
  const wrong: string[] = [];
  for (const route of routes.filter((route) => ruleOf(route)?.who !== "anybody"))
    for (const one of tries) {
      const [path] = addresses(route, ruleOf(route)!);
      const answer = await fetch(`${house.url}${path}${one.data ? `?_data=${encodeURIComponent(route.id)}` : ""}`, { method: one.method, redirect: "manual", headers: { Origin: house.url }, ...(one.method === "POST" && { body: new URLSearchParams() }) });
      const to = answer.headers.get("location") ?? answer.headers.get("x-remix-redirect");
      if (!to?.startsWith("/sign-in")) wrong.push(`${one.method} ${path}: ${answer.status} ${to}`);
    }
  expect(wrong).toEqual([]);
});

describe("On the live side", () => {
  const ids = { documentId: "x-document", meetingId: "x-live", itemId: "x-item" };
  const none = { documentId: unknown, meetingId: unknown, itemId: unknown };
  // As a page that was read a moment ago does.
  const connect = (person: Person): Promise<Client> =>
    new Promise((resolve, reject) => {
      const client = io(house.url, { parser, transports: ["websocket"], forceNew: true, extraHeaders: { Cookie: cookies[person] ?? "" }, auth: { readAt: new Date().toISOString() }, reconnection: false });
      client.once("connect", () => resolve(client)).once("connect_error", reject);
    });
  const ask = (client: Client, name: string, message: unknown): Promise<{ code?: string }> => client.timeout(5000).emitWithAck(name, message);

  test.each(outsiders)("%s is refused every message about MACSE, as for what does not exist, and hears nothing", async (person) => {
    const client = await connect(person);
    const heard: string[] = [];
    client.onAny((name: string) => heard.push(name));
    for (const event of events.filter((event) => !event.harmless)) {
      const answer = await ask(client, event.name, event.sample(ids));
      expect([event.name, answer?.code]).toEqual([event.name, "revoked"]);
      expect(answer).toEqual(await ask(client, event.name, event.sample(none)));
    }
    // A member of MACSE is let in, which is heard by those who are there, and by nobody else.
    const amira = await connect("amira");
    for (const event of events.filter((event) => event.name === "meeting:join" || event.name === "minutes:open")) expect((await ask(amira, event.name, event.sample(ids)))?.code).toBeUndefined();
    await ask(client, "minutes:cursor", events.find((event) => event.name === "minutes:cursor")!.sample(none));
    expect(heard).toEqual([]);
    amira.disconnect();
    client.disconnect();
  });

  test("Nobody comes in without a session, or with one that has ended", async () => {
    await expect(connect("beth")).rejects.toThrow("signed out");
    const dan = await visitor(house, "dan");
    cookies.beth = dan.cookie;
    (await connect("beth")).disconnect();
    await dan.post("/sign-out", {});
    await expect(connect("beth")).rejects.toThrow("signed out");
  });
});

test("What somebody opened in an emergency, or inspects, they find", async () => {
  const wrong: string[] = [];
  for (const route of routes.filter((route) => ruleOf(route)?.who === "their own"))
    for (const path of addresses(route, ruleOf(route)!)) {
      const { status } = await knock(ruleOf(route)!.as ?? "amira", route, path, { method: "GET", data: false });
      if (status !== 200) wrong.push(`GET ${path}: ${status}`);
    }
  expect(wrong).toEqual([]);
});

const isPage = (id: string): boolean => /^export default /m.test(readFileSync(`app/${id}.tsx`, "utf8"));

test("Whoever has not proved lately who they are gets no file of an export, from whatever route: they are led to the page that asks", async () => {
  await house.db.updateTable("session").set({ proved_at: new Date(Date.now() - 6 * 60_000).toISOString() }).execute();
  const wrong: string[] = [];
  const led = new Set<string>();
  for (const route of routes.filter((route) => route.hasLoader))
    for (const path of addresses(route, ruleOf(route)!))
      // What shows a page gives a file in no other way than by its data.
      for (const query of [...(isPage(route.id) ? [] : [""]), `?_data=${encodeURIComponent(route.id)}`]) {
        const answer = await fetch(house.url + path + query, { redirect: "manual", headers: { Cookie: cookies[ruleOf(route)!.as ?? (ruleOf(route)!.who === "invited" ? "helen" : "amira")]! } });
        await answer.arrayBuffer();
        const to = answer.headers.get("location") ?? answer.headers.get("x-remix-redirect");
        if (/attachment/.test(answer.headers.get("content-disposition") ?? "") && !otherFiles[route.path]) wrong.push(`${path}${query}: a file`);
        if (to?.startsWith("/proof?")) {
          led.add(route.path);
          if (to !== `/proof?to=${encodeURIComponent(path)}`) wrong.push(`${path}${query} leads to ${to}`);
        }
      }
  expect(wrong).toEqual([]);
  expect([...led].sort()).toEqual(Object.keys(exports).sort());
});

// Last, for it writes: without it every "not found" above might only mean that an address was wrong.
test("MACSE's own people do find each of these routes", async () => {
  const wrong: string[] = [];
  for (const route of routes.filter((route) => ["of the panel", "their own"].includes(ruleOf(route)?.who ?? "")))
    for (const one of tries.filter((one) => !one.data && has(route, one))) {
      const rule = ruleOf(route)!;
      const statuses = [];
      for (const path of addresses(route, rule)) statuses.push((await knock(rule.as ?? "amira", route, path, one)).status);
      if (statuses.some((status) => status >= 500) || statuses.every((status) => status === 404)) wrong.push(`${one.method} ${route.path}: ${statuses.join(", ")}`);
    }
  expect(wrong).toEqual([]);
});
