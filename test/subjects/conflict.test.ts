import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { NotAllowed, NotFound } from "#app/models/core/refuse.ts";
import { itemsInReach, subjectInReach } from "#app/models/core/reach.server.ts";
import { listActions } from "#app/models/followup/list.server.ts";
import { recordAction } from "#app/models/followup/action.server.ts";
import { reassign } from "#app/models/followup/tracking.server.ts";
import { endMeeting } from "#app/models/meetings/ending.server.ts";
import { liveOf } from "#app/models/meetings/live.server.ts";
import { withdrawItem } from "#app/models/meetings/off-agenda.server.ts";
import { moveTo } from "#app/models/meetings/running.server.ts";
import { saidAt } from "#app/models/meetings/extract.server.ts";
import { reviewCase } from "#app/models/subjects/closing.server.ts";
import { openCase, sumOf } from "#app/models/subjects/case.server.ts";
import { conflictsOf, declareConflict, endConflict, ownConflicts, toDeclare } from "#app/models/subjects/conflict.server.ts";
import { withoutConflicts } from "#app/models/core/who.ts";
import { measuresOf } from "#app/models/subjects/measure.server.ts";
import { bookFor } from "#app/models/subjects/references.server.ts";
import { absenceFrom, absenceInWords } from "#app/models/subjects/conflict.ts";
import { clearReasons } from "#app/models/meetings/agenda.ts";
import { now, type Person, type Stage, stage } from "../cast.ts";
import { addMeetings } from "../meeting.ts";

let s: Stage;
beforeEach(async () => {
  s = await stage();
  await addMeetings(s.db, now);
});
afterEach(() => s.close());

const why = "He coaches the football team";
const declare = async (by: Person, personId: Person | null = null, subjectId = "c1") => declareConflict(await s.as(by), subjectId, { personId, reason: why });
const reaches = async (person: Person, subjectId = "c1") => subjectInReach(await s.as(person), subjectId).then(() => true, (error) => (error instanceof NotFound ? false : Promise.reject(error)));
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

test("Whoever declares a conflict of interest of their own loses the subject, its item, case, actions and counts; a colleague loses nothing", async () => {
  await openCase(await s.as("ruth"), { panelId: "macse", subjectId: "c1", why: "High risk", reviewOn: "2026-12-20" });
  const form = { what: "Visit Jordan", agencyId: null, personId: "dan", personName: null, due: "1/12/2026", briefing: [], briefingNote: null, subjectIds: null, alsoAbout: null, issueNow: true };
  await recordAction(await s.as("ruth"), "m1-a1", form);
  const sees = async (person: Person) => {
    const ask = await s.as(person);
    return {
      subject: await reaches(person), items: (await itemsInReach(ask).select("item.id").where("meeting.panel_id", "=", "macse").execute()).length,
      open: (await sumOf(ask, "macse")).open, actions: (await listActions(ask, { scope: "macse", state: "open", page: 1, by: "due", down: false })).total,
    };
  };
  expect(await sees("dan")).toEqual({ subject: true, items: 5, open: 1, actions: 1 });
  expect(await declare("dan")).toEqual({ own: true });
  expect(await sees("dan")).toEqual({ subject: false, items: 4, open: 0, actions: 0 });
  expect(await sees("chloe")).toEqual({ subject: true, items: 5, open: 1, actions: 1 });
  expect(await ownConflicts(await s.as("dan"))).toEqual([now.toISOString()]);
  const chair = (await conflictsOf(await s.as("amira"), "c1")).conflicts;
  expect(chair).toMatchObject([{ name: "Dan Kowalczyk", by: null, reason: why, endedAt: null, left: { actions: [{ ref: "MACSE-27/A1/1" }], cases: [] } }]);
});

describe("Who may declare, end and read", () => {
  test("Anybody who reaches the subject declares their own, and nobody whom it is out of reach of", async () => {
    for (const person of ["amira", "ruth", "dan"] as const) expect(await declare(person)).toEqual({ own: true });
    for (const person of ["priya", "tomasz", "admin", "audit"] as const) await expect(declare(person), person).rejects.toBeInstanceOf(NotFound);
    // Once declared it does not exist, also for declaring.
    await expect(declare("dan")).rejects.toBeInstanceOf(NotFound);
  });

  test("The chair and the deputy declare for a member, who is not told of what; a member for nobody else", async () => {
    expect(await declare("amira", "dan")).toEqual({ own: false });
    expect(await declare("gareth", "chloe")).toEqual({ own: false });
    expect([await reaches("dan"), await reaches("chloe")]).toEqual([false, false]);
    expect(await ownConflicts(await s.as("dan"))).toEqual([]);
    await expect(declare("amira", "dan")).rejects.toMatchObject({ reason: expect.stringContaining("already") });
    await expect(declare("mairead", "owen")).rejects.toBeInstanceOf(NotAllowed);
    await expect(declare("ruth", "owen")).rejects.toBeInstanceOf(NotAllowed);
    await expect(declare("amira", "admin")).rejects.toMatchObject({ reason: expect.stringContaining("from the list") });
    expect((await toDeclare(await s.as("mairead"), "c1")).people).toEqual([]);
    expect((await toDeclare(await s.as("amira"), "c1")).people.map((p) => p.id)).not.toContain("dan");
  });

  test("That somebody takes no part all see who reach the subject; why, the chair, the deputy and who declared it", async () => {
    await declare("amira", "dan");
    const seen = async (person: Person) => (await conflictsOf(await s.as(person), "c1")).conflicts.map((c) => [c.name, c.reason]);
    for (const person of ["amira", "gareth"] as const) expect(await seen(person)).toEqual([["Dan Kowalczyk", why]]);
    for (const person of ["ruth", "chloe"] as const) expect(await seen(person)).toEqual([["Dan Kowalczyk", null]]);
    await expect(seen("dan")).rejects.toBeInstanceOf(NotFound);
  });

  test("The chair or the deputy ends it, never the person: then all is there again", async () => {
    await declare("dan");
    const { id } = await s.db.selectFrom("conflict").select("id").executeTakeFirstOrThrow();
    const end = async (person: Person) => endConflict(await s.as(person), "c1", id, { reason: "It was another boy" });
    await expect(end("dan")).rejects.toBeInstanceOf(NotFound);
    await expect(end("ruth")).rejects.toBeInstanceOf(NotAllowed);
    await end("gareth");
    expect(await reaches("dan")).toBe(true);
    await expect(end("gareth")).rejects.toBeInstanceOf(NotFound);
    expect((await conflictsOf(await s.as("amira"), "c1")).conflicts).toMatchObject([{ endedBy: "Gareth Pugh", endedReason: "It was another boy", left: null }]);
    expect((await conflictsOf(await s.as("dan"), "c1")).conflicts).toMatchObject([{ endedBy: "Gareth Pugh", endedReason: null }]);
    // And may be declared anew.
    expect(await declare("dan")).toEqual({ own: true });
  });

  test("A chair with a conflict of interest neither ends nor reads those about the subject; the deputy does", async () => {
    await declare("amira");
    await expect(conflictsOf(await s.as("amira"), "c1")).rejects.toBeInstanceOf(NotFound);
    expect((await conflictsOf(await s.as("gareth"), "c1")).conflicts).toHaveLength(1);
  });
});

test("Nobody who takes no part is given anything to do: the lead, the case's next thing, an action, a new case's owner", async () => {
  await openCase(await s.as("ruth"), { panelId: "macse", subjectId: "c1", why: "High risk", reviewOn: "2026-12-20" });
  await declare("ruth");
  await declare("amira", "dan");
  const { id: caseId } = await s.db.selectFrom("panel_case").select("id").where("subject_id", "=", "c1").executeTakeFirstOrThrow();
  await expect(reviewCase(await s.as("amira"), caseId, { onDay: "2026-12-22", ownerId: "dan", why: "x" })).rejects.toMatchObject({ reason: expect.stringContaining("take no part") });
  const form = { what: "Visit", agencyId: null, personId: "dan", personName: null, due: "1/12/2026", briefing: [], briefingNote: null, subjectIds: null, alsoAbout: null, issueNow: false };
  await expect(recordAction(await s.as("gareth"), "m1-a1", form)).rejects.toMatchObject({ field: "personId" });
  await expect(recordAction(await s.as("gareth"), "m1-a2", { ...form, alsoAbout: "C-0001" })).rejects.toMatchObject({ field: "personId" });
  expect((await conflictsOf(await s.as("amira"), "c1")).conflicts.find((c) => c.name.startsWith("Ruth"))?.left?.cases).toHaveLength(1);
});

describe("In the meeting", () => {
  test("While it is at the item the rail has no such item, no current one and no content; the next is the one after", async () => {
    await declare("gareth");
    const live = await liveOf(await s.as("gareth"), "m1", null);
    expect(live.steps.map((step) => step.id)).toEqual(["m1-welcome", "m1-a2", "m1-b1", "m1-aob"]);
    expect(live).toMatchObject({ item: null, next: "m1-a2", meeting: { currentItemId: null, elsewhere: true } });
    expect(JSON.stringify(live)).not.toMatch(/Jordan|C-0001|m1-a1|"c1"/);
    expect(await liveOf(await s.as("gareth"), "m1", "m1-a1")).toEqual(await liveOf(await s.as("gareth"), "m1", "nothing"));
    // Whoever runs the meeting takes it on, and the item left behind is finished.
    await moveTo(await s.as("gareth", later(9)), "m1", "m1-a2");
    expect((await s.db.selectFrom("item").select("finished_at").where("id", "=", "m1-a1").executeTakeFirstOrThrow()).finished_at).toBe(later(9).toISOString());
    expect((await liveOf(await s.as("gareth"), "m1", null)).item?.id).toBe("m1-a2");
  });

  test("A colleague sees who takes no part, and who reads what is typed without them", async () => {
    await declare("amira", "dan");
    const { item } = await liveOf(await s.as("chloe"), "m1", "m1-a1");
    expect(item?.around.noPart).toMatchObject([{ name: "Dan Kowalczyk" }]);
    expect(item?.around.readers.agencies.flatMap((a) => a.people)).not.toContain("Dan Kowalczyk");
    expect((await liveOf(await s.as("chloe"), "m1", "m1-a2")).item?.around.readers.agencies.flatMap((a) => a.people)).toContain("Dan Kowalczyk");
  });

  test("The minutes keep that somebody took no part, or when they left; never why", async () => {
    await s.db.updateTable("item").set({ started_at: now.toISOString() }).where("id", "=", "m1-a1").execute();
    await declare("dan");
    await declareConflict(await s.as("owen", later(4)), "c1", { personId: null, reason: why });
    const said = (await saidAt(await s.as("amira"), { id: "m1", panel_id: "macse" })).find((one) => one.id === "m1-a1");
    expect(said?.noPart.map((one) => [one.name, one.leftAt])).toEqual([["Dan Kowalczyk", null], ["Owen Thackray", later(4).toISOString()]]);
    expect(JSON.stringify(said)).not.toContain("football");
  });

  test("Whoever may not read an item does not end the meeting or approve its minutes", async () => {
    await declare("amira");
    await expect(endMeeting(await s.as("amira"), "m1")).rejects.toMatchObject({ reason: expect.stringContaining("took part in every item") });
    // The deputy is held up by what is not done yet, and by nothing else.
    await expect(endMeeting(await s.as("gareth"), "m1")).rejects.toMatchObject({ reason: expect.stringContaining("cannot end yet") });
  });
});

const at = (minute: number) => `2026-11-24T10:${String(minute).padStart(2, "0")}:00.000Z`;
test.each([
  ["apart before and after", { since: at(0), until: null }, "Dan (Police) took no part"],
  ["left while it was discussed", { since: at(25), until: null }, "Dan (Police) left at 10:25"],
  ["left and came back", { since: at(25), until: at(28) }, "Dan (Police) left at 10:25, came back at 10:28"],
  ["came back while it was discussed", { since: at(0), until: at(28) }, "Dan (Police) took no part until 10:28"],
  ["declared when it was over", { since: at(30), until: null }, null],
  ["back before it began", { since: at(0), until: at(20) }, null],
])("Of an item from 10:20 to 10:30 the minutes say of somebody who was %s: %o, %j", (_, times, words) => {
  const absence = absenceFrom({ started_at: at(20), finished_at: at(30) }, { id: "dan", name: "Dan", agency: "Police", ...times });
  expect(absence && absenceInWords(absence)).toBe(words);
});
test("Of an item that was not begun, whoever is apart still took no part", () => {
  const dan = { id: "dan", name: "Dan", agency: "Police", since: at(0) };
  expect([absenceFrom({ started_at: null, finished_at: null }, { ...dan, until: null })?.leftAt, absenceFrom({ started_at: null, finished_at: null }, { ...dan, until: at(5) })]).toEqual([null, null]);
});

test("Declared twice at once it stands once", async () => {
  const ask = await s.as("dan");
  expect(await Promise.all([1, 2].map(() => declareConflict(ask, "c1", { personId: null, reason: why })))).toEqual([{ own: true }, { own: true }]);
  expect(await s.db.selectFrom("conflict").select("id").execute()).toHaveLength(1);
});

test.each([
  ["Linked to C-0001 (associate)", "Linked to another subject (associate)"],
  ["Linked to C-00011 and C-0001.", "Linked to C-00011 and another subject."],
  ["Nothing", "Nothing"],
])("The program's own words %j are read as %j", (words, read) => expect(withoutConflicts({ conflicts: [{ subjectId: "c1", ref: "C-0001" }] }, words)).toBe(read));

test("A reason that rests on such a subject is left out whole: its words count it", () => {
  const reasons = [{ rule: "locationHotspot" as const, text: "2 high-risk children found here: C-0001 and C-0002", weight: 5, refs: ["C-0001", "C-0002"] }, { rule: "missing" as const, text: "4 missing episodes", weight: 2 }];
  expect(clearReasons({ conflicts: [{ subjectId: "c1", ref: "C-0001" }] }, reasons)).toEqual([reasons[1]]);
  expect(clearReasons({ conflicts: [] }, reasons)).toEqual(reasons);
});

describe("What rests on a subject of a conflict of interest", () => {
  test("A measure that protects the child and nobody else is not on the record of whom it is against", async () => {
    const at = now.toISOString();
    await s.db.insertInto("measure").values({ id: "warning", kind: "Child abduction warning notice", against_id: "o1", status: "active", terms: "No contact with her", recorded_at: at, recorded_by_id: "ruth" }).execute();
    await s.db.insertInto("measure_protects").values({ measure_id: "warning", child_id: "c1" }).execute();
    expect(await measuresOf(await s.as("dan"), "o1")).toHaveLength(1);
    await declare("dan");
    expect(await measuresOf(await s.as("dan"), "o1")).toEqual([]);
    await s.db.insertInto("measure_protects").values({ measure_id: "warning", child_id: "c2" }).execute();
    expect((await measuresOf(await s.as("dan"), "o1")).map((one) => one.protects.map((child) => child.ref))).toEqual([["C-0002"]]);
  });

  test("An action agreed under the child's item is given to nobody who takes no part in it, whomever it is about", async () => {
    const form = { what: "Visit him", agencyId: null, personId: "gareth", personName: null, due: "1/12/2026", briefing: [], briefingNote: null, subjectIds: ["o1"], alsoAbout: null, issueNow: true };
    const id = await recordAction(await s.as("ruth"), "m1-a1", form as never);
    await declare("dan");
    await expect(reassign(await s.as("ruth"), id, { agencyId: null, personId: "dan", personName: null, note: null })).rejects.toMatchObject({ field: "personId" });
    await expect(recordAction(await s.as("ruth"), "m1-a1", { ...form, personId: "dan" } as never)).rejects.toMatchObject({ field: "personId" });
  });

  test("An item is not withdrawn under which something is recorded that who withdraws it may not know of", async () => {
    await recordAction(await s.as("dan"), "m1-a2", { what: "Visit him", agencyId: "police", personId: null, personName: null, due: "1/12/2026", briefing: [], briefingNote: null, subjectIds: ["o1"], alsoAbout: null, issueNow: false } as never);
    await declare("ruth", null, "o1");
    await expect(withdrawItem(await s.as("ruth"), "m1-a2", { reason: "Not now", reviewOn: "2026-12-22" })).rejects.toMatchObject({ reason: expect.stringMatching(/^Somebody else who prepares/) });
  });

  test("A link that is for others makes no first name known: the minutes would betray it", async () => {
    await s.db.updateTable("offender").set({ given_names: "Darren", family_name: "Cole" }).where("subject_id", "=", "o1").execute();
    const link = { id: "l1", a_id: "c1", b_id: "o1", kind: "associates with", confidence: "confirmed", source: "x", recorded_at: now.toISOString(), recorded_by_id: "dan", agency_id: "police", panel_id: "macse", contact: "x" };
    await s.db.insertInto("link").values({ ...link, handling: "police" } as never).execute();
    const ask = await s.as("ruth");
    const reads = async () => (await bookFor(ask, ["c1"], ["She met Darren there"]))("She met Darren there", "c1");
    expect(await reads()).toBe("She met Darren there");
    await s.db.updateTable("link").set({ handling: "shared" }).execute();
    expect(await reads()).toBe("She met O-0001 there");
  });
});
