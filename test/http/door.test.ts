import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { codeOf } from "#app/models/people/factor.server.ts";
import { demoPassword, demoSecret } from "#db/demo/partnership.server.ts";
import { fileOf } from "#db/connect.server.ts";
import { cookieOf, emails, type House, openHouse, visitor } from "../house.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse({ env: { SIGN_IN_TRIES_PER_HOUR: "5", SESSION_IDLE_MINUTES: "30", SESSION_HOURS: "8" } });
});
afterAll(() => house.close());

const post = (path: string, headers: Record<string, string>, fields: Record<string, string> = {}) => fetch(house.url + path, { method: "POST", redirect: "manual", headers, body: new URLSearchParams(fields) });
const signIn = (email: string, password: string) => post("/sign-in", { Origin: house.url }, { email, password });

describe("What did not come from our own page is refused, whatever it asks for", () => {
  let cookie: string;
  let before: number;
  beforeAll(async () => {
    cookie = await cookieOf(house, "admin");
    before = (await house.db.selectFrom("agency").select("id").execute()).length;
  });
  const agency = { name: "Forged", kind: "other" };
  test.each([
    ["from another site", { Origin: "https://evil.example" }],
    ["from another port of this host", { Origin: "http://localhost:1" }],
    ["from a page that hides where it is", { Origin: "null" }],
    ["without any origin", {}],
    ["from another site, as the browser says", { "Sec-Fetch-Site": "cross-site" }],
    ["from a neighbour of our site", { "Sec-Fetch-Site": "same-site" }],
    ["with our origin but another site, as the browser says", { Origin: "ours", "Sec-Fetch-Site": "cross-site" }],
  ] as [string, Record<string, string>][])("%s", async (_, headers) => {
    const sent = { Cookie: cookie, ...headers, ...(headers.Origin === "ours" && { Origin: house.url }) };
    for (const path of ["/admin/agencies/new", "/admin/agencies/new?_data=routes%2Fadmin.agencies.new", "/sign-out", "/sign-in"]) expect((await post(path, sent, agency)).status).toBe(403);
    for (const method of ["PUT", "PATCH", "DELETE"]) expect((await fetch(`${house.url}/admin/agencies/new?_data=routes%2Fadmin.agencies.new`, { method, headers: sent, body: new URLSearchParams(agency) })).status).toBe(403);
  });
  test("and nothing was written; the same post from our own page is", async () => {
    expect((await house.db.selectFrom("agency").select("id").execute()).length).toBe(before);
    expect((await post("/admin/agencies/new", { Cookie: cookie, Origin: house.url }, { name: "Genuine", kind: "other" })).status).toBe(302);
    expect((await house.db.selectFrom("agency").select("id").execute()).length).toBe(before + 1);
  });
});

test("While somebody else holds the database a form waits, pages are read meanwhile; in the end it says that nothing was recorded, and keeps what was typed", async () => {
  const headers = { Cookie: await cookieOf(house, "admin"), Origin: house.url };
  const held = fileOf(house.db);
  held.exec("begin immediate");
  let answered = false;
  const late = post("/admin/agencies/new", headers, { name: "Held up", kind: "other" }).finally(() => {
    answered = true;
  });
  expect((await fetch(`${house.url}/admin/agencies/new`, { headers })).status).toBe(200);
  expect(answered).toBe(false);
  const answer = await late;
  expect(answer.status).toBe(503);
  const page = await answer.text();
  expect(page).toContain("Nothing was recorded: too much was being written at once. Try again");
  expect(page).toContain('value="Held up"');
  const next = post("/admin/agencies/new", headers, { name: "Held up", kind: "other" });
  expect((await fetch(`${house.url}/admin/agencies/new`, { headers })).status).toBe(200);
  held.exec("rollback");
  expect((await next).status).toBe(302);
});

describe("Before sign-in", () => {
  test.each(["/home", "/admin", "/subjects", "/meetings/x/live", "/no-such-page"])("%s leads to sign-in", async (path) => {
    const answer = await fetch(house.url + path, { redirect: "manual" });
    expect([answer.status, answer.headers.get("location")]).toEqual([303, `/sign-in?to=${encodeURIComponent(path)}`]);
  });
  test("a loader asked directly answers with the way to sign-in and nothing else", async () => {
    const answer = await fetch(`${house.url}/home?_data=routes%2Fhome`);
    expect([answer.status, answer.headers.get("x-remix-redirect"), await answer.text()]).toEqual([204, "/sign-in", ""]);
  });
  test("sign-in goes on to a page of ours only", async () => {
    const onward = async (to: string) => (await post(`/sign-in?to=${encodeURIComponent(to)}`, { Origin: house.url }, { email: emails.owen, password: demoPassword })).headers.get("location");
    expect(await onward("/actions?page=2")).toBe("/second-factor?to=%2Factions%3Fpage%3D2");
    for (const bad of ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/second-factor"]) expect(await onward(bad)).toBe("/second-factor");
  });
});

test("The session's cookie is out of reach of scripts and other sites, and pages are never kept by the browser", async () => {
  const answer = await signIn(emails.josie, demoPassword);
  expect(answer.headers.get("set-cookie")).toMatch(/^panelroom=[^;]+; Path=\/; HttpOnly; SameSite=Lax$/);
  const page = await (await visitor(house, "josie")).get("/home");
  expect(page.headers.get("cache-control")).toBe("no-store");
  expect(page.headers.get("content-security-policy")).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
  expect(page.headers.get("referrer-policy")).toBe("same-origin");
});

describe("A session", () => {
  const session = async () => (await house.db.selectFrom("session").selectAll().where("person_id", "=", "dan").orderBy("created_at", "desc").executeTakeFirstOrThrow()).token_hash;
  const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
  // Here time is written and does not pass: what standings rest on is written along, so that the session is looked at again.
  const set = async (hash: string, times: { created_at?: string; seen_at?: string }) => house.db.updateTable("session").set({ ...times, locked_at: null }).where("token_hash", "=", hash).execute();

  test("is locked when it was idle too long", async () => {
    const dan = await visitor(house, "dan");
    const hash = await session();
    await set(hash, { seen_at: minutesAgo(29) });
    expect((await dan.get("/home")).status).toBe(200);
    await set(hash, { seen_at: minutesAgo(31) });
    expect((await dan.get("/actions?page=2")).headers.get("location")).toBe("/unlock?to=%2Factions%3Fpage%3D2");
  });

  test("ends when it is too old, however busy", async () => {
    const dan = await visitor(house, "dan");
    await set(await session(), { created_at: minutesAgo(8 * 60 + 1), seen_at: minutesAgo(0) });
    expect((await dan.get("/home")).headers.get("location")).toMatch(/^\/sign-in/);
  });

  test("ends on the server when its owner signs out, and when they leave", async () => {
    const dan = await visitor(house, "dan");
    await dan.post("/sign-out", {});
    expect((await dan.get("/home")).status).toBe(303);
    const beth = await visitor(house, "beth");
    await (await visitor(house, "admin")).post("/admin/people/beth/leaving", {});
    expect((await beth.get("/home")).status).toBe(303);
    expect((await signIn(emails.beth, demoPassword)).status).toBe(422);
  });
});

test("Iqbal, whose password an administrator set, opens nothing but the page that changes it", async () => {
  const admin = await visitor(house, "admin");
  const page = await (await admin.post("/admin/people/iqbal/password", { beginning: "password" })).text();
  const password = /<code>([a-z0-9-]+)<\/code>/.exec(page)![1]!;
  expect(await (await admin.get("/admin/people/iqbal/password")).text()).not.toContain(password);
  const half = (await signIn(emails.iqbal, password)).headers.get("set-cookie")!.split(";")[0]!;
  const cookie = (await post("/second-factor", { Cookie: half, Origin: house.url }, { oneTimeCode: codeOf(demoSecret, new Date()) })).headers.get("set-cookie")!.split(";")[0]!;
  const get = (path: string) => fetch(house.url + path, { redirect: "manual", headers: { Cookie: cookie } });
  for (const path of ["/home", "/panels", "/actions", "/subjects"]) expect((await get(path)).headers.get("location")).toBe("/account");
  expect((await get("/home?_data=routes%2Fhome")).headers.get("x-remix-redirect")).toBe("/account");
  expect((await get("/account")).status).toBe(200);
  const changed = await post("/account", { Cookie: cookie, Origin: house.url }, { oldPassword: password, password: "three random words", passwordAgain: "three random words" });
  expect(changed.headers.get("location")).toBe("/account?changed");
  expect((await get("/home")).status).toBe(200);
});

test("After five wrong passwords within the hour the right one is refused too, in words that say what to do", async () => {
  for (let i = 0; i < 5; i++) expect((await signIn(emails.mairead, `wrong ${i}`)).status).toBe(422);
  const answer = await signIn(emails.mairead, demoPassword);
  expect(answer.status).toBe(422);
  expect(await answer.text()).toContain("Too many tries. Wait an hour, or ask your administrator");
  expect((await signIn(emails.gareth, demoPassword)).status).toBe(302);
});

describe("Tries are counted by the address that a request comes from", () => {
  const from = (url: string, i: number, address: string) => fetch(`${url}/sign-in`, { method: "POST", headers: { Origin: url, "X-Forwarded-For": address }, body: new URLSearchParams({ email: `nobody${i}@seaholme.example`, password: "not this" }) }).then((answer) => answer.text());
  const most = 10;

  test("which nobody chooses who comes directly", async () => {
    const direct = await openHouse({ env: { SIGN_IN_TRIES_PER_HOUR: "1", TRUSTED_PROXIES: "0" } });
    for (let i = 0; i < most; i++) expect(await from(direct.url, i, `203.0.113.${i}`)).toContain("is not right");
    expect(await from(direct.url, most, "203.0.113.99")).toContain("Too many tries");
    await direct.close();
  });

  test("which a trusted proxy says last, whatever was said before it", async () => {
    const behind = await openHouse({ env: { SIGN_IN_TRIES_PER_HOUR: "1", TRUSTED_PROXIES: "1" } });
    for (let i = 0; i < most; i++) expect(await from(behind.url, i, `203.0.113.${i}, 198.51.100.4`)).toContain("is not right");
    expect(await from(behind.url, most, "203.0.113.99, 198.51.100.4")).toContain("Too many tries");
    expect(await from(behind.url, most + 1, "203.0.113.99, 198.51.100.5")).toContain("is not right");
    await behind.close();
  });
});
