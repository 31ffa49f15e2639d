import { afterAll, expect, test } from "vitest";
import { dayOf, addDays } from "#app/models/core/days.ts";
import { gramsOf } from "#app/models/subjects/names.ts";
import { cost, handsOf, printCosts } from "./effort.ts";
import { isSaved, openPlace, received, textOn, writingAt } from "./place.ts";

const place = openPlace();
const live = "/meetings/m1/live?item=m1-a1";
const form = ".desk__form";

afterAll(printCosts);

test("From inside the text an action, a level and a sharing decision are recorded with a few keys, and a reference stands in the place of each line", async () => {
  const { db } = place.house;
  const today = dayOf(new Date());
  await db.insertInto("name_gram").values(gramsOf("Known as Razz").map((gram) => ({ gram, subject_id: "o1" }))).execute();
  await db.insertInto("risk").values({ id: "r0", subject_id: "c1", panel_id: "macse", level: "High", rank: 3, rationale: "Four episodes", scale_from_on: today, decided_on: addDays(today, -28), recorded_at: new Date().toISOString(), recorded_by_id: "ruth", agreed_at: new Date().toISOString(), agreed_by_id: "amira" }).execute();
  await db.insertInto("conflict").values({ id: "k1", person_id: "chloe", subject_id: "c2", declared_at: new Date().toISOString(), declared_by_id: "chloe" }).execute();
  const chloe = await place.at("chloe", "/home");
  const heard = received(chloe);
  const [ruth, dan] = [await writingAt(place, "ruth", live), await writingAt(place, "dan", live)];
  await Promise.all([chloe.goto(live), chloe.locator(".cm-content").waitFor()]);
  const hand = handsOf(ruth);
  await ruth.locator(".cm-content").click();

  // An action: the slash and the command are a key and a word; Enter opens the form, and the button that records it has the focus.
  await hand.press("/");
  await hand.say("action Police, D Kowalczyk, by 14 Dec: check the vehicle seen near the arcade");
  await ruth.locator(".commands__hint", { hasText: "Enter opens it" }).waitFor();
  await hand.press("Enter");
  await ruth.locator(`${form} button[type=submit]:focus`).waitFor();
  expect(await ruth.getByLabel("What will be done").inputValue()).toBe("Check the vehicle seen near the arcade");
  expect(await ruth.getByLabel("Owner", { exact: true }).locator("option:checked").innerText()).toBe("Dan Kowalczyk");
  await hand.press("Enter");
  await ruth.locator(".cm-line", { hasText: "MACSE-27/A1/1" }).waitFor();
  cost("an action with owner and date", hand.counted());
  // What it means stands beside it, for those who write along too.
  for (const page of [ruth, dan]) await page.locator(".liveref__words", { hasText: "Check the vehicle seen near the arcade" }).waitFor();
  expect(await textOn(ruth)).toBe("MACSE-27/A1/1\n");
  expect(await ruth.evaluate(() => document.activeElement?.closest(".cm-content") !== null)).toBe(true);

  await hand.press("/");
  await hand.say("risk unchanged, review 12 Jan: two more episodes, now with adults");
  await hand.press("Enter");
  await ruth.locator(`${form} button[type=submit]:focus`).waitFor();
  await hand.press("Enter");
  await ruth.locator(".cm-line", { hasText: "MACSE-27/A1/R1" }).waitFor();
  cost("risk unchanged with next review", hand.counted());

  // Purpose, lawful basis and condition are the panel's usual ones; why it is necessary and proportionate is said each time.
  await hand.press("/");
  await hand.say("share police to health, by Friday: vehicle and description");
  await hand.press("Enter");
  await ruth.locator(`${form} [name=necessity]:focus`).waitFor();
  await hand.say("The plan cannot be made without it");
  await hand.press("Tab");
  await hand.say("The description alone, not how it is known");
  await hand.press("Control+Enter");
  await ruth.locator(".cm-line", { hasText: "MACSE-27/A1/S1" }).waitFor();
  cost("a sharing decision with the usual basis", hand.counted());
  expect(await db.selectFrom("sharing").select(["lawful_basis", "owner_agency_id", "to_agency_id"]).executeTakeFirstOrThrow()).toEqual({ lawful_basis: "public task", owner_agency_id: "police", to_agency_id: "health" });

  // Escape changes nothing: the line stands as it was typed, and the caret is in it.
  await hand.say("/decision Stay on the plan");
  await hand.press("Enter");
  await ruth.locator(`${form} [name=reason]:focus`).waitFor();
  await hand.press("Escape");
  expect((await textOn(ruth)).split("\n").at(-1)).toBe("/decision Stay on the plan");
  await hand.say(", because the placement holds");
  await hand.press("Enter");
  await hand.press("Enter");
  await ruth.locator(".cm-line", { hasText: "MACSE-27/A1/D1" }).waitFor();

  // An action that an open one already is: carried on with, and that reference stands in the text.
  await hand.say("/action police to check vehicles near the arcade by Friday");
  await hand.press("Enter");
  await ruth.getByRole("button", { name: "Carry on with MACSE-27/A1/1" }).click();
  await ruth.locator(form).waitFor({ state: "detached" });
  expect((await textOn(ruth)).trim().split("\n")).toEqual(["MACSE-27/A1/1", "MACSE-27/A1/R1", "MACSE-27/A1/S1", "MACSE-27/A1/D1", "MACSE-27/A1/1"]);
  expect((await db.selectFrom("action").select("id").execute()).length).toBe(1);

  // A key: a sentence of the minutes in which the caret happens to stand stays; one that says who and by when is taken.
  await hand.say("Mum is worried about the new phone.");
  await hand.press("Alt+Shift+1");
  await ruth.locator(`${form} [name=what]:focus`).waitFor();
  expect(await ruth.getByLabel("What will be done").inputValue()).toBe("");
  await hand.press("Escape");

  // A name that is typed in full, and one that is looked for, become references; who may not know the name is never sent it.
  await hand.say(" Seen with Siân Llewellyn-Featherstonehaugh");
  await hand.press("Space");
  await ruth.locator(".liveref__words", { hasText: "Siân" }).waitFor();
  await hand.say("and @razz");
  await ruth.getByRole("option", { name: /O-0001/ }).waitFor();
  await hand.press("Enter");
  expect((await textOn(ruth)).trim().split("\n").at(-1)).toBe("Mum is worried about the new phone. Seen with C-0002 and O-0001");
  await isSaved(ruth);
  await chloe.locator(".liveref__words", { hasText: "Razz" }).waitFor();
  expect(await chloe.locator(".cm-content").innerText()).toContain("C-0002");
  expect(await chloe.locator("body").innerText()).not.toContain("Siân");
  await chloe.reload();
  await chloe.locator(".liveref__words", { hasText: "Razz" }).waitFor();
  // In the text the name stood for a moment, as any word that is typed does; as what the reference means nobody sent it to her.
  expect(await heard()).not.toContain('"words":"Siân');
});

test("In the plain box the same, and without scripts each form on a page of its own", async () => {
  const dan = await writingAt(place, "dan", "/meetings/m1/live?item=m1-a2");
  await dan.getByRole("button", { name: "Plain text box" }).click();
  await dan.locator(".minutes__box").click();
  await dan.keyboard.insertText("/marker police CSE marker, by next Friday: seen in the car");
  await dan.keyboard.press("Enter");
  await dan.locator(`${form} button[type=submit]:focus`).waitFor();
  await dan.keyboard.press("Enter");
  await dan.locator(".meanings", { hasText: "Place police CSE marker" }).waitFor();
  expect(await dan.locator(".minutes__box").inputValue()).toBe("MACSE-27/A2/F1\n");
  expect(await dan.evaluate(() => document.activeElement?.classList.contains("minutes__box"))).toBe(true);
  await dan.keyboard.insertText("Police, D Kowalczyk, by Friday: ring the home");
  await dan.keyboard.press("Alt+Shift+1");
  await dan.locator(`${form} button[type=submit]:focus`).waitFor();
  await dan.keyboard.press("Control+Enter");
  await dan.locator(".entry", { hasText: "MACSE-27/A2/1" }).waitFor();
  await expect.poll(() => dan.locator(".minutes__box").inputValue()).toBe("MACSE-27/A2/F1\nMACSE-27/A2/1\n");

  const plain = await place.at("ruth", "/items/m1-a2/decision", { javaScriptEnabled: false });
  await plain.getByRole("button", { name: "Record the decision" }).click();
  await plain.getByRole("link", { name: "Say why: a decision stands with its reason" }).waitFor();
  await plain.getByLabel("What was decided").fill("Stay on the plan");
  await plain.getByLabel("Because").fill("The placement holds");
  await plain.getByRole("button", { name: "Record the decision" }).click();
  await plain.locator(".entry", { hasText: "MACSE-27/A2/D1" }).waitFor();
  await plain.goto("/items/m1-a2/references");
  expect(await plain.locator("main").innerText()).toContain("Ring the home");
  expect(place.reports).toEqual([]);
});
