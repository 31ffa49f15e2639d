import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { codeOf } from "#app/models/people/factor.server.ts";
import { eyeOf, faultsOf } from "./axe.ts";
import { openPlace } from "./place.ts";

const place = openPlace();

test.each([true, false])("An administrator adds Oonagh by a link: she sets her own password and her second factor, and the link is good no more (scripts: %s)", async (javaScriptEnabled) => {
  const email = `oonagh.${javaScriptEnabled}@seaholmehomes.example`;
  const admin = await place.at("admin", "/admin/people/new", { javaScriptEnabled });
  await admin.getByLabel("Name", { exact: true }).fill("Oonagh Vance");
  await admin.getByLabel("E-mail address").fill(email);
  await admin.getByLabel("Agency", { exact: true }).selectOption({ label: "Seaholme Homes" });
  await admin.getByRole("button", { name: "Add person" }).click();
  await admin.getByRole("heading", { name: "Person added" }).waitFor();
  const link = await admin.locator(".firstpassword__link").innerText();
  expect(new URL(link).origin).toBe(place.house.url);
  await admin.getByRole("link", { name: "Go to their page" }).click();
  await admin.getByText("was made and not used yet").waitFor();
  expect(await admin.content()).not.toContain(new URL(link).search);

  // Something reads the mail before she does.
  for (let i = 0; i < 2; i++) expect((await fetch(link)).status).toBe(404);
  // Of several policies a browser takes the last.
  expect((await fetch(link, { redirect: "manual" })).headers.get("referrer-policy")).toMatch(/(^|, )no-referrer$/);
  const context = await place.browser.newContext({ baseURL: place.house.url, javaScriptEnabled, locale: "en-GB" });
  const eye = await eyeOf(context);
  const page: Page = eye.page;
  await page.goto(link);
  expect(page.url()).toBe(`${place.house.url}/password-link`);
  if (javaScriptEnabled) expect(await faultsOf(eye)).toEqual([]);
  await page.getByLabel("Password", { exact: true }).fill("short");
  await page.getByLabel("Password again").fill("short");
  await page.getByRole("button", { name: "Set my password" }).click();
  await page.getByText("Use at least 12 characters").first().waitFor();
  for (const field of [page.getByLabel("Password", { exact: true }), page.getByLabel("Password again")]) await field.fill("three quiet umbrellas");
  await page.getByRole("button", { name: "Set my password" }).click();
  await page.getByRole("heading", { name: "Connect a second factor" }).waitFor();
  await page.getByLabel("Code that the app shows").fill(codeOf((await page.locator("strong.paper__hash").innerText()).replaceAll(" ", ""), new Date()));
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await page.getByRole("link", { name: "go on" }).click();
  await page.waitForURL("**/home");

  const late = await eyeOf(await place.browser.newContext({ baseURL: place.house.url, javaScriptEnabled, locale: "en-GB" }));
  await late.page.goto(link);
  await late.page.getByText("This link is not good, or not any more").waitFor();
  if (javaScriptEnabled) expect(await faultsOf(late, /status of 404/)).toEqual([]);
  // Not in the log either.
  expect(place.house.log()).not.toContain(new URL(link).searchParams.get("t"));
  expect(place.reports).toEqual([]);
});
