import { afterEach, beforeEach, expect, test } from "vitest";
import type { Ask } from "#app/models/core/ask.server.ts";
import { subjectsInReach } from "#app/models/core/reach.server.ts";
import { addDays, instantOf } from "#app/models/core/days.ts";
import { closeEmergency, emergencies, emergenciesOfPanels, type EmergencyForm, emergencyRecord, emergencyToReview, openInEmergency, ownEmergencies, reviewEmergency, reviewsWaiting, takeNoPartInEmergency } from "#app/models/oversight/emergency.server.ts";
import { declareConflict } from "#app/models/subjects/conflict.server.ts";
import { readersOf } from "#app/models/subjects/readers.server.ts";
import { searched } from "#app/models/subjects/search.server.ts";
import { now, type Person, type Stage, stage, today } from "../cast.ts";
import { canary, fillMacse } from "../macse.ts";

// Ewan is on duty out of hours and in no panel; Wilma is a privacy officer; x-child is MACSE's, whose chair is Amira.

let s: Stage;
beforeEach(async () => {
  s = await stage();
  await fillMacseAlone(s);
});
afterEach(() => s.close());

async function fillMacseAlone({ db }: Stage): Promise<void> {
  for (const table of ["membership", "panel_agency", "panel_version", "panel", "totp", "person", "agency"] as const) await db.deleteFrom(table).execute();
  await fillMacse(db, now);
  for (const table of ["emergency_access", "inspection_subject", "inspection"] as const) await db.deleteFrom(table).execute();
}

const form = (over: Partial<EmergencyForm> = {}): EmergencyForm => ({ ref: "C-7101", familyName: null, bornOn: null, code: "a child is missing now", reason: "The night team asked", ...over });
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const as = (person: Person, at?: Date) => s.as(person, at);
const status = (work: Promise<unknown>): Promise<number | string> => work.then(() => "done", (error) => (error instanceof Response ? error.status : Promise.reject(error)));
const whats = async (ask: Ask, detail: string) => (await ask.db.selectFrom("news").select(["what", "person_id", "subject_id"]).where("detail", "=", detail).orderBy("id").execute()).map((row) => `${row.person_id} ${row.what} ${row.subject_id}`);

test("For members, owners, administrators and auditors there is no such page", async () => {
  for (const person of ["chloe", "ruth", "tomasz", "admin", "audit"] as const) {
    expect([person, await status(ownEmergencies(await as(person)))]).toEqual([person, 404]);
    expect([person, await status(openInEmergency(await as(person), form()))]).toEqual([person, 404]);
  }
  for (const person of ["amira", "gareth", "wilma", "ewan"] as const) expect([person, await status(ownEmergencies(await as(person)))]).toEqual([person, "done"]);
  for (const person of ["dan", "amira", "ewan", "admin", "audit"] as const) expect([person, await status(emergencies(await as(person)))]).toEqual([person, 404]);
});

test("A record opens for an hour, to read, on a page of its own: nothing else grows by it", async () => {
  const ewan = await as("ewan");
  expect(await subjectsInReach(ewan).selectAll("subject").execute()).toEqual([]);
  const id = (await openInEmergency(ewan, form({ ref: "c-7101" })))!;
  const page = await emergencyRecord(await as("ewan", later(59)), id);
  if (page.over) throw new Error("It is over");
  expect([page.record.ref, page.record.cases.length, page.record.missing.length, page.record.card.actions.length]).toEqual(["C-7101", 1, 1, 1]);
  expect(Object.values(page.record.may)).toEqual(Object.values(page.record.may).map(() => false));
  // Whoever it is linked with is not in reach, nor are the words that an agency gave to the panel for itself.
  expect(page.record.links).toEqual([]);
  expect(JSON.stringify(page.record)).not.toContain("O-7101");
  expect(await subjectsInReach(await as("ewan")).selectAll("subject").execute()).toEqual([]);
  expect(await searched(await as("ewan"), canary, { typing: false, limit: 10 }).catch(() => [])).toEqual([]);
  expect(await emergencyRecord(await as("ewan", later(60)), id)).toEqual({ id, over: true, dueOn: "2026-11-27", reviewed: false });
  expect(await whats(ewan, id)).toEqual(["ewan emergency access opened x-child", "ewan record opened in emergency x-child"]);
  // Nobody else has it.
  for (const person of ["wilma", "amira", "gareth"] as const) expect(await status(emergencyRecord(await as(person), id))).toBe(404);
});

test("A note of which others may only know who holds it stays so; a hidden one is not there", async () => {
  await s.db.updateTable("note").set({ handling: "police" }).where("id", "=", "x-note").execute();
  const { values } = { values: await s.db.selectFrom("note").selectAll().where("id", "=", "x-note").executeTakeFirstOrThrow() };
  await s.db.insertInto("note").values({ ...values, id: "x-hidden", hidden: 1 }).execute();
  const id = (await openInEmergency(await as("ewan"), form()))!;
  const page = await emergencyRecord(await as("ewan"), id);
  expect(page.over || page.record.notes.map((note) => [note.id, typeof note.text])).toEqual([["x-note", "object"]]);
});

test("By family name and day of birth; two of them are nobody's, and neither is what does not exist", async () => {
  await s.db.updateTable("subject").set({ born_on: "2011-05-06" }).where("id", "=", "x-child").execute();
  const named = form({ ref: null, familyName: "quillfeathér", bornOn: "2011-05-06" });
  const ewan = await as("ewan");
  const first = await openInEmergency(ewan, named);
  expect(first).not.toBeNull();
  await closeEmergency(ewan, first!);
  await s.db.updateTable("subject").set({ born_on: "2011-05-06" }).where("id", "=", "x-ended-child").execute();
  expect(await openInEmergency(ewan, named)).toBeNull();
  expect(await openInEmergency(ewan, form({ ref: "C-9999" }))).toBeNull();
  await expect(openInEmergency(ewan, form({ ref: null, familyName: "Quillfeather" }))).rejects.toMatchObject({ field: "ref" });
  // What was tried in vain is told and reviewed too, without saying whom.
  const { waiting } = await emergencies(await as("wilma"));
  expect(waiting.map((one) => [one.by, one.ref, one.code])).toEqual([["Ewan Prosser", "C-7101", "a child is missing now"], ["Ewan Prosser", null, "a child is missing now"], ["Ewan Prosser", null, "a child is missing now"]]);
});

test("A conflict of interest wins: the record does not exist, before and while it is open", async () => {
  const declared = { person_id: "ewan", subject_id: "x-child", declared_at: now.toISOString(), declared_by_id: "amira" };
  await s.db.insertInto("conflict").values({ ...declared, id: "ewan-1" }).execute();
  expect(await openInEmergency(await as("ewan"), form())).toBeNull();
  await s.db.updateTable("conflict").set({ ended_at: now.toISOString(), ended_by_id: "amira" }).where("id", "=", "ewan-1").execute();
  const id = (await openInEmergency(await as("ewan"), form()))!;
  await s.db.insertInto("conflict").values({ ...declared, id: "ewan-2" }).execute();
  expect(await status(emergencyRecord(await as("ewan"), id))).toBe(404);
});

test("Whoever knows the child whose record they opened says so from there: it is closed at once, and stays to be reviewed", async () => {
  const id = (await openInEmergency(await as("ewan"), form()))!;
  for (const person of ["amira", "wilma", "dan"] as const) expect(await status(takeNoPartInEmergency(await as(person), id, "My niece"))).toBe(404);
  await takeNoPartInEmergency(await as("ewan", later(5)), id, "My niece");
  expect(await status(emergencyRecord(await as("ewan", later(6)), id))).toBe(404);
  expect(await openInEmergency(await as("ewan", later(7)), form())).toBeNull();
  expect(await s.db.selectFrom("conflict").select(["person_id", "subject_id", "declared_by_id"]).where("person_id", "=", "ewan").execute()).toEqual([{ person_id: "ewan", subject_id: "x-child", declared_by_id: "ewan" }]);
  expect(await whats(await as("wilma"), id)).toEqual(["ewan emergency access opened x-child", "ewan emergency access ended x-child"]);
  expect((await emergencies(await as("wilma"))).waiting.map((one) => [one.ref, one.untilAt])).toContainEqual(["C-7101", later(5).toISOString()]);
});

test("What they opened and is over tells nothing by being declared about", async () => {
  const id = (await openInEmergency(await as("ewan"), form()))!;
  expect(await status(takeNoPartInEmergency(await as("ewan", later(61)), id, "My niece"))).toBe(404);
});

test("What is in reach is opened from Records, and one record at a time", async () => {
  await expect(openInEmergency(await as("amira"), form())).rejects.toMatchObject({ reason: "C-7101 is in your reach: open it from Records", field: "ref" });
  const ewan = await as("ewan");
  const id = (await openInEmergency(ewan, form()))!;
  await expect(openInEmergency(ewan, form({ ref: "C-7102" }))).rejects.toMatchObject({ reason: expect.stringMatching(/open already/) });
  await closeEmergency(ewan, id);
  expect((await emergencyRecord(ewan, id)).over).toBe(true);
  expect(await openInEmergency(ewan, form({ ref: "C-7102" }))).not.toBeNull();
});

test("The chairs whose record it is are told, and find it among who has seen the record; other panels' chairs are not", async () => {
  const id = (await openInEmergency(await as("ewan"), form()))!;
  await emergencyRecord(await as("ewan"), id);
  expect((await emergenciesOfPanels(await as("amira"))).map((one) => [one.ref, one.by])).toEqual([["C-7101", "Ewan Prosser"]]);
  for (const person of ["dan", "priya", "tomasz", "wilma"] as const) expect(await emergenciesOfPanels(await as(person))).toEqual([]);
  const { readers } = await readersOf(await as("amira"), "x-child");
  expect(readers.filter((one) => one.name === "Ewan Prosser").map((one) => [one.as, one.how.map((how) => how.what).sort()])).toEqual([[["in an emergency"], ["opened the record in an emergency", "read a note"]]]);
});

test("The review is closed by a privacy officer who did not open it; until then whoever is late opens no other", async () => {
  const ewan = await as("ewan");
  const id = (await openInEmergency(ewan, form()))!;
  expect(await reviewsWaiting(await as("wilma"))).toEqual({ count: 1, late: 0 });
  expect(await reviewsWaiting(await as("amira"))).toBeNull();
  const late = new Date(instantOf(addDays(today, 6), "10:00"));
  expect(await reviewsWaiting(await as("wilma", late))).toEqual({ count: 1, late: 1 });
  await expect(openInEmergency(await as("ewan", late), form({ ref: "C-7102" }))).rejects.toMatchObject({ reason: expect.stringMatching(/not been reviewed in time/) });
  for (const person of ["ewan", "amira", "admin"] as const) expect(await status(reviewEmergency(await as(person), id, { finding: "justified", note: "x" }))).toBe(404);
  await reviewEmergency(await as("wilma", late), id, { finding: "not justified", note: "The duty desk could have been asked" });
  expect((await emergencyToReview(await as("wilma", late), id)).one.reviewed).toMatchObject({ by: "Wilma Castell-Reid", finding: "not justified" });
  await expect(reviewEmergency(await as("wilma", late), id, { finding: "justified", note: "x" })).rejects.toMatchObject({ reason: expect.stringMatching(/already/) });
  expect(await openInEmergency(await as("ewan", late), form({ ref: "C-7102" }))).not.toBeNull();
  // One's own is somebody else's to review.
  const own = (await openInEmergency(await as("wilma", late), form()))!;
  await expect(reviewEmergency(await as("wilma", late), own, { finding: "justified", note: "x" })).rejects.toMatchObject({ reason: expect.stringMatching(/Another privacy officer/) });
});

test("The reviewer sees who, when, why and which reference: no name and no content", async () => {
  const id = (await openInEmergency(await as("ewan"), form()))!;
  await emergencyRecord(await as("ewan"), id);
  const wilma = await as("wilma");
  expect(JSON.stringify([await emergencies(wilma), await emergencyToReview(wilma, id)])).not.toContain(canary);
  expect((await emergencyToReview(wilma, id)).pages.map((page) => page.what)).toEqual(["emergency access opened", "record opened in emergency"]);
});

test("Who declares a conflict of interest is not told that the record was opened", async () => {
  await openInEmergency(await as("ewan"), form());
  expect(await emergenciesOfPanels(await as("amira"))).toHaveLength(1);
  await declareConflict(await as("amira"), "x-child", { personId: null, reason: "A neighbour" });
  expect(await emergenciesOfPanels(await as("amira"))).toEqual([]);
});
