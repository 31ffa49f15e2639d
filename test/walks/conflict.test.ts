import { expect, test } from "vitest";
import { isSaved, openPlace, received, textOn, writingAt } from "./place.ts";

const place = openPlace();
const live = "/meetings/m1/live";
const childs = /Jordan|C-0001|m1-a1\b|doc-m1-a1/;

const writing = (...where: Parameters<typeof place.at>) => writingAt(place, ...where);

test("Dan declares a conflict of interest while all type: it is gone for him in every tab, nobody else loses a letter, and the chair reads why", async () => {
  const [ruth, owen, dan, other] = await Promise.all([writing("ruth", live), writing("owen", live), writing("dan", live), writing("dan", live)]);
  await dan.locator(".cm-content").click();
  await dan.keyboard.type("Dan was here. ");
  await isSaved(dan);
  // Two go on typing all the while.
  const typed = Promise.all([ruth, owen].map(async (page, i) => {
    await page.locator(".cm-content").click();
    await page.keyboard.press("Control+End");
    for (let n = 0; n < 60; n++) await page.keyboard.type(`${i ? "o" : "r"}${n} `, { delay: 40 });
  }));
  await dan.getByRole("link", { name: "Declare a conflict of interest" }).click();
  await dan.getByRole("heading", { level: 1, name: "Declare a conflict of interest" }).waitFor();
  await dan.getByLabel("Why?").fill("I coach his football team");
  await dan.getByRole("button", { name: "Declare" }).click();

  // He is back in the meeting, which is at something that is not his.
  await dan.getByText("The meeting is at an item in which you take no part").waitFor();
  await other.getByText("The meeting is at an item in which you take no part").waitFor();
  for (const page of [dan, other]) expect(await page.content()).not.toMatch(/Jordan|C-0001|Dan was here/);
  const heard = received(other);
  await typed;
  for (const page of [ruth, owen]) await isSaved(page);
  const text = await textOn(ruth);
  expect(await textOn(owen)).toBe(text);
  for (const letter of ["r", "o"]) expect([...text.matchAll(new RegExp(`\\b${letter}(\\d+)\\b`, "g"))].map((m) => Number(m[1]))).toEqual(Array.from({ length: 60 }, (_, n) => n));
  expect(text).toContain("Dan was here.");

  // What he finds afterwards: nothing, also by the address, and nothing came over his line meanwhile.
  await ruth.getByText(/Taking no part:/).waitFor();
  await other.reload();
  await other.getByText("The meeting is at an item in which you take no part").waitFor();
  expect(await other.locator(".rail, .live__rail").first().innerText()).not.toContain("A1");
  await other.goto(`${live}?item=m1-a1`);
  await other.getByText("The meeting is at an item").waitFor();
  for (const path of ["/subjects/c1", "/items/m1-a1/history"]) expect((await other.goto(path))!.status()).toBe(404);
  expect((await heard()).replaceAll(/item=m1-a1|\/subjects\/c1|\/items\/m1-a1\/history/g, "")).not.toMatch(childs);

  // The meeting goes on, and he with it.
  const amira = await place.at("amira", live);
  await amira.getByRole("link", { name: "Conflicts of interest" }).click();
  await amira.getByText("In confidence: I coach his football team").waitFor();
  await amira.goto(live);
  await amira.locator("#next-item").click();
  await dan.getByRole("heading", { level: 2, name: /A2/ }).waitFor();
  await dan.locator(".cm-content").waitFor();

  // The deputy ends it: all is there again.
  const gareth = await place.at("gareth", "/subjects/c1/conflicts");
  await gareth.getByRole("link", { name: /^End/ }).click();
  await gareth.getByLabel("Why is it over?").fill("It was another boy of that name");
  await gareth.getByRole("button", { name: "End it" }).click();
  await gareth.getByText("Nobody has a conflict of interest here").waitFor();
  await other.goto(`${live}?item=m1-a1`);
  await expect.poll(() => textOn(other)).toBe(text);
  expect(place.reports).toEqual([]);
});

test("The chair declares for Owen while he types: the item leaves his screen without a word of what it was, and his account does not tell", async () => {
  const owen = await writing("owen", `${live}?item=m1-b1`);
  await owen.locator(".cm-content").click();
  await owen.keyboard.type("Owen writes. ");
  await isSaved(owen);
  const amira = await place.at("amira", "/subjects/o1/conflicts/new");
  const whose = amira.getByLabel("Whose conflict of interest is it?");
  await whose.selectOption({ label: await whose.locator("option", { hasText: "Owen Thackray" }).innerText() });
  await amira.getByLabel("Why?").fill("His brother-in-law");
  await amira.getByRole("button", { name: "Declare" }).click();
  await amira.getByText("Owen Thackray", { exact: true }).waitFor();
  await owen.getByText("There is no such item on your agenda").waitFor();
  expect(await owen.content()).not.toMatch(/Razz|O-0001|Owen writes/);
  await owen.goto("/account");
  expect(await owen.content()).not.toContain("Conflicts of interest that you declared");
  expect(place.reports).toEqual([]);
});

test("A head teacher who is let in declares one while members type: her pages leave within a second, nobody loses a letter, and it is minuted", async () => {
  const at = new Date().toISOString();
  await place.house.db.insertInto("guest").values({ id: "g-priya", meeting_id: "m1", item_id: "m1-a2", person_id: "priya", capacity: "invited attendee", why: "Her head teacher", invited_at: at, invited_by_id: "ruth", signed_at: at, may_write: 1 }).execute();
  await place.house.db.insertInto("guest_stay").values({ id: "s-priya", guest_id: "g-priya", from_at: at, from_by_id: "ruth" }).execute();
  const here = `${live}?item=m1-a2`;
  const [ruth, chloe, head, other] = await Promise.all([writing("ruth", here), writing("chloe", here), writing("priya", "/visits/m1"), writing("priya", "/visits/m1")]);
  await head.locator(".cm-content").click();
  await head.keyboard.type("Priya was here. ");
  await isSaved(head);
  await expect.poll(() => textOn(other)).toContain("Priya was here.");
  const typed = Promise.all([ruth, chloe].map(async (page, i) => {
    await page.locator(".cm-content").click();
    await page.keyboard.press("Control+End");
    for (let n = 0; n < 60; n++) await page.keyboard.type(`${i ? "c" : "t"}${n} `, { delay: 40 });
  }));
  await head.getByRole("link", { name: "Declare a conflict of interest" }).click();
  await head.getByRole("heading", { level: 1, name: /Declare a conflict of interest/ }).waitFor();
  // A reason must be given; what else was refused takes nothing away.
  await head.getByRole("button", { name: "Declare" }).click();
  await head.getByRole("link", { name: "Say why, for the chair and the deputy alone" }).waitFor();
  await head.getByLabel("Why?").fill("Her mother is my cousin");
  await other.getByRole("heading", { name: /Siân/ }).waitFor();
  await head.getByRole("button", { name: "Declare" }).click();
  await head.getByText("You take no part in this any more").waitFor();
  await other.getByRole("heading", { name: "Page not found" }).waitFor({ timeout: 1000 });
  for (const page of [head, other]) expect(await page.content()).not.toMatch(/Siân|Llewellyn|C-0002|m1-a2|Priya was here/);
  const heard = received(other);
  // From there she goes on.
  await other.getByRole("link", { name: "Start", exact: true }).click();
  await other.getByRole("heading", { level: 1, name: /Priya Nair/ }).waitFor();

  await typed;
  for (const page of [ruth, chloe]) await isSaved(page);
  const text = await textOn(ruth);
  expect(await textOn(chloe)).toBe(text);
  for (const letter of ["t", "c"]) expect([...text.matchAll(new RegExp(`\\b${letter}(\\d+)\\b`, "g"))].map((m) => Number(m[1]))).toEqual(Array.from({ length: 60 }, (_, n) => n));
  expect(text).toContain("Priya was here.");
  await ruth.getByText(/Taking no part:.*Priya Nair/).waitFor();
  await ruth.getByText(/Priya Nair.*takes no part, left at/).waitFor();
  // Her own pages find nothing of it again, and nothing came over the line.
  for (const path of ["/visits/m1", "/visits/m1/conflict", "/visits/m1/calendar.ics"]) expect([path, (await other.goto(path))!.status()]).toEqual([path, 404]);
  await other.goto("/home");
  expect(await other.content()).not.toContain("/visits/m1");
  expect((await heard()).replaceAll(/\/visits\/m1\b/g, "")).not.toMatch(/Siân|Llewellyn|C-0002|m1-a2|doc-m1-a2/);
  const amira = await place.at("amira", "/subjects/c2/conflicts");
  await amira.getByText("In confidence: Her mother is my cousin").waitFor();
  expect(place.reports).toEqual([]);
});
