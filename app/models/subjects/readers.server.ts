import { may } from "../core/access.ts";
import { type Ask, look } from "../core/ask.server.ts";
import { addDays, dayOf, type Instant } from "../core/days.ts";
import { hadListed } from "../core/opened.server.ts";
import { actionsInReach, sharingInReach, subjectInReach, subjectsInReach } from "../core/reach.server.ts";
import { allow } from "../core/refuse.ts";
import { panelIdsOf } from "../core/who.ts";
import { knownFiles } from "./file.server.ts";
import { knownLinks } from "./link.server.ts";
import { knownNotes } from "./note.server.ts";
import { headFor } from "./reached.server.ts";
import { knownRestricted } from "./restricted-known.server.ts";

/**
 * What of the news is a reading of something about a subject, in the words of whoever asks. What was done is not (that a chair had levels shown, or marked a
 * part of the brief as read, whose opening is here), nor what shows nobody (the room's view, to whom minutes went out), nor looking after
 * readers: whom somebody looks into is not said to them.
 */
export const readings: Record<string, string> = {
  "record opened": "opened the record", "record opened in emergency": "opened the record in an emergency", "inspected record opened": "read the record as an inspector", "note opened": "read a note", "file shown": "opened the page of a file", "file opened": "opened a file", "returns opened": "read returns of agencies", "link opened": "read a link", "marker opened": "read the answer to a marker", "conflicts opened": "opened conflicts of interest", "live meeting opened": "had the item open in a meeting", "document opened": "had the minutes open", "shared screen opened": "had the item on the shared screen of a meeting",
  "item opened": "opened a page of the item", "minutes opened": "read minutes in which it stands", "extract opened": "read an extract of minutes", "action opened": "opened an action about it", "sharing opened": "opened a decision on sharing about it",
  "history opened": "read the history of minutes", "chair minutes opened": "read the chair’s minutes", "closed minutes opened": "read minutes of a closed session", "restricted minutes opened": "read restricted minutes of an agency", "paper opened": "read it in a paper", "paper taken": "took a paper with it away as a file", "visit opened": "opened the item to which they were invited", "withdrawals opened": "read withdrawals",
};

/** What it is to have found it among others. */
export const inList = "had it in a list or among what was searched for";
/** The same of an agenda, of minutes, and of the items beside the one in hand. */
const among: Record<string, string> = { "agenda opened": "read an agenda on which it stands", "minutes opened": readings["minutes opened"]!, "live meeting opened": "had it among the items of a meeting" };

export interface Reader {
  personId: string;
  name: string;
  agency: string;
  /** What they were to a panel, or an item, that has the subject. */
  as: string[];
  how: { what: string; times: number; first: Instant; last: Instant }[];
  last: Instant;
}

/**
 * Who has seen this subject, when, and as what: for chair and deputy whoever belongs or was invited to their panels or has work there, or read it in an emergency or as an inspector, for the
 * lead of an agency that agency's own people. What happened at another panel, or with a note, a link, restricted minutes, an action of which the asker may not know, is left out: it
 * would say that there is such a thing. That this was opened is in the audit.
 * Throws NotFound, NotAllowed.
 */
export const readersOf = (ask: Ask, subjectId: string) =>
  look(ask, async (ask, happened) => {
    const subject = await subjectInReach(ask, subjectId);
    const deciding = await decidedIn(ask, subject.id);
    allow(deciding.length > 0 || ask.who.isLead, "Chair and deputy see who has read a record, and the lead of an agency its own people");
    happened({ what: "readers opened", subjectId: subject.id });
    const known = [...(await knownNotes(ask, subject.id)), ...(await knownLinks(ask, subject.id)), ...(await knownFiles(ask, subject.id)), ...(await knownRestricted(ask, subject.id))];
    const panels = panelIdsOf(ask.who);
    const rows = await readingsOf(ask, subject, { panels, prepared: panelIdsOf(ask.who, "chair", "deputy chair", "coordinator"), known });
    const capacities = await capacitiesOf(ask, subject.id, [...new Set(rows.map((row) => row.id))], panels);
    const theirs = deciding.length ? await peopleEver(ask, deciding) : new Set<string>();
    const readers = new Map<string, Reader>();
    for (const row of rows) {
      const own = ask.who.isLead && row.agency_id === ask.who.agencyId;
      if (!own && !(deciding.length && (theirs.has(row.id) || capacities.has(row.id)))) continue;
      const reader = readers.get(row.id) ?? { personId: row.id, name: row.name, agency: row.agency, as: capacities.get(row.id) ?? [], how: [], last: "" };
      reader.how.push({ what: row.what, times: row.times, first: row.first, last: row.last });
      if (row.last > reader.last) reader.last = row.last;
      readers.set(row.id, reader);
    }
    return { head: headFor(subject), all: deciding.length > 0, agency: ask.who.agencyName, readers: [...readers.values()].sort((a, b) => b.last.localeCompare(a.last)) };
  });

/** What the asker may know: their panels, those that they prepare, and the notes, links, files and restricted minutes of which they may. */
interface Within {
  panels: string[];
  prepared: string[];
  known: string[];
}

/**
 * A row for each person, agency and way of reading; of lists, agendas, minutes and searches, those of the last year. `within` leaves out other panels, what was read
 * of an agenda that is not out yet, and notes, links, files, actions and sharing decisions of which the asker may not know.
 */
export async function readingsOf(ask: Ask, subject: { id: string; ref: string }, within: Within | null) {
  const all = () => {
    let query = ask.db.selectFrom("news").innerJoin("person", "person.id", "news.person_id").innerJoin("agency", "agency.id", "news.agency_id")
      .select(["person.id", "person.name", "agency.id as agency_id", "agency.name as agency", "news.what"]).select((eb) => [eb.fn.countAll<number>().as("times"), eb.fn.min("news.at").as("first"), eb.fn.max("news.at").as("last")])
      .groupBy(["person.id", "person.name", "agency.id", "agency.name", "news.what"]);
    if (within) query = query.where((eb) => eb.or([eb("news.panel_id", "is", null), ...(within.panels.length ? [eb("news.panel_id", "in", within.panels)] : [])]))
      .where((eb) => eb.not(eb.exists(eb.selectFrom("meeting").select("meeting.id").whereRef("meeting.id", "=", "news.meeting_id").where("meeting.status", "=", "draft").where("meeting.panel_id", "not in", ["", ...within.prepared]))));
    return query;
  };
  let opened = all().where("news.subject_id", "=", subject.id).where("news.what", "in", Object.keys(readings));
  if (within) opened = opened.where((eb) => eb.or([
    eb("news.what", "not in", ["note opened", "link opened", "file shown", "file opened", "action opened", "sharing opened", "restricted minutes opened"]), ...(within.known.length ? [eb("news.detail", "in", within.known)] : []),
    eb.and([eb("news.what", "=", "action opened"), eb("news.action_id", "in", actionsInReach(ask).select("action.id"))]), eb.and([eb("news.what", "=", "sharing opened"), eb("news.detail", "in", sharingInReach(ask).select("sharing.id"))]),
  ]));
  if (within) opened = opened.where((eb) => eb.or([eb("news.what", "<>", "document opened"), eb("news.detail", "is", null), eb("news.detail", "not in", eb.selectFrom("restricted_minutes").select("restricted_minutes.id")), ...(within.known.length ? [eb("news.detail", "in", within.known)] : [])]));
  const listed = all().where("news.at", ">=", addDays(dayOf(ask.now), -366)).where(hadListed(subject.ref)).where((eb) => eb.or([eb("news.subject_id", "is", null), eb("news.subject_id", "<>", subject.id)]));
  const rows = new Map<string, Read>();
  // Lists and searches are one way of reading; so are minutes of a meeting, and of the item.
  for (const [row, what] of [...(await opened.execute()).map((row) => [row, readings[row.what]!] as const), ...(await listed.execute()).map((row) => [row, among[row.what] ?? inList] as const)]) {
    const key = `${row.id} ${row.agency_id} ${what}`;
    const same = rows.get(key);
    rows.set(key, { ...row, what, times: Number(row.times) + (same?.times ?? 0), first: [row.first!, same?.first ?? row.first!].sort()[0]!, last: [row.last!, same?.last ?? row.last!].sort()[1]! });
  }
  return [...rows.values()];
}
interface Read {
  id: string;
  name: string;
  agency_id: string;
  agency: string;
  what: string;
  times: number;
  first: Instant;
  last: Instant;
}

/** The panels in which this person is chair or deputy and which have the subject. */
async function decidedIn(ask: Ask, subjectId: string): Promise<string[]> {
  const panels: string[] = [];
  for (const membership of ask.who.memberships.filter((m) => may.seeReaders(ask.who, m)))
    if (await subjectsInReach({ ...ask, who: { ...ask.who, memberships: [membership], guests: [] } }).select("subject.id").where("subject.id", "=", subjectId).executeTakeFirst()) panels.push(membership.panelId);
  return panels;
}

/** Whoever ever belonged to one of these panels: also who does no more. */
const peopleEver = async (ask: Ask, panelIds: string[]): Promise<Set<string>> =>
  new Set((await ask.db.selectFrom("membership").select("person_id").distinct().where("panel_id", "in", panelIds).execute()).map((row) => row.person_id));

/** Why each could: their roles in these panels, which have, or had, the subject; invitations to their items; what they, or their agencies, are to do or to send about it; an emergency, an inspection. */
async function capacitiesOf(ask: Ask, subjectId: string, personIds: string[], panelIds: string[]): Promise<Map<string, string[]>> {
  const of = new Map<string, Set<string>>();
  const add = (personId: string, words: string) => of.set(personId, (of.get(personId) ?? new Set()).add(words));
  if (!personIds.length || !panelIds.length) return new Map();
  const members = await ask.db.selectFrom("membership").innerJoin("panel", "panel.id", "membership.panel_id").select(["membership.person_id", "membership.role", "panel.code"]).where("membership.person_id", "in", personIds).where("panel.id", "in", panelIds)
    .where((eb) => eb.or([eb.exists(eb.selectFrom("panel_case").select("panel_case.id").whereRef("panel_case.panel_id", "=", "panel.id").where("panel_case.subject_id", "=", subjectId)), eb.exists(eb.selectFrom("item").innerJoin("meeting", "meeting.id", "item.meeting_id").select("item.id").whereRef("meeting.panel_id", "=", "panel.id").where("item.subject_id", "=", subjectId))])).execute();
  for (const row of members) add(row.person_id, `${row.role} of ${row.code}`);
  const guests = await ask.db.selectFrom("guest").innerJoin("meeting", "meeting.id", "guest.meeting_id").innerJoin("panel", "panel.id", "meeting.panel_id").leftJoin("item", "item.id", "guest.item_id").select(["guest.person_id", "guest.capacity", "panel.code", "meeting.number"]).where("guest.person_id", "in", personIds).where("panel.id", "in", panelIds)
    .where((eb) => eb.or([eb("item.subject_id", "=", subjectId), eb.and([eb("guest.item_id", "is", null), eb.exists(eb.selectFrom("item as listed").select("listed.id").whereRef("listed.meeting_id", "=", "guest.meeting_id").where("listed.subject_id", "=", subjectId))])])).execute();
  for (const row of guests) add(row.person_id, `${row.capacity} at ${row.code} ${row.number}`);
  const owners = await actionsInReach(ask).innerJoin("action_subject", "action_subject.action_id", "action.id").innerJoin("person", "person.agency_id", "action.agency_id").select(["person.id", "action.person_id", "action.ref"]).where("action_subject.subject_id", "=", subjectId).where("action.panel_id", "in", panelIds).where("person.id", "in", personIds)
    .where((eb) => eb.or([eb("person.id", "=", eb.ref("action.person_id")), eb("person.is_lead", "=", 1)])).execute();
  for (const row of owners) add(row.id, row.id === row.person_id ? `owner of ${row.ref}` : `lead of the agency that owns ${row.ref}`);
  const senders = await sharingInReach(ask).innerJoin("person", "person.agency_id", "sharing.sender_agency_id").select(["person.id", "sharing.sender_id", "sharing.ref"]).where("sharing.subject_id", "=", subjectId).where("sharing.panel_id", "in", panelIds).where("person.id", "in", personIds)
    .where((eb) => eb.or([eb("person.id", "=", eb.ref("sharing.sender_id")), eb("person.is_lead", "=", 1)])).execute();
  for (const row of senders) add(row.id, row.id === row.sender_id ? `sender of ${row.ref}` : `lead of the agency that sends ${row.ref}`);
  const emergencies = await ask.db.selectFrom("emergency_access").select("person_id").distinct().where("subject_id", "=", subjectId).where("person_id", "in", personIds).execute();
  for (const row of emergencies) add(row.person_id, "in an emergency");
  const inspectors = await ask.db.selectFrom("inspection").innerJoin("inspection_subject", "inspection_subject.inspection_id", "inspection.id").select("inspection.person_id").distinct().where("inspection_subject.subject_id", "=", subjectId).where("inspection.person_id", "in", personIds).execute();
  for (const row of inspectors) add(row.person_id, "inspector");
  return new Map([...of].map(([personId, words]) => [personId, [...words].sort()]));
}
