import { expect, test } from "vitest";
import { isSaved, openPlace, received, textOn, writingAt } from "./place.ts";

const place = openPlace();
const live = "/meetings/m1/live";

const writing = (...where: Parameters<typeof place.at>) => writingAt(place, ...where);

test("The chair closes an item to police and social care: the others' screens leave it at once, one writes, and the minutes carry one neutral line", async () => {
  const [amira, dan, chloe] = await Promise.all([writing("amira", live), writing("dan", live), writing("chloe", live)]);
  await chloe.locator(".cm-content").click();
  await chloe.keyboard.type("What health knows. ");
  await isSaved(chloe);
  await amira.getByRole("link", { name: "Close this item to some agencies" }).click();
  await amira.getByLabel("Northmoor Constabulary").check();
  await amira.getByLabel("Seaholme Children's Social Care").check();
  await amira.getByLabel("Who writes the minutes?").selectOption({ label: "Dan Kowalczyk" });
  const heard = received(chloe);
  await amira.getByRole("button", { name: "Close the session" }).click();
  await chloe.getByText("The meeting is in closed session").waitFor();
  expect(await chloe.content()).not.toMatch(/Jordan|What health knows/);

  await dan.getByText("You write the minutes.").waitFor();
  await dan.locator(".cm-content").click();
  await dan.keyboard.type("Warrant on Tuesday. ");
  await isSaved(dan);
  await amira.getByText("You can read along").waitFor();
  await expect.poll(() => textOn(amira)).toContain("Warrant on Tuesday.");
  expect(await textOn(amira)).not.toContain("What health knows");
  // Somebody who was not there all along opens another item, and the page again: nothing of it.
  await chloe.goto(`${live}?item=m1-a1`);
  await chloe.getByText("The meeting is in closed session").waitFor();
  expect((await chloe.goto("/items/m1-a1/history"))!.status()).toBe(404);
  await chloe.goto(live);
  await chloe.getByText("The meeting is in closed session").waitFor();

  await amira.getByRole("button", { name: "Open the session again" }).click();
  await chloe.locator(".cm-content").waitFor();
  await expect.poll(() => textOn(chloe)).toContain("What health knows.");
  await chloe.getByText(/Further information was discussed in closed session/).waitFor();
  await expect.poll(() => textOn(amira)).toContain("What health knows.");
  expect((await heard()).replaceAll(/item=m1-a1|\/items\/m1-a1\/history/g, "")).not.toContain("Warrant");
  expect((await chloe.goto("/items/m1-a1/closed-minutes"))!.status()).toBe(404);
  await dan.getByRole("link", { name: "Minutes of the closed session" }).click();
  await dan.getByText("Warrant on Tuesday.").waitFor();
  await dan.getByText("Written by Dan Kowalczyk").waitFor();
  expect(place.reports).toEqual([]);
});

test("What somebody typed while their line was down, into an item that was closed meanwhile, stays on their page to be copied", async () => {
  const [amira, chloe] = await Promise.all([writing("amira", live), writing("chloe", live)]);
  await chloe.locator(".cm-content").click();
  await chloe.context().setOffline(true);
  await chloe.keyboard.type("Typed on the train. ");
  await amira.getByRole("link", { name: "Close this item to some agencies" }).click();
  await amira.getByLabel("Northmoor Constabulary").check();
  await amira.getByLabel("Who writes the minutes?").selectOption({ label: "Dan Kowalczyk" });
  await amira.getByRole("button", { name: "Close the session" }).click();
  await amira.getByRole("button", { name: "Open the session again" }).waitFor();
  await chloe.context().setOffline(false);
  await chloe.getByText("The meeting is in closed session").waitFor();
  const words = chloe.getByLabel(/These words of yours were not saved/);
  await expect.poll(() => words.inputValue()).toContain("Typed on the train.");
  await amira.getByRole("button", { name: "Open the session again" }).click();
  await chloe.locator(".cm-content").waitFor();
  expect(await words.inputValue()).toContain("Typed on the train.");
  expect(await textOn(chloe)).not.toContain("Typed on the train.");
  await chloe.getByRole("button", { name: "I have what I need" }).click();
  expect(await words.count()).toBe(0);
});
