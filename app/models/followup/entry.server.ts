import { may } from "../core/access.ts";
import type { Ask } from "../core/ask.server.ts";
import { itemInReach, subjectsInReach } from "../core/reach.server.ts";
import { NotAgreed, agree, allow } from "../core/refuse.ts";
import { whyNotAmend, whyNotRecord } from "./entry.ts";

export type ItemAtHand = Awaited<ReturnType<typeof itemInReach>>;

/** The item, when the person may record under it now. Throws NotFound, NotAllowed, NotAgreed. */
export async function recordable(ask: Ask, itemId: string): Promise<ItemAtHand> {
  const item = await itemInReach(ask, itemId);
  allow(may.recordEntry(ask.who, item));
  agree(whyNotRecord(item));
  return item;
}

/** The item of an entry that may still be amended, and the item that it is moved to, when that is another of the same meeting. */
export async function amendable(ask: Ask, entry: { item_id: string | null; agreed_at: string | null }, toItemId?: string | null): Promise<{ item: ItemAtHand; target: ItemAtHand }> {
  const item = await itemInReach(ask, entry.item_id ?? "");
  allow(may.recordEntry(ask.who, item));
  agree(whyNotAmend(entry, item));
  if (!toItemId || toItemId === item.id) return { item, target: item };
  const target = await recordable(ask, toItemId);
  if (target.meeting_id !== item.meeting_id) throw new NotAgreed("Choose an item of the same meeting", "itemId");
  return { item, target };
}

/** The next running number of a name: 1, 2, 3 … Inside a commit. */
export async function nextNumber(ask: Ask, name: string): Promise<number> {
  const row = await ask.db.insertInto("counter").values({ name, value: 1 }).onConflict((on) => on.column("name").doUpdateSet((eb) => ({ value: eb("counter.value", "+", 1) }))).returning("value").executeTakeFirstOrThrow();
  return Number(row.value);
}

/** Panel code, meeting number and item number, the first parts of every reference under an item. */
export async function refParts(ask: Ask, item: ItemAtHand): Promise<{ code: string; meeting: number; number: string }> {
  const panel = await ask.db.selectFrom("panel").select("code").where("id", "=", item.panel_id).executeTakeFirstOrThrow();
  return { code: panel.code, meeting: item.meeting_number, number: item.number ?? String(item.position) };
}

/** Reads "C-0147, O-0031" as ids of subjects in reach. Throws NotAgreed naming the first that is not. */
export async function subjectsByRef(ask: Ask, text: string | null, field: string): Promise<string[]> {
  const refs = [...new Set((text ?? "").toUpperCase().split(/[\s,;]+/).filter(Boolean))];
  if (!refs.length) return [];
  const rows = await subjectsInReach(ask).select(["subject.id", "subject.ref"]).where("subject.ref", "in", refs).execute();
  const missing = refs.find((ref) => !rows.some((row) => row.ref === ref));
  if (missing) throw new NotAgreed(`There is no record ${missing} that you can see`, field);
  return rows.map((row) => row.id);
}

/** The owning agency and person of a task: a person alone brings their agency. Throws NotAgreed, beside the named fields. */
export async function ownerOf(ask: Ask, owner: { agencyId: string | null; personId: string | null; personName?: string | null }, fields = { agency: "agencyId", person: "personId" }): Promise<{ agencyId: string; personId: string | null; personName: string | null }> {
  const person = owner.personId ? await ask.db.selectFrom("person").select(["id", "agency_id"]).where("id", "=", owner.personId).where("ended_at", "is", null).executeTakeFirst() : null;
  if (owner.personId && !person) throw new NotAgreed("Choose a person from the list", fields.person);
  const agencyId = owner.agencyId ?? person?.agency_id;
  if (!agencyId) throw new NotAgreed("Choose the agency that owns it", fields.agency);
  const agency = await ask.db.selectFrom("agency").select(["id", "name"]).where("id", "=", agencyId).where("ended_at", "is", null).executeTakeFirst();
  if (!agency) throw new NotAgreed("Choose an agency from the list", fields.agency);
  if (person && person.agency_id !== agency.id) throw new NotAgreed(`That person is not of ${agency.name}`, fields.person);
  if (person && owner.personName) throw new NotAgreed("Choose a person or name one, not both", "personName");
  return { agencyId: agency.id, personId: person?.id ?? null, personName: owner.personName ?? null };
}
