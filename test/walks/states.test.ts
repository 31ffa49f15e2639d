import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Person } from "../cast.ts";
import { cookieOf } from "../house.ts";
import { openPlace, textOn } from "./place.ts";

// What the screen says of what was typed, in each state, while everything is done to make it say something else.

const place = openPlace();
const { fold } = place;
const state = (page: Page, ...kinds: string[]) => page.locator(kinds.map((kind) => `[data-state=${kind}]`).join(", ")).waitFor();
const edit = async (page: Page, keys = "Control+End") => {
  await page.locator(".cm-content").focus();
  await page.keyboard.press(keys);
};

/** When WebSockets were let open and then swallowed. */
const swallowings: number[] = [];
/** When pages first opened a WebSocket: what a browser takes to start and to load a page is not the line's. */
const connectings: number[] = [];

/** The page of the meeting at that item, with everything that it says of the minutes written down. */
async function at(person: Person, item: string, { swallowed = false } = {}): Promise<Page> {
  const context = await place.browser.newContext({ baseURL: place.house.url, viewport: { width: 1280, height: 900 }, locale: "en-GB" });
  const [name, value] = (await cookieOf(place.house, person)).split(/=(.*)/s) as [string, string];
  await context.addCookies([{ name, value, url: place.house.url }]);
  const page = await context.newPage();
  page.once("websocket", () => connectings.push(Date.now()));
  // Something on the way that lets a WebSocket open, and then nothing through.
  if (swallowed) await context.routeWebSocket(/socket\.io/, () => void swallowings.push(Date.now()));
  await page.addInitScript(() => {
    const told = { states: [] as string[], spoken: [] as string[] };
    Object.assign(window, { told });
    const note = (list: string[], words: string) => words !== list.at(-1) && list.push(words);
    const hear = () => {
      const shown = document.querySelector(".minutes__state[data-state]");
      if (!shown) return;
      note(told.states, shown.firstChild?.textContent ?? "");
      note(told.spoken, shown.querySelector("[role=status]")?.textContent ?? "");
    };
    new MutationObserver(hear).observe(document, { subtree: true, childList: true, characterData: true });
  });
  await page.goto(`/meetings/m1/live?item=${item}`);
  await state(page, "saved");
  await page.locator(".cm-content").waitFor();
  return page;
}
const told = (page: Page) => page.evaluate(() => (window as unknown as { told: { states: string[]; spoken: string[] } }).told);
const forget = (page: Page) => page.evaluate(() => {
  const { told } = window as unknown as { told: { states: string[]; spoken: string[] } };
  told.states.splice(0, told.states.length - 1);
  told.spoken.splice(0, told.spoken.length - 1);
});

/** Whether the tab asks before it closes. */
async function asks(page: Page): Promise<boolean> {
  const asked = page.waitForEvent("dialog", { timeout: 3000 }).then(async (dialog) => {
    await dialog.dismiss();
    return dialog.type() === "beforeunload";
  });
  await page.close({ runBeforeUnload: true });
  return asked.catch(() => false);
}

test("Saving, Saved, Not saved within five seconds when the server hangs, Offline when it is gone, Saved again: each in words, and each true", async () => {
  const page = await at("ruth", "m1-a1");
  await edit(page);
  await page.keyboard.type("Kept. ");
  await expect.poll(async () => (await told(page)).states.at(-1)).toMatch(/^Saved \d\d:\d\d$/);
  expect((await told(page)).states).toContain("Saving…");
  expect((await told(page)).spoken.filter(Boolean)).toEqual([]);

  const top = () => page.locator(".cm-content").evaluate((content) => content.getBoundingClientRect().top);
  const stands = await top();
  process.kill(place.house.pid(), "SIGSTOP");
  const typedAt = Date.now();
  await page.keyboard.type("Held up. ");
  await state(page, "unsaved");
  expect(Date.now() - typedAt).toBeLessThan(5000);
  expect((await told(page)).states.at(-1)).toMatch(/^Not saved \(\d+ s\)$/);
  await state(page, "offline");
  // What is said of it comes above the text, and the text stays where it is, but for the part of a pixel that a scroll position is rounded by.
  await page.getByText("Words not saved yet (9 characters)").waitFor();
  expect(Math.abs((await top()) - stands)).toBeLessThan(1);
  await page.getByText("Words not saved yet (9 characters)").click();
  expect(await page.getByRole("textbox", { name: "Words not saved yet" }).inputValue()).toBe("Held up. ");
  expect(await asks(page)).toBe(true);
  process.kill(place.house.pid(), "SIGCONT");
  await state(page, "saved");
  expect(await fold("m1-a1")).toBe("Kept. Held up. ");

  await place.house.kill();
  await state(page, "offline");
  expect((await told(page)).states.at(-1)).toBe("Offline");
  await edit(page);
  await page.keyboard.type("Typed while it was gone. ");
  await expect.poll(async () => (await told(page)).states.at(-1)).toMatch(/^Offline: not saved \(\d+ s\)$/);
  await place.house.start();
  await state(page, "saved");
  expect(await fold("m1-a1")).toBe("Kept. Held up. Typed while it was gone. ");
  // A screen reader heard each turn, once, and no second of the counting.
  const { spoken } = await told(page);
  for (const words of ["Not saved", "Offline, not saved", "Offline", "Saved again"]) expect(spoken).toContain(words);
  expect(spoken.at(-1)).toBe("Saved again");
  expect(spoken.length).toBeLessThan(12);
  await page.context().close();
});

test.each([["by WebSocket", "m1-a2", false], ["where WebSockets are swallowed", "m1-b1", true]])("Three browsers, %s: one is cut off and all type on; it comes back, and nobody lost a character", async (_, item, swallowed) => {
  const [before, connected] = [swallowings.length, connectings.length];
  const pages = await Promise.all((["dan", "chloe", "josie"] as const).map((person) => at(person, item, { swallowed })));
  const [dan, chloe, josie] = pages as [Page, Page, Page];
  const silences = swallowings.slice(before);
  expect(Date.now() - (silences[0] ?? connectings[connected]!)).toBeLessThan(15_000);
  // One silence is enough for each of them: the next try is by polling, which then asks once whether a WebSocket answers by now.
  expect(silences.length).toBeLessThanOrEqual(swallowed ? 2 * pages.length : 0);
  const write = (round: string) => Promise.all(pages.map(async (page, n) => {
    await edit(page);
    await page.keyboard.type(`${"abc"[n]} writes ${round}. `.repeat(2), { delay: 3 });
  }));
  await write("at first");
  await Promise.all(pages.map((page) => state(page, "saved")));
  await dan.context().setOffline(true);
  await forget(dan);
  await write("meanwhile");
  await state(dan, "offline");
  const { states } = await told(dan);
  expect(states.slice(1).filter((said) => said.startsWith("Saved"))).toEqual([]);
  const unsaved = "a writes meanwhile. ".repeat(2);
  await dan.getByText(`Words not saved yet (${unsaved.length} characters)`).click();
  expect(await dan.getByRole("textbox", { name: "Words not saved yet" }).inputValue()).toBe(unsaved);
  await dan.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await dan.getByRole("button", { name: "Copy unsaved text" }).click();
  await dan.getByText("Copied").waitFor();
  expect(await dan.evaluate(() => navigator.clipboard.readText())).toBe(unsaved);
  expect(await fold(item)).not.toContain("a writes meanwhile");
  await Promise.all([chloe, josie].map((page) => state(page, "saved")));
  await dan.context().setOffline(false);
  await state(dan, "saved");
  await write("at last");
  await Promise.all(pages.map((page) => state(page, "saved")));
  const kept = await fold(item);
  for (const page of pages) await expect.poll(() => textOn(page)).toBe(kept);
  const all = ["at first", "meanwhile", "at last"].flatMap((round) => [..."abc"].map((who) => `${who} writes ${round}. `.repeat(2))).join("");
  expect([...kept].sort().join("")).toBe([...all].sort().join(""));
  for (const page of pages) {
    expect(await held(page)).toEqual([]);
    await page.context().close();
  }
});

/** Where the browser holds anything of what was typed, or anything at all that outlasts the page. */
const held = async (page: Page): Promise<string[]> => {
  const cookies = (await page.context().cookies()).filter((cookie) => /writes|meanwhile/.test(decodeURIComponent(cookie.value))).map((cookie) => `cookie ${cookie.name}`);
  const stored = await page.evaluate(async () => [
    ...Object.keys(localStorage).map((key) => `localStorage ${key}`),
    ...Object.entries(sessionStorage).filter(([, value]) => /writes|meanwhile/.test(value)).map(([key]) => `sessionStorage ${key}`),
    ...(await indexedDB.databases()).map((database) => `IndexedDB ${database.name}`),
    ...("caches" in window ? await caches.keys() : []).map((key) => `cache ${key}`),
    ...(await navigator.serviceWorker.getRegistrations()).map((worker) => `service worker ${worker.scope}`),
  ]);
  return [...cookies, ...stored];
};

test("While nothing can be saved a page takes 64 kilobytes and says that it takes no more; then everything is sent, and typing goes on", async () => {
  const page = await at("mairead", "m1-welcome");
  await page.getByRole("button", { name: "Plain text box" }).click();
  const box = page.locator(".minutes__box");
  await box.focus();
  await page.context().setOffline(true);
  const part = "x".repeat(14_000);
  for (let n = 0; n < 5; n++) await page.keyboard.insertText(part);
  await page.getByText("No more can be typed until it is saved: 64 kilobytes are waiting.").waitFor();
  const full = await box.inputValue();
  await page.keyboard.type("not taken");
  expect(await box.inputValue()).toBe(full);
  expect(full.length).toBeGreaterThan(64 * 1024);
  await expect.poll(async () => (await told(page)).spoken.at(-1)).toMatch(/No more can be typed$/);
  await page.context().setOffline(false);
  await state(page, "saved");
  await expect.poll(() => box.getAttribute("readonly")).toBeNull();
  await page.keyboard.type("taken");
  await expect.poll(() => fold("m1-welcome")).toBe(`${full}taken`);
  await page.context().close();
});

test("While others type above, scroll and selection stay, and a screen reader hears nothing of it", async () => {
  const [owen, beth] = [await at("owen", "m1-aob"), await at("beth", "m1-aob")];
  await edit(beth);
  await beth.keyboard.insertText(Array.from({ length: 120 }, (_, n) => `Line ${n} of the minutes.`).join("\n"));
  await state(beth, "saved");
  const height = () => owen.locator(".cm-content").evaluate((content) => content.getBoundingClientRect().height);
  await expect.poll(height).toBeGreaterThan(2000);
  for (const plain of [false, true]) {
    if (plain) await owen.getByRole("button", { name: "Plain text box" }).click();
    const place = () => owen.evaluate(() => {
      const box = document.querySelector<HTMLTextAreaElement>(".minutes__box");
      const line = [...document.querySelectorAll(".cm-line")].find((one) => one.textContent?.includes("Line 60 "));
      return { y: line ? Math.round(line.getBoundingClientRect().top) : scrollY, selected: box ? box.value.slice(box.selectionStart, box.selectionEnd) : String(getSelection()) };
    });
    if (plain) {
      await owen.locator(".minutes__box").evaluate((box: HTMLTextAreaElement) => {
        const start = box.value.indexOf("Line 60 ");
        box.focus();
        box.setSelectionRange(start, start + 8);
      });
    } else {
      await owen.locator(".cm-content").focus();
      await owen.keyboard.press("Control+Home");
      for (let n = 0; n < 60; n++) await owen.keyboard.press("ArrowDown");
      for (let n = 0; n < 8; n++) await owen.keyboard.press("Shift+ArrowRight");
    }
    // Two pictures later what the keys have scrolled is drawn and measured.
    await owen.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    const before = await place();
    const tall = plain ? 0 : await height();
    expect(before.selected).toBe("Line 60 ");
    await forget(owen);
    await edit(beth, "Control+Home");
    // At once: where several lines come before the editor next measures, on a slow machine, it moves the page for the last of them alone.
    await beth.keyboard.insertText("More above.\nAnd more.\n");
    await state(beth, "saved");
    // The editor holds only what can be seen.
    if (plain) await expect.poll(() => textOn(owen)).toBe(await fold("m1-aob"));
    else await expect.poll(height).toBeGreaterThan(tall + 40);
    await expect.poll(place).toEqual(before);
    expect((await told(owen)).spoken).toHaveLength(1);
  }
  for (const page of [owen, beth]) await page.context().close();
});

test("Ended: the chair closes the minutes; every page says so, and words that came too late are kept where their author and the chair see them", async () => {
  const [iqbal, ruth, amira] = [await at("iqbal", "m1-a1"), await at("ruth", "m1-a1"), await at("amira", "m1-a1")];
  const before = await fold("m1-a1");
  await ruth.context().setOffline(true);
  await edit(ruth);
  await ruth.keyboard.type("Too late.");
  await state(ruth, "unsaved", "offline");
  await forget(iqbal);
  await amira.getByRole("button", { name: "Close these minutes" }).click();
  await state(iqbal, "ended");
  await iqbal.getByText("Closed by Amira Haddad").waitFor();
  expect((await told(iqbal)).spoken.at(-1)).toBe("Minutes ended");
  await edit(iqbal);
  await iqbal.keyboard.type("not taken");
  expect(await textOn(iqbal)).toBe(before);
  await ruth.context().setOffline(false);
  const late = ruth.getByLabel("These words of yours came too late: they are not in the minutes. They are kept where you and the chair see them");
  await late.waitFor();
  expect(await late.inputValue()).toBe("Too late.");
  // The minutes beside them stand as they are kept.
  expect(await ruth.locator(".minutes__text").innerText()).toBe(before.trim());
  expect(await ruth.locator(".cm-content").isVisible()).toBe(false);
  expect(await fold("m1-a1")).toBe(before);
  await amira.locator(".notin__words", { hasText: "Too late." }).waitFor();

  // Opened again, the pages go on by themselves, without what came too late; until then nothing turned.
  expect((await told(iqbal)).states.slice(1)).toEqual(["Ended"]);
  await amira.getByRole("button", { name: "Open them again" }).click();
  for (const page of [iqbal, ruth]) {
    await state(page, "saved");
    await expect.poll(() => textOn(page)).toBe(before);
  }
  await edit(iqbal);
  await iqbal.keyboard.type("In again.");
  await expect.poll(() => fold("m1-a1")).toBe(`${before}In again.`);
  for (const page of [iqbal, ruth, amira]) await page.context().close();
});

test("Minutes whose log is damaged never look empty: the page says that they cannot be opened, an administrator is told, and has them folded again", async () => {
  const { db } = place.house;
  const written = await fold("m1-aob");
  expect(written).toContain("Line 60 ");
  const documentId = (await db.selectFrom("document").select("id").where("item_id", "=", "m1-aob").executeTakeFirstOrThrow()).id;
  await place.house.kill();
  await db.deleteFrom("document_snapshot").where("document_id", "=", documentId).execute();
  const { seq, bytes } = await db.selectFrom("document_update").select(["seq", "bytes"]).where("document_id", "=", documentId).orderBy("seq").executeTakeFirstOrThrow();
  const write = (bytes: Uint8Array) => db.updateTable("document_update").set({ bytes: Buffer.from(bytes) }).where("document_id", "=", documentId).where("seq", "=", seq).execute();
  await write(bytes.map((byte, i) => (i === bytes.length - 3 ? byte ^ 1 : byte)));
  await place.house.start();

  const page = await place.at("owen", "/meetings/m1/live?item=m1-aob");
  const said = page.getByText("These minutes cannot be opened: part of what was kept cannot be read. An administrator has been told");
  await said.waitFor();
  for (let again = 0; again < 2; again++) {
    expect(await page.getByText("Nothing is written yet").count()).toBe(0);
    expect(await page.locator(".cm-content").count()).toBe(0);
    await page.reload();
    await said.waitFor();
  }
  await page.getByRole("link", { name: /Jordan Ellis/ }).first().click();
  await state(page, "saved");

  const admin = await place.at("admin", "/admin/minutes");
  await admin.getByText(`row ${seq} is damaged`).first().waitFor();
  await write(bytes);
  await admin.getByRole("link", { name: /Fold/ }).first().click();
  await admin.getByRole("button", { name: "Fold again" }).click();
  await admin.waitForURL("**/admin/minutes");
  await page.goto("/meetings/m1/live?item=m1-aob");
  await state(page, "saved");
  expect(await fold("m1-aob")).toBe(written);
  for (const one of [page, admin]) await one.context().close();
});
