import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "#app/models/core/ask.server.ts";
import { meetingInReach } from "#app/models/core/reach.server.ts";
import { NotFound } from "#app/models/core/refuse.ts";
import { lateOf } from "#app/models/meetings/late.server.ts";
import { now, type Person, type Stage, stage } from "../cast.ts";
import { addMeetings, documentId } from "../meeting.ts";

let s: Stage;
beforeAll(async () => {
  s = await stage();
  await addMeetings(s.db, now);
  await s.db.insertInto("document").values({ id: "doc-chair", item_id: "m1-a1", handling: "chair" }).execute();
  for (const [i, [document, person, words]] of ([[documentId("m1-a1"), "dan", "one more thing"], [documentId("m1-a1"), "chloe", "and mine"], [documentId("m1-a2"), "dan", "of the other"], ["doc-chair", "gareth", "for the chair"], [documentId("m1-a1"), "dan", " "], [documentId("m1-a1"), "mairead", "three "], [documentId("m1-a1"), "mairead", "words"]] as const).entries())
    await s.db.insertInto("document_late").values({ id: newId(), document_id: document, epoch: 1, person_id: person, agency_id: "police", instance: person === "mairead" ? "one page" : `i${i}`, instance_seq: i + 1, bytes: Buffer.from([0, 0]), words, at: now.toISOString() }).execute();
});
afterAll(() => s.close());

async function seen(person: Person, itemId?: string): Promise<string[]> {
  const ask = await s.as(person);
  return (await lateOf(ask, await meetingInReach(ask, "m1"), itemId)).map((late) => `${late.mine ? "mine" : late.by}: ${late.words}`).sort();
}

test("Who does not reach the meeting sees nothing that came too late; a member sees their own alone", async () => {
  for (const person of ["priya", "tomasz", "admin", "audit"] as const) await expect(seen(person), person).rejects.toBeInstanceOf(NotFound);
  expect(await seen("dan")).toEqual(["mine: of the other", "mine: one more thing"]);
  expect(await seen("chloe")).toEqual(["mine: and mine"]);
  expect(await seen("mairead")).toEqual(["mine: three words"]);
  expect(await seen("ruth")).toEqual([]);
});

test("Chair and deputy see all of the meeting, or of one item; words for the chair's minutes are theirs alone", async () => {
  expect(await seen("amira", "m1-a2")).toEqual(["Dan Kowalczyk: of the other"]);
  expect(await seen("amira")).toEqual(["Chloe Adeyemi: and mine", "Dan Kowalczyk: of the other", "Dan Kowalczyk: one more thing", "Gareth Pugh: for the chair", "Mairéad Ní Bhriain: three words"]);
  expect(await seen("gareth", "m1-a1")).toEqual(["Chloe Adeyemi: and mine", "Dan Kowalczyk: one more thing", "Mairéad Ní Bhriain: three words", "mine: for the chair"]);
});

test("Once the minutes are approved the list is gone", async () => {
  await s.db.updateTable("meeting").set({ status: "agreed" }).where("id", "=", "m1").execute();
  expect(await seen("dan")).toEqual([]);
  expect(await seen("amira")).toEqual([]);
});
