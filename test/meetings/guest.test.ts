import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Ask } from "#app/models/core/ask.server.ts";
import { addDays } from "#app/models/core/days.ts";
import { actionInReach, itemInReach, itemsInReach, meetingInReach, subjectInReach } from "#app/models/core/reach.server.ts";
import { NotAllowed, NotFound } from "#app/models/core/refuse.ts";
import { addWorkdays } from "#app/models/core/workdays.ts";
import { amendAction, recordAction } from "#app/models/followup/action.server.ts";
import { documentOf, writableDocument } from "#app/models/meetings/document.server.ts";
import { saidAt } from "#app/models/meetings/extract.server.ts";
import { guestState, visitInWords, visitStep, whyNotAdmit } from "#app/models/meetings/guest.ts";
import { admitGuest, endGuest, guestsOf, inviteGuest, letGuestWrite, showGuestOut } from "#app/models/meetings/guest.server.ts";
import { historyOf } from "#app/models/meetings/history.server.ts";
import { liveOf } from "#app/models/meetings/live.server.ts";
import { moveTo } from "#app/models/meetings/running.server.ts";
import { invitationsOf, signStatement, visitOf } from "#app/models/meetings/visit.server.ts";
import { closeSession, endSession } from "#app/models/meetings/closed.server.ts";
import { recordOf } from "#app/models/subjects/record.server.ts";
import { declareConflict } from "#app/models/subjects/conflict.server.ts";
import { now, type Person, refused, type Stage, stage, today } from "../cast.ts";
import { addMeetings, documentId } from "../meeting.ts";

let s: Stage;
beforeEach(async () => {
  s = await stage();
  await addMeetings(s.db, now);
});
afterEach(() => s.close());

const why = "Her head of year";
const invite = async (personId: Person, itemIds: string[] = ["m1-a1"], by: Person = "ruth") => inviteGuest(await s.as(by), "m1", { personId, capacity: "invited attendee", itemIds, forId: null, why });
const deputise = async (personId: Person, forId: Person) => inviteGuest(await s.as("ruth"), "m1", { personId, capacity: "deputy", itemIds: [], forId, why });
const guestId = async (person: Person, itemId = "m1-a1") => (await s.db.selectFrom("guest").select("id").where("person_id", "=", person).where("item_id", "=", itemId).where("ended_at", "is", null).executeTakeFirstOrThrow()).id;
const sign = async (person: Person) => signStatement(await s.as(person), "m1", true);
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const opens = async (person: Person, itemId = "m1-a1", at = now) => {
  const document = await writableDocument(await s.as(person, at), documentId(itemId));
  return document && (document.mayWrite ? "writes" : "reads");
};

describe("Somebody invited to an item", () => {
  test("knows of nothing but their item, and of that nothing before they agreed to the statement", async () => {
    await invite("priya");
    await s.db.updateTable("meeting").set({ place: "Town hall" }).where("id", "=", "m1").execute();
    const ask = await s.as("priya");
    const before = await visitOf(ask, "m1");
    expect(before).toMatchObject({ signed: false, items: [], meeting: { place: null } });
    expect(JSON.stringify(before)).not.toMatch(/Jordan|C-0001|m1-a1/);
    expect(await refused(signStatement(ask, "m1", false))).toBe("agrees");
    await sign("priya");
    const page = await visitOf(await s.as("priya"), "m1");
    expect(page.meeting.place).toBe("Town hall");
    // Twelve minutes of welcome come before: when it begins is all that is said of what does.
    expect(page.items).toMatchObject([{ title: "Jordan Ellis", ref: "C-0001", step: "waiting", about: "10:12", minutes: null, agreed: null }]);
    expect(JSON.stringify(page)).not.toMatch(/Llewellyn|Razz|m1-a2|m1-b1|Welcome|"number"/);
    const asked = await s.as("priya");
    for (const what of [meetingInReach(asked, "m1"), itemInReach(asked, "m1-a1"), itemInReach(asked, "m1-a2"), subjectInReach(asked, "c1"), liveOf(asked, "m1", "m1-a1"), historyOf(asked, "m1-a1")]) await expect(what).rejects.toBeInstanceOf(NotFound);
    expect((await itemsInReach(asked).select("item.id").execute()).map((row) => row.id)).toEqual(["f1-1"]);
  });

  test("reads the minutes while let in, writes when the chair lets them, and loses both on being shown out", async () => {
    await invite("priya");
    expect(await refused(admitGuest(await s.as("ruth"), await guestId("priya")))).toMatch(/not yet agreed/);
    await sign("priya");
    expect(await opens("priya")).toBeNull();
    const id = await guestId("priya");
    await admitGuest(await s.as("ruth"), id);
    await admitGuest(await s.as("amira"), id);
    expect([await opens("priya"), await opens("priya", "m1-a2")]).toEqual(["reads", null]);
    expect((await visitOf(await s.as("priya"), "m1")).items[0]).toMatchObject({ step: "in", minutes: { documentId: documentId("m1-a1"), mayWrite: false } });
    expect(await refused(letGuestWrite(await s.as("ruth"), id, true))).toBe("NotAllowed");
    await letGuestWrite(await s.as("amira"), id, true);
    expect(await opens("priya")).toBe("writes");
    await showGuestOut(await s.as("ruth", later(13)), id);
    expect(await opens("priya")).toBeNull();
    expect((await visitOf(await s.as("priya", later(14)), "m1")).items[0]).toMatchObject({ step: "out", minutes: null });
    expect((await saidAt(await s.as("amira"), { id: "m1", panel_id: "macse" })).find((item) => item.id === "m1-a1")!.guests.map(visitInWords)).toEqual(["Priya Nair (Seaholme Schools), invited attendee, 10:00 to 10:13"]);
  });

  test("is shown out when the meeting moves on, and never sees the chair's minutes", async () => {
    await invite("priya", ["m1-a1", "m1-a2"]);
    await sign("priya");
    await admitGuest(await s.as("ruth"), await guestId("priya"));
    const chairs = await documentOf(await s.as("amira"), "m1-a1", "chair");
    expect(await writableDocument(await s.as("priya"), chairs.id)).toBeNull();
    expect(await refused(admitGuest(await s.as("ruth"), await guestId("priya", "m1-a2")))).toMatch(/not at their item/);
    await moveTo(await s.as("amira", later(5)), "m1", "m1-a2");
    expect([await opens("priya"), await opens("priya", "m1-a2")]).toEqual([null, null]);
    await admitGuest(await s.as("ruth", later(6)), await guestId("priya", "m1-a2"));
    expect([await opens("priya"), await opens("priya", "m1-a2")]).toEqual([null, "reads"]);
  });

  test("finds what was agreed until some working days after the meeting, and then nothing", async () => {
    await invite("priya");
    await sign("priya");
    const form = { what: "Offer Jordan a mentor, away from Siân Llewellyn-Featherstonehaugh", agencyId: null, personId: "dan", personName: null, due: "1/12/2026", briefing: [], briefingNote: null, subjectIds: null, alsoAbout: null, issueNow: false };
    const { id } = (await recordAction(await s.as("ruth"), "m1-a1", form)) as unknown as { id: string };
    expect((await visitOf(await s.as("priya"), "m1")).items[0]!.agreed).toBeNull();
    await s.db.updateTable("action").set({ agreed_at: now.toISOString() }).where("item_id", "=", "m1-a1").execute();
    await s.db.updateTable("item").set({ agreed_at: now.toISOString(), outcome: "decision", outcome_note: "Mentor" }).where("id", "=", "m1-a1").execute();
    await s.db.updateTable("meeting").set({ status: "ended" }).where("id", "=", "m1").execute();
    const last = addWorkdays(today, 5);
    const on = (day: string) => new Date(`${day}T12:00:00Z`);
    const { items } = await visitOf(await s.as("priya", on(last)), "m1");
    expect(items[0]).toMatchObject({ step: "over", agreed: { actions: [{ what: "Offer Jordan a mentor, away from C-0002", owner: "Northmoor Constabulary, Dan Kowalczyk", due: "2026-12-01" }] } });
    await expect(visitOf(await s.as("priya", on(addDays(last, 1))), "m1")).rejects.toBeInstanceOf(NotFound);
    expect(await invitationsOf(await s.as("priya", on(addDays(last, 1))))).toEqual([]);
    if (id) await expect(actionInReach(await s.as("priya"), id)).rejects.toBeInstanceOf(NotFound);
  });

  test("knows nothing while the agenda is a draft, after the invitation was taken back, or with a conflict of interest", async () => {
    await invite("priya");
    await s.db.updateTable("meeting").set({ status: "draft" }).where("id", "=", "m1").execute();
    await expect(visitOf(await s.as("priya"), "m1")).rejects.toBeInstanceOf(NotFound);
    await s.db.updateTable("meeting").set({ status: "live" }).where("id", "=", "m1").execute();
    await sign("priya");
    await admitGuest(await s.as("ruth"), await guestId("priya"));
    await s.db.insertInto("conflict").values({ id: "x", person_id: "priya", subject_id: "c1", declared_at: now.toISOString(), declared_by_id: "amira" }).execute();
    await expect(visitOf(await s.as("priya"), "m1")).rejects.toBeInstanceOf(NotFound);
    expect(await opens("priya")).toBeNull();
    await s.db.deleteFrom("conflict").execute();
    expect(await opens("priya")).toBe("reads");
    await endGuest(await s.as("ruth"), await guestId("priya"));
    await expect(visitOf(await s.as("priya"), "m1")).rejects.toBeInstanceOf(NotFound);
    expect(await opens("priya")).toBeNull();
  });

  test("is invited by those who prepare the panel, once to an item, and is no member of it", async () => {
    expect(await refused(invite("priya", ["m1-a1"], "chloe"))).toBe("NotAllowed");
    expect(await refused(invite("chloe"))).toBe("personId");
    expect(await refused(invite("audit"))).toBe("personId");
    expect(await refused(invite("priya", []))).toBe("itemIds");
    expect(await refused(invite("priya", ["f1-1"]))).toBe("itemIds");
    await invite("priya");
    expect(await refused(invite("priya", ["m1-a1", "m1-a2"]))).toBe("itemIds");
    // Who takes no part in what concerns the child does not learn who is invited to it.
    await declareConflict(await s.as("dan"), "c1", { personId: null, reason: why });
    expect((await guestsOf(await s.as("dan"), "m1")).items).toEqual([]);
    expect((await guestsOf(await s.as("chloe"), "m1")).items).toMatchObject([{ id: "m1-a1", guests: [{ name: "Priya Nair" }] }]);
    await expect(endGuest(await s.as("dan"), await guestId("priya"))).rejects.toBeInstanceOf(NotFound);
  });
});

describe("A deputy", () => {
  const meeting = async (ask: Ask) => ({ live: (await liveOf(ask, "m1", null)).steps.length, subject: await subjectInReach(ask, "c2").then((one) => one.ref) });

  test("reaches the meeting, its items and the records listed there, writes and records; nothing else of the panel, and decides nothing", async () => {
    await s.db.insertInto("person").values({ id: "kemi", agency_id: "health", name: "Kemi Balogun", email: "kemi@seaholmehealth.example", password_hash: "x", created_at: now.toISOString() }).execute();
    await s.db.insertInto("subject").values({ id: "other", kind: "child", ref: "C-0900", display_name: "Somebody Else", created_at: now.toISOString() }).execute();
    await s.db.insertInto("panel_case").values({ id: "k", panel_id: "macse", subject_id: "other", opened_on: today, opened_at: now.toISOString(), why: "x", review_on: today }).execute();
    const kemi = () => s.as("kemi" as Person);
    await expect(meetingInReach(await kemi(), "m1")).rejects.toBeInstanceOf(NotFound);
    expect(await refused(deputise("kemi" as Person, "dan"))).toBe("forId");
    await deputise("kemi" as Person, "chloe");
    expect(await refused(deputise("kemi" as Person, "chloe"))).toBe("personId");
    expect(await meeting(await kemi())).toEqual({ live: 5, subject: "C-0002" });
    expect(await opens("kemi" as Person)).toBe("writes");
    await expect(meetingInReach(await kemi(), "f1")).rejects.toBeInstanceOf(NotFound);
    await expect(subjectInReach(await kemi(), "other")).rejects.toBeInstanceOf(NotFound);
    await expect(moveTo(await kemi(), "m1", "m1-a2")).rejects.toBeInstanceOf(NotAllowed);
    const form = { what: "Visit Jordan", agencyId: null, personId: "dan", personName: null, due: "1/12/2026", briefing: [], briefingNote: null, subjectIds: null, alsoAbout: null, issueNow: false };
    await recordAction(await kemi(), "m1-a1", form);
    expect((await liveOf(await kemi(), "m1", "m1-a1")).item!.desk.entries).toHaveLength(1);
    // The panel's next meeting is not theirs.
    await s.db.updateTable("meeting").set({ on_day: addDays(today, -30) }).where("id", "=", "m1").execute();
    await expect(meetingInReach(await kemi(), "m1")).rejects.toBeInstanceOf(NotFound);
    expect(await opens("kemi" as Person)).toBeNull();
  });
});

test("A deputy who belongs to another panel reads nothing of this one's about a child who is not listed at that meeting", async () => {
  const at = now.toISOString();
  // Priya is a member of Missing From Home, where C-0003 is listed too; at MACSE she stands in for somebody, at a meeting without that child.
  await s.db.insertInto("subject").values({ id: "c3", kind: "child", ref: "C-0003", display_name: "Third Child", created_at: at }).execute();
  await s.db.insertInto("child").values({ subject_id: "c3" }).execute();
  for (const panel_id of ["macse", "mfh"]) {
    await s.db.insertInto("panel_case").values({ id: `case-${panel_id}`, panel_id, subject_id: "c3", opened_on: today, opened_at: at, why: "x", review_on: today }).execute();
    for (const subject_id of ["c3", "c1"]) await s.db.insertInto("risk").values({ id: `risk-${panel_id}-${subject_id}`, subject_id, panel_id, level: `${panel_id} level`, rank: 3, rationale: "x", scale_from_on: today, decided_on: today, recorded_at: at }).execute();
  }
  for (const subject_id of ["c3", "c1"]) await s.db.insertInto("note").values({ id: `note-${subject_id}`, subject_id, panel_id: "macse", agency_id: "schools", handling: "shared", text: "x", contact: "x", recorded_at: at, recorded_by_id: "priya" }).execute();
  await s.db.insertInto("guest").values({ id: "d", meeting_id: "m1", person_id: "priya", capacity: "deputy", for_id: "dan", why: "x", invited_at: at, invited_by_id: "ruth" }).execute();
  const priya = await s.as("priya");
  const seen = async (id: string) => {
    const { card, notes } = await recordOf(priya, id, today);
    return { levels: card.risks.map((risk) => risk.level).sort(), notes: notes.length };
  };
  expect(await seen("c3")).toEqual({ levels: ["mfh level"], notes: 0 });
  expect(await seen("c1")).toEqual({ levels: ["macse level", "mfh level"], notes: 1 });
});

test("What was recorded in a closed session is agreed for the panel, and not told to who was invited", async () => {
  await invite("priya");
  await sign("priya");
  const form = { agencyId: null, personId: "dan", personName: null, due: "1/12/2026", briefing: [], briefingNote: null, subjectIds: null, alsoAbout: null, issueNow: false };
  await recordAction(await s.as("ruth", later(1)), "m1-a1", { ...form, what: "Offer a mentor" });
  await recordAction(await s.as("ruth", later(1)), "m1-a1", { ...form, what: "Meet the aunt" });
  await closeSession(await s.as("amira", later(2)), "m1-a1", { agencyIds: ["police"], minuterId: "dan" });
  await recordAction(await s.as("dan", later(3)), "m1-a1", { ...form, what: "Execute the warrant" });
  // Worded anew, and what came of it said, in closed session too.
  const { id } = await s.db.selectFrom("action").select("id").where("what", "=", "Meet the aunt").executeTakeFirstOrThrow();
  await amendAction(await s.as("dan", later(3)), id, { ...form, what: "Meet the aunt, who is watched" }, null);
  await s.db.updateTable("item").set({ outcome: "discussed, no change", outcome_at: later(3).toISOString(), outcome_note: "The warrant is for Tuesday", outcome_until_on: "2026-12-22" }).where("id", "=", "m1-a1").execute();
  await endSession(await s.as("amira", later(4)), "m1-a1");
  await recordAction(await s.as("ruth", later(5)), "m1-a1", { ...form, what: "Tell the school" });
  await s.db.updateTable("action").set({ agreed_at: now.toISOString() }).execute();
  await s.db.updateTable("item").set({ agreed_at: now.toISOString() }).where("id", "=", "m1-a1").execute();
  expect((await visitOf(await s.as("priya", later(6)), "m1")).items[0]!.agreed!.actions.map((one) => one.what)).toEqual(["Offer a mentor", "Tell the school"]);
  const told = JSON.stringify((await visitOf(await s.as("priya", later(6)), "m1")).items);
  expect(told).toContain("22 Dec 2026");
  expect(told).not.toMatch(/Tuesday|watched|warrant/);
  expect((await liveOf(await s.as("chloe"), "m1", "m1-a1")).item!.desk.entries).toHaveLength(4);
});

test.each([
  ["draft", "a", "waiting", /not started/], ["published", "a", "waiting", /not started/], ["live", "b", "waiting", /not at their item/], ["live", "a", "not signed", /not yet agreed/], ["ended", "a", "waiting", /has ended/], ["live", "a", "left", null], ["live", "a", "in", null],
] as const)("Letting in: a %s meeting at %s, somebody %s", (status, current_item_id, state, words) => {
  const why = whyNotAdmit({ status, current_item_id }, { itemId: "a", state, apart: false });
  if (words) expect(why).toMatch(words);
  else expect(why).toBeNull();
});

test("Letting in: not who takes no part in the item", () => {
  expect(whyNotAdmit({ status: "live", current_item_id: "a" }, { itemId: "a", state: "waiting", apart: true })).toMatch(/take no part/);
});

const stay = (to: string | null) => ({ from: "2026-11-24T10:00:00.000Z", to });
test.each([
  ["published", null, [], "to come"], ["live", null, [], "waiting"], ["live", null, [stay(null)], "in"], ["live", null, [stay("2026-11-24T10:05:00.000Z")], "out"], ["live", "2026-11-24T10:30:00.000Z", [], "out"], ["ended", null, [], "over"], ["agreed", null, [stay("2026-11-24T10:05:00.000Z")], "over"],
] as const)("What is found of an item in a %s meeting, finished %s, after %j: %s", (status, finishedAt, stays, step) => {
  expect(visitStep({ status }, { finishedAt }, guestState({ signedAt: "2026-11-20T10:00:00.000Z", stays: [...stays] }))).toBe(step);
});
