import { afterAll, beforeAll, expect, test } from "vitest";
import { recordAction } from "#app/models/followup/action.server.ts";
import { recordRisk } from "#app/models/followup/risk-decision.server.ts";
import { recordSharing } from "#app/models/followup/sharing.server.ts";
import { endAction } from "#app/models/followup/tracking.server.ts";
import { addAddendum, approveMinutes, openApproval, openExtracts, openMinutes } from "#app/models/meetings/approval.server.ts";
import { obstaclesOf } from "#app/models/meetings/ending.ts";
import { endMeeting, previewEnding } from "#app/models/meetings/ending.server.ts";
import { overrideFindings } from "#app/models/meetings/gate.server.ts";
import { type Outcome, outcomes, whyNotOutcome } from "#app/models/meetings/outcome.ts";
import { setOutcome } from "#app/models/meetings/outcome.server.ts";
import { agreeReadBack } from "#app/models/meetings/read-back.server.ts";
import { wordsOf } from "#app/models/subjects/references.ts";
import { now, type Stage, stage } from "../cast.ts";
import { write as type } from "../writer.ts";
import { addMeetings, documentId } from "../meeting.ts";
import { action, outcome, refusal, risk, sharing } from "./forms.ts";

let s: Stage;
beforeAll(async () => {
  s = await stage();
  await addMeetings(s.db, now);
  await s.db.updateTable("child").set({ given_names: "Jordan", family_name: "Ellis" }).where("subject_id", "=", "c1").execute();
  await s.db.updateTable("child").set({ given_names: "Siân", family_name: "Llewellyn-Featherstonehaugh" }).where("subject_id", "=", "c2").execute();
  await s.db.insertInto("subject").values([{ id: "c9", kind: "child", ref: "C-0009", display_name: "Zoë Ní Dhomhnaill", created_at: now.toISOString() }]).execute();
  await s.db.insertInto("child").values({ subject_id: "c9", given_names: "Zoë", family_name: "Ní Dhomhnaill" }).execute();
  await s.db.insertInto("alias").values([
    { id: "1", subject_id: "o1", name: "Razz", kind: "nickname", recorded_at: now.toISOString() },
    { id: "2", subject_id: "c2", name: "Shanny", kind: "nickname", recorded_at: now.toISOString() },
    { id: "3", subject_id: "c1", name: "Jord", kind: "nickname", recorded_at: now.toISOString() },
  ]).execute();
  for (const id of ["c1", "c2", "o1"]) {
    await s.db.insertInto("panel_case").values({ id: `case-${id}`, panel_id: "macse", subject_id: id, opened_on: "2026-01-05", opened_at: now.toISOString(), why: "x", review_on: "2026-11-24" }).execute();
    await s.db.insertInto("case_next").values({ id: `next-${id}`, case_id: `case-${id}`, kind: "listed", on_day: "2026-11-24", owner_id: "ruth", set_at: now.toISOString() }).execute();
  }
});
afterAll(() => s.close());

const write = (itemId: string, text: string) => type(s.file, "ruth", documentId(itemId), text);

const base = { kind: "subject", meetingStatus: "live", meetingOn: "2026-11-24", agreedAt: null, withdrawnAt: null };
const later = { untilOn: "2026-12-22" };
const whole: Record<Outcome, Parameters<typeof outcome>[1]> = {
  "risk agreed": {}, decision: later, "discussed, no change": later, deferred: { ...later, note: "Mother in hospital" }, "not reached": {}, "referred to another panel": { ...later, panelId: "mfh", note: "Missing again" },
  "closed to this panel": { closedReason: "managed under another plan", closedDetail: "Child protection plan, led by social care", supportContinues: "Key worker", wouldBringBack: "A further episode" },
};
test.each(outcomes)("The outcome “%s” is refused until it is whole, and stands when it is", (word) => {
  const facts = { high: true, hasRisk: false, previous: null, panelId: "macse" };
  expect(whyNotOutcome(base, outcome(word), facts)).not.toBeNull();
  expect(whyNotOutcome(base, outcome(word, { ...whole[word], cover: "Dan until Friday" }), { ...facts, hasRisk: true })).toBeNull();
  expect(whyNotOutcome({ ...base, meetingStatus: "ended" }, outcome(word, whole[word]), facts)?.message).toMatch(/addenda/);
  expect(whyNotOutcome({ ...base, kind: "standing" }, outcome(word, whole[word]), facts)?.message).toMatch(/Standing/);
});

test("Standing items need no outcome; closing and referring need the chair's read-back", () => {
  const item = { id: "i", number: "A1", label: "C-0001", kind: "subject", outcome: null as string | null, agreedAt: null as string | null, pending: 0 };
  expect(obstaclesOf([{ ...item, kind: "standing" }])).toEqual([]);
  expect(obstaclesOf([item])[0]?.form).toBe("outcome");
  expect(obstaclesOf([{ ...item, outcome: "not reached" }])).toEqual([]);
  expect(obstaclesOf([{ ...item, outcome: "closed to this panel" }])[0]?.form).toBe("read-back");
  expect(obstaclesOf([{ ...item, kind: "standing", pending: 2 }])[0]?.reason).toMatch(/2 entries/);
});

test("Each extract names its own subject and nobody else, also not by alias, accent or case", async () => {
  const amira = await s.as("amira");
  await write("m1-a1", "Jordan Ellis (**Jord**) seen with RAZZ and with Sian Llewellyn-Featherstonehaugh.\n\nShanny's phone was Siân's. Zoe Ni Dhomhnaill, who is on no list, was there. _Jordan said_ no.");
  await write("m1-a2", "Siân is settled. Ellis, Jordan rang. Known as “Razz” called her Shanny.");
  await recordAction(amira, "m1-a1", action({ what: "Visit with Zoë Ní Dhomhnaill about Jordan" }));
  await recordRisk(amira, "m1-a1", risk({ rationale: "Razz again" }));
  await recordSharing(amira, "m1-a1", sharing({ what: "Where Razz was seen" }));
  await setOutcome(amira, "m1-a2", outcome("discussed, no change", later));
  await setOutcome(amira, "m1-b1", outcome("closed to this panel", { closedReason: "in custody", closedDetail: "Until May, probation tells the panel", supportContinues: "Probation", wouldBringBack: "Release" }));
  expect(await refusal(previewEnding(await s.as("ruth"), "m1"))).toBe(403);
  expect((await previewEnding(amira, "m1")).obstacles.map((o) => o.number)).toEqual(["A1", "B1"]);
  await agreeReadBack(amira, "m1-a1");
  await agreeReadBack(amira, "m1-b1");
  await overrideFindings(amira, "m1", { reasons: {}, forAll: "Known" });
  await endMeeting(amira, "m1");

  const called = await s.db.selectFrom("subject").leftJoin("child", "child.subject_id", "subject.id").leftJoin("alias", "alias.subject_id", "subject.id").select(["subject.id", "display_name", "given_names", "family_name", "alias.name"]).execute();
  const extracts = await s.db.selectFrom("extract").selectAll().execute();
  expect(extracts.map((e) => e.subject_id).sort()).toEqual(["c1", "c2", "o1"]);
  for (const extract of extracts) {
    const words = ` ${wordsOf([extract.text, extract.outcome, extract.entries].join(" ")).map((w) => w.folded).join(" ")} `;
    for (const row of called) for (const name of [row.display_name, row.given_names, row.family_name, row.name]) {
      if (!name || row.id === extract.subject_id) continue;
      expect(words, `${name} in the extract of ${extract.subject_id}`).not.toContain(` ${wordsOf(name).map((w) => w.folded).join(" ")} `);
    }
  }
  const own = extracts.find((e) => e.subject_id === "c1")!;
  expect(own.text).toBe("Jordan Ellis (**Jord**) seen with O-0001 and with C-0002.\n\nC-0002's phone was C-0002's. C-0009, who is on no list, was there. _Jordan said_ no.");
  expect(own.entries).toContain("Visit with C-0009 about Jordan");
});

test("The closed case has no next thing; the others have one each", async () => {
  expect(await s.db.selectFrom("panel_case").select(["id", "closed_reason"]).where("closed_on", "is not", null).execute()).toEqual([{ id: "case-o1", closed_reason: "in custody" }]);
  expect((await s.db.selectFrom("case_next").select(["case_id", "on_day"]).where("ended_at", "is", null).orderBy("case_id").execute())).toEqual([{ case_id: "case-c1", on_day: "2026-12-22" }, { case_id: "case-c2", on_day: "2026-12-22" }]);
});

test("Draft minutes are read by members; only the chair or deputy approves; approved they are locked", async () => {
  const chloe = await s.as("chloe");
  expect(await refusal(openMinutes(await s.as("priya"), "m1", null))).toBe(404);
  expect((await openMinutes(chloe, "m1", null)).version).toMatchObject({ version: 1, state: "draft" });
  expect(await refusal(approveMinutes(await s.as("ruth"), "m1"))).toBe(403);
  expect(await refusal(addAddendum(await s.as("amira"), "m1", { itemId: null, text: "x", reason: "y" }))).toBe("The minutes are not approved yet");
  // What happens to an action afterwards is not what was minuted.
  const { id } = await s.db.selectFrom("action").select("id").executeTakeFirstOrThrow();
  await endAction(await s.as("ruth"), id, { state: "cancelled", note: "x" });
  await s.db.updateTable("action").set({ what: "Something else" }).execute();
  await approveMinutes(await s.as("amira"), "m1");
  expect(await refusal(approveMinutes(await s.as("amira"), "m1"))).toMatch(/addenda/);
  const agreed = await openMinutes(chloe, "m1", null);
  expect(agreed.version).toMatchObject({ version: 2, state: "agreed" });
  expect(agreed.paper.items.find((i) => i.id === "m1-a1")!.entries[0]!.title).toBe("Visit with Zoë Ní Dhomhnaill about Jordan");
});

test("An addendum makes the next version of the minutes and of its item's extract; the old ones are kept and can be read", async () => {
  const amira = await s.as("amira");
  expect(await refusal(addAddendum(await s.as("chloe"), "m1", { itemId: null, text: "x", reason: "y" }))).toBe(403);
  expect(await refusal(addAddendum(amira, "m1", { itemId: "f1-1", text: "x", reason: "y" }))).toBe("Choose an item of this meeting");
  await addAddendum(amira, "m1", { itemId: "m1-a2", text: "Siân was seen by Razz, not called", reason: "Noticed by health" });
  const newest = await openMinutes(amira, "m1", null);
  expect(newest.version).toMatchObject({ version: 3, state: "agreed", reason: "Noticed by health" });
  expect(newest.paper.addenda).toHaveLength(1);
  expect((await openMinutes(amira, "m1", 1)).paper.addenda).toEqual([]);
  expect((await openMinutes(amira, "m1", 1)).version.state).toBe("draft");
  const { extracts } = await openExtracts(amira, "m1");
  expect(extracts.filter((e) => e.itemId === "m1-a2").map((e) => [e.version, e.state])).toEqual([[3, "agreed"], [2, "agreed"], [1, "draft"]]);
  expect(extracts.filter((e) => e.itemId === "m1-a1").map((e) => e.version)).toEqual([2, 1]);
  expect(extracts.find((e) => e.itemId === "m1-a2")!.text).toContain("Siân was seen by O-0001, not called");
});

test("Dan, a member, learns nothing of a draft agenda from the pages of approval and addenda", async () => {
  await s.db.insertInto("meeting").values({ id: "draft", panel_id: "macse", number: 40, on_day: "2027-03-02", starts_at: "10:00", minutes_long: 120, status: "draft" }).execute();
  await s.db.insertInto("item").values({ id: "draft-1", meeting_id: "draft", kind: "subject", section: "children", subject_id: "c1", position: 1, minutes: 10, reasons: "[]", added_at: now.toISOString() }).execute();
  expect((await openApproval(await s.as("dan"), "draft")).items).toEqual([]);
  expect((await openApproval(await s.as("ruth"), "draft")).items).toHaveLength(1);
});
