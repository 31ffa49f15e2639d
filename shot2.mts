import { writeFileSync } from "node:fs";
import { openHouse } from "./test/house.ts";
import { openBrowser, enter } from "./test/browser.ts";
const house = await openHouse();
const browser = await openBrowser();
try {
  const { page } = await enter(browser, house, "ruth");
  page.on("console", (m) => console.log("CONSOLE", m.text().slice(0, 400)));
  page.on("pageerror", (e) => console.log("ERR", e.message));
  writeFileSync("/tmp/import/names.csv", "Client ID,Surname,Forename,DOB\n1,a,b,01/01/2010");
  await page.goto("/imports/names");
  await page.getByLabel("Panel").selectOption("mfh");
  await page.getByLabel("Local authority").fill("Seaholme");
  await page.getByLabel("List of names").setInputFiles(["/tmp/import/names.csv"]);
  await page.getByRole("button", { name: "Go on to the columns" }).click();
  await page.waitForTimeout(3000);
  console.log(page.url(), await page.locator("main").innerText());
  await page.goto(page.url());
} catch (e) { console.log(String(e).slice(0, 1500)); }
await browser.close(); await house.close();
