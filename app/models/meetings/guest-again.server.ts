import type { Ask } from "../core/ask.server.ts";
import { itemsInReach } from "../core/reach.server.ts";

/**
 * Who was invited to an item of a meeting of the panel that was cancelled, and not yet to the item about the same subject of this one: each person once
 * for an item, as they were invited last. Of items in reach, and of those `people` who can be invited. For who invites.
 */
export async function invitedBefore(ask: Ask, meeting: { id: string; panel_id: string }, people: readonly { id: string }[]) {
  const rows = await itemsInReach(ask).innerJoin("item as was", "was.subject_id", "item.subject_id").innerJoin("meeting as off", "off.id", "was.meeting_id").innerJoin("guest", "guest.item_id", "was.id")
    .innerJoin("person", "person.id", "guest.person_id").innerJoin("agency", "agency.id", "person.agency_id")
    .select(["guest.id", "guest.person_id as personId", "guest.capacity", "guest.why", "item.id as itemId", "person.name", "agency.name as agency", "off.number", "off.on_day as onDay"])
    .where("item.meeting_id", "=", meeting.id).where("item.withdrawn_at", "is", null).where("off.panel_id", "=", meeting.panel_id)
    // Those alone that the cancellation ended: what had been taken back before stays so.
    .whereRef("guest.ended_at", "=", "off.cancelled_at")
    .where((eb) => eb.not(eb.exists(eb.selectFrom("guest as again").select("again.id").whereRef("again.person_id", "=", "guest.person_id").where("again.meeting_id", "=", meeting.id).where("again.ended_at", "is", null).where((eb) => eb.or([eb("again.item_id", "is", null), eb("again.item_id", "=", eb.ref("item.id"))])))))
    .orderBy("off.cancelled_at", "desc").orderBy("person.name").execute();
  return rows.filter((row, i) => people.some(({ id }) => id === row.personId) && rows.findIndex((one) => one.personId === row.personId && one.itemId === row.itemId) === i);
}
