
import { expect, test } from "vitest";
import { visitor } from "../house.ts";
import { documentId, } from "../meeting.ts";
import { isSaved, openPlace, textOn } from "./place.ts";

const place = openPlace();
const { at, fold, reports } = place;

test("Two people type 300 characters at overlapping times into one paragraph: both pages and the fold of the log hold the same", async () => {
  const [ruth, dan] = await Promise.all([at("ruth", "/meetings/m1/live"), at("dan", "/meetings/m1/live")]);
  await ruth.locator(".cm-content").click();
  await ruth.keyboard.type("The paragraph that both write in.");
  await isSaved(ruth);
  await dan.getByText("The paragraph that both write in.").waitFor();
  await dan.locator(".cm-content").click();
  await dan.keyboard.press("Home");
  const [one, other] = ["ruth writes on ".repeat(20), "dan as well, ä é ".repeat(18)].map((text) => text.slice(0, 300)) as [string, string];
  await Promise.all([ruth.keyboard.type(one, { delay: 3 }), dan.keyboard.type(other, { delay: 3 })]);
  await Promise.all([isSaved(ruth), isSaved(dan)]);
  const kept = await fold("m1-a1");
  await expect.poll(() => textOn(ruth)).toBe(kept);
  await expect.poll(() => textOn(dan)).toBe(kept);
  expect(kept).toHaveLength(one.length + other.length + "The paragraph that both write in.".length);
  expect(kept).toContain(one);
  expect(kept).toContain(other);
  // Undo takes back one's own words only.
  await dan.keyboard.press("Control+z");
  await isSaved(dan);
  expect(await fold("m1-a1")).toContain(one);
  for (const page of [ruth, dan]) await page.context().close();
  expect(reports).toEqual([]);
});

test("The plain text box holds the same text, is remembered, keeps the caret, and takes what an input method composes at its place", async () => {
  const [josie, ruth] = await Promise.all([at("josie", "/meetings/m1/live?item=m1-a2"), at("ruth", "/meetings/m1/live?item=m1-a2")]);
  await josie.getByRole("button", { name: "Plain text box" }).click();
  const box = josie.getByRole("textbox", { name: "Minutes of A2" });
  await box.fill("one three");
  await isSaved(josie);
  await ruth.getByText("one three").waitFor();
  await box.evaluate((element: HTMLTextAreaElement) => element.setSelectionRange(4, 4));
  // The caret stands before "three" however much is written before it.
  await ruth.locator(".cm-content").click();
  await ruth.keyboard.press("Control+Home");
  await ruth.keyboard.type("zero ");
  await expect.poll(() => box.inputValue()).toBe("zero one three");
  await box.focus();
  await josie.keyboard.type("two ");
  await expect.poll(() => textOn(ruth)).toBe("zero one two three");
  // While something is composed the others go on writing; it lands where its place has moved to.
  await box.evaluate((element: HTMLTextAreaElement) => element.setSelectionRange(13, 13));
  const cdp = await josie.context().newCDPSession(josie);
  await cdp.send("Input.imeSetComposition", { text: "ni", selectionStart: 2, selectionEnd: 2 });
  await ruth.keyboard.press("Control+Home");
  await ruth.keyboard.type("A, ");
  await isSaved(ruth);
  await cdp.send("Input.insertText", { text: "你" });
  await expect.poll(() => textOn(ruth)).toBe("A, zero one two 你three");
  expect(await box.inputValue()).toBe("A, zero one two 你three");
  await josie.keyboard.type("!");
  await expect.poll(() => textOn(ruth)).toBe("A, zero one two 你!three");
  await isSaved(josie);
  await josie.reload();
  await box.waitFor();
  expect(await box.inputValue()).toBe(await fold("m1-a2"));
  for (const page of [josie, ruth]) await page.context().close();
});

test("Bold, a list and a quote come from the toolbar and from the keyboard, and Tab leaves the text", async () => {
  const page = await at("chloe", "/meetings/m1/live?item=m1-b1");
  await page.locator(".cm-content").click();
  await page.getByRole("button", { name: "List" }).click();
  await page.keyboard.type("one");
  await page.keyboard.press("Enter");
  await page.keyboard.type("two ");
  await page.keyboard.press("Control+b");
  await page.keyboard.type("three");
  await isSaved(page);
  expect(await fold("m1-b1")).toBe("- one\n- two **three**");
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.closest(".cm-editor"))).toBeNull();
  await page.keyboard.press("Alt+Shift+M");
  expect(await page.evaluate(() => Boolean(document.activeElement?.closest(".cm-editor")))).toBe(true);
  await page.context().close();
});

test("Everyone follows the chair; who wanders stays and comes back; who is in the middle of a word is not torn away", async () => {
  const [amira, owen, mairead] = await Promise.all([at("amira", "/meetings/m1/live"), at("owen", "/meetings/m1/live"), at("mairead", "/meetings/m1/live?item=m1-b1")]);
  await owen.locator(".cm-content").waitFor();
  await amira.getByRole("button", { name: "Next: A2" }).click();
  await owen.getByRole("heading", { level: 2, name: "A2 Siân" }).waitFor();
  await mairead.locator(".follow", { hasText: "The meeting is at A2" }).waitFor();
  await mairead.getByRole("heading", { level: 2, name: "B1 Known as" }).waitFor();
  await mairead.getByRole("link", { name: "Follow the chair" }).click();
  await mairead.getByRole("heading", { level: 2, name: "A2 Siân" }).waitFor();
  await owen.locator(".cm-content").click();
  await owen.keyboard.type("in the mid");
  await amira.getByRole("button", { name: "Next: B1" }).click();
  await owen.getByText("The chair has moved on to B1").waitFor();
  await owen.keyboard.type("dle");
  await isSaved(owen);
  await owen.getByRole("button", { name: "Go there" }).click();
  await owen.getByRole("heading", { level: 2, name: "B1 Known as" }).waitFor();
  expect(await fold("m1-a2")).toContain("in the middle");
  for (const page of [amira, owen, mairead]) await page.context().close();
});

test("Without script the minutes are read, rendered and harmless; the meeting is moved on by plain forms", async () => {
  const chair = await visitor(place.house, "gareth");
  const page = await (await chair.get("/meetings/m1/live?item=m1-b1")).text();
  expect(page).toContain("<li>two <strong>three</strong></li>");
  const moved = await chair.post("/meetings/m1/current", { itemId: "m1-a1" });
  expect(moved.headers.get("location")).toBe("/meetings/m1/live");
  expect((await chair.post("/meetings/m1/current", { itemId: "" })).status).toBe(422);
  const refused = await chair.post("/meetings/m1/live", {});
  expect(refused.status).toBe(422);
  expect(await refused.text()).toContain("This meeting has already been started");
  const outsider = await visitor(place.house, "priya");
  for (const path of ["/meetings/m1/live", "/meetings/m1/current", "/meetings/m1/attendance"]) expect((await outsider.get(path)).status, path).toBe(404);
});

test("Attendance is taken by a plain form, and a refused one keeps what was chosen", async () => {
  const ruth = await visitor(place.house, "ruth");
  const refused = await ruth.post("/meetings/m1/attendance", { "status.dan": "present", "deputy.dan": "kim", "status.amira": "apologies", "sent.amira": "yes" });
  expect(refused.status).toBe(422);
  const text = await refused.text();
  expect(text).toContain("Somebody who is present has no deputy");
  expect(text).toMatch(/<input[^>]*name="status.amira"[^>]*checked=""[^>]*value="apologies"|<input[^>]*value="apologies"[^>]*checked=""/);
  expect((await ruth.post("/meetings/m1/attendance", { "status.amira": "apologies", "sent.amira": "yes", others: "on" })).status).toBe(302);
  expect(await (await ruth.get("/meetings/m1/live")).text()).toContain("Attendance: <!-- -->9 of 10 present");
});

test("When the minutes are closed, what came too late stays in front of its writer, and is not in them", async () => {
  const page = await at("iqbal", "/meetings/m1/live?item=m1-aob");
  await page.locator(".cm-content").click();
  await page.keyboard.type("kept. ");
  await isSaved(page);
  await page.context().setOffline(true);
  await page.keyboard.type("too late.");
  await page.locator("[data-state=offline], [data-state=unsaved]").waitFor();
  await place.house.db.updateTable("document").set({ frozen_at: new Date().toISOString() }).where("id", "=", documentId("m1-aob")).execute();
  await page.context().setOffline(false);
  await page.getByLabel("These words of yours came too late").waitFor();
  expect(await page.getByLabel("These words of yours came too late").inputValue()).toBe("too late.");
  expect(await fold("m1-aob")).toBe("kept. ");
  await page.context().close();
});
