import { mayAnywhere, may } from "../core/access.ts";
import { type Ask, commit, type Happened, look, newId } from "../core/ask.server.ts";
import { type Instant, dayOf } from "../core/days.ts";
import { takeBackAbout } from "../core/letter.server.ts";
import { actionsInReach, casesInReach, conflicted, itemsInReach, peopleOfPanel, sharingInReach, subjectInReach, subjectsInReach } from "../core/reach.server.ts";
import { NotAgreed, allow, found } from "../core/refuse.ts";
import { isInvitedStill } from "../people/person.server.ts";
import type { Apart } from "./conflict.ts";
import { headFor } from "./reached.server.ts";

// Somebody who knows the child, the offender or their family otherwise takes no part (practice.md §4.4, reliability.md §4.3: a conflict subtracts
// and wins). From the commit on the subject does not exist for them, on any page, in any count, on any line; core/reach.server.ts sees to it.

/** The panels in which this person is chair or deputy and which have the subject: there they declare for others, end what was declared, and read why. */
async function decidedBy(ask: Ask, subjectId: string): Promise<string[]> {
  const deciding = ask.who.memberships.filter((m) => may.declareConflictFor(ask.who, m));
  const panels: string[] = [];
  for (const membership of deciding)
    if (await subjectsInReach({ ...ask, who: { ...ask.who, memberships: [membership] } }).select("subject.id").where("subject.id", "=", subjectId).executeTakeFirst()) panels.push(membership.panelId);
  return panels;
}

/**
 * Those for whom the chair of these panels may declare, because they meet the subject: members; who is invited to an item about it, or stands in at its
 * meeting, while that lasts; who owns an open action about it or must send what was decided to be shared, and the leads of their agencies. Without those
 * who take no part already.
 */
async function couldDeclare(ask: Ask, subjectId: string, panelIds: string[]) {
  const people = new Set<string>();
  for (const panelId of panelIds) for (const { person_id } of await peopleOfPanel(ask, panelId, dayOf(ask.now)).execute()) people.add(person_id);
  for (const { person_id } of await invitedAbout(ask, subjectId, panelIds)) people.add(person_id);
  const owners = [...(await openActionsAbout(ask, subjectId).select(["action.person_id", "action.agency_id"]).execute()), ...(await toSendAbout(ask, subjectId).select(["sharing.sender_id as person_id", "sharing.sender_agency_id as agency_id"]).execute())];
  for (const { person_id } of owners) if (person_id) people.add(person_id);
  const agencies = [...new Set(owners.flatMap((one) => one.agency_id ?? []))];
  if (agencies.length) for (const { id } of await ask.db.selectFrom("person").select("id").where("is_lead", "=", 1).where("agency_id", "in", agencies).execute()) people.add(id);
  people.delete(ask.who.id);
  if (!people.size) return [];
  return ask.db.selectFrom("person").innerJoin("agency", "agency.id", "person.agency_id").select(["person.id", "person.name", "agency.name as agency"]).where("person.id", "in", [...people])
    .where("person.ended_at", "is", null).where("person.id", "not in", conflicted(ask, subjectId)).orderBy("person.name").execute();
}

/** Who is invited to an item about the subject, or stands in for a member at its meeting, as long as that lasts. */
async function invitedAbout(ask: Ask, subjectId: string, panelIds: string[]): Promise<{ person_id: string }[]> {
  const rows = await itemsInReach(ask).innerJoin("guest", (join) => join.onRef("guest.meeting_id", "=", "item.meeting_id").on((eb) => eb.or([eb("guest.item_id", "=", eb.ref("item.id")), eb("guest.capacity", "=", "deputy")])))
    .select(["guest.person_id", "meeting.panel_id", "meeting.on_day"]).where("item.subject_id", "=", subjectId).where("item.withdrawn_at", "is", null).where("meeting.panel_id", "in", panelIds).where("guest.ended_at", "is", null).execute();
  const holding = [];
  for (const row of rows) if (await isInvitedStill(ask, row, dayOf(ask.now))) holding.push(row);
  return holding;
}

/** The open actions about a subject, or agreed under an item about it: what is out of reach of its owner from a conflict of interest on. */
const openActionsAbout = (ask: Ask, subjectId: string) =>
  actionsInReach(ask).where("action.ended_at", "is", null).where((eb) => eb.or([
    eb("action.id", "in", eb.selectFrom("action_subject").select("action_subject.action_id").where("action_subject.subject_id", "=", subjectId)),
    eb("action.item_id", "in", itemsInReach(ask).select("item.id").where("item.subject_id", "=", subjectId)),
  ]));

/** The same of sharing decisions that are agreed and not sent. */
const toSendAbout = (ask: Ask, subjectId: string) =>
  sharingInReach(ask).where("sharing.agreed_at", "is not", null).where("sharing.sent_at", "is", null).where("sharing.decision", "in", ["share", "share in part"])
    .where((eb) => eb.or([eb("sharing.subject_id", "=", subjectId), eb("sharing.item_id", "in", itemsInReach(ask).select("item.id").where("item.subject_id", "=", subjectId))]));

export interface Declaring {
  /** Null is the person themselves. */
  personId: string | null;
  reason: string;
}

/**
 * Declares a conflict of interest about a subject: one's own, or as chair or deputy somebody else's. It holds at once. Returns whether it was
 * one's own: then the subject is out of reach from here on. Throws NotFound, NotAllowed, NotAgreed when it stands already.
 */
export const declareConflict = (ask: Ask, subjectId: string, { personId, reason }: Declaring): Promise<{ own: boolean }> =>
  commit(ask, async (ask, happened) => {
    const subject = await subjectInReach(ask, subjectId);
    const person = personId ?? ask.who.id;
    const own = person === ask.who.id;
    if (own) allow(mayAnywhere(ask.who, "declareOwnConflict"));
    else {
      const panels = await decidedBy(ask, subject.id);
      allow(panels.length > 0, "The chair or the deputy declares a conflict of interest for somebody else");
      if (await takesNoPart(ask, subject.id, person)) throw new NotAgreed("They take no part here already", "personId");
      if (!(await couldDeclare(ask, subject.id, panels)).some(({ id }) => id === person)) throw new NotAgreed("Choose a person from the list", "personId");
    }
    await writeConflict(ask, happened, { subjectId: subject.id, personId: person, reason });
    return { own };
  });

const takesNoPart = async (ask: Ask, subjectId: string, personId: string): Promise<boolean> => (await conflicted(ask, subjectId).where("person_id", "=", personId).executeTakeFirst()) !== undefined;

/**
 * Writes down that somebody takes no part any more in what concerns a subject, and that they have left where they were let in. What stands already
 * stays as it is: sent twice, who they are was asked before the first was written. Inside a commit, which has asked whether it may.
 */
export async function writeConflict(ask: Ask, happened: Happened, { subjectId, personId, reason }: { subjectId: string; personId: string; reason: string }): Promise<void> {
  if (await takesNoPart(ask, subjectId, personId)) return;
  const [id, at] = [newId(), ask.now.toISOString()];
  await ask.db.insertInto("conflict").values({ id, person_id: personId, subject_id: subjectId, declared_at: at, declared_by_id: ask.who.id }).execute();
  await ask.db.insertInto("conflict_reason").values({ conflict_id: id, reason }).execute();
  await takeBackAbout(ask, personId, subjectId);
  const concerned = await panelsOf(ask, subjectId);
  for (const panelId of concerned.length ? concerned : [null]) happened({ what: "conflict declared", panelId, subjectId, detail: personId });
  const inside = await ask.db.selectFrom("guest_stay").innerJoin("guest", "guest.id", "guest_stay.guest_id").innerJoin("item", "item.id", "guest.item_id").innerJoin("meeting", "meeting.id", "item.meeting_id")
    .select(["guest_stay.id", "guest.item_id", "meeting.id as meeting_id", "meeting.panel_id"]).where("guest.person_id", "=", personId).where("item.subject_id", "=", subjectId).where("guest_stay.to_at", "is", null).execute();
  for (const stay of inside) {
    await ask.db.updateTable("guest_stay").set({ to_at: at, to_by_id: ask.who.id }).where("id", "=", stay.id).execute();
    happened({ what: "guest shown out", panelId: stay.panel_id, meetingId: stay.meeting_id, itemId: stay.item_id, subjectId, detail: personId });
  }
}

/** Ends a conflict of interest, with the reason: from now on the person reaches the subject as their panel does. The chair's or deputy's act, never one's own. */
export const endConflict = (ask: Ask, subjectId: string, conflictId: string, { reason }: { reason: string }): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const { conflict } = await standing(ask, subjectId, conflictId);
    await ask.db.updateTable("conflict").set({ ended_at: ask.now.toISOString(), ended_by_id: ask.who.id }).where("id", "=", conflict.id).execute();
    await ask.db.updateTable("conflict_reason").set({ ended_reason: reason }).where("conflict_id", "=", conflict.id).execute();
    const concerned = await panelsOf(ask, subjectId);
    for (const panelId of concerned.length ? concerned : [null]) happened({ what: "conflict ended", panelId, subjectId: conflict.subject_id, detail: conflict.person_id });
  });

/** The panels whose members must hear of it. */
async function panelsOf(ask: Ask, subjectId: string): Promise<string[]> {
  const cases = await ask.db.selectFrom("panel_case").select("panel_id").distinct().where("subject_id", "=", subjectId).execute();
  const listed = await ask.db.selectFrom("item").innerJoin("meeting", "meeting.id", "item.meeting_id").select("meeting.panel_id").distinct().where("item.subject_id", "=", subjectId).execute();
  return [...new Set([...cases, ...listed].map((row) => row.panel_id))];
}

async function standing(ask: Ask, subjectId: string, conflictId: string) {
  const subject = await subjectInReach(ask, subjectId);
  const conflict = found(await ask.db.selectFrom("conflict").innerJoin("person", "person.id", "conflict.person_id").selectAll("conflict").select("person.name")
    .where("conflict.id", "=", conflictId).where("conflict.subject_id", "=", subject.id).where("conflict.ended_at", "is", null).executeTakeFirst());
  allow((await decidedBy(ask, subject.id)).length > 0, "The chair or the deputy ends a conflict of interest");
  return { subject, conflict };
}

/** What somebody who takes no part any more still answers for here: somebody else must. */
interface Left {
  actions: { id: string; ref: string }[];
  /** What they were to send. */
  sharing: { id: string; ref: string }[];
  cases: { id: string; panel: string }[];
}

export interface ConflictShown {
  id: string;
  name: string;
  agency: string;
  declaredAt: Instant;
  /** Who declared it for them; null when they did so themselves. */
  by: string | null;
  /** For the chair and the deputy, and for who declared it. */
  reason: string | null;
  endedAt: Instant | null;
  endedBy: string | null;
  /** For the chair and the deputy alone: theirs are the words. */
  endedReason: string | null;
  left: Left | null;
}

/** Who takes no part in what concerns a subject, and who did not for a time. That they do not is for all who reach it; why is not. Opening is kept in the audit. */
export const conflictsOf = (ask: Ask, subjectId: string) =>
  look(ask, async (ask, happened) => {
    const subject = await subjectInReach(ask, subjectId);
    const panels = await decidedBy(ask, subject.id);
    const decides = panels.length > 0;
    const rows = await ask.db.selectFrom("conflict").innerJoin("conflict_reason", "conflict_reason.conflict_id", "conflict.id").innerJoin("person", "person.id", "conflict.person_id").innerJoin("agency", "agency.id", "person.agency_id")
      .innerJoin("person as by", "by.id", "conflict.declared_by_id").leftJoin("person as ender", "ender.id", "conflict.ended_by_id")
      .selectAll("conflict").select(["conflict_reason.reason", "conflict_reason.ended_reason", "person.name", "agency.name as agency", "by.name as by_name", "ender.name as ender_name"])
      .where("conflict.subject_id", "=", subject.id).orderBy("conflict.declared_at", "desc").execute();
    const actions = decides ? await openActionsAbout(ask, subject.id).select(["action.id", "action.ref", "action.person_id"]).orderBy("action.ref").execute() : [];
    const sharing = decides ? await toSendAbout(ask, subject.id).select(["sharing.id", "sharing.ref", "sharing.sender_id"]).orderBy("sharing.ref").execute() : [];
    const cases = decides
      ? await casesInReach(ask).innerJoin("case_next", "case_next.case_id", "panel_case.id").innerJoin("panel", "panel.id", "panel_case.panel_id").select(["panel_case.id", "panel.name as panel", "case_next.owner_id"])
          .where("panel_case.subject_id", "=", subject.id).where("panel_case.closed_on", "is", null).where("case_next.ended_at", "is", null).execute()
      : [];
    happened({ what: "conflicts opened", subjectId: subject.id });
    const left = (personId: string): Left => ({ actions: actions.filter((a) => a.person_id === personId).map(({ id, ref }) => ({ id, ref })), sharing: sharing.filter((one) => one.sender_id === personId).map(({ id, ref }) => ({ id, ref })), cases: cases.filter((c) => c.owner_id === personId).map(({ id, panel }) => ({ id, panel })) });
    return {
      head: headFor(subject), decides,
      conflicts: rows.map((row): ConflictShown => {
        const mayKnowWhy = decides || row.declared_by_id === ask.who.id;
        return {
          id: row.id, name: row.name, agency: row.agency, declaredAt: row.declared_at, by: row.declared_by_id === row.person_id ? null : row.by_name, reason: mayKnowWhy ? row.reason : null,
          endedAt: row.ended_at, endedBy: row.ender_name, endedReason: decides ? row.ended_reason : null, left: decides && !row.ended_at ? left(row.person_id) : null,
        };
      }),
    };
  });

/** For the form of declaring: the subject, and for whom this person may besides themselves. Opening is kept in the audit. Throws NotFound, NotAllowed. */
export const toDeclare = (ask: Ask, subjectId: string) =>
  look(ask, async (ask, happened) => {
    const subject = await subjectInReach(ask, subjectId);
    allow(mayAnywhere(ask.who, "declareOwnConflict"));
    happened({ what: "record opened", subjectId: subject.id });
    const panels = await decidedBy(ask, subject.id);
    return { head: headFor(subject), people: panels.length ? await couldDeclare(ask, subject.id, panels) : [] };
  });

/** The conflict that a form ends. Throws NotFound, NotAllowed. */
export const toEnd = (ask: Ask, subjectId: string, conflictId: string) =>
  look(ask, async (ask, happened) => {
    const { subject, conflict } = await standing(ask, subjectId, conflictId);
    happened({ what: "conflicts opened", subjectId: subject.id });
    return { subjectId: subject.id, ref: subject.ref, name: conflict.name, declaredAt: conflict.declared_at };
  });

/** When this person declared conflicts of interest of their own that still hold: the days, and nothing of whom. */
export const ownConflicts = async (ask: Ask): Promise<Instant[]> =>
  (await ask.db.selectFrom("conflict").select("declared_at").where("person_id", "=", ask.who.id).where("declared_by_id", "=", ask.who.id).where("ended_at", "is", null).orderBy("declared_at", "desc").execute()).map((row) => row.declared_at);

/** Those who would be at a meeting (members of its panel, who stands in for one, who is invited to the item) and take, or for a time took, no part in what concerns these subjects, by subject. The subjects must be in reach. */
export async function apartFrom(ask: Ask, meeting: { id: string; panel_id: string }, subjectIds: string[]): Promise<Map<string, Apart[]>> {
  const of = new Map<string, Apart[]>();
  if (!subjectIds.length) return of;
  const rows = await ask.db.selectFrom("conflict").innerJoin("person", "person.id", "conflict.person_id").innerJoin("agency", "agency.id", "person.agency_id")
    .select(["conflict.subject_id", "person.id", "person.name", "agency.name as agency", "conflict.declared_at as since", "conflict.ended_at as until"]).where("conflict.subject_id", "in", subjectIds)
    .where((eb) => eb.or([
      eb.exists(eb.selectFrom("membership").select("membership.id").whereRef("membership.person_id", "=", "person.id").where("membership.panel_id", "=", meeting.panel_id)),
      eb.exists(eb.selectFrom("guest").leftJoin("item", "item.id", "guest.item_id").select("guest.id").whereRef("guest.person_id", "=", "person.id").where("guest.meeting_id", "=", meeting.id).where((eb) => eb.or([eb("guest.ended_at", "is", null), eb("guest.ended_at", ">", eb.ref("conflict.declared_at"))]))
        .where((eb) => eb.or([eb("guest.capacity", "=", "deputy"), eb("item.subject_id", "=", eb.ref("conflict.subject_id"))]))),
    ])).orderBy("person.name").orderBy("conflict.declared_at").execute();
  for (const { subject_id, ...apart } of rows) of.set(subject_id, [...(of.get(subject_id) ?? []), apart]);
  return of;
}
