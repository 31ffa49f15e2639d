import { sql } from "kysely";
import { guardingPrivacy } from "../core/access.ts";
import { type Ask, commit, look, newId } from "../core/ask.server.ts";
import { addDays, dayOf, type Instant } from "../core/days.ts";
import { found } from "../core/refuse.ts";
import { readings, readingsOf } from "../subjects/readers.server.ts";
import { type DaysLookedAt, type Finding, findingsOf, type Read, type ReadKind, type ReaderFacts, type SubjectFacts } from "./reads.ts";

/** Work is looked for so many days before and after the days of the readings: a meeting is prepared, and followed up. */
const workAroundDays = 30;
// What was opened in an emergency, or for an inspection, is reviewed by itself.
const kinds = Object.keys(readings).filter((what) => what !== "record opened in emergency" && what !== "inspected record opened");

export interface FindingShown extends Finding {
  name: string;
  agency: string;
  /** The last time that a privacy officer looked into this, with what they found; what was read since stands here. */
  before: { at: Instant; by: string; note: string } | null;
}

/** Readings of the last days that are worth a look: who read what, by reference, without content. For privacy officers; that they looked is noted. Throws NotFound. */
export const readsWorthALook = (ask: Ask, days: DaysLookedAt): Promise<FindingShown[]> =>
  look(ask, async (ask, happened) => {
    guardingPrivacy(ask.who);
    happened({ what: "reads opened", detail: `last ${days} days` });
    return findingsShown(ask, days);
  });

async function findingsShown(ask: Ask, days: number): Promise<FindingShown[]> {
  const since = new Date(ask.now.getTime() - days * 86_400_000).toISOString();
  const followed = await ask.db.selectFrom("reads_followed_up").innerJoin("person", "person.id", "reads_followed_up.by_id").selectAll("reads_followed_up").select("person.name as by").orderBy("reads_followed_up.at", "desc").execute();
  const rows = await ask.db.selectFrom("news").select(["person_id", "subject_id"]).select((eb) => [eb.fn.min("at").as("first"), eb.fn.max("at").as("last"), eb.fn.countAll<number>().as("times")])
    .where("at", ">=", since).where("subject_id", "is not", null).where("person_id", "is not", null).where("what", "in", kinds).groupBy(["person_id", "subject_id", sql`substr(at, 1, 13)`]).execute();
  const reads = rows.map((row): Read => ({ personId: row.person_id!, subjectId: row.subject_id!, first: row.first!, last: row.last!, times: Number(row.times) }));
  const people = await ask.db.selectFrom("person").innerJoin("agency", "agency.id", "person.agency_id").select(["person.id", "person.name", "person.home_postcode", "agency.name as agency"]).execute();
  const names = new Map(people.map((one) => [one.id, one]));
  const known = { readers: new Map(people.map((one): [string, ReaderFacts] => [one.id, { name: one.name, postcode: one.home_postcode }])), subjects: await subjectFacts(ask, [...new Set(reads.map((read) => read.subjectId))]), worked: await workOf(ask, since) };
  const lastOf = (kind: ReadKind, personId: string) => followed.find((one) => one.kind === kind && one.person_id === personId) ?? null;
  // What was looked into is not said again; what comes after is.
  const fresh = (kind: ReadKind) => reads.filter((read) => read.last > (lastOf(kind, read.personId)?.up_to ?? ""));
  const all = (["without work", "same surname or address", "unusual hours", "many at once"] as const).flatMap((kind) => findingsOf(fresh(kind), known).filter((one) => one.kind === kind));
  return all.sort((a, b) => b.last.localeCompare(a.last)).map((one) => {
    const before = lastOf(one.kind, one.personId);
    return { ...one, name: names.get(one.personId)!.name, agency: names.get(one.personId)!.agency, before: before && { at: before.at, by: before.by, note: before.note } };
  });
}

/** Names and addresses of subjects, to be compared and never shown. */
async function subjectFacts(ask: Ask, ids: string[]): Promise<Map<string, SubjectFacts>> {
  const facts = new Map<string, SubjectFacts>();
  for (let i = 0; i < ids.length; i += 500) {
    const some = ids.slice(i, i + 500);
    const rows = await ask.db.selectFrom("subject").leftJoin("child", "child.subject_id", "subject.id").leftJoin("offender", "offender.subject_id", "subject.id").leftJoin("location", "location.subject_id", "subject.id")
      .select(["subject.id", "subject.ref", "child.family_name as child", "offender.family_name as offender", "child.address as home", "offender.address as lives", "location.address as place", "location.postcode"]).where("subject.id", "in", some).execute();
    const aliases = await ask.db.selectFrom("alias").select(["subject_id", "name"]).where("subject_id", "in", some).execute();
    const placements = await ask.db.selectFrom("care_episode").select(["child_id", "placement_address"]).where("child_id", "in", some).where("placement_address", "is not", null).execute();
    for (const row of rows)
      facts.set(row.id, {
        ref: row.ref, names: [row.child, row.offender, ...aliases.filter((one) => one.subject_id === row.id).map((one) => one.name)].filter((name): name is string => Boolean(name)),
        addresses: [row.home, row.lives, row.place, row.postcode, ...placements.filter((one) => one.child_id === row.id).map((one) => one.placement_address)].filter((address): address is string => Boolean(address)),
      });
  }
  return facts;
}

/**
 * Whether somebody had work with a subject around these days: they did something about it, it was listed at a meeting of theirs, an open or late
 * action about it is theirs or of the agency that they lead, or a decision on sharing about it is theirs to send, they own the next step of its case, or they prepare a panel where its case is open.
 */
async function workOf(ask: Ask, since: Instant): Promise<Known["worked"]> {
  const from = addDays(dayOf(since), -workAroundDays);
  const to = addDays(dayOf(ask.now), workAroundDays);
  const worked = new Set<string>();
  const add = (rows: { person_id: string | null; subject_id: string | null }[]): void => {
    for (const row of rows) worked.add(`${row.person_id} ${row.subject_id}`);
  };
  const readOnly = [...Object.keys(readings), "readers opened", "record searched", "brief read", "own note written", "emergency access opened", "emergency access tried", "emergency access ended", "conflict declared", "conflict ended"];
  add(await ask.db.selectFrom("news").select(["person_id", "subject_id"]).distinct().where("at", ">=", `${from}T00:00:00.000Z`).where("subject_id", "is not", null).where("what", "not in", readOnly as never[]).execute());
  add(await ask.db.selectFrom("item").innerJoin("meeting", "meeting.id", "item.meeting_id").innerJoin("membership", "membership.panel_id", "meeting.panel_id").select(["membership.person_id", "item.subject_id"]).distinct()
    .where("item.subject_id", "is not", null).where("meeting.on_day", ">=", from).where("meeting.on_day", "<=", to).whereRef("membership.from_on", "<=", "meeting.on_day").where((eb) => eb.or([eb("membership.to_on", "is", null), eb("membership.to_on", ">=", from)])).execute());
  add(await ask.db.selectFrom("guest").innerJoin("meeting", "meeting.id", "guest.meeting_id").innerJoin("item", "item.meeting_id", "meeting.id").select(["guest.person_id", "item.subject_id"]).distinct()
    .where("item.subject_id", "is not", null).where("meeting.on_day", ">=", from).where("meeting.on_day", "<=", to).where((eb) => eb.or([eb("guest.item_id", "is", null), eb("guest.item_id", "=", eb.ref("item.id"))])).execute());
  add(await ask.db.selectFrom("action_subject").innerJoin("action", "action.id", "action_subject.action_id").select(["action.person_id", "action_subject.subject_id"]).distinct().where("action.person_id", "is not", null).where("action.removed_at", "is", null).where("action.due_on", ">=", from).execute());
  add(await ask.db.selectFrom("action_subject").innerJoin("action", "action.id", "action_subject.action_id").innerJoin("person", "person.agency_id", "action.agency_id").select(["person.id as person_id", "action_subject.subject_id"]).distinct().where("person.is_lead", "=", 1).where("action.removed_at", "is", null).where("action.due_on", ">=", from).execute());
  add(await ask.db.selectFrom("sharing").innerJoin("person", "person.agency_id", "sharing.sender_agency_id").select(["person.id as person_id", "sharing.subject_id"]).distinct().where("sharing.removed_at", "is", null)
    .where((eb) => eb.or([eb("person.id", "=", eb.ref("sharing.sender_id")), eb("person.is_lead", "=", 1)])).where((eb) => eb.or([eb("sharing.sent_on", "is", null), eb("sharing.sent_on", ">=", from)])).execute());
  add(await ask.db.selectFrom("panel_case").innerJoin("case_next", "case_next.case_id", "panel_case.id").select(["case_next.owner_id as person_id", "panel_case.subject_id"]).distinct().where("case_next.ended_at", "is", null).execute());
  add(await ask.db.selectFrom("panel_case").innerJoin("membership", "membership.panel_id", "panel_case.panel_id").select(["membership.person_id", "panel_case.subject_id"]).distinct().where("membership.role", "<>", "member").where((eb) => eb.or([eb("panel_case.closed_on", "is", null), eb("panel_case.closed_on", ">=", from)]))
    .where((eb) => eb.or([eb("membership.to_on", "is", null), eb("membership.to_on", ">=", from)])).execute());
  return (personId, subjectId) => worked.has(`${personId} ${subjectId}`);
}
type Known = Parameters<typeof findingsOf>[1];

/** Somebody whose readings are looked into. Throws NotFound for anybody but a privacy officer. */
export async function readerToFollowUp(ask: Ask, personId: string): Promise<{ name: string; agency: string }> {
  guardingPrivacy(ask.who);
  return found(await ask.db.selectFrom("person").innerJoin("agency", "agency.id", "person.agency_id").select(["person.name", "agency.name as agency"]).where("person.id", "=", personId).executeTakeFirst());
}

/** Writes down what a privacy officer found when they looked into somebody's readings of one kind: up to now these are not said again. Throws NotFound. */
export const followUpReads = (ask: Ask, { kind, personId, note }: { kind: ReadKind; personId: string; note: string }): Promise<void> =>
  commit(ask, async (ask, happened) => {
    await readerToFollowUp(ask, personId);
    await ask.db.insertInto("reads_followed_up").values({ id: newId(), kind, person_id: personId, up_to: ask.now.toISOString(), note, at: ask.now.toISOString(), by_id: ask.who.id }).execute();
    happened({ what: "reads followed up", detail: personId });
  });

export interface ReaderByRef {
  personId: string;
  name: string;
  agency: string;
  what: string;
  times: number;
  first: Instant;
  last: Instant;
}

/** Who has read the record of this reference, when and how, whatever panel it belongs to; null when there is no such record. For privacy officers; noted. Throws NotFound. */
export const readersByRef = (ask: Ask, ref: string): Promise<{ ref: string; readers: ReaderByRef[] } | null> =>
  look(ask, async (ask, happened) => {
    guardingPrivacy(ask.who);
    const subject = await ask.db.selectFrom("subject").select(["id", "ref"]).where("ref", "=", ref.trim().toUpperCase()).executeTakeFirst();
    if (!subject) return null;
    happened({ what: "readers opened", subjectId: subject.id });
    const rows = await readingsOf(ask, subject, null);
    return { ref: subject.ref, readers: rows.map(({ id, name, agency, what, times, first, last }) => ({ personId: id, name, agency, what, times, first, last })).sort((a, b) => b.last.localeCompare(a.last)) };
  });
