import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { NotAgreed, NotFound } from "#app/models/core/refuse.ts";
import { cardsPage, setCard, showCards } from "#app/models/meetings/card.server.ts";
import { chairNow, chairPage, handOver, takeOver } from "#app/models/meetings/chairing.server.ts";
import { clearRoom } from "#app/models/meetings/conducting.server.ts";
import { saidAt } from "#app/models/meetings/extract.server.ts";
import { admitGuest, inviteGuest, showGuestOut } from "#app/models/meetings/guest.server.ts";
import { handsFor, handsUp, placeHand, raiseHand, raiseHandInvited } from "#app/models/meetings/hand.server.ts";
import { liveOf } from "#app/models/meetings/live.server.ts";
import { putOff } from "#app/models/meetings/put-off.server.ts";
import { paperOf } from "#app/models/meetings/paper.server.ts";
import { keepPresence } from "#app/models/meetings/here.server.ts";
import { moveTo, startMeeting } from "#app/models/meetings/running.server.ts";
import { roomView, sharedScreen } from "#app/models/meetings/shared.server.ts";
import { meetingsLeft, tellOfMeetingsLeft } from "#app/models/meetings/unattended.server.ts";
import { closeSession } from "#app/models/meetings/closed.server.ts";
import { signStatement } from "#app/models/meetings/visit.server.ts";
import { declareConflict } from "#app/models/subjects/conflict.server.ts";
import { meetingInReach } from "#app/models/core/reach.server.ts";
import { now, type Person, type Stage, stage, today } from "../cast.ts";
import { addMeetings } from "../meeting.ts";

let s: Stage;
afterEach(() => s.close());
const opened = async (live = true) => {
  s = await stage();
  await addMeetings(s.db, now, live);
};
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const refused = (promise: Promise<unknown>): Promise<unknown> => promise.then(() => "done", (error) => (error instanceof NotAgreed ? error.reason : error.constructor.name));
const here = (...people: Person[]) => keepPresence(s.db, people.map((personId) => ({ meetingId: "m1", personId, here: true, dropped: false })), now);
const gone = (person: Person, at: Date, dropped = false) => keepPresence(s.db, [{ meetingId: "m1", personId: person, here: false, dropped }], at);
const meetingOf = async (person: Person, at = now) => meetingInReach(await s.as(person, at), "m1");
const invite = async (person: Person) => {
  await inviteGuest(await s.as("ruth"), "m1", { personId: person, capacity: "invited attendee", itemIds: ["m1-a1"], forId: null, why: "Her head of year" });
  await signStatement(await s.as(person), "m1", true);
  return (await s.db.selectFrom("guest").select("id").where("person_id", "=", person).where("item_id", "=", "m1-a1").executeTakeFirstOrThrow()).id;
};

describe("Moving on", () => {
  beforeEach(() => opened(false));
  const current = async () => (await s.db.selectFrom("meeting").select("current_item_id").where("id", "=", "m1").executeTakeFirstOrThrow()).current_item_id;
  const turns = async () => (await s.db.selectFrom("item_turn").select(["item_id", "from_at", "to_at"]).where("meeting_id", "=", "m1").orderBy("from_at").execute()).map((row) => `${row.item_id} ${row.from_at.slice(14, 19)}–${row.to_at?.slice(14, 19) ?? ""}`);

  test("two who press at once move on once, and what each item took is kept turn by turn", async () => {
    await startMeeting(await s.as("amira"), "m1");
    await moveTo(await s.as("amira", later(60)), "m1", "m1-a1", "m1-welcome");
    // Ruth's page still stood at the welcome.
    await moveTo(await s.as("ruth", later(61)), "m1", "m1-a1", "m1-welcome");
    await moveTo(await s.as("ruth", later(61)), "m1", "m1-a2", "m1-welcome");
    expect(await current()).toBe("m1-a1");
    await moveTo(await s.as("amira", later(300)), "m1", "m1-a2", "m1-a1");
    await moveTo(await s.as("amira", later(600)), "m1", "m1-a1");
    expect(await turns()).toEqual(["m1-welcome 00:00–01:00", "m1-a1 01:00–05:00", "m1-a2 05:00–10:00", "m1-a1 10:00–"]);
    const live = await liveOf(await s.as("amira", later(720)), "m1", null);
    expect(live.pace?.item).toMatchObject({ id: "m1-a1", minutes: 12, spentMs: 240_000, since: later(600).toISOString() });
    expect(live.spent).toEqual({ "m1-welcome": 1, "m1-a2": 5 });
  });

  test("going back within a minute takes a slip back: the time was the first item's all along, and the other was not begun", async () => {
    await startMeeting(await s.as("amira"), "m1");
    await moveTo(await s.as("amira", later(60)), "m1", "m1-a1");
    expect((await liveOf(await s.as("amira", later(70)), "m1", null)).back).toMatchObject({ itemId: "m1-welcome", number: "1" });
    await moveTo(await s.as("amira", later(80)), "m1", "m1-welcome");
    expect(await turns()).toEqual(["m1-welcome 00:00–"]);
    expect((await liveOf(await s.as("amira", later(90)), "m1", null)).steps.map((step) => step.progress)).toEqual(["current", "to come", "to come", "to come", "to come"]);
    await moveTo(await s.as("amira", later(100)), "m1", "m1-a1");
    expect((await liveOf(await s.as("amira", later(161)), "m1", null)).back).toBeNull();
    await moveTo(await s.as("amira", later(161)), "m1", "m1-welcome");
    expect(await turns()).toEqual(["m1-welcome 00:00–01:40", "m1-a1 01:40–02:41", "m1-welcome 02:41–"]);
  });

  test("an adjournment is nobody's time: the item goes on with what it had, in the chair of who goes on with the meeting", async () => {
    await startMeeting(await s.as("amira"), "m1");
    await moveTo(await s.as("amira", later(60)), "m1", "m1-a1");
    await raiseHand(await s.as("dan", later(90)), "m1", true);
    await putOff(await s.as("amira", later(240)), "m1", { onDay: "2026-11-26", time: "10:00", reason: "Fire alarm" });
    expect(await s.db.selectFrom("hand").selectAll().execute()).toEqual([]);
    const days = 2 * 86_400;
    await startMeeting(await s.as("gareth", later(days)), "m1");
    const live = await liveOf(await s.as("gareth", later(days + 120)), "m1", null);
    expect(live.pace?.item).toMatchObject({ id: "m1-a1", spentMs: 180_000, since: later(days).toISOString() });
    expect(live.chair).toMatchObject({ id: "gareth", mine: true });
  });

  test("whoever takes no part in an item learns from no sum of minutes that there is one", async () => {
    await startMeeting(await s.as("amira"), "m1");
    await declareConflict(await s.as("chloe"), "c2", { personId: null, reason: "My neighbour" });
    const [chloe, dan] = [await liveOf(await s.as("chloe"), "m1", null), await liveOf(await s.as("dan"), "m1", null)];
    expect([chloe.pace?.restMinutes, dan.pace?.restMinutes]).toEqual([36, 48]);
    expect(JSON.stringify([chloe.pace, chloe.shares, chloe.spent, chloe.hands])).not.toContain("m1-a2");
    await moveTo(await s.as("amira", later(60)), "m1", "m1-a2");
    await raiseHand(await s.as("dan", later(61)), "m1", true);
    const away = await liveOf(await s.as("chloe", later(62)), "m1", null);
    expect(away.pace?.item).toBeNull();
    expect(away.hands).toEqual([]);
  });
});

describe("The chair", () => {
  beforeEach(() => opened(false));
  const inChair = async (at = now) => (await chairNow(await s.as("ruth", at), await meetingOf("ruth")))?.id ?? null;

  test("is with who started the meeting; a coordinator starts it for who is to chair it", async () => {
    await s.db.updateTable("meeting").set({ chair_id: "gareth" }).where("id", "=", "m1").execute();
    await startMeeting(await s.as("ruth"), "m1");
    expect(await inChair()).toBe("gareth");
    const [amira, gareth, ruth, dan] = await Promise.all((["amira", "gareth", "ruth", "dan"] as const).map(async (person) => liveOf(await s.as(person), "m1", null)));
    expect([amira, gareth, ruth, dan].map((live) => [live!.runs, live!.mayTake])).toEqual([[false, true], [true, false], [true, false], [false, false]]);
  });

  test("is handed over by who has it, to chair or deputy alone", async () => {
    await startMeeting(await s.as("amira"), "m1");
    for (const [person, to, why] of [["priya", "gareth", "NotFound"], ["dan", "gareth", "NotAllowed"], ["ruth", "gareth", "NotAllowed"], ["gareth", "gareth", "Amira Haddad is in the chair: only they hand it over"], ["amira", "dan", "Choose the chair or a deputy of this panel"]] as const)
      expect([person, await refused(handOver(await s.as(person), "m1", to))]).toEqual([person, why]);
    await handOver(await s.as("amira", later(60)), "m1", "gareth");
    expect(await inChair()).toBe("gareth");
    expect(await s.db.selectFrom("news").select(["person_id", "detail"]).where("what", "=", "chair handed over").execute()).toEqual([{ person_id: "amira", detail: "gareth" }]);
  });

  test("is taken over when the connection of who has it has dropped, by deputy or chair, and the minutes say so", async () => {
    await startMeeting(await s.as("amira"), "m1");
    await here("amira", "gareth");
    for (const [person, why] of [["priya", "NotFound"], ["dan", "NotAllowed"], ["ruth", "NotAllowed"], ["gareth", "Amira Haddad is here: ask them to hand the chair over"]] as const) expect([person, await refused(takeOver(await s.as(person, later(60)), "m1"))]).toEqual([person, why]);
    await gone("amira", later(60), true);
    expect(await refused(takeOver(await s.as("gareth", later(80)), "m1"))).toMatch(/only now/);
    expect((await liveOf(await s.as("gareth", later(100)), "m1", null)).chair).toMatchObject({ id: "amira", goneSince: later(60).toISOString() });
    expect((await chairPage(await s.as("gareth", later(100)), "m1")).whyNotTake).toBeNull();
    await takeOver(await s.as("gareth", later(100)), "m1");
    await takeOver(await s.as("gareth", later(101)), "m1");
    expect(await inChair(later(101))).toBe("gareth");
    expect(await s.db.selectFrom("news").select(["person_id", "detail"]).where("what", "=", "chair taken over").execute()).toEqual([{ person_id: "gareth", detail: "amira" }]);
    const ask = await s.as("amira", later(200));
    await clearRoom(ask, await meetingOf("amira"));
    const paper = await paperOf(ask, "m1", await saidAt(ask, await meetingOf("amira")));
    expect(paper.chairing?.map((one) => [one.name, one.how, one.to])).toEqual([["Amira Haddad", "started", later(100).toISOString()], ["Gareth Pugh", "took over", later(200).toISOString()]]);
  });
});

describe("Hands", () => {
  beforeEach(() => opened());
  const order = async () => (await handsUp(await s.as("ruth", later(100)), "m1")).map((hand) => `${hand.name.split(" ")[0]}${hand.speaking ? "!" : ""}`).join();
  const idOf = async (person: Person) => (await s.db.selectFrom("hand").select("id").where("person_id", "=", person).executeTakeFirstOrThrow()).id;

  test("are not raised by outsiders, at an item in which one takes no part, or when nothing runs", async () => {
    await declareConflict(await s.as("chloe"), "c1", { personId: null, reason: "My neighbour" });
    for (const [person, why] of [["priya", "NotFound"], ["admin", "NotFound"], ["helen", "NotFound"], ["chloe", "The meeting is at an item in which you take no part"]] as const) expect([person, await refused(raiseHand(await s.as(person), "m1", true))]).toEqual([person, why]);
    expect(await handsFor(await s.as("chloe"), await meetingOf("chloe"))).toEqual([]);
    await s.db.updateTable("meeting").set({ status: "published" }).where("id", "=", "m1").execute();
    expect(await refused(raiseHand(await s.as("dan"), "m1", true))).toMatch(/while the meeting runs/);
  });

  test("stand in the order in which they were raised, one each; the chair gives the word, puts behind, lowers; moving on lowers all", async () => {
    for (const [i, person] of (["dan", "chloe", "owen"] as const).entries()) await raiseHand(await s.as(person, later(i)), "m1", true);
    await raiseHand(await s.as("dan", later(9)), "m1", true);
    expect(await order()).toBe("Dan,Chloe,Owen");
    for (const [person, why] of [["priya", "NotFound"], ["chloe", "NotAllowed"]] as const) expect(await refused(placeHand(await s.as(person), await idOf("dan"), "down"))).toBe(why);
    await placeHand(await s.as("amira", later(10)), await idOf("dan"), "end");
    expect(await order()).toBe("Chloe,Owen,Dan");
    await placeHand(await s.as("ruth", later(11)), await idOf("owen"), "word");
    expect(await order()).toBe("Owen!,Chloe,Dan");
    // Whoever had the word before is done.
    await placeHand(await s.as("amira", later(12)), await idOf("chloe"), "word");
    expect(await order()).toBe("Chloe!,Dan");
    await placeHand(await s.as("dan", later(13)), await idOf("dan"), "down");
    await raiseHand(await s.as("chloe", later(14)), "m1", false);
    expect(await order()).toBe("");
    await raiseHand(await s.as("dan", later(15)), "m1", true);
    await moveTo(await s.as("amira", later(20)), "m1", "m1-a2");
    expect(await s.db.selectFrom("hand").selectAll().execute()).toEqual([]);
  });

  test("of somebody invited go up while they are let in, and of who is gone are not shown", async () => {
    const guest = await invite("helen");
    expect(await refused(raiseHandInvited(await s.as("helen"), "m1", true))).toMatch(/take no part/);
    await admitGuest(await s.as("ruth"), guest);
    await raiseHandInvited(await s.as("helen"), "m1", true);
    await here("dan");
    await raiseHand(await s.as("dan", later(1)), "m1", true);
    expect((await handsUp(await s.as("ruth", later(2)), "m1")).map((hand) => [hand.agency, hand.capacity])).toEqual([["Seaholme Homes", "invited attendee"], ["Northmoor Constabulary", null]]);
    await gone("dan", later(3));
    expect(await order()).toBe("Helen");
    // Nor of who was shown out, or takes no part from now on.
    await raiseHand(await s.as("chloe", later(4)), "m1", true);
    await showGuestOut(await s.as("ruth"), guest);
    expect(await order()).toBe("Chloe");
    await declareConflict(await s.as("chloe"), "c1", { personId: null, reason: "My neighbour" });
    expect(await order()).toBe("");
  });
});

describe("Cards on the table", () => {
  beforeEach(() => opened());
  const page = async (person: Person) => (await cardsPage(await s.as(person), "m1-a1")).cards;

  test("are set by agencies that reach the item, and shown by chair or deputy", async () => {
    await declareConflict(await s.as("chloe"), "c1", { personId: null, reason: "My neighbour" });
    for (const person of ["priya", "tomasz", "chloe", "admin"] as const) expect([person, await refused(setCard(await s.as(person), "m1-a1", "01"))]).toEqual([person, "NotFound"]);
    expect(await refused(setCard(await s.as("dan"), "m1-a1", "09"))).toMatch(/this panel's scale/);
    expect(await refused(setCard(await s.as("dan"), "m1-welcome", "01"))).toMatch(/standing item/);
    expect(await refused(showCards(await s.as("dan"), "m1-a1"))).toBe("NotAllowed");
    expect(await refused(showCards(await s.as("ruth"), "m1-a1"))).toBe("NotAllowed");
    expect(await refused(showCards(await s.as("amira"), "m1-a1"))).toMatch(/No agency has set/);
  });

  test("are read by their own agency alone until all are shown at once; then they stand in the minutes and change no more", async () => {
    const scale = (await page("dan")).levels;
    await setCard(await s.as("dan"), "m1-a1", "01");
    // Of one agency the last one counts, whoever sets it.
    await setCard(await s.as("amira"), "m1-a1", "03");
    await setCard(await s.as("owen"), "m1-a1", "02");
    expect([await page("dan"), await page("owen"), await page("chloe")].map((cards) => [cards.own, cards.set, cards.shown])).toEqual([["03", 2, null], ["02", 2, null], ["00", 2, null]]);
    // Of the same length whichever was chosen.
    const sized = async () => Promise.all((["dan", "owen", "chloe", "amira"] as const).map(async (person) => JSON.stringify((await liveOf(await s.as(person), "m1", null)).item?.cards).length));
    const before = await sized();
    await setCard(await s.as("dan"), "m1-a1", "02");
    await setCard(await s.as("owen"), "m1-a1", "01");
    expect(await sized()).toEqual(before);
    expect(JSON.stringify(await s.db.selectFrom("news").selectAll().where("what", "=", "card set").execute())).not.toMatch(new RegExp(scale.map((level) => level.name).join("|")));
    expect((await saidAt(await s.as("amira"), await meetingOf("amira"))).find((item) => item.id === "m1-a1")?.cards).toEqual([]);

    await showCards(await s.as("amira"), "m1-a1");
    const shown = [{ agency: "Northmoor Constabulary", level: scale[1]!.name }, { agency: "Seaholme Youth Justice Service", level: scale[0]!.name }];
    expect((await page("chloe")).shown?.cards.map((card) => card.level)).toEqual(shown.map((card) => card.level));
    expect(await refused(setCard(await s.as("dan"), "m1-a1", "01"))).toMatch(/on the table/);
    const paper = await paperOf(await s.as("amira"), "m1", await saidAt(await s.as("amira"), await meetingOf("amira")));
    expect(paper.items.find((item) => item.id === "m1-a1")?.cards?.map((card) => card.level)).toEqual(shown.map((card) => card.level));
  });

  test("that nobody saw are gone once the meeting ends", async () => {
    await setCard(await s.as("dan"), "m1-a1", "01");
    await setCard(await s.as("dan"), "m1-a2", "01");
    await showCards(await s.as("amira"), "m1-a2");
    await clearRoom(await s.as("amira"), await meetingOf("amira"));
    expect((await s.db.selectFrom("card").select("item_id").execute()).map((row) => row.item_id)).toEqual(["m1-a2"]);
  });
});

describe("A screen that everybody sees", () => {
  beforeEach(() => opened());
  const shows = async (person: Person = "ruth", at = now) => {
    const { item, part } = await sharedScreen(await s.as(person, at), "m1");
    return { part, title: item?.title ?? null, reasons: item?.reasons.length ?? 0, minutes: item?.shows.minutes ?? false, entries: item?.shows.entries ?? false };
  };
  const all = { part: "all", title: "Jordan Ellis", reasons: 2, minutes: true, entries: true };
  const none = { part: "none", title: null, reasons: 0, minutes: false, entries: false };

  test("is for who reaches the meeting, and noted as read", async () => {
    for (const person of ["priya", "helen", "admin", "audit"] as const) for (const view of [sharedScreen, roomView]) await expect(view(await s.as(person), "m1")).rejects.toBeInstanceOf(NotFound);
    expect(await shows()).toEqual(all);
    expect(await s.db.selectFrom("news").select(["person_id", "item_id"]).where("what", "=", "shared screen opened").execute()).toEqual([{ person_id: "ruth", item_id: "m1-a1" }]);
  });

  test("shows nothing of an item in which somebody present takes no part: whose page is open, whose line broke, or who was ticked as present", async () => {
    await declareConflict(await s.as("chloe"), "c1", { personId: null, reason: "My neighbour" });
    await here("dan", "amira");
    expect(await shows()).toEqual(all);
    await here("chloe");
    expect(await shows()).toEqual(none);
    expect((await roomView(await s.as("ruth"), "m1")).current).toBeNull();
    await gone("chloe", later(10), true);
    expect(await shows("ruth", later(20))).toEqual(none);
    expect(await shows("ruth", later(80))).toEqual(all);
    await s.db.insertInto("attendance").values({ meeting_id: "m1", person_id: "chloe", agency_id: "health", status: "present", recorded_at: now.toISOString() }).execute();
    // She was seen to go: what is ticked for the whole of the meeting says nothing against that.
    expect(await shows("ruth", later(80))).toEqual(all);
    await s.db.deleteFrom("presence").where("person_id", "=", "chloe").execute();
    expect(await shows("ruth", later(80))).toEqual(none);
    expect(await shows("chloe", later(80))).toEqual(none);
  });

  test("shows as much as somebody invited reads, from when they are let in to when they are shown out", async () => {
    const guest = await invite("helen");
    expect(await shows()).toEqual(all);
    await admitGuest(await s.as("ruth"), guest);
    expect(await shows()).toEqual({ part: "some", title: "Jordan Ellis", reasons: 0, minutes: true, entries: false });
    await showGuestOut(await s.as("ruth"), guest);
    expect(await shows()).toEqual(all);
  });

  test("shows nothing of a closed session, to those in it either", async () => {
    await closeSession(await s.as("amira"), "m1-a1", { agencyIds: ["police"], minuterId: "dan" });
    await here("dan");
    expect(await shows("amira")).toMatchObject({ part: "closed", title: null, minutes: false, entries: false, reasons: 0 });
    await here("gareth");
    expect(await shows("amira")).toEqual(none);
  });

  test("on the wall holds numbers, times and agencies, and nobody's name or reference", async () => {
    await here("dan", "amira");
    await raiseHand(await s.as("dan"), "m1", true);
    const room = await roomView(await s.as("ruth"), "m1");
    expect(room).toMatchObject({ current: { number: "A1" }, next: { number: "A2" }, done: 0, of: 5, hands: [{ agency: "Northmoor Constabulary", speaking: false }] });
    expect(JSON.stringify(room)).not.toMatch(/Jordan|Ellis|Siân|Razz|[COL]-0|Kowalczyk|Haddad|"c[12]"|High risk/);
  });
});

describe("A meeting left running", () => {
  beforeEach(() => opened());
  test("is told of on the pages of who can end it, and by one letter to each, without a word of what it is about", async () => {
    expect(await meetingsLeft(await s.as("amira", later(3600)))).toEqual([]);
    const at = later(3 * 3600);
    for (const [person, panels] of [["amira", 1], ["gareth", 2], ["ruth", 2], ["dan", 1], ["chloe", 0], ["priya", 0]] as const) expect([person, (await meetingsLeft(await s.as(person, at))).length]).toEqual([person, panels]);
    expect(await meetingsLeft(await s.as("amira", at))).toMatchObject([{ id: "m1", why: "nobody here" }]);
    expect(await tellOfMeetingsLeft({ db: s.db, now: at })).toBe(2);
    expect(await tellOfMeetingsLeft({ db: s.db, now: later(4 * 3600) })).toBe(0);
    const letters = await s.db.selectFrom("letter").select(["to_id", "title", "body"]).where("meeting_id", "=", "m1").orderBy("to_id").execute();
    expect(letters.map((letter) => letter.to_id)).toEqual(["amira", "gareth", "ruth"]);
    expect(letters[0]!.title).toBe("MACSE 27 is still running");
    expect(JSON.stringify(letters)).not.toMatch(/Jordan|Ellis|C-0001|A1/);
    // Adjourned, and left running again when it went on.
    await s.db.insertInto("meeting_move").values({ id: "move", meeting_id: "m1", kind: "adjourned", from_on: today, from_time: "10:00", to_on: today, to_time: "15:00", reason: "Fire alarm", at: later(4.5 * 3600).toISOString(), by_id: "amira", resumed_at: later(5 * 3600).toISOString(), resumed_by_id: "amira" }).execute();
    expect(await tellOfMeetingsLeft({ db: s.db, now: later(12 * 3600) })).toBe(1);
    expect(await tellOfMeetingsLeft({ db: s.db, now: later(13 * 3600) })).toBe(0);
  });
});
