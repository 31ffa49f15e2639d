import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addDays, dayOf } from "#app/models/core/days.ts";
import { addWorkdays } from "#app/models/core/workdays.ts";
import type { Db } from "#db/connect.server.ts";
import { fillPartnership } from "#db/demo/partnership.server.ts";
import { enter, openBrowser } from "../browser.ts";
import { type House, openHouse } from "../house.ts";
import { cost, handsOf, printCosts } from "./effort.ts";

// A panel's meetings are made ahead, one is prepared, answered, held, added to, broken off, and another cancelled: as those who do it see it.

const british = (day: string) => day.replace(/^(\d+)-(\d+)-(\d+)$/, (_, y, m, d) => `${Number(d)}/${Number(m)}/${y}`);

/** 25 children whose review is due, and one more of whom nothing is. */
async function fillChildren(db: Db, now: Date): Promise<void> {
  await fillPartnership(db, now);
  const [at, today] = [now.toISOString(), dayOf(now)];
  const ids = Array.from({ length: 26 }, (_, i) => `child-${i + 1}`);
  await db.insertInto("subject").values(ids.map((id, i) => ({ id, kind: "child" as const, ref: `C-${String(i + 1).padStart(4, "0")}`, display_name: `Rowan Ashgrove ${i + 1}`, born_on: addDays(today, -14 * 365), created_at: at }))).execute();
  await db.insertInto("child").values(ids.map((subject_id) => ({ subject_id, family_name: "Ashgrove" }))).execute();
  await db.insertInto("panel_case").values(ids.map((id, i) => ({ id: `${id}-case`, panel_id: "macse", subject_id: id, opened_on: addDays(today, -90), opened_at: at, why: "Referred", review_on: addDays(today, i < 25 ? 7 : 200) }))).execute();
  await db.insertInto("case_next").values(ids.map((id, i) => ({ id: `${id}-next`, case_id: `${id}-case`, kind: "review" as const, on_day: addDays(today, i < 25 ? 7 : 200), owner_id: "ruth", set_at: at }))).execute();
  // Somebody was here before: else everybody is new.
  await db.insertInto("meeting").values({ id: "m-before", panel_id: "macse", number: 1, on_day: addDays(today, -28), starts_at: "09:30", minutes_long: 180, status: "agreed", published_at: at, started_at: at, ended_at: at, approved_at: at }).execute();
}

let house: House;
let browser: Browser;
beforeAll(async () => {
  house = await openHouse({ fill: fillChildren });
  browser = await openBrowser();
});
afterAll(async () => {
  printCosts();
  await browser?.close();
  await house?.close();
});

test("A series makes the meetings; 25 are listed and published with three presses; answers, an urgent item, adjourning and cancelling follow", async () => {
  const [ruth, dan] = (await Promise.all((["ruth", "dan"] as const).map((person) => enter(browser, house, person)))).map((visit) => visit.page) as [Page, Page];
  const today = dayOf(new Date());
  await ruth.goto("/panels/macse");
  await ruth.getByRole("link", { name: "When it meets" }).click();
  await ruth.getByRole("link", { name: "Add a series" }).click();
  await ruth.getByLabel("Every so many weeks", { exact: true }).first().check({ force: true });
  await ruth.getByRole("textbox", { name: "Every so many weeks" }).fill("2");
  await ruth.getByLabel("From", { exact: true }).fill(british(addWorkdays(today, 20)));
  await ruth.getByLabel("Months to make ahead").fill("3");
  await ruth.getByLabel("Place or link").fill("Room 2");
  await ruth.getByRole("button", { name: "Show the days" }).click();
  await ruth.getByText(/^This makes \d meetings$/).waitFor();
  expect(await house.db.selectFrom("meeting").select("id").execute()).toHaveLength(1);
  await ruth.getByRole("button", { name: /^Make \d meetings$/ }).click();
  await ruth.getByRole("heading", { name: "Every second Tuesday" }).waitFor();
  await ruth.getByRole("link", { name: "MACSE 2" }).click();
  await ruth.getByText("Referrals close").waitFor();

  // Effort (issue 5, 8): what is pressed between the draft and the published agenda.
  await ruth.getByRole("link", { name: "Build the agenda" }).click();
  const hand = handsOf(ruth);
  await hand.click(ruth.getByRole("button", { name: "Take this proposal" }));
  await hand.click(ruth.getByRole("button", { name: /^List all 2\d$/ }));
  await ruth.getByText("Every one is decided.").waitFor();
  await ruth.getByText("This will not fit").waitFor();
  await hand.click(ruth.getByRole("button", { name: "Publish the agenda" }));
  await ruth.getByText("A25").first().waitFor();
  cost("list all that are proposed and publish", hand.counted());
  const meeting = new URL(ruth.url()).pathname;

  await dan.goto(meeting);
  await dan.getByRole("button", { name: "I am not coming" }).click();
  await dan.getByText("You answered: you do not come").waitFor();
  const calendar = dan.waitForEvent("download");
  await dan.getByRole("link", { name: "Calendar file" }).click();
  expect((await calendar).suggestedFilename()).toBe("meeting.ics");
  await ruth.goto(`${meeting}/attendance`);
  await ruth.locator("tr", { hasText: "Dan Kowalczyk" }).getByText("Does not come").waitFor();
  expect(await ruth.locator('input[name="status.dan"][value=apologies]').isChecked()).toBe(true);

  await ruth.goto(`${meeting}/live`);
  await dan.goto(`${meeting}/live`);
  await ruth.getByRole("button", { name: "Start the meeting" }).click();
  await ruth.getByRole("link", { name: "Add an item" }).click();
  await ruth.getByLabel("Whom or what?").fill("C-0026");
  await ruth.getByLabel("Why it belongs on this agenda").fill("Missing since last night");
  await ruth.getByLabel("Minutes").fill("5");
  await ruth.getByRole("button", { name: "Add to the agenda" }).click();
  await ruth.getByText("added late").waitFor();
  // Dan's page has heard of it.
  await dan.getByText("Rowan Ashgrove 26").first().waitFor();

  await ruth.getByRole("link", { name: "Adjourn" }).click();
  await ruth.getByLabel("Goes on on").fill(british(addDays(today, 40)));
  await ruth.getByLabel("Why", { exact: true }).fill("Fire alarm");
  await ruth.getByRole("button", { name: "Adjourn the meeting" }).click();
  await ruth.getByText(/^Adjourned .* goes on/).waitFor();
  await dan.getByText("Not started", { exact: true }).waitFor();
  await ruth.goto(`${meeting}/live`);
  await ruth.getByRole("button", { name: "Go on with the meeting" }).click();
  await ruth.getByText("Live", { exact: true }).first().waitFor();

  await ruth.goto("/panels/macse");
  await ruth.getByRole("link", { name: "MACSE 3" }).click();
  await ruth.getByRole("link", { name: "Cancel it" }).click();
  await ruth.getByLabel("Why it is cancelled").fill("The chair is ill");
  await ruth.getByRole("button", { name: "Cancel the meeting" }).click();
  await ruth.waitForURL(/\/meetings\/[^/]+$/);
  await ruth.getByText("This meeting was cancelled").waitFor();
  expect((await house.db.selectFrom("letter").select("title").where("to_id", "=", "dan").execute()).map(({ title }) => title)).toContain("MACSE 3: cancelled");
});
