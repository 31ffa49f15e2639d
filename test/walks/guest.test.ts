import { expect, test } from "vitest";
import { isSaved, openPlace, received, textOn } from "./place.ts";

const place = openPlace();
const live = "/meetings/m1/live";

test("A head teacher is invited to an item, let in and shown out: what they saw, heard on the line and find afterwards is that item alone", async () => {
  const chair = await place.at("amira", "/meetings/m1/guests");
  await chair.getByRole("link", { name: "Invite to an item" }).click();
  await chair.getByLabel("Invited attendee").check();
  await chair.getByLabel("Who?").selectOption({ label: "Priya Nair" });
  await chair.getByLabel("A1 Jordan Ellis, C-0001").check();
  await chair.getByLabel("Why?", { exact: true }).fill("His head teacher");
  await chair.getByRole("button", { name: "Invite" }).click();
  await chair.getByText("has not yet agreed to the confidentiality statement").waitFor();

  const head = await place.at("priya", "/home");
  const heard = received(head);
  await head.reload();
  await head.getByRole("link", { name: "MACSE" }).click();
  await head.getByRole("heading", { name: "Before you take part" }).waitFor();
  expect(await head.content()).not.toMatch(/Jordan|C-0001/);
  await head.getByLabel("I have read this and agree").check();
  await head.getByRole("button", { name: "Go on" }).click();
  await head.getByRole("heading", { name: /Jordan Ellis/ }).waitFor();
  await head.getByText("The chair lets you in when it is time").waitFor();

  // The chair lets them in from the meeting's page; others are writing meanwhile.
  await chair.goto(live);
  await chair.locator(".cm-content").click();
  await chair.keyboard.type("Jordan is at school most days. ");
  await isSaved(chair);
  await chair.getByText("Here: 2 people").waitFor();
  await chair.getByRole("button", { name: "Let in Priya Nair" }).click();
  await head.locator(".cm-content").waitFor();
  await expect.poll(() => textOn(head)).toContain("Jordan is at school most days.");
  await head.getByText("You can read along").waitFor();
  // Reading only: what she types goes nowhere.
  await head.locator(".cm-content").click();
  await head.keyboard.type("NOT TAKEN");
  await chair.locator(".cm-content").click();
  await chair.keyboard.press("Control+End");
  await chair.keyboard.type("Said while she is in. ");
  await expect.poll(() => textOn(head)).toContain("Said while she is in.");
  expect(await textOn(chair)).not.toContain("NOT TAKEN");

  await chair.getByRole("button", { name: "Let write Priya Nair" }).click();
  await head.locator("[data-state=saved]").waitFor();
  await head.locator(".cm-content").click();
  await head.keyboard.press("Control+End");
  await head.keyboard.type("Attendance is 62 per cent. ");
  await isSaved(head);
  await expect.poll(() => textOn(chair)).toContain("Attendance is 62 per cent.");

  await chair.getByRole("button", { name: "Show out Priya Nair" }).click();
  await head.getByText("You left at").waitFor();
  expect(await head.content()).not.toMatch(/at school most days|Attendance is 62/);
  await chair.locator(".cm-content").click();
  await chair.keyboard.press("Control+End");
  await chair.keyboard.type("Said after she had left. ");
  await isSaved(chair);
  // And the meeting goes on elsewhere.
  await chair.locator("#next-item").click();
  await chair.locator("#item-title", { hasText: "Siân" }).waitFor();
  await chair.locator(".cm-content").waitFor();
  await chair.keyboard.type("About Siân. ");

  // What she finds afterwards, and all that ever came to her page.
  await head.reload();
  await head.getByText("You left at").waitFor();
  for (const path of [live, "/meetings/m1", "/subjects/c1", "/items/m1-a1/history", "/items/m1-a2/action"]) expect([path, (await head.goto(path))!.status()]).toEqual([path, 404]);
  const all = await heard();
  expect(all).toContain("at school most days");
  expect(all.replaceAll("/items/m1-a2/action", "")).not.toMatch(/Siân|Llewellyn|C-0002|Razz|O-0001|m1-a2|m1-b1|m1-welcome|Said after|About Si/);
  // Her coming and going are in the item's facts.
  await chair.goto(`${live}?item=m1-a1`);
  await chair.getByText(/Priya Nair.*invited attendee: left at/).waitFor();
  expect(place.reports).toEqual([]);
});
