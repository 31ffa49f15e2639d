import { afterAll, beforeAll, expect, test } from "vitest";
import { type ActionAct, openStates, endStates, isOverdue, steps, whyNotStep } from "#app/models/followup/action.ts";
import { nudgeOf } from "#app/models/followup/nudge.ts";
import { recordAction } from "#app/models/followup/action.server.ts";
import { sharingFrom } from "#app/models/followup/amend.server.ts";
import { listActions, openAction, openActionsOf } from "#app/models/followup/list.server.ts";
import { markSent, openSharing } from "#app/models/followup/sending.server.ts";
import { recordSharing } from "#app/models/followup/sharing.server.ts";
import { acceptAction, answerQuery, askForMoreTime, completeAction, confirmAction, decideOnTime, endAction, handBack, noteProgress, passOn, queryAction, reassign } from "#app/models/followup/tracking.server.ts";
import { agreeReadBack } from "#app/models/meetings/read-back.server.ts";
import { startOf } from "#app/models/meetings/start.server.ts";
import { recordOf } from "#app/models/subjects/subject.server.ts";
import { now, type Stage, stage, today } from "../cast.ts";
import { addMeetings } from "../meeting.ts";
import { action, list, refusal, sharing } from "./forms.ts";

let s: Stage;
beforeAll(async () => {
  s = await stage();
  await addMeetings(s.db, now);
  await s.db.updateTable("child").set({ given_names: "Jordan", family_name: "Ellis", address: "4 Marsh Lane" }).where("subject_id", "=", "c1").execute();
  await s.db.updateTable("subject").set({ born_on: "2012-03-09" }).where("id", "=", "c1").execute();
});
afterAll(() => s.close());

const issued = async (more: Parameters<typeof action>[0] = {}) => recordAction(await s.as("ruth"), "m1-a1", action({ issueNow: true, ...more }));
const stateOf = async (id: string) => (await s.db.selectFrom("action").select("state").where("id", "=", id).executeTakeFirstOrThrow()).state;

// The whole table: from which states each step can be taken.
const open = [...openStates];
const from: Record<ActionAct, readonly string[]> = {
  accept: ["not started"], query: open.slice(0, 3), answer: open, "pass on": open.slice(0, 3), "hand back": open.slice(0, 3), "ask for more time": open.slice(0, 3), "decide on more time": open.slice(0, 3), "note progress": open.slice(0, 3),
  complete: open.slice(0, 3), confirm: ["awaiting confirmation"], "send back": ["awaiting confirmation"], reassign: open.slice(0, 4), end: open, "say done": open.slice(0, 3), carry: open,
};
test.each(Object.keys(steps) as ActionAct[])("“%s” can be done from the states of the table and from no other", (act) => {
  for (const state of [...openStates, ...endStates]) {
    expect(whyNotStep(act, { state, issued_at: "x" }) === null, state).toBe(from[act].includes(state));
    expect(whyNotStep(act, { state, issued_at: null })).not.toBeNull();
  }
});

test("Overdue is computed: not for what waits for confirmation, nor for what has ended, nor on the day itself", () => {
  expect(isOverdue({ state: "in progress", due_on: "2026-11-23" }, today)).toBe(true);
  expect(isOverdue({ state: "in progress", due_on: today }, today)).toBe(false);
  expect(isOverdue({ state: "awaiting confirmation", due_on: "2026-11-01" }, today)).toBe(false);
  expect(isOverdue({ state: "not done", due_on: "2026-11-01" }, today)).toBe(false);
});

test("An action that cannot be confirmed is nudged, not refused", () => {
  expect(nudgeOf("Police to continue to monitor")).not.toBeNull();
  expect(nudgeOf("All to share")).not.toBeNull();
  expect(nudgeOf("Visit L-0009 with social care about evening entry")).toBeNull();
});

test("Tomasz, who is not its owner, does not find Helen's action; a member of the panel may not do its owner's work, nor the owner confirm it", async () => {
  const id = await issued();
  expect(await refusal(openAction(await s.as("tomasz"), id))).toBe(404);
  expect(await refusal(openAction(await s.as("priya"), id))).toBe(404);
  expect(await refusal(openAction(await s.as("admin"), id))).toBe(404);
  for (const act of [completeAction(await s.as("chloe"), id, "done"), noteProgress(await s.as("ruth"), id, { note: "x", blocked: false }), acceptAction(await s.as("amira"), id)]) expect(await refusal(act)).toBe(403);
  const helen = await s.as("helen");
  await completeAction(helen, id, "Letter of 1 December, file 77");
  expect(await refusal(confirmAction(helen, id, { accepted: true, note: null }))).toBe(403);
  expect(await refusal(endAction(helen, id, { state: "cancelled", note: "x" }))).toBe(403);
});

test("Helen sees the name only when the briefing gives it, and never the address unless it does", async () => {
  const helen = await s.as("helen");
  const bare = await issued({ what: "Offer Jordan Ellis a move; Siân knows why" });
  const told = await openAction(helen, bare);
  expect(told.action.what).toBe("Offer C-0001 a move; Siân knows why".replace("Siân", "Siân"));
  expect(told.briefs).toEqual([{ ref: "C-0001", id: null, facts: [] }]);
  expect(JSON.stringify(told)).not.toMatch(/Ellis|Marsh Lane|2012/);
  expect(JSON.stringify(await listActions(helen, list({ state: "all" })))).not.toMatch(/Ellis|Marsh/);
  const named = await openAction(helen, await issued({ what: "Offer Jordan Ellis a move", briefing: ["name"] }));
  expect(named.action.what).toBe("Offer Jordan Ellis a move");
  expect(named.briefs[0]!.facts).toEqual([["Name", "Jordan Ellis"], ["Date of birth", "9 Mar 2012"]]);
  expect(JSON.stringify(named)).not.toContain("Marsh Lane");
  const placed = await openAction(helen, await issued({ briefing: ["address"] }));
  expect(placed.briefs[0]!.facts).toEqual([["Address", "4 Marsh Lane"]]);
});

test("Helen's start page names nobody whom her briefing does not name", async () => {
  const id = await issued({ what: "Ring Jordan Ellis tomorrow", due: "tomorrow" });
  const { actions } = await startOf(await s.as("helen"));
  expect(actions.first.find((a) => a.id === id)?.what).toBe("Ring C-0001 tomorrow");
});

test("Priya, who has an action of MACSE's and sits in Missing From Home alone, reads its words neither on the child's record nor through a form of her own panel", async () => {
  const priya = await s.as("priya");
  const id = await recordAction(await s.as("ruth"), "m1-a2", action({ what: "Tell the school what Jordan Ellis said", agencyId: "schools", personId: "priya", issueNow: true }));
  expect(JSON.stringify(await openAction(priya, id))).not.toContain("Ellis");
  const record = await recordOf(priya, "c2", today);
  expect(record.card.actions).toEqual([]);
  expect(JSON.stringify(record)).not.toContain("Ellis");
  expect(await refusal(sharingFrom(priya, "f1-1", id))).toBe(404);
  expect((await recordOf(await s.as("ruth"), "c2", today)).card.actions.map((a) => a.id)).toEqual([id]);
  expect((await sharingFrom(await s.as("ruth"), "m1-a2", id)).purpose).toContain("Jordan Ellis");
});

test("The first opening by the owner is kept, not the panel's", async () => {
  const id = await issued();
  await openAction(await s.as("chloe"), id);
  expect((await openAction(await s.as("ruth"), id)).action.openedAt).toBeNull();
  const later = new Date(now.getTime() + 3_600_000);
  await openAction(await s.as("helen"), id);
  expect((await openAction(await s.as("helen", later), id)).action.openedAt).toBe(now.toISOString());
});

test("Accepted, asked about, passed on, given more time, completed, sent back, completed and confirmed: all is kept", async () => {
  const helen = await s.as("helen");
  const ruth = await s.as("ruth");
  const id = await issued();
  await acceptAction(helen, id);
  expect(await refusal(acceptAction(helen, id))).toBe("This action was accepted already");
  await queryAction(helen, id, "Which area?");
  await answerQuery(ruth, id, "North of the river");
  expect(await refusal(passOn(helen, id, { personId: "chloe", personName: null, note: null }))).toBe("That person is not of Seaholme Homes");
  await passOn(helen, id, { personId: "tomasz", personName: null, note: null });
  const tomasz = await s.as("tomasz");
  await acceptAction(tomasz, id);
  await noteProgress(tomasz, id, { note: "No vacancy before January", blocked: true });
  expect(await stateOf(id)).toBe("blocked");
  expect(await refusal(askForMoreTime(tomasz, id, { due: "tomorrow", note: "x" }))).toBe("Enter a day after the present one");
  await askForMoreTime(tomasz, id, { due: "15/1/2027", note: "Vacancy then" });
  expect(await refusal(askForMoreTime(tomasz, id, { due: "16/1/2027", note: "x" }))).toMatch(/already/);
  expect(await refusal(decideOnTime(await s.as("chloe"), id, { granted: true, note: null }))).toBe(403);
  expect(await refusal(decideOnTime(ruth, id, { granted: false, note: null }))).toBe("Say why it is refused");
  await decideOnTime(ruth, id, { granted: true, note: null });
  expect((await openAction(tomasz, id)).action).toMatchObject({ dueOn: "2027-01-15", firstDueOn: "2026-12-04" });
  await completeAction(tomasz, id, "Offer letter");
  await confirmAction(await s.as("chloe"), id, { accepted: false, note: "Which letter?" });
  expect(await stateOf(id)).toBe("in progress");
  await completeAction(tomasz, id, "Offer letter of 3 December, file 77");
  await confirmAction(await s.as("chloe"), id, { accepted: true, note: null });
  expect(await stateOf(id)).toBe("completed");
  expect((await openAction(ruth, id)).events.map((e) => e.kind).sort()).toEqual(["accepted", "accepted", "answer", "blocked", "completed", "completed", "confirmed", "more time asked for", "more time granted", "passed on", "query", "sent back"]);
  expect(await refusal(noteProgress(tomasz, id, { note: "x", blocked: false }))).toMatch(/cannot be done now/);
});

test("Handed back as not theirs, it gets a new owner, and the old one no longer finds it", async () => {
  const id = await issued();
  await handBack(await s.as("helen"), id, "The house is a private landlord's");
  expect(await stateOf(id)).toBe("handed back");
  await reassign(await s.as("ruth"), id, { agencyId: "safety", personId: null, personName: null, note: null });
  expect(await refusal(openAction(await s.as("helen"), id))).toBe(404);
  expect((await listActions(await s.as("iqbal"), list({ scope: "agency" }))).actions.map((a) => a.id)).toContain(id);
});

test("“Not done by the agency” and “not possible” are different endings, each with its reason, and neither is carried", async () => {
  const [undone, impossible] = [await issued(), await issued()];
  await endAction(await s.as("amira"), undone, { state: "not done", note: "Twice carried" });
  await endAction(await s.as("ruth"), impossible, { state: "not possible", note: "Moved area" });
  expect([await stateOf(undone), await stateOf(impossible)]).toEqual(["not done", "not possible"]);
  const arising = await openActionsOf(await s.as("ruth"), "macse", "2026-12-22");
  expect(arising.map((a) => a.id)).not.toContain(undone);
  expect(arising.length).toBeGreaterThan(0);
  expect(await openActionsOf(await s.as("ruth"), "macse", today)).toEqual([]);
});

test("A sharing decision stands with its sender until it is marked as sent; “do not share” never does", async () => {
  const ruth = await s.as("ruth");
  const shared = await recordSharing(ruth, "m1-a2", sharing({ what: "Vehicle; Jordan Ellis was in it", senderAgencyId: "housing", toAgencyId: null, toName: "Harbour Hotel", how: "by telephone, not through Jordan Ellis" }));
  await recordSharing(ruth, "m1-a2", sharing({ decision: "do not share", toAgencyId: "schools", reason: "It would show who told us", senderAgencyId: "housing" }));
  const helen = await s.as("helen");
  expect(await refusal(openSharing(helen, shared))).toBe(404);
  await agreeReadBack(await s.as("amira"), "m1-a2");
  expect((await listActions(helen, list())).toSend.map((x) => [x.id, x.disclosure])).toEqual([[shared, true]]);
  const opened = await openSharing(helen, shared);
  expect(JSON.stringify(opened)).not.toMatch(/Ellis|Description only/);
  expect(await refusal(markSent(await s.as("chloe"), shared, { sentOn: today, how: "by telephone", note: null }))).toBe(403);
  expect(await refusal(markSent(helen, shared, { sentOn: "2026-11-25", how: "by telephone", note: null }))).toBe("Enter today or a day before it");
  await markSent(helen, shared, { sentOn: today, how: "secure portal", note: "To the duty manager" });
  expect((await listActions(helen, list())).toSend).toEqual([]);
  expect(await refusal(markSent(helen, shared, { sentOn: today, how: "by telephone", note: null }))).toBe("It was marked as sent already");
});
