import { afterAll, beforeAll, expect, test } from "vitest";
import { instantOf } from "#app/models/core/days.ts";
import { recordAction } from "#app/models/followup/action.server.ts";
import { recordRisk } from "#app/models/followup/risk-decision.server.ts";
import { recordSharing } from "#app/models/followup/sharing.server.ts";
import { endInSpite } from "../ending.ts";
import { setOutcome } from "#app/models/meetings/outcome.server.ts";
import { agreeReadBack } from "#app/models/meetings/read-back.server.ts";
import { keepAllSaid } from "#app/models/meetings/said.server.ts";
import { searchMeetings } from "#app/models/meetings/search.server.ts";
import type { Findable } from "#app/models/meetings/search.ts";
import { openCase } from "#app/models/subjects/case.server.ts";
import { declareConflict } from "#app/models/subjects/conflict.server.ts";
import { writeNote } from "#app/models/subjects/note.server.ts";
import { action, outcome, risk, sharing } from "../followup/forms.ts";
import { now, type Person, type Stage, stage } from "../cast.ts";
import { addMeetings, documentId } from "../meeting.ts";
import { write } from "../writer.ts";

// Words of one meeting, looked for by people who stand differently to it: each finds what they may read, and not that there is more.

let s: Stage;
const when = new Date(instantOf("2026-11-25", "10:00"));
const search = async (person: Person, text: string, more: { kind?: Findable; panelId?: string } = {}) => (await searchMeetings(await s.as(person, when), { text, kind: more.kind ?? null, panelId: more.panelId ?? null })).groups;
const found = async (person: Person, text: string, more?: { kind?: Findable; panelId?: string }) => (await search(person, text, more)).flatMap((group) => group.found.map((one) => `${group.kind}: ${one.title}`)).sort();

beforeAll(async () => {
  s = await stage();
  await addMeetings(s.db, now);
  for (const subjectId of ["c1", "c2", "o1"]) await openCase(await s.as("ruth"), { panelId: "macse", subjectId, why: "Referred", reviewOn: "2026-12-22" });
  await write(s.file, "ruth", documentId("m1-a1"), "Seen at the **Ropery** with a man. Siân was there.");
  await write(s.file, "ruth", documentId("m1-a2"), "Says the Ropery is where they meet.");
  await s.db.insertInto("document").values([{ id: "chair-doc", item_id: "m1-a1", handling: "chair" }, { id: "closed-doc", item_id: "m1-a1", handling: "closed 1" }]).execute();
  await s.db.insertInto("closed_session").values({ id: "session", item_id: "m1-a1", document_id: "closed-doc", from_at: now.toISOString(), by_id: "amira", minuter_id: "dan", to_at: now.toISOString(), to_by_id: "amira" }).execute();
  await s.db.insertInto("closed_session_agency").values({ session_id: "session", agency_id: "police" }).execute();
  await write(s.file, "amira", "chair-doc", "The Ropery is watched.");
  await write(s.file, "dan", "closed-doc", "A source at the Ropery.");
  const amira = await s.as("amira");
  await recordAction(amira, "m1-a1", action({ what: "Visit the Ropery on a Friday", personId: "tomasz", agencyId: null }));
  await recordAction(amira, "m1-a2", action({ what: "Ask at the Ropery", agencyId: "licensing" }));
  await recordRisk(amira, "m1-a1", risk({ rationale: "Drawn to the Ropery" }));
  await recordSharing(amira, "m1-a1", sharing({ what: "That the Ropery is used" }));
  const note = { panelId: "macse", text: "Works near the Ropery", contact: "The desk", agencyIds: [], hidden: false, source: null, information: null, code: null, conditions: null, sanitised: null };
  await writeNote(await s.as("dan"), "c1", { ...note, handling: "police" } as never);
  await writeNote(await s.as("chloe"), "c1", { ...note, text: "Clinic beside the Ropery", handling: "shared" } as never);
  for (const id of ["m1-a1", "m1-a2", "m1-b1"]) {
    await setOutcome(amira, id, outcome(id === "m1-a1" ? "risk agreed" : "discussed, no change", { untilOn: "2026-12-22" }));
    if (id !== "m1-b1") await agreeReadBack(amira, id);
  }
  await s.db.updateTable("document").set({ frozen_at: now.toISOString() }).where("id", "in", ["chair-doc", "closed-doc"]).execute();
  await endInSpite(amira, "m1");
});
afterAll(() => s.close());

const shared = ["actions: MACSE-27/A1/1 about C-0001", "actions: MACSE-27/A2/1 about C-0002", "levels: High: C-0001 Jordan Ellis", "minutes: A1 Jordan Ellis C-0001", "minutes: A2 Siân Llewellyn-Featherstonehaugh C-0002", "notes: C-0001 Jordan Ellis", "sharing decisions: MACSE-27/A1/S1 about C-0001"];

test("Who is in no panel of it finds nothing, though they own one of its actions", async () => {
  for (const person of ["priya", "tomasz", "helen", "admin", "audit", "wilma"] satisfies Person[]) expect([person, await found(person, "ropery")]).toEqual([person, person === "priya" ? expect.not.arrayContaining([expect.stringMatching(/MACSE|C-0001|Jordan/)]) : []]);
});

test("Members find what is shared with the panel, with a piece of the text; of a note for the police there is nothing", async () => {
  expect(await found("chloe", "ROPERY")).toEqual(shared);
  const [minutes] = await search("chloe", "ropery sian", { kind: "minutes" });
  expect(minutes!.found).toHaveLength(1);
  expect(minutes!.found[0]!.excerpt.runs).toEqual([{ text: "Seen at the ", found: false }, { text: "Ropery", found: true }, { text: " with a man. ", found: false }, { text: "Siân", found: true }, { text: " was there.", found: false }]);
  expect(minutes!.found[0]!.to).toBe("/meetings/m1/minutes#item-m1-a1");
  expect(await found("chloe", "works near")).toEqual([]);
  expect(await found("chloe", "watched")).toEqual([]);
  expect(await found("chloe", "source")).toEqual([]);
});

test("The police find their own note and the closed session they were in; the chair also the chair's minutes", async () => {
  expect(await found("dan", "ropery")).toEqual([...shared, "notes: C-0001 Jordan Ellis", "restricted minutes: A1 Jordan Ellis C-0001"].sort());
  expect(await found("amira", "ropery", { kind: "restricted minutes" })).toHaveLength(2);
  expect(await found("gareth", "ropery", { kind: "restricted minutes" })).toHaveLength(1);
  expect(await found("ruth", "ropery", { kind: "restricted minutes" })).toEqual([]);
});

test("A conflict of interest takes the child out of all of it", async () => {
  await declareConflict(await s.as("josie"), "c1", { personId: null, reason: "A neighbour" } as never);
  expect(await found("josie", "ropery")).toEqual(shared.filter((one) => one.includes("C-0002")));
});

test("It may be narrowed to a kind and to a panel of one's own; somebody else's finds nothing", async () => {
  expect(await found("chloe", "ropery", { kind: "actions" })).toHaveLength(2);
  expect(await found("chloe", "ropery", { panelId: "macse" })).toEqual(shared);
  expect(await found("chloe", "ropery", { panelId: "mfh" })).toEqual([]);
  expect(await found("priya", "ropery", { panelId: "macse" })).toEqual([]);
  expect(await found("chloe", "r")).toEqual([]);
});

test("The audit keeps whom the findings were about, and not what was looked for", async () => {
  const before = await s.db.selectFrom("news").select("id").execute();
  await found("owen", "ropery", { kind: "minutes" });
  const after = (await s.db.selectFrom("news").select(["id", "what", "detail"]).execute()).filter((row) => !before.some((one) => one.id === row.id));
  expect(after.map(({ what, detail }) => ({ what, detail }))).toEqual([{ what: "record searched", detail: "C-0001 C-0002" }]);
});

test("What is searched is made again from the minutes when it is not there", async () => {
  await s.db.deleteFrom("said").execute();
  expect(await found("owen", "ropery", { kind: "minutes" })).toEqual([]);
  expect(await keepAllSaid({ db: s.db, now })).toBe(1);
  expect(await keepAllSaid({ db: s.db, now })).toBe(0);
  expect(await found("owen", "ropery", { kind: "minutes" })).toHaveLength(2);
});
