import type { Ask } from "../core/ask.server.ts";
import { dayOf } from "../core/days.ts";
import { headingLabel, isLate, type PaperReturn, returnsDueOn, stateForOthers } from "./return.ts";
import { agenciesApart, settingsOnce } from "./return-who.server.ts";

/**
 * What the minutes keep of the returns about these items, by item: of each agency whether it sent an update, held nothing, declined (with the
 * reason, which is minuted: practice.md §7.3) or did not answer; of its words those alone that the whole panel may read and that it said are
 * safe for the minutes. Whoever reads the minutes reads the same. The items must be in reach.
 */
export async function returnsSaid(ask: Ask, itemIds: readonly string[]): Promise<Map<string, PaperReturn[]>> {
  const of = new Map<string, PaperReturn[]>();
  if (!itemIds.length) return of;
  const rows = await ask.db.selectFrom("agency_return").innerJoin("agency", "agency.id", "agency_return.agency_id").innerJoin("item", "item.id", "agency_return.item_id").innerJoin("meeting", "meeting.id", "item.meeting_id")
    .leftJoin("return_version as sent", (join) => join.onRef("sent.return_id", "=", "agency_return.id").onRef("sent.version", "=", "agency_return.version").on("sent.version", ">", 0))
    .select(["agency_return.id", "agency_return.item_id", "agency_return.agency_id", "agency_return.state", "agency_return.version", "agency_return.sent_at", "agency.name as agency", "item.subject_id", "meeting.panel_id", "meeting.on_day", "sent.declined_reason"])
    .where("agency_return.item_id", "in", [...itemIds]).orderBy("agency.name").execute();
  if (!rows.length) return of;
  const answered = rows.filter((row) => row.version > 0).map((row) => row.id);
  const parts = answered.length
    ? await ask.db.selectFrom("return_block").innerJoin("agency_return", (join) => join.onRef("agency_return.id", "=", "return_block.return_id").onRef("agency_return.version", "=", "return_block.version"))
        .select(["return_block.return_id", "return_block.heading", "return_block.text"]).where("return_block.return_id", "in", answered).where("return_block.safe_for_minutes", "=", 1).where("return_block.handling", "=", "shared").where("return_block.hidden", "=", 0).orderBy("return_block.position").execute()
    : [];
  const settings = settingsOnce(ask);
  const apart = await agenciesApart(ask, rows[0]!.panel_id, rows.flatMap((row) => row.subject_id ?? []));
  for (const row of rows) {
    if (row.version === 0 && apart(row.agency_id, row.subject_id!)) continue;
    const due = returnsDueOn(row.on_day, (await settings(row.panel_id, row.on_day)).returnsDueDays);
    const one: PaperReturn = {
      agency: row.agency, state: stateForOthers(row.state), late: row.version > 0 && isLate(row.sent_at, due, dayOf(ask.now)), declinedReason: row.declined_reason,
      parts: parts.filter((part) => part.return_id === row.id).map((part) => ({ heading: headingLabel(part.heading), text: part.text })),
    };
    of.set(row.item_id, [...(of.get(row.item_id) ?? []), one]);
  }
  return of;
}
