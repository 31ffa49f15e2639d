import { type Ask, commit, newId } from "../core/ask.server.ts";
import { itemInReach } from "../core/reach.server.ts";
import { NotAgreed, NotFound, agree } from "../core/refuse.ts";
import { itemsOf } from "./agenda.server.ts";
import { itemsInOrder, meetingToBuild, renumber } from "./item.server.ts";
import { lastOrder, orderableOf } from "./timetable.server.ts";
import { suggestOrder } from "./timetable.ts";

async function agendaToOrder(ask: Ask, meetingId: string) {
  const meeting = await meetingToBuild(ask, meetingId);
  agree(meeting.status === "live" ? "The meeting has begun: move single items" : null);
  return { meeting, items: await itemsOf(ask, meeting) };
}

/** Puts these items, in this order, onto the places that they hold among them. After publishing those that moved are marked late. */
async function arrange(ask: Ask, meeting: { id: string; status: string }, order: string[]): Promise<void> {
  const rows = await ask.db.selectFrom("item").select(["id", "position"]).where("meeting_id", "=", meeting.id).where("id", "in", order).orderBy("position").execute();
  for (const [i, id] of order.entries()) {
    if (rows[i]!.id === id) continue;
    await ask.db.updateTable("item").set({ position: rows[i]!.position, ...(meeting.status !== "draft" && { late_at: ask.now.toISOString() }) }).where("id", "=", id).execute();
  }
}

/** Takes the suggested order of an agenda, of the items in reach. Throws NotFound, NotAllowed, NotAgreed. */
export const takeOrder = (ask: Ask, meetingId: string): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const { meeting, items } = await agendaToOrder(ask, meetingId);
    const before = items.map((item) => item.id);
    const order = suggestOrder(await orderableOf(ask, meeting, items));
    if (order.every((id, i) => id === before[i])) return;
    await arrange(ask, meeting, order);
    await ask.db.insertInto("agenda_order").values({ id: newId(), meeting_id: meeting.id, before: JSON.stringify(before), after: JSON.stringify(order), at: ask.now.toISOString(), by_id: ask.who.id }).execute();
    happened({ what: "agenda ordered", panelId: meeting.panel_id, meetingId: meeting.id });
  });

/** Puts the agenda back as it was before the suggested order was taken, while nobody has moved anything since. */
export const undoOrder = (ask: Ask, meetingId: string): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const { meeting, items } = await agendaToOrder(ask, meetingId);
    const ids = items.map((item) => item.id);
    const last = await lastOrder(ask, meeting.id, ids);
    if (!last) throw new NotAgreed("The agenda has been moved since: it cannot be put back");
    await arrange(ask, meeting, last.before.filter((id) => ids.includes(id)));
    await ask.db.updateTable("agenda_order").set({ undone_at: ask.now.toISOString() }).where("id", "=", last.id).execute();
    happened({ what: "agenda ordered", panelId: meeting.panel_id, meetingId: meeting.id });
  });

/** Puts a break after an item: a pause with minutes and no number. Returns its id. */
export const addBreak = (ask: Ask, meetingId: string, { minutes, afterId }: { minutes: number; afterId: string }): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const meeting = await meetingToBuild(ask, meetingId);
    const after = await itemInReach(ask, afterId);
    if (after.meeting_id !== meeting.id) throw new NotFound();
    if (after.withdrawn_at) throw new NotAgreed("This item was withdrawn", "afterId");
    const items = await itemsInOrder(ask, meeting.id);
    const id = newId();
    const at = ask.now.toISOString();
    await ask.db.insertInto("item").values({ id, meeting_id: meeting.id, kind: "standing", section: after.section, title: "Break", position: 0, minutes, reasons: "[]", added_by_id: ask.who.id, added_at: at, late_at: meeting.status === "draft" ? null : at, is_break: 1 }).execute();
    const order = items.map((item) => item.id);
    order.splice(order.indexOf(after.id) + 1, 0, id);
    await renumber(ask, items, order);
    happened({ what: "item listed", panelId: meeting.panel_id, meetingId: meeting.id, itemId: id });
    return id;
  });
