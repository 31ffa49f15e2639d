import type { Ask } from "../core/ask.server.ts";
import { shortDay } from "../core/days.ts";

/** At which meeting, by whom and when a meeting's minutes were agreed as a true record; null when they were not yet. */
export const agreementOf = async (ask: Pick<Ask, "db">, meetingId: string) =>
  (await ask.db.selectFrom("agreement").innerJoin("meeting as at", "at.id", "agreement.at_meeting_id").innerJoin("panel", "panel.id", "at.panel_id").innerJoin("person", "person.id", "agreement.by_id")
    .select(["agreement.at", "agreement.version", "agreement.addendum_id as addendumId", "at.id as atMeetingId", "at.number as atNumber", "panel.code", "person.name as by"]).where("agreement.meeting_id", "=", meetingId).executeTakeFirst()) ?? null;

/** What was agreed under the items of a meeting, in words, by the item's id: for that meeting's own minutes. */
export async function agreedUnder(ask: Pick<Ask, "db">, meetingId: string): Promise<Map<string, string>> {
  const rows = await ask.db.selectFrom("agreement").innerJoin("minutes_version", (join) => join.onRef("minutes_version.meeting_id", "=", "agreement.meeting_id").onRef("minutes_version.version", "=", "agreement.version")).innerJoin("meeting", "meeting.id", "agreement.meeting_id").innerJoin("panel", "panel.id", "meeting.panel_id").innerJoin("person", "person.id", "agreement.by_id")
    .select(["agreement.item_id", "agreement.version", "agreement.addendum_id", "minutes_version.number", "meeting.number as meeting_number", "meeting.on_day", "panel.code", "person.name as by"]).where("agreement.at_meeting_id", "=", meetingId).execute();
  return new Map(rows.flatMap((row) => (row.item_id ? [[row.item_id, `The minutes of ${row.code} ${row.meeting_number}, ${shortDay(row.on_day)} (${row.number ?? `version ${row.version}`}), were agreed as a true record${row.addendum_id ? ", with a correction that stands as an addendum" : ""}: ${row.by}.`] as const] : [])));
}
