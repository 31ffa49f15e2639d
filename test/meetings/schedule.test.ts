import ICAL from "ical.js";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addDays, dayOf } from "#app/models/core/days.ts";
import { NotAllowed, NotFound } from "#app/models/core/refuse.ts";
import { openMinutes } from "#app/models/meetings/approval.server.ts";
import { buildAgenda, publishAgenda, readAgenda } from "#app/models/meetings/agenda.server.ts";
import { attendanceOf } from "#app/models/meetings/attendance.server.ts";
import { calendarOf } from "#app/models/meetings/calendar.server.ts";
import { fileOfMeeting, fileOfVisit } from "#app/models/meetings/calendar-file.server.ts";
import { endGuest, guestsOf, inviteGuest, toInvite } from "#app/models/meetings/guest.server.ts";
import { addByHand, moveItem, planItem } from "#app/models/meetings/item.server.ts";
import { changeMeeting, openMeeting } from "#app/models/meetings/meeting.server.ts";
import { withdrawItem } from "#app/models/meetings/off-agenda.server.ts";
import { addBreak, takeOrder, undoOrder } from "#app/models/meetings/order.server.ts";
import { tellOfNothingLeft, tellTimes } from "#app/models/meetings/own-time.server.ts";
import { setOutcome } from "#app/models/meetings/outcome.server.ts";
import { linesOf } from "#app/models/meetings/paper-document.ts";
import { meetingPaper } from "#app/models/meetings/papers.server.ts";
import { previewAgenda } from "#app/models/meetings/proposal.server.ts";
import { cancelMeeting, putOff } from "#app/models/meetings/put-off.server.ts";
import { agreeReadBack } from "#app/models/meetings/read-back.server.ts";
import { replyTo, replyToVisit } from "#app/models/meetings/reply.server.ts";
import { moveTo, startMeeting } from "#app/models/meetings/running.server.ts";
import { changeSeries, endSeries, extendSeries, makeSeries, previewChange, previewSeries, type SeriesForm, seriesOf } from "#app/models/meetings/series.server.ts";
import { signStatement, visitOf } from "#app/models/meetings/visit.server.ts";
import { declareConflict } from "#app/models/subjects/conflict.server.ts";
import { endInSpite } from "../ending.ts";
import { outcome } from "../followup/forms.ts";
import { newId, now, type Person, refused, type Stage, stage, today } from "../cast.ts";

let s: Stage;
beforeEach(async () => {
  s = await stage();
});
afterEach(() => s.close());

let count = 0;
async function child(name: string) {
  const id = newId();
  const ref = `C-${String(++count).padStart(4, "0")}`;
  await s.db.insertInto("subject").values({ id, kind: "child", ref, created_at: "2026-11-01T10:00:00.000Z", display_name: name, born_on: "2012-05-05" }).execute();
  await s.db.insertInto("child").values({ subject_id: id, family_name: name, born_on: "2012-05-05" }).execute();
  return { id, ref };
}
const form = (more: Partial<SeriesForm> = {}): SeriesForm => ({ pattern: { kind: "weekday", nth: 2, weekday: 2 }, onHoliday: "next", fromOn: today, toOn: null, time: "09:30", minutesLong: 180, place: "Room 2", months: 6, ...more });
const meetings = () => s.db.selectFrom("meeting").selectAll().where("panel_id", "=", "macse").orderBy("on_day").execute();
const letters = async (to: Person) => s.db.selectFrom("letter").selectAll().where("to_id", "=", to).execute();
/** The events of a calendar file, as another program reads them. */
const eventsOf = (file: string) => {
  const calendar = new ICAL.Component(ICAL.parse(file));
  return { method: calendar.getFirstPropertyValue("method"), events: calendar.getAllSubcomponents("vevent").map((one) => ({ component: one, event: new ICAL.Event(one) })) };
};
const entries = async (to: Person) => (await letters(to)).flatMap((letter) => (letter.calendar ? [{ method: eventsOf(letter.calendar).method, ...eventsOf(letter.calendar).events[0]!.event }] : []));
const sequenceOf = (file: string) => eventsOf(file).events[0]!.event.sequence;
const nextOf = (subjectId: string) => s.db.selectFrom("case_next").innerJoin("panel_case", "panel_case.id", "case_next.case_id").selectAll("case_next").where("panel_case.subject_id", "=", subjectId).where("case_next.ended_at", "is", null).executeTakeFirstOrThrow();

/** A meeting two weeks ahead with these children on its agenda, published. Returns its id and the items' ids. */
async function published(...subjects: { id: string }[]) {
  const ruth = await s.as("ruth");
  const id = await openMeeting(ruth, { panelId: "macse", onDay: "2026-12-08", time: "09:30", minutesLong: 120, place: "Room 2" });
  const items = [];
  for (const one of subjects) items.push(await addByHand(ruth, id, { subjectId: one.id, minutes: 10, leadId: "dan", reason: "Asked for" }));
  await publishAgenda(ruth, id);
  return { id, items };
}
const invite = async (meetingId: string, person: Person, itemIds: string[]) => inviteGuest(await s.as("ruth"), meetingId, { personId: person, capacity: "invited attendee", itemIds, forId: null, why: "Knows the family" });

describe("A series", () => {
  test("is not a member's to make or see, and does not exist for outsiders", async () => {
    expect(await refused(makeSeries(await s.as("dan"), "macse", form()))).toBe("NotAllowed");
    expect(await refused(previewSeries(await s.as("dan"), "macse", form()))).toBe("NotAllowed");
    expect(await refused(seriesOf(await s.as("dan"), "macse"))).toBe("NotAllowed");
    for (const outsider of ["priya", "admin", "helen"] as const) expect(await refused(makeSeries(await s.as(outsider), "macse", form()))).toBe("NotFound");
    const id = await makeSeries(await s.as("ruth"), "macse", form());
    for (const other of ["dan", "priya", "admin"] as const) for (const act of [() => s.as(other).then((ask) => endSeries(ask, id)), () => s.as(other).then((ask) => extendSeries(ask, id, 3))]) expect(await refused(act())).toBe("NotFound");
    expect(await refused(makeSeries(await s.as("ruth"), "macse", form({ fromOn: "2026-11-01" })))).toBe("fromOn");
  });

  test("makes its meetings ahead as drafts with their standing items; a day that is taken is shown and left out", async () => {
    const ruth = await s.as("ruth");
    await openMeeting(ruth, { panelId: "macse", onDay: "2027-01-12", time: "14:00", minutesLong: 60, place: null });
    const plan = await previewSeries(ruth, "macse", form());
    expect(plan.map((one) => [one.onDay, one.clash])).toEqual([["2026-12-08", null], ["2027-01-12", "MACSE 1"], ["2027-02-09", null], ["2027-03-09", null], ["2027-04-13", null], ["2027-05-11", null]]);
    expect(await meetings()).toHaveLength(1);
    await makeSeries(ruth, "macse", form());
    const made = (await meetings()).filter((one) => one.series_id);
    expect(made.map((one) => [one.number, one.on_day, one.starts_at, one.place, one.status])).toEqual([[2, "2026-12-08", "09:30", "Room 2", "draft"], [3, "2027-02-09", "09:30", "Room 2", "draft"], [4, "2027-03-09", "09:30", "Room 2", "draft"], [5, "2027-04-13", "09:30", "Room 2", "draft"], [6, "2027-05-11", "09:30", "Room 2", "draft"]]);
    expect(await s.db.selectFrom("item").select("title").where("meeting_id", "=", made[0]!.id).execute()).toHaveLength(5);
    // One letter for all of them.
    const [, letter, ...more] = await letters("chloe");
    expect(more).toEqual([]);
    const { method, events } = eventsOf(letter!.calendar!);
    expect([method, events.map(({ event }) => event.startDate.toJSDate().toISOString())]).toEqual(["PUBLISH", ["2026-12-08T09:30:00.000Z", "2027-02-09T09:30:00.000Z", "2027-03-09T09:30:00.000Z", "2027-04-13T08:30:00.000Z", "2027-05-11T08:30:00.000Z"]]);
  });

  test("changed, it moves the drafts that nobody touched and says which stay; ended, it keeps them all", async () => {
    const ruth = await s.as("ruth");
    const id = await makeSeries(ruth, "macse", form({ months: 5 }));
    const [first, second, third] = await meetings();
    await addByHand(ruth, first!.id, { subjectId: (await child("Ana")).id, minutes: 8, leadId: null, reason: "Asked" });
    await changeMeeting(ruth, third!.id, { onDay: third!.on_day, time: "10:00", minutesLong: 180, place: "Room 9" });
    const change = form({ pattern: { kind: "weekday", nth: 3, weekday: 4 }, time: "13:30", months: 5 });
    const seen = await previewChange(ruth, id, change);
    expect(seen.stay.map((one) => [one.onDay, one.why])).toEqual([["2026-12-08", "its agenda has been begun"], ["2027-02-09", "its day, time or place was set by hand"]]);
    expect(seen.move.map((one) => [one.from, one.to])).toEqual([["2027-01-12", "2026-12-17"], ["2027-03-09", "2027-01-21"], ["2027-04-13", "2027-02-18"]]);
    expect(seen.fresh).toEqual(["2027-03-18", "2027-04-15"]);
    const fresh = await changeSeries(ruth, id, change);
    const after = new Map((await meetings()).map((one) => [one.id, one]));
    expect([after.get(second!.id)!.on_day, after.get(second!.id)!.starts_at, after.get(second!.id)!.series_id, after.get(second!.id)!.number]).toEqual(["2026-12-17", "13:30", fresh, second!.number]);
    expect([after.get(first!.id)!.on_day, after.get(first!.id)!.series_id, after.get(third!.id)!.starts_at]).toEqual(["2026-12-08", id, "10:00"]);
    expect(await refused(changeSeries(ruth, id, change))).toBe("This series has ended");
    await changeSeries(ruth, fresh, form({ pattern: { kind: "weekday", nth: 3, weekday: 4 }, months: 2 }));
    expect((await meetings()).filter((one) => one.cancelled_at).map((one) => one.cancelled_reason)).toEqual(Array(3).fill("The panel's series of meetings was changed"));
    const { series } = await seriesOf(ruth, "macse");
    await endSeries(ruth, series[0]!.id);
    expect((await meetings()).filter((one) => !one.cancelled_at)).toHaveLength(4);
  });

  test("goes on for some months more when asked", async () => {
    const ruth = await s.as("ruth");
    const id = await makeSeries(ruth, "macse", form({ months: 2, toOn: "2027-04-30" }));
    expect(await extendSeries(ruth, id, 2)).toBe(2);
    expect((await meetings()).map((one) => one.on_day)).toEqual(["2026-12-08", "2027-01-12", "2027-02-09", "2027-03-09"]);
    expect(await extendSeries(ruth, id, 12)).toBe(1);
    expect(await refused(extendSeries(ruth, id, 12))).toBe("months");
  });
});

describe("A calendar file", () => {
  test("has as many fields and lines of 75 bytes at most, whatever was typed into the place or stands in a name", () => {
    const evil = "Room 2\r\nATTACH:https://evil.example/x\nBEGIN:VALARM\rX:1\u2028Y:2; , \\ \"Z\" 🧑‍🤝‍🧑".repeat(40);
    const at = { uid: "m@panelroom", sequence: 1, title: "MACSE 27\r\nATTENDEE:mailto:x@evil.example", from: "2027-03-30T08:30:00.000Z", to: "2027-03-30T11:30:00.000Z" };
    const one = (place: string, name: string) => calendarOf("request", [{ ...at, place }], now, { name, email: "dan@northmoor.example" });
    const [plain, hostile] = [one("Room 2", "Dan"), one(evil, 'Dan"\r\nATTENDEE;CN="X":mailto:y@evil.example')];
    const names = (file: string) => eventsOf(file).events[0]!.component.getAllProperties().map((property) => property.name);
    expect(names(hostile)).toEqual(names(plain));
    expect(eventsOf(hostile).events[0]!.component.getAllSubcomponents()).toEqual([]);
    for (const line of hostile.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(hostile.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    expect(hostile.replaceAll("\r\n ", "").split("\r\n").filter((line) => /^(ATTACH|BEGIN:VALARM|ATTENDEE:mailto:x)/.test(line))).toEqual([]);
    const { event } = eventsOf(hostile).events[0]!;
    expect(event.location).toContain("ATTACH:https://evil.example/x");
    expect([event.startDate.toJSDate().toISOString(), event.uid, event.sequence]).toEqual([at.from, at.uid, 1]);
    expect(hostile).toContain("DTSTART:20270330T083000Z");
  });

  test("of a meeting keeps its name through every change, rises with each, and is cancelled with it; it never names a subject", async () => {
    const zara = await child("Quillfeather");
    const { id } = await published(zara);
    const ruth = await s.as("ruth");
    await changeMeeting(ruth, id, { onDay: "2026-12-08", time: "10:00", minutesLong: 120, place: "Room 3" });
    await putOff(ruth, id, { onDay: "2026-12-10", time: "10:00", reason: "Snow" });
    await cancelMeeting(ruth, id, "The chair is ill");
    const sent = await entries("chloe");
    expect(sent.map((one) => one.method)).toEqual(["REQUEST", "REQUEST", "REQUEST", "REQUEST", "CANCEL"]);
    const files = (await letters("chloe")).map((letter) => letter.calendar!);
    expect(files.map(sequenceOf)).toEqual([0, 1, 2, 3, 4]);
    expect(new Set(files.map((file) => eventsOf(file).events[0]!.event.uid)).size).toBe(1);
    expect(eventsOf(files[3]!).events[0]!.event.startDate.toJSDate().toISOString()).toBe("2026-12-10T10:00:00.000Z");
    expect(eventsOf(files[0]!).events[0]!.event.summary).toBe("MACSE 1");
    const all = JSON.stringify(await s.db.selectFrom("letter").selectAll().execute());
    expect(all).not.toMatch(new RegExp(`Quillfeather|${zara.ref}|Asked for|Snow|is ill`));
  });

  test("is there for members, and for who is invited with their own time alone, once they have agreed to the statement", async () => {
    const [ana, ben] = [await child("Ana"), await child("Ben")];
    const { id, items } = await published(ana, ben);
    await invite(id, "priya", [items[1]!]);
    expect(await refused(fileOfMeeting(await s.as("priya"), id))).toBe("NotFound");
    expect(await refused(fileOfVisit(await s.as("priya"), id))).toBe("NotFound");
    const [invitation] = await letters("priya");
    expect([invitation!.calendar, invitation!.body]).toEqual([null, expect.not.stringContaining("09:")]);
    await signStatement(await s.as("priya"), id, true);
    const [, own] = await letters("priya");
    for (const file of [own!.calendar!, await fileOfVisit(await s.as("priya"), id)]) {
      const { event } = eventsOf(file).events[0]!;
      // 20 minutes of opening and Ana's 10 come before; theirs lasts 10.
      expect([event.startDate, event.endDate].map((one) => one.toJSDate().toISOString())).toEqual(["2026-12-08T10:00:00.000Z", "2026-12-08T10:10:00.000Z"]);
      expect(file).not.toMatch(/Ana|Ben|C-0/);
    }
    expect(eventsOf(await fileOfMeeting(await s.as("chloe"), id)).events[0]!.event.endDate.toJSDate().toISOString()).toBe("2026-12-08T11:30:00.000Z");
    expect(await refused(fileOfMeeting(await s.as("helen"), id))).toBe("NotFound");
  });

  test("says nothing of the time of an item about which whoever is invited has a conflict of interest since; nor is who leads it told that it goes", async () => {
    const [ana, ben] = [await child("Ana"), await child("Ben")];
    const { id, items } = await published(ana, ben);
    await invite(id, "priya", [items[0]!, items[1]!]);
    await signStatement(await s.as("priya"), id, true);
    await planItem(await s.as("ruth"), items[1]!, { minutes: 10, leadId: "chloe" });
    for (const personId of ["priya", "chloe"]) await declareConflict(await s.as("amira"), ben.id, { personId, reason: "A neighbour" });
    const { event } = eventsOf(await fileOfVisit(await s.as("priya"), id)).events[0]!;
    expect([event.startDate, event.endDate].map((one) => one.toJSDate().toISOString())).toEqual(["2026-12-08T09:50:00.000Z", "2026-12-08T10:00:00.000Z"]);
    const before = (await letters("chloe")).length;
    await withdrawItem(await s.as("ruth"), items[1]!, { reason: "Moved away", reviewOn: "2026-12-30" });
    expect((await letters("chloe")).length).toBe(before);
  });

  test("is dropped from the calendar of whoever has nothing left to come for since they declared a conflict of interest: once, and with nothing of whom", async () => {
    const [ana, ben] = [await child("Ana"), await child("Ben")];
    const { id, items } = await published(ana, ben);
    for (const [person, invited] of [["priya", items], ["helen", [items[1]!]], ["tomasz", [items[1]!]]] as const) {
      await invite(id, person, [...invited]);
      if (person !== "tomasz") await signStatement(await s.as(person), id, true);
    }
    const job = { db: s.db, now: new Date(now.getTime() + 3_600_000) };
    expect(await tellOfNothingLeft(job)).toBe(0);
    for (const personId of ["priya", "helen", "tomasz"]) await declareConflict(await s.as("amira"), ben.id, { personId, reason: "A neighbour" });
    // Priya comes for the other; Tomasz was told no time yet, and has no entry.
    expect([await tellOfNothingLeft(job), await tellOfNothingLeft(job)]).toEqual([1, 0]);
    const letter = (await letters("helen")).at(-1)!;
    expect([letter.title, letter.body, letter.item_id]).toEqual(["MACSE 1: you need not come", "You need not come to MACSE 1 on Tuesday 8 December 2026.", null]);
    const [sent, dropped] = (await letters("helen")).flatMap((one) => one.calendar ?? []).slice(-2).map((file) => ({ method: eventsOf(file).method, event: eventsOf(file).events[0]!.event }));
    expect([sent!.method, dropped!.method, dropped!.event.uid === sent!.event.uid, dropped!.event.sequence > sent!.event.sequence, String(dropped!.event.startDate) === String(sent!.event.startDate)]).toEqual(["REQUEST", "CANCEL", true, true, true]);
    expect((await letters("priya")).map((one) => one.title)).not.toContain("MACSE 1: you need not come");
  });

  test("follows a changed plan once the coordinator says so, and an invitation taken back", async () => {
    const [ana, ben] = [await child("Ana"), await child("Ben")];
    const { id, items } = await published(ana, ben);
    await invite(id, "priya", [items[1]!]);
    await signStatement(await s.as("priya"), id, true);
    await planItem(await s.as("ruth"), items[0]!, { minutes: 25, leadId: null });
    expect((await guestsOf(await s.as("ruth"), id)).toldOtherwise).toBe(1);
    expect(await refused(tellTimes(await s.as("dan"), id))).toBe("NotAllowed");
    expect(await tellTimes(await s.as("ruth"), id)).toBe(1);
    expect(await tellTimes(await s.as("ruth"), id)).toBe(0);
    const guest = await s.db.selectFrom("guest").select("id").where("person_id", "=", "priya").executeTakeFirstOrThrow();
    await endGuest(await s.as("ruth"), guest.id);
    const files = (await letters("priya")).flatMap((letter) => letter.calendar ?? []);
    expect(files.map((file) => eventsOf(file).method)).toEqual(["REQUEST", "REQUEST", "CANCEL"]);
    expect(files.map(sequenceOf)).toEqual([2, 3, 4]);
    await invite(id, "priya", [items[0]!]);
    await signStatement(await s.as("priya"), id, true);
    expect(sequenceOf((await letters("priya")).at(-1)!.calendar!)).toBeGreaterThan(4);
  });
});

describe("Cancelled", () => {
  test("only by who prepares the panel, and only before it has begun", async () => {
    const { id } = await published(await child("Ana"));
    expect(await refused(cancelMeeting(await s.as("dan"), id, "x"))).toBe("NotAllowed");
    expect(await refused(cancelMeeting(await s.as("priya"), id, "x"))).toBe("NotFound");
    await startMeeting(await s.as("amira"), id);
    expect(await refused(cancelMeeting(await s.as("ruth"), id, "x"))).toMatch(/running/);
  });

  test("whoever was listed goes back with a review on the next meeting, and is proposed there because of it", async () => {
    const ana = await child("Ana");
    const { id, items } = await published(ana);
    const ruth = await s.as("ruth");
    await invite(id, "priya", [items[0]!]);
    const next = await openMeeting(ruth, { panelId: "macse", onDay: "2027-01-12", time: "09:30", minutesLong: 180, place: null });
    await cancelMeeting(ruth, id, "The chair is ill");
    expect(await nextOf(ana.id)).toMatchObject({ kind: "review", on_day: "2027-01-12", why: "Meeting of 8 Dec 2026 cancelled" });
    const proposal = await previewAgenda(ruth, { id: next, panel_id: "macse", on_day: "2027-01-12" }, today);
    expect(proposal.proposed.find((one) => one.ref === ana.ref)!.reasons.map((one) => one.text)).toContain("Meeting of 8 Dec 2026 cancelled");
    // The day is free again; the meeting takes nothing more.
    await openMeeting(ruth, { panelId: "macse", onDay: "2026-12-08", time: "14:00", minutesLong: 60, place: null });
    for (const act of [() => publishAgenda(ruth, id), () => addByHand(ruth, id, { subjectId: ana.id, minutes: 5, leadId: null, reason: "x" }), () => changeMeeting(ruth, id, { onDay: "2026-12-09", time: "09:30", minutesLong: 60, place: null }), () => cancelMeeting(ruth, id, "x"), () => putOff(ruth, id, { onDay: "2026-12-09", time: "09:30", reason: "x" })]) expect(await refused(act())).toMatch(/cancelled|onDay/);
    expect(await refused(visitOf(await s.as("priya"), id))).toBe("NotFound");
    const seen = await readAgenda(await s.as("dan"), id);
    expect([seen.items, seen.cancelled?.reason, seen.dates]).toEqual([null, "The chair is ill", []]);
    expect(seen.notTaken.map((one) => [one.subject?.ref, one.why])).toEqual([[ana.ref, "Meeting of 8 Dec 2026 cancelled"]]);
    // Taken there, the reason is used up; who was invited can be again, as they were.
    expect((await guestsOf(ruth, next)).before).toEqual([]);
    const item = await addByHand(ruth, next, { subjectId: ana.id, minutes: 8, leadId: null, reason: "Back" });
    const [before] = (await guestsOf(ruth, next)).before;
    expect(before).toMatchObject({ personId: "priya", number: 1, onDay: "2026-12-08" });
    // Who may not invite is not told of it, also once the agenda is out.
    await s.db.updateTable("meeting").set({ status: "published" }).where("id", "=", next).execute();
    expect([(await guestsOf(await s.as("dan"), next)).before, (await guestsOf(ruth, next)).before.length]).toEqual([[], 1]);
    await s.db.updateTable("meeting").set({ status: "draft" }).where("id", "=", next).execute();
    const { again } = await toInvite(ruth, next, before!.id);
    expect(again).toMatchObject({ personId: "priya", itemId: item });
    await inviteGuest(ruth, next, { ...again!, itemIds: [item], forId: null });
    expect((await guestsOf(ruth, next)).before).toEqual([]);
    const after = await openMeeting(ruth, { panelId: "macse", onDay: "2027-02-09", time: "09:30", minutesLong: 180, place: null });
    expect((await previewAgenda(ruth, { id: after, panel_id: "macse", on_day: "2027-02-09" }, today)).proposed.flatMap((one) => one.reasons.map((r) => r.text))).not.toContain("Meeting of 8 Dec 2026 cancelled");
  });
});

describe("Put off", () => {
  test("its items, what was asked and whoever is invited go along; everybody answers anew", async () => {
    const ana = await child("Ana");
    const { id, items } = await published(ana);
    await invite(id, "priya", [items[0]!]);
    await replyTo(await s.as("chloe"), id, "accepted", null);
    expect(await refused(putOff(await s.as("dan"), id, { onDay: "2026-12-10", time: "09:30", reason: "Snow" }))).toBe("NotAllowed");
    await putOff(await s.as("ruth"), id, { onDay: "2026-12-10", time: "13:30", reason: "Snow" });
    expect(await nextOf(ana.id)).toMatchObject({ kind: "listed", on_day: "2026-12-10", item_id: items[0] });
    const seen = await readAgenda(await s.as("chloe"), id);
    expect([seen.meeting.on_day, seen.meeting.starts_at, seen.moves.map((one) => [one.kind, one.from_on, one.reason]), seen.answering?.reply]).toEqual(["2026-12-10", "13:30", [["postponed", "2026-12-08", "Snow"]], null]);
    expect((await visitOf(await s.as("priya"), id)).meeting.onDay).toBe("2026-12-10");
  });

  test("while it runs: it is broken off, nobody writes, and it goes on where it stood", async () => {
    const [ana, ben] = [await child("Ana"), await child("Ben")];
    const { id, items } = await published(ana, ben);
    const on = new Date("2026-12-08T10:00:00.000Z");
    const amira = await s.as("amira", on);
    await startMeeting(amira, id);
    await moveTo(amira, id, items[1]!);
    await putOff(amira, id, { onDay: "2026-12-10", time: "09:30", reason: "Fire alarm" });
    const waiting = await s.db.selectFrom("meeting").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
    expect([waiting.status, waiting.current_item_id, waiting.on_day]).toEqual(["published", null, "2026-12-10"]);
    expect(await refused(cancelMeeting(amira, id, "x"))).toMatch(/has begun/);
    await startMeeting(await s.as("amira", new Date("2026-12-10T09:35:00.000Z")), id);
    const again = await s.db.selectFrom("meeting").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
    expect([again.status, again.current_item_id, again.started_at]).toEqual(["live", items[1], waiting.started_at]);
    expect((await readAgenda(await s.as("dan"), id)).moves).toMatchObject([{ kind: "adjourned", from_on: "2026-12-08", reason: "Fire alarm", resumed_at: "2026-12-10T09:35:00.000Z" }]);
    // Its minutes say so, as a page and as a paper, to everybody who gets them; not why, which was said to those who were to come.
    const back = await s.as("amira", new Date("2026-12-10T10:00:00.000Z"));
    for (const item of (await s.db.selectFrom("item").select(["id", "subject_id"]).where("meeting_id", "=", id).execute()).filter((one) => one.subject_id)) {
      await setOutcome(back, item.id, outcome("discussed, no change", { untilOn: "2027-01-12" }));
      await agreeReadBack(back, item.id);
    }
    await endInSpite(back, id);
    const after = new Date("2026-12-10T11:00:00.000Z");
    expect((await openMinutes(await s.as("dan", after), id, null)).paper.adjourned).toEqual([{ at: "2026-12-08T10:00:00.000Z", resumedAt: "2026-12-10T09:35:00.000Z" }]);
    for (const [person, name] of [["amira", "minutes"], ["dan", "minutes"], ["ruth", "minutes.health"]] as const) {
      const lines = linesOf((await meetingPaper(await s.as(person, after), id, name, "page")).parts).join("\n");
      expect(lines).toContain("Adjourned 8 Dec 2026, 10:00, resumed 10 Dec 2026, 09:35.");
      expect(lines).not.toContain("Fire alarm");
    }
  });
});

describe("Answers", () => {
  test("come from members, and from who is invited; nobody else finds the meeting", async () => {
    const { id, items } = await published(await child("Ana"));
    await invite(id, "priya", [items[0]!]);
    for (const outsider of ["helen", "admin", "priya"] as const) expect(await refused(replyTo(await s.as(outsider), id, "accepted", null))).toBe("NotFound");
    for (const other of ["helen", "chloe"] as const) expect(await refused(replyToVisit(await s.as(other), id, "accepted"))).toBe("NotFound");
    await replyToVisit(await s.as("priya"), id, "declined");
    expect((await guestsOf(await s.as("ruth"), id)).items[0]!.guests[0]!.reply?.answer).toBe("declined");
    await startMeeting(await s.as("amira"), id);
    expect(await refused(replyTo(await s.as("chloe"), id, "declined", null))).toBe("answer");
  });

  test("a deputy is somebody of one's own agency, and reaches nothing before they are named", async () => {
    const { id } = await published(await child("Ana"));
    await s.db.insertInto("person").values({ id: "malachy", agency_id: "police", name: "Malachy Boyle", email: "malachy@northmoor.example", password_hash: "", created_at: now.toISOString() }).execute();
    expect(await refused(replyTo(await s.as("dan"), id, "deputy", "tomasz"))).toBe("deputyId");
    expect(await refused(replyTo(await s.as("dan"), id, "deputy", "amira"))).toBe("deputyId");
    await replyTo(await s.as("dan"), id, "deputy", "malachy");
    const replyOf = async () => (await attendanceOf(await s.as("ruth"), id)).find((one) => one.personId === "dan")!.reply;
    expect(await replyOf()).toMatchObject({ answer: "deputy", deputyName: "Malachy Boyle", confirmed: false });
    expect(await refused(readAgenda(await s.as("malachy" as Person), id))).toBe("NotFound");
    await inviteGuest(await s.as("ruth"), id, { personId: "malachy", capacity: "deputy", itemIds: [], forId: "dan", why: "In court" });
    expect(await replyOf()).toMatchObject({ confirmed: true });
    expect((await readAgenda(await s.as("malachy" as Person), id)).items!.length).toBeGreaterThan(0);
    expect((await letters("malachy" as Person)).map((one) => eventsOf(one.calendar!).method)).toEqual(["REQUEST"]);
    await replyTo(await s.as("dan"), id, "accepted", null);
    expect(await replyOf()).toMatchObject({ answer: "accepted" });
    expect(await s.db.selectFrom("reply").select("answer").where("person_id", "=", "dan").execute()).toHaveLength(2);
  });
});

describe("After publishing", () => {
  test("an urgent item is marked, with its reason, and its lead is told; also while the meeting runs", async () => {
    const [ana, ben] = [await child("Ana"), await child("Ben")];
    const { id } = await published(ana);
    await startMeeting(await s.as("amira"), id);
    expect(await refused(addByHand(await s.as("dan"), id, { subjectId: ben.id, minutes: 5, leadId: null, reason: "x", urgent: true }))).toBe("NotAllowed");
    await addByHand(await s.as("ruth"), id, { subjectId: ben.id, minutes: 5, leadId: "chloe", reason: "Missing since last night", urgent: true });
    const item = (await readAgenda(await s.as("dan"), id)).items!.find((one) => one.subject?.ref === ben.ref)!;
    expect([item.urgent, item.lateAt !== null, item.number, item.reasons[0]!.text]).toEqual([true, true, "A2", "Urgent, added by Ruth Okafor: Missing since last night"]);
    const letter = (await letters("chloe")).at(-1)!;
    expect(letter.body).toBe("An item that you lead was added after the agenda of MACSE 1 on Tuesday 8 December 2026 was published.");
  });

  test("before it begins the members are told that an item was added, but who may not know of it; and whoever leads it now", async () => {
    const [ana, ben] = [await child("Ana"), await child("Ben")];
    const { id, items } = await published(ana);
    await s.db.insertInto("conflict").values({ id: "x1", person_id: "owen", subject_id: ben.id, declared_at: now.toISOString(), declared_by_id: "owen" }).execute();
    await addByHand(await s.as("ruth"), id, { subjectId: ben.id, minutes: 5, leadId: "chloe", reason: "Missing since last night", urgent: true });
    const added = await s.db.selectFrom("letter").select(["to_id", "title", "body"]).where("kind", "=", "item changed").where("title", "like", "%urgent%").execute();
    const members = (await s.db.selectFrom("membership").select("person_id").where("panel_id", "=", "macse").execute()).map((row) => row.person_id);
    expect(added.map((one) => one.to_id).sort()).toEqual(members.filter((one) => !["ruth", "chloe", "owen"].includes(one)).sort());
    expect(JSON.stringify(added)).not.toMatch(/Ben|Missing|C-\d/);
    await planItem(await s.as("ruth"), items[0]!, { minutes: 12, leadId: "chloe" });
    expect((await letters("chloe")).at(-1)!.body).toMatch(/^An item that you lead was given to you after/);
    expect(await s.db.selectFrom("letter").select("id").where("to_id", "=", "owen").where("kind", "=", "item changed").execute()).toEqual([]);
  });

  test("a subject may be put off to a day: it stays on show, its case has a review, and it comes back with that reason", async () => {
    const ana = await child("Ana");
    const { id, items } = await published(ana);
    await invite(id, "priya", [items[0]!]);
    const ruth = await s.as("ruth");
    expect(await refused(withdrawItem(ruth, items[0]!, { reason: "Strategy meeting first", reviewOn: "2026-12-08", deferred: true }))).toBe("reviewOn");
    await withdrawItem(ruth, items[0]!, { reason: "Strategy meeting first", reviewOn: "2027-01-12", deferred: true });
    expect(await nextOf(ana.id)).toMatchObject({ kind: "review", on_day: "2027-01-12" });
    expect((await readAgenda(await s.as("dan"), id)).notTaken).toMatchObject([{ what: "deferred", until: "2027-01-12", why: "Strategy meeting first" }]);
    const next = await openMeeting(ruth, { panelId: "macse", onDay: "2027-01-12", time: "09:30", minutesLong: 180, place: null });
    expect((await previewAgenda(ruth, { id: next, panel_id: "macse", on_day: "2027-01-12" }, today)).proposed[0]!.reasons.map((one) => one.text)).toContain("Deferred to 12 Jan 2027, decided 24 Nov 2026");
    expect((await letters("dan")).at(-2)!.body).toMatch(/that you lead was put off/);
    expect((await letters("priya")).at(-1)!.title).toBe("MACSE 1: you need not come");
  });
});

test("The suggested order is taken with one press and undone with another, unless something was moved since; breaks stand between", async () => {
  const [ana, ben, cem] = [await child("Ana"), await child("Ben"), await child("Cem")];
  await s.db.insertInto("link").values({ id: "l1", a_id: ana.id, b_id: cem.id, kind: "friend", confidence: "confirmed", agency_id: "police", panel_id: "macse", recorded_at: now.toISOString(), recorded_by_id: "dan" }).execute();
  const { id, items } = await published(ana, ben, cem);
  const names = async () => (await buildAgenda(await s.as("ruth"), id, null)).items.filter((one) => one.section === "children").map((one) => one.subject?.name ?? one.title);
  expect(await refused(takeOrder(await s.as("dan"), id))).toBe("NotAllowed");
  expect((await buildAgenda(await s.as("ruth"), id, null)).mayOrder).toBe(true);
  const pause = await addBreak(await s.as("ruth"), id, { minutes: 10, afterId: items[0]! });
  await takeOrder(await s.as("ruth"), id);
  expect(await names()).toEqual(["Ana", "Break", "Cem", "Ben"]);
  const built = await buildAgenda(await s.as("ruth"), id, null);
  expect([built.mayOrder, built.mayUndo, built.items.find((one) => one.id === pause)!.number, built.times[items[2]!]]).toEqual([false, true, null, "10:10"]);
  await undoOrder(await s.as("ruth"), id);
  expect(await names()).toEqual(["Ana", "Break", "Ben", "Cem"]);
  await takeOrder(await s.as("ruth"), id);
  await moveItem(await s.as("ruth"), items[1]!, "up");
  expect(await refused(undoOrder(await s.as("ruth"), id))).toMatch(/moved since/);
});

test("Who has a conflict of interest builds, orders and is told of times without that child", async () => {
  const [ana, ben] = [await child("Ana"), await child("Ben")];
  const { id, items } = await published(ana, ben);
  await invite(id, "priya", [items[0]!]);
  await signStatement(await s.as("priya"), id, true);
  await planItem(await s.as("amira"), items[1]!, { minutes: 5, leadId: null });
  await moveItem(await s.as("amira"), items[1]!, "up");
  await declareConflict(await s.as("ruth"), ana.id, { personId: null, reason: "A neighbour" });
  const ruth = await s.as("ruth");
  expect((await guestsOf(ruth, id)).toldOtherwise).toBe(0);
  expect(JSON.stringify(await buildAgenda(ruth, id, null))).not.toContain(ana.ref);
  await expect(addBreak(ruth, id, { minutes: 5, afterId: items[0]! })).rejects.toBeInstanceOf(NotFound);
  expect(await tellTimes(await s.as("amira"), id)).toBe(1);
  await expect(takeOrder(await s.as("dan"), id)).rejects.toBeInstanceOf(NotAllowed);
  expect(addDays(dayOf(now), 14)).toBe("2026-12-08");
});
