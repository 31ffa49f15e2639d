import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { openPlace } from "./place.ts";

const place = openPlace();
const words = "Zażółć, ‘one’ line\nand another";

/** The page's scripts have taken it over, and it reads nothing. */
const idle = () => (window as unknown as { __remixRouter?: { state: { revalidation: string } } }).__remixRouter?.state.revalidation === "idle";

/** The chair moves on: the bell rings for everybody of the panel, and their pages read themselves again. */
async function rung(page: Page, chair: Page): Promise<void> {
  const read = page.waitForResponse((answer) => answer.url().includes("_data="));
  await chair.locator("#next-item").click();
  await (await read).finished();
  // What it read is shown.
  await page.waitForFunction(idle);
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
}

test.each([["by the page's own script", true], ["by the browser itself", false]])("What was typed into a form that was refused, sent %s, and why, stay when the page reads itself again", async (_, scripted) => {
  const [chair, dan] = [await place.at("amira", "/meetings/m1/live"), await place.at("dan", "/subjects/c1/notes/new")];
  await chair.locator("#next-item").waitFor();
  await dan.waitForFunction(idle);
  const text = dan.getByLabel("What does Northmoor Constabulary know?");
  const contact = dan.getByLabel("Whom to contact");
  await text.fill(words);
  await contact.fill("");
  if (scripted) await dan.getByRole("button", { name: "Keep the note" }).click();
  else await Promise.all([dan.waitForEvent("load"), dan.evaluate(() => HTMLFormElement.prototype.submit.call(document.querySelector("main form[method=post]")))]);
  const summary = dan.locator("main .govuk-error-summary");
  await summary.waitFor();
  await dan.waitForFunction(idle);
  const why = await summary.innerText();
  // What is typed since stays too.
  await contact.fill("The duty desk");
  await rung(dan, chair);
  expect([await text.inputValue(), await contact.inputValue(), await summary.innerText()]).toEqual([words, "The duty desk", why]);
  await dan.getByRole("button", { name: "Keep the note" }).click();
  await dan.waitForURL(/\/subjects\/c1#notes$/);
  // Who goes on takes nothing of it along.
  await dan.getByRole("link", { name: "Panels", exact: true }).click();
  await dan.getByRole("heading", { name: "Panels", level: 1 }).waitFor();
  expect(await summary.count()).toBe(0);
});

test("Codes that are shown once stay when the page reads itself again", async () => {
  const [chair, dan] = [await place.at("amira", "/meetings/m1/live"), await place.at("dan", "/account/recovery-codes")];
  await chair.locator("#next-item").waitFor();
  await dan.getByRole("button", { name: "Make new codes" }).click();
  await dan.getByRole("heading", { name: "Keep your recovery codes" }).waitFor();
  const codes = await dan.locator("main").innerText();
  await rung(dan, chair);
  expect(await dan.locator("main").innerText()).toBe(codes);
});

test("What somebody types into a form stays when another changes the same record; who has typed nothing sees what it holds now", async () => {
  const chair = await place.at("amira", "/meetings/m1/live");
  const [ruth, dan, owen] = await Promise.all((["ruth", "dan", "owen"] as const).map((person) => place.at(person, "/subjects/c1/details")));
  const address = (page: Page) => page.getByLabel("Address", { exact: true });
  await Promise.all([ruth, dan].map((page) => page!.waitForFunction(idle)));
  await address(ruth!).fill("12 Tern Street");
  await address(owen!).fill("4 Ormerod Row");
  await owen!.getByRole("button", { name: "Keep the changes" }).click();
  await owen!.waitForURL(/\/subjects\/c1#details$/);
  await rung(ruth!, chair);
  await dan!.waitForFunction(() => document.querySelector<HTMLInputElement>("[name=address]")?.value === "4 Ormerod Row");
  expect(await address(ruth!).inputValue()).toBe("12 Tern Street");
});
