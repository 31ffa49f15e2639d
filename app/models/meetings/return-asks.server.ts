import type { Db } from "#db/connect.server.ts";
import { type Ask, commit, type Happened, newId } from "../core/ask.server.ts";
import { nobody } from "../core/who.ts";
import { agenciesApart } from "./return-who.server.ts";

type Meeting = { id: string; panel_id: string; on_day: string };

/**
 * Asks each core agency of the panel for each subject among these items that it was not asked for yet; all items when none are named. An agency
 * all of whose members take no part in what concerns a subject is not asked. One without a member is: its answer is entered for it. Inside a commit.
 */
export async function askReturns(ask: Ask, happened: Happened, meeting: Meeting, itemIds?: readonly string[]): Promise<void> {
  if (itemIds?.length === 0) return;
  let query = ask.db.selectFrom("item").select(["id", "subject_id"]).where("meeting_id", "=", meeting.id).where("withdrawn_at", "is", null).where("subject_id", "is not", null).orderBy("position");
  if (itemIds) query = query.where("id", "in", [...itemIds]);
  const items = await query.execute();
  if (!items.length) return;
  const agencies = await coreAgencies(ask.db, meeting);
  const asked = new Set((await ask.db.selectFrom("agency_return").select(["item_id", "agency_id"]).where("item_id", "in", items.map((item) => item.id)).execute()).map((row) => `${row.item_id} ${row.agency_id}`));
  const apart = await agenciesApart(ask, meeting.panel_id, items.flatMap((item) => item.subject_id ?? []));
  const rows = items.flatMap((item) => agencies.filter((id) => !asked.has(`${item.id} ${id}`) && !apart(id, item.subject_id!)).map((agency_id) => ({ id: newId(), item_id: item.id, agency_id, state: "asked" as const, asked_at: ask.now.toISOString(), asked_by_id: ask.who.id || null })));
  for (let i = 0; i < rows.length; i += 100) await ask.db.insertInto("agency_return").values(rows.slice(i, i + 100)).execute();
  if (rows.length) happened({ what: "return asked", panelId: meeting.panel_id, meetingId: meeting.id });
}

/** The core agencies of a meeting's panel on its day (practice.md §3.11). */
const coreAgencies = async (db: Db, meeting: Meeting): Promise<string[]> =>
  (await db.selectFrom("panel_agency").innerJoin("agency", "agency.id", "panel_agency.agency_id").select("agency.id").distinct().where("panel_agency.panel_id", "=", meeting.panel_id).where("agency.ended_at", "is", null)
    .where("panel_agency.from_on", "<=", meeting.on_day).where((eb) => eb.or([eb("panel_agency.to_on", "is", null), eb("panel_agency.to_on", ">=", meeting.on_day)])).orderBy("agency.id").execute()).map((row) => row.id);

/** Asks what has not been asked of meetings that are published and not begun: agencies that joined the panel since, and whose conflict of interest ended. */
export async function askWhatIsLeft({ db, now }: { db: Db; now: Date }): Promise<void> {
  const meetings = await db.selectFrom("meeting").select(["id", "panel_id", "on_day"]).where("status", "=", "published").execute();
  for (const meeting of meetings) await commit({ db, now, who: nobody }, (ask, happened) => askReturns(ask, happened, meeting));
}
