import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
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

/** How many sheets the browser printed. */
const sheetsOf = (bytes: Buffer): number => (bytes.toString("latin1").match(/\/Type \/Page\b(?!s)/g) ?? []).length;
