import { expect, test } from "vitest";
import { demoPassword } from "#db/demo/partnership.server.ts";
import { isSaved, openPlace, textOn } from "./place.ts";

const place = openPlace();
const live = "/meetings/m1/live";

test("Dan locks his page in the middle of the minutes: it is hidden, hears nothing, and is there again as it was with his password", async () => {
  const [dan, ruth] = await Promise.all([place.at("dan", live), place.at("ruth", live)]);
  await dan.locator(".cm-content").click();
  await dan.keyboard.type("Dan wrote this. ");
  await isSaved(dan);
  const frames: string[] = [];
  dan.on("websocket", (socket) => socket.on("framereceived", ({ payload }) => frames.push(Buffer.from(payload).toString("latin1"))));
  await dan.getByRole("button", { name: "Lock" }).click();
  await dan.getByRole("heading", { name: "Locked" }).waitFor();
  // The server has heard of it, and shown the page out.
  await expect.poll(() => place.house.db.selectFrom("presence").select("meeting_id").where("person_id", "=", "dan").where("gone_at", "is", null).execute()).toEqual([]);
  expect(await dan.locator(".cm-content").isVisible()).toBe(false);
  expect(await dan.getByRole("heading", { name: /Jordan/ }).count()).toBe(0);
  await ruth.locator(".cm-content").click();
  await ruth.keyboard.press("Control+End");
  await ruth.keyboard.type("Ruth wrote meanwhile. ");
  await isSaved(ruth);
  // Keys go nowhere.
  await dan.keyboard.press("Tab");
  await dan.keyboard.press("Tab");
  await dan.keyboard.press("Tab");
  await dan.keyboard.type("nothing of this");
  expect(await dan.evaluate(() => document.activeElement?.closest(".lock") !== null || document.activeElement === document.body)).toBe(true);
  expect(await textOn(dan)).not.toContain("Ruth wrote");
  // Another page of the same session opens nothing either.
  const tab = await dan.context().newPage();
  await tab.goto("/subjects/c1");
  expect(new URL(tab.url()).pathname).toBe("/unlock");
  expect(await tab.content()).not.toContain("Jordan");

  await dan.getByLabel("Password").fill("not the one");
  await dan.getByRole("button", { name: "Unlock" }).click();
  await dan.getByText("This is not your password").waitFor();
  await dan.getByLabel("Password").fill(demoPassword);
  await dan.getByRole("button", { name: "Unlock" }).click();
  await dan.locator(".cm-content").waitFor();
  await expect.poll(() => textOn(dan)).toContain("Ruth wrote meanwhile.");
  await dan.locator(".cm-content").click();
  await dan.keyboard.press("Control+End");
  await dan.keyboard.type("And Dan goes on. ");
  await isSaved(dan);
  await expect.poll(() => textOn(ruth)).toContain("And Dan goes on.");
  expect(await textOn(ruth)).not.toContain("nothing of this");
  await tab.reload();
  await tab.getByRole("heading", { level: 1, name: /Jordan/ }).waitFor();
});

test("A page that locked itself while the server could not be reached opens to no other password either", async () => {
  const owen = await place.at("owen", "/subjects/c1");
  await owen.route("**/lock", (route) => route.abort());
  await owen.getByRole("button", { name: "Lock" }).click();
  await owen.getByLabel("Password").fill("any word at all");
  await owen.getByRole("button", { name: "Unlock" }).click();
  await owen.getByText("This is not your password").waitFor();
  // Reached again, the server has it as well, without anybody doing anything.
  await owen.unroute("**/lock");
  await expect.poll(async () => (await place.house.db.selectFrom("session").select("locked_at").where("person_id", "=", "owen").executeTakeFirstOrThrow()).locked_at, { timeout: 10_000 }).not.toBeNull();
  await owen.getByLabel("Password").fill(demoPassword);
  await owen.getByRole("button", { name: "Unlock" }).click();
  await owen.getByRole("heading", { level: 1, name: /Jordan/ }).waitFor();
});

test("Whoever was away for long comes back to the page that they left", async () => {
  const chloe = await place.at("chloe", "/subjects/c1");
  // Time is written and does not pass: what standings rest on is written along, so that the session is looked at again.
  await place.house.db.updateTable("session").set({ seen_at: new Date(Date.now() - 62 * 60_000).toISOString(), locked_at: null }).where("person_id", "=", "chloe").execute();
  await chloe.goto("/subjects/c2/timeline");
  await chloe.getByRole("heading", { name: "Locked" }).waitFor();
  await chloe.getByLabel("Password").fill(demoPassword);
  await chloe.getByRole("button", { name: "Unlock" }).click();
  await chloe.waitForURL("**/subjects/c2/timeline");
  expect(place.reports).toEqual([]);
});
