import { once } from "#db/connect.server.ts";
import { onceForReach } from "../core/alike.server.ts";
import { may, ofMeeting } from "../core/access.ts";
import { type Ask, commit, type Happened, newId } from "../core/ask.server.ts";
import { closedNow, itemInReach, itemsAdmittedTo, itemsInReach, meetingInReach, visitInReach } from "../core/reach.server.ts";
import { NotAgreed, agree, allow, found } from "../core/refuse.ts";
import { type Hand, inOrder, type Place, whyNotRaise } from "./hand.ts";
import { presenceAt } from "./here.server.ts";
import { countsHere } from "./shared.ts";

// Hands that are up at the item that the meeting is at. Rows while they are up, so that they can be raised by a plain form too; deleted when they go down.

type Meeting = { id: string; panel_id: string; status: string; current_item_id: string | null };

/** The hands that are up, in order, of those who are here and take part in the item. For whom it is in reach; `ask.who` is not asked. */
export async function handsUp(ask: Pick<Ask, "db" | "now">, meetingId: string): Promise<Hand[]> {
  const rows = await once(ask.db, `hands ${meetingId}`, () => ask.db.selectFrom("hand").innerJoin("person", "person.id", "hand.person_id").innerJoin("agency", "agency.id", "person.agency_id")
    .leftJoin("guest", (join) => join.onRef("guest.person_id", "=", "hand.person_id").onRef("guest.item_id", "=", "hand.item_id").on("guest.ended_at", "is", null)).leftJoin("guest_stay", (join) => join.onRef("guest_stay.guest_id", "=", "guest.id").on("guest_stay.to_at", "is", null))
    .select(["hand.id", "hand.item_id", "hand.person_id", "hand.turn_at", "hand.taken_at", "person.name", "agency.name as agency", "guest.capacity", "guest_stay.id as stay"]).where("hand.meeting_id", "=", meetingId).execute());
  if (!rows.length) return [];
  const presence = await presenceAt(ask, meetingId);
  const apart = await ask.db.selectFrom("conflict").innerJoin("item", "item.subject_id", "conflict.subject_id").select("conflict.person_id").where("item.id", "=", rows[0]!.item_id).where("conflict.ended_at", "is", null).execute();
  const inside = (await closedNow(ask)).get(rows[0]!.item_id);
  const isApart = (row: (typeof rows)[number]) => apart.some((one) => one.person_id === row.person_id) || inside?.has(row.person_id) === false || (row.capacity !== null && row.stay === null);
  const gone = (personId: string) => presence.some((one) => one.personId === personId && one.goneAt !== null && !countsHere(one, ask.now));
  return inOrder(rows.filter((row) => !gone(row.person_id) && !isApart(row))).map((row) => ({ id: row.id, personId: row.person_id, name: row.name, agency: row.agency, capacity: row.capacity, speaking: row.taken_at !== null }));
}

/** The same for this person: none while the meeting is at an item out of their reach. The meeting must be in reach. */
export async function handsFor(ask: Ask, meeting: Meeting): Promise<Hand[]> {
  if (meeting.status !== "live" || !meeting.current_item_id) return [];
  const { current_item_id: id } = meeting;
  const current = await onceForReach(ask, `reached ${id}`, (ask) => itemsInReach(ask).select("item.id").where("item.id", "=", id).executeTakeFirst());
  return current ? handsUp(ask, meeting.id) : [];
}

/** The page of a meeting's hands. Throws NotFound. */
export async function handsPage(ask: Ask, meetingId: string) {
  const meeting = await meetingInReach(ask, meetingId);
  const panel = await ask.db.selectFrom("panel").select("name").where("id", "=", meeting.panel_id).executeTakeFirstOrThrow();
  return { meeting: { id: meeting.id, name: `${panel.name} ${meeting.number}` }, hands: await handsFor(ask, meeting), up: await isHandUp(ask, meeting.id) };
}

/** Raises the person's hand at the item that the meeting is at, or lowers it. Twice changes nothing. Throws NotFound, NotAllowed, NotAgreed. */
export const raiseHand = (ask: Ask, meetingId: string, up: boolean): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const meeting = await meetingInReach(ask, meetingId);
    allow(may.raiseHand(ask.who, ofMeeting(meeting)));
    const current = meeting.current_item_id ? await itemsInReach(ask).select("item.id").where("item.id", "=", meeting.current_item_id).executeTakeFirst() : undefined;
    await put(ask, happened, meeting, current?.id ?? null, up);
  });

/** The same for somebody invited, at the item to which they are let in. Throws NotFound, NotAgreed. */
export const raiseHandInvited = (ask: Ask, meetingId: string, up: boolean): Promise<void> =>
  commit(ask, async (ask, happened) => {
    await visitInReach(ask, meetingId);
    const meeting = found(await ask.db.selectFrom("meeting").select(["id", "panel_id", "status", "current_item_id"]).where("id", "=", meetingId).executeTakeFirst());
    const current = await itemsAdmittedTo(ask).select("item.id").where("item.meeting_id", "=", meeting.id).where("item.id", "=", meeting.current_item_id ?? "").executeTakeFirst();
    await put(ask, happened, meeting, current?.id ?? null, up);
  });

/** Whether the person's own hand is up. */
export const isHandUp = async (ask: Ask, meetingId: string): Promise<boolean> => (await ask.db.selectFrom("hand").select("id").where("meeting_id", "=", meetingId).where("person_id", "=", ask.who.id).executeTakeFirst()) !== undefined;

async function put(ask: Ask, happened: Happened, meeting: Meeting, itemId: string | null, up: boolean): Promise<void> {
  const about = { panelId: meeting.panel_id, meetingId: meeting.id, itemId, detail: ask.who.id };
  if (!up) {
    const { numDeletedRows } = await ask.db.deleteFrom("hand").where("meeting_id", "=", meeting.id).where("person_id", "=", ask.who.id).executeTakeFirst();
    if (numDeletedRows > 0n) happened({ what: "hand lowered", ...about });
    return;
  }
  agree(whyNotRaise(meeting));
  if (!itemId) throw new NotAgreed("The meeting is at an item in which you take no part");
  const at = ask.now.toISOString();
  const { numInsertedOrUpdatedRows } = await ask.db.insertInto("hand").values({ id: newId(), meeting_id: meeting.id, item_id: itemId, person_id: ask.who.id, raised_at: at, turn_at: at }).onConflict((on) => on.columns(["meeting_id", "person_id"]).doNothing()).executeTakeFirst();
  if (numInsertedOrUpdatedRows) happened({ what: "hand raised", ...about });
}

/** A hand that is up at an item in reach. Throws NotFound. */
export async function handInReach(ask: Ask, handId: string) {
  const hand = found(await ask.db.selectFrom("hand").innerJoin("person", "person.id", "hand.person_id").innerJoin("agency", "agency.id", "person.agency_id").selectAll("hand").select(["person.name", "agency.name as agency"]).where("hand.id", "=", handId).executeTakeFirst());
  const item = await itemInReach(ask, hand.item_id);
  return { hand, item, mayOrder: may.orderHands(ask.who, item) };
}

/** A hand as the page about it shows it. Throws NotFound once it is down. */
export async function handToPlace(ask: Ask, handId: string) {
  const { hand, mayOrder } = await handInReach(ask, handId);
  allow(mayOrder || hand.person_id === ask.who.id, "The chair, deputy or coordinator keeps the order");
  return { id: hand.id, meetingId: hand.meeting_id, name: hand.name, agency: hand.agency, mayOrder };
}

/** Gives the word to somebody whose hand is up (whoever had it before is done), puts it behind the others, or lowers it. Returns the meeting's id. Throws NotFound, NotAllowed. */
export const placeHand = (ask: Ask, handId: string, place: Place): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const { hand, item, mayOrder } = await handInReach(ask, handId);
    allow(mayOrder || (place === "down" && hand.person_id === ask.who.id), "The chair, deputy or coordinator keeps the order");
    const about = { panelId: item.panel_id, meetingId: hand.meeting_id, itemId: item.id };
    const at = ask.now.toISOString();
    if (place === "down") {
      await ask.db.deleteFrom("hand").where("id", "=", hand.id).execute();
      happened({ what: "hand lowered", ...about, detail: hand.person_id });
      return hand.meeting_id;
    }
    if (place === "word") {
      const done = await ask.db.deleteFrom("hand").where("meeting_id", "=", hand.meeting_id).where("taken_at", "is not", null).where("id", "<>", hand.id).returning("person_id").execute();
      for (const one of done) happened({ what: "hand lowered", ...about, detail: one.person_id });
    }
    await ask.db.updateTable("hand").set(place === "word" ? { taken_at: at } : { taken_at: null, turn_at: at }).where("id", "=", hand.id).execute();
    happened({ what: "hand moved", ...about, detail: hand.person_id });
    return hand.meeting_id;
  });

/** All hands go down: the meeting moves on, or ends. Inside a commit, which says so by other news. */
export const lowerAll = async (ask: Ask, meetingId: string): Promise<void> => void (await ask.db.deleteFrom("hand").where("meeting_id", "=", meetingId).execute());
