import { afterEach, beforeEach, expect, test } from "vitest";
import { closeSession, endSession } from "#app/models/meetings/closed.server.ts";
import { answerShortly, saveDraft, type ReturnForm, sendReturn, type WrittenPart } from "#app/models/meetings/return-writing.server.ts";
import { toWriteReturn } from "#app/models/meetings/return-forms.server.ts";
import { searchMeetings } from "#app/models/meetings/search.server.ts";
import { declareConflict } from "#app/models/subjects/conflict.server.ts";
import { now, type Person, type Stage } from "../cast.ts";
import { askedStage, returnOwed } from "../asked.ts";

// Returns to one meeting to come, looked for by people who stand differently to it: each part is found by whom its handling names, once the panel
// lets them read it, and by nobody that there is more.

let s: Stage;
beforeEach(async () => {
  s = await askedStage();
  await send("chloe", "health", [part("Clinic at the Ropery, openly"), part("Ropery for nurses", { handling: "health" }), part("Ropery for the chair", { handling: "chair" }), part("Ropery for youth justice", { handling: "named agencies", agencyIds: ["yjs"] })]);
  await send("dan", "police", [part("Seen twice"), part("Ropery kept quiet", { handling: "police", hidden: true })]);
  await answerShortly(await s.as("ruth"), await idOf("csc"), { answer: "declined", declinedReason: "The Ropery is before the court", reason: null, takeBack: false, since: (await toWriteReturn(await s.as("ruth"), await idOf("csc"))).since });
  await saveDraft(await s.as("beth"), await idOf("licensing"), await form("beth", "licensing", [part("Ropery, a draft")]));
});
afterEach(() => s.close());

const part = (text: string, more: Partial<WrittenPart> = {}): WrittenPart => ({ heading: "health", text, handling: "shared", agencyIds: [], hidden: false, safe: false, ...more });
const idOf = (agency: string, item?: string) => returnOwed(s, agency, item);
const form = async (person: Person, agency: string, parts: WrittenPart[], more: Partial<ReturnForm> = {}): Promise<ReturnForm> => ({ parts, contact: "The desk", reason: null, takeBack: false, since: (await toWriteReturn(await s.as(person), await idOf(agency))).since, ...more });
const send = async (person: Person, agency: string, parts: WrittenPart[], more: Partial<ReturnForm> = {}) => sendReturn(await s.as(person), await idOf(agency), await form(person, agency, parts, more));
const start = () => s.db.updateTable("meeting").set({ status: "live", started_at: now.toISOString(), current_item_id: "m1-a1" }).where("id", "=", "m1").execute();
const readers = (returns_read: "everyone" | "preparing") => s.db.updateTable("panel_version").set({ returns_read }).where("panel_id", "=", "macse").execute();
const search = async (person: Person, text = "ropery", panelId: string | null = null) => (await searchMeetings(await s.as(person), { text, kind: "returns", panelId })).groups;
const found = async (person: Person, text?: string, panelId?: string) => (await search(person, text, panelId)).flatMap((group) => group.found.map((one) => one.excerpt.runs.map((run) => run.text).join(""))).sort();

const openly = "Clinic at the Ropery, openly";
const court = "The Ropery is before the court";

test("Who is in no panel of it, or of another one, finds none", async () => {
  await start();
  for (const person of ["priya", "tomasz", "helen", "admin", "audit", "wilma"] satisfies Person[]) expect([person, await found(person)]).toEqual([person, []]);
});

test("Before the meeting members find those of their own agency alone, as the panel has set; who prepares finds what was sent as its handling says", async () => {
  await readers("preparing");
  for (const person of ["owen", "mairead", "beth"] satisfies Person[]) expect([person, await found(person)]).toEqual([person, []]);
  expect(await found("ruth")).toEqual([openly, court]);
  expect(await found("gareth")).toEqual([openly, "Ropery for the chair", court]);
  expect(await found("chloe")).toHaveLength(4);
  expect(await found("dan")).toEqual(["Ropery kept quiet"]);
  await readers("everyone");
  expect(await found("mairead")).toEqual([openly, court]);
});

test("Once it has begun each part is found by whom its handling names; a draft by nobody, nor by its own agency", async () => {
  await start();
  expect(await found("mairead")).toEqual([openly, court]);
  expect(await found("owen")).toEqual([openly, "Ropery for youth justice", court]);
  expect(await found("amira")).toEqual([openly, "Ropery for the chair", "Ropery kept quiet", court]);
  expect(await found("beth", "draft")).toEqual([]);
  expect(await found("mairead", "openly nurses")).toEqual([]);
  expect(await found("mairead", undefined, "mfh")).toEqual([]);
});

test("A conflict of interest takes the child out, a closed session its item while it lasts; of a withdrawn item it is found by its own agency and those who prepare", async () => {
  await start();
  await declareConflict(await s.as("mairead"), "c1", { personId: null, reason: "A neighbour" });
  expect(await found("mairead")).toEqual([]);
  await closeSession(await s.as("amira"), "m1-a1", { agencyIds: ["police"], minuterId: "dan" });
  expect([await found("owen"), await found("gareth"), await found("chloe")]).toEqual([[], [], []]);
  expect(await found("dan")).toEqual([openly, "Ropery kept quiet", court]);
  await endSession(await s.as("amira"), "m1-a1");
  expect(await found("owen")).toHaveLength(3);
  await s.db.updateTable("item").set({ withdrawn_at: now.toISOString() }).where("id", "=", "m1-a1").execute();
  expect([await found("owen"), await found("gareth"), (await found("chloe")).length]).toEqual([[], [openly, "Ropery for the chair", court], 4]);
});

test("What was corrected is found as it stands now; what was taken back, by nobody", async () => {
  await start();
  await send("chloe", "health", [part("Nothing at the quay")], { reason: "The wrong child" });
  expect(await found("owen")).toEqual([court]);
  expect(await found("owen", "quay")).toEqual(["Nothing at the quay"]);
  await s.db.updateTable("return_version").set({ withdrawn_at: now.toISOString() }).where("return_id", "=", await idOf("health")).execute();
  expect([await found("owen", "quay"), await found("chloe", "quay")]).toEqual([[], []]);
});

test("That there are more is said of what the person reads, and of nothing else", async () => {
  await start();
  const return_id = await idOf("health");
  await s.db.insertInto("return_block").values(Array.from({ length: 60 }, (_, i) => ({ id: `more-${i}`, return_id, version: 1, position: 9 + i, heading: "health", text: `Ropery ${i}`, handling: "health" as const, hidden: 1, safe_for_minutes: 0 }))).execute();
  expect((await search("owen")).map((group) => [group.found.length, group.more])).toEqual([[3, false]]);
  expect((await search("chloe")).map((group) => [group.found.length, group.more])).toEqual([[20, true]]);
});

test("A finding says of whom, which agency, which meeting and for whom it is, and leads to where it is read; the audit keeps whom it was about, and that it was read", async () => {
  await start();
  await s.db.deleteFrom("news").execute();
  const [group] = await search("owen", "youth justice");
  expect(group!.found).toEqual([expect.objectContaining({ to: `/returns/${await idOf("health")}`, title: "A1 Jordan Ellis C-0001", caption: "Seaholme Health, for MACSE 27, 8 Dec 2026. Health. Seaholme Youth Justice only", on: "2026-11-24" })]);
  expect(await s.db.selectFrom("news").select(["what", "item_id", "detail"]).orderBy("what").execute()).toEqual([{ what: "record searched", item_id: null, detail: "C-0001" }, { what: "returns opened", item_id: "m1-a1", detail: null }]);
});
