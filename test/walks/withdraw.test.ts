import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { enter, } from "../browser.ts";
import { documentId, foldOf, } from "../meeting.ts";
import { isSaved, openPlace, textOn } from "./place.ts";

const place = openPlace();
const { reports } = place;
async function at(...where: Parameters<typeof place.at>): Promise<Page> {
  const page = await place.at(...where);
  await page.locator(".cm-content").waitFor();
  return page;
}

/** Everything that reaches the page from now on: frames of its sockets, and bodies of what it asks for. */
function received(page: Page): { bytes: () => Promise<Buffer>; frames: () => number } {
  const frames: Buffer[] = [];
  const bodies: Promise<Buffer>[] = [];
  page.on("websocket", (socket) => socket.on("framereceived", ({ payload }) => frames.push(Buffer.from(payload))));
  page.on("response", (response) => bodies.push(response.body().catch(() => Buffer.alloc(0))));
  return { bytes: async () => Buffer.concat([...frames, ...(await Promise.all(bodies))]), frames: () => frames.length };
}

test("A passage that its author withdraws leaves every screen; whoever was typing, or offline, loses nothing; a late joiner receives no byte of it", async () => {
  const live = "/meetings/m1/live?item=m1-a1";
  const [ruth, dan, owen] = await Promise.all([at("ruth", live), at("dan", live), at("owen", live)]);
  await ruth.locator(".cm-content").click();
  await ruth.keyboard.type("Seen with Marigold at the quay.");
  await isSaved(ruth);
  await expect.poll(() => textOn(dan)).toContain("the quay.");
  await dan.locator(".cm-content").click();
  await dan.keyboard.press("Control+End");
  await dan.keyboard.type(" Dan agrees.");
  await isSaved(dan);
  // Owen goes on typing without a connection, right behind the word that goes.
  await expect.poll(() => textOn(owen)).toContain("Dan agrees.");
  await owen.context().setOffline(true);
  await owen.locator(".cm-content").click();
  await owen.keyboard.press("Control+Home");
  for (let i = 0; i < "Seen with Marigold".length; i++) await owen.keyboard.press("ArrowRight");
  await owen.keyboard.type(" (spelling?)");

  await ruth.keyboard.press("Control+Home");
  for (let i = 0; i < "Seen with ".length; i++) await ruth.keyboard.press("ArrowRight");
  for (let i = 0; i < "Marigold".length; i++) await ruth.keyboard.press("Shift+ArrowRight");
  await expect.poll(() => textOn(ruth)).toBe("Seen with Marigold at the quay. Dan agrees.");
  await ruth.getByRole("button", { name: "Withdraw…" }).click();
  await ruth.getByRole("heading", { level: 1, name: "Withdraw a passage" }).waitFor();
  expect(await ruth.locator(".passage").innerText()).toBe("Marigold");
  await ruth.getByLabel("Take it out").check();
  await ruth.getByLabel("Why it is withdrawn").fill("Named somebody who is not here");
  await ruth.getByRole("button", { name: "Withdraw this passage" }).click();
  await ruth.getByText("The passage is withdrawn").waitFor();
  expect(await ruth.getByRole("listitem").filter({ hasText: "Dan Kowalczyk" }).innerText()).toContain("had the minutes open");

  await expect.poll(() => textOn(dan)).toBe("Seen with  at the quay. Dan agrees.");
  await dan.getByText(/A passage was withdrawn at \d\d:\d\d/).waitFor();
  // The caret stands where it stood: what is typed next goes on from there.
  await dan.keyboard.type(" And more.");
  await isSaved(dan);
  await owen.context().setOffline(false);
  await isSaved(owen);
  const kept = "Seen with  (spelling?) at the quay. Dan agrees. And more.";
  for (const page of [dan, owen]) await expect.poll(() => textOn(page)).toBe(kept);
  expect(await foldOf(place.house.db, "m1-a1")).toBe(kept);
  // Not by undoing either.
  await dan.keyboard.press("Control+z");
  await owen.keyboard.press("Control+z");
  for (const page of [dan, owen]) expect(await textOn(page)).not.toContain("Marigold");

  for (const joiner of ["chloe", "mairead"] as const) {
    const { page: late } = await enter(place.browser, place.house, joiner);
    // One of them where WebSockets are blocked: polling carries everything.
    if (joiner === "mairead") await late.addInitScript(() => {
      const Real = window.WebSocket;
      window.WebSocket = class extends Real {
        constructor() {
          super("ws://127.0.0.1:59999/nobody");
        }
      };
    });
    // The page after sign-in has a socket of its own, which may still be opening.
    await late.goto("about:blank");
    const got = received(late);
    await late.goto(live);
    await late.locator(".cm-content").waitFor();
    await expect.poll(() => textOn(late)).toContain("Dan agrees.");
    await late.locator(".cm-content").click();
    await late.keyboard.press("Control+End");
    await late.keyboard.type(" So do I.");
    await isSaved(late);
    await late.goto("/items/m1-a1/history");
    await late.getByRole("heading", { level: 1 }).waitFor();
    await late.goto("/items/m1-a1/withdrawals");
    await late.getByText(/A passage was withdrawn at \d\d:\d\d/).waitFor();
    expect(got.frames() > 0).toBe(joiner === "chloe");
    const bytes = await got.bytes();
    for (const piece of ["Dan agrees.", "Seen with "]) expect(bytes.includes(piece), piece).toBe(true);
    for (const piece of ["Marigold", "Marig", "rigold", "not here"]) expect(bytes.includes(piece), `${joiner}: ${piece}`).toBe(false);
    await late.context().close();
  }
  for (const page of [ruth, dan, owen]) await page.context().close();
  expect(reports).toEqual([]);
});

test("Moved to the chair's minutes, the words are written on by chair and deputy, and their page does not exist for others", async () => {
  const amira = await at("amira", "/meetings/m1/live?item=m1-a2");
  await amira.locator(".cm-content").click();
  await amira.keyboard.type("The manager is under investigation.");
  await isSaved(amira);
  await amira.keyboard.press("Control+a");
  await amira.keyboard.press("Control+Alt+w");
  await amira.getByLabel("Move it to the chair’s minutes of this item").check();
  await amira.getByLabel("Why it is withdrawn").fill("For the chair alone");
  await amira.getByRole("button", { name: "Withdraw this passage" }).click();
  await amira.getByText("To the chair’s minutes of this item").waitFor();
  await amira.getByRole("link", { name: "Back to the meeting" }).first().click();
  await amira.getByRole("link", { name: "The chair’s minutes of this item" }).click();
  await amira.getByText("Read by the chair and the deputy of MACSE only: 2 people").waitFor();
  await amira.locator(".cm-content").click();
  await amira.keyboard.press("Control+End");
  await amira.keyboard.type(" Since March.");
  await isSaved(amira);
  const gareth = await at("gareth", "/items/m1-a2/chair-minutes");
  await expect.poll(() => textOn(gareth)).toBe("The manager is under investigation. Since March.");
  const { page: dan } = await enter(place.browser, place.house, "dan");
  expect((await dan.goto("/items/m1-a2/chair-minutes"))?.status()).toBe(404);
  await dan.goto("/meetings/m1/live?item=m1-a2");
  expect(await dan.getByText("chair’s minutes").count()).toBe(0);
  for (const page of [amira, gareth, dan]) await page.context().close();
  expect(reports).toEqual([]);
});

test("Closed minutes take no more; what was typed without a connection meanwhile is kept as not in the minutes; opened again they go on", async () => {
  const [amira, iqbal] = await Promise.all([at("amira", "/meetings/m1/live?item=m1-b1"), at("iqbal", "/meetings/m1/live?item=m1-b1")]);
  await iqbal.locator(".cm-content").click();
  await iqbal.keyboard.type("In time. ");
  await isSaved(iqbal);
  await iqbal.context().setOffline(true);
  await iqbal.keyboard.type("Too late.");
  await iqbal.locator("[data-state=offline], [data-state=unsaved]").waitFor();
  await amira.getByRole("button", { name: "Close these minutes" }).click();
  await amira.getByText(/Closed by Amira Haddad at \d\d:\d\d/).waitFor();
  await iqbal.context().setOffline(false);
  await iqbal.getByText("These words of yours came too late").waitFor();
  await amira.getByRole("heading", { name: "Not in the minutes" }).waitFor();
  await expect.poll(() => amira.locator(".notin__words").allInnerTexts()).toEqual(["Too late."]);
  await amira.getByRole("button", { name: "Open them again" }).click();
  await iqbal.locator("[data-state=saved]").waitFor();
  await iqbal.locator(".cm-content").click();
  await iqbal.keyboard.press("Control+End");
  await iqbal.keyboard.type("Again in time.");
  await isSaved(iqbal);
  expect(await foldOf(place.house.db, "m1-b1")).toBe("In time. Again in time.");
  expect((await place.house.db.selectFrom("document").select("epoch").where("id", "=", documentId("m1-b1")).executeTakeFirstOrThrow()).epoch).toBe(3);
  for (const page of [amira, iqbal]) await page.context().close();
  expect(reports).toEqual([]);
});
