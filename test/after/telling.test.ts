import { afterAll, beforeAll, expect, test } from "vitest";
import { instantOf } from "#app/models/core/days.ts";
import { recordAction } from "#app/models/followup/action.server.ts";
import { openByHand, toldByHand, unopenedOf } from "#app/models/followup/hand.server.ts";
import { openAction } from "#app/models/followup/list.server.ts";
import { chaseActions } from "#app/models/followup/telling.server.ts";
import { passOn, reassign } from "#app/models/followup/tracking.server.ts";
import { clocksOfMeeting } from "#app/models/meetings/clocks.server.ts";
import { endInSpite } from "../ending.ts";
import { setOutcome } from "#app/models/meetings/outcome.server.ts";
import { agreeReadBack } from "#app/models/meetings/read-back.server.ts";
import { startOf } from "#app/models/meetings/start.server.ts";
import { declareConflict } from "#app/models/subjects/conflict.server.ts";
import { action, outcome, refusal } from "../followup/forms.ts";
import { now, type Person, type Stage, stage } from "../cast.ts";
import { addMeetings } from "../meeting.ts";

// A Tuesday's meeting: who is told of what it decided, and when.

let s: Stage;
const ids: Record<"named" | "agency" | "worker" | "police", string> = { named: "", agency: "", worker: "", police: "" };
beforeAll(async () => {
  s = await stage();
  await addMeetings(s.db, now);
  const amira = await s.as("amira");
  ids.named = await recordAction(amira, "m1-a1", action({ personId: "tomasz", agencyId: null, due: "4/12/2026" }));
  ids.agency = await recordAction(amira, "m1-a1", action({ agencyId: "health", due: "4/12/2026" }));
  ids.worker = await recordAction(amira, "m1-a2", action({ personName: "Duty worker", due: "4/12/2026" }));
  ids.police = await recordAction(amira, "m1-a2", action({ agencyId: null, personId: "dan", due: "11/12/2026" }));
});
afterAll(() => s.close());

const letters = () => s.db.selectFrom("letter").select(["to_id", "title", "body", "action_id"]).orderBy("to_id").execute();
const at = (day: string, time: string) => new Date(instantOf(day, time));
const told = async (id: string) => (await s.db.selectFrom("telling").select(["kind", "role", "to_id", "to_name"]).where("action_id", "=", id).orderBy("at").orderBy("role").orderBy("to_id").execute()).map((row) => `${row.kind} ${row.role} ${row.to_id ?? row.to_name}`);

test("Nobody is told of what the chair has not agreed", async () => expect(await letters()).toEqual([]));

test("Once it is agreed its owner and the agency's lead each get one letter, which says nothing of it", async () => {
  const amira = await s.as("amira");
  for (const id of ["m1-a1", "m1-a2"]) {
    await setOutcome(amira, id, outcome("decision", { untilOn: "2026-12-22" }));
    await agreeReadBack(amira, id);
    await agreeReadBack(amira, id);
  }
  expect(await told(ids.named)).toEqual(["issued lead helen", "issued owner tomasz"]);
  expect(await told(ids.agency)).toEqual(["issued lead chloe"]);
  expect(await told(ids.worker)).toEqual(["issued lead helen", "issued owner Duty worker"]);
  // He is his agency's lead himself: once is enough.
  expect(await told(ids.police)).toEqual(["issued owner dan"]);
  const all = await letters();
  expect(all.map((one) => one.to_id)).toEqual(["chloe", "dan", "helen", "helen", "tomasz"]);
  for (const { title, body } of all) {
    expect(title).toMatch(/^Action MACSE-27\/A[12]\/\d$/);
    expect(`${title} ${body}`).not.toMatch(/C-000|Jordan|Ellis|Siân|move|family/i);
  }
});

test("Whom no letter reaches stands in the list of those who prepare the panel, and of nobody else", async () => {
  for (const person of ["dan", "tomasz", "priya", "admin"] satisfies Person[]) expect(await refusal(openByHand(await s.as(person), "macse"))).toBe(404);
  expect(await refusal(toldByHand(await s.as("dan"), "macse", { told: [], how: "in person", on: "2026-11-24", at: now.toISOString() }))).toBe(403);
  const { waiting } = await openByHand(await s.as("ruth"), "macse");
  expect(waiting.map((one) => `${one.to}, ${one.agency}: ${one.title}`)).toEqual(["Duty worker, Seaholme Homes: Action MACSE-27/A2/1"]);
});

test("and is written down as told: by whom, how and when", async () => {
  const ruth = await s.as("ruth", at("2026-11-24", "15:00"));
  const { waiting } = await openByHand(ruth, "macse");
  const form = { told: waiting.map((one) => one.key), how: "by telephone" as const, on: "2026-11-24", at: instantOf("2026-11-24", "14:30") };
  expect(await refusal(toldByHand(ruth, "macse", { ...form, told: [] }))).toMatch(/Tick/);
  expect(await refusal(toldByHand(ruth, "macse", { ...form, at: instantOf("2026-11-24", "16:00") }))).toMatch(/passed/);
  await toldByHand(ruth, "macse", form);
  const after = await openByHand(ruth, "macse");
  expect(after.waiting).toEqual([]);
  expect(after.done.map((one) => one.told)).toEqual([{ at: form.at, how: "by telephone", by: "Ruth Okafor" }]);
});

test("The 24 hours count from the end of the meeting: the letter that reached the mail server, or who was told by hand", async () => {
  const amira = await s.as("amira", at("2026-11-24", "12:30"));
  await setOutcome(amira, "m1-b1", outcome("discussed, no change", { untilOn: "2026-12-22" }));
  await endInSpite(amira, "m1");
  await s.db.updateTable("letter").set({ sent_at: instantOf("2026-11-24", "11:00") }).where("to_id", "in", ["tomasz", "chloe"]).execute();
  const clocks = async (day: string, time: string) => (await clocksOfMeeting(await s.as("ruth", at(day, time)), "m1"))!.actions;
  expect(await clocks("2026-11-25", "12:00")).toEqual({ all: 4, inTime: 3, late: 0, running: 1 });
  expect(await clocks("2026-11-25", "13:00")).toEqual({ all: 4, inTime: 3, late: 1, running: 0 });
});

test("What nobody of the agency has opened after two working days is flagged to those who prepare the panel", async () => {
  await openAction(await s.as("tomasz", at("2026-11-25", "09:00")), ids.named);
  const flagged = async (day: string) => (await unopenedOf(await s.as("ruth", at(day, "10:00")), "macse")).first.map((one) => one.id);
  expect(await flagged("2026-11-26")).toEqual([]);
  expect((await flagged("2026-11-27")).sort()).toEqual([ids.agency, ids.worker, ids.police].sort());
  const start = await startOf(await s.as("ruth", at("2026-11-27", "10:00")));
  expect(start.sums.find((one) => one.id === "macse")!.toTell).toEqual({ byHand: 0, unopened: 3 });
  expect((await startOf(await s.as("dan", at("2026-11-27", "10:00")))).sums.map((one) => one.id)).toEqual(["mfh"]);
});

test("Before it is due its owner is reminded, overdue told, and then the lead: on working days, once each", async () => {
  const chase = (day: string) => chaseActions({ db: s.db, now: at(day, "08:00") });
  expect(await chase("2026-12-01")).toBe(0);
  expect(await chase("2026-12-02")).toBe(3);
  expect(await chase("2026-12-02")).toBe(0);
  expect(await chase("2026-12-05")).toBe(0);
  await openAction(await s.as("tomasz", at("2026-12-07", "09:00")), ids.named);
  expect(await chase("2026-12-07")).toBe(3);
  // The police's own is due on the eleventh: its reminder comes with the others' escalation.
  expect(await chase("2026-12-09")).toBe(4);
  expect(await told(ids.named)).toEqual(["issued lead helen", "issued owner tomasz", "reminder owner tomasz", "overdue owner tomasz", "escalation lead helen"]);
  expect(await told(ids.worker)).toEqual(["issued lead helen", "issued owner Duty worker", "reminder owner Duty worker", "overdue owner Duty worker", "escalation lead helen"]);
  expect(await told(ids.agency)).toEqual(["issued lead chloe", "reminder lead chloe", "overdue lead chloe", "escalation lead chloe"]);
});

test("One call tells somebody of all that waits for them then, and of nothing that came since", async () => {
  const ruth = await s.as("ruth", at("2026-12-09", "15:00"));
  const duty = async () => (await openByHand(ruth, "macse")).waiting.filter((one) => one.to === "Duty worker");
  const before = await duty();
  expect(before.map((one) => one.what)).toEqual(["reminder", "overdue"]);
  const [last] = before.splice(1);
  await toldByHand(ruth, "macse", { told: [[...before.map((one) => one.key), "action none"].join(";")], how: "in person", on: "2026-12-09", at: instantOf("2026-12-09", "14:00") });
  expect((await duty()).map((one) => one.key)).toEqual([last!.key]);
});

test("A new owner is told, and the one before again when it is theirs anew", async () => {
  const day = (n: number) => at("2026-12-10", `1${n}:00`);
  await passOn(await s.as("helen", day(0)), ids.named, { personId: "helen", personName: null, note: null });
  await passOn(await s.as("helen", day(1)), ids.named, { personId: "tomasz", personName: null, note: null });
  expect((await told(ids.named)).filter((one) => one.startsWith("issued"))).toEqual(["issued lead helen", "issued owner tomasz", "issued owner helen", "issued owner tomasz"]);
  await reassign(await s.as("ruth", day(2)), ids.named, { agencyId: "licensing", personId: "beth", personName: null, note: null });
  expect((await told(ids.named)).at(-1)).toMatch(/issued (owner beth|lead)/);
});

test("A letter that has not gone out is taken back from whom the action is no longer; the new agency is chased though the old one was", async () => {
  const waiting = () => s.db.selectFrom("letter").select("to_id").where("action_id", "=", ids.named).where("sent_at", "is", null).where("ended_at", "is", null).where("told_at", "is", null).execute();
  expect(new Set((await waiting()).map((row) => row.to_id))).toEqual(new Set(["beth"]));
  expect(await chaseActions({ db: s.db, now: at("2026-12-11", "08:00") })).toBeGreaterThan(0);
  expect(await told(ids.named)).toContain("escalation owner beth");
});

test("Who has a conflict of interest is told nothing, though they lead the agency", async () => {
  await declareConflict(await s.as("chloe"), "c2", { personId: null, reason: "A neighbour" } as never);
  const before = (await letters()).filter((one) => one.to_id === "chloe").length;
  const id = await s.db.selectFrom("action").select("id").where("id", "=", ids.worker).executeTakeFirstOrThrow();
  await reassign(await s.as("ruth", at("2026-12-10", "14:00")), id.id, { agencyId: "health", personId: null, personName: null, note: null });
  expect((await letters()).filter((one) => one.to_id === "chloe").length).toBe(before);
  expect((await told(ids.worker)).at(-1)).toBe("issued lead null");
});
