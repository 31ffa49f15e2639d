import { afterEach, beforeEach, expect, test } from "vitest";
import { type Ask, newId } from "#app/models/core/ask.server.ts";
import { addDays, instantOf } from "#app/models/core/days.ts";
import { followUpReads, readersByRef, readsWorthALook } from "#app/models/oversight/reads.server.ts";
import { subjectList } from "#app/models/subjects/list.server.ts";
import { inList, readersOf } from "#app/models/subjects/readers.server.ts";
import { recordOf } from "#app/models/subjects/record.server.ts";
import { searched } from "#app/models/subjects/search.server.ts";
import { now, type Person, type Stage, stage, today } from "../cast.ts";

// C-0001 is Ellis of MACSE, listed at its last meeting; C-0002 is Kowalczyk, open to MACSE and on no agenda.

let s: Stage;
beforeEach(async () => {
  s = await stage();
  const at = now.toISOString();
  for (const [id, ref, family_name, address] of [["c1", "C-0001", "Ellis", "1 Quay Row, Seaholme SH1 2AB"], ["c2", "C-0002", "Kowalczyk", null]] as const) {
    await s.db.insertInto("subject").values({ id, kind: "child", ref, display_name: `Jordan ${family_name}`, created_at: at }).execute();
    await s.db.insertInto("child").values({ subject_id: id, family_name, address }).execute();
    await s.db.insertInto("panel_case").values({ id: `case-${id}`, panel_id: "macse", subject_id: id, opened_on: today, opened_at: at, review_on: today, why: "x" }).execute();
  }
  await s.db.insertInto("meeting").values({ id: "m1", panel_id: "macse", number: 1, on_day: addDays(today, -14), starts_at: "10:00", minutes_long: 120, status: "agreed" }).execute();
  await s.db.insertInto("item").values({ id: "i1", meeting_id: "m1", kind: "subject", section: "children", position: 1, minutes: 10, reasons: "[]", subject_id: "c1", added_at: at }).execute();
});
afterEach(() => s.close());

const as = (person: Person, at?: Date) => s.as(person, at);
const reads = (ask: Ask, id: string) => recordOf(ask, id, today);
const said = async (at = now) => (await readsWorthALook(await as("wilma", at), 30)).map((one) => `${one.kind}: ${one.name}, ${one.refs.join(" ")}, ${one.times}`).sort();
const status = (work: Promise<unknown>): Promise<number | string> => work.then(() => "done", (error) => (error instanceof Response ? error.status : Promise.reject(error)));

test("For anybody but a privacy officer there is no such page", async () => {
  for (const person of ["amira", "dan", "ewan", "admin", "audit"] as const) {
    expect([person, await status(readsWorthALook(await as(person), 30))]).toEqual([person, 404]);
    expect([person, await status(readersByRef(await as(person), "C-0001"))]).toEqual([person, 404]);
    expect([person, await status(followUpReads(await as(person), { kind: "unusual hours", personId: "dan", note: "x" }))]).toEqual([person, 404]);
  }
});

test("Reading with a meeting, or the preparing of the panel, behind it is not said; reading with nothing behind it is", async () => {
  await reads(await as("dan"), "c1");
  await reads(await as("ruth"), "c2");
  expect(await said()).toEqual([]);
  await reads(await as("chloe"), "c2");
  expect(await said()).toEqual(["without work: Chloe Adeyemi, C-0002, 1"]);
  // An action of hers about the child is work.
  await s.db.insertInto("action").values({ id: "a1", ref: "MACSE-1/A1/1", panel_id: "macse", what: "Visit", agency_id: "health", person_id: "chloe", due_on: today, first_due_on: today, state: "not started", briefing: "[]", recorded_at: now.toISOString() }).execute();
  await s.db.insertInto("action_subject").values({ action_id: "a1", subject_id: "c2" }).execute();
  expect(await said()).toEqual([]);
});

test("One's own surname, one's own postcode, and the night are said, by reference alone", async () => {
  await s.db.updateTable("person").set({ home_postcode: "SH1 2AB" }).where("id", "=", "beth").execute();
  await reads(await as("dan"), "c2");
  await reads(await as("beth"), "c1");
  await reads(await as("owen", new Date(instantOf(today, "03:10"))), "c1");
  expect(await said()).toEqual(["same surname or address: Beth Cardwell, C-0001, 1", "same surname or address: Dan Kowalczyk, C-0002, 1", "unusual hours: Owen Thackray, C-0001, 1", "without work: Dan Kowalczyk, C-0002, 1"]);
  const all = JSON.stringify(await readsWorthALook(await as("wilma"), 30));
  for (const word of ["Jordan", "Ellis", "Quay", "SH1"]) expect(all).not.toContain(word);
});

test("More than twenty within an hour are said", async () => {
  const rows = Array.from({ length: 21 }, (_, i) => ({ id: newId(), at: now.toISOString(), what: "record opened" as const, person_id: "ruth", agency_id: "csc", subject_id: `b${i}` }));
  for (const [i, row] of rows.entries()) {
    await s.db.insertInto("subject").values({ id: row.subject_id, kind: "child", ref: `C-1${100 + i}`, display_name: "x", created_at: now.toISOString() }).execute();
    await s.db.insertInto("panel_case").values({ id: `bc${i}`, panel_id: "macse", subject_id: row.subject_id, opened_on: today, opened_at: now.toISOString(), review_on: today, why: "x" }).execute();
    await s.db.insertInto("news").values(row).execute();
    if (i === 19) expect(await said()).toEqual([]);
  }
  expect((await said()).map((one) => one.split(",")[0])).toEqual(["many at once: Ruth Okafor"]);
});

test("What was looked into is not said again; what was read since is, with what was found before", async () => {
  await reads(await as("dan"), "c2");
  const wilma = await as("wilma", new Date(now.getTime() + 60_000));
  await followUpReads(wilma, { kind: "same surname or address", personId: "dan", note: "No relation: the name is common" });
  expect(await said(new Date(now.getTime() + 120_000))).toEqual(["without work: Dan Kowalczyk, C-0002, 1"]);
  const next = new Date(now.getTime() + 24 * 3_600_000);
  await reads(await as("dan", next), "c2");
  const again = (await readsWorthALook(await as("wilma", new Date(next.getTime() + 60_000)), 30)).find((one) => one.kind === "same surname or address");
  expect([again?.times, again?.before?.note, again?.before?.by]).toEqual([1, "No relation: the name is common", "Wilma Castell-Reid"]);
});

test("Who has read a record, by its reference; that this was looked at is written down", async () => {
  await reads(await as("dan"), "c1");
  await reads(await as("dan"), "c1");
  const wilma = await as("wilma");
  expect(await readersByRef(wilma, " c-0001 ")).toMatchObject({ ref: "C-0001", readers: [{ name: "Dan Kowalczyk", what: "opened the record", times: 2 }] });
  expect(await readersByRef(wilma, "C-9999")).toBeNull();
  expect(await s.db.selectFrom("news").select(["what", "subject_id"]).where("person_id", "=", "wilma").execute()).toEqual([{ what: "readers opened", subject_id: "c1" }]);
});

test("That it stood in a list or was found by a search is in it too; another reference that begins alike is not", async () => {
  await subjectList(await as("dan"), { text: "", kind: null, panelId: null, open: null, level: null, sort: "ref", down: false, page: 1 });
  await searched(await as("ruth"), "C-0001", { typing: false, limit: 10 });
  await s.db.insertInto("news").values({ id: newId(), at: now.toISOString(), what: "list opened", person_id: "beth", agency_id: "licensing", detail: "C-00010 XC-0001" }).execute();
  const found = await readersByRef(await as("wilma"), "C-0001");
  expect(found!.readers.map((one) => [one.name, one.what]).sort()).toEqual([["Dan Kowalczyk", inList], ["Ruth Okafor", inList]]);
  const { readers } = await readersOf(await as("gareth"), "c1");
  expect(readers.map((one) => one.name).sort()).toEqual(["Dan Kowalczyk", "Ruth Okafor"]);
});
