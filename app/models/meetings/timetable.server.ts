import type { Ask } from "../core/ask.server.ts";
import type { Day } from "../core/days.ts";
import { guestsInReach } from "../core/reach.server.ts";
import type { PanelSettings } from "../people/panel.ts";
import type { AgendaItem } from "./agenda.server.ts";
import { fitOf, type Orderable, suggestOrder } from "./timetable.ts";

type Reading = Pick<Ask, "db">;

/** Of these subjects, with whom each is linked: by links that are shared, and hold on the day. */
async function linksAmong(ask: Reading, ids: string[], day: Day): Promise<Map<string, string[]>> {
  const links = new Map<string, string[]>();
  if (ids.length < 2) return links;
  const rows = await ask.db.selectFrom("link").select(["a_id", "b_id"]).where("a_id", "in", ids).where("b_id", "in", ids).where("superseded_at", "is", null).where("handling", "=", "shared")
    .where((eb) => eb.or([eb("to_on", "is", null), eb("to_on", ">=", day)])).execute();
  for (const { a_id, b_id } of rows) {
    links.set(a_id, [...(links.get(a_id) ?? []), b_id]);
    links.set(b_id, [...(links.get(b_id) ?? []), a_id]);
  }
  return links;
}

async function invitedTo(ask: Ask, meetingId: string): Promise<Map<string, string[]>> {
  const rows = await guestsInReach(ask).select(["guest.item_id", "guest.person_id"]).where("guest.meeting_id", "=", meetingId).where("guest.ended_at", "is", null).where("guest.item_id", "is not", null).execute();
  const invited = new Map<string, string[]>();
  for (const row of rows) invited.set(row.item_id!, [...(invited.get(row.item_id!) ?? []), row.person_id]);
  return invited;
}

const notReached = (reasons: { text: string }[]): boolean => reasons.some(({ text }) => text.startsWith("Not reached"));

/** What is said of a plan while it is built: what would make it fit, whether a better order is known, and whether the last one taken can be undone. All of items in reach. */
export async function timetableOf(ask: Ask, meeting: { id: string; on_day: Day; minutes_long: number }, settings: PanelSettings, items: AgendaItem[]) {
  const invited = await invitedTo(ask, meeting.id);
  const orderable = await orderableOf(ask, meeting, items, invited);
  const highest = Math.max(...settings.scale.map((level) => level.rank));
  return {
    fit: fitOf(items.map((item) => ({
      id: item.id, number: item.number, label: item.subject?.ref ?? item.title ?? "", isBreak: item.isBreak, standing: item.standing, minutes: item.minutes, rank: item.risk?.rank ?? 0, weight: item.reasons.reduce((sum, one) => sum + one.weight, 0), first: notReached(item.reasons), invited: invited.has(item.id),
    })), meeting.minutes_long, settings.rules.minutes.carried, highest),
    mayOrder: suggestOrder(orderable).some((id, i) => id !== orderable[i]!.id), mayUndo: (await lastOrder(ask, meeting.id, items.map((item) => item.id))) !== null,
  };
}

/** The suggested order that was taken last, as it was before, for as long as nobody has moved anything since; else null. `ids` are the items in their order now. */
export async function lastOrder(ask: Reading, meetingId: string, ids: string[]): Promise<{ id: string; before: string[] } | null> {
  const row = await ask.db.selectFrom("agenda_order").select(["id", "before", "after"]).where("meeting_id", "=", meetingId).where("undone_at", "is", null).orderBy("at", "desc").executeTakeFirst();
  if (!row) return null;
  const after = JSON.parse(row.after) as string[];
  const now = ids.filter((id) => after.includes(id));
  return JSON.stringify(now) === JSON.stringify(after.filter((id) => ids.includes(id))) ? { id: row.id, before: JSON.parse(row.before) as string[] } : null;
}

/** The items as the suggestion looks at them. */
export async function orderableOf(ask: Ask, meeting: { id: string; on_day: Day }, items: AgendaItem[], invited?: Map<string, string[]>): Promise<Orderable[]> {
  const guests = invited ?? (await invitedTo(ask, meeting.id));
  const links = await linksAmong(ask, items.flatMap((item) => item.subject?.id ?? []), meeting.on_day);
  return items.map((item) => ({ id: item.id, section: item.section, isBreak: item.isBreak, rank: item.risk?.rank ?? 0, first: notReached(item.reasons), subjectId: item.subject?.id ?? null, links: links.get(item.subject?.id ?? "") ?? [], invited: guests.get(item.id) ?? [] }));
}
