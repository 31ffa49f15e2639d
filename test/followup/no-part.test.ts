import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { NotAgreed, NotAllowed, NotFound } from "#app/models/core/refuse.ts";
import { actionInReach, itemInReach, oneSharingInReach, subjectInReach } from "#app/models/core/reach.server.ts";
import { listActions, openAction } from "#app/models/followup/list.server.ts";
import { recordAction } from "#app/models/followup/action.server.ts";
import { takeNoPart, type There, toTakeNoPart } from "#app/models/followup/no-part.server.ts";
import { openSharing } from "#app/models/followup/sending.server.ts";
import { recordSharing } from "#app/models/followup/sharing.server.ts";
import { chaseActions } from "#app/models/followup/telling.server.ts";
import { ownActions } from "#app/models/meetings/action-sheet.server.ts";
import { fileOfVisit } from "#app/models/meetings/calendar-file.server.ts";
import { absenceInWords } from "#app/models/subjects/conflict.ts";
import { writableDocument } from "#app/models/meetings/document.server.ts";
import { saidAt } from "#app/models/meetings/extract.server.ts";
import { visitInWords } from "#app/models/meetings/guest.ts";
import { admitGuest, endGuest, inviteGuest } from "#app/models/meetings/guest.server.ts";
import { liveOf } from "#app/models/meetings/live.server.ts";
import { visitPaper } from "#app/models/meetings/single-papers.server.ts";
import { startOf } from "#app/models/meetings/start.server.ts";
import { invitationsOf, signStatement, visitOf } from "#app/models/meetings/visit.server.ts";
import { conflictsOf, declareConflict, endConflict, ownConflicts, toDeclare } from "#app/models/subjects/conflict.server.ts";
import { searched } from "#app/models/subjects/search.server.ts";
import { now, type Person, type Stage, stage } from "../cast.ts";
import { addMeetings, documentId } from "../meeting.ts";
import { action, list, refusal, sharing } from "./forms.ts";

// Whoever meets a child anywhere declares that they know them from there: somebody invited, a deputy, an owner, a lead, a sender.

let s: Stage;
beforeEach(async () => {
  s = await stage();
  await addMeetings(s.db, now);
});
afterEach(() => s.close());

const why = "His aunt is her sister-in-law";
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const guestId = async (person: Person, itemId = "m1-a1") => (await s.db.selectFrom("guest").select("id").where("person_id", "=", person).where("item_id", "=", itemId).where("ended_at", "is", null).executeTakeFirstOrThrow()).id;
const invite = async (personId: Person, itemIds: string[], capacity: "invited attendee" | "observer" = "invited attendee") => {
  await inviteGuest(await s.as("ruth"), "m1", { personId, capacity, itemIds, forId: null, why: "x" });
  await signStatement(await s.as(personId), "m1", true);
};
const deputise = async (personId: Person, forId: Person) => inviteGuest(await s.as("ruth"), "m1", { personId, capacity: "deputy", itemIds: [], forId, why: "x" });
const letIn = async (person: Person) => admitGuest(await s.as("ruth"), await guestId(person));
const take = async (person: Person, there: There, about: string[] = [], at = now) => takeNoPart(await s.as(person, at), there, { about, reason: why });
const opens = async (person: Person, at = now) => (await writableDocument(await s.as(person, at), documentId("m1-a1"))) !== null;
const gone = async (...asked: Promise<unknown>[]) => {
  for (const one of asked) await expect(one).rejects.toBeInstanceOf(NotFound);
};
const stands = async () => (await s.db.selectFrom("conflict").select(["person_id", "subject_id", "declared_by_id"]).orderBy("subject_id").execute()).map((row) => [row.person_id, row.subject_id, row.declared_by_id]);
const issued = async (more: Parameters<typeof action>[0] = {}, itemId = "m1-a1") => recordAction(await s.as("ruth"), itemId, action({ agencyId: null, personId: "tomasz", issueNow: true, ...more }));
const toSend = async (more: Parameters<typeof sharing>[0] = {}) => {
  const id = await recordSharing(await s.as("ruth"), "m1-a1", sharing({ senderAgencyId: "housing", senderId: "tomasz", ...more }));
  await s.db.updateTable("sharing").set({ agreed_at: now.toISOString() }).where("id", "=", id).execute();
  return id;
};
const actionsListed = async (person: Person) => {
  const { actions, toSend, total } = await listActions(await s.as(person), list());
  return [actions.map((one) => one.ref), toSend.map((one) => one.ref), total];
};

describe.each(["invited attendee", "observer"] as const)("Somebody invited to an item as %s", (capacity) => {
  test("declares from their visit while they are let in: the item is gone for them everywhere, they are minuted as left, and nobody else loses anything", async () => {
    await invite("priya", ["m1-a1"], capacity);
    await invite("helen", ["m1-a1"]);
    for (const person of ["priya", "helen"] as const) await letIn(person);
    expect(await toTakeNoPart(await s.as("priya"), { visit: "m1" })).toEqual({ known: [{ ref: "C-0001", name: "Jordan Ellis" }] });
    expect([await opens("priya"), await opens("helen"), await opens("chloe")]).toEqual([true, true, true]);

    await s.db.updateTable("item").set({ started_at: now.toISOString() }).where("id", "=", "m1-a1").execute();
    expect(await take("priya", { visit: "m1" }, [], later(4))).toEqual({ rest: false });
    const ask = await s.as("priya", later(5));
    await gone(visitOf(ask, "m1"), fileOfVisit(ask, "m1"), visitPaper(ask, "m1", "page"), itemInReach(ask, "m1-a1"), subjectInReach(ask, "c1"), toTakeNoPart(ask, { visit: "m1" }), takeNoPart(ask, { visit: "m1" }, { about: ["C-0001"], reason: why }));
    expect([await opens("priya", later(5)), await invitationsOf(ask), (await searched(ask, "C-0001")).length, (await searched(ask, "Jordan")).length]).toEqual([false, [], 0, 0]);
    expect(await ownConflicts(ask)).toEqual([later(4).toISOString()]);
    expect(JSON.stringify(await startOf(ask))).not.toMatch(/C-0001|Jordan|m1/);

    // Helen reads on, the room sees who takes no part, and the minutes when they left, but not why.
    expect([await opens("helen", later(5)), await opens("chloe", later(5))]).toEqual([true, true]);
    expect((await visitOf(await s.as("helen", later(5)), "m1")).items).toMatchObject([{ step: "in", title: "Jordan Ellis" }]);
    const { item } = await liveOf(await s.as("chloe", later(5)), "m1", "m1-a1");
    expect(item!.around.noPart).toMatchObject([{ name: "Priya Nair" }]);
    expect(item!.around.readers.agencies.flatMap((one) => one.people)).not.toContain("Priya Nair");
    expect(item!.around.guests).toMatchObject([{ name: "Helen Marsh", state: "in" }, { name: "Priya Nair", state: "left", apart: true, may: { admit: false } }]);
    const said = (await saidAt(await s.as("amira", later(9)), { id: "m1", panel_id: "macse" })).find((one) => one.id === "m1-a1")!;
    expect([said.guests.map(visitInWords)[1], said.noPart.map(absenceInWords)]).toEqual([`Priya Nair (Seaholme Schools), ${capacity}, 10:00 to 10:04`, ["Priya Nair (Seaholme Schools) left at 10:04"]]);
    expect(JSON.stringify(said)).not.toContain(why);
    const seen = async (person: Person) => (await conflictsOf(await s.as(person), "c1")).conflicts.map((one) => [one.name, one.by, one.reason]);
    expect([await seen("amira"), await seen("chloe")]).toEqual([[["Priya Nair", null, why]], [["Priya Nair", null, null]]]);
    // Nobody lets them in again while it stands; once the chair has ended it they may come back.
    await expect(admitGuest(await s.as("ruth", later(6)), await guestId("priya"))).rejects.toMatchObject({ reason: expect.stringContaining("take no part") });
    const { id } = await s.db.selectFrom("conflict").select("id").executeTakeFirstOrThrow();
    await endConflict(await s.as("amira", later(7)), "c1", id, { reason: "Another boy" });
    await admitGuest(await s.as("ruth", later(8)), await guestId("priya"));
    expect(await opens("priya", later(8))).toBe(true);
  });
});

test("Invited to two items, they say whom they know, as they know them, and keep the other", async () => {
  await invite("priya", ["m1-a1", "m1-a2"]);
  await letIn("priya");
  expect((await toTakeNoPart(await s.as("priya"), { visit: "m1" })).known.map((one) => one.ref)).toEqual(["C-0001", "C-0002"]);
  // Nothing chosen, one who is on the agenda too, and one who is nowhere: refused with the same words.
  const refused = new Set<unknown>();
  for (const about of [[], ["O-0001"], ["C-9999"], ["c2"]]) refused.add(await take("priya", { visit: "m1" }, about).catch((error) => (error instanceof NotAgreed ? `${error.field}: ${error.reason}` : error)));
  expect([...refused]).toEqual(["about: Tick whom you know"]);
  expect(await stands()).toEqual([]);
  expect(await take("priya", { visit: "m1" }, ["C-0002"])).toEqual({ rest: true });
  expect(await stands()).toEqual([["priya", "c2", "priya"]]);
  expect((await visitOf(await s.as("priya"), "m1")).items.map((one) => [one.ref, one.step])).toEqual([["C-0001", "in"]]);
});

describe("An owner outside the panel", () => {
  test("declares from an action by reference, without learning a name: what concerns that child is gone, letters too, and the rest is theirs still", async () => {
    const both = await issued({ alsoAbout: "C-0002", what: "Offer both families a move" });
    const one = await issued({ what: "Ring the school" });
    const other = await issued({ what: "Mend the door" }, "m1-a2");
    const refs = async () => actionsListed("tomasz").then(([refs]) => refs);
    expect(await refs()).toHaveLength(3);
    // They are told references alone, so the form says no more.
    expect((await toTakeNoPart(await s.as("tomasz"), { action: both })).known).toEqual([{ ref: "C-0001", name: null }, { ref: "C-0002", name: null }]);
    await expect(take("tomasz", { action: both }, ["O-0001"])).rejects.toMatchObject({ field: "about" });
    const waiting = async (person: Person) => (await s.db.selectFrom("letter").select("action_id").where("to_id", "=", person).where("ended_at", "is", null).where("sent_at", "is", null).orderBy("action_id").execute()).map((row) => row.action_id);
    expect(await waiting("tomasz")).toEqual([both, one, other].sort());
    const lead = await waiting("helen");

    await take("tomasz", { action: both }, ["C-0002"]);
    expect(await stands()).toEqual([["tomasz", "c2", "tomasz"]]);
    const ask = await s.as("tomasz");
    await gone(...[both, other].flatMap((id) => [openAction(ask, id), actionInReach(ask, id), toTakeNoPart(ask, { action: id }), takeNoPart(ask, { action: id }, { about: ["C-0002"], reason: why })]));
    expect(await refs()).toEqual([(await openAction(ask, one)).action.ref]);
    expect([(await startOf(ask)).actions.open, JSON.stringify(await ownActions(ask, "page")).match(/Mend the door|both families/), (await searched(ask, "C-0002")).length]).toEqual([1, null, 0]);
    expect([await waiting("tomasz"), await waiting("helen")]).toEqual([[one], lead]);
    // Nor are they reminded of what is no longer theirs to do.
    const due = (await s.db.selectFrom("action").select("due_on").where("id", "=", other).executeTakeFirstOrThrow()).due_on;
    await chaseActions({ db: s.db, now: new Date(`${due}T09:00:00Z`) });
    expect(await waiting("tomasz")).toEqual([one, one]);
    // The lead of their agency still has all three, and the chair sees what needs another owner.
    expect((await actionsListed("helen"))[2]).toBe(3);
    const left = (await conflictsOf(await s.as("amira"), "c2")).conflicts[0]!.left!;
    expect(left.actions.map(({ id }) => id).sort()).toEqual([both, other].sort());
    expect((await conflictsOf(await s.as("chloe"), "c2")).conflicts[0]!.left).toBeNull();
  });

  test("is told a name where the briefing tells it, is not asked whom when there is one, and learns nothing of whose item it was agreed under", async () => {
    const named = await issued({ briefing: ["name"] });
    expect((await toTakeNoPart(await s.as("tomasz"), { action: named })).known).toEqual([{ ref: "C-0001", name: "Jordan Ellis" }]);
    const under = await issued({ subjectIds: ["o1"] });
    expect((await toTakeNoPart(await s.as("tomasz"), { action: under })).known.map((one) => one.ref)).toEqual(["O-0001"]);
    await take("tomasz", { action: under }, ["C-0001"]);
    expect(await stands()).toEqual([["tomasz", "o1", "tomasz"]]);
    // About nobody: there is nothing to declare, as for what does not exist.
    const nobody = await issued({ subjectIds: [] });
    await openAction(await s.as("tomasz"), nobody);
    await gone(toTakeNoPart(await s.as("tomasz"), { action: nobody }), take("tomasz", { action: nobody }, ["C-0001"]));
    // Declared by the chair, what was agreed under the child's item goes too, and is said to need somebody else.
    await declareConflict(await s.as("amira"), "c1", { personId: "tomasz", reason: why });
    await gone(openAction(await s.as("tomasz"), nobody), openAction(await s.as("tomasz"), named));
    expect((await conflictsOf(await s.as("amira"), "c1")).conflicts[0]!.left!.actions.map(({ id }) => id).sort()).toEqual([named, under, nobody].sort());
  });

  test("the lead of the owning agency, and who must send what was decided to be shared, declare from there", async () => {
    const id = await issued();
    const sent = await toSend();
    expect((await toTakeNoPart(await s.as("helen"), { action: id })).known).toEqual([{ ref: "C-0001", name: null }]);
    await take("helen", { action: id });
    expect(await actionsListed("helen")).toEqual([[], [], 0]);
    await gone(oneSharingInReach(await s.as("helen"), sent));
    expect(await actionsListed("tomasz")).toMatchObject([[expect.any(String)], [expect.any(String)], 1]);

    expect((await toTakeNoPart(await s.as("tomasz"), { sharing: sent })).known).toEqual([{ ref: "C-0001", name: null }]);
    await take("tomasz", { sharing: sent });
    const ask = await s.as("tomasz");
    await gone(openSharing(ask, sent), openAction(ask, id), toTakeNoPart(ask, { sharing: sent }), takeNoPart(ask, { sharing: sent }, { about: [], reason: why }));
    expect([await actionsListed("tomasz"), (await startOf(ask)).toSend]).toEqual([[[], [], 0], 0]);
    const tomasz = (await conflictsOf(await s.as("gareth"), "c1")).conflicts.find((one) => one.name === "Tomasz Lis")!;
    expect([tomasz.left!.actions.map((one) => one.id), tomasz.left!.sharing.map((one) => one.id)]).toEqual([[id], [sent]]);
    expect((await openSharing(await s.as("gareth"), sent)).maySend).toBe(true);
  });
});

test("A deputy declares as a member does: the item is gone for them, the rest of the meeting is not, and the minutes say when they left", async () => {
  await s.db.insertInto("person").values({ id: "kemi", agency_id: "health", name: "Kemi Balogun", email: "kemi@seaholmehealth.example", password_hash: "x", created_at: now.toISOString() }).execute();
  const kemi = "kemi" as Person;
  await expect(toDeclare(await s.as(kemi), "c1")).rejects.toBeInstanceOf(NotFound);
  await deputise(kemi, "chloe");
  expect((await liveOf(await s.as(kemi), "m1", "m1-a1")).item?.id).toBe("m1-a1");
  expect(await toDeclare(await s.as(kemi), "c1")).toMatchObject({ head: { ref: "C-0001" }, people: [] });
  await expect(declareConflict(await s.as(kemi), "c1", { personId: "dan", reason: why })).rejects.toBeInstanceOf(NotAllowed);
  await s.db.updateTable("item").set({ started_at: now.toISOString() }).where("id", "=", "m1-a1").execute();
  expect(await declareConflict(await s.as(kemi, later(4)), "c1", { personId: null, reason: why })).toEqual({ own: true });
  const live = await liveOf(await s.as(kemi, later(5)), "m1", "m1-a1");
  expect([live.item, live.meeting.elsewhere, live.steps.map((step) => step.id)]).toEqual([null, true, ["m1-welcome", "m1-a2", "m1-b1", "m1-aob"]]);
  expect([await opens(kemi, later(5)), await opens("chloe", later(5))]).toEqual([false, true]);
  await gone(subjectInReach(await s.as(kemi), "c1"));
  const { noPart } = (await saidAt(await s.as("amira", later(9)), { id: "m1", panel_id: "macse" })).find((one) => one.id === "m1-a1")!;
  expect(noPart.map(absenceInWords)).toEqual(["Kemi Balogun (Seaholme Health) left at 10:04"]);
});

test("What somebody does not reach, they declare nothing about, and it answers as what does not exist", async () => {
  await inviteGuest(await s.as("ruth"), "m1", { personId: "helen", capacity: "observer", itemIds: ["m1-a1"], forId: null, why: "x" });
  const id = await issued({ personId: "beth" });
  const notOut = await issued({ issueNow: false });
  const sent = await toSend({ senderAgencyId: "licensing", senderId: "beth" });
  for (const person of ["priya", "tomasz", "helen", "admin", "audit", "wilma"] as const)
    for (const there of [{ visit: "m1" }, { visit: "nothing" }, { action: id }, { action: notOut }, { action: "nothing" }, { sharing: sent }, { sharing: "nothing" }]) await gone(toTakeNoPart(await s.as(person), there), take(person, there, ["C-0001"]));
  expect(await stands()).toEqual([]);
  // Helen was invited, and has not agreed to the confidentiality statement: she has not been told whom it is about.
  await signStatement(await s.as("helen"), "m1", true);
  await take("helen", { visit: "m1" });
  expect(await stands()).toEqual([["helen", "c1", "helen"]]);
  // An invitation to what is about nobody, and one that was taken back.
  await invite("priya", ["m1-welcome"]);
  await gone(toTakeNoPart(await s.as("priya"), { visit: "m1" }));
  await invite("tomasz", ["m1-a2"]);
  await endGuest(await s.as("ruth"), await guestId("tomasz", "m1-a2"));
  await gone(take("tomasz", { visit: "m1" }, ["C-0002"]));
  // A reason is asked for by the form; without a briefing no name was ever told.
  expect(await refusal(take("tomasz", { action: "nothing" }))).toBe(404);
});

test("Sent twice at once it stands once", async () => {
  const id = await issued();
  await invite("priya", ["m1-a1"]);
  for (const [person, there] of [["tomasz", { action: id }], ["priya", { visit: "m1" }]] as const) {
    const ask = await s.as(person);
    await Promise.all([1, 2].map(() => takeNoPart(ask, there, { about: [], reason: why })));
  }
  expect(await stands()).toEqual([["tomasz", "c1", "tomasz"], ["priya", "c1", "priya"]]);
  expect(await s.db.selectFrom("conflict_reason").select("reason").execute()).toEqual([{ reason: why }, { reason: why }]);
});

describe("For whom the chair declares", () => {
  const offered = async (by: Person, subjectId = "c1", at = now) => (await toDeclare(await s.as(by, at), subjectId)).people.map((one) => one.id).sort();
  const members = ["beth", "chloe", "dan", "gareth", "iqbal", "josie", "mairead", "owen", "ruth"];
  const meeting = ["helen", "kemi", "priya", "sana", "tomasz", "vic"];

  /** Somebody in each way of meeting C-0001, and beside each of them somebody who meets another child so. */
  const everybody = async () => {
    const at = now.toISOString();
    const person = (id: string, agency_id: string, is_lead = 0) => ({ id, agency_id, name: id, email: `${id}@x.example`, password_hash: "x", created_at: at, is_lead });
    await s.db.insertInto("agency").values({ id: "gps", name: "GPs", kind: "health" }).execute();
    await s.db.insertInto("person").values([person("kemi", "health"), person("sana", "gps"), person("vic", "gps", 1), person("ola", "gps"), person("una", "schools"), person("left", "gps"), person("late", "gps"), person("rhys", "yjs")]).execute();
    await deputise("kemi" as Person, "chloe");
    await invite("priya", ["m1-a1"], "observer");
    await toSend({ senderAgencyId: "gps", senderId: "sana" });
    // Helen leads Tomasz's agency, and Vic Sana's.
    await issued();
    await invite("una" as Person, ["m1-a2"]);
    await issued({ agencyId: null, personId: "ola" }, "m1-a2");
    await issued({ agencyId: null, personId: "left" });
    await s.db.updateTable("action").set({ ended_at: at, state: "completed" }).where("person_id", "=", "left").execute();
    await invite("late" as Person, ["m1-a1"]);
    await endGuest(await s.as("ruth"), await guestId("late" as Person));
  };

  test("the list offers members, who is invited, who stands in, who owns, who sends and their leads, and nobody else", async () => {
    expect(await offered("amira")).toEqual(members);
    await everybody();
    expect(await offered("amira")).toEqual([...members, ...meeting].sort());
    // Of the other child: the deputy reaches that too.
    expect(await offered("amira", "c2")).toEqual([...members, "kemi", "ola", "una", "vic"].sort());
    expect(await offered("chloe")).toEqual([]);
    // Once the meeting is long over, invitations end.
    const uninvited = [...members, "helen", "sana", "tomasz", "vic"].sort();
    expect(await offered("amira", "c1", later(60 * 24 * 60))).toEqual(uninvited);
    // And once the item is taken off the agenda.
    await s.db.updateTable("item").set({ withdrawn_at: now.toISOString() }).where("id", "=", "m1-a1").execute();
    expect(await offered("amira")).toEqual(uninvited);
  });

  test("each of them can be declared for, is gone from the list then, and reaches nothing of it; nobody else can be", async () => {
    await everybody();
    for (const id of [...members, ...meeting] as Person[]) {
      await declareConflict(await s.as("amira"), "c1", { personId: id, reason: why });
      expect(await offered("amira"), id).not.toContain(id);
      const ask = await s.as(id);
      expect(ask.who.conflicts, id).toEqual([{ subjectId: "c1", ref: "C-0001" }]);
      await gone(subjectInReach(ask, "c1"), itemInReach(ask, "m1-a1"), visitOf(ask, "m1"));
      // They are not told that it was declared, nor about whom.
      expect(await ownConflicts(ask)).toEqual([]);
    }
    for (const id of ["una", "ola", "left", "late", "rhys", "admin", "wilma", "nobody"]) await expect(declareConflict(await s.as("amira"), "c1", { personId: id, reason: why }), id).rejects.toMatchObject({ reason: "Choose a person from the list" });
  });

  test("who is let in when the chair declares for them leaves at once, as if they had themselves", async () => {
    await invite("priya", ["m1-a1"]);
    await letIn("priya");
    await declareConflict(await s.as("amira", later(3)), "c1", { personId: "priya", reason: why });
    expect(await opens("priya", later(3))).toBe(false);
    expect(await s.db.selectFrom("guest_stay").select(["to_at", "to_by_id"]).execute()).toEqual([{ to_at: later(3).toISOString(), to_by_id: "amira" }]);
  });
});
