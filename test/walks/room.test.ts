import { afterAll, expect, test } from "vitest";
import { addDays, dayOf } from "#app/models/core/days.ts";
import { cost, handsOf, pressedOn, printCosts } from "./effort.ts";
import { isSaved, openPlace, textOn } from "./place.ts";

const place = openPlace();
const live = "/meetings/m1/live";

/** Two actions from before, one of them of the police's, and the item under which the meeting goes through them. */
async function fromBefore(): Promise<void> {
  const { db } = place.house;
  const at = new Date().toISOString();
  const today = dayOf(new Date());
  await db.insertInto("item").values({ id: "m1-arising", meeting_id: "m1", kind: "standing", number: "3", section: "standing", title: "Matters arising", position: 0, minutes: 10, reasons: "[]", added_at: at }).execute();
  await db.insertInto("document").values({ id: "doc-m1-arising", item_id: "m1-arising" }).execute();
  await db.insertInto("meeting").values({ id: "m0", panel_id: "macse", number: 26, on_day: addDays(today, -28), starts_at: "10:00", minutes_long: 120, status: "agreed", published_at: at, started_at: at, ended_at: at }).execute();
  const action = { panel_id: "macse", meeting_id: "m0", due_on: addDays(today, -3), first_due_on: addDays(today, -3), state: "in progress", briefing: "[]", issued_at: at, recorded_at: at, agreed_at: at, carried: 0 };
  await db.insertInto("action").values([
    { ...action, id: "a1", ref: "MACSE-26/A1/1", what: "See the family about the new phone", agency_id: "csc", person_id: "gareth" },
    { ...action, id: "a2", ref: "MACSE-26/A1/2", what: "Ask the landlord for the camera's pictures", agency_id: "housing", person_id: "tomasz", carried: 2 },
    { ...action, id: "a3", ref: "MACSE-26/A1/3", what: "Offer a mentor", agency_id: "harbour", person_id: "josie" },
  ]).execute();
  // A panel that wants health in the room.
  await db.updateTable("panel_version").set({ quorum: JSON.stringify({ agencies: 2, kinds: ["health"] }) }).where("panel_id", "=", "macse").execute();
}

afterAll(printCosts);

test("A room fills by itself, is warned when it is too small, discusses in order and goes through what was open, by two keys an action", async () => {
  await fromBefore();
  const chair = await place.at("amira", live);
  const hand = handsOf(chair);
  const pressed = await pressedOn(chair);
  await chair.getByText("Attendance: 1 of 10 present").waitFor();
  await chair.getByText("Not quorate: 1 agency of the 2 that are needed, and nobody of health").first().waitFor();
  const chloe = await place.at("chloe", live);
  const dan = await place.at("dan", live);
  await chair.getByText("Attendance: 3 of 10 present").waitFor();
  await chair.getByText("Not quorate").waitFor({ state: "detached" });
  await chair.getByText("There for this item: 2 agencies").waitFor();
  cost("attendance of all who have signed in", await pressed());

  // The order of the discussion: the next heading by one key, any by one click, none twice; it is ticked off for everybody.
  await chair.locator(".cm-content").click();
  await chair.keyboard.press("Alt+Shift+H");
  await chair.keyboard.type("Four nights away.");
  await chair.getByRole("button", { name: "Child’s voice" }).click();
  await chair.keyboard.type("“I would talk to somebody.”");
  await chair.getByRole("button", { name: "Why now (done)" }).click();
  await chair.keyboard.type(" Since March.");
  await isSaved(chair);
  expect(await textOn(chair)).toBe("## Why now\nFour nights away. Since March.\n\n## Child’s voice\n“I would talk to somebody.”");
  await chloe.getByRole("button", { name: "Child’s voice (done)" }).waitFor();
  await chloe.locator(".template__line--next", { hasText: "Updates" }).waitFor();

  // In the plain text box the same.
  await dan.getByRole("button", { name: "Plain text box" }).click();
  await dan.locator(".minutes__box").focus();
  await dan.keyboard.press("Control+End");
  await dan.keyboard.press("Alt+Shift+H");
  await dan.keyboard.type("Police: nothing new.");
  await expect.poll(() => textOn(chair)).toContain("\n\n## Updates\nPolice: nothing new.");

  // Matters arising: a letter chooses, Enter keeps.
  await chair.goto(`${live}?item=m1-arising`);
  await chair.getByRole("link", { name: /Go through them/ }).click();
  await chair.getByText("0 of 3 actions gone through").waitFor();
  await expect.poll(() => chair.evaluate(() => (document.activeElement as HTMLInputElement).name), { timeout: 15_000 }).toBe("how.a1");
  await hand.press("d");
  await hand.press("Enter");
  await expect.poll(() => chair.evaluate(() => (document.activeElement as HTMLInputElement).name), { timeout: 15_000 }).toBe("how.a2");
  cost("matters arising, an action", hand.counted());
  // The bell is heard, and the page read again, before the answer is there.
  await chair.route(/\/matters\?/, async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    const response = await route.fetch();
    await chair.getByText("2 of 3 actions gone through").waitFor();
    await route.fulfill({ response });
  }, { times: 10 });
  await hand.press("n");
  await hand.say("The landlord has changed");
  await hand.press("Enter");
  await expect.poll(() => chair.evaluate(() => (document.activeElement as HTMLInputElement).name), { timeout: 15_000 }).toBe("how.a3");
  cost("matters arising, an action", hand.counted());
  await hand.press("c");
  await hand.press("Enter");
  await chair.getByText("3 of 3 actions gone through").waitFor();
  cost("matters arising, an action", hand.counted());
  await chair.getByText("not done by the agency, carried twice before").waitFor();
  expect(await place.house.db.selectFrom("action").select(["id", "state"]).orderBy("id").execute()).toEqual([{ id: "a1", state: "completed" }, { id: "a2", state: "not done" }, { id: "a3", state: "in progress" }]);

  // A time is corrected by hand, and the attendance says who was there for the item.
  await chair.goto("/meetings/m1/attendance");
  await chair.getByRole("link", { name: "Correct the times of Dan Kowalczyk" }).click();
  await chair.getByLabel("Left at").first().fill("25:00");
  await chair.getByRole("button", { name: "Keep these times" }).click();
  await chair.getByText("Enter a time such as 14:05").first().waitFor();
  await chair.getByLabel("Left at").first().fill("");
  await chair.getByRole("button", { name: "Keep these times" }).click();
  await chair.getByText("(corrected by hand)").waitFor();
  await chair.getByText(/^There: Northmoor Constabulary.*Seaholme Health/).first().waitFor();
  expect(place.reports).toEqual([]);
});
