import type { Ask } from "../core/ask.server.ts";
import { shortDay } from "../core/days.ts";
import { clearAction, clearSharing, subjectsInReach } from "../core/reach.server.ts";
import { briefingInWords, briefingOf } from "./action.ts";
import { otherEntriesOf } from "./entries-other.server.ts";
import type { Entry } from "./entry.ts";
import { sharingInWords } from "./sharing.ts";

type Fact = [string, string | null | undefined];
const said = (facts: Fact[]): [string, string][] => facts.filter((fact): fact is [string, string] => Boolean(fact[1]));

/** "Seaholme Homes, Tomasz Lis" */
export const ownerInWords = (agency: string, person: string | null): string => (person ? `${agency}, ${person}` : agency);

/** References of the subjects of actions: everybody's, also those out of the person's reach, for a reference says nothing more. */
export async function refsOfActions(ask: Ask, actionIds: string[]): Promise<Map<string, { id: string; ref: string }[]>> {
  const refs = new Map<string, { id: string; ref: string }[]>();
  if (!actionIds.length) return refs;
  const rows = await ask.db.selectFrom("action_subject").innerJoin("subject", "subject.id", "action_subject.subject_id").select(["action_subject.action_id", "subject.id", "subject.ref"]).where("action_subject.action_id", "in", actionIds).orderBy("subject.ref").execute();
  for (const row of rows) refs.set(row.action_id, [...(refs.get(row.action_id) ?? []), { id: row.id, ref: row.ref }]);
  return refs;
}

/** What is recorded under these items, oldest first; removed entries are left out. The items must be in reach; what is about a subject of a conflict of interest is left out. */
export async function entriesOf(ask: Ask, itemIds: string[]): Promise<Entry[]> {
  if (!itemIds.length) return [];
  const entries = [...(await actionsOf(ask, itemIds)), ...(await risksOf(ask, itemIds)), ...(await sharingOf(ask, itemIds)), ...(await otherEntriesOf(ask, itemIds))];
  return entries.sort((a, b) => a.at.localeCompare(b.at)).map((e) => e.entry);
}

async function actionsOf(ask: Ask, itemIds: string[]) {
  const rows = await ask.db.selectFrom("action").innerJoin("agency", "agency.id", "action.agency_id").leftJoin("person as owner", "owner.id", "action.person_id").leftJoin("person as writer", "writer.id", "action.recorded_by_id")
    .selectAll("action").select(["agency.name as agency", "owner.name as owner_name", "writer.name as writer_name"]).where("action.item_id", "in", itemIds).where("action.removed_at", "is", null).where(clearAction(ask.who)).orderBy("action.ref").execute();
  const refs = await refsOfActions(ask, rows.map((row) => row.id));
  return rows.map((row) => ({
    at: row.recorded_at,
    entry: {
      kind: "action", id: row.id, itemId: row.item_id!, ref: row.ref, title: row.what, recordedBy: row.writer_name, agreedAt: row.agreed_at, issuedAt: row.issued_at, agencyId: row.agency_id, dueOn: row.due_on,
      facts: said([["Owner", ownerInWords(row.agency, row.owner_name ?? row.person_name)], ["Due", shortDay(row.due_on)], ["Priority", row.priority === "normal" ? null : row.priority], ["About", refs.get(row.id)?.map((s) => s.ref).join(", ") ?? "Nobody in particular"], ["Owner is told", briefingInWords(briefingOf(row.briefing)) + (row.briefing_note ? `. ${row.briefing_note}` : "")]]),
    } satisfies Entry as Entry,
  }));
}

async function risksOf(ask: Ask, itemIds: string[]) {
  const rows = await ask.db.selectFrom("risk").leftJoin("person", "person.id", "risk.recorded_by_id").selectAll("risk").select("person.name as writer_name").where("risk.item_id", "in", itemIds).where("risk.superseded_at", "is", null).execute();
  return rows.map((row) => ({
    at: row.recorded_at,
    entry: {
      kind: "risk", id: row.id, itemId: row.item_id!, ref: row.ref, title: `Risk: ${row.level}`, recordedBy: row.writer_name, agreedAt: row.agreed_at, issuedAt: null, agencyId: null, dueOn: row.next_review_on,
      facts: said([["Because", row.rationale], ["Lower over", row.sustained], ["Support that goes on", row.support_continues], ["Markers", row.marker_decision], ["Would bring it back up", row.would_bring_back], ["Dissent", row.dissent], ["Next review", row.next_review_on && shortDay(row.next_review_on)]]),
    } satisfies Entry as Entry,
  }));
}

async function sharingOf(ask: Ask, itemIds: string[]) {
  const rows = await ask.db.selectFrom("sharing").innerJoin("agency as holder", "holder.id", "sharing.owner_agency_id").innerJoin("subject", "subject.id", "sharing.subject_id")
    .leftJoin("agency as receiver", "receiver.id", "sharing.to_agency_id").leftJoin("agency as sending", "sending.id", "sharing.sender_agency_id").leftJoin("person as sender", "sender.id", "sharing.sender_id").leftJoin("person as writer", "writer.id", "sharing.recorded_by_id")
    .selectAll("sharing").select(["holder.name as holder", "receiver.name as receiver", "sending.name as sending", "sender.name as sender_name", "writer.name as writer_name", "subject.ref as subject_ref"])
    .where("sharing.item_id", "in", itemIds).where("sharing.removed_at", "is", null).where(clearSharing(ask.who)).orderBy("sharing.ref").execute();
  return rows.map((row) => ({
    at: row.recorded_at,
    entry: {
      kind: "sharing", id: row.id, itemId: row.item_id!, ref: row.ref, title: sharingInWords(row.decision, row.receiver ?? row.to_name ?? "nobody named"), recordedBy: row.writer_name,
      agreedAt: row.agreed_at, issuedAt: row.agreed_at, agencyId: row.sender_agency_id, dueOn: row.send_by_on, disclosure: row.disclosure === 1,
      facts: said([
        ["What", row.what], ["About", row.subject_ref], ["Held by", row.holder], ["Reason", row.reason], ["Purpose", row.purpose], ["Necessity", row.necessity], ["Proportionality", row.proportionality],
        ["Lawful basis", [row.lawful_basis, row.special_condition, row.gateway].filter(Boolean).join("; ")], ["Consent", [row.consent, row.consent_reason].filter(Boolean).join(": ")], ["Told", row.told_whom], ["Left out", row.redactions],
        ["Conditions", row.conditions], ["Advice taken", row.advice], ["Dissent", row.dissent],
        ["Sent by", row.sending && [ownerInWords(row.sending, row.sender_name), row.send_by_on && `by ${shortDay(row.send_by_on)}`, row.how].filter(Boolean).join(", ")],
        ["Sent", row.sent_on && `${shortDay(row.sent_on)}, ${row.sent_how}`], ["Review", row.review_on && shortDay(row.review_on)],
      ]),
    } satisfies Entry as Entry,
  }));
}

/** The subjects that may be chosen under an item: its own, and those linked to it that the person reaches. */
export async function aboutChoices(ask: Ask, subjectId: string | null): Promise<{ id: string; ref: string; name: string }[]> {
  if (!subjectId) return [];
  const links = await ask.db.selectFrom("link").select(["a_id", "b_id"]).where("superseded_at", "is", null).where("handling", "=", "shared").where((eb) => eb.or([eb("a_id", "=", subjectId), eb("b_id", "=", subjectId)])).execute();
  const ids = [subjectId, ...links.map((l) => (l.a_id === subjectId ? l.b_id : l.a_id))];
  const rows = await subjectsInReach(ask).select(["subject.id", "subject.ref", "subject.display_name as name"]).where("subject.id", "in", ids).orderBy("subject.ref").execute();
  return rows.sort((a, b) => Number(b.id === subjectId) - Number(a.id === subjectId));
}

/** The tables of what is recorded under items, besides levels: a row that was taken back has `removed_at`. */
export const recordedUnder = ["action", "sharing", "decision", "marker", "chosen_measure"] as const;

/** Whether anything stands recorded under an item, also what this person may not know of: that there is something, and nothing else, is said. */
export async function hasEntries(ask: Ask, itemId: string): Promise<boolean> {
  for (const table of recordedUnder)
    if (await ask.db.selectFrom(table as "action").select("id").where("item_id", "=", itemId).where("removed_at", "is", null).limit(1).executeTakeFirst()) return true;
  return (await ask.db.selectFrom("risk").select("id").where("item_id", "=", itemId).where("superseded_at", "is", null).limit(1).executeTakeFirst()) !== undefined;
}
