import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { visitor } from "../house.ts";
import { documentId, } from "../meeting.ts";
import { keepRows, table } from "../history/table.ts";
import { isSaved, openPlace, textOn } from "./place.ts";

const place = openPlace();
const { at, fold, reports } = place;
/** Other pages hear of it in milliseconds, on a machine that has nothing else to do. */
const soon = { timeout: 20_000 };
const write = async (page: Page, words: string) => {
  await page.locator(".cm-content").click();
  await page.keyboard.type(words);
  await isSaved(page);
};

test("Dan writes into his paragraph while he is offline, and Ruth removes it meanwhile: his words are offered to him, to nobody else, and he puts them back", async () => {
  const live = "/meetings/m1/live?item=m1-a1";
  const [dan, ruth] = await Promise.all([at("dan", live), at("ruth", live)]);
  await write(dan, "Dan: seen near the arcade on Friday.");
  await ruth.getByText("Dan: seen near the arcade on Friday.").waitFor();
  const top = () => dan.locator(".cm-content").evaluate((element) => element.getBoundingClientRect().top);
  const before = await top();
  await dan.context().setOffline(true);
  for (let i = 0; i < " on Friday.".length; i++) await dan.keyboard.press("ArrowLeft");
  await dan.keyboard.type(" with two men");
  await dan.locator("[data-state=offline], [data-state=unsaved]").waitFor();
  await ruth.locator(".cm-content").click();
  await ruth.keyboard.press("Control+a");
  await ruth.keyboard.press("Delete");
  await expect.poll(() => fold("m1-a1"), soon).toBe("");
  await dan.context().setOffline(false);
  const notice = dan.getByText("Words of yours were removed while you were writing");
  await notice.waitFor();
  expect(await notice.textContent()).toContain("Dan: seen near the arcade …  on Friday.");
  await expect.poll(() => textOn(ruth), soon).toBe(" with two men");
  // The notice stands above, and what Dan is writing stays where it was.
  await expect.poll(async () => Math.abs((await top()) - before), soon).toBeLessThan(2);
  const amira = await at("amira", live);
  await amira.locator(".cm-content").waitFor();
  for (const page of [ruth, amira]) expect(await page.getByText("Words of yours were removed").count()).toBe(0);
  await dan.getByRole("button", { name: "Put back" }).click();
  const whole = "Dan: seen near the arcade with two men on Friday.";
  for (const page of [dan, ruth, amira]) await expect.poll(() => textOn(page), soon).toBe(whole);
  await notice.waitFor({ state: "detached" });
  expect(await fold("m1-a1")).toBe(whole);
  for (const page of [dan, ruth, amira]) await page.context().close();
  expect(reports).toEqual([]);
});

test("Dan removes most of an item: everybody who writes is told, and the chair restores an earlier text through the history, in front of all", async () => {
  const live = "/meetings/m1/live?item=m1-a2";
  const [dan, ruth, owen] = await Promise.all([at("dan", live), at("ruth", live), at("owen", live)]);
  const long = "The school has told us of three absences in the last two weeks, and that she was met by a man in a grey car.";
  await write(ruth, long);
  await expect.poll(() => textOn(dan), soon).toBe(long);
  await owen.evaluate(() => scrollTo(0, 100));
  // With room to scroll back: at the very top of a page nothing can stay where it is when something above it goes.
  await dan.evaluate(() => scrollTo(0, 150));
  await dan.locator(".cm-content").click();
  await dan.keyboard.press("Control+a");
  await dan.keyboard.press("Delete");
  await dan.getByText(`You removed most of this item (${long.length} characters)`).waitFor();
  await ruth.getByText(`Dan Kowalczyk removed most of this item (${long.length} characters)`).waitFor();
  // Owen, who has scrolled down to read, is not taken to the top by the page's reading itself again.
  await owen.getByText("Dan Kowalczyk removed most of this item").waitFor();
  expect(await owen.evaluate(() => scrollY)).toBeGreaterThanOrEqual(100);
  const top = () => dan.locator(".cm-content").evaluate((element) => element.getBoundingClientRect().top);
  const before = await top();
  await ruth.getByRole("button", { name: "Leave it" }).click();
  await dan.getByText("You removed most of this item").waitFor({ state: "detached" });
  expect(Math.abs((await top()) - before)).toBeLessThan(2);

  const amira = await at("amira", live);
  await amira.getByRole("link", { name: "History of these minutes" }).click();
  await amira.getByText("Nothing stood here.").waitFor();
  const slider = amira.getByRole("slider", { name: "Move through the history" });
  await slider.focus();
  await amira.keyboard.press("ArrowLeft");
  await amira.getByText(long).waitFor();
  expect(await slider.getAttribute("aria-valuetext")).toMatch(/^Step 1 of 2: .*Ruth Okafor$/);
  expect(await slider.evaluate((element) => element === document.activeElement)).toBe(true);
  await amira.getByRole("link", { name: "Show who wrote what" }).click();
  await amira.locator(".authored").waitFor();
  expect(await amira.locator(".authored").textContent()).toContain(`Ruth Okafor: ${long}`);
  await amira.getByRole("button", { name: "Restore this text" }).or(amira.getByRole("link", { name: "Restore this text" })).click();
  await amira.getByText(`0 characters are taken out of the minutes and ${long.length} are put back`).waitFor();
  await amira.getByRole("button", { name: "Restore this text" }).click();
  for (const page of [amira, ruth, dan]) await expect.poll(() => textOn(page), soon).toBe(long);

  await ruth.getByRole("button", { name: "Who wrote what" }).click();
  await ruth.locator(".cm-content .by").first().waitFor();
  expect(await ruth.locator(".cm-content .by").first().getAttribute("title")).toContain("Amira Haddad");
  await ruth.getByRole("list", { name: "Who wrote here" }).getByText("Amira Haddad").waitFor();
  await ruth.getByRole("button", { name: "Plain text box" }).click();
  await ruth.locator(".whowrote .authored").waitFor();
  expect(await ruth.locator(".whowrote .authored").textContent()).toBe(`AHAmira Haddad: ${long}`);
  await ruth.getByRole("textbox", { name: "Minutes of A2" }).press("Control+End");
  await ruth.keyboard.type(" More.");
  await expect.poll(() => ruth.locator(".whowrote .authored").textContent(), soon).toBe(`AHAmira Haddad: ${long}RORuth Okafor:  More.`);
  for (const page of [amira, ruth, dan, owen]) await page.context().close();
  expect(reports).toEqual([]);
});

test("Without script the history is read step by step, and restoring over a text that has changed meanwhile is asked about once more", async () => {
  const room = table("ruth", "dan");
  room.pages.ruth.type("First <words>.");
  room.pages.ruth.send();
  room.pass(60);
  room.everybodyReceives();
  room.pages.dan.type(" Second.");
  room.pages.dan.send();
  await keepRows(place.house.db, documentId("m1-b1"), room.rows);
  const chair = await visitor(place.house, "amira");
  const page = await (await chair.get("/items/m1-b1/history")).text();
  expect(page).toContain("First &lt;words&gt;. Second.");
  expect(page).toMatch(/<a[^>]*href="\/items\/m1-b1\/history\?step=1"[^>]*>Earlier step<\/a>/);
  expect(await (await chair.get("/items/m1-b1/history?step=1")).text()).toContain("<p>First &lt;words&gt;.</p>");
  const path = "/items/m1-b1/history/restoration";
  const asked = await (await chair.get(`${path}?at=1`)).text();
  expect(asked).toMatch(/name="over"[^>]*value="2"/);
  room.pages.dan.type(" Third.");
  room.pages.dan.send();
  await keepRows(place.house.db, documentId("m1-b1"), room.rows.slice(2));
  const refused = await chair.post(`${path}?at=1`, { at: "1", over: "2" });
  expect(refused.status).toBe(422);
  const again = await refused.text();
  expect(again).toContain("The minutes have changed since you looked");
  expect(again).toContain("Third.");
  expect(again).toMatch(/name="over"[^>]*value="3"/);
  expect((await chair.post(path, { at: "1", over: "3" })).status).toBe(302);
  expect(await fold("m1-b1")).toBe("First <words>.");
  expect((await chair.post(path, { at: "1", over: "4" })).status).toBe(422);
  expect((await chair.post(path, { at: "x" })).status).toBe(422);
  const coordinator = await visitor(place.house, "ruth");
  expect((await coordinator.get(`${path}?at=1`)).status).toBe(403);
  expect((await coordinator.post(path, { at: "1", over: "3" })).status).toBe(403);
});
