import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { enter, openBrowser } from "../browser.ts";
import type { Person } from "../cast.ts";
import { type House, type HouseOptions, openHouse } from "../house.ts";
import { fillMeeting, foldOf, minutesOn } from "../meeting.ts";

/** A running house with its meetings (or what else it is filled with), and a browser, for all tests of a file. */
export function openPlace(fill: HouseOptions["fill"] = fillMeeting) {
  let house: House;
  let browser: Browser;
  /** What the pages of `at` complained of. */
  const reports: string[] = [];
  beforeAll(async () => {
    house = await openHouse({ fill });
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await house?.close();
  });
  return {
    reports,
    get house() {
      return house;
    },
    get browser() {
      return browser;
    },
    /** The fold of an item's log. */
    fold: (item: string) => foldOf(house.db, item),
    /** The page at that address, in a context of its own, with that person signed in. */
    at: async (person: Person, path: string, options: Parameters<typeof enter>[3] = {}): Promise<Page> => {
      const { page } = await enter(browser, house, person, options);
      page.on("console", (message) => {
        if (/Content Security Policy|Refused/i.test(message.text())) reports.push(message.text());
      });
      page.on("pageerror", (error) => reports.push(error.message));
      if (path !== "/home") await page.goto(path);
      return page;
    },
  };
}

/** The page at that address, ready to write in. */
export async function writingAt(place: ReturnType<typeof openPlace>, ...where: Parameters<ReturnType<typeof openPlace>["at"]>): Promise<Page> {
  const page = await place.at(...where);
  await page.locator(".cm-content").waitFor();
  return page;
}

/** All that reaches the page from now on. */
export function received(page: Page): () => Promise<string> {
  const parts: (string | Promise<string>)[] = [];
  page.on("websocket", (socket) => socket.on("framereceived", ({ payload }) => parts.push(Buffer.from(payload).toString("latin1"))));
  page.on("response", (response) => parts.push(response.text().catch(() => "")));
  return async () => (await Promise.all(parts)).join("\n");
}

export const textOn = async (page: Page): Promise<string> => (await minutesOn(page)).text;
export const isSaved = (page: Page): Promise<void> => page.locator("[data-state=saved]").waitFor();
