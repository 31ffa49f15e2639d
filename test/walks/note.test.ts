import { expect, test } from "vitest";
import { openPlace } from "./place.ts";

const place = openPlace();
const live = "/meetings/m1/live";
const words = "Attended the clinic twice in October";

test("A nurse writes a restricted note in the meeting: health reads it, police, chair and coordinator see who holds it; she widens it, and they read it at once", async () => {
  const [chloe, dan, amira, ruth] = await Promise.all((["chloe", "dan", "amira", "ruth"] as const).map((person) => place.at(person, live)));
  await chloe!.getByRole("link", { name: "Write a note" }).click();
  await chloe!.getByLabel("What does Seaholme Health know?").fill(words);
  await chloe!.getByLabel("Health only").check();
  await chloe!.getByRole("button", { name: "Keep the note" }).click();
  await chloe!.getByText(words).waitFor();
  for (const page of [dan!, amira!, ruth!]) {
    await page.getByText("Held by Seaholme Health: contact Chloe Adeyemi, 01632 960012.").waitFor();
    expect(await page.content()).not.toContain(words);
  }
  const page = await place.at("ruth", "/subjects/c1");
  await page.getByText("Held by Seaholme Health").waitFor();
  expect(await page.content()).not.toContain(words);

  await chloe!.getByRole("link", { name: /Who has read it/ }).click();
  await chloe!.getByText("Nobody else yet.").waitFor();
  await chloe!.getByRole("link", { name: "Change who may read it" }).click();
  await chloe!.getByLabel("Agencies that I name").check();
  await chloe!.getByLabel("Northmoor Constabulary", { exact: true }).check();
  await chloe!.getByLabel("Why?").fill("For the strategy discussion");
  await chloe!.getByRole("button", { name: "Change" }).click();
  await chloe!.getByText("Choose the lawful basis: more people will read it").first().waitFor();
  await chloe!.getByLabel("Lawful basis, when more people will read it").selectOption("public task");
  await chloe!.getByRole("button", { name: "Change" }).click();
  await chloe!.getByText("Northmoor Constabulary only").first().waitFor();
  for (const page of [dan!, amira!]) await page.getByText(words).waitFor();
  expect(await ruth!.content()).not.toContain(words);
  // Hidden, it is gone for those who do not read it.
  await chloe!.getByRole("link", { name: "Change who may read it" }).click();
  await chloe!.getByText("Already read by").waitFor();
  await chloe!.getByLabel("Others may not know that there is a note").check();
  await chloe!.getByLabel("Why?").fill("The family must not hear of it");
  await chloe!.getByRole("button", { name: "Change" }).click();
  await ruth!.getByText("Held by Seaholme Health").waitFor({ state: "detached" });
  await dan!.getByText(words).waitFor();
  expect(place.reports).toEqual([]);
});
