import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { openPlace } from "./place.ts";

const place = openPlace();
const waits = "Panelroom cannot be reached. What you typed stays on this page";
const notKnown = "Panelroom could not be reached, and it is not known whether this was recorded";

test("A form that is sent while the server is away stays with all that was typed, and goes when it is back", async () => {
  const dan = await place.at("dan", "/subjects/c1/notes/new");
  const words = "Zażółć, ‘one’ line\nand another";
  await dan.getByLabel("What does Northmoor Constabulary know?").fill(words);
  await dan.getByLabel("Whom to contact").fill("The duty desk");
  await place.house.kill();
  await dan.getByRole("button", { name: "Keep the note" }).click();
  await dan.getByText(waits).waitFor();
  expect(await dan.getByLabel("What does Northmoor Constabulary know?").inputValue()).toBe(words);
  await place.house.start();
  await dan.locator("main .govuk-error-summary", { hasText: notKnown }).waitFor();
  expect(await dan.getByText(waits).count()).toBe(0);
  expect(await dan.getByLabel("What does Northmoor Constabulary know?").inputValue()).toBe(words);
  expect(await dan.getByLabel("Whom to contact").inputValue()).toBe("The duty desk");
  await dan.getByRole("button", { name: "Keep the note" }).click();
  await dan.waitForURL(/\/subjects\/c1#notes$/);
  expect((await place.house.db.selectFrom("note").select("text").where("subject_id", "=", "c1").execute()).map((note) => note.text)).toEqual([words]);
});

test("The chair who moves on, and the attendee who raises a hand, while the server is away stay in the meeting, and do it when it is back", async () => {
  const [amira, dan] = await Promise.all([place.at("amira", "/meetings/m1/live"), place.at("dan", "/meetings/m1/live")]);
  const title = amira!.locator("#item-title");
  await Promise.all([amira, dan].map((page) => page!.locator(".cm-content").waitFor()));
  // What the page posts to is loaded by then: Remix would load the whole page anew for it, and there would be none.
  const loaded = async (page: Page, part: string) => {
    const name = await page.waitForFunction((part) => performance.getEntriesByType("resource").map((one) => one.name).find((name) => decodeURIComponent(name).includes(part)), part);
    // With all that it rests on.
    await page.evaluate(`import(${JSON.stringify(await name.jsonValue())}).then(() => undefined)`);
  };
  await Promise.all([loaded(amira!, "meetings.$meetingId.current-"), loaded(dan!, "meetings.$meetingId.hands-")]);
  const before = await title.innerText();
  await place.house.kill();
  await Promise.all([amira!.locator("#next-item").click(), dan!.locator("#hand").click()]);
  await Promise.all([amira, dan].map((page) => page!.getByText(waits).waitFor()));
  expect(await title.innerText()).toBe(before);
  await place.house.start();
  await Promise.all([amira, dan].map((page) => page!.getByRole("alert").filter({ hasText: notKnown }).waitFor()));
  expect(await title.innerText()).toBe(before);
  await dan!.locator("#hand", { hasText: "Raise your hand" }).click();
  await dan!.locator("#hand", { hasText: "Lower your hand" }).waitFor();
  await amira!.locator("#next-item").click();
  await title.filter({ hasNotText: before }).waitFor();
  await dan!.locator("#item-title").filter({ hasNotText: before }).waitFor();
});

/** The router threw, and read no page again, once a form had been sent anew while the page was read for its refusal (`.patches`). */
test("The chair who presses again while the page is read anew for what was refused moves on, and the page goes on being read", async () => {
  const amira = await place.at("amira", "/meetings/m1/live");
  const title = amira.locator("#item-title");
  const errors: string[] = [];
  amira.on("pageerror", (error) => errors.push(error.message));
  const before = await title.innerText();
  const next = amira.locator("#next-item");
  await amira.route("**/meetings/m1/current?_data=*", (route) => route.abort("connectionreset"), { times: 1 });
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await amira.route("**/meetings/m1/live?_data=*live", async (route) => {
    await held;
    // The page may have given it up meanwhile.
    await route.continue().catch(() => undefined);
  }, { times: 1 });
  const asked = amira.waitForRequest(/m1\/live\?_data=.*live$/);
  await next.click();
  await asked;
  await next.click();
  const after = title.filter({ hasNotText: before });
  await after.waitFor();
  letGo();
  const second = await after.innerText();
  await next.click();
  await title.filter({ hasNotText: second }).waitFor();
  expect(errors).toEqual([]);
});
