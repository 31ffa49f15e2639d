import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, test } from "vitest";
import { openBrowser } from "../browser.ts";
import { type House, openHouse } from "../house.ts";
import { keyboard, mouse } from "./hands.ts";
import { theWalk, threeSubjects } from "./walk.ts";

let browser: Browser;
let house: House;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  house = await openHouse({ fill: threeSubjects });
});
afterEach(() => house.close());

test("A month of MACSE: Ruth builds the agenda, Amira runs the meeting, Ruth and Dan write together, and each entry lands on its record and in its owner's list", () => theWalk(browser, house, mouse));

test("The whole walk is done without a mouse", () => theWalk(browser, house, keyboard));
