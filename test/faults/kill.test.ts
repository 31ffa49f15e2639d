import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { enter, openBrowser } from "../browser.ts";
import type { Person } from "../cast.ts";
import { type House, openHouse } from "../house.ts";
import { fillMeeting, foldOf, minutesOn } from "../meeting.ts";

const cycles = 20;
let house: House;
let browser: Browser;
beforeAll(async () => {
  house = await openHouse({ fill: fillMeeting });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

/** Somebody who types numbered words, and notes which were on their screen when it said that all is saved. */
async function writer(person: Person, plain: boolean) {
  const { context, page } = await enter(browser, house, person);
  const reloads = { count: 0 };
  await page.goto("/meetings/m1/live");
  if (plain) await page.getByRole("button", { name: "Use a plain text box" }).click();
  const field = page.locator(plain ? ".minutes__box" : ".cm-content");
  await field.click();
  page.on("framenavigated", (frame) => {
    if (frame === page.mainFrame()) reloads.count++;
  });
  let number = 0;
  const typed = () => Array.from({ length: number }, (_, i) => `${person}${i}`);
  let saved = 0;
  return {
    person, page, reloads, typed,
    get saved() {
      return saved;
    },
    /** Types words until told to stop. */
    type: async (until: () => boolean) => {
      while (!until()) {
        await page.keyboard.type(`${person}${number} `);
        number++;
        // A person's pace, not a machine's: three pages and the server share two cores.
        await new Promise((resolve) => setTimeout(resolve, 60));
        // Text and state are read in one look.
        const shown = await minutesOn(page);
        if (shown.saved) saved = Math.max(saved, [...Array(number).keys()].filter((i) => shown.text.includes(`${person}${i} `)).length);
      }
    },
    close: () => context.close(),
  };
}

test(`${cycles} times the server is killed while three people type: every word shown as saved is there, once, everywhere, without a reload`, async () => {
  const writers = [await writer("amira", false), await writer("ruth", false), await writer("dan", true)];
  for (let cycle = 0; cycle < cycles; cycle++) {
    let stop = false;
    const typing = writers.map((w) => w.type(() => stop));
    await new Promise((resolve) => setTimeout(resolve, 150 + ((cycle * 137) % 350)));
    await house.kill();
    const shown = writers.map((w) => w.saved);
    // What a page called saved before the kill is in the log now, before anybody could send it again.
    const kept = await foldOf(house.db, "m1-a1");
    for (const [i, w] of writers.entries()) for (const word of w.typed().slice(0, shown[i])) expect(kept.split(`${word} `).length - 1, `${word} in cycle ${cycle}`).toBe(1);
    await house.start();
    await new Promise((resolve) => setTimeout(resolve, 100));
    stop = true;
    await Promise.all(typing);
    for (const w of writers) await w.page.locator("[data-state=saved]").waitFor({ timeout: 20_000 });
  }
  const kept = await foldOf(house.db, "m1-a1");
  const all = writers.flatMap((w) => w.typed());
  expect(all.length).toBeGreaterThan(cycles * 3);
  for (const w of writers) {
    await expect.poll(async () => (await minutesOn(w.page)).text === kept, { timeout: 10_000, message: `${w.person}'s page holds what the log holds` }).toBe(true);
    expect(w.reloads.count, `${w.person} read the page again`).toBe(0);
  }
  const count = new Map<string, number>();
  for (const word of all) count.set(word, kept.split(`${word} `).length - 1);
  expect([...count].filter(([, times]) => times !== 1)).toEqual([]);
  for (const w of writers) await w.close();
}, 600_000);
