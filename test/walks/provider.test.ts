import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { codeOf } from "#app/models/people/factor.server.ts";
import { demoSecret } from "#db/demo/partnership.server.ts";
import { emails, visitor } from "../house.ts";
import { openProvider } from "../support/provider.ts";
import { eyeOf, faultsOf } from "./axe.ts";
import { openPlace } from "./place.ts";

// The provider is on 127.0.0.1 and Panelroom on localhost: to a browser these are two sites.

const place = openPlace();
let provider: Awaited<ReturnType<typeof openProvider>>;
const set = async (over: Record<string, string> = {}) => (await visitor(place.house, "admin")).post("/admin/agencies/police/sign-in", { "factors[]": ["app", "passkey"], allowsPassword: "on", issuer: provider.issuer, clientId: "panelroom", clientSecret: "a secret for tests alone, long enough", emailClaim: "email", ...over });
beforeAll(async () => {
  provider = await openProvider([`${place.house.url}/sign-in-with/police/answer`]);
  provider.accounts.set("at-dan", { email: emails.dan, email_verified: true, amr: ["mfa"] });
  await set();
});
afterAll(() => provider?.close());

const atProvider = async (page: Page) => {
  await page.getByLabel("Account").fill("at-dan");
  await page.getByRole("button", { name: "Go on" }).click();
};
const stranger = async (path: string) => {
  const context = await place.browser.newContext({ baseURL: place.house.url, locale: "en-GB" });
  const page = await context.newPage();
  page.on("console", (message) => /Content Security Policy|Refused/i.test(message.text()) && place.reports.push(message.text()));
  await page.goto(path);
  return page;
};

test("Dan asks for a page, signs in with his agency's account and his own second factor, and comes to that page", async () => {
  const page = await stranger("/panels/macse");
  await page.getByRole("link", { name: "Sign in with Northmoor Constabulary" }).click();
  await atProvider(page);
  await page.getByLabel("Code").fill(codeOf(demoSecret, new Date()));
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/panels/macse");
  await page.getByRole("heading", { level: 1, name: "MACSE" }).waitFor();
  expect(place.reports).toEqual([]);
});

test("Where its second factor counts he is in at once; his locked page opens again from another tab of the provider, as it was", async () => {
  await set({ trustsSecond: "on", allowsPassword: "" });
  const page = await stranger("/panels/macse/meetings/new");
  await page.getByRole("link", { name: "Sign in with Northmoor Constabulary" }).click();
  await atProvider(page);
  await page.waitForURL("**/panels/macse/meetings/new");
  await page.goto("/search?q=Ellis");
  await page.getByRole("button", { name: "Lock" }).click();
  await page.getByRole("heading", { name: "Locked" }).waitFor();
  const [tab] = await Promise.all([page.context().waitForEvent("page"), page.getByRole("link", { name: /Sign in with Northmoor Constabulary/ }).click()]);
  expect(await page.getByLabel("Password").count()).toBe(0);
  expect(await page.getByRole("heading", { name: "Locked" }).isVisible()).toBe(true);
  await atProvider(tab);
  await tab.waitForURL("**/home");
  await tab.close();
  await page.bringToFront();
  await page.evaluate(() => dispatchEvent(new Event("focus")));
  await page.getByRole("heading", { name: "Locked" }).waitFor({ state: "detached" });
  expect(new URL(page.url()).search).toBe("?q=Ellis");
  await set();
  expect(place.reports).toEqual([]);
});

test("The pages of signing in so have no fault that axe or the console tells of", async () => {
  const context = await place.browser.newContext({ baseURL: place.house.url, locale: "en-GB" });
  const eye = await eyeOf(context);
  const wrong: string[] = [];
  for (const [path, allowed] of [["/sign-in", undefined], ["/sign-in-with/police/answer?error=access_denied&state=x", /status of 403/]] as const) {
    eye.heard();
    await eye.page.goto(path);
    wrong.push(...(await faultsOf(eye, allowed)).map((fault) => `${path} ${fault}`));
  }
  await set({ issuer: "http://127.0.0.1:1" });
  eye.heard();
  await eye.page.goto("/sign-in-with/police");
  await eye.page.getByText("does not answer").waitFor();
  wrong.push(...(await faultsOf(eye, /status of 503/)));
  expect(wrong).toEqual([]);
});
