import { expect, test } from "vitest";
import { dayOf } from "#app/models/core/days.ts";
import { enter } from "../browser.ts";
import { openPlace, received } from "./place.ts";

const place = openPlace();

test("On duty at night: a record opens in an emergency, its chair and the privacy officer hear of it at once, it closes by itself, and is reviewed", async () => {
  const { ref, display_name: name } = await place.house.db.selectFrom("subject").select(["ref", "display_name"]).where("id", "=", "c1").executeTakeFirstOrThrow();
  const [amira, wilma, dan] = await Promise.all([place.at("amira", "/home"), place.at("wilma", "/home"), place.at("dan", "/subjects/c1/readers").then((page) => page)]);
  await wilma!.getByText("Nothing that was opened in an emergency waits for review.").waitFor();
  const { page: ewan } = await enter(place.browser, place.house, "ewan");
  const reached = received(ewan);
  await ewan.goto(`/subjects/c1`);
  await ewan.getByRole("heading", { name: "Page not found" }).waitFor();
  await ewan.goto("/home");
  await ewan.getByRole("link", { name: "Open it in an emergency" }).click();
  await ewan.getByRole("link", { name: "Open a record in an emergency" }).click();
  await ewan.getByRole("button", { name: "Open the record" }).click();
  await ewan.getByText("Choose why").first().waitFor();
  await ewan.getByLabel("Reference").fill(ref.toLowerCase());
  await ewan.getByLabel("A child is missing now").check();
  await ewan.getByLabel("What has happened, and what do you need to know?").fill("Not home since nine; the police ask for known places");
  expect(await reached()).not.toContain(name);
  await ewan.getByRole("button", { name: "Open the record" }).click();
  await ewan.getByRole("heading", { name }).waitFor();
  await ewan.getByText("Opened in an emergency, until").waitFor();
  // It leads nowhere: no other page of it is theirs.
  expect(await ewan.locator("main a[href^='/subjects'], main a[href^='/actions'], main a[href^='/meetings'], main a[href^='/notes']").count()).toBe(0);

  await amira!.getByText("Opened in an emergency in the last two weeks").waitFor();
  expect(await amira!.locator("main").innerText()).toContain(`${ref} by Ewan Prosser, Seaholme Children's Social Care`);
  await wilma!.getByText("One opening in an emergency waits for review").waitFor();
  expect(await dan!.content()).not.toContain("Ewan Prosser");

  // Its hour is over.
  await place.house.db.updateTable("emergency_access").set({ until_at: new Date(Date.now() + 1500).toISOString() }).execute();
  await ewan.reload();
  await ewan.getByRole("heading", { name: "This record is closed to you again" }).waitFor();
  expect(await ewan.content()).not.toContain(name);

  await wilma!.getByRole("link", { name: "review", exact: true }).click();
  await wilma!.getByRole("region", { name: "Opened in an emergency, to review" }).getByRole("link").first().click();
  await wilma!.getByText("Not home since nine; the police ask for known places").waitFor();
  expect(await wilma!.content()).not.toContain(name);
  await wilma!.getByLabel("It was justified").check();
  await wilma!.getByLabel("What does that rest on, and what follows?").fill("The police log says the same");
  await wilma!.getByRole("button", { name: "Close the review" }).click();
  await wilma!.getByText("Nothing waits for review.").waitFor();
  await ewan.goto("/emergency");
  await ewan.getByText("Justified", { exact: true }).waitFor();
  expect(place.reports).toEqual([]);
});

test("An inspector reads the sample that a privacy officer drew, with the minutes; when it is ended, nothing of it opens", async () => {
  const today = dayOf(new Date());
  await place.house.db.insertInto("panel_case").values([{ id: "inspected", panel_id: "macse", subject_id: "c1", opened_on: today, opened_at: new Date().toISOString(), why: "High risk", review_on: today }]).execute();
  const wilma = await place.at("wilma", "/privacy");
  await wilma.getByRole("link", { name: "Give an inspector a sample" }).click();
  await wilma.getByLabel("Who inspects?").selectOption("audit");
  await wilma.getByLabel("For what, and on whose authority?").fill("Quality of decisions, for the partnership's board");
  const soon = new Date(Date.now() + 5 * 86_400_000);
  await wilma.getByLabel("Last day").fill(`${soon.getDate()}/${soon.getMonth() + 1}/${soon.getFullYear()}`);
  await wilma.getByLabel("How many").fill("2");
  await wilma.getByRole("button", { name: "Give the sample" }).click();
  await wilma.getByText(/open cases of MACSE \(child\), drawn by lot/).waitFor();
  const colin = await place.at("audit", "/home");
  await colin.getByRole("link", { name: /records?$/ }).click();
  const records = colin.locator("main .rows__one a");
  await records.first().click();
  await colin.getByText("To read, as an inspector").waitFor();
  await colin.getByRole("heading", { name: "Minutes of its items" }).waitFor();
  const here = colin.url();
  await wilma.getByRole("link", { name: "End it" }).click();
  await wilma.getByRole("button", { name: "End the inspection" }).click();
  await wilma.getByText("Over", { exact: true }).waitFor();
  expect((await colin.goto(here))!.status()).toBe(404);
  expect(place.reports).toEqual([]);
});
