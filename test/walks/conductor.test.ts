import { expect, test } from "vitest";
import { goneMs } from "#app/models/meetings/chairing.ts";
import { openPlace } from "./place.ts";

const place = openPlace();
const live = "/meetings/m1/live";

test("A meeting is run: one key moves on and one takes it back, hands and cards, the chair's line drops and the deputy takes over, and a shared screen shows as much as everybody present may read", async () => {
  const house = place.house;
  const at = new Date(Date.now() - 20 * 60_000).toISOString();
  await house.db.insertInto("chairing").values({ id: "c", meeting_id: "m1", person_id: "amira", how: "started", from_at: at }).execute();
  await house.db.insertInto("item_turn").values({ id: "t", meeting_id: "m1", item_id: "m1-a1", from_at: new Date(Date.now() - 9 * 60_000).toISOString() }).execute();
  const amira = await place.at("amira", live);
  const gareth = await place.at("gareth", live);
  const dan = await place.at("dan", live);

  // The time: nine of twelve minutes, said once and in words, the same for all.
  for (const page of [amira, dan]) {
    await page.locator(".pace--most", { hasText: "9 of 12 min" }).waitFor();
    await page.locator(".pace [role=status]", { hasText: "A1: 70 % of its 12 minutes are used" }).waitFor();
  }
  await amira.getByText("Here: 3 people").waitFor();

  // The controls are with who is in the chair.
  await amira.getByText("In the chair: you").waitFor();
  await gareth.getByText("In the chair: Amira Haddad").waitFor();
  expect(await gareth.locator("#next-item").count()).toBe(0);

  // Hands: by key, in order, shown to all; the chair gives the word.
  await dan.keyboard.press("Alt+Shift+U");
  await dan.getByRole("button", { name: "Lower your hand" }).waitFor();
  const hand = amira.locator(".hands__one", { hasText: "Dan Kowalczyk" });
  await hand.waitFor();
  await hand.getByRole("button", { name: "Give the word Dan Kowalczyk" }).click();
  await gareth.locator(".hands__one--speaking", { hasText: "Northmoor Constabulary" }).waitFor();

  // Cards: two agencies set theirs, nobody sees them, then all do.
  const set = async (page: typeof dan, level: string) => {
    await page.locator(".cards__summary").click();
    await page.getByLabel(level, { exact: true }).check();
    await page.getByRole("button", { name: /^Set it/ }).click();
    await page.locator(".cards__own", { hasText: "Set." }).waitFor();
  };
  await set(dan, "High");
  await set(gareth, "Low");
  await amira.locator(".cards__summary", { hasText: "2 agencies have set a level" }).click();
  expect(await amira.locator(".cards__shown").count()).toBe(0);
  await amira.getByRole("button", { name: "Show all cards" }).click();
  for (const page of [amira, dan]) await page.locator(".cards__shown", { hasText: /Northmoor Constabulary\s*High/ }).waitFor();

  // A shared screen, and a head teacher's line: Chloe takes no part in the next item.
  await house.db.insertInto("conflict").values({ id: "k", person_id: "chloe", subject_id: "c2", declared_at: at, declared_by_id: "chloe" }).execute();
  const screen = await place.at("ruth", "/meetings/m1/shared");
  await screen.getByRole("heading", { name: /A1 Jordan Ellis/ }).waitFor();
  const wall = await place.at("ruth", "/meetings/m1/room");
  await wall.locator(".wall__number", { hasText: "A1" }).waitFor();
  await wall.locator(".wall__speaking", { hasText: "Northmoor Constabulary" }).waitFor();
  expect(await wall.locator("main").innerText()).not.toMatch(/Jordan|C-0001|Kowalczyk|Haddad/);

  // One key moves on, from within the minutes, and takes everybody along; held down it moves once; one more takes it back.
  await amira.locator(".cm-content").click();
  await amira.keyboard.press("Alt+Shift+N");
  await amira.keyboard.press("Alt+Shift+N");
  await amira.locator("#item-title", { hasText: "Siân" }).waitFor();
  await dan.locator("#item-title", { hasText: "Siân" }).waitFor();
  await screen.getByRole("heading", { name: /A2 Siân/ }).waitFor();
  await wall.locator(".wall__number", { hasText: "A2" }).waitFor();
  expect(await dan.locator(".hands__one").count()).toBe(0);

  // Somebody comes who may not see it: within a second it is gone from the screen that all see, and back when they have gone.
  const chloe = await place.at("chloe", live);
  await chloe.getByText("an item in which you take no part").waitFor();
  await screen.getByText("Not everybody present may see the item").waitFor({ timeout: 1500 });
  expect(await screen.content()).not.toMatch(/Siân|C-0002/);
  await wall.locator(".wall__none").waitFor();
  await chloe.goto("/home");
  await screen.getByRole("heading", { name: /A2 Siân/ }).waitFor({ timeout: 2500 });

  await amira.locator("#back-item", { hasText: "Back to A1" }).waitFor();
  // Pressed twice within a moment counts once, whichever key it was.
  await expect.poll(async () => {
    await amira.keyboard.press("Alt+Shift+B");
    return amira.locator("#item-title").innerText();
  }, { interval: 400 }).toContain("Jordan");
  expect((await house.db.selectFrom("item").select("started_at").where("id", "=", "m1-a2").executeTakeFirstOrThrow()).started_at).toBeNull();

  // Anyone may look elsewhere, is seen to, and comes back with one key.
  await dan.getByRole("link", { name: /B1/ }).click();
  await dan.locator("#item-title", { hasText: "Razz" }).waitFor();
  await amira.getByText("Here: 3 people, 1 at another item").waitFor();
  await dan.keyboard.press("Alt+Shift+F");
  await dan.locator("#item-title", { hasText: "Jordan" }).waitFor();

  // The chair's line drops. Half a minute on, the deputy takes over in two steps.
  await amira.context().close();
  await gareth.getByText("Here: 2 people").waitFor();
  await expect.poll(async () => (await house.db.selectFrom("presence").select("gone_at").where("person_id", "=", "amira").executeTakeFirst())?.gone_at).toBeTruthy();
  await house.db.updateTable("presence").set({ gone_at: new Date(Date.now() - goneMs - 10_000).toISOString() }).where("person_id", "=", "amira").execute();
  await gareth.reload();
  await gareth.getByText(/The chair’s connection dropped/).waitFor();
  await gareth.getByRole("link", { name: "Take over" }).click();
  await gareth.getByRole("button", { name: "Take the chair" }).click();
  await gareth.getByText("In the chair: you").waitFor();
  await dan.getByText("In the chair: Gareth Pugh").waitFor();
  await gareth.locator("#next-item").waitFor();
  const again = await place.at("amira", live);
  await again.getByText("In the chair: Gareth Pugh").waitFor();
  expect(await again.locator("#next-item").count()).toBe(0);
  expect(place.reports).toEqual([]);
});
