import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Ask } from "./ask.server.ts";
import { found } from "./refuse.ts";
import { deputisingIn, type Guest, panelIdsOf, type Who } from "./who.ts";

// What a person may know exists. Every read starts from one of these queries; nothing else may say what is in reach.
// What is out of reach is *not found*, with the same words as what does not exist.

const preparing = ["chair", "deputy chair", "coordinator"] as const;
const never = sql<SqlBool>`1 = 0`;
const always = sql<SqlBool>`1 = 1`;
/** Nobody's panel is no panel: a list of none would not be SQL everywhere. */
const within = (column: string, panelIds: string[]): RawBuilder<SqlBool> => (panelIds.length ? sql<SqlBool>`${sql.ref(column)} in (${sql.join(panelIds)})` : never);
/** The meetings in which the person stands in for a member. */
const asDeputy = (who: Who, column: string): RawBuilder<SqlBool>[] => {
  const meetings = deputisingIn(who);
  return meetings.length ? [within(column, meetings)] : [];
};
const anyOf = (conditions: RawBuilder<SqlBool>[]): RawBuilder<SqlBool> => (conditions.length ? sql<SqlBool>`(${sql.join(conditions, sql` or `)})` : never);

const idsOf = (subjects: { subjectId: string }[]) => sql.join(subjects.map((one) => one.subjectId));
/** Condition on `column`, a subject's id: one of whom the person may know nothing, whatever else gives reach. Null where there is none. */
function barred(who: Who, column: string): RawBuilder<SqlBool> | null {
  if (who.only) return who.only.length ? sql<SqlBool>`(${sql.ref(column)} not in (${idsOf(who.only)}))` : always;
  return who.conflicts.length ? sql<SqlBool>`(${sql.ref(column)} in (${idsOf(who.conflicts)}))` : null;
}

/** Condition on `column`, a subject's id or null: not one about whom the person has a conflict of interest. Grants add; a conflict subtracts and wins. */
export const clearOfConflict = (who: Who, column: string): RawBuilder<SqlBool> => {
  const no = barred(who, column);
  return no ? sql<SqlBool>`(${sql.ref(column)} is null or not ${no})` : always;
};

/** The person's panels, those with the same reach after closing together: fewer conditions, and an index for each. */
function panelsByReach(who: Who): { panels: RawBuilder<unknown>; closedSince: string }[] {
  const by = new Map<string, Set<string>>();
  for (const { panelId, closedSince } of who.memberships) by.set(closedSince, (by.get(closedSince) ?? new Set()).add(panelId));
  return [...by].map(([closedSince, ids]) => ({ closedSince, panels: sql.join([...ids]) }));
}

/**
 * Condition on `column`, a subject's id: a case, stored proposal or listing of a panel of theirs, until a set time after it ended;
 * for those who prepare a panel, also who was referred to it, is a candidate of its imports, or is on no list yet; for a deputy, who is
 * listed at that meeting; for who reads in an emergency, or as an inspector, those alone. Never one about whom the person has a conflict of interest.
 */
export function reachesSubject(who: Who, column: string): RawBuilder<SqlBool> {
  const id = sql.ref(column);
  if (who.only) return who.only.length ? sql<SqlBool>`${id} in (${idsOf(who.only)})` : never;
  const conditions = panelsByReach(who).flatMap(({ panels, closedSince }) => [
    sql<SqlBool>`exists (select 1 from panel_case as rc where rc.subject_id = ${id} and rc.panel_id in (${panels}) and (rc.closed_on is null or rc.closed_on >= ${closedSince}))`,
    sql<SqlBool>`exists (select 1 from proposal as rp join meeting as rpm on rpm.id = rp.meeting_id where rp.subject_id = ${id} and rpm.panel_id in (${panels}) and rpm.on_day >= ${closedSince})`,
    sql<SqlBool>`exists (select 1 from item as ri join meeting as rim on rim.id = ri.meeting_id where ri.subject_id = ${id} and rim.panel_id in (${panels}) and rim.on_day >= ${closedSince})`,
  ]);
  const prepared = panelIdsOf(who, ...preparing);
  if (prepared.length) {
    const panels = sql.join(prepared);
    conditions.push(
      sql<SqlBool>`exists (select 1 from referral as rr where rr.subject_id = ${id} and rr.to_panel_id in (${panels}))`,
      sql<SqlBool>`exists (select 1 from import_candidate as rk where rk.subject_id = ${id} and rk.panel_id in (${panels}))`,
      sql<SqlBool>`(not exists (select 1 from panel_case as oc where oc.subject_id = ${id}) and not exists (select 1 from item as oi where oi.subject_id = ${id})
        and not exists (select 1 from proposal as op where op.subject_id = ${id}) and not exists (select 1 from referral as orf where orf.subject_id = ${id})
        and not exists (select 1 from import_candidate as ok where ok.subject_id = ${id}))`,
    );
  }
  const deputising = deputisingIn(who);
  if (deputising.length) conditions.push(sql<SqlBool>`exists (select 1 from item as di where di.subject_id = ${id} and di.meeting_id in (${sql.join(deputising)}) and di.withdrawn_at is null)`);
  const reach = anyOf(conditions);
  return who.conflicts.length ? sql<SqlBool>`(${clearOfConflict(who, column)} and ${reach})` : reach;
}

/** The subjects in reach. */
export const subjectsInReach = (ask: Ask) => ask.db.selectFrom("subject").where(reachesSubject(ask.who, "subject.id"));

/** The subject with this id (or reference). Throws NotFound when out of reach. */
export async function subjectInReach(ask: Ask, idOrRef: string) {
  return found(
    await subjectsInReach(ask)
      .selectAll("subject")
      .where((eb) => eb.or([eb("subject.id", "=", idOrRef), eb("subject.ref", "=", idOrRef.toUpperCase())]))
      .executeTakeFirst(),
  );
}

/** The panels that the person belongs to; an administrator sees every panel's settings through their own pages. */
export const panelsInReach = (ask: Ask) => ask.db.selectFrom("panel").where(within("panel.id", panelIdsOf(ask.who)));

export const panelInReach = async (ask: Ask, id: string) =>
  found(await panelsInReach(ask).selectAll("panel").where((eb) => eb.or([eb("panel.id", "=", id), eb("panel.code", "=", id)])).executeTakeFirst());

/** The cases of their panels: one panel's case says nothing of another's. */
export const casesInReach = (ask: Ask) =>
  ask.db.selectFrom("panel_case").where(
    anyOf(panelsByReach(ask.who).map(({ panels, closedSince }) => sql<SqlBool>`(panel_case.panel_id in (${panels}) and (panel_case.closed_on is null or panel_case.closed_on >= ${closedSince}))`)),
  ).where(clearOfConflict(ask.who, "panel_case.subject_id"));

export const caseInReach = async (ask: Ask, id: string) => found(await casesInReach(ask).selectAll("panel_case").where("panel_case.id", "=", id).executeTakeFirst());

/** The meetings of their panels (that a date is set is known to all members; the agenda of a draft only to those who prepare it), and those in which they stand in for a member. */
export const meetingsInReach = (ask: Ask) => ask.db.selectFrom("meeting").where(anyOf([within("meeting.panel_id", panelIdsOf(ask.who)), ...asDeputy(ask.who, "meeting.id")]));

/** A meeting that is being closed is *ending*: live in the table, and what asks for a live one refuses. Throws NotFound. */
export async function meetingInReach(ask: Ask, id: string) {
  const row = found(await meetingsInReach(ask).selectAll("meeting").where("meeting.id", "=", id).executeTakeFirst());
  return { ...row, status: row.status === "live" && row.closing_at !== null ? ("ending" as const) : row.status };
}

/** The status of an item's meeting for what would change that item: *ending* while it is being closed; once its extract is written, also when the meeting goes on. */
const statusForItem = sql<"draft" | "published" | "live" | "ending" | "ended" | "agreed">`case when meeting.status = 'live' and (meeting.closing_at is not null or exists (select 1 from closing_receipt as cr where cr.item_id = item.id)) then 'ending' else meeting.status end`;

/** The rules by which the panels that the person prepares meet. */
export const seriesInReach = (ask: Ask) => ask.db.selectFrom("series").where(within("series.panel_id", panelIdsOf(ask.who, ...preparing)));

export const oneSeriesInReach = async (ask: Ask, id: string) => found(await seriesInReach(ask).selectAll("series").where("series.id", "=", id).executeTakeFirst());

/** Condition on `item`: not in closed session now without this person. */
export const notClosed = (who: Who): RawBuilder<SqlBool> => (who.outside.length ? sql<SqlBool>`item.id not in (${sql.join(who.outside)})` : always);

/** The items of meetings in reach, with their meeting joined: drafts only for those who prepare. What is about a subject of a conflict of interest is not there, nor what is in closed session without them. */
export const itemsInReach = (ask: Ask) => itemsOfPanels(ask).where((eb) => eb.or([eb("meeting.status", "<>", "draft"), within("meeting.panel_id", panelIdsOf(ask.who, ...preparing))]));

const itemsOfPanels = (ask: Ask) =>
  ask.db
    .selectFrom("item")
    .innerJoin("meeting", "meeting.id", "item.meeting_id")
    .where(anyOf([within("meeting.panel_id", panelIdsOf(ask.who)), ...asDeputy(ask.who, "meeting.id")]))
    .where(clearOfConflict(ask.who, "item.subject_id"))
    .where(notClosed(ask.who));

/** An item with its panel and the state of its meeting. Throws NotFound when out of reach. */
export async function itemInReach(ask: Ask, id: string) {
  return found(
    await itemsInReach(ask)
      .selectAll("item")
      .select(["meeting.panel_id", "meeting.on_day as meeting_on", "meeting.number as meeting_number", "meeting.current_item_id"])
      .select(statusForItem.as("meeting_status"))
      .where("item.id", "=", id)
      .executeTakeFirst(),
  );
}

const itemsOfGuests = (ask: Ask, guests: Guest[]) =>
  ask.db
    .selectFrom("item")
    .innerJoin("meeting", "meeting.id", "item.meeting_id")
    .where(within("item.id", guests.flatMap((guest) => guest.itemId ?? [])))
    .where("meeting.status", "<>", "draft")
    .where("item.withdrawn_at", "is", null)
    .where(clearOfConflict(ask.who, "item.subject_id"))
    .where(notClosed(ask.who));

/**
 * The items to which the person is invited (not as a deputy) and of which they may be told: they have agreed to the confidentiality statement.
 * Not part of `itemsInReach`: only the page of their visit, and the line while they are let in, ask for these.
 */
export const itemsVisited = (ask: Ask) => itemsOfGuests(ask, ask.who.guests.filter((guest) => guest.signed));

/** Those of them in which the person is let in now. */
export const itemsAdmittedTo = (ask: Ask) => itemsOfGuests(ask, ask.who.guests.filter((guest) => guest.signed && guest.admitted));

/** The person's invitations to single items of a meeting, signed or not. Throws NotFound when there are none that they may know of. */
export async function visitInReach(ask: Ask, meetingId: string): Promise<Guest[]> {
  const guests = ask.who.guests.filter((guest) => guest.meetingId === meetingId && guest.itemId !== null);
  const items = guests.length ? await itemsOfGuests(ask, guests).select("item.id").execute() : [];
  const known = guests.filter((guest) => items.some(({ id }) => id === guest.itemId));
  return found(known.length ? known : null);
}

/** Who is invited to meetings in reach: to an item, when that is in reach. */
export const guestsInReach = (ask: Ask) =>
  ask.db.selectFrom("guest").innerJoin("meeting", "meeting.id", "guest.meeting_id").where("guest.meeting_id", "in", meetingsInReach(ask).select("meeting.id"))
    .where((eb) => eb.or([eb("guest.item_id", "is", null), eb("guest.item_id", "in", itemsInReach(ask).select("item.id"))]));

export const guestInReach = async (ask: Ask, id: string) =>
  found(await guestsInReach(ask).selectAll("guest").select(["meeting.panel_id", "meeting.status as meeting_status", "meeting.current_item_id"]).where("guest.id", "=", id).executeTakeFirst());

/**
 * Actions in reach: those of their panels, and of meetings in which they stand in; and for their owner or the owning agency's lead, those that have gone out
 * (agreed at the read-back, or marked *issue now*). Removed ones are in nobody's reach; nor is one that is about a subject of a conflict of
 * interest, or was agreed under their item.
 */
export const actionsInReach = (ask: Ask) =>
  ask.db.selectFrom("action").where("action.removed_at", "is", null).where((eb) => {
    const { who } = ask;
    const mine = eb("action.person_id", "=", who.id);
    const owned = who.isLead ? eb.or([mine, eb("action.agency_id", "=", who.agencyId)]) : mine;
    const ofPanels = eb.and([anyOf([within("action.panel_id", panelIdsOf(who)), ...asDeputy(who, "action.meeting_id")]), openUnder(who, "action")]);
    return eb.or([ofPanels, eb.and([eb("action.issued_at", "is not", null), owned])]);
  }).where(clearAction(ask.who));

const ofBarredItems = (no: RawBuilder<SqlBool>) => sql`(select ci.id from item as ci where ${no})`;
/** Condition on what is recorded under items, for the panel: while one is in closed session without this person, so is what was recorded there and is not agreed. Who owns it has it all the same. */
const openUnder = (who: Who, table: "action" | "sharing" | "risk"): RawBuilder<SqlBool> => {
  const [under, agreed] = [sql.ref(`${table}.item_id`), sql.ref(`${table}.agreed_at`)];
  return who.outside.length ? sql<SqlBool>`(${under} is null or ${agreed} is not null or ${under} not in (${sql.join(who.outside)}))` : always;
};
/** The same of a level, for whoever reads those of a subject in reach. */
export const openRisk = (who: Who) => openUnder(who, "risk");
/** Condition on an action: about nobody, and under no item, of a conflict of interest. */
export const clearAction = (who: Who): RawBuilder<SqlBool> => {
  const [about, item] = [barred(who, "ca.subject_id"), barred(who, "ci.subject_id")];
  return about && item ? sql<SqlBool>`(not exists (select 1 from action_subject as ca where ca.action_id = action.id and ${about}) and (action.item_id is null or action.item_id not in ${ofBarredItems(item)}))` : always;
};
/** The same of a sharing decision. */
export const clearSharing = (who: Who): RawBuilder<SqlBool> => {
  const [about, item] = [barred(who, "sharing.subject_id"), barred(who, "ci.subject_id")];
  return about && item ? sql<SqlBool>`(not ${about} and (sharing.item_id is null or sharing.item_id not in ${ofBarredItems(item)}))` : always;
};

export const actionInReach = async (ask: Ask, id: string) => found(await actionsInReach(ask).selectAll("action").where("action.id", "=", id).executeTakeFirst());

/** Sharing decisions in reach: those of their panels; for the sender, or the sending agency's lead, agreed ones that they must send. */
export const sharingInReach = (ask: Ask) =>
  ask.db.selectFrom("sharing").where("sharing.removed_at", "is", null).where((eb) => {
    const { who } = ask;
    const mine = eb("sharing.sender_id", "=", who.id);
    const owned = who.isLead ? eb.or([mine, eb("sharing.sender_agency_id", "=", who.agencyId)]) : mine;
    const ofPanels = eb.and([anyOf([within("sharing.panel_id", panelIdsOf(who)), ...asDeputy(who, "sharing.meeting_id")]), openUnder(who, "sharing")]);
    return eb.or([ofPanels, eb.and([eb("sharing.agreed_at", "is not", null), eb("sharing.decision", "in", ["share", "share in part"]), owned])]);
  }).where(clearSharing(ask.who));

export const oneSharingInReach = async (ask: Ask, id: string) => found(await sharingInReach(ask).selectAll("sharing").where("sharing.id", "=", id).executeTakeFirst());

/** What is recorded under items besides actions, levels and sharing: of their panels, and of meetings in which they stand in. Never about a subject, or under an item, of a conflict of interest. */
const clearUnder = (who: Who, table: "decision" | "marker" | "chosen_measure", subject: string): RawBuilder<SqlBool> => {
  const [about, item] = [barred(who, `${table}.${subject}`), barred(who, "ci.subject_id")];
  const [on, under] = [sql.ref(`${table}.${subject}`), sql.ref(`${table}.item_id`)];
  // While an item is in closed session without them, so is what is recorded under it.
  const open = who.outside.length ? sql<SqlBool>`(${under} is null or ${under} not in (${sql.join(who.outside)}))` : always;
  return about && item ? sql<SqlBool>`((${on} is null or not ${about}) and (${under} is null or ${under} not in ${ofBarredItems(item)}) and ${open})` : open;
};
export const clearDecision = (who: Who) => clearUnder(who, "decision", "subject_id");
export const clearMarker = (who: Who) => clearUnder(who, "marker", "subject_id");
/** A measure is about whom it is against, and about the children whom it protects. */
export const clearChosen = (who: Who): RawBuilder<SqlBool> => {
  const child = barred(who, "cc.child_id");
  return child ? sql<SqlBool>`(${clearUnder(who, "chosen_measure", "against_id")} and not exists (select 1 from chosen_measure_protects as cc where cc.chosen_id = chosen_measure.id and ${child}))` : clearUnder(who, "chosen_measure", "against_id");
};
export const decisionsInReach = (ask: Ask) => ask.db.selectFrom("decision").where("decision.removed_at", "is", null).where(anyOf([within("decision.panel_id", panelIdsOf(ask.who)), ...asDeputy(ask.who, "decision.meeting_id")])).where(clearDecision(ask.who));
export const markersInReach = (ask: Ask) => ask.db.selectFrom("marker").where("marker.removed_at", "is", null).where(anyOf([within("marker.panel_id", panelIdsOf(ask.who)), ...asDeputy(ask.who, "marker.meeting_id")])).where(clearMarker(ask.who));
export const chosenMeasuresInReach = (ask: Ask) => ask.db.selectFrom("chosen_measure").where("chosen_measure.removed_at", "is", null).where(anyOf([within("chosen_measure.panel_id", panelIdsOf(ask.who)), ...asDeputy(ask.who, "chosen_measure.meeting_id")])).where(clearChosen(ask.who));
export const decisionInReach = async (ask: Ask, id: string) => found(await decisionsInReach(ask).selectAll("decision").where("decision.id", "=", id).executeTakeFirst());
export const markerInReach = async (ask: Ask, id: string) => found(await markersInReach(ask).selectAll("marker").where("marker.id", "=", id).executeTakeFirst());
export const chosenMeasureInReach = async (ask: Ask, id: string) => found(await chosenMeasuresInReach(ask).selectAll("chosen_measure").where("chosen_measure.id", "=", id).executeTakeFirst());

const deputisedRisks = (who: Who): RawBuilder<SqlBool>[] => {
  const meetings = deputisingIn(who);
  return meetings.length ? [sql<SqlBool>`exists (select 1 from item as di where di.id = risk.item_id and di.meeting_id in (${sql.join(meetings)}))`] : [];
};
/** The levels that their panels decided, and meetings in which they stand in. */
export const risksInReach = (ask: Ask) => ask.db.selectFrom("risk").where("risk.superseded_at", "is", null).where(anyOf([within("risk.panel_id", panelIdsOf(ask.who)), ...deputisedRisks(ask.who)])).where(clearOfConflict(ask.who, "risk.subject_id")).where(openRisk(ask.who));
/** A level that a panel of theirs decided, or a meeting in which they stand in. Throws NotFound. */
export const riskInReach = async (ask: Ask, id: string) =>
  found(await ask.db.selectFrom("risk").selectAll().where("id", "=", id).where(anyOf([within("risk.panel_id", panelIdsOf(ask.who)), ...deputisedRisks(ask.who)])).where(clearOfConflict(ask.who, "risk.subject_id")).where(openRisk(ask.who)).executeTakeFirst());

/** The people who reach a panel today, for the bell. */
export const peopleOfPanel = (ask: Pick<Ask, "db">, panelId: string, day: string) =>
  ask.db.selectFrom("membership").select("person_id").distinct().where("panel_id", "=", panelId).where("from_on", "<=", day)
    .where((eb) => eb.or([eb("to_on", "is", null), eb("to_on", ">=", day)]));

/** The people who may know nothing of this subject: they have a conflict of interest about it. */
export const conflicted = (ask: Pick<Ask, "db">, subjectId: string) => ask.db.selectFrom("conflict").select("person_id").where("subject_id", "=", subjectId).where("ended_at", "is", null);

/** The items in closed session now, each with the people who are in it, for the bell and presence. */
export async function closedNow(ask: Pick<Ask, "db">): Promise<Map<string, Set<string>>> {
  const open = await ask.db.selectFrom("closed_session").select(["id", "item_id", "by_id"]).where("to_at", "is", null).execute();
  const inside = new Map<string, Set<string>>();
  for (const { id, item_id, by_id } of open) {
    const people = await ask.db.selectFrom("person").innerJoin("closed_session_agency as stays", "stays.agency_id", "person.agency_id").select("person.id").where("stays.session_id", "=", id).execute();
    inside.set(item_id, new Set([by_id, ...people.map((row) => row.id)]));
  }
  return inside;
}

/**
 * Condition on what a panel (`panelColumn`) decided or was told about a subject (`subjectColumn`): the panel is theirs, or they stand in at a
 * meeting of it where that subject is listed. Of a subject that is not, another panel's words are not a deputy's to read.
 */
export function readsOfPanel(who: Who, panelColumn: string, subjectColumn: string): RawBuilder<SqlBool> {
  const meetings = deputisingIn(who);
  const listed = sql<SqlBool>`exists (select 1 from item as pi join meeting as pm on pm.id = pi.meeting_id where pi.subject_id = ${sql.ref(subjectColumn)} and pm.panel_id = ${sql.ref(panelColumn)} and pm.id in (${sql.join(meetings)}) and pi.withdrawn_at is null)`;
  return anyOf([within(panelColumn, panelIdsOf(who)), ...(meetings.length ? [listed] : [])]);
}

/** Notes about subjects in reach that were given to a panel of theirs. Which words of these they read, and of which they may not even know, core/handling.ts says (subjects/note.server.ts). */
export const notesInReach = (ask: Ask) => ask.db.selectFrom("note").where(reachesSubject(ask.who, "note.subject_id")).where(readsOfPanel(ask.who, "note.panel_id", "note.subject_id"));

/**
 * The returns that agencies were asked for about items in reach, or of a meeting that was cancelled, whose subject is in reach too, with item and meeting joined. Which of them
 * this person may know of, and which of their words read, meetings/return.server.ts says.
 */
export const returnsInReach = (ask: Ask) =>
  itemsOfPanels(ask).where((eb) => eb.or([eb("meeting.status", "<>", "draft"), eb("meeting.cancelled_at", "is not", null), within("meeting.panel_id", panelIdsOf(ask.who, ...preparing))]))
    .innerJoin("agency_return", "agency_return.item_id", "item.id").where(reachesSubject(ask.who, "item.subject_id"));

/**
 * Files of records, items and actions in reach, given to a panel of theirs (of an action: in reach is enough, its owner sits in none). Whose words
 * they are, and which of them they may open, core/handling.ts says (subjects/file.server.ts).
 */
export const filesInReach = (ask: Ask) =>
  ask.db.selectFrom("file").where(clearOfConflict(ask.who, "file.subject_id")).where((eb) =>
    eb.or([
      eb("file.action_id", "in", actionsInReach(ask).select("action.id")),
      eb.and([eb("file.action_id", "is", null), eb("file.item_id", "in", itemsInReach(ask).select("item.id"))]),
      eb.and([eb("file.action_id", "is", null), eb("file.item_id", "is", null), eb("file.subject_id", "is not", null), reachesSubject(ask.who, "file.subject_id"), readsOfPanel(ask.who, "file.panel_id", "file.subject_id")]),
    ]));

/** The closed sessions, running or over, whose minutes are this person's: of an agency that stayed, or who closed it. Their items must be in reach. */
export const closedSessionsInReach = (ask: Ask) =>
  ask.db.selectFrom("closed_session").where((eb) => eb.or([eb("closed_session.by_id", "=", ask.who.id), eb.exists(eb.selectFrom("closed_session_agency").select("closed_session_agency.session_id").whereRef("closed_session_agency.session_id", "=", "closed_session.id").where("closed_session_agency.agency_id", "=", ask.who.agencyId))]));

/** Restricted minutes of items in reach, with item and meeting joined. Which of them this person reads, and of which they may not even know, subjects/restricted-known.server.ts says. */
export const restrictedInReach = (ask: Ask) => itemsInReach(ask).innerJoin("restricted_minutes", "restricted_minutes.item_id", "item.id").where("restricted_minutes.ended_at", "is", null);

/** Extracts of meetings in reach, about subjects in reach. */
export const extractsInReach = (ask: Ask) =>
  ask.db.selectFrom("extract").innerJoin("meeting", "meeting.id", "extract.meeting_id").innerJoin("item", "item.id", "extract.item_id").innerJoin("subject", "subject.id", "extract.subject_id")
    .where(anyOf([within("meeting.panel_id", panelIdsOf(ask.who)), ...asDeputy(ask.who, "meeting.id")])).where(reachesSubject(ask.who, "extract.subject_id"));

export const extractInReach = async (ask: Ask, id: string) =>
  found(await extractsInReach(ask).selectAll("extract").select(["meeting.panel_id", "meeting.number as meeting_number", "meeting.on_day as meeting_on", "item.number", "subject.ref", "subject.display_name"]).where("extract.id", "=", id).executeTakeFirst());

/** The imports of the panels that the person prepares: what they hold is not for other members. */
export const importsInReach = (ask: Ask) => ask.db.selectFrom("import_run").where(within("import_run.panel_id", panelIdsOf(ask.who, ...preparing)));

export const importInReach = async (ask: Ask, id: string) => found(await importsInReach(ask).selectAll("import_run").where("import_run.id", "=", id).executeTakeFirst());
