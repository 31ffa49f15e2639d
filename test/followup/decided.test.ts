import { afterAll, beforeAll, expect, test } from "vitest";
import { type Ask, look } from "#app/models/core/ask.server.ts";
import { openAction, listActions } from "#app/models/followup/list.server.ts";
import { recordAction } from "#app/models/followup/action.server.ts";
import { amendmentOf, refOf } from "#app/models/followup/amend.server.ts";
import { chosenMeasuresInReach, decisionsInReach, markersInReach } from "#app/models/core/reach.server.ts";
import { carryOn, openDoings } from "#app/models/followup/carrying-on.server.ts";
import { amendDecision, recordDecision, removeDecision } from "#app/models/followup/decision.server.ts";
import { deskOf } from "#app/models/followup/desk.server.ts";
import { entriesOf } from "#app/models/followup/entries.server.ts";
import { liveReferences, referencesFor } from "#app/models/followup/live-reference.server.ts";
import { recordMarker } from "#app/models/followup/marker-request.server.ts";
import { amendChoice, chooseMeasure } from "#app/models/followup/measure-choice.server.ts";
import { recordRisk, removeRisk } from "#app/models/followup/risk-decision.server.ts";
import { recordSharing } from "#app/models/followup/sharing.server.ts";
import { endMeeting } from "#app/models/meetings/ending.server.ts";
import { endInSpite } from "../ending.ts";
import { setOutcome } from "#app/models/meetings/outcome.server.ts";
import { agreeReadBack } from "#app/models/meetings/read-back.server.ts";
import { declareConflict } from "#app/models/subjects/conflict.server.ts";
import { answerHandling, answerMarker, changeAnswerHandling, markersUpTo, markerToAnswer, waitingMarkers } from "#app/models/subjects/marker.server.ts";
import { measuresOf } from "#app/models/subjects/measure.server.ts";
import { recordOf } from "#app/models/subjects/record.server.ts";
import { now, type Stage, stage } from "../cast.ts";
import { addMeetings } from "../meeting.ts";
import { action, decision, marker, measure, outcome, refusal, risk, sharing } from "./forms.ts";

const toAll = { handling: "shared" as const, agencyIds: [], contact: null };

let s: Stage;
beforeAll(async () => {
  s = await stage();
  await addMeetings(s.db, now);
  const at = now.toISOString();
  for (const id of ["c1", "c2", "o1"]) {
    await s.db.insertInto("panel_case").values({ id: `case-${id}`, panel_id: "macse", subject_id: id, opened_on: "2026-09-01", opened_at: at, opened_by_id: "ruth", why: "Referred", review_on: "2026-11-24" }).execute();
    await s.db.insertInto("case_next").values({ id: `next-${id}`, case_id: `case-${id}`, kind: "listed", on_day: "2026-11-24", owner_id: "ruth", set_at: at }).execute();
  }
});
afterAll(() => s.close());

test("Nothing is recorded from outside the panel, nor twice, nor without what each must say", async () => {
  const [helen, ruth] = [await s.as("helen"), await s.as("ruth")];
  expect(await refusal(recordDecision(helen, "m1-a1", decision()))).toBe(404);
  expect(await refusal(recordMarker(helen, "m1-a1", marker()))).toBe(404);
  expect(await refusal(chooseMeasure(helen, "m1-a1", measure()))).toBe(404);
  expect(await refusal(referencesFor(helen, "m1-a1", ["C-0001"]))).toBe(404);
  expect(await refusal(recordMarker(ruth, "m1-aob", marker()))).toMatch(/A standing item is about nobody/);
  expect(await refusal(recordMarker(ruth, "m1-a1", marker({ askBy: "asap" })))).toMatch(/Enter a day/);
  expect(await refusal(chooseMeasure(ruth, "m1-a1", measure({ against: null })))).toMatch(/taken against a person posing risk or a location/);
  expect(await refusal(chooseMeasure(ruth, "m1-a1", measure({ against: "O-9999" })))).toMatch(/Enter the reference/);
  expect(await refusal(chooseMeasure(ruth, "m1-a1", measure({ kind: "closure order" })))).toBe("Choose a measure from the list");
});

test("A decision, a marker and a measure are recorded, amended, moved and removed until the read-back, and only by it stand on the record", async () => {
  const [ruth, amira] = [await s.as("ruth"), await s.as("amira")];
  const decided = await recordDecision(ruth, "m1-a1", decision());
  const gone = await recordDecision(ruth, "m1-a1", decision({ text: "Move her" }));
  await removeDecision(ruth, gone);
  await amendDecision(ruth, decided, decision({ dissent: "Schools would move her" }), null);
  const asked = await recordMarker(ruth, "m1-a1", marker());
  const chosen = await chooseMeasure(ruth, "m1-a1", measure());
  await amendChoice(ruth, chosen, measure({ terms: "Not within 100 m of the school" }), null);
  expect([await refOf(ruth, "decision", decided), await refOf(ruth, "marker", asked), await refOf(ruth, "measure", chosen)]).toEqual(["MACSE-27/A1/D1", "MACSE-27/A1/F1", "MACSE-27/A1/M1"]);
  const entries = await entriesOf(ruth, ["m1-a1"]);
  expect(entries.map((entry) => [entry.kind, entry.title, entry.agreedAt])).toEqual([["decision", "Stay on the plan", null], ["marker", "Place police CSE marker", null], ["measure", "Letter to person of concern against O-0001: proposed", null]]);
  expect(entries[0]!.facts).toContainEqual(["Dissent", "Schools would move her"]);
  expect((await amendmentOf(ruth, "measure", chosen)).initial).toMatchObject({ against: "O-0001", protects: "C-0001", terms: "Not within 100 m of the school" });
  expect([await markersUpTo(ruth, "c1", "2026-12-31"), await measuresOf(ruth, "o1")]).toEqual([[], []]);
  expect(await refusal(answerMarker(await s.as("dan"), asked, { ...toAll, answer: "confirmed", answeredOn: "2026-11-24", ref: null, note: null }))).toBe("The panel has not agreed this yet");

  await setOutcome(ruth, "m1-a1", outcome("decision", { untilOn: "2026-12-22", dissent: "Health would have closed" }));
  await agreeReadBack(amira, "m1-a1");
  expect((await entriesOf(ruth, ["m1-a1"])).every((entry) => entry.agreedAt)).toBe(true);
  expect(await refusal(amendDecision(ruth, decided, decision(), null))).toMatch(/only by addendum/);
  expect((await measuresOf(ruth, "c1")).map((one) => [one.kind, one.status, one.against.ref])).toEqual([["letter to person of concern", "proposed", "O-0001"]]);
  expect((await waitingMarkers(ruth, "macse")).markers.map((one) => [one.ref, one.state, one.subject.ref])).toEqual([["MACSE-27/A1/F1", "Requested, not confirmed", "C-0001"]]);
});

test("A marker is confirmed once, by the agency whose system it is, or on its behalf by whoever prepares the panel", async () => {
  const [chloe, dan, ruth] = [await s.as("chloe"), await s.as("dan"), await s.as("ruth")];
  const { id } = await s.db.selectFrom("marker").select("id").executeTakeFirstOrThrow();
  const answer = { ...toAll, answer: "refused" as const, answeredOn: "2026-11-24", ref: null, note: null };
  expect(await refusal(answerMarker(chloe, id, answer))).toBe(403);
  expect(await refusal(answerMarker(await s.as("helen"), id, answer))).toBe(404);
  expect(await refusal(answerMarker(dan, id, answer))).toBe("Say why it is not done");
  expect(await refusal(answerMarker(dan, id, { ...answer, answer: "confirmed", answeredOn: "2026-11-25" }))).toMatch(/today or a day before/);
  await answerMarker(dan, id, { ...toAll, answer: "confirmed", answeredOn: "2026-11-24", ref: "NC/881", note: null });
  expect(await refusal(answerMarker(ruth, id, answer))).toBe("This was answered already");
  expect((await waitingMarkers(ruth, "macse")).markers).toEqual([]);
  expect((await markersUpTo(ruth, "c1", "2026-12-31")).map((one) => [one.state, one.answerRef])).toEqual([["Confirmed by its owner", "NC/881"]]);
});

test("What the owner of a marker answers is read as its handling says: the others know that it stands, and whom to ask", async () => {
  const [amira, chloe, dan, ruth] = [await s.as("amira"), await s.as("chloe"), await s.as("dan"), await s.as("ruth")];
  const id = await recordMarker(ruth, "m1-a2", marker({ system: "health alert", agencyId: "health", why: "She is often at the walk-in centre" }));
  await s.db.updateTable("marker").set({ agreed_at: now.toISOString(), agreed_by_id: "amira" }).where("id", "=", id).execute();
  const { subject_id } = await s.db.selectFrom("marker").select("subject_id").where("id", "=", id).executeTakeFirstOrThrow();
  const answer = { answer: "confirmed" as const, answeredOn: "2026-11-24", ref: "HA/7", note: "On the clinic's list", handling: "named agencies" as const, agencyIds: ["csc"], contact: "The named nurse" };
  expect(await refusal(answerMarker(chloe, id, { ...answer, contact: null }))).toBe("Say whom to contact");
  expect(await refusal(answerMarker(chloe, id, { ...answer, ref: null, note: null }))).toMatch(/not for everybody/);
  expect(await refusal(answerMarker(chloe, id, { ...answer, agencyIds: ["health"] }))).toBe("Choose the agencies for which it is");
  await answerMarker(chloe, id, answer);
  const seen = async (ask: Ask) => {
    const { marker } = await markerToAnswer(ask, id);
    const record = (await recordOf(ask, subject_id, "2026-12-31")).markers.find((one) => one.id === id)!;
    expect([record.answerNote, record.answerHeld, record.state]).toEqual([marker.answerNote, marker.answerHeld, marker.state]);
    return [marker.state, marker.answerRef, marker.answerHeld?.contact ?? null, marker.own];
  };
  expect(await Promise.all([chloe, dan, ruth, amira].map(seen))).toEqual([["Confirmed by its owner", "HA/7", null, true], ["Confirmed by its owner", null, "The named nurse", false], ["Confirmed by its owner", "HA/7", null, false], ["Confirmed by its owner", null, "The named nurse", false]]);
  for (const ask of [chloe, dan, ruth]) expect(JSON.stringify((await recordOf(ask, subject_id, "2026-12-31")).timeline)).not.toContain("clinic");

  // Its own agency alone decides: for more people with a lawful basis, for fewer with those named who have read it.
  const handled = { handling: "chair" as const, agencyIds: [], hidden: false, reason: "The chair needs it", lawfulBasis: null };
  expect(await refusal(changeAnswerHandling(dan, id, handled))).toBe(403);
  expect(await refusal(changeAnswerHandling(await s.as("helen"), id, handled))).toBe(404);
  expect(await refusal(changeAnswerHandling(chloe, id, handled))).toBe("Choose the lawful basis: more people will read it");
  await changeAnswerHandling(chloe, id, { ...handled, lawfulBasis: "public task" });
  expect(await Promise.all([chloe, dan, ruth, amira].map(async (ask) => (await seen(ask))[1]))).toEqual(["HA/7", null, null, "HA/7"]);
  const { readers, changes } = await answerHandling(chloe, id);
  expect([readers.map((one) => one.name).sort(), changes.map((one) => [one.was, one.became, one.lawfulBasis])]).toEqual([["Amira Haddad", "Ruth Okafor"], [["Seaholme Children's Social Care only", "Chair and deputy of MACSE only", "public task"]]]);
  await s.db.updateTable("marker").set({ removed_at: now.toISOString() }).where("id", "=", id).execute();
});

test("An open action like the one that is recorded is offered instead; carrying on with it is noted, and another one can still be recorded", async () => {
  const ruth = await s.as("ruth");
  const first = await recordAction(ruth, "m1-a2", action({ what: "Check the vehicle seen near the arcade", agencyId: "police", issueNow: true, priority: "high" }));
  const again = action({ what: "Checking vehicles near arcade", agencyId: "police", anew: false });
  expect(await refusal(recordAction(ruth, "m1-a2", again))).toMatch(/^MACSE-27\/A2\/1 is open and like this/);
  expect(await refusal(carryOn(ruth, "m1-a1", first))).toBe("That action is not about the subject of this item");
  expect(await carryOn(ruth, "m1-a2", first)).toBe("MACSE-27/A2/1");
  expect((await openAction(ruth, first)).events.map((event) => event.kind)).toContain("carried on");
  expect(await refOf(ruth, "action", await recordAction(ruth, "m1-a2", { ...again, anew: true }))).toBe("MACSE-27/A2/2");
  expect((await deskOf(ruth, "m1-a2")).entries[0]!.facts).toContainEqual(["Priority", "high"]);
  expect((await listActions(ruth, { scope: "macse", state: "open", by: "due", down: false, page: 1 })).actions.map((one) => one.ref)).toContain("MACSE-27/A2/1");
});

test("A level lower than the last says over which reviews, what support goes on, what of markers, and what would bring it back", async () => {
  const [ruth, amira] = [await s.as("ruth"), await s.as("amira")];
  await recordRisk(ruth, "m1-a2", risk({ level: "High" }));
  await setOutcome(ruth, "m1-a2", outcome("risk agreed"));
  await agreeReadBack(amira, "m1-a2");
  await s.db.updateTable("risk").set({ item_id: null, decided_on: "2026-10-27" }).where("subject_id", "=", "c2").execute();
  await s.db.updateTable("item").set({ agreed_at: null }).where("id", "=", "m1-a2").execute();
  expect(await refusal(recordRisk(ruth, "m1-a2", risk({ level: "Medium" })))).toMatch(/over which reviews/);
  expect(await refusal(recordRisk(ruth, "m1-a2", risk({ level: "Medium", sustained: "October and November", supportContinues: "Key worker weekly" })))).toMatch(/markers stay/);
  const same = await recordRisk(ruth, "m1-a2", risk({ level: "High", sustained: "typed, then thought better of" }));
  expect((await s.db.selectFrom("risk").select(["ref", "sustained"]).where("id", "=", same).executeTakeFirstOrThrow())).toEqual({ ref: "MACSE-27/A2/R2", sustained: null });
  await removeRisk(ruth, same);
  const down = await recordRisk(ruth, "m1-a2", risk({ level: "Medium", sustained: "October and November", supportContinues: "Key worker weekly", markerDecision: "Police marker stays until March", wouldBringBack: "Any episode over 24 hours" }));
  expect((await entriesOf(ruth, ["m1-a2"])).find((entry) => entry.id === down)!.facts.map(([name]) => name)).toEqual(["Because", "Lower over", "Support that goes on", "Markers", "Would bring it back up", "Next review"]);
});

test("Each reason for closing names what it must", async () => {
  const ruth = await s.as("ruth");
  const closing = (closedReason: string, closedDetail: string | null) => refusal(setOutcome(ruth, "m1-b1", outcome("closed to this panel", { closedReason, closedDetail, supportContinues: "Probation", wouldBringBack: "New contact" })));
  expect(await closing("turned 18, adult pathway named", null)).toMatch(/adult pathway/);
  expect(await closing("moved area, receiving authority confirmed", null)).toMatch(/receiving authority/);
  expect(await closing("risk reduced and sustained over at least one review", null)).toMatch(/over which reviews/);
  expect(await closing("duplicate", "the other one")).toMatch(/reference of the record/);
  expect(await closing("bored", "x")).toBe("Choose why it is closed");
  expect(await closing("deceased", null)).toBeUndefined();
  expect(await closing("turned 18, adult pathway named", "Adult exploitation pathway, S. Cole")).toBeUndefined();
});

test("A reference means something to who may know, and nothing to whoever has a conflict of interest or another panel", async () => {
  const [ruth, priya] = [await s.as("ruth"), await s.as("priya")];
  const text = "With C-0002 and O-0001, see MACSE-27/A1/D1, MACSE-27/A2/1, MACSE-27/A1/F1, MACSE-27/A1/M1 and C-9999";
  const means = async (ask: typeof ruth) => Object.keys(await look(ask, (ask, happened) => liveReferences(ask, happened, { panelId: "macse" }, text))).sort();
  expect(await means(ruth)).toEqual(["C-0002", "MACSE-27/A1/D1", "MACSE-27/A1/F1", "MACSE-27/A1/M1", "MACSE-27/A2/1", "O-0001"]);
  // Priya is of Missing From Home alone, where C-0002 is listed too.
  expect(await means(priya)).toEqual(["C-0002"]);
  await declareConflict(await s.as("chloe"), "c2", { personId: "chloe", reason: "A neighbour" } as never);
  expect(await means(await s.as("chloe"))).toEqual(["MACSE-27/A1/D1", "MACSE-27/A1/F1", "MACSE-27/A1/M1", "O-0001"]);
  const listed = await s.db.selectFrom("news").select("detail").where("what", "=", "list opened").where("person_id", "=", "ruth").execute();
  expect(listed.map((row) => row.detail)).toContain("C-0001 C-0002 O-0001");
});

test("What is recorded under an item in closed session is out of reach of whoever is outside while it lasts", async () => {
  const ruth = await s.as("ruth");
  const outside = { ...ruth, who: { ...ruth.who, outside: ["m1-a1"] } };
  const of = async (ask: typeof ruth) => [await decisionsInReach(ask).select("decision.id").execute(), await markersInReach(ask).select("marker.id").execute(), await chosenMeasuresInReach(ask).select("chosen_measure.id").execute()].map((rows) => rows.length);
  expect([await of(ruth), await of(outside)]).toEqual([[1, 1, 1], [0, 0, 0]]);
});

test("An action of another panel about the same child is not carried on with, nor offered", async () => {
  const ruth = await s.as("ruth");
  const { id } = await s.db.selectFrom("action").select("id").where("item_id", "=", "m1-a2").where("removed_at", "is", null).executeTakeFirstOrThrow();
  await s.db.updateTable("action").set({ panel_id: "mfh" }).where("id", "=", id).execute();
  const both = { ...ruth, who: { ...ruth.who, memberships: [...ruth.who.memberships, { ...ruth.who.memberships[0]!, panelId: "mfh" }] } };
  expect(await refusal(carryOn(both, "m1-a2", id))).toBe(404);
  expect((await openDoings(both, { panel_id: "macse", subject_id: "c2" })).map((one) => one.id)).not.toContain(id);
  await s.db.updateTable("action").set({ panel_id: "macse" }).where("id", "=", id).execute();
  expect((await openDoings(ruth, { panel_id: "macse", subject_id: "c2" })).map((one) => one.id)).toContain(id);
});

test("What was decided goes into minutes and extract, and the meeting does not end before it is agreed", async () => {
  const [ruth, amira] = [await s.as("ruth"), await s.as("amira")];
  await recordSharing(ruth, "m1-b1", sharing());
  expect(await refusal(endMeeting(amira, "m1"))).toMatch(/A2 C-0002: its read-back is not agreed: 1 entry recorded/);
  await agreeReadBack(amira, "m1-a2");
  await agreeReadBack(amira, "m1-b1");
  await endInSpite(amira, "m1");
  const extract = await s.db.selectFrom("extract").select(["entries", "outcome"]).where("item_id", "=", "m1-a1").executeTakeFirstOrThrow();
  expect((JSON.parse(extract.entries) as { ref: string }[]).map((entry) => entry.ref)).toEqual(["MACSE-27/A1/D1", "MACSE-27/A1/F1", "MACSE-27/A1/M1"]);
  expect(extract.outcome).toContain("Dissent: Health would have closed");
  expect(await s.db.selectFrom("panel_case").select(["closed_reason", "closed_detail"]).where("id", "=", "case-o1").executeTakeFirstOrThrow()).toEqual({ closed_reason: "turned 18, adult pathway named", closed_detail: "Adult exploitation pathway, S. Cole" });
});
