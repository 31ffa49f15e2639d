import { afterAll, beforeAll, expect, test } from "vitest";
import { amendAction, recordAction, removeAction } from "#app/models/followup/action.server.ts";
import { deskOf } from "#app/models/followup/desk.server.ts";
import { listActions, openAction } from "#app/models/followup/list.server.ts";
import { recordRisk, removeRisk } from "#app/models/followup/risk-decision.server.ts";
import { recordSharing } from "#app/models/followup/sharing.server.ts";
import { endMeeting } from "#app/models/meetings/ending.server.ts";
import { overrideFindings } from "#app/models/meetings/gate.server.ts";
import { withdrawItem } from "#app/models/meetings/off-agenda.server.ts";
import { setOutcome } from "#app/models/meetings/outcome.server.ts";
import { agreeReadBack } from "#app/models/meetings/read-back.server.ts";
import type { Ask } from "#app/models/core/ask.server.ts";
import { subjectList } from "#app/models/subjects/list.server.ts";
import { now, type Stage, stage } from "../cast.ts";
import { addMeetings } from "../meeting.ts";
import { action, list, outcome, refusal, risk, sharing } from "./forms.ts";

let s: Stage;
const levelListed = async (ask: Ask) => (await subjectList(ask, { kind: "child", panelId: null, open: null, level: "High", text: "", sort: "name", down: false, page: 1 })).rows.flatMap((row) => row.risks.map((r) => r.level));
beforeAll(async () => {
  s = await stage();
  await addMeetings(s.db, now);
  await s.db.insertInto("panel_case").values(["c1", "c2", "o1"].map((subject_id) => ({ id: `case-${subject_id}`, panel_id: "macse", subject_id, opened_on: "2026-01-05", opened_at: now.toISOString(), why: "referred", review_on: "2026-11-24" }))).execute();
  await s.db.insertInto("case_next").values(["c1", "c2", "o1"].map((c) => ({ id: `next-${c}`, case_id: `case-${c}`, kind: "listed" as const, on_day: "2026-11-24", owner_id: "ruth", set_at: now.toISOString() }))).execute();
});
afterAll(() => s.close());

test("Priya, of another panel, and Helen, of none, do not find the item; the administrator neither", async () => {
  for (const person of ["priya", "helen", "admin", "audit"] as const) {
    const ask = await s.as(person);
    expect(await refusal(recordAction(ask, "m1-a1", action()))).toBe(404);
    expect(await refusal(recordRisk(ask, "m1-a1", risk()))).toBe(404);
    expect(await refusal(recordSharing(ask, "m1-a1", sharing()))).toBe(404);
    expect(await refusal(setOutcome(ask, "m1-a1", outcome("decision")))).toBe(404);
    expect(await refusal(agreeReadBack(ask, "m1-a1"))).toBe(404);
    expect(await refusal(deskOf(ask, "m1-a1"))).toBe(404);
  }
});

test("Nothing is recorded without an owner, with a date that says no day, or about somebody out of reach", async () => {
  const ask = await s.as("ruth");
  expect(await refusal(recordAction(ask, "m1-a1", action({ agencyId: null })))).toBe("Choose the agency that owns it");
  expect(await refusal(recordAction(ask, "m1-a1", action({ due: "asap" })))).toMatch(/^Enter a day/);
  expect(await refusal(recordAction(ask, "m1-a1", action({ due: "yesterday" })))).toMatch(/^Enter a day/);
  expect(await refusal(recordAction(ask, "m1-a1", action({ due: "1/1/2026" })))).toBe("Enter today or a day after it");
  expect(await refusal(recordAction(ask, "m1-a1", action({ agencyId: "police", personId: "tomasz" })))).toBe("That person is not of Northmoor Constabulary");
  expect(await refusal(recordAction(ask, "m1-a1", action({ alsoAbout: "C-9999" })))).toBe("There is no record C-9999 that you can see");
  expect(await refusal(recordRisk(ask, "m1-a1", risk({ level: "Extreme" })))).toBe("Choose a level of this panel's scale");
  expect(await refusal(recordSharing(ask, "m1-a1", sharing({ decision: "do not share", reason: null })))).toMatch(/full decision/);
  expect(await refusal(recordSharing(ask, "m1-a1", sharing({ necessity: null })))).toMatch(/necessary/);
});

test("Nothing is agreed without an outcome, and not by a member or the coordinator", async () => {
  expect(await refusal(agreeReadBack(await s.as("amira"), "m1-b1"))).toBe("Record the outcome first");
  expect(await refusal(agreeReadBack(await s.as("chloe"), "m1-b1"))).toBe(403);
  expect(await refusal(agreeReadBack(await s.as("ruth"), "m1-b1"))).toBe(403);
});

test("An action goes to no owner until the chair agrees its read-back; then it cannot be amended", async () => {
  const ruth = await s.as("ruth");
  const id = await recordAction(ruth, "m1-a1", action());
  const helen = await s.as("helen");
  const row = await s.db.selectFrom("action").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
  expect(row).toMatchObject({ ref: "MACSE-27/A1/1", due_on: "2026-12-04", agreed_at: null, issued_at: null, state: "not started" });
  expect(await refusal(openAction(helen, id))).toBe(404);
  await amendAction(ruth, id, action({ what: "Offer C-0001's family a move out of Marsh Lane" }), null);
  const risked = await recordRisk(ruth, "m1-a1", risk());
  // A level stands only once the chair has agreed it: until then the item alone shows it.
  expect(await levelListed(ruth)).toEqual([]);
  const shared = await recordSharing(ruth, "m1-a1", sharing());
  expect((await deskOf(ruth, "m1-a1")).entries.map((e) => [e.kind, e.agreedAt])).toEqual([["action", null], ["risk", null], ["sharing", null]]);
  await agreeReadBack(await s.as("amira"), "m1-a1");
  expect(await levelListed(ruth)).toEqual(["High"]);
  expect((await openAction(helen, id)).action.what).toContain("C-0001's family");
  expect((await listActions(helen, list())).actions.map((a) => a.id)).toEqual([id]);
  expect((await listActions(helen, list())).toSend).toEqual([]);
  expect(await refusal(amendAction(ruth, id, action(), null))).toMatch(/only by addendum/);
  expect(await refusal(removeAction(ruth, id))).toMatch(/only by addendum/);
  const item = await s.db.selectFrom("item").selectAll().where("id", "=", "m1-a1").executeTakeFirstOrThrow();
  expect(item).toMatchObject({ outcome: "risk agreed", outcome_until_on: "2026-12-22", agreed_by_id: "amira" });
  expect((await s.db.selectFrom("risk").select("agreed_at").where("id", "=", risked).executeTakeFirstOrThrow()).agreed_at).not.toBeNull();
  expect((await listActions(await s.as("chloe"), list())).toSend.map((x) => x.id)).toEqual([shared]);
});

test("An entry after the read-back needs a new read-back; moved, it goes to the right subject", async () => {
  const ruth = await s.as("ruth");
  const id = await recordAction(ruth, "m1-a1", action({ what: "Ring the placement about the trigger plan" }));
  await amendAction(ruth, id, action({ what: "Ring the placement about the trigger plan", subjectIds: ["c1"] }), "m1-a2");
  const desk = await deskOf(ruth, "m1-a2");
  expect(desk.entries[0]).toMatchObject({ id, ref: "MACSE-27/A1/2" });
  expect((await s.db.selectFrom("action_subject").select("subject_id").where("action_id", "=", id).execute()).map((r) => r.subject_id)).toEqual(["c2"]);
});

test("An item under which something is recorded is not withdrawn: nobody could agree or amend it then", async () => {
  expect(await refusal(withdrawItem(await s.as("ruth"), "m1-a2", { reason: "Moved away", reviewOn: "2026-12-22" }))).toMatch(/Something is recorded under this item/);
});

test("A meeting does not end with “risk agreed” where the level was taken back", async () => {
  const [ruth, amira] = [await s.as("ruth"), await s.as("amira")];
  const id = await recordRisk(ruth, "m1-b1", risk());
  await setOutcome(ruth, "m1-b1", outcome("risk agreed"));
  await removeRisk(ruth, id);
  expect(await refusal(endMeeting(amira, "m1"))).toMatch(/B1 O-0001: its read-back is not agreed: risk agreed/);
  expect(await refusal(agreeReadBack(amira, "m1-b1"))).toMatch(/no level is recorded/);
  await s.db.updateTable("item").set({ outcome: null }).where("id", "=", "m1-b1").execute();
});

test("Ending is refused item by item, and then ends once however often it is asked", async () => {
  const amira = await s.as("amira");
  expect(await refusal(endMeeting(await s.as("ruth"), "m1"))).toBe(403);
  expect(await refusal(endMeeting(amira, "m1"))).toBe("The meeting cannot end yet. A2 C-0002: its read-back is not agreed: 1 entry recorded, not agreed; B1 O-0001: it has no outcome");
  await setOutcome(amira, "m1-a2", outcome("decision", { untilOn: "2026-12-15" }));
  await agreeReadBack(amira, "m1-a2");
  await setOutcome(amira, "m1-b1", outcome("not reached"));
  expect(await refusal(endMeeting(amira, "m1"))).toMatch(/Mend this, or give a reason to end in spite of it: MACSE-27\/A1\/1 has no owner/);
  await overrideFindings(amira, "m1", { reasons: {}, forAll: "Known" });
  for (let i = 0; i < 20; i++) await endMeeting(amira, "m1");
  const extracts = await s.db.selectFrom("extract").select(["item_id", "version", "state"]).orderBy("item_id").execute();
  expect(extracts).toEqual([{ item_id: "m1-a1", version: 1, state: "draft" }, { item_id: "m1-a2", version: 1, state: "draft" }]);
  const next = await s.db.selectFrom("case_next").select(["case_id", "kind", "on_day"]).where("ended_at", "is", null).orderBy("case_id").execute();
  expect(next).toEqual([{ case_id: "case-c1", kind: "review", on_day: "2026-12-22" }, { case_id: "case-c2", kind: "review", on_day: "2026-12-15" }, { case_id: "case-o1", kind: "review", on_day: "2026-12-22" }]);
  expect(await refusal(recordAction(amira, "m1-a1", action()))).toMatch(/The meeting has ended/);
});
