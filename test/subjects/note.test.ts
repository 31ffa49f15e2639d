import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { look } from "#app/models/core/ask.server.ts";
import { type Handling, isWider, readsText, whyNotGraded } from "#app/models/core/handling.ts";
import { NotAllowed, NotFound } from "#app/models/core/refuse.ts";
import { changeHandling, noteOf, notesOf, type NoteForm, withdrawNote, writeNote } from "#app/models/subjects/note.server.ts";
import { openCase } from "#app/models/subjects/case.server.ts";
import { declareConflict } from "#app/models/subjects/conflict.server.ts";
import { readersOf } from "#app/models/subjects/readers.server.ts";
import { recordOf } from "#app/models/subjects/record.server.ts";
import { now, type Person, refused, type Stage, stage, today } from "../cast.ts";
import { addMeetings } from "../meeting.ts";
import { readsOfHealth } from "../support/reads-of-handling.ts";

let s: Stage;
beforeEach(async () => {
  s = await stage();
  await addMeetings(s.db, now);
});
afterEach(() => s.close());

const words = "Attended the clinic twice in October";
const form = (more: Partial<NoteForm> = {}): NoteForm => ({ panelId: "macse", text: words, contact: "Chloe Adeyemi, 01632 960012", handling: "health", agencyIds: [], hidden: false, source: null, information: null, code: null, conditions: null, sanitised: null, ...more });
const write = async (person: Person, more: Partial<NoteForm> = {}) => writeNote(await s.as(person), "c1", form(more));
const notesFor = async (person: Person) => {
  const ask = await s.as(person);
  return look(ask, (ask, happened) => notesOf(ask, happened, "c1", today));
};
/** What each finds of the one note: its words, who holds it, or nothing. */
const finds = async (person: Person): Promise<string> => {
  const [note] = await notesFor(person);
  return !note ? "nothing" : typeof note.text === "string" ? "words" : `held by ${note.text.by}`;
};
const all = async (people: Person[]) => Object.fromEntries(await Promise.all(people.map(async (person) => [person, await finds(person)])));
const held = "held by Seaholme Health";

// MACSE: Amira (chair), Dan (police), Gareth (deputy), Ruth (coordinator; social care), Chloe (health), Owen (youth justice).
describe("A nurse writes a note about a child", () => {
  test.each(readsOfHealth(held))("for %s: police, chair, coordinator and the others each find what the policy says; hidden, the others find nothing", async (handling, agencyIds, expected) => {
    const people = Object.keys(expected) as Person[];
    const id = await write("chloe", { handling, agencyIds: [...agencyIds] });
    expect(await all(people)).toEqual(expected);
    for (const person of people) expect([person, JSON.stringify(await noteOf(await s.as(person), id)).includes(words)]).toEqual([person, expected[person as "amira"] === "words"]);
    // Held, and no more: not even for whom else it is.
    for (const person of people.filter((one) => expected[one as "amira"] === held)) expect((await notesFor(person))[0]).toMatchObject({ handling: null, inWords: "Restricted", grade: null, own: false });
    if (handling === "shared") return;
    await changeHandling(await s.as("chloe"), id, { handling, agencyIds: [...agencyIds], hidden: true, reason: "The family must not learn of it", lawfulBasis: null });
    expect(await all(people)).toEqual(Object.fromEntries(Object.entries(expected).map(([person, what]) => [person, what === held ? "nothing" : what])));
    for (const person of people.filter((one) => expected[one as "amira"] === held)) await expect(noteOf(await s.as(person), id)).rejects.toBeInstanceOf(NotFound);
  });

  test("the other panel, those invited to the item, and who has a conflict of interest find nothing at all; a deputy what their agency would", async () => {
    const id = await write("chloe", { handling: "shared" });
    const at = now.toISOString();
    await s.db.insertInto("guest").values({ id: "g", meeting_id: "m1", item_id: "m1-a1", person_id: "helen", capacity: "invited attendee", why: "x", invited_at: at, invited_by_id: "ruth", signed_at: at }).execute();
    await s.db.insertInto("guest").values({ id: "d", meeting_id: "m1", person_id: "tomasz", capacity: "deputy", for_id: "dan", why: "x", invited_at: at, invited_by_id: "ruth" }).execute();
    await declareConflict(await s.as("owen"), "c1", { personId: null, reason: "x" });
    for (const person of ["priya", "helen", "owen", "admin", "audit"] as const) await expect(noteOf(await s.as(person), id)).rejects.toBeInstanceOf(NotFound);
    expect(await finds("tomasz")).toBe("words");
  });

  test("she widens it with a reason and a lawful basis; narrowing keeps who has read it; nobody else may do either", async () => {
    const id = await write("chloe");
    const change = async (person: Person, more: Partial<Parameters<typeof changeHandling>[2]>) => changeHandling(await s.as(person), id, { handling: "shared", agencyIds: [], hidden: false, reason: "Needed for the strategy meeting", lawfulBasis: null, ...more });
    await expect(change("amira", { lawfulBasis: "public task" })).rejects.toBeInstanceOf(NotAllowed);
    expect(await refused(change("chloe", {}))).toBe("lawfulBasis");
    expect(await refused(change("chloe", { handling: "named agencies", agencyIds: ["licensing-nowhere"], lawfulBasis: "public task" }))).toBe("agencyIds");
    expect(await refused(change("chloe", { hidden: true, lawfulBasis: "public task" }))).toBe("hidden");
    await change("chloe", { handling: "named agencies", agencyIds: ["police"], lawfulBasis: "public task" });
    expect(await all(["dan", "ruth"])).toEqual({ dan: "words", ruth: held });
    await change("chloe", { handling: "health" });
    expect(await finds("dan")).toBe(held);
    const page = await noteOf(await s.as("chloe"), id);
    expect(page.readers.map((one) => one.name)).toEqual(["Dan Kowalczyk"]);
    expect(page.changes).toMatchObject([{ was: "Health only", became: "Northmoor Constabulary only", lawfulBasis: "public task" }, { became: "Health only", lawfulBasis: null }]);
    expect((await noteOf(await s.as("dan"), id)).readers).toEqual([]);
  });

  test("withdrawn, it is on nobody's record; her own agency finds it by its address", async () => {
    const id = await write("chloe", { handling: "shared" });
    await expect(withdrawNote(await s.as("dan"), id, "x")).rejects.toBeInstanceOf(NotAllowed);
    await withdrawNote(await s.as("chloe"), id, "Of another child");
    expect(await all(["chloe", "dan"])).toEqual({ chloe: "nothing", dan: "nothing" });
    await expect(noteOf(await s.as("dan"), id)).rejects.toBeInstanceOf(NotFound);
    expect((await noteOf(await s.as("chloe"), id)).note.ended).toMatchObject({ reason: "Of another child" });
    expect(await refused(withdrawNote(await s.as("chloe"), id, "x"))).toMatch(/was withdrawn/);
  });
});

test("A graded police report: the words and the grade for the police, the sanitised words and the conditions for the panel", async () => {
  const report = { text: "The source saw her in the red van", handling: "police", source: "2", information: "B", code: "C", conditions: "Not to the family", sanitised: "She may have been in a van" } as const;
  expect(await refused(write("dan", { ...report, handling: "shared" }))).toBe("handling");
  await write("dan", report);
  expect((await notesFor("amira"))[0]).toMatchObject({ text: report.text, grade: "2BC", sanitised: report.sanitised });
  expect((await notesFor("ruth"))[0]).toMatchObject({ text: { by: "Northmoor Constabulary" }, grade: null, sanitised: report.sanitised, conditions: report.conditions });
  expect(JSON.stringify(await notesFor("ruth"))).not.toMatch(/red van|"2BC"|source saw/);
  // Only the police grade.
  await write("chloe", { ...report, handling: "health" });
  expect(await s.db.selectFrom("note").select(["source_grade", "sanitised"]).where("agency_id", "=", "health").execute()).toEqual([{ source_grade: null, sanitised: null }]);
});

const none = { source: null, information: null, code: null, conditions: null, sanitised: null };
const full = { source: "1", information: "A", code: "P", conditions: null, sanitised: "x" };
test.each([
  [none, "shared", null], [{ ...none, conditions: "x" }, "police", "code"], [full, "police", null], [{ ...full, source: null }, "police", "source"], [{ ...full, information: null }, "police", "information"], [{ ...full, code: null }, "police", "code"],
  [{ ...full, code: "C" }, "police", "conditions"], [{ ...full, conditions: "x" }, "police", "conditions"], [full, "shared", "handling"], [{ ...full, sanitised: null }, "chair", "sanitised"],
] as const)("Grading %j for %s: fault at %s", (grading, handling, field) => {
  expect(whyNotGraded(grading, handling as Handling)?.field ?? null).toBe(field);
});

const circle = (handling: Handling, ...agencyIds: string[]) => ({ handling, agencyIds });
test.each([
  [circle("shared"), circle("police"), false], [circle("shared"), circle("named agencies", "a"), false], [circle("police"), circle("police"), false], [circle("police"), circle("health"), true], [circle("health"), circle("shared"), true], [circle("chair"), circle("named agencies", "a"), true],
  [circle("named agencies", "a", "b"), circle("named agencies", "a"), false], [circle("named agencies", "a"), circle("named agencies", "a", "b"), true], [circle("named agencies", "a"), circle("police"), false], [circle("named agencies", "b"), circle("police"), true],
  [circle("police"), circle("chair"), true], [circle("chair"), circle("chair"), false], [circle("chair"), circle("shared"), true],
])("From %j to %j is wider: %s", (from, to, wider) => expect(isWider(from, to, [{ id: "a", kind: "police" }, { id: "b", kind: "health" }, { id: "c", kind: "housing" }])).toBe(wider));

test("Whoever has no agency reads nothing but what is shared", () => {
  for (const handling of ["named agencies", "police", "health", "chair"] as const) expect(readsText({ agencyId: "", agencyKind: "", memberships: [] }, { handling, agencyId: "health", agencyIds: ["police"], panelId: "macse" })).toBe(false);
});

test("Who has seen a child's record, when and as what: for chair and deputy everybody, for a lead their own agency, for others it does not open", async () => {
  await openCase(await s.as("ruth"), { panelId: "macse", subjectId: "c1", why: "x", reviewOn: "2026-12-20" });
  for (const person of ["dan", "dan", "chloe", "ruth"] as const) await recordOf(await s.as(person), "c1", today);
  await recordOf(await s.as("owen", new Date(now.getTime() + 60_000)), "c1", today);
  const chair = await readersOf(await s.as("amira"), "c1");
  expect(chair.readers[0]!.name).toBe("Owen Thackray");
  const found = Object.fromEntries(chair.readers.map((one) => [one.name, [one.as.join(", "), one.how[0]!.times]]));
  expect(found).toEqual({ "Owen Thackray": ["member of MACSE", 1], "Chloe Adeyemi": ["member of MACSE", 1], "Dan Kowalczyk": ["member of MACSE", 2], "Ruth Okafor": ["coordinator of MACSE", 1] });
  // A hidden note of health's, and what happened at another panel, are not told by who has read them.
  const id = await write("chloe", { handling: "named agencies", agencyIds: ["csc"], hidden: true });
  await noteOf(await s.as("ruth"), id);
  await s.db.insertInto("news").values([{ id: "elsewhere", at: now.toISOString(), what: "live meeting opened", person_id: "chloe", agency_id: "health", panel_id: "mfh", meeting_id: "f1", item_id: "f1-1", subject_id: "c1" }, { id: "stranger", at: now.toISOString(), what: "record opened", person_id: "priya", agency_id: "schools", subject_id: "c1" }]).execute();
  const told = JSON.stringify((await readersOf(await s.as("amira"), "c1")).readers);
  expect(told).not.toMatch(/read a note|had the item open|Priya/);
  expect(JSON.stringify((await readersOf(await s.as("gareth"), "c1")).readers)).toContain("read a note");
  expect((await readersOf(await s.as("dan"), "c1")).readers.map((one) => one.name)).toEqual(["Dan Kowalczyk"]);
  await expect(readersOf(await s.as("ruth"), "c1")).rejects.toBeInstanceOf(NotAllowed);
  await expect(readersOf(await s.as("priya"), "c1")).rejects.toBeInstanceOf(NotFound);
});
