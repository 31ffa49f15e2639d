import { may, ofMeeting } from "../core/access.ts";
import { type Ask, type Happened, look } from "../core/ask.server.ts";
import { dayAndTime, fullDay, shortDay } from "../core/days.ts";
import { closedSessionsInReach, itemsInReach, meetingInReach } from "../core/reach.server.ts";
import { allow, NotAgreed, NotFound } from "../core/refuse.ts";
import { hasConflict, withoutConflicts } from "../core/who.ts";
import { entryName } from "../followup/entry.ts";
import { absenceInWords } from "../subjects/conflict.ts";
import { reachedOf } from "../subjects/reached.server.ts";
import { forWhom, readByAll, restrictedKnown } from "../subjects/restricted-known.server.ts";
import { bookFor, bookForReader, choosingIn } from "../subjects/references.server.ts";
import { cardsInWords } from "./card.ts";
import { chairingInWords } from "./chairing.ts";
import { closedInWords } from "./closed.ts";
import { documentText } from "./document.server.ts";
import { visitInWords } from "./guest.ts";
import { readMarkdown } from "./markdown.server.ts";
import { matterInWords } from "./matters.ts";
import { meetingName } from "./meeting.ts";
import { outcomeFacts } from "./outcome.ts";
import { lastPaper } from "./paper.server.ts";
import { type Paper, type PaperItem, paperFor, satOnSeveralDays } from "./paper.ts";
import { facts, fileName, heading, levelled, list, type PaperDocument, type Part, partsOf, small, strong, text } from "./paper-document.ts";
import { adjournmentInWords } from "./put-off.ts";
import { returnsOnPaper, textsOfPaperReturns } from "./paper-returns.ts";
import { roomInWords, spansInWords } from "./room.ts";
import { type Audience, forAgency, forOneself, notePaper, type Wanted } from "./paper-reader.server.ts";

const attended: Record<string, string> = { present: "Present", deputy: "Present as deputy", apologies: "Apologies", absent: "Absent, no apologies" };

/**
 * The newest minutes of a meeting as a paper for the person who asks, or for an agency of the panel (practice.md §4.2). Who prepares the panel
 * gets them whole; everybody else their items, in which all but the item's own subject stand by reference. A conflict of interest takes items,
 * entries and names out; closed sessions are in it for who was in them, the chair's minutes for chair and deputy. Noted. Throws NotFound, NotAllowed.
 */
export const minutesPaper = (ask: Ask, meetingId: string, agencyId: string | null, wanted: Wanted): Promise<PaperDocument> =>
  look(ask, async (ask, happened) => {
    const meeting = await meetingInReach(ask, meetingId);
    if (meeting.status !== "ended" && meeting.status !== "agreed") throw new NotFound();
    if (!may.takePapers(ask.who, ofMeeting(meeting))) throw new NotFound();
    if (agencyId) allow(may.makePapers(ask.who, meeting), "The chair, deputy or coordinator makes an agency's paper");
    const audience = agencyId ? await forAgency(ask, meeting.panel_id, agencyId) : forOneself(ask);
    const whole = !agencyId && may.makePapers(ask.who, meeting);
    const last = await lastPaper(ask, meeting.id);
    const paper = paperFor(audience.apart, last.paper);
    const reading = await readingOf(ask, paper, audience, whole);
    const parts: Part[] = [...(paper.chairing?.length ? [text(`In the chair: ${chairingInWords(paper.chairing)}.`)] : []), ...(paper.adjourned ?? []).map((one) => text(`${adjournmentInWords(one)}.`)), ...attendanceParts(paper)];
    let section = "";
    for (const item of paper.items) {
      if (item.section !== section) parts.push(heading(2, (section = item.section)));
      parts.push(...(await itemParts(ask, happened, meeting, item, paper, reading, audience)));
    }
    const general = paper.addenda.filter((one) => !one.itemId);
    if (general.length) parts.push(heading(2, "Addenda"), ...general.flatMap((one) => addendumParts(one, reading.words(one.text), reading.words(one.reason))));
    const state = (await ask.db.selectFrom("minutes_version").select("state").where("meeting_id", "=", meeting.id).where("version", "=", last.version).executeTakeFirstOrThrow()).state;
    await notePaper(ask, happened, wanted, { panelId: meeting.panel_id, meetingId: meeting.id, kind: agencyId ? `minutes ${agencyId}` : "minutes", of: paper.items.map((item) => ({ itemId: item.id, subjectId: item.subjectId })) });
    return {
      title: `${meetingName(paper, paper)}: minutes`, lead: [fullDay(paper.onDay), paper.startsAt, paper.place].filter(Boolean).join(", ") + (paper.chair ? `. Chair: ${paper.chair}` : ""),
      file: fileName(paper.code, paper.number, "minutes"), state: `${state === "draft" ? "Draft" : "Agreed"}, version ${last.version}`, draft: state === "draft",
      reader: { name: ask.who.name, agency: ask.who.agencyName }, audience: audience.agency?.name ?? null, madeAt: ask.now.toISOString(), panelId: meeting.panel_id, parts: levelled(parts),
    };
  });

/** How the words of a paper read for its audience: of an item, whose name stays. */
interface Reading {
  words: (text: string, item?: PaperItem) => string;
  /** Entries that are about somebody of whom the audience may know nothing. */
  hidden: ReadonlySet<string>;
  /** The subjects by whose name their item is called. */
  named: ReadonlySet<string>;
}

async function readingOf(ask: Ask, paper: Paper, { apart }: Audience, whole: boolean): Promise<Reading> {
  const listed = paper.items.flatMap((item) => item.subjectId ?? []);
  const barred = apart.conflicts.map((one) => one.subjectId);
  const texts = [...paper.items.flatMap((item) => [item.name ?? "", item.text, ...(item.outcome ? outcomeFacts(item.outcome, shortDay).map((fact) => fact[1]) : []), ...item.entries.flatMap((entry) => [entry.title, ...entry.facts.map((fact) => fact[1])]), ...(item.matters ?? []).map(matterInWords), ...textsOfPaperReturns(item.returns ?? [])]), ...paper.addenda.flatMap((one) => [one.text, one.reason]), ...(await closedTexts(ask, paper))];
  const named = new Set((await reachedOf(ask, listed)).keys());
  const hidden = await entriesAbout(ask, paper, barred);
  const items = paper.items.map((item) => item.id);
  // Whoever reads the whole meets the name of everybody whom they reach.
  if (whole) {
    const rewrite = await bookForReader(ask, texts, items, { whole });
    return { named, hidden, words: (text, item) => rewrite(text, item?.id ?? null) };
  }
  const books = await choosingIn(ask, await bookFor(ask, [...listed, ...barred], texts), items);
  const own = (item?: PaperItem): string[] => (item?.subjectId && named.has(item.subjectId) ? [item.subjectId] : []);
  return { named, hidden, words: (text, item) => withoutConflicts(apart, books(item?.id ?? null)(text, ...own(item))) };
}

/** What stands in documents besides the shared ones, for the book of names to know its words. */
async function closedTexts(ask: Ask, paper: Paper): Promise<string[]> {
  const ids = paper.items.map((item) => item.id);
  const documents = ids.length ? await ask.db.selectFrom("document").select(["id", "folded_at"]).where("item_id", "in", ids).where("handling", "<>", "shared").execute() : [];
  return Promise.all(documents.map((one) => documentText(ask.db, one).catch(unreadable)));
}
const unreadable = (error: unknown): string => {
  if (error instanceof NotAgreed) return "";
  throw error;
};

async function entriesAbout(ask: Ask, paper: Paper, subjectIds: string[]): Promise<Set<string>> {
  const ids = paper.items.flatMap((item) => item.entries.map((entry) => entry.id));
  if (!ids.length || !subjectIds.length) return new Set();
  const actions = await ask.db.selectFrom("action_subject").select("action_id as id").where("subject_id", "in", subjectIds).execute();
  const sharing = await ask.db.selectFrom("sharing").select("id").where("subject_id", "in", subjectIds).execute();
  const about = new Set([...actions, ...sharing].map((row) => row.id));
  return new Set(ids.filter((id) => about.has(id)));
}

function attendanceParts(paper: Paper): Part[] {
  if (!paper.attendance.length) return [heading(2, "Attendance"), text("Attendance was not recorded.")];
  const state = (a: Paper["attendance"][number]) => `${attended[a.status] ?? a.status}${a.deputyFor ? ` for ${a.deputyFor}` : ""}${a.informationSent ? `, information ${a.informationSent === "yes" ? "sent" : "not sent"}` : ""}${a.informationOn ? `, received ${shortDay(a.informationOn)}` : ""}${a.times ? `, ${spansInWords(a.times, satOnSeveralDays(paper))}` : ""}`;
  return [heading(2, "Attendance"), { t: "table", caption: "Who was there", heads: [["Name"], ["Agency"], ["Attendance"]], rows: paper.attendance.map((a) => [[a.name], [a.agency], [state(a)]]), widths: [3, 3, 3] }, ...(paper.quorum ? [text(strong(`${paper.quorum}.`))] : [])];
}

const addendumParts = (one: Paper["addenda"][number], words: string, reason: string): Part[] => [{ t: "note", title: `Addendum, version ${one.version}, ${dayAndTime(one.at)}, ${one.by}`, parts: [...partsOf(readMarkdown(words)), small(`Reason: ${reason}`)] }];

async function itemParts(ask: Ask, happened: Happened, meeting: { id: string; panel_id: string }, item: PaperItem, paper: Paper, reading: Reading, audience: Audience): Promise<Part[]> {
  const known = !item.subjectId || reading.named.has(item.subjectId);
  const title = [item.number, known ? item.name : item.ref, known && item.ref && item.ref !== item.name ? `(${item.ref})` : null].filter(Boolean).join(" ");
  const words = (text: string) => reading.words(text, item);
  const minutes = partsOf(readMarkdown(words(item.text)));
  const entries = item.entries.filter((entry) => !reading.hidden.has(entry.id));
  return [
    heading(3, item.subjectId ? title : words(title)),
    ...(item.noPart?.length ? [small(`Conflict of interest declared: ${item.noPart.map(absenceInWords).join("; ")}.`)] : []),
    ...(item.guests?.length ? [small(`Invited to this item: ${item.guests.map(visitInWords).join("; ")}.`)] : []),
    ...(item.agreed ? [text(words(item.agreed))] : []),
    ...returnsOnPaper(item.returns ?? [], words),
    ...(item.room?.agencies.length ? [text(roomInWords(item.room), ...(item.room.quorum ? [" ", strong(`${item.room.quorum}.`)] : []))] : []),
    ...(minutes.length ? minutes : [text("No minutes were written for this item.")]),
    ...(item.matters?.length ? [list(item.matters.map((matter) => [strong(`${matter.ref} `), words(`${matter.owner}: ${matterInWords(matter)}`)]))] : []),
    ...(item.closed ?? []).map((session) => text(closedInWords(session))),
    ...(await otherMinutes(ask, happened, meeting, item, words, audience)),
    ...entries.flatMap((entry): Part[] => [
      text(strong(`${entryName(entry.kind)}${entry.ref ? ` ${entry.ref}` : ""}: `), words(entry.title.replace(/^Risk: /, ""))),
      list(entry.facts.map(([name, value]) => [strong(`${name}: `), words(value)])),
    ]),
    ...(item.cards?.length ? [text(`Proposed by each agency before it was agreed: ${cardsInWords(item.cards)}.`)] : []),
    ...(item.outcome ? facts(outcomeFacts(item.outcome, shortDay).map(([name, value]) => [name, words(value)] as const)) : []),
    ...paper.addenda.filter((one) => one.itemId === item.id).flatMap((one) => addendumParts(one, words(one.text), words(one.reason))),
  ];
}

/** The minutes of an item that are not for everybody, as far as they are for this audience. Noted. */
async function otherMinutes(ask: Ask, happened: Happened, meeting: { id: string; panel_id: string }, item: PaperItem, words: (text: string) => string, { agency }: Audience): Promise<Part[]> {
  if (!(await itemsInReach(ask).select("item.id").where("item.id", "=", item.id).executeTakeFirst())) return [];
  const about = { panelId: meeting.panel_id, meetingId: meeting.id, itemId: item.id, subjectId: item.subjectId };
  const parts: Part[] = [];
  let sessions = closedSessionsInReach(ask).innerJoin("document", "document.id", "closed_session.document_id").select(["document.id", "document.folded_at"]).where("closed_session.item_id", "=", item.id).where("closed_session.to_at", "is not", null);
  if (agency) sessions = sessions.where((eb) => eb.exists(eb.selectFrom("closed_session_agency as stays").select("stays.session_id").whereRef("stays.session_id", "=", "closed_session.id").where("stays.agency_id", "=", agency.id)));
  const closed = await sessions.orderBy("closed_session.from_at").execute();
  for (const document of closed) parts.push({ t: "note", title: "Minutes of the closed session", parts: partsOf(readMarkdown(words(await documentText(ask.db, document).catch(unreadable)))) });
  if (closed.length) happened({ what: "closed minutes opened", ...about });
  if (!agency && may.readChairMinutes(ask.who, meeting)) {
    const chairs = await ask.db.selectFrom("document").select(["id", "folded_at"]).where("item_id", "=", item.id).where("handling", "=", "chair").executeTakeFirst();
    const own = chairs ? await documentText(ask.db, chairs).catch(unreadable) : "";
    if (own) {
      parts.push({ t: "note", title: "The chair’s minutes", parts: partsOf(readMarkdown(words(own))) });
      happened({ what: "chair minutes opened", ...about });
    }
  }
  return [...parts, ...(await restrictedParts(ask, happened, about, words, agency))];
}

/** Restricted minutes of an item in reach that this audience reads; of others who holds them (practice.md §4.3), or nothing. What nothing was written into is not there. */
async function restrictedParts(ask: Ask, happened: Happened, about: { panelId: string; meetingId: string; itemId: string; subjectId: string | null }, words: (text: string) => string, agency: Audience["agency"]): Promise<Part[]> {
  const known = await restrictedKnown(ask, about.itemId);
  const documents = known.length ? await ask.db.selectFrom("document").select(["id", "folded_at"]).where("id", "in", known.map((one) => one.id)).execute() : [];
  const parts: Part[] = [];
  for (const one of known) {
    const text = await documentText(ask.db, documents.find(({ id }) => id === one.id)!).catch(unreadable);
    if (!text) continue;
    if (one.reads && (!agency || readByAll(one, agency))) {
      parts.push({ t: "note", title: `Restricted minutes of ${one.agency} (${forWhom(one)})`, parts: partsOf(readMarkdown(words(text))) });
      happened({ what: "restricted minutes opened", ...about, detail: one.id });
    } else if (!one.hidden) parts.push(small(`Restricted minutes are held by ${one.agency}: contact ${one.contact}.`));
  }
  return parts;
}

/** The items that an agency's paper leaves out because one of its members has a conflict of interest: for who makes it, and reaches them. */
export async function leftOutFor(ask: Ask, meetingId: string, panelId: string, agencyId: string): Promise<string[]> {
  const { apart } = await forAgency(ask, panelId, agencyId);
  const { paper } = await lastPaper(ask, meetingId);
  return paperFor(ask.who, paper).items.filter((item) => item.subjectId && hasConflict(apart, item.subjectId)).map((item) => item.number ?? item.ref ?? "");
}
