import { guardingPrivacy, mayOpenInEmergency, may } from "../core/access.ts";
import { type Ask, commit, type Happened, look, newId } from "../core/ask.server.ts";
import { type Day, dayOf, type Instant } from "../core/days.ts";
import { asReader } from "../core/reader.server.ts";
import { subjectsInReach } from "../core/reach.server.ts";
import { NotAgreed, NotFound, agree, found } from "../core/refuse.ts";
import { hasConflict } from "../core/who.ts";
import { writeConflict } from "../subjects/conflict.server.ts";
import { fold } from "../subjects/names.ts";
import { recordOf } from "../subjects/record.server.ts";
import { type EmergencyCode, emergencyMinutes, type Finding, isOpen, isReviewLate, reviewDue, whyNotAnother } from "./emergency.ts";

export interface EmergencyForm {
  /** A reference; or a family name and a day of birth. */
  ref: string | null;
  familyName: string | null;
  bornOn: Day | null;
  code: EmergencyCode;
  reason: string;
}

const opener = (ask: Ask): void => {
  if (!mayOpenInEmergency(ask.who)) throw new NotFound();
};

const ownRows = (ask: Ask) => ask.db.selectFrom("emergency_access").selectAll().where("person_id", "=", ask.who.id).orderBy("from_at", "desc");
type Row = Awaited<ReturnType<ReturnType<typeof ownRows>["executeTakeFirstOrThrow"]>>;
const emergencyOf = (row: Pick<Row, "from_at" | "until_at" | "ended_at" | "reviewed_at">) => ({ fromAt: row.from_at, untilAt: row.until_at, endedAt: row.ended_at, reviewedAt: row.reviewed_at });

/** What the person opened in an emergency, newest first, and why they may not open another now. Names nobody. Throws NotFound for whoever may never. */
export async function ownEmergencies(ask: Ask) {
  opener(ask);
  const rows = await ownRows(ask).limit(50).execute();
  return {
    whyNot: whyNotAnother(rows.map(emergencyOf), ask.now),
    opened: rows.map((row) => ({ id: row.id, vain: row.subject_id === null, fromAt: row.from_at, code: row.code, open: row.subject_id !== null && isOpen(emergencyOf(row), ask.now), reviewed: row.reviewed_at !== null, finding: row.finding, dueOn: reviewDue(row.from_at) })),
  };
}

/**
 * Opens a record that is out of the person's reach, for an hour and to read. Returns what was opened; or, when nobody is named by what was typed,
 * or somebody of whom the person may know nothing, null in the same words: that too is told and reviewed. Throws NotFound, NotAgreed.
 */
export const openInEmergency = (ask: Ask, form: EmergencyForm): Promise<string | null> =>
  commit(ask, async (ask, happened) => {
    opener(ask);
    agree(whyNotAnother((await ownRows(ask).execute()).map(emergencyOf), ask.now));
    if (!form.ref && !(form.familyName && form.bornOn)) throw new NotAgreed("Enter the reference, or the family name and the day of birth", "ref");
    const named = await subjectNamed(ask, form);
    if (named && (await subjectsInReach(ask).select("subject.id").where("subject.id", "=", named.id).executeTakeFirst())) throw new NotAgreed(`${named.ref} is in your reach: open it from Records`, form.ref ? "ref" : "familyName");
    const subjectId = named && !hasConflict(ask.who, named.id) ? named.id : null;
    const id = newId();
    const at = ask.now.toISOString();
    const until = subjectId ? new Date(ask.now.getTime() + emergencyMinutes * 60_000).toISOString() : at;
    await ask.db.insertInto("emergency_access").values({ id, person_id: ask.who.id, subject_id: subjectId, code: form.code, reason: form.reason, from_at: at, until_at: until }).execute();
    happened({ what: subjectId ? "emergency access opened" : "emergency access tried", subjectId, detail: id });
    return subjectId && id;
  });

/** The one subject that the form names, whoever reaches it. Two of one name and birthday are nobody's: the reference tells them apart. */
async function subjectNamed(ask: Ask, { ref, familyName, bornOn }: EmergencyForm): Promise<{ id: string; ref: string } | null> {
  if (ref) return (await ask.db.selectFrom("subject").select(["id", "ref"]).where("ref", "=", ref.toUpperCase()).executeTakeFirst()) ?? null;
  const rows = await ask.db.selectFrom("subject").leftJoin("child", "child.subject_id", "subject.id").leftJoin("offender", "offender.subject_id", "subject.id").select(["subject.id", "subject.ref", "child.family_name as child", "offender.family_name as offender"]).where("subject.born_on", "=", bornOn).execute();
  const same = rows.filter((row) => fold(row.child ?? row.offender ?? "") === fold(familyName ?? ""));
  return same.length === 1 ? { id: same[0]!.id, ref: same[0]!.ref } : null;
}

/** The record that was opened, to read, while its hour lasts. Written in the audit with the read. Throws NotFound when it is not this person's, is over, or a conflict of interest was declared since. */
export const emergencyRecord = (ask: Ask, id: string) =>
  look(ask, async (ask, happened) => {
    const row = await ownEmergency(ask, id);
    if (!row.subject_id || !isOpen(emergencyOf(row), ask.now)) return { id, over: true as const, dueOn: reviewDue(row.from_at), reviewed: row.reviewed_at !== null };
    const reader = await asReader(ask, [row.subject_id]);
    return { id, over: false as const, untilAt: row.until_at, record: await recordOf(reader, row.subject_id, dayOf(ask.now), { note: noted(happened, row), size: 40 }) };
  });

const noted = (happened: Happened, row: Row) => () => happened({ what: "record opened in emergency", subjectId: row.subject_id, detail: row.id });

async function ownEmergency(ask: Ask, id: string): Promise<Row> {
  const row = found(await ownRows(ask).where("id", "=", id).executeTakeFirst());
  if (row.subject_id && hasConflict(ask.who, row.subject_id)) throw new NotFound();
  return row;
}

/** Whether what the person opened is open still; nothing of it is read. Throws NotFound when it is not theirs. */
export async function emergencyHead(ask: Ask, id: string): Promise<{ id: string; fromAt: Instant; open: boolean }> {
  const row = await ownEmergency(ask, id);
  return { id, fromAt: row.from_at, open: row.subject_id !== null && isOpen(emergencyOf(row), ask.now) };
}

/** Closes what the person opened, before its hour is over. Nothing when it is over already. Throws NotFound. */
export const closeEmergency = (ask: Ask, id: string): Promise<void> =>
  commit(ask, async (ask, happened) => {
    await close(ask, happened, await ownEmergency(ask, id));
  });

/** Declares a conflict of interest of one's own about what one has open: it is closed at once, and never opened again. Throws NotFound, also when its hour is over. */
export const takeNoPartInEmergency = (ask: Ask, id: string, reason: string): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const row = await ownEmergency(ask, id);
    if (!row.subject_id || !isOpen(emergencyOf(row), ask.now)) throw new NotFound();
    await close(ask, happened, row);
    await writeConflict(ask, happened, { subjectId: row.subject_id, personId: ask.who.id, reason });
  });

async function close(ask: Ask, happened: Happened, row: Row): Promise<void> {
  if (!isOpen(emergencyOf(row), ask.now)) return;
  await ask.db.updateTable("emergency_access").set({ ended_at: ask.now.toISOString() }).where("id", "=", row.id).execute();
  happened({ what: "emergency access ended", subjectId: row.subject_id, detail: row.id });
}

export interface EmergencyShown {
  id: string;
  by: string;
  agency: string;
  /** Null when what was typed named nobody. */
  ref: string | null;
  code: string;
  reason: string;
  fromAt: Instant;
  untilAt: Instant;
  dueOn: Day;
  late: boolean;
  own: boolean;
  reviewed: { by: string; at: Instant; finding: Finding; note: string } | null;
}

const shownRows = (ask: Ask) =>
  ask.db.selectFrom("emergency_access").innerJoin("person", "person.id", "emergency_access.person_id").innerJoin("agency", "agency.id", "person.agency_id").leftJoin("subject", "subject.id", "emergency_access.subject_id").leftJoin("person as reviewer", "reviewer.id", "emergency_access.reviewed_by_id")
    .selectAll("emergency_access").select(["person.name as by", "agency.name as agency", "subject.ref", "reviewer.name as reviewer"]);

function shown(ask: Ask, row: Awaited<ReturnType<ReturnType<typeof shownRows>["executeTakeFirstOrThrow"]>>): EmergencyShown {
  return {
    id: row.id, by: row.by, agency: row.agency, ref: row.ref, code: row.code, reason: row.reason, fromAt: row.from_at, untilAt: row.ended_at ?? row.until_at, dueOn: reviewDue(row.from_at), late: isReviewLate(emergencyOf(row), ask.now), own: row.person_id === ask.who.id,
    reviewed: row.reviewed_at && row.finding ? { by: row.reviewer ?? "", at: row.reviewed_at, finding: row.finding, note: row.finding_note ?? "" } : null,
  };
}

/** What was opened in an emergency: all that wait for review, oldest first, and the last that were reviewed. For privacy officers. Throws NotFound. */
export async function emergencies(ask: Ask) {
  guardingPrivacy(ask.who);
  const waiting = await shownRows(ask).where("emergency_access.reviewed_at", "is", null).orderBy("emergency_access.from_at").execute();
  const reviewed = await shownRows(ask).where("emergency_access.reviewed_at", "is not", null).orderBy("emergency_access.reviewed_at", "desc").limit(20).execute();
  return { waiting: waiting.map((row) => shown(ask, row)), reviewed: reviewed.map((row) => shown(ask, row)) };
}

/** One of them, with the pages that were opened meanwhile. Throws NotFound for anybody but a privacy officer. */
export async function emergencyToReview(ask: Ask, id: string) {
  guardingPrivacy(ask.who);
  const row = found(await shownRows(ask).where("emergency_access.id", "=", id).executeTakeFirst());
  const pages = await ask.db.selectFrom("news").select(["at", "what"]).where("person_id", "=", row.person_id).where("detail", "=", id).orderBy("at").execute();
  return { one: shown(ask, row), pages };
}

/** Closes the review. Whoever opened the record does not review that themselves. Throws NotFound, NotAgreed. */
export const reviewEmergency = (ask: Ask, id: string, { finding, note }: { finding: Finding; note: string }): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const { one } = await emergencyToReview(ask, id);
    if (one.own) throw new NotAgreed("Another privacy officer must review what you opened yourself");
    if (one.reviewed) throw new NotAgreed(`${one.reviewed.by} has reviewed this already`);
    await ask.db.updateTable("emergency_access").set({ finding, finding_note: note, reviewed_at: ask.now.toISOString(), reviewed_by_id: ask.who.id }).where("id", "=", id).execute();
    happened({ what: "emergency access reviewed", detail: id });
  });

/** How many wait for review by a privacy officer, how many of these are late. Null for anybody else. */
export async function reviewsWaiting(ask: Ask): Promise<{ count: number; late: number } | null> {
  if (!ask.who.isPrivacyOfficer) return null;
  const rows = await ask.db.selectFrom("emergency_access").selectAll().where("reviewed_at", "is", null).where("person_id", "<>", ask.who.id).execute();
  return { count: rows.length, late: rows.filter((row) => isReviewLate(emergencyOf(row), ask.now)).length };
}

/** What was opened in an emergency of the panels of which the person is chair or deputy, in the last two weeks: who, when and which record. */
export async function emergenciesOfPanels(ask: Ask) {
  const deciding = ask.who.memberships.filter((m) => may.seeReaders(ask.who, m));
  if (!deciding.length) return [];
  const since = new Date(ask.now.getTime() - 14 * 86_400_000).toISOString();
  const rows = await shownRows(ask).where("emergency_access.from_at", ">=", since).where("emergency_access.person_id", "<>", ask.who.id)
    .where("emergency_access.subject_id", "in", subjectsInReach({ ...ask, who: { ...ask.who, memberships: deciding, guests: [] } }).select("subject.id")).orderBy("emergency_access.from_at", "desc").execute();
  return rows.map((row) => ({ id: row.id, subjectId: row.subject_id!, ref: row.ref!, by: row.by, agency: row.agency, at: row.from_at }));
}
