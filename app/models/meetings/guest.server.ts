import { onceForReach } from "../core/alike.server.ts";
import { may } from "../core/access.ts";
import { type Ask, commit, type Happened, look, newId } from "../core/ask.server.ts";
import { type Day, dayOf } from "../core/days.ts";
import { guestInReach, guestsInReach, itemsInReach, meetingInReach, peopleOfPanel, subjectsInReach } from "../core/reach.server.ts";
import { NotAgreed, agree, allow } from "../core/refuse.ts";
import type { GuestCapacity } from "../core/who.ts";
import { membersOf, takesPart } from "../people/panel.server.ts";
import { listedRefs, noteOpened } from "../core/opened.server.ts";
import { tellDeputy } from "./invitation.server.ts";
import { tellGuest, tellWithout, toldOtherwise } from "./own-time.server.ts";
import { invitedBefore } from "./guest-again.server.ts";
import { whyOver } from "./put-off.ts";
import { repliesOf } from "./replies.server.ts";
import { guestState, type GuestState, type Stay, type Visit, whyNotAdmit, whyNotInvite } from "./guest.ts";

export interface Inviting {
  personId: string;
  capacity: GuestCapacity;
  /** The items of an invited attendee or observer. */
  itemIds: string[];
  /** The member in whose place a deputy comes. */
  forId: string | null;
  why: string;
}

/**
 * Invites somebody who does not belong to the panel: to items of a meeting, or to all of it in place of a member. They know of it from
 * publication on. Throws NotFound, NotAllowed, NotAgreed beside the field.
 */
export const inviteGuest = (ask: Ask, meetingId: string, { personId, capacity, itemIds, forId, why }: Inviting): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const meeting = await meetingInReach(ask, meetingId);
    allow(may.inviteGuests(ask.who, meeting), "The chair, deputy or coordinator invites people to a meeting");
    agree(whyOver(meeting) ?? whyNotInvite(meeting));
    const person = (await couldInvite(ask, meeting.panel_id)).find(({ id }) => id === personId);
    if (!person) throw new NotAgreed("Choose a person from the list", "personId");
    const already = await guestsInReach(ask).select(["guest.item_id", "guest.capacity"]).where("guest.meeting_id", "=", meeting.id).where("guest.person_id", "=", person.id).where("guest.ended_at", "is", null).execute();
    if (already.some((one) => one.capacity === "deputy")) throw new NotAgreed("They come to this meeting as a deputy already", "personId");
    const row = { meeting_id: meeting.id, person_id: person.id, capacity, why, invited_at: ask.now.toISOString(), invited_by_id: ask.who.id };
    if (capacity === "deputy") {
      const member = (await membersOf(ask, meeting.panel_id)).find(({ id }) => id === forId);
      if (!member) throw new NotAgreed("Choose the member in whose place they come", "forId");
      if (member.agency !== person.agency) throw new NotAgreed(`A deputy comes from the member's own agency: ${member.agency}`, "forId");
      if (already.length) throw new NotAgreed("They are invited to items of this meeting already: take those invitations back first", "personId");
      await ask.db.insertInto("guest").values({ ...row, id: newId(), item_id: null, for_id: member.id }).execute();
      await tellDeputy(ask, meeting.id, person.id, true);
      happened({ what: "guest invited", panelId: meeting.panel_id, meetingId: meeting.id, detail: person.id });
      return;
    }
    const items = itemIds.length ? await itemsInReach(ask).select(["item.id", "item.subject_id"]).where("item.meeting_id", "=", meeting.id).where("item.withdrawn_at", "is", null).where("item.id", "in", itemIds).execute() : [];
    if (!items.length || items.length !== new Set(itemIds).size) throw new NotAgreed("Choose the items to which they are invited", "itemIds");
    if (items.some(({ id }) => already.some((one) => one.item_id === id))) throw new NotAgreed("They are invited to one of these already", "itemIds");
    await takesPart(ask, person.id, items.flatMap((item) => item.subject_id ?? []), "personId");
    for (const item of items) {
      await ask.db.insertInto("guest").values({ ...row, id: newId(), item_id: item.id, for_id: null }).execute();
      happened({ what: "guest invited", panelId: meeting.panel_id, meetingId: meeting.id, itemId: item.id, subjectId: item.subject_id, detail: person.id });
    }
    await tellGuest(ask, meeting.id, person.id);
  });

/** Those who may be invited to a panel's meetings: everybody who has not left, is no member today, and neither administers nor audits; by agency, then name. */
const couldInvite = (ask: Ask, panelId: string) =>
  ask.db.selectFrom("person").innerJoin("agency", "agency.id", "person.agency_id").select(["person.id", "person.name", "agency.name as agency"]).where("person.ended_at", "is", null).where("is_administrator", "=", 0).where("is_auditor", "=", 0)
    .where("person.id", "not in", peopleOfPanel(ask, panelId, dayOf(ask.now))).orderBy("agency.name").orderBy("person.name").execute();

/** Takes an invitation back: from now on nothing of it is in their reach. Returns the meeting's id. */
export const endGuest = (ask: Ask, guestId: string): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const guest = await guestInReach(ask, guestId);
    allow(may.inviteGuests(ask.who, guest), "The chair, deputy or coordinator takes an invitation back");
    if (guest.ended_at) return guest.meeting_id;
    const at = ask.now.toISOString();
    await ask.db.updateTable("guest_stay").set({ to_at: at, to_by_id: ask.who.id }).where("guest_id", "=", guest.id).where("to_at", "is", null).execute();
    const end = () => ask.db.updateTable("guest").set({ ended_at: at, ended_by_id: ask.who.id }).where("id", "=", guest.id).execute();
    if (guest.item_id) await tellWithout(ask, guest.meeting_id, [guest.person_id], guest.item_id, end);
    else {
      await end();
      await tellDeputy(ask, guest.meeting_id, guest.person_id, false);
    }
    happened({ what: "guest ended", panelId: guest.panel_id, meetingId: guest.meeting_id, itemId: guest.item_id, detail: guest.person_id });
    return guest.meeting_id;
  });

async function guestNow(ask: Ask, guestId: string) {
  const guest = await guestInReach(ask, guestId);
  allow(may.admitGuests(ask.who, guest), "The chair, deputy or coordinator lets people in");
  if (guest.ended_at) throw new NotAgreed("This invitation was taken back");
  const apart = guest.item_id ? await ask.db.selectFrom("conflict").innerJoin("item", "item.subject_id", "conflict.subject_id").select("conflict.id").where("item.id", "=", guest.item_id).where("conflict.person_id", "=", guest.person_id).where("conflict.ended_at", "is", null).executeTakeFirst() : undefined;
  const stays = (await staysOf(ask, [guest.id])).get(guest.id) ?? [];
  return { ...guest, apart: apart !== undefined, stays, state: guestState({ signedAt: guest.signed_at, stays }) };
}

/** Lets somebody in to the item that they are invited to. Twice changes nothing. Returns the meeting's id. Throws NotAgreed with what stands against it. */
export const admitGuest = (ask: Ask, guestId: string): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const guest = await guestNow(ask, guestId);
    agree(whyNotAdmit({ status: guest.meeting_status, current_item_id: guest.current_item_id }, { itemId: guest.item_id, state: guest.state, apart: guest.apart }));
    if (guest.state === "in") return guest.meeting_id;
    if (guest.item_id && (await ask.db.selectFrom("closed_session").select("id").where("item_id", "=", guest.item_id).where("to_at", "is", null).executeTakeFirst())) throw new NotAgreed("The item is in closed session");
    await ask.db.insertInto("guest_stay").values({ id: newId(), guest_id: guest.id, from_at: ask.now.toISOString(), from_by_id: ask.who.id }).execute();
    happened({ what: "guest admitted", panelId: guest.panel_id, meetingId: guest.meeting_id, itemId: guest.item_id, detail: guest.person_id });
    return guest.meeting_id;
  });

/** Shows somebody out of their item: from now on they read what is agreed, and nothing of what is said. Returns the meeting's id. */
export const showGuestOut = (ask: Ask, guestId: string): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const guest = await guestNow(ask, guestId);
    await endStays(ask, happened, [{ ...guest, meetingId: guest.meeting_id, panelId: guest.panel_id }]);
    return guest.meeting_id;
  });

/** Lets somebody write the minutes of their item, or only read them. Returns the meeting's id. */
export const letGuestWrite = (ask: Ask, guestId: string, mayWrite: boolean): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const guest = await guestNow(ask, guestId);
    allow(may.letGuestsWrite(ask.who, guest), "The chair or the deputy lets people write");
    if (guest.item_id === null) throw new NotAgreed("A deputy writes as a member does");
    if ((guest.may_write === 1) === mayWrite) return guest.meeting_id;
    await ask.db.updateTable("guest").set({ may_write: mayWrite ? 1 : 0 }).where("id", "=", guest.id).execute();
    happened({ what: "guest writing changed", panelId: guest.panel_id, meetingId: guest.meeting_id, itemId: guest.item_id, detail: guest.person_id });
    return guest.meeting_id;
  });

async function endStays(ask: Ask, happened: Happened, guests: { id: string; item_id: string | null; person_id: string; meetingId: string; panelId: string }[]): Promise<void> {
  for (const guest of guests) {
    const { numUpdatedRows } = await ask.db.updateTable("guest_stay").set({ to_at: ask.now.toISOString(), to_by_id: ask.who.id }).where("guest_id", "=", guest.id).where("to_at", "is", null).executeTakeFirst();
    if (numUpdatedRows > 0n) happened({ what: "guest shown out", panelId: guest.panelId, meetingId: guest.meetingId, itemId: guest.item_id, detail: guest.person_id });
  }
}

/** Shows out everybody who is let in to another item of the meeting than `itemId` (null: to any). Inside a commit. */
export async function showOthersOut(ask: Ask, happened: Happened, meeting: { id: string; panel_id: string }, itemId: string | null): Promise<void> {
  const inside = await ask.db.selectFrom("guest").innerJoin("guest_stay", "guest_stay.guest_id", "guest.id").select(["guest.id", "guest.item_id", "guest.person_id"]).where("guest.meeting_id", "=", meeting.id).where("guest_stay.to_at", "is", null).execute();
  await endStays(ask, happened, inside.filter((guest) => guest.item_id !== itemId).map((guest) => ({ ...guest, meetingId: meeting.id, panelId: meeting.panel_id })));
}

/** The times in which each was let in, oldest first. */
async function staysOf(ask: Ask, guestIds: string[]): Promise<Map<string, Stay[]>> {
  const of = new Map<string, Stay[]>();
  if (!guestIds.length) return of;
  for (const row of await ask.db.selectFrom("guest_stay").select(["guest_id", "from_at", "to_at"]).where("guest_id", "in", guestIds).orderBy("from_at").execute()) of.set(row.guest_id, [...(of.get(row.guest_id) ?? []), { from: row.from_at, to: row.to_at }]);
  return of;
}

/** Those invited in reach, with their names, whom each deputy stands for, and how they took part. */
const invited = (ask: Ask, meetingId: string, itemId?: string) => onceForReach(ask, `invited ${meetingId} ${itemId}`, (ask) => invitedTo(ask, meetingId, itemId));

async function invitedTo(ask: Ask, meetingId: string, itemId?: string) {
  let query = guestsInReach(ask).innerJoin("person", "person.id", "guest.person_id").innerJoin("agency", "agency.id", "person.agency_id").leftJoin("person as member", "member.id", "guest.for_id")
    .leftJoin("item", "item.id", "guest.item_id").leftJoin("conflict", (join) => join.onRef("conflict.person_id", "=", "guest.person_id").onRef("conflict.subject_id", "=", "item.subject_id").on("conflict.ended_at", "is", null))
    .select(["guest.id", "conflict.id as conflictId", "guest.item_id as itemId", "guest.person_id as personId", "guest.capacity", "guest.why", "guest.may_write", "guest.signed_at as signedAt", "person.name", "person.job_title as jobTitle", "agency.name as agency", "member.name as forName", "guest.for_id as forId"])
    .where("guest.meeting_id", "=", meetingId).where("guest.ended_at", "is", null).orderBy("person.name");
  if (itemId) query = query.where("guest.item_id", "=", itemId);
  const rows = await query.execute();
  const stays = await staysOf(ask, rows.map((row) => row.id));
  const replies = await repliesOf(ask, meetingId);
  return rows.map(({ may_write, conflictId, ...row }) => {
    const of = stays.get(row.id) ?? [];
    return { ...row, reply: replies.get(row.personId) ?? null, apart: conflictId !== null, mayWrite: may_write === 1, stays: of, state: guestState({ signedAt: row.signedAt, stays: of }) as GuestState };
  });
}

/** Who is invited to an item, where they stand, and what this person may do about it. The item must be in reach. */
export async function guestsAt(ask: Ask, meeting: { id: string; panel_id: string; status: string; current_item_id: string | null }, itemId: string) {
  const guests = await invited(ask, meeting.id, itemId);
  const admits = may.admitGuests(ask.who, meeting);
  return guests.map(({ id, name, agency, capacity, state, stays, apart, mayWrite }) => ({
    id, name, agency, capacity, state, apart, since: stays.at(-1) ?? null, mayWrite,
    may: { admit: admits && state !== "in" && whyNotAdmit(meeting, { itemId, state, apart }) === null, showOut: admits && state === "in", write: !apart && state !== "not signed" && may.letGuestsWrite(ask.who, meeting) && meeting.status !== "ended" && meeting.status !== "agreed" },
  }));
}
export type GuestAt = Awaited<ReturnType<typeof guestsAt>>[number];

/** How people invited took part in each item of a meeting, for its minutes; also those whose invitation was taken back afterwards. */
export async function visitsTo(ask: Ask, meetingId: string): Promise<Map<string, Visit[]>> {
  const rows = await ask.db.selectFrom("guest").innerJoin("person", "person.id", "guest.person_id").innerJoin("agency", "agency.id", "person.agency_id")
    .select(["guest.id", "guest.item_id", "guest.capacity", "person.name", "agency.name as agency"]).where("guest.meeting_id", "=", meetingId).where("guest.item_id", "is not", null).orderBy("person.name").execute();
  const stays = await staysOf(ask, rows.map((row) => row.id));
  const of = new Map<string, Visit[]>();
  for (const row of rows) if (stays.has(row.id)) of.set(row.item_id!, [...(of.get(row.item_id!) ?? []), { name: row.name, agency: row.agency, capacity: row.capacity, stays: stays.get(row.id)! }]);
  return of;
}

/** The members in whose place a deputy is named for a meeting, with the deputy's name. */
export async function deputiesNamed(ask: Ask, meetingId: string): Promise<Map<string, string>> {
  return new Map((await invited(ask, meetingId)).flatMap((guest) => (guest.forId ? [[guest.forId, guest.name] as const] : [])));
}

/** The items of a meeting as somebody who invites people to them chooses. */
async function itemChoices(ask: Ask, meetingId: string) {
  const rows = await itemsInReach(ask).select(["item.id", "item.number", "item.title", "item.subject_id"]).where("item.meeting_id", "=", meetingId).where("item.withdrawn_at", "is", null).orderBy("item.position").execute();
  const ids = rows.flatMap((row) => row.subject_id ?? []);
  const subjects = ids.length ? await subjectsInReach(ask).select(["subject.id", "subject.ref", "subject.display_name"]).where("subject.id", "in", ids).execute() : [];
  return rows.map((row) => {
    const subject = subjects.find((s) => s.id === row.subject_id);
    return { id: row.id, ref: subject?.ref ?? null, name: [row.number, subject ? `${subject.display_name}, ${subject.ref}` : (row.title ?? "Not shared with you")].filter(Boolean).join(" ") };
  });
}

const headOf = async (ask: Ask, meeting: { id: string; number: number; on_day: Day; panel_id: string; status: string }) => ({
  id: meeting.id, number: meeting.number, onDay: meeting.on_day, status: meeting.status, panel: (await ask.db.selectFrom("panel").select("name").where("id", "=", meeting.panel_id).executeTakeFirstOrThrow()).name,
});

/** Who is invited to a meeting: deputies, and by item. Who of them belongs to an item out of reach is left out. Its opening is kept in the audit. */
export const guestsOf = (ask: Ask, meetingId: string) =>
  look(ask, async (ask, happened) => {
    const meeting = await meetingInReach(ask, meetingId);
    const guests = await invited(ask, meeting.id);
    const items = await itemChoices(ask, meeting.id);
    happened({ what: "agenda opened", panelId: meeting.panel_id, meetingId: meeting.id, detail: listedRefs(items.flatMap((item) => (item.ref && guests.some((guest) => guest.itemId === item.id) ? item.ref : []))) });
    const mayInvite = may.inviteGuests(ask.who, meeting) && (whyOver(meeting) ?? whyNotInvite(meeting)) === null;
    return {
      meeting: await headOf(ask, meeting), mayInvite, before: mayInvite ? (await invitedBefore(ask, meeting, await couldInvite(ask, meeting.panel_id))).map(({ itemId, ...one }) => ({ ...one, item: items.find((item) => item.id === itemId)?.name ?? "" })) : [], toldOtherwise: may.inviteGuests(ask.who, meeting) ? (await toldOtherwise(ask, meeting)).length : 0,
      deputies: guests.filter((guest) => guest.itemId === null), items: items.flatMap((item) => {
        const here = guests.filter((guest) => guest.itemId === item.id);
        return here.length ? [{ ...item, guests: here }] : [];
      }),
    };
  });

/** For the form of inviting: who may be, to what, and in whose place; filled in as the invitation `againId` to a meeting that was cancelled was. Throws NotFound, NotAllowed, NotAgreed. */
export const toInvite = (ask: Ask, meetingId: string, againId: string | null = null) =>
  look(ask, async (ask, happened) => {
    const meeting = await meetingInReach(ask, meetingId);
    allow(may.inviteGuests(ask.who, meeting), "The chair, deputy or coordinator invites people to a meeting");
    agree(whyOver(meeting) ?? whyNotInvite(meeting));
    const items = await itemChoices(ask, meeting.id);
    happened({ what: "agenda opened", panelId: meeting.panel_id, meetingId: meeting.id, detail: listedRefs(items.flatMap((item) => item.ref ?? [])) });
    const people = await couldInvite(ask, meeting.panel_id);
    const again = againId ? ((await invitedBefore(ask, meeting, people)).find((one) => one.id === againId) ?? null) : null;
    return { again, meeting: await headOf(ask, meeting), people, members: await membersOf(ask, meeting.panel_id), items };
  });

/** The invitation that a form takes back, or whose bearer is let in. Throws NotFound, NotAllowed. */
export const guestToChange = (ask: Ask, guestId: string) => look(ask, (ask, happened) => toChange(ask, happened, guestId));

async function toChange(ask: Ask, happened: Happened, guestId: string) {
  const guest = await guestInReach(ask, guestId);
  allow(may.inviteGuests(ask.who, guest));
  if (guest.item_id) {
    const { subject_id } = await ask.db.selectFrom("item").select("subject_id").where("id", "=", guest.item_id).executeTakeFirstOrThrow();
    await noteOpened(ask, happened, "item opened", { panelId: guest.panel_id, meetingId: guest.meeting_id, itemId: guest.item_id, subjectId: subject_id });
  }
  const person = await ask.db.selectFrom("person").innerJoin("agency", "agency.id", "person.agency_id").select(["person.name", "agency.name as agency"]).where("person.id", "=", guest.person_id).executeTakeFirstOrThrow();
  const item = guest.item_id ? (await itemChoices(ask, guest.meeting_id)).find(({ id }) => id === guest.item_id) : undefined;
  return { id: guest.id, meetingId: guest.meeting_id, capacity: guest.capacity, mayWrite: guest.may_write === 1, item: item?.name ?? null, ...person };
}
