import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as Y from "yjs";
import { codeOf } from "#app/models/people/factor.server.ts";
import { unsnappy } from "../abuse/leveldb.ts";
import { hitsIn, openProfile, type Profile } from "../abuse/profile.ts";
import { demoPassword, demoSecret } from "#db/demo/partnership.server.ts";
import { emails, type House, openHouse } from "../house.ts";
import { documentId, fillMeeting } from "../meeting.ts";

// What somebody's browser keeps of what they read and typed here: nothing that the thief of a laptop could find. And that the search would find it.

/** Each stands in one place of the product, and nowhere else. */
const ours = {
  name: "Zqkestrel", alias: "Zqlapwing", fact: "Zqcurlew", note: "Zqdunlin", contact: "Zqplover", minutes: "Zqwhimbrel", title: "Zqgodwit",
  typed: "Zqsnipe", half: "Zqwheatear", halfLine: "Zqstonechat", searched: "Zqredshank", narrowed: "Zqgreenshank", suggested: "Zqturnstone", refused: "Zqsanderling", last: "Zqruff", password: demoPassword,
};
/** Each is left by a page that takes no care, in the way that its name says. */
const careless = {
  cached: "Zrplain", gzip: "Zrgzip", brotli: "Zrbrotli", deflate: "Zrdeflate", title: "Zrtitle", address: "Zraddress", "local storage": "Zrlocal", "session storage": "Zrsession", IndexedDB: "Zrindexed",
  "cache storage": "Zrcaches", "history's state": "Zrstate", "a field, to restore the session": "Zrfield", "a box, to restore the session": "Zrbox",
};

let house: House;
let elsewhere: Server;
let control: string;
const bodies: Record<string, [encoding: string, body: Buffer | string]> = {
  "/plain": ["", `<title>Plain</title><p>${careless.cached}</p>`], "/gzip": ["gzip", gzipSync(`<p>${careless.gzip}</p>`)], "/brotli": ["br", brotliCompressSync(`<p>${careless.brotli}</p>`)], "/deflate": ["deflate", deflateSync(`<p>${careless.deflate}</p>`)],
};

beforeAll(async () => {
  house = await openHouse({
    fill: async (db, now) => {
      await fillMeeting(db, now);
      const at = now.toISOString();
      const recorded = { recorded_at: at, recorded_by_id: "ruth" };
      await db.updateTable("subject").set({ display_name: ours.name }).where("id", "=", "c1").execute();
      await db.insertInto("alias").values({ id: "a", subject_id: "c1", name: ours.alias, kind: "known as", ...recorded }).execute();
      await db.insertInto("period").values({ id: "p", subject_id: "c1", kind: "school", value: ours.fact, from_on: at.slice(0, 10), ...recorded }).execute();
      await db.insertInto("note").values({ id: "n", subject_id: "c1", panel_id: "macse", agency_id: "police", handling: "shared", text: ours.note, contact: ours.contact, ...recorded }).execute();
      await db.updateTable("item").set({ title: ours.title }).where("id", "=", "m1-aob").execute();
      const doc = new Y.Doc();
      doc.getText("minutes").insert(0, ours.minutes);
      await db.insertInto("document_update").values({ document_id: documentId("m1-a1"), seq: 1, epoch: 1, person_id: "dan", agency_id: "police", instance: "x", instance_seq: 1, bytes: Buffer.from(Y.encodeStateAsUpdate(doc)), at }).execute();
    },
  });
  elsewhere = createServer((request, response) => {
    const [encoding, body] = bodies[request.url!] ?? ["", `<title>${careless.title}</title><form><input id="line" name="line"><textarea id="box" name="box"></textarea></form>`];
    response.setHeader("Content-Type", "text/html").setHeader("Cache-Control", "max-age=3600");
    if (encoding) response.setHeader("Content-Encoding", encoding);
    response.end(body);
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, () => resolve()));
  control = `http://localhost:${(elsewhere.address() as AddressInfo).port}`;
});
afterAll(async () => {
  elsewhere?.close();
  await house?.close();
});

/** The page that takes no care, used as the product is. */
async function leaveAll(profile: Profile): Promise<void> {
  const page = await profile.context.newPage();
  for (const path of Object.keys(bodies)) await page.goto(control + path);
  await page.goto(`${control}/form?${careless.address}`);
  await page.evaluate(async (words) => {
    localStorage.setItem("x", words["local storage"]);
    sessionStorage.setItem("x", words["session storage"]);
    const db = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open("x", 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore("x");
      opening.onsuccess = () => resolve(opening.result);
    });
    await new Promise<void>((resolve) => {
      const writing = db.transaction("x", "readwrite", { durability: "strict" });
      writing.objectStore("x").put(words.IndexedDB, "x");
      writing.oncomplete = () => resolve();
    });
    await (await caches.open("x")).put("/x", new Response(words["cache storage"]));
    history.pushState({ words: words["history's state"] }, "", "/form");
  }, careless);
  await page.locator("#line").fill(careless["a field, to restore the session"]);
  await page.locator("#box").fill(careless["a box, to restore the session"]);
  await page.goto(`${control}/plain`);
}

const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();

async function signIn(page: Page, person: keyof typeof emails): Promise<void> {
  await house.db.updateTable("totp").set({ last_step: 0 }).where("person_id", "=", person).execute();
  await page.goto(`${house.url}/home`);
  await page.getByLabel("E-mail address").fill(emails[person]);
  await page.getByLabel("Password").fill(ours.password);
  await press(page, "Sign in");
  await page.getByLabel("Code").fill(codeOf(demoSecret, new Date()));
  await press(page, "Sign in");
  await page.waitForURL("**/home");
}

/** Somebody's work: a record, its notes, a search, a list narrowed, forms half filled in and refused, back and forth, and the minutes typed. Returns every address that the browser was at. */
async function work(page: Page): Promise<string[]> {
  const seen: string[] = [];
  page.on("request", (request) => seen.push(request.url()));
  await page.goto(`${house.url}/subjects/c1`);
  await page.getByText(ours.note).waitFor();
  await page.locator(".mainnav__find input").pressSequentially(ours.suggested.slice(0, 5));
  await page.locator(".mainnav__find input").fill(ours.searched);
  await press(page, "Find");
  await page.waitForURL("**/search?of=*");
  expect(await page.locator("main .findbox__input").inputValue()).toBe(ours.searched);
  await page.goto(`${house.url}/subjects`);
  await page.getByLabel("Name holds").fill(ours.narrowed);
  await press(page, "Narrow");
  await page.waitForURL("**/subjects?**");
  expect(await page.getByLabel("Name holds").inputValue()).toBe(ours.narrowed);
  await page.goto(`${house.url}/subjects/c1/aliases`);
  await page.getByText(ours.alias).first().waitFor();
  await page.goto(`${house.url}/subjects/c1/notes/new`);
  await page.locator("main textarea").first().fill(ours.half);
  await page.locator("main input[type=text]").first().fill(ours.halfLine);
  await page.goto(`${house.url}/subjects/c1`);
  await page.goBack({ waitUntil: "commit" });
  await page.getByRole("heading", { level: 1, name: "Write a note" }).waitFor();
  await page.goForward({ waitUntil: "commit" });
  await page.getByText(ours.note).waitFor();
  await page.goto(`${house.url}/subjects/new/child`);
  await page.waitForFunction(() => Object.keys(document.querySelector("main") ?? {}).some((key) => key.startsWith("__react")));
  await page.getByLabel("Family name").fill(ours.refused);
  await press(page, "Make the record");
  await page.locator(".govuk-error-summary").waitFor();
  await page.goto(`${house.url}/meetings/m1/live?item=m1-a1`);
  await page.locator(".cm-content", { hasText: ours.minutes }).waitFor();
  await page.locator(".cm-content").click();
  await page.keyboard.type(`${ours.typed} `);
  await page.locator("[data-state=saved]").waitFor();
  return seen;
}

const wordsOf = (all: Record<string, string>) => Object.values(all);
/** The words that were found, with where. */
const foundIn = (profile: Profile, all: Record<string, string>) => Object.fromEntries(Object.entries(hitsIn(profile.folder, wordsOf(all))).filter(([, files]) => files.length > 0));
/** Waits until the browser has written to the disk what it writes by and by: that a page was typed into. */
const written = (profile: Profile) => expect.poll(() => Object.keys(foundIn(profile, careless)).sort(), { timeout: 30_000, interval: 250 }).toEqual(wordsOf(careless).sort());

describe("The browser's profile folder, searched as UTF-8, as UTF-16 and in what is packed, holds nothing of the product's, and all that a page without care leaves there", () => {
  test.each([
    ["when the browser was closed", async (profile: Profile) => profile.close()],
    ["when it was killed while somebody was typing", async (profile: Profile, page: Page) => {
      await written(profile);
      await page.keyboard.type(ours.last);
      await profile.kill();
    }],
    ["after signing out", async (profile: Profile, page: Page) => {
      const answer = page.waitForResponse((one) => one.url().endsWith("/sign-out"));
      await press(page, "Sign out");
      expect(await (await answer).headerValue("clear-site-data")).toBe('"cache", "storage"');
      await page.waitForURL("**/sign-in");
      await profile.close();
    }],
  ] as const)("%s", async (_, end) => {
    const profile = await openProfile();
    try {
      const { page } = profile;
      await signIn(page, "dan");
      await leaveAll(profile);
      const seen = await work(page);
      expect(seen.filter((address) => wordsOf(ours).some((word) => address.includes(word.slice(0, 5)) && !address.includes("/build/")))).toEqual([]);
      await end(profile, page);
      expect(Object.keys(foundIn(profile, careless)).sort()).toEqual(wordsOf(careless).sort());
      expect(foundIn(profile, ours)).toEqual({});
    } finally {
      await profile.kill();
      profile.remove();
    }
  });
});

test("Nothing is left in the browser's stores while somebody works, nor in what a page may remember of itself", async () => {
  const profile = await openProfile();
  try {
    const { page } = profile;
    await signIn(page, "dan");
    await work(page);
    const kept = await page.evaluate(async () => JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), await indexedDB.databases(), await caches.keys(), (await navigator.serviceWorker.getRegistrations()).length, history.state, document.cookie, document.title, location.href]));
    for (const word of wordsOf(ours)) expect(kept).not.toContain(word);
  } finally {
    await profile.kill();
    profile.remove();
  }
});

test("What LevelDB packs with Snappy is unpacked: words, what stood before them, and what runs over itself", () => {
  // "Zqkestrel", then ten bytes of what stood nine before: with it a copy that overlaps itself.
  expect(unsnappy(Buffer.concat([Buffer.from([19, 8 << 2]), Buffer.from("Zqkestrel"), Buffer.from([((10 - 4) << 2) | 1, 9])])).toString()).toBe("ZqkestrelZqkestrelZ");
});
