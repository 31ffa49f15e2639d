import { afterEach, beforeEach, expect, test } from "vitest";
import { addDays, instantOf } from "#app/models/core/days.ts";
import { subjectsInReach } from "#app/models/core/reach.server.ts";
import { endInspection, inspectedRecord, type InspectionForm, inspections, inspectionSet, openSample, ownInspections, setInspection, takeNoPartInInspection } from "#app/models/oversight/inspection.server.ts";
import { conflictsOf } from "#app/models/subjects/conflict.server.ts";
import { readersOf } from "#app/models/subjects/readers.server.ts";
import { now, type Person, type Stage, today } from "../cast.ts";
import { canary, macseStage } from "../macse.ts";

// Colin is an auditor; he inspects what Wilma, a privacy officer, gives him of MACSE's records.

let s: Stage;
beforeEach(async () => {
  s = await macseStage();
  for (const table of ["emergency_access", "inspection_subject", "inspection"] as const) await s.db.deleteFrom(table).execute();
});
afterEach(() => s.close());

const as = (person: Person, at?: Date) => s.as(person, at);
const form = (over: Partial<InspectionForm> = {}): InspectionForm => ({ personId: "audit", why: "Quality of decisions", fromOn: today, untilOn: addDays(today, 4), refs: "C-7102", panelId: null, kind: "child", count: null, ...over });
const status = (work: Promise<unknown>): Promise<number | string> => work.then(() => "done", (error) => (error instanceof Response ? error.status : Promise.reject(error)));

test("Only a privacy officer gives, sees and ends one", async () => {
  const id = await setInspection(await as("wilma"), form());
  for (const person of ["amira", "admin", "audit", "ewan"] as const) {
    expect([person, await status(setInspection(await as(person), form()))]).toEqual([person, 404]);
    expect([person, await status(inspections(await as(person)))]).toEqual([person, 404]);
    expect([person, await status(inspectionSet(await as(person), id))]).toEqual([person, 404]);
    expect([person, await status(endInspection(await as(person), id))]).toEqual([person, 404]);
  }
});

test("The inspector reads the records of the sample and their minutes, and nothing else anywhere", async () => {
  const id = await setInspection(await as("wilma"), form());
  const colin = await as("audit");
  expect((await openSample(colin, id)).records.map((record) => record.ref)).toEqual(["C-7102"]);
  const page = await inspectedRecord(colin, id, "x-ended-child");
  expect([page.record.ref, page.items.map((item) => [item.panel, item.outcome])]).toEqual(["C-7102", [["MACSE", "discussed, no change"]]]);
  expect(Object.values(page.record.may).some(Boolean)).toBe(false);
  for (const other of ["x-child", "x-offender", "x-location"]) expect(await status(inspectedRecord(colin, id, other))).toBe(404);
  expect(await subjectsInReach(colin).selectAll("subject").execute()).toEqual([]);
  for (const person of ["ewan", "wilma", "admin", "priya"] as const) {
    expect(await status(openSample(await as(person), id))).toBe(404);
    expect(await status(inspectedRecord(await as(person), id, "x-ended-child"))).toBe(404);
  }
  expect((await s.db.selectFrom("news").select("what").where("person_id", "=", "audit").where("subject_id", "=", "x-ended-child").execute()).map((row) => row.what)).toEqual(["inspected record opened"]);
  const { readers } = await readersOf(await as("amira"), "x-ended-child");
  expect(readers.filter((one) => one.name === "Colin Ashworth").map((one) => one.as)).toEqual([["inspector"]]);
});

test("An inspector who knows somebody of the sample says so from the record: it opens no more, and the rest does", async () => {
  const id = await setInspection(await as("wilma"), form({ refs: "C-7101, C-7102" }));
  for (const person of ["amira", "wilma", "ewan"] as const) expect(await status(takeNoPartInInspection(await as(person), id, "x-child", "My niece"))).toBe(404);
  expect(await status(takeNoPartInInspection(await as("audit"), id, "x-offender", "My niece"))).toBe(404);
  await takeNoPartInInspection(await as("audit"), id, "x-child", "My niece");
  expect([await status(inspectedRecord(await as("audit"), id, "x-child")), await status(inspectedRecord(await as("audit"), id, "x-ended-child"))]).toEqual([404, "done"]);
  expect((await openSample(await as("audit"), id)).records.map((record) => record.ref)).toEqual(["C-7102"]);
  expect((await conflictsOf(await as("amira"), "x-child")).conflicts.map((one) => one.name)).toContain("Colin Ashworth");
});

test("It opens on its first day, closes after its last, and at once when it is ended or a conflict of interest is declared", async () => {
  const id = await setInspection(await as("wilma"), form({ fromOn: addDays(today, 1), untilOn: addDays(today, 2) }));
  const on = (days: number, time = "10:00") => new Date(instantOf(addDays(today, days), time));
  for (const [days, time, answer] of [[0, "23:59", 404], [1, "00:00", "done"], [2, "23:59", "done"], [3, "00:00", 404]] as const) expect([days, await status(inspectedRecord(await as("audit", on(days, time)), id, "x-ended-child"))]).toEqual([days, answer]);
  await s.db.insertInto("conflict").values({ id: "c", person_id: "audit", subject_id: "x-ended-child", declared_at: now.toISOString(), declared_by_id: "amira" }).execute();
  expect(await status(inspectedRecord(await as("audit", on(1)), id, "x-ended-child"))).toBe(404);
  expect((await openSample(await as("audit", on(1)), id)).records).toEqual([]);
  await s.db.deleteFrom("conflict").where("id", "=", "c").execute();
  await endInspection(await as("wilma", on(1)), id);
  expect(await status(inspectedRecord(await as("audit", on(1)), id, "x-ended-child"))).toBe(404);
  expect(await ownInspections(await as("audit", on(1)))).toEqual([]);
});

test("A sample is drawn by lot, and how is written down; or named, none twice", async () => {
  const wilma = await as("wilma");
  const lot = await inspectionSet(wilma, await setInspection(wilma, form({ refs: null, panelId: "macse", count: 1 })));
  expect(lot.inspection.drawn).toBe("1 of 2 open cases of MACSE (child), drawn by lot");
  expect(["C-7101", "C-7102"]).toContain(lot.refs[0]);
  const named = await inspectionSet(wilma, await setInspection(wilma, form({ refs: "c-7102, C-7101 C-7102" })));
  expect([named.refs, named.inspection.drawn]).toEqual([["C-7102", "C-7101"], "named by reference"]);
  expect(JSON.stringify([lot, named, await inspections(wilma)])).not.toContain(canary);
});

test.each([
  [{ personId: "amira" }, "personId"], [{ personId: "admin" }, "personId"], [{ personId: "wilma" }, "personId"], [{ refs: "C-7102 C-9999" }, "refs"], [{ refs: null, panelId: null }, "panelId"], [{ refs: null, panelId: "macse" }, "count"],
  [{ refs: null, panelId: "mfh", count: 2 }, "kind"], [{ untilOn: addDays(today, 60) }, "untilOn"],
])("%o is refused beside %s", async (over, field) => {
  await expect(setInspection(await as("wilma"), form(over))).rejects.toMatchObject({ field });
});
