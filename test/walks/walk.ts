import type { Browser, Page } from "playwright-core";
import { expect } from "vitest";
import { addDays, dayOf, shortDay, weekdayOf } from "#app/models/core/days.ts";
import { textOf } from "#app/models/meetings/document.server.ts";
import { whoIs } from "#app/models/people/person.server.ts";
import { createSubject } from "#app/models/subjects/subject.server.ts";
import { found } from "#app/models/core/refuse.ts";
import type { Db } from "#db/connect.server.ts";
import { fillPartnership } from "#db/demo/partnership.server.ts";
import { enter } from "../browser.ts";
import type { House } from "../house.ts";
import type { Hands } from "./hands.ts";

const british = (day: string) => `${Number(day.slice(8))}/${Number(day.slice(5, 7))}/${day.slice(0, 4)}`;

/** The partnership and three subjects with open MACSE cases: a child, a person posing risk and a location. */
export async function threeSubjects(db: Db, now: Date): Promise<void> {
  await fillPartnership(db, now);
  const ask = { db, now, who: found(await whoIs({ db, now }, "ruth")) };
  const opening = { panelId: "macse", why: "Referred by the school", reviewOn: addDays(dayOf(now), 20) };
  await createSubject(ask, { kind: "child", values: { family_name: "Brennan-Kaczmarek", given_names: "Zoë", born_on: addDays(dayOf(now), -14 * 366) }, aliases: ["Zozo"], ...opening });
  await createSubject(ask, { kind: "offender", values: { family_name: "Larkspur", given_names: "Dean", born_on: "1994-05-02" }, ...opening });
  await createSubject(ask, { kind: "location", values: { name: "Seafront Arcade", place_type: "shop or takeaway" }, ...opening });
}

/** 300 characters that name their writer, word by word. */
const words = (letter: string) => Array.from({ length: 50 }, (_, i) => `${letter}${String(i).padStart(4, "0")}`).join(" ").padEnd(300, letter);

const savedText = async (page: Page) => page.locator(".minutes__state--saved").waitFor();
const editorOf = (page: Page) => page.locator(".cm-content");
/** The text in the editor, without the names that stand at other people's cursors. */
const textIn = (page: Page) =>
  page.locator(".cm-line").evaluateAll((lines) =>
    lines.map((line) => {
      const copy = line.cloneNode(true) as HTMLElement;
      for (const caret of copy.querySelectorAll("[class*=caret]")) caret.remove();
      return (copy.textContent ?? "").replaceAll("\u2060", "").replaceAll("\u200b", "");
    }).join("\n"),
  );

/** The whole main job, through the screens alone, each person in a browser of their own. */
export async function theWalk(browser: Browser, house: House, hands: Hands): Promise<void> {
  const [amira, ruth, dan, tomasz] = (await Promise.all((["amira", "ruth", "dan", "tomasz"] as const).map((person) => enter(browser, house, person)))).map((visit) => visit.page) as [Page, Page, Page, Page];
  const { press, fill, choose, tick } = hands;
  const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name, exact: typeof name === "string" }).first();
  const link = (page: Page, name: string | RegExp) => page.getByRole("link", { name, exact: typeof name === "string" }).first();
  let on = addDays(dayOf(new Date()), 25);
  while ([0, 6].includes(weekdayOf(on))) on = addDays(on, 1);

  // The coordinator opens next month's meeting, takes the proposal, lists all three and publishes.
  await press(link(ruth, "Panels"));
  await ruth.waitForURL("**/panels");
  await press(link(ruth, "MACSE"));
  await ruth.waitForURL("**/panels/macse");
  await press(link(ruth, "Open a meeting"));
  await fill(ruth.getByLabel("Day", { exact: true }), british(on));
  await press(button(ruth, "Open the meeting"));
  await press(button(ruth, "Take this proposal"));
  await ruth.getByRole("button", { name: "List all ticked" }).waitFor();
  for (const box of await ruth.getByRole("checkbox").all()) await tick(box);
  await press(button(ruth, "List all ticked"));
  await ruth.getByText("Every one is decided.").waitFor();
  await press(button(ruth, "Publish the agenda"));
  await ruth.waitForURL(/\/meetings\/[\w-]+$/);
  const meeting = new URL(ruth.url()).pathname;
  await ruth.getByText("C-0001").first().waitFor();

  // The chair starts it; the others come in.
  await amira.goto(`${meeting}/live`);
  await Promise.all([ruth.goto(`${meeting}/live`), dan.goto(`${meeting}/live`)]);
  await press(button(amira, "Start the meeting"));
  const nextItem = async (number: string) => {
    for (let presses = 0; presses < 10; presses++) {
      if (await amira.locator(".itemhead__number", { hasText: new RegExp(`^${number}$`) }).count()) break;
      const before = await amira.locator("#item-title").innerText();
      await press(amira.locator("#next-item"));
      await amira.waitForFunction((was) => document.querySelector("#item-title")?.textContent?.trim() !== was, before.trim());
      await amira.waitForFunction(() => document.readyState === "complete");
    }
    for (const page of [amira, ruth, dan]) await page.locator(".itemhead__number", { hasText: new RegExp(`^${number}$`) }).waitFor();
  };
  await nextItem("A1");

  // Two people write 300 characters each into one paragraph at the same time.
  for (const page of [ruth, dan]) await hands.enter(editorOf(page));
  await Promise.all([ruth.keyboard.type(words("r"), { delay: 4 }), dan.keyboard.type(words("d"), { delay: 4 })]);
  await Promise.all([savedText(ruth), savedText(dan)]);
  await ruth.waitForFunction(() => (document.querySelector(".cm-content")?.textContent?.length ?? 0) >= 600);
  await dan.waitForFunction(() => (document.querySelector(".cm-content")?.textContent?.length ?? 0) >= 600);
  const [one, other] = [await textIn(ruth), await textIn(dan)];
  expect(one).toBe(other);
  expect([...one].filter((c) => c === "r")).toHaveLength([...words("r")].filter((c) => c === "r").length);
  const itemId = found((await house.db.selectFrom("item").select("id").where("number", "=", "A1").executeTakeFirst())?.id);
  const ask = { db: house.db, now: new Date(), who: found(await whoIs({ db: house.db, now: new Date() }, "ruth")) };
  expect((await textOf(ask, itemId)).trim()).toBe(one.trim());

  // An action for an owner who is not in the room, a decision to share, a level, an outcome; the chair agrees them.
  const due = addDays(dayOf(new Date()), 14);
  await press(dan.locator(".desk__button", { hasText: "Action" }));
  await fill(dan.getByLabel("What will be done"), "Offer a move away from the arcade");
  await choose(dan.getByLabel("Owner", { exact: true }), "Tomasz Lis");
  await fill(dan.getByLabel("Due", { exact: true }), british(due));
  await press(button(dan, "Record the action"));
  await ruth.locator(".entry", { hasText: "MACSE-1/A1/1" }).waitFor();

  await press(ruth.locator(".desk__button", { hasText: "Sharing" }));
  await share(ruth, hands);
  await amira.locator(".entry", { hasText: "Vehicle description" }).first().waitFor();

  await press(amira.locator(".desk__button", { hasText: "Risk" }));
  await tick(amira.getByRole("radio", { name: "High", exact: true }));
  await fill(amira.getByLabel("Because"), "Two agencies report the same pattern");
  await fill(amira.getByLabel("Next review"), british(addDays(on, 28)));
  await press(button(amira, "Record the level"));
  await dan.locator(".entry", { hasText: "Two agencies report the same pattern" }).waitFor();
  await outcome(amira, hands, "Risk agreed", null);
  await agreeReadBack(amira, hands);

  await nextItem("B1");
  await press(dan.locator(".desk__button", { hasText: "Sharing" }));
  await tick(dan.getByRole("radio", { name: "Do not share", exact: true }));
  await fill(dan.getByLabel("What information"), "Intelligence on associates");
  await choose(dan.getByLabel("Held by"), "Northmoor Constabulary");
  await choose(dan.getByLabel("With which agency"), "Seaholme Homes");
  await fill(dan.getByLabel("Reason", { exact: true }), "It would put a source at risk");
  await press(button(dan, "Record the decision"));
  await amira.locator(".entry", { hasText: "Intelligence on associates" }).first().waitFor();
  await outcome(amira, hands, "Decision", british(addDays(on, 28)));
  await agreeReadBack(amira, hands);

  await nextItem("C1");
  await outcome(amira, hands, "Discussed, no change", british(addDays(on, 28)));
  await agreeReadBack(amira, hands);

  // The end: extracts seen first, then drafts on each record.
  await press(link(amira, "End the meeting"));
  await fill(amira.getByLabel("One reason for all that have none of their own"), "Asked for at the next visit");
  await press(button(amira, "Keep these reasons"));
  await amira.getByText("Ends in spite of this").waitFor();
  await press(button(amira, "End the meeting"));
  await amira.getByText("Written to 3 of 3 records").waitFor();
  await amira.goto(`${meeting}/minutes`);
  await amira.getByText("DRAFT").first().waitFor();
  expect((await amira.locator("main").innerText()).replace(/\s+/g, " ")).toContain(one.replace(/\s+/g, " ").trim());

  // Each lands on the right record and in the right list, read by the one whose it is.
  const record = async (page: Page, ref: string) => {
    await page.goto(`/subjects/${ref}`);
    const shown = await page.locator("main").innerText();
    await page.goto(`/subjects/${ref}/timeline`);
    return shown + (await page.locator("main").innerText());
  };
  const child = await record(amira, "C-0001");
  for (const part of ["MACSE-1/A1/1", "Vehicle description", "Two agencies report the same pattern", "High"]) expect(child).toContain(part);
  expect(child).not.toContain("Intelligence on associates");
  const offender = await record(dan, "O-0001");
  expect(offender).toContain("Intelligence on associates");
  expect(offender).not.toContain("MACSE-1/A1/1");
  expect(await record(ruth, "L-0001")).toMatch(/discussed, no change/i);

  await press(link(tomasz, "Actions"));
  await press(link(tomasz, /MACSE-1\/A1\/1/));
  const task = await tomasz.locator("main").innerText();
  expect(task).toContain("Offer a move away from the arcade");
  expect(task).toContain(shortDay(due));
  expect(task).not.toContain("Zoë");
  await press(link(dan, "Actions"));
  await press(dan.locator("li, tr", { hasText: "about C-0001" }).getByRole("link").first());
  await dan.locator("main", { hasText: "Vehicle description" }).waitFor();
}

async function share(page: Page, { tick, fill, choose, press }: Hands): Promise<void> {
  await tick(page.getByRole("radio", { name: "Share", exact: true }));
  await fill(page.getByLabel("What information"), "Vehicle description");
  await choose(page.getByLabel("Held by"), "Northmoor Constabulary");
  await choose(page.getByLabel("With which agency"), "Seaholme Homes");
  await fill(page.getByLabel("Purpose"), "Safety plan");
  await fill(page.getByLabel("Necessity"), "The plan cannot be made without it");
  await fill(page.getByLabel("Proportionality"), "The description alone, not how it is known");
  await choose(page.getByLabel("Lawful basis"), await page.getByLabel("Lawful basis").locator("option").nth(1).innerText());
  await choose(page.getByLabel("Who sends it"), "Dan Kowalczyk");
  await fill(page.getByLabel("Sent by", { exact: true }), "in 5 working days");
  await press(page.getByRole("button", { name: "Record the decision" }));
}

async function outcome(page: Page, { tick, fill, press }: Hands, name: string, until: string | null): Promise<void> {
  await press(page.locator(".desk__button", { hasText: "Outcome" }));
  await tick(page.getByRole("radio", { name, exact: true }));
  if (until) await fill(page.getByLabel("Next review, or deferred to"), until);
  await press(page.getByRole("button", { name: "Record the outcome" }));
  await page.locator(".entry__facts--outcome").waitFor();
}

async function agreeReadBack(page: Page, { press }: Hands): Promise<void> {
  await press(page.getByRole("button", { name: "Agree the read-back" }));
  await page.locator(".readback--agreed").waitFor();
}
