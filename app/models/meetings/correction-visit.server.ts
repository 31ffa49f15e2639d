import { noteOpened } from "../core/opened.server.ts";
import { type Ask, commit, look } from "../core/ask.server.ts";
import { dayOf } from "../core/days.ts";
import { itemsVisited, visitInReach } from "../core/reach.server.ts";
import { agree, NotAgreed, NotFound } from "../core/refuse.ts";
import { circulationOf } from "./circulation.server.ts";
import { keepCorrection } from "./correction.server.ts";
import { whyNotCorrect } from "./correction.ts";
import { lastPaper } from "./paper.server.ts";

/** The items of a meeting to which this person was let in, and why they propose no correction of them; null when they may. Throws NotFound. */
async function attendedOf(ask: Ask, meetingId: string) {
  await visitInReach(ask, meetingId);
  const rows = await itemsVisited(ask).innerJoin("panel", "panel.id", "meeting.panel_id").leftJoin("subject", "subject.id", "item.subject_id").select(["item.id", "item.number", "item.title", "item.subject_id", "subject.display_name", "meeting.panel_id", "meeting.status", "meeting.on_day", "panel.name as panel"])
    .where("meeting.id", "=", meetingId).where((eb) => eb.exists(eb.selectFrom("guest_stay").innerJoin("guest", "guest.id", "guest_stay.guest_id").select("guest_stay.id").whereRef("guest.item_id", "=", "item.id").where("guest.person_id", "=", ask.who.id).where("guest.ended_at", "is", null))).orderBy("item.position").execute();
  const first = rows[0];
  if (!first) throw new NotFound();
  const meeting = { id: meetingId, panel_id: first.panel_id, status: first.status, onDay: first.on_day, panel: first.panel };
  return { meeting, items: rows.map((row) => ({ value: row.id, subjectId: row.subject_id, label: row.display_name ?? row.title ?? "Your item" })), whyNot: whyNotCorrect(meeting, true, (await circulationOf(ask, meetingId))?.until ?? null, dayOf(ask.now)) };
}

/** The form of somebody who was let in to an item, with what they have proposed. They read no draft. Throws NotFound for whoever was let in to none. */
export const openRemark = (ask: Ask, meetingId: string) =>
  look(ask, async (ask, happened) => {
    const { meeting, items, whyNot } = await attendedOf(ask, meetingId);
    const mine = await ask.db.selectFrom("correction").select(["id", "remark", "accepted", "why"]).where("meeting_id", "=", meetingId).where("by_id", "=", ask.who.id).where("item_id", "in", items.map((item) => item.value)).orderBy("at").execute();
    for (const { value, subjectId } of items) await noteOpened(ask, happened, "visit opened", { panelId: meeting.panel_id, meetingId, itemId: value, subjectId });
    return { meeting: { id: meeting.id, panel: meeting.panel, onDay: meeting.onDay }, items: items.map(({ value, label }) => ({ value, label })), whyNot, mine };
  });

/** Proposes, as somebody who was let in to an item, what its minutes should not get wrong. Returns its id. Throws NotFound, NotAgreed. */
export const remarkOnVisit = (ask: Ask, meetingId: string, form: { itemId: string | null; remark: string }): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const { meeting, items, whyNot } = await attendedOf(ask, meetingId);
    const itemId = form.itemId ?? (items.length === 1 ? items[0]!.value : null);
    if (!items.some((item) => item.value === itemId)) throw new NotAgreed("Choose the item", "itemId");
    agree(whyNot);
    const { version } = await lastPaper(ask, meetingId);
    return keepCorrection(ask, happened, meeting, version, { itemId, passage: null, replacement: null, remark: form.remark });
  });
