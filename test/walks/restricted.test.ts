import { expect, test } from "vitest";
import { isSaved, openPlace, received, textOn, writingAt } from "./place.ts";

const place = openPlace();
const live = "/meetings/m1/live?item=m1-a1";
const writing = (...where: Parameters<typeof place.at>) => writingAt(place, ...where);

test("A health nurse writes restricted minutes for Youth Justice: Youth Justice reads along, the police read who holds them; made for health alone, they are gone from the reader's page, and nobody else received a word", async () => {
  const [chloe, dan, owen, amira] = await Promise.all([writing("chloe", live), writing("dan", live), writing("owen", live), writing("amira", live)]);
  const heard = await Promise.all([dan, amira].map(received));
  await chloe.getByRole("link", { name: "Write restricted minutes of this item" }).click();
  await chloe.getByRole("heading", { level: 1, name: "Write restricted minutes" }).waitFor();
  // Nothing is chosen for her; what is for everybody has another place.
  expect(await chloe.getByLabel("Everybody on the panel").count()).toBe(0);
  await chloe.getByRole("button", { name: "Begin" }).click();
  await chloe.getByText("Choose who may read it").first().waitFor();
  await chloe.getByLabel("Agencies that I name").check();
  await chloe.getByLabel("Seaholme Youth Justice").check();
  await chloe.getByRole("button", { name: "Begin" }).click();
  await chloe.getByRole("heading", { level: 1, name: "Restricted minutes of Seaholme Health" }).waitFor();
  await chloe.getByText("Read by Seaholme Health and Seaholme Youth Justice only: 2 people").waitFor();
  await chloe.locator(".cm-content").click();
  await chloe.keyboard.type("Seen by the nurse on Tuesday.");
  await isSaved(chloe);

  for (const page of [dan, amira]) {
    await page.getByText(/Restricted minutes are held by Seaholme Health: contact Chloe/).waitFor();
    expect(await page.getByRole("link", { name: "Restricted minutes of Seaholme Health" }).count()).toBe(0);
  }
  await owen.getByRole("link", { name: "Restricted minutes of Seaholme Health" }).click();
  await owen.getByText("You can read along").waitFor();
  await expect.poll(() => textOn(owen)).toBe("Seen by the nurse on Tuesday.");
  await chloe.keyboard.type(" Again on Friday.");
  await isSaved(chloe);
  await expect.poll(() => textOn(owen)).toBe("Seen by the nurse on Tuesday. Again on Friday.");
  expect(await owen.getByRole("link", { name: "Change who may read them" }).count()).toBe(0);
  const path = new URL(owen.url()).pathname;
  expect((await dan.request.get(`${place.house.url}${path}`)).status()).toBe(404);

  await chloe.getByRole("link", { name: "Change who may read them" }).click();
  await chloe.getByText(/Already read by/).waitFor();
  await chloe.getByLabel("Health only").check();
  await chloe.getByLabel("Others may not know that there are any").check();
  await chloe.getByLabel("Why?").fill("Youth Justice has what it needs");
  await chloe.getByRole("button", { name: "Change" }).click();
  await chloe.getByText("Hidden from others.", { exact: false }).waitFor();
  await chloe.getByText("Read by health agencies only: 1 person").waitFor();
  await owen.getByRole("heading", { name: "Page not found" }).waitFor();
  expect(await owen.content()).not.toContain("nurse");
  await owen.goto(live);
  await owen.locator(".cm-content").waitFor();
  expect(await owen.content()).not.toMatch(/estricted minutes (of Seaholme|are)/);
  await expect.poll(async () => dan.getByText(/Restricted minutes are held/).count()).toBe(0);

  await chloe.getByText("Owen Thackray, Seaholme Youth Justice", { exact: false }).waitFor();
  await chloe.locator(".cm-content").click();
  await chloe.keyboard.press("Control+End");
  await chloe.keyboard.type(" For health alone.");
  await isSaved(chloe);
  for (const words of heard) expect(await words()).not.toMatch(/nurse|Again on Friday|For health/);
  expect(place.reports).toEqual([]);
});
