import type { Db } from "#db/connect.server.ts";
import { may } from "../core/access.ts";
import { type Ask, commit } from "../core/ask.server.ts";
import { fullDay, timeOf } from "../core/days.ts";
import { post } from "../core/letter.server.ts";
import { guestsInReach, meetingInReach } from "../core/reach.server.ts";
import { allow } from "../core/refuse.ts";
import { nobody } from "../core/who.ts";
import { calendarOf, type Entry, uidOf } from "./calendar.server.ts";
import { after, codeOf, type Invited } from "./invitation.server.ts";
import { meetingName } from "./meeting.ts";
import { minutesBefore } from "./planned.server.ts";

// What somebody invited to single items is told of the time: their own, and nothing of what else is on the agenda.

type Reading = Pick<Ask, "db">;
type Guest = { item_id: string | null; signed_at: string | null; calendar_sequence: number };

/** The invitations of a person to items of a meeting that hold, of items that stand on its agenda, and about nobody of a conflict of interest of theirs. */
const guestsOfPerson = (ask: Reading, meetingId: string, personId: string) =>
  ask.db.selectFrom("guest").innerJoin("item", "item.id", "guest.item_id").select(["guest.id", "guest.item_id", "guest.calendar_sequence", "guest.signed_at"])
    .where("guest.meeting_id", "=", meetingId).where("guest.person_id", "=", personId).where("guest.ended_at", "is", null).where("item.withdrawn_at", "is", null)
    .where((eb) => eb.or([eb("item.subject_id", "is", null), eb("item.subject_id", "not in", eb.selectFrom("conflict").select("conflict.subject_id").where("conflict.person_id", "=", personId).where("conflict.ended_at", "is", null))])).execute();

/** When somebody's own items are planned: the first's beginning and the last's end. */
async function ownTime(ask: Reading, meeting: Invited, itemIds: string[]): Promise<{ from: string; to: string } | null> {
  const items = itemIds.length ? await ask.db.selectFrom("item").select(["position", "minutes"]).where("id", "in", itemIds).where("withdrawn_at", "is", null).orderBy("position").execute() : [];
  if (!items.length) return null;
  const last = items.at(-1)!;
  return { from: after(meeting, await minutesBefore(ask, meeting.id, items[0]!.position)), to: after(meeting, (await minutesBefore(ask, meeting.id, last.position)) + last.minutes) };
}

/** The calendar entry of somebody invited to items of a meeting. Null before they agreed to the confidentiality statement, and when none of their items is left. */
async function entryOfGuest(ask: Reading, meeting: Invited, guests: Guest[], personId: string): Promise<Entry | null> {
  const time = await ownTime(ask, meeting, guests.flatMap((guest) => (guest.signed_at && guest.item_id ? [guest.item_id] : [])));
  if (!time) return null;
  return { uid: uidOf(meeting.id, personId), sequence: Math.max(...guests.map((guest) => guest.calendar_sequence)), title: meetingName({ code: await codeOf(ask, meeting.panel_id) }, meeting), ...time, place: meeting.place };
}

/** The same, as the person asks for it. The visit must be in reach. */
export async function ownEntry(ask: Ask, meetingId: string): Promise<Entry | null> {
  const meeting = await ask.db.selectFrom("meeting").selectAll().where("id", "=", meetingId).executeTakeFirstOrThrow();
  return entryOfGuest(ask, meeting, await guestsOfPerson(ask, meetingId, ask.who.id), ask.who.id);
}

/** The number that the next entry of theirs bears; also after an invitation that was taken back. */
async function nextSequence(ask: Reading, meetingId: string, personId: string): Promise<number> {
  const { n } = await ask.db.selectFrom("guest").select((eb) => eb.fn.coalesce(eb.fn.max<number>("calendar_sequence"), eb.lit(0)).as("n")).where("meeting_id", "=", meetingId).where("person_id", "=", personId).executeTakeFirstOrThrow();
  return Number(n) + 1;
}

/**
 * Tells somebody invited to items that they are, and when these are planned; or, with `comes` false and while the invitations still hold, that
 * they need not come. Before they agreed to the statement the letter says the day alone and brings no file. Nothing is told while the agenda
 * is a draft. Inside a commit.
 */
export async function tellGuest(ask: Ask, meetingId: string, personId: string, comes = true): Promise<void> {
  const meeting = await ask.db.selectFrom("meeting").selectAll().where("id", "=", meetingId).executeTakeFirstOrThrow();
  const guests = await guestsOfPerson(ask, meetingId, personId);
  if (meeting.status === "draft" || !guests.length) return;
  const sequence = await nextSequence(ask, meetingId, personId);
  const entry = await entryOfGuest(ask, meeting, guests.map((guest) => ({ ...guest, calendar_sequence: sequence })), personId);
  await ask.db.updateTable("guest").set({ calendar_sequence: sequence, told_for: comes ? (entry?.from ?? null) : null }).where("id", "in", guests.map((guest) => guest.id)).execute();
  if (!comes) return needNotCome(ask, meeting, personId, entry);
  const name = meetingName({ code: await codeOf(ask, meeting.panel_id) }, meeting);
  const on = fullDay(meeting.on_day);
  await post(ask, {
    toId: personId, kind: "invited", title: `${name}: invitation`, panelId: meeting.panel_id, meetingId,
    body: entry ? `You are asked to come to ${name} on ${on} at about ${timeOf(entry.from)}. Say in Panelroom whether you come.`
      : `You are invited to ${name} on ${on}. Read the confidentiality statement in Panelroom: then you see your time.`,
    ...(entry && { calendar: calendarOf("request", [entry], ask.now, await personOf(ask, personId)) }),
  });
}

const personOf = (ask: Reading, personId: string) => ask.db.selectFrom("person").select(["name", "email"]).where("id", "=", personId).executeTakeFirstOrThrow();

/** Writes to somebody that they need not come; their calendar drops the entry, where they have one. */
async function needNotCome(ask: Ask, meeting: Invited, personId: string, entry: Entry | null): Promise<void> {
  const name = meetingName({ code: await codeOf(ask, meeting.panel_id) }, meeting);
  await post(ask, {
    toId: personId, kind: "invitation ended", title: `${name}: you need not come`, panelId: meeting.panel_id, meetingId: meeting.id, body: `You need not come to ${name} on ${fullDay(meeting.on_day)}.`,
    ...(entry && { calendar: calendarOf("cancel", [entry], ask.now, await personOf(ask, personId)) }),
  });
}

/** Everybody who is invited to items of a meeting. */
const invitedPeople = async (ask: Reading, meetingId: string): Promise<string[]> =>
  (await ask.db.selectFrom("guest").select("person_id").distinct().where("meeting_id", "=", meetingId).where("ended_at", "is", null).where("item_id", "is not", null).execute()).map((row) => row.person_id);

/** Tells all of these, as `tellGuest`. */
export async function tellGuests(ask: Ask, meetingId: string, comes = true): Promise<void> {
  for (const personId of await invitedPeople(ask, meetingId)) await tellGuest(ask, meetingId, personId, comes);
}

/**
 * Does what takes an item from somebody invited (an invitation taken back, an item withdrawn), and tells them: for when the rest of theirs is planned, or
 * that they need not come. Inside a commit.
 */
export async function tellWithout(ask: Ask, meetingId: string, personIds: string[], itemId: string, take: () => Promise<unknown>): Promise<void> {
  const people = [];
  for (const personId of personIds) people.push({ personId, rest: (await guestsOfPerson(ask, meetingId, personId)).some((guest) => guest.item_id !== itemId) });
  for (const { personId, rest } of people) if (!rest) await tellGuest(ask, meetingId, personId, false);
  await take();
  for (const { personId, rest } of people) if (rest) await tellGuest(ask, meetingId, personId);
}

/** Who of them, as far as they are in reach, has agreed to the statement and was told another time than is planned now. */
export async function toldOtherwise(ask: Ask, meeting: Invited & { status: string }): Promise<string[]> {
  if (meeting.status !== "published" && meeting.status !== "live") return [];
  const rows = await guestsInReach(ask).select(["guest.person_id", "guest.told_for"]).where("guest.meeting_id", "=", meeting.id).where("guest.ended_at", "is", null).where("guest.item_id", "is not", null).where("guest.signed_at", "is not", null).execute();
  const people: string[] = [];
  for (const personId of new Set(rows.map((row) => row.person_id))) {
    const entry = await entryOfGuest(ask, meeting, await guestsOfPerson(ask, meeting.id, personId), personId);
    if (entry && rows.some((row) => row.person_id === personId && row.told_for !== entry.from)) people.push(personId);
  }
  return people;
}

/** Tells those who were told another time. Returns how many. Throws NotFound, NotAllowed. */
export const tellTimes = (ask: Ask, meetingId: string): Promise<number> =>
  commit(ask, async (ask, happened) => {
    const meeting = await meetingInReach(ask, meetingId);
    allow(may.inviteGuests(ask.who, meeting), "The chair, deputy or coordinator tells people their times");
    const people = await toldOtherwise(ask, meeting);
    for (const personId of people) {
      await tellGuest(ask, meeting.id, personId);
      happened({ what: "time told", panelId: meeting.panel_id, meetingId: meeting.id, detail: personId });
    }
    return people.length;
  });

/**
 * Tells those who were told a time, and of whose items a conflict of interest has left them none, that they need not come: their calendar drops the entry.
 * Where the rest of theirs is planned otherwise now, who prepares the panel is shown that, and tells them. By nobody's wish. Returns how many people.
 */
export async function tellOfNothingLeft({ db, now }: { db: Db; now: Date }): Promise<number> {
  const told = await db.selectFrom("guest").innerJoin("meeting", "meeting.id", "guest.meeting_id").select(["guest.meeting_id", "guest.person_id"]).distinct().where("guest.ended_at", "is", null).where("guest.told_for", "is not", null)
    .where("meeting.status", "in", ["published", "live"]).where("meeting.cancelled_at", "is", null).execute();
  let people = 0;
  for (const { meeting_id, person_id } of told) people += await commit({ db, now, who: nobody }, (ask) => tellNothingLeft(ask, meeting_id, person_id));
  return people;
}

async function tellNothingLeft(ask: Ask, meetingId: string, personId: string): Promise<number> {
  if ((await guestsOfPerson(ask, meetingId, personId)).length) return 0;
  const guests = await ask.db.selectFrom("guest").innerJoin("item", "item.id", "guest.item_id").select(["guest.id", "guest.told_for", "item.minutes"]).where("guest.meeting_id", "=", meetingId).where("guest.person_id", "=", personId).where("guest.ended_at", "is", null).where("guest.told_for", "is not", null).execute();
  const from = guests[0]?.told_for;
  if (!from) return 0;
  const meeting = await ask.db.selectFrom("meeting").selectAll().where("id", "=", meetingId).executeTakeFirstOrThrow();
  const sequence = await nextSequence(ask, meetingId, personId);
  await ask.db.updateTable("guest").set({ calendar_sequence: sequence, told_for: null }).where("id", "in", guests.map((guest) => guest.id)).execute();
  const to = new Date(Date.parse(from) + guests.reduce((sum, guest) => sum + guest.minutes, 0) * 60_000).toISOString();
  await needNotCome(ask, meeting, personId, { uid: uidOf(meetingId, personId), sequence, title: meetingName({ code: await codeOf(ask, meeting.panel_id) }, meeting), from, to, place: meeting.place });
  return 1;
}
