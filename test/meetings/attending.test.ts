import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { setPanel } from "#app/models/people/panels.server.ts";
import { panelSettings } from "#app/models/people/panel.server.ts";
import { attendanceOf, recordAttendance } from "#app/models/meetings/attendance.server.ts";
import { attendancePage } from "#app/models/meetings/attendance-page.server.ts";
import { declareConflict } from "#app/models/subjects/conflict.server.ts";
import { extractsOf, saidAt } from "#app/models/meetings/extract.server.ts";
import { inviteGuest } from "#app/models/meetings/guest.server.ts";
import { liveOf } from "#app/models/meetings/live.server.ts";
import { paperOf } from "#app/models/meetings/paper.server.ts";
import { paperFor } from "#app/models/meetings/paper.ts";
import { inRoomNow, notePresence } from "#app/models/meetings/presence.server.ts";
import { agencyInWords, spansInWords } from "#app/models/meetings/room.ts";
import { putOff } from "#app/models/meetings/put-off.server.ts";
import { moveTo, startMeeting } from "#app/models/meetings/running.server.ts";
import { correctTimes, timesOf } from "#app/models/meetings/times.server.ts";
import { recordRisk } from "#app/models/followup/risk-decision.server.ts";
import { refusal } from "../followup/forms.ts";
import { now, type Person, type Stage, stage, today } from "../cast.ts";
import { addMeetings } from "../meeting.ts";
import { openAttending } from "../../server/live/attending.ts";

let s: Stage;
beforeEach(async () => {
  s = await stage();
  await addMeetings(s.db, now, false);
});
afterEach(() => s.close());

const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const when = (minutes: number) => at(minutes).toISOString();
const came = (minutes: number, ...people: string[]) => notePresence({ db: s.db, now: at(minutes) }, "m1", people.map((personId) => ({ personId, at: when(minutes) })), []);
const left = (minutes: number, ...people: string[]) => notePresence({ db: s.db, now: at(minutes) }, "m1", [], people.map((personId) => ({ personId, at: when(minutes) })));
const start = async () => startMeeting(await s.as("amira"), "m1");
const go = async (minutes: number, itemId: string) => moveTo(await s.as("amira", at(minutes)), "m1", itemId);
const marks = async () => Object.fromEntries((await s.db.selectFrom("attendance").select(["person_id", "status"]).where("meeting_id", "=", "m1").orderBy("person_id").execute()).map((row) => [row.person_id, row.status]));
const stays = async (person: string) => (await s.db.selectFrom("room_stay").select(["from_at", "to_at", "how"]).where("person_id", "=", person).where("superseded_at", "is", null).orderBy("from_at").execute()).map((one) => `${one.from_at.slice(11, 16)}-${one.to_at?.slice(11, 16) ?? ""} ${one.how}`);
const news = async (what: string) => (await s.db.selectFrom("news").select("detail").where("what", "=", what as never).where("meeting_id", "=", "m1").orderBy("id").execute()).map((row) => row.detail);

describe("Presence stamps arrivals and departures", () => {
  test("of nobody who does not attend, and of no meeting that does not run", async () => {
    await came(0, "amira");
    expect([await stays("amira"), await marks()]).toEqual([[], {}]);
    await start();
    await inviteGuest(await s.as("ruth"), "m1", { personId: "helen", capacity: "invited attendee", itemIds: ["m1-a1"], forId: null, why: "Key worker" });
    await came(1, "helen", "priya", "admin", "nobody");
    expect(await marks()).toEqual({});
    expect(await s.db.selectFrom("room_stay").selectAll().execute()).toEqual([]);
    await s.db.updateTable("meeting").set({ status: "ended", ended_at: when(60) }).where("id", "=", "m1").execute();
    await came(61, "amira");
    expect(await marks()).toEqual({});
  });

  test("of fifteen who come in one commit, with a row of the audit for each: nobody presses a key", async () => {
    await start();
    const before = await s.db.selectFrom("audit").select("seq").orderBy("seq", "desc").executeTakeFirst();
    await came(1, "amira", "gareth", "ruth", "dan", "chloe", "owen", "mairead", "beth", "iqbal", "josie");
    expect(Object.values(await marks())).toEqual(Array(10).fill("present"));
    expect(await news("arrival noted")).toHaveLength(10);
    const after = await s.db.selectFrom("audit").select("seq").orderBy("seq", "desc").executeTakeFirstOrThrow();
    expect(after.seq - (before?.seq ?? 0)).toBe(10);
    expect((await attendanceOf(await s.as("ruth"), "m1")).filter((one) => one.byPresence)).toHaveLength(10);
    // Twice changes nothing.
    await came(2, "dan");
    expect([await stays("dan"), (await news("arrival noted")).length]).toEqual([["10:01- presence"], 10]);
  });

  test("a short gap is no departure, a long one is, and who comes back comes again", async () => {
    await start();
    await came(0, "dan");
    await left(5, "dan");
    await came(6, "dan");
    expect(await stays("dan")).toEqual(["10:00- presence"]);
    await left(10, "dan");
    await came(20, "dan");
    expect(await stays("dan")).toEqual(["10:00-10:10 presence", "10:20- presence"]);
    expect(await news("departure noted")).toEqual(["dan", "dan"]);
    expect(await inRoomNow(s)).toEqual([{ meetingId: "m1", personId: "dan" }]);
  });

  test("a deputy who was named is marked as one; when the member comes after all, the member is there", async () => {
    await s.db.insertInto("person").values({ id: "kim", agency_id: "police", name: "Kim Duty", email: "kim@northmoor.example", password_hash: "x", created_at: now.toISOString() }).execute();
    await inviteGuest(await s.as("ruth"), "m1", { personId: "kim", capacity: "deputy", itemIds: [], forId: "dan", why: "In court" });
    await start();
    await came(1, "kim");
    expect(await marks()).toEqual({ dan: "apologies", kim: "deputy" });
    // The form that shows this can be saved as it stands.
    await recordAttendance(await s.as("ruth", at(2)), "m1", [{ personId: "dan", status: "apologies", informationSent: "yes", informationOn: today, deputyId: "kim" }]);
    expect(await marks()).toEqual({ dan: "apologies", kim: "deputy" });
    await s.db.updateTable("attendance").set({ recorded_by_id: null }).execute();
    await came(9, "dan");
    expect(await marks()).toEqual({ dan: "present" });
  });

  test("what somebody has written stands, whatever page is open; and a form that was read before does not take out who came meanwhile", async () => {
    await recordAttendance(await s.as("ruth"), "m1", [{ personId: "dan", status: "apologies", informationSent: "yes", deputyId: null }]);
    await start();
    await came(1, "dan", "chloe");
    expect(await marks()).toEqual({ chloe: "present", dan: "apologies" });
    await recordAttendance(await s.as("ruth", at(2)), "m1", [{ personId: "dan", status: "apologies", informationSent: "yes", deputyId: null }, { personId: "chloe", status: null, informationSent: null, deputyId: null }, { personId: "owen", status: "present", informationSent: null, deputyId: null }]);
    expect(await marks()).toEqual({ chloe: "present", dan: "apologies", owen: "present" });
    const all = await attendanceOf(await s.as("ruth"), "m1");
    expect(["chloe", "owen"].map((id) => all.find((one) => one.personId === id)!.byPresence)).toEqual([true, false]);
  });
});

describe("The live side", () => {
  /** Everything that the house hands it, with little to wait. */
  const attending = (here: () => string[]) =>
    openAttending({ writer: { write: (work: (db: Stage["db"]) => Promise<void>) => work(s.db) } as never, running: { db: s.db, clock: () => new Date(), log: { error: () => undefined } } as never }, () => new Set(here()), { gatherMs: 20, passingMs: 1, awayMs: 80 });
  const inside = async () => (await s.db.selectFrom("room_stay").select("person_id").where("to_at", "is", null).orderBy("person_id").execute()).map((row) => row.person_id);

  test("writes down who came, and who was there before the start from the start on; a short drop is nothing, staying away a departure", async () => {
    let here = ["amira", "chloe"];
    const side = attending(() => here);
    side.changed("m1");
    await s.db.updateTable("meeting").set({ status: "live", started_at: new Date(Date.now() + 50).toISOString(), current_item_id: "m1-a1" }).where("id", "=", "m1").execute();
    side.hear([{ what: "meeting started", meetingId: "m1", id: "x", at: "x", personId: "amira" }]);
    await expect.poll(inside).toEqual(["amira", "chloe"]);
    const { started_at } = await s.db.selectFrom("meeting").select("started_at").where("id", "=", "m1").executeTakeFirstOrThrow();
    expect(await s.db.selectFrom("room_stay").select("from_at").distinct().execute()).toEqual([{ from_at: started_at }]);
    // Dan passes through, Chloe's page is read again: neither is a coming or going.
    here = ["amira", "dan"];
    side.changed("m1");
    here = ["amira", "chloe"];
    side.changed("m1");
    here = ["amira", "chloe", "owen"];
    side.changed("m1");
    await expect.poll(inside).toEqual(["amira", "chloe", "owen"]);
    here = ["owen"];
    side.changed("m1");
    await expect.poll(inside).toEqual(["owen"]);
    here = ["amira", "owen"];
    side.changed("m1");
    await expect.poll(inside).toEqual(["amira", "owen"]);
    side.close();
    // Another process finds who was in the room, and notices who does not come back.
    const again = attending(() => ["owen"]);
    await expect.poll(inside).toEqual(["owen"]);
    again.close();
    expect(await news("departure noted")).toEqual(expect.arrayContaining(["amira", "chloe", "amira"]));
  });
});

describe("Times corrected by hand", () => {
  test("by those who prepare the panel, of those who attend, while the meeting runs; what was known before is kept", async () => {
    const ask = await s.as("ruth", at(30));
    expect(await refusal(correctTimes(ask, "m1", "dan", []))).toBe("The meeting has not started");
    await start();
    await came(5, "dan");
    expect(await refusal(correctTimes(await s.as("chloe"), "m1", "dan", []))).toBe(403);
    expect(await refusal(correctTimes(await s.as("priya"), "m1", "dan", []))).toBe(404);
    expect(await refusal(correctTimes(ask, "m1", "helen", []))).toBe(404);
    expect(await refusal(timesOf(await s.as("chloe"), "m1", "dan"))).toBe(403);
    await expect(correctTimes(ask, "m1", "dan", [{ row: 0, from: "10:05", to: "10:20" }, { row: 3, from: "10:15", to: null }])).rejects.toMatchObject({ field: "from.3" });
    await correctTimes(ask, "m1", "dan", [{ row: 0, from: "10:00", to: "10:20" }, { row: 1, from: "10:25", to: null }]);
    expect(await stays("dan")).toEqual(["10:00-10:20 by hand", "10:25- by hand"]);
    expect((await s.db.selectFrom("room_stay").select(["how", "superseded_by_id"]).where("superseded_at", "is not", null).execute())).toEqual([{ how: "presence", superseded_by_id: "ruth" }]);
    // A page that closes says nothing of somebody whose times were written by hand.
    await left(40, "dan");
    expect(await stays("dan")).toEqual(["10:00-10:20 by hand", "10:25- by hand"]);
    expect((await timesOf(ask, "m1", "dan")).stays).toMatchObject([{ from: "10:00", to: "10:20", by: "Ruth Okafor" }, { from: "10:25", to: null }]);
    await correctTimes(ask, "m1", "owen", [{ row: 0, from: "10:10", to: null }]);
    expect(await marks()).toEqual({ dan: "present", owen: "present" });
    await came(30, "chloe");
    await correctTimes(ask, "m1", "chloe", []);
    expect([await stays("chloe"), (await marks()).chloe]).toEqual([[], undefined]);
  });
});

describe("Which agencies were there for which item", () => {
  const quorate = async (agencies: number, kinds: string[]) => {
    await setPanel(await s.as("admin", at(-3000)), "macse", { ...(await panelSettings(s, "macse", today)), fromOn: "2026-11-23", quorum: { agencies, kinds } });
  };
  const agencies = (room: { agencies: Parameters<typeof agencyInWords>[0][] } | undefined | null) => room?.agencies.filter((one) => one.there !== "none").map(agencyInWords);

  test("the page, the minutes and the extract say it; who has a conflict of interest had left the room", async () => {
    await quorate(3, ["health"]);
    await start();
    await came(0, "amira", "gareth", "dan");
    await recordAttendance(await s.as("ruth", at(1)), "m1", [{ personId: "josie", status: "present", informationSent: null, deputyId: null }]);
    await go(5, "m1-a1");
    await came(8, "chloe");
    let page = await liveOf(await s.as("ruth", at(9)), "m1", "m1-a1");
    expect(agencies(page.room!.item)).toEqual(["Northmoor Constabulary", "Seaholme Children's Social Care", "Seaholme Health (from 10:08)", "The Harbour Project"]);
    expect([page.room!.quorum, page.room!.item!.quorum]).toEqual([null, null]);
    await declareConflict(await s.as("chloe", at(10)), "c1", { personId: null, reason: "Her niece" });
    page = await liveOf(await s.as("ruth", at(12)), "m1", "m1-a1");
    expect([page.room!.quorum, page.room!.item!.quorum]).toEqual([null, "Not quorate: nobody of health"]);
    // She reads nothing of that item's room, and is there for the meeting.
    const hers = await s.as("chloe", at(12));
    expect((await liveOf(hers, "m1", null)).room).toEqual({ quorum: null, item: null });
    expect((await attendancePage(hers, "m1")).rooms.map((one) => one.id)).toEqual(["m1-welcome"]);
    await recordRisk(await s.as("dan", at(13)), "m1-a1", { level: "High", rationale: "Four nights away", dissent: null, nextReviewOn: "2026-12-22" });
    await go(15, "m1-a2");
    await left(20, "dan", "amira", "gareth");
    expect((await liveOf(await s.as("ruth", at(22)), "m1", null)).room!.quorum).toBe("Not quorate: 2 agencies of the 3 that are needed");

    const ask = await s.as("gareth", at(30));
    const said = await saidAt(ask, { id: "m1", panel_id: "macse" });
    const first = said.find((one) => one.id === "m1-a1")!;
    expect(agencies(first.room)).toEqual(["Northmoor Constabulary: contributed in the room", "Seaholme Children's Social Care", "Seaholme Health (10:08 to 10:10)", "The Harbour Project"]);
    expect(first.room!.agencies.find((one) => one.agency === "Seaholme Homes")).toMatchObject({ there: "none", contributed: [] });
    expect(said.find((one) => one.id === "m1-b1")!.room).toBeUndefined();
    const paper = await paperOf(ask, "m1", said);
    expect(paper.items.find((one) => one.id === "m1-a1")!.room).toEqual(first.room);
    expect(paper.attendance.map((one) => [one.name, one.times && spansInWords(one.times)])).toEqual([["Amira Haddad", "10:00 to 10:20"], ["Dan Kowalczyk", "10:00 to 10:20"], ["Gareth Pugh", "10:00 to 10:20"], ["Chloe Adeyemi", "10:08 to 10:30"], ["Josie Featherstonehaugh", undefined]]);
    expect(paper.quorum).toBeNull();
    const [extract] = await extractsOf(ask, [{ ...first, outcome: { outcome: "risk agreed", note: null, untilOn: null, panel: null, cover: null, closedReason: null, supportContinues: null, wouldBringBack: null } }]);
    expect(extract!.room).toEqual(first.room);
    expect(JSON.stringify(paperFor(hers.who, paper))).not.toMatch(/m1-a1|C-0001/);
  });

  test("an adjournment ends everybody's time: who does not come back when it goes on was there before it alone, with the day", async () => {
    await quorate(2, ["health"]);
    await start();
    await came(0, "amira", "dan", "chloe");
    await go(5, "m1-a1");
    await putOff(await s.as("amira", at(10)), "m1", { onDay: "2026-11-26", time: "10:00", reason: "Fire alarm" });
    // While it is adjourned nobody comes or goes; pages that stay open are there when it goes on, and no sooner.
    await left(12, "chloe");
    const days = 2 * 24 * 60;
    await startMeeting(await s.as("amira", at(days)), "m1");
    await notePresence({ db: s.db, now: at(days + 1) }, "m1", [{ personId: "amira", at: when(0) }, { personId: "dan", at: when(days + 1) }], []);
    expect(await stays("amira")).toEqual(["10:00-10:10 presence", "10:00- presence"]);
    expect(await stays("chloe")).toEqual(["10:00-10:10 presence"]);
    const page = await liveOf(await s.as("ruth", at(days + 3)), "m1", null);
    expect(agencies(page.room!.item)).toEqual(["Northmoor Constabulary", "Seaholme Health (24 Nov 2026, 10:05 to 10:10)"]);
    expect([page.room!.quorum, page.room!.item!.quorum]).toEqual(["Not quorate: 1 agency of the 2 that are needed, and nobody of health", "Not quorate: 1 agency of the 2 that are needed, and nobody of health"]);
    // What is corrected now is of this day; the times of the other stay.
    expect(await timesOf(await s.as("ruth", at(days + 3)), "m1", "dan")).toMatchObject({ stays: [{ from: "10:01", to: null }], earlier: ["24 Nov 2026, 10:00 to 10:10"] });
    await correctTimes(await s.as("ruth", at(days + 20)), "m1", "dan", [{ row: 0, from: "10:01", to: "10:15" }]);
    expect((await s.db.selectFrom("room_stay").select(["from_at", "to_at"]).where("person_id", "=", "dan").where("superseded_at", "is", null).orderBy("from_at").execute())).toEqual([{ from_at: when(0), to_at: when(10) }, { from_at: when(days + 1), to_at: when(days + 15) }]);
    const ask = await s.as("amira", at(days + 30));
    const paper = await paperOf(ask, "m1", await saidAt(ask, { id: "m1", panel_id: "macse" }));
    expect(paper.attendance.map((one) => [one.name, one.times && spansInWords(one.times, true)])).toEqual([["Amira Haddad", undefined], ["Dan Kowalczyk", "24 Nov 2026, 10:00 to 10:10 and 26 Nov 2026, 10:01 to 10:15"], ["Chloe Adeyemi", "24 Nov 2026, 10:00 to 10:10"]]);
  });

  test("who was only ticked, or written down by hand as staying, was there to the end of that day; a tick of the other day is of that day; on the same day a break ends nobody's", async () => {
    await start();
    const tick = async (minutes: number, personId: string) => recordAttendance(await s.as("ruth", at(minutes)), "m1", [{ personId, status: "present", informationSent: null, deputyId: null }]);
    await tick(1, "josie");
    await correctTimes(await s.as("ruth", at(5)), "m1", "owen", [{ row: 0, from: "10:02", to: null }]);
    await putOff(await s.as("amira", at(10)), "m1", { onDay: today, time: "18:00", reason: "Fire alarm" });
    await startMeeting(await s.as("amira", at(20)), "m1");
    expect([await stays("owen"), await stays("josie")]).toEqual([["10:02- by hand"], []]);
    await putOff(await s.as("amira", at(40)), "m1", { onDay: "2026-11-26", time: "10:00", reason: "Snow" });
    const days = 2 * 24 * 60;
    await startMeeting(await s.as("amira", at(days)), "m1");
    expect([await stays("owen"), await stays("josie")]).toEqual([["10:02-10:40 by hand"], ["10:00-10:40 by hand"]]);
    await tick(days + 5, "chloe");
    const page = await liveOf(await s.as("ruth", at(days + 9)), "m1", null);
    expect(agencies(page.room!.item)).toEqual(["Seaholme Health (from 26 Nov 2026, 10:00)", "Seaholme Youth Justice (24 Nov 2026, 10:02 to 10:10 and 24 Nov 2026, 10:20 to 10:40)", "The Harbour Project (24 Nov 2026, 10:00 to 10:10 and 24 Nov 2026, 10:20 to 10:40)"]);
  });

  test("an item that was touched by a slip of the hand was not spoken about: nobody was there for it", async () => {
    await start();
    await came(0, "amira");
    await go(5, "m1-a1");
    await go(5.2, "m1-welcome");
    const said = await saidAt(await s.as("amira", at(9)), { id: "m1", panel_id: "macse" });
    expect(said.filter((one) => one.room).map((one) => one.id)).toEqual(["m1-welcome"]);
  });

  test("a return counts as what its agency gave, also of one that was not there", async () => {
    await start();
    await came(0, "amira");
    await go(1, "m1-a1");
    for (const [agency, state] of [["police", "submitted"], ["schools", "nothing held"], ["housing", "declined"]] as const) {
      await s.db.insertInto("agency_return").values({ id: `r-${agency}`, item_id: "m1-a1", agency_id: agency, state, version: 1, asked_at: when(-60), sent_at: when(-30) }).execute();
      await s.db.insertInto("return_version").values({ return_id: `r-${agency}`, version: 1, state, written_at: when(-30), written_by_id: "dan" }).execute();
    }
    const said = await saidAt(await s.as("amira", at(9)), { id: "m1", panel_id: "macse" });
    expect(said.find((one) => one.id === "m1-a1")!.room!.agencies.filter((one) => one.contributed.length).map(agencyInWords)).toEqual(["Northmoor Constabulary: update", "Seaholme Homes (not there): declined to disclose", "Seaholme Schools (not there): nothing held"]);
  });

  test("the attendance page shows who is invited and waits, and nothing of an item out of reach", async () => {
    await start();
    await go(1, "m1-a1");
    for (const [personId, capacity] of [["priya", "observer"], ["helen", "invited attendee"]] as const) await inviteGuest(await s.as("ruth"), "m1", { personId, capacity, itemIds: ["m1-a1"], forId: null, why: "x" });
    await s.db.updateTable("guest").set({ signed_at: when(0) }).where("person_id", "=", "helen").execute();
    const page = await attendancePage(await s.as("ruth", at(2)), "m1");
    expect(page.invited.map((one) => [one.name, one.capacity, one.state, one.mayAdmit])).toEqual([["Helen Marsh", "invited attendee", "waiting", true], ["Priya Nair", "observer", "not signed", false]]);
    await declareConflict(await s.as("dan", at(2)), "c1", { personId: null, reason: "His niece" });
    expect((await attendancePage(await s.as("dan" as Person, at(3)), "m1")).invited).toEqual([]);
  });
});
