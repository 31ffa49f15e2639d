import { afterAll, expect, test } from "vitest";
import * as Y from "yjs";
import { addDays, dayOf } from "#app/models/core/days.ts";
import { fileOf } from "#db/connect.server.ts";
import { documentId } from "../meeting.ts";
import { keyboard } from "./hands.ts";
import { openPlace } from "./place.ts";

const place = openPlace();
afterAll(() => expect(place.reports).toEqual([]));

/** Minutes as somebody typed them before. */
async function typed(item: string, text: string): Promise<void> {
  const doc = new Y.Doc();
  doc.getText("minutes").insert(0, text);
  await place.house.db.insertInto("document_update").values({ document_id: documentId(item), seq: 1, epoch: 1, person_id: "ruth", agency_id: "csc", instance: `walk-${item}`, instance_seq: 1, bytes: Buffer.from(Y.encodeStateAsUpdate(doc)), at: new Date().toISOString() }).execute();
}

test("The gate refuses, is mended by keyboard, one record cannot be written, a second try completes; an agency files its extract", async () => {
  const { db } = place.house;
  const at = new Date().toISOString();
  await typed("m1-a1", "Seen with a man called Shaz near the quay.\n\n**Voice:** “Shaz is all right.”");
  await typed("m1-a2", "**Voice:** not sought, it was unsafe to ring. Jordan Ellis was with her.");
  await db.updateTable("item").set({ outcome: "discussed, no change", outcome_until_on: addDays(dayOf(at), 28), outcome_at: at, agreed_at: at, agreed_by_id: "amira" }).where("id", "in", ["m1-a1", "m1-a2", "m1-b1"]).execute();

  const amira = await place.at("amira", "/meetings/m1/end");
  await amira.getByText("1 name is not resolved to a person").waitFor();
  await keyboard.press(amira.getByRole("button", { name: "End the meeting" }));
  await amira.getByRole("alert").getByText("The meeting cannot end yet. 1 name is not resolved to a person").waitFor();
  await amira.goto("/meetings/m1/end");
  // Jordan Ellis stands in Siân's extract by reference, and the page says what stood there.
  await amira.locator("mark.replaced", { hasText: "C-0001 (was “Jordan Ellis”)" }).waitFor();
  expect(await amira.locator("mark.unresolved").count()).toBe(3);

  await keyboard.press(amira.getByRole("link", { name: "Say whom they mean" }));
  await keyboard.tick(amira.getByRole("radio", { name: "Somebody on record" }));
  await keyboard.fill(amira.getByLabel("The record, if it is another one"), "O-0001");
  await keyboard.tick(amira.getByLabel("Keep “Shaz” on that record as another name"));
  await keyboard.press(amira.getByRole("button", { name: "Keep this" }));
  await amira.getByText("Every name is resolved.").waitFor();
  await keyboard.press(amira.getByRole("link", { name: "Back to ending the meeting" }));
  await amira.locator("mark.replaced", { hasText: "O-0001 (was “Shaz”)" }).first().waitFor();

  await keyboard.fill(amira.getByLabel("Reason", { exact: true }), "The basis is with the police");
  await keyboard.press(amira.getByRole("button", { name: "Keep these reasons" }));
  await amira.getByText("Every item has its outcome").waitFor();
  fileOf(db).exec("create trigger injected before insert on closing_receipt when new.item_id = 'm1-a2' begin select raise(abort, 'injected'); end");
  await keyboard.press(amira.getByRole("button", { name: "End the meeting" }));
  await amira.getByText("Written to 2 of 3 records, 1 failed").waitFor();
  await amira.locator(".receipts__one--failed", { hasText: "A2 C-0002" }).waitFor();
  fileOf(db).exec("drop trigger injected");
  await keyboard.press(amira.getByRole("button", { name: "Go on with closing" }));
  await amira.getByText("Written to 3 of 3 records").waitFor();

  const chloe = await place.at("chloe", "/panels/macse/filing");
  await chloe.getByRole("link", { name: "File C-0001, meeting 27" }).click();
  await chloe.getByLabel("Reference in your own system, if filed").fill("H-4471");
  await chloe.getByRole("button", { name: "Keep this" }).click();
  await chloe.getByText("Enter the day on which it was filed").first().waitFor();
  await chloe.getByLabel("Filed on").fill(dayOf(at).replace(/^(\d+)-(\d+)-(\d+)$/, (_, y, m, d) => `${Number(d)}/${Number(m)}/${y}`));
  await chloe.getByRole("button", { name: "Keep this" }).click();
  await chloe.getByText("H-4471").waitFor();
  await chloe.getByText("As plain text, to copy").click();
  expect(await chloe.locator(".plaintext").innerText()).toContain("Seen with a man called O-0001 near the quay.");
  await chloe.getByRole("link", { name: "C-0001" }).first().click();
  await chloe.locator("#extracts", { hasText: "Filed by Seaholme Health" }).waitFor();
});
