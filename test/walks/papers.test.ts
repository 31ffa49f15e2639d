import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { codeOf } from "#app/models/people/factor.server.ts";
import { demoSecret } from "#db/demo/partnership.server.ts";
import { pdfText } from "../paper-text.ts";
import { eyeOf, faultsOf } from "./axe.ts";
import { openPlace } from "./place.ts";

const place = openPlace();

/** What a link gives to keep: its name, and its bytes. */
async function taken(page: Page, name: string): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name, exact: true }).click()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

test("Before the meeting the chair reads the brief and marks it, notes something for herself, and takes her papers away; nobody else finds the note, and each file is noted", async () => {
  await place.house.db.updateTable("meeting").set({ status: "published", current_item_id: null }).where("id", "=", "m1").execute();
  const amira = await place.at("amira", "/meetings/m1");
  await amira.getByRole("link", { name: "Brief", exact: true }).click();
  await amira.getByText("0 of 3 read.").waitFor();
  // By keyboard alone.
  await amira.getByRole("button", { name: "Mark as read A1 C-0001" }).press("Enter");
  await amira.getByText("1 of 3 read.").waitFor();

  await amira.getByRole("link", { name: "Note for myself on A1 C-0001" }).click();
  await amira.getByRole("button", { name: "Keep" }).click();
  await amira.getByRole("alert").getByText("Write the note").waitFor();
  await amira.getByLabel("Note for yourself").fill("Marrowstile: ask about the uncle");
  await amira.getByRole("button", { name: "Keep" }).click();
  await amira.waitForURL("**/brief#item-m1-a1");
  await amira.getByText("Marrowstile").waitFor();

  await amira.goto("/meetings/m1/papers");
  const pack = await taken(amira, "PDF of Papers for the meeting");
  expect(pack.name).toBe("MACSE-27-pack.pdf");
  const { drawn, said } = pdfText(pack.bytes);
  expect(drawn).toContain("Jordan Ellis (C-0001)");
  expect(drawn + said).not.toContain("Marrowstile");
  expect((await taken(amira, "Word of Papers for the meeting")).bytes.subarray(0, 2).toString()).toBe("PK");
  const rows = await place.house.db.selectFrom("news").select("detail").where("person_id", "=", "amira").where("what", "=", "paper taken").where("subject_id", "is", null).orderBy("id").execute();
  expect(rows.map((row) => row.detail)).toEqual(["pack pdf", "pack docx"]);

  // To print: the marking, her name and the time stand on every sheet, and nothing of the page around.
  await amira.getByRole("link", { name: "Papers for the meeting", exact: true }).click();
  await amira.getByRole("heading", { level: 1, name: "MACSE 27: papers for the meeting" }).waitFor();
  await amira.emulateMedia({ media: "print" });
  const printed = sheetsOf(await amira.pdf({ format: "A4" }));
  expect(printed).toBeGreaterThan(0);
  expect(await amira.locator(".sheet__every--top").isVisible()).toBe(true);
  expect(await amira.locator(".mainnav").isVisible()).toBe(false);
  await amira.emulateMedia({ media: "screen" });

  const gareth = await place.at("gareth", "/meetings/m1/brief");
  await gareth.getByText("0 of 3 read.").waitFor();
  for (const path of ["/meetings/m1/brief", "/meetings/m1", "/items/m1-a1/own-notes", "/own-notes", "/meetings/m1/live?item=m1-a1"]) {
    await gareth.goto(path);
    expect(await gareth.content()).not.toContain("Marrowstile");
  }
  expect((await gareth.goto("/meetings/m1/papers/brief/html"))!.status()).toBe(404);
  const eye = await eyeOf(amira.context());
  await eye.page.goto("/meetings/m1/papers/pack");
  expect(await faultsOf(eye)).toEqual([]);

  // Without scripts she deletes it.
  const plain = await place.at("amira", "/own-notes", { javaScriptEnabled: false });
  await plain.getByText("Marrowstile").waitFor();
  await plain.getByRole("link", { name: /^Delete my note/ }).click();
  await plain.getByRole("button", { name: "Delete" }).click();
  await plain.getByText("You have written no notes for yourself.").waitFor();
  expect(await place.house.db.selectFrom("own_note").select("id").execute()).toEqual([]);
  expect(place.reports).toEqual([]);
});

test("Whoever has not proved lately who they are is asked before a paper is theirs to take away, with and without scripts, and goes straight through for five minutes", async () => {
  const { db } = place.house;
  const provedLongAgo = () => db.updateTable("session").set({ proved_at: new Date(Date.now() - 6 * 60_000).toISOString() }).where("person_id", "=", "dan").execute();
  const takenBy = async () => (await db.selectFrom("news").select("detail").where("person_id", "=", "dan").where("what", "=", "paper taken").where("subject_id", "is", null).orderBy("id").execute()).map((row) => row.detail);
  const dan = await place.at("dan", "/meetings/m1/papers");
  await provedLongAgo();
  await dan.getByRole("link", { name: "PDF of Papers for the meeting" }).click();
  await dan.getByRole("heading", { level: 1, name: "Confirm that it is you" }).waitFor();
  expect(await dan.getByText("MACSE 27: papers for the meeting (PDF)").isVisible()).toBe(true);
  const eye = await eyeOf(dan.context());
  await eye.page.goto(dan.url());
  expect(await faultsOf(eye)).toEqual([]);
  await eye.page.close();
  // Refused, the page stays and says why; nothing has left.
  await dan.getByRole("button", { name: "Confirm and download" }).click();
  await dan.getByRole("alert").getByText("Enter the code that your authenticator app shows").waitFor();
  expect(await takenBy()).toEqual([]);
  const download = dan.waitForEvent("download");
  await dan.getByLabel("Code of your authenticator app").fill(codeOf(demoSecret, new Date()));
  await dan.getByLabel("Code of your authenticator app").press("Enter");
  expect((await download).suggestedFilename()).toBe("MACSE-27-pack.pdf");
  await dan.getByText("It is being downloaded").waitFor();
  expect(await takenBy()).toEqual(["pack pdf"]);
  await dan.getByRole("link", { name: "Back to where you were" }).click();
  await dan.getByRole("heading", { level: 1, name: "Papers" }).waitFor();
  await taken(dan, "Word of Papers for the meeting");
  expect(await takenBy()).toEqual(["pack pdf", "pack docx"]);

  const plain = await place.at("chloe", "/meetings/m1/papers", { javaScriptEnabled: false });
  await db.updateTable("session").set({ proved_at: new Date(Date.now() - 6 * 60_000).toISOString() }).where("person_id", "=", "chloe").execute();
  await plain.getByRole("link", { name: "PDF of Papers for the meeting" }).click();
  await plain.getByLabel("Code of your authenticator app").fill(codeOf(demoSecret, new Date()));
  const [file] = await Promise.all([plain.waitForEvent("download"), plain.getByRole("button", { name: "Confirm and download" }).click()]);
  expect(file.suggestedFilename()).toBe("MACSE-27-pack.pdf");
  expect(await plain.getByText("It is being downloaded").isVisible()).toBe(true);
  expect(place.reports).toEqual([]);
});

/** How many sheets the browser printed. */
const sheetsOf = (bytes: Buffer): number => (bytes.toString("latin1").match(/\/Type \/Page\b(?!s)/g) ?? []).length;
