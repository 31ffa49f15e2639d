import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fillHistory } from "#db/demo/history.server.ts";
import { fillPartnership } from "#db/demo/partnership.server.ts";
import { openBrowser } from "../browser.ts";
import type { Person } from "../cast.ts";
import { cookieOf, type House, openHouse } from "../house.ts";
import { fillForms, lines as formLines } from "../http/forms.ts";
import { fillMacse, sample } from "../macse.ts";
import { rules } from "../route-rules.ts";
import { cookieWith } from "../session.ts";
import { inventReturn, writeReturn } from "../support/ssda903.ts";
import { askingForms, awake, type Eye, eyeOf, faultsOf, postEmpty } from "./axe.ts";

// Every page of the product, from 1280 pixels to 320: full, empty, and refused.

type Guest = Person | "nobody";
let browser: Browser;
const houses: House[] = [];
const open = async (fill?: (typeof fillMacse)) => {
  const house = await openHouse({ fill });
  houses.push(house);
  return house;
};

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  for (const house of houses) await house.close();
});

/** One page for each person who looks, signed in once. */
function eyes(house: House) {
  const all = new Map<Guest, Eye>();
  return async (guest: Guest): Promise<Eye> => {
    let eye = all.get(guest);
    if (!eye) {
      const context = await browser.newContext({ baseURL: house.url, locale: "en-GB" });
      if (guest !== "nobody") {
        const [name, value] = (await cookieOf(house, guest)).split(/=(.*)/s) as [string, string];
        await context.addCookies([{ name, value, url: house.url }]);
      }
      eye = await eyeOf(context);
      all.set(guest, eye);
    }
    return eye;
  };
}

interface Route {
  id: string;
  path: string;
}
const shown = /^export default /m;
const onlyPosts = /^export default function \w+\(\) \{\s+return null;\s+\}/m;
/** The routes of the build that show a page: not those that only answer a post, or send on. */
async function pagesOf(house: House): Promise<Route[]> {
  const page = await (await fetch(`${house.url}/sign-in`)).text();
  const script = await (await fetch(house.url + /\/build\/manifest-\w+\.js/.exec(page)![0])).text();
  const manifest = JSON.parse(script.slice(script.indexOf("{"), script.lastIndexOf("}") + 1)).routes as Record<string, { id: string; parentId?: string; path?: string }>;
  const pathOf = (id: string): string => {
    const { parentId, path } = manifest[id]!;
    return (parentId ? pathOf(parentId) : "") + (path ? `/${path}` : "");
  };
  return Object.keys(manifest).filter((id) => {
    const source = id === "root" ? "" : readFileSync(`app/${id}.tsx`, "utf8");
    return shown.test(source) && !onlyPosts.test(source);
  }).map((id) => ({ id, path: pathOf(id) || "/" }));
}

function addresses(path: string): string[] {
  const { params = {}, query } = rules[path]!;
  const all = [...path.matchAll(/:(\w+)/g)].reduce(
    (paths, [whole, name]) => paths.flatMap((one) => (params[name as keyof typeof params] ?? sample[name as keyof typeof sample]).map((id) => one.replace(whole, id))),
    [path],
  );
  return query ? all.map((one) => `${one}?${query}`) : all;
}

const guests = { anybody: "nobody", "signed in": "amira", "in a panel": "amira", "of the panel": "amira", invited: "helen", administrator: "admin", auditor: "audit", "privacy officer": "wilma", "may open in an emergency": "gareth", "their own": "amira" } as const satisfies Record<string, Guest>;
const guestOf = (path: string): Guest => rules[path]!.as ?? guests[rules[path]!.who];

/** Whether the address shows a page, rather than leading on or not being there now. */
const shows = async ({ page }: Eye, path: string): Promise<boolean> => {
  const get = () => page.context().request.get(path, { maxRedirects: 0 });
  // A connection that was kept may be closed just then: browsers ask again too.
  return (await get().catch(get)).status() === 200;
};

/** Goes there, and tells what is wrong. */
async function look(eye: Eye, path: string): Promise<string[]> {
  eye.heard();
  await eye.page.goto(path);
  await awake(eye.page);
  await eye.page.evaluate(() => {
    for (const details of document.querySelectorAll<HTMLDetailsElement>("main details")) details.open = true;
  });
  return (await faultsOf(eye)).map((fault) => `${path} ${fault}`);
}

/** Where forms post that can be left empty: there is nothing that they could refuse, as the table of forms says, or nothing that is missing. */
const acceptsNothing: RegExp[] = [...Object.entries(formLines).filter(([, of]) => [of].flat().every((line) => line.nothingToRefuse)).map(([route]) => new RegExp(`^${route.replace(/:\w+/g, "[^/]+")}$`)), /^\/(search|subjects)$/, /^\/admin\/panels\/[^/]+\/agencies$/, /^\/meetings\/[^/]+\/(attendance|times)$/, /^\/items\/[^/]+\/references$/, /^\/imports\/[^/]+\/choice$/];

/** Posts each form of the page that is open with nothing in it, and tells what is wrong with the page that refuses: the same, or the form's own. */
async function refuse(eye: Eye, path: string): Promise<string[]> {
  const wrong: string[] = [];
  const { page } = eye;
  const here = page.url();
  const forms = (await askingForms(page)).filter(({ action }) => !acceptsNothing.some((one) => one.test(action)));
  for (const { nth } of forms) {
    if (page.url() !== here || (await page.locator("main .govuk-error-summary").count())) {
      await page.goto(path);
      await awake(page);
    }
    await postEmpty(page, nth);
    const said = await page.locator("main .govuk-error-summary").waitFor({ timeout: 10_000 }).then(() => true, () => false);
    // The browser's own line about an answer that refuses is no fault.
    // Refused it is the same page, with words beside its fields: by axe it is looked at once.
    const faults = said ? await faultsOf(eye, /status of 422/, [375]) : [`showed no summary of errors, but ${page.url()}`];
    wrong.push(...faults.map((fault) => `${path} refused (form ${nth}): ${fault}`));
  }
  return wrong;
}

const part = (path: string) => path.split("/")[1]!;
const parts = [...new Set(Object.keys(rules).map(part))];
/** Pages that another test of this file looks at, where there is what they need. */
const elsewhere = ["/setup", "/meetings/:meetingId/minutes", "/actions/:actionId/confirmation", "/imports/:importId/columns", "/second-factor", "/second-factor/new", "/unlock", "/password-link", "/sign-in-with/:agencyId", "/sign-in-with/:agencyId/answer", "/items/:itemId/closed-session/ending", "/visits/:meetingId/correction"];

describe("One of everything: every page, full and refused, has no fault that axe or the console tells of, and fits", () => {
  let eyeOfGuest: ReturnType<typeof eyes>;
  let pages: Route[];
  beforeAll(async () => {
    const house = await open(fillMacse);
    eyeOfGuest = eyes(house);
    pages = (await pagesOf(house)).filter(({ path }) => !elsewhere.includes(path));
  });

  test("Each page has a rule", () => expect(pages.filter(({ path }) => !rules[path]).map(({ path }) => path)).toEqual([]));

  test.each(parts)("/%s", async (name) => {
    const wrong: string[] = [];
    for (const { path } of pages.filter(({ path }) => part(path) === name)) {
      const eye = await eyeOfGuest(guestOf(path));
      let seen = false;
      let refused = false;
      for (const address of addresses(path)) {
        // What is done to a record is done alike to each kind, but for what the kinds hold.
        if (seen && /^\/subjects\/:subjectId\/(?!details|periods|links|measures)/.test(path)) continue;
        if (!(await shows(eye, address))) continue;
        seen = true;
        wrong.push(...(await look(eye, address)));
        // Each kind of subject has details of its own; every other form is the same for all.
        if (refused && !/^\/subjects\/(:subjectId\/details|new\/:kind)$/.test(path)) continue;
        refused = (await askingForms(eye.page)).length > 0;
        wrong.push(...(await refuse(eye, address)));
      }
      if (!seen) wrong.push(`${path} was never shown`);
    }
    expect(wrong).toEqual([]);
  });
});

test.each([["f-half", "/second-factor"], ["f-new", "/second-factor/new"], ["f-locked", "/unlock"], ["amira", "/items/f-away-item/closed-session/ending"]] as const)("Half signed in, and in closed session (%s): %s", async (whose, path) => {
  forms ??= await open(fillForms);
  // Being half signed in does not last, and what other tests looked at may have taken long.
  const at = new Date().toISOString();
  await forms.db.updateTable("session").set({ created_at: at, seen_at: at }).execute();
  const context = await browser.newContext({ baseURL: forms.url, locale: "en-GB" });
  const [name, value] = (whose.startsWith("f-") ? await cookieWith(whose) : await cookieOf(forms, whose as Person)).split(/=(.*)/s) as [string, string];
  await context.addCookies([{ name, value, url: forms.url }]);
  const eye = await eyeOf(context);
  expect(await shows(eye, path)).toBe(true);
  expect([...(await look(eye, path)), ...(await refuse(eye, path))]).toEqual([]);
  await context.close();
});
let forms: House | undefined;

test("What somebody who was let in proposes to correct, when the meeting has ended", async () => {
  forms ??= await open(fillForms);
  const at = new Date().toISOString();
  await forms.db.updateTable("meeting").set({ status: "ended", ended_at: at }).where("id", "=", "f-ending").execute();
  await forms.db.updateTable("guest").set({ signed_at: at }).where("id", "=", "f-sign").execute();
  const helen = await eyes(forms)("helen");
  const path = "/visits/f-ending/correction";
  expect(await shows(helen, path)).toBe(true);
  const faults = await look(helen, path);
  expect(await askingForms(helen.page)).toHaveLength(1);
  expect([...faults, ...(await refuse(helen, path))]).toEqual([]);
});

describe("One house, from nothing to two years", () => {
  let house: House;
  let eyeOfGuest: ReturnType<typeof eyes>;
  beforeAll(async () => {
    house = await open(async () => {});
    eyeOfGuest = eyes(house);
  });
  const all = async (guest: Guest, paths: string[]) => {
    const wrong: string[] = [];
    for (const path of paths) wrong.push(...(await look(await eyeOfGuest(guest), path)));
    return wrong;
  };

  test("Nobody there: the page that makes the first administrator", async () => {
    const nobody = await eyeOfGuest("nobody");
    expect([...(await look(nobody, "/setup")), ...(await refuse(nobody, "/setup"))]).toEqual([]);
  });

  test("Nobody on any list: every list, empty", async () => {
    await fillPartnership(house.db, new Date());
    const lists = ["/home", "/panels", "/panels/macse", "/subjects", "/subjects?q=nobody", "/search?q=nobody", "/actions", "/imports", "/account"];
    expect([...(await all("ruth", lists)), ...(await all("tomasz", ["/home", "/actions"])), ...(await all("admin", ["/home", "/admin", "/admin/people"])), ...(await all("audit", ["/home", "/audit"]))]).toEqual([]);
  });

  test("Two years of panels: the pages that grow, full", async () => {
    await fillHistory(house.db, new Date());
    const { db } = house;
    const meeting = (status: "published" | "ended") => db.selectFrom("meeting").select("id").where("status", "=", status).orderBy("on_day", "desc").executeTakeFirstOrThrow();
    const [coming, drafted] = [(await meeting("published")).id, (await meeting("ended")).id];
    const subject = async (kind: "child" | "offender" | "location") =>
      (await db.selectFrom("item").innerJoin("subject", "subject.id", "item.subject_id").innerJoin("meeting", "meeting.id", "item.meeting_id").select("subject.id").where("panel_id", "=", "macse").where("meeting.status", "=", "agreed").where("subject.kind", "=", kind).orderBy("meeting.on_day", "desc").executeTakeFirstOrThrow()).id;
    const [child, offender, location] = [await subject("child"), await subject("offender"), await subject("location")];
    const action = await db.selectFrom("action").select("id").where("panel_id", "=", "macse").orderBy("due_on", "desc").executeTakeFirstOrThrow();
    expect([
      ...(await all("ruth", [
        "/home", "/panels", "/panels/macse", "/subjects", "/subjects?kind=child", "/search?q=a", "/actions", `/actions/${action.id}`, `/meetings/${coming}`, `/meetings/${coming}/live`,
        `/meetings/${drafted}`, `/meetings/${drafted}/minutes`, `/meetings/${drafted}/extracts`, `/meetings/${drafted}/live`,
        ...[child, offender, location].map((id) => `/subjects/${id}`), `/subjects/${child}/timeline`,
      ])),
      ...(await all("tomasz", ["/home", "/actions"])), ...(await all("admin", ["/admin", "/admin/people"])), ...(await all("audit", ["/audit"])),
    ]).toEqual([]);
  });

  test("A return and a list of names that were sent in, and evidence that waits: the previews, and the forms that need them", async () => {
    const ruth = await eyeOfGuest("ruth");
    const { page } = ruth;
    const folder = mkdtempSync(join(tmpdir(), "panelroom-return-"));
    const files = Object.values(writeReturn(folder, inventReturn({ children: 60, episodes: 150, yearEnd: "2026-03-31" })));
    const names = join(folder, "names.csv");
    writeFileSync(names, "Child number,Surname,Forename\n100003,Quillfeather,Maddox\n");
    const wrong: string[] = [];
    const send = async (path: string, label: string, given: string[], button: string) => {
      await page.goto(path);
      await page.getByLabel("Panel", { exact: true }).selectOption({ index: 1 });
      await page.getByLabel("Local authority").fill("Seaholme");
      await page.getByLabel(label).setInputFiles(given);
      await page.getByRole("button", { name: button }).click();
      await page.waitForURL(/\/imports\/(?!new$|names$)/);
      return new URL(page.url()).pathname;
    };
    const run = await send("/imports/new", "Files of the return", files, "Check the files");
    for (let tries = 0; tries < 100 && (await house.db.selectFrom("import_run").select("state").where("state", "=", "ready").execute()).length === 0; tries++) await page.waitForTimeout(100);
    wrong.push(...(await look(ruth, run)));
    const columns = await send("/imports/names", "List of names", [names], "Go on to the columns");
    wrong.push(...(await look(ruth, columns)), ...(await refuse(ruth, columns)));
    // Whether the two years end with one that waits depends on the day.
    const waiting = await house.db.selectFrom("action").select("id").where("panel_id", "=", "macse").where("issued_at", "is not", null).where("removed_at", "is", null).where("agency_id", "<>", "csc").orderBy("due_on", "desc").executeTakeFirstOrThrow();
    await house.db.updateTable("action").set({ state: "awaiting confirmation", ended_at: null }).where("id", "=", waiting.id).execute();
    const confirmation = `/actions/${waiting.id}/confirmation`;
    wrong.push(...(await look(ruth, confirmation)), ...(await refuse(ruth, confirmation)));
    rmSync(folder, { recursive: true });
    expect(wrong).toEqual([]);
  });

  test("A meeting that runs: its page with each form of the desk, full and refused, and the agenda that is being built", async () => {
    const { db } = house;
    const wrong: string[] = [];
    const ruth = await eyeOfGuest("ruth");
    const { page } = ruth;
    const { id } = await db.selectFrom("meeting").select("id").where("panel_id", "=", "mfh").where("status", "=", "published").executeTakeFirstOrThrow();
    const { page: chair } = await eyeOfGuest("gareth");
    await chair.goto(`/meetings/${id}/live`);
    await awake(chair);
    await chair.getByRole("button", { name: "Start the meeting" }).click();
    await chair.locator(".itemhead__number").first().waitFor();
    const item = await db.selectFrom("item").innerJoin("subject", "subject.id", "item.subject_id").select("item.id").where("meeting_id", "=", id).where("subject.kind", "=", "child").executeTakeFirstOrThrow();
    const live = `/meetings/${id}/live?item=${item.id}`;
    wrong.push(...(await look(ruth, live)));
    for (const form of ["Action", "Risk", "Sharing", "Outcome"]) {
      await page.goto(live);
      await awake(page);
      await page.locator(".desk__button", { hasText: form }).click();
      const box = page.locator(".desk__form");
      await box.waitFor();
      wrong.push(...(await faultsOf(ruth)).map((fault) => `${form} on the desk: ${fault}`));
      const posts = await askingForms(page);
      for (const { nth } of posts.filter(({ action }) => action.endsWith(`/${form.toLowerCase()}`))) await postEmpty(page, nth);
      await box.locator(".govuk-error-summary").waitFor();
      wrong.push(...(await faultsOf(ruth, /status of 422/)).map((fault) => `${form} on the desk, refused: ${fault}`));
    }

    await page.goto("/panels/macse/meetings/new");
    await page.getByLabel("Day", { exact: true }).fill(`2/2/${new Date().getFullYear() + 1}`);
    await page.getByRole("button", { name: "Open the meeting" }).click();
    await page.getByRole("button", { name: "Take this proposal" }).click();
    await page.getByRole("button", { name: "List all ticked" }).waitFor();
    const building = new URL(page.url()).pathname;
    wrong.push(...(await look(ruth, building)));
    for (const box of (await page.getByRole("checkbox").all()).slice(0, 3)) await box.check({ force: true });
    await page.getByRole("button", { name: "List all ticked" }).click();
    await page.locator(".line--built").first().waitFor();
    wrong.push(...(await look(ruth, building)));
    expect(wrong).toEqual([]);
  });
});
