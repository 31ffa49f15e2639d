import type { Ask } from "../core/ask.server.ts";
import { recordedUnder } from "../followup/entries.server.ts";
import type { Contribution } from "./room.ts";

interface Meeting {
  id: string;
  panel_id: string;
}

/**
 * What each agency gave to each of these items, by item and agency: its return from before the meeting, and whether somebody of it wrote in the item's
 * shared minutes or recorded something under it. The coordinator writes for everybody: what they write is nobody's contribution. Not read for a page that
 * is read again at every bell: it goes through the log.
 */
export async function contributionsTo(ask: Ask, meeting: Meeting, itemIds: string[]): Promise<Map<string, Map<string, Contribution[]>>> {
  const gave = new Map<string, Map<string, Contribution[]>>();
  if (!itemIds.length) return gave;
  const add = (itemId: string, agencyId: string, what: Contribution) => {
    const of = gave.get(itemId) ?? new Map<string, Contribution[]>();
    gave.set(itemId, of);
    const all = of.get(agencyId) ?? [];
    if (!all.includes(what)) of.set(agencyId, [...all, what]);
  };
  for (const { itemId, agencyId, what } of await returned(ask, itemIds)) add(itemId, agencyId, what);
  const minuting = new Set((await ask.db.selectFrom("membership").select("person_id").where("panel_id", "=", meeting.panel_id).where("role", "=", "coordinator").execute()).map((row) => row.person_id));
  for (const { item_id, person_id, agency_id } of [...(await writers(ask, itemIds)), ...(await recorders(ask, itemIds))]) if (item_id && person_id && agency_id && !minuting.has(person_id)) add(item_id, agency_id, "in the room");
  return gave;
}

const sent: Partial<Record<string, Contribution>> = { submitted: "update", "nothing held": "nothing held", declined: "declined" };

/** What agencies sent before the meeting: that they did, which whoever reaches the item knows once it has begun; none of the words. */
async function returned(ask: Ask, itemIds: string[]): Promise<{ itemId: string; agencyId: string; what: Contribution }[]> {
  const rows = await ask.db.selectFrom("agency_return").innerJoin("return_version", (join) => join.onRef("return_version.return_id", "=", "agency_return.id").onRef("return_version.version", "=", "agency_return.version"))
    .select(["agency_return.item_id as itemId", "agency_return.agency_id as agencyId", "return_version.state"]).where("agency_return.item_id", "in", itemIds).where("agency_return.version", ">", 0).execute();
  return rows.flatMap((row) => (sent[row.state] ? [{ ...row, what: sent[row.state]! }] : []));
}

const writers = (ask: Ask, itemIds: string[]) =>
  ask.db.selectFrom("document_update").innerJoin("document", "document.id", "document_update.document_id").select(["document.item_id", "document_update.person_id", "document_update.agency_id"]).distinct()
    .where("document.item_id", "in", itemIds).where("document.handling", "=", "shared").execute();

/** Who recorded something under these items: what was taken back again is nobody's contribution. */
async function recorders(ask: Ask, itemIds: string[]): Promise<{ item_id: string | null; person_id: string | null; agency_id: string | null }[]> {
  const rows = await ask.db.selectFrom("risk").innerJoin("person", "person.id", "risk.recorded_by_id").select(["risk.item_id", "person.id as person_id", "person.agency_id"]).where("risk.item_id", "in", itemIds).where("risk.superseded_at", "is", null).execute();
  for (const table of recordedUnder)
    rows.push(...(await ask.db.selectFrom(`${table} as one` as "action as one").innerJoin("person", "person.id", "one.recorded_by_id").select(["one.item_id", "person.id as person_id", "person.agency_id"]).where("one.item_id", "in", itemIds).where("one.removed_at", "is", null).execute()));
  return rows;
}
