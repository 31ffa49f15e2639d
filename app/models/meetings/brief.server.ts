import { may } from "../core/access.ts";
import { type Ask, commit, type Happened, look } from "../core/ask.server.ts";
import { addDays, type Day, dayOf, fullDay, type Instant, shortDay } from "../core/days.ts";
import { actionsInReach, itemInReach, itemsInReach } from "../core/reach.server.ts";
import { allow, NotFound } from "../core/refuse.ts";
import { isOverdue, openStates } from "../followup/action.ts";
import { ownerInWords } from "../followup/entries.server.ts";
import { notesOf } from "../subjects/note.server.ts";
import { ownNotesOn } from "../subjects/own-note.server.ts";
import type { OwnNote } from "../subjects/own-note.ts";
import { bookForReader } from "../subjects/references.server.ts";
import { reachedOf } from "../subjects/reached.server.ts";
import { timelineOf } from "../subjects/timeline.server.ts";
import type { Entry } from "../subjects/timeline.ts";
import { type AgendaItem, itemsOf } from "./agenda.server.ts";
import { type BriefGroup, type BriefKind, briefKinds, changedSince, daysBefore, groupsOf, isNew, lastInWords, type LastTime } from "./brief.ts";
import { meetingWithPanel } from "./meeting.server.ts";
import { meetingName } from "./meeting.ts";
import { fileName, heading, list, type PaperDocument, type Part, small, strong, text } from "./paper-document.ts";
import { returnStateName } from "./return.ts";
import { returnsAt, type ReturnShown, type Sent } from "./return.server.ts";
import { notePaper, type Wanted } from "./paper-reader.server.ts";

export interface BriefItem {
  id: string;
  number: string | null;
  name: string;
  ref: string;
  subjectId: string;
  minutes: number;
  late: boolean;
  level: string | null;
  reasons: string[];
  last: LastTime | null;
  groups: BriefGroup[];
  /** When the reader marked it as read, and whether something was recorded since. */
  readAt: Instant | null;
  changed: boolean;
  own: OwnNote[];
}

/** The brief as a page. Noted. For those who prepare the panel. Throws NotFound. */
export const readBrief = (ask: Ask, meetingId: string) => look(ask, (ask, happened) => briefOf(ask, happened, meetingId, "page"));

async function briefOf(ask: Ask, happened: Happened, meetingId: string, wanted: Wanted) {
  const { meeting, panel, settings } = await meetingWithPanel(ask, meetingId);
  if (!may.readBrief(ask.who, meeting)) throw new NotFound();
  const listed = (await itemsOf(ask, meeting)).filter((item) => item.subject !== null);
  const ids = listed.map((item) => item.subject!.id);
  const last = await lastTimes(ask, meeting.panel_id, meeting.id, ids);
  const read = new Map((await ask.db.selectFrom("brief_read").select(["item_id", "at"]).where("person_id", "=", ask.who.id).where("item_id", "in", ["", ...listed.map((item) => item.id)]).execute()).map((row) => [row.item_id, row.at]));
  const others = await outcomesElsewhere(ask, meeting.panel_id, ids);
  const overdue = await overdueOf(ask, meeting.panel_id, ids);
  const reached = new Set((await reachedOf(ask, ids)).keys());
  const own = await ownNotesOn(ask, { itemIds: listed.map((item) => item.id), subjectIds: ids });
  await notePaper(ask, happened, wanted, { panelId: meeting.panel_id, meetingId: meeting.id, kind: "brief", of: listed.map((item) => ({ itemId: item.id, subjectId: item.subject!.id })) });
  const items: BriefItem[] = [];
  for (const item of listed) items.push(await oneOf(ask, happened, item, { last: last.get(item.subject!.id) ?? null, readAt: read.get(item.id) ?? null, others, overdue, own, reached }));
  // Also what an agency wrote, or an action says, names only whom this reader may know of.
  // What was said of names when a subject was discussed holds for what is new of them.
  const discussed = ids.length ? await itemsInReach(ask).select(["item.id", "item.subject_id"]).where("meeting.panel_id", "=", meeting.panel_id).where("item.subject_id", "in", ids).orderBy("meeting.on_day").execute() : [];
  const rewrite = await bookForReader(ask, items.flatMap((item) => [...item.reasons, ...item.groups.flatMap((group) => group.lines.map((line) => line.text))]), discussed.map((one) => one.id), { whole: true });
  for (const item of items) {
    const clear = (text: string) => rewrite(text, ...discussed.filter((one) => one.subject_id === item.subjectId).map((one) => one.id));
    item.reasons = item.reasons.map(clear);
    for (const group of item.groups) group.lines = group.lines.map((line) => ({ ...line, text: clear(line.text) }));
  }
  return { meeting: { id: meeting.id, number: meeting.number, onDay: meeting.on_day, status: meeting.status }, panel: { id: panel.id, name: panel.name, code: panel.code }, sections: settings.sections.map(({ key, name }) => ({ key, name })), items, read: items.filter((item) => item.readAt).length };
}
export type Brief = Awaited<ReturnType<typeof readBrief>>;

interface Around {
  last: LastTime | null;
  readAt: Instant | null;
  others: Map<string, { on: Day; text: string }[]>;
  overdue: Map<string, { on: Day; text: string }[]>;
  own: OwnNote[];
  reached: ReadonlySet<string>;
}

async function oneOf(ask: Ask, happened: Happened, item: AgendaItem, { last, readAt, others, overdue, own, reached }: Around): Promise<BriefItem> {
  const subject = item.subject!;
  const today = dayOf(ask.now);
  const since = last ?? { on: addDays(today, -daysBefore), endedAt: null };
  const known = reached.has(subject.id);
  const entries: Entry[] = [];
  if (known) for (const kind of Object.keys(briefKinds) as BriefKind[]) entries.push(...(await timelineOf(ask, subject, { upTo: today, kind, size: 200 })).entries);
  const notes = known ? (await notesOf(ask, happened, subject.id, today)).filter((note) => isNew({ on: note.on, at: null }, since)) : [];
  const returns = (await returnsAt(ask, happened, item.id)).flatMap((one) => (one.sent && !one.sent.withdrawn ? [{ on: dayOf(one.sent.received?.at ?? one.sent.at), at: one.sent.at, text: returnInWords(one, one.sent) }] : []));
  const late = overdue.get(subject.id) ?? [];
  const elsewhere = (others.get(subject.id) ?? []).filter((one) => one.on > since.on);
  const groups: BriefGroup[] = [
    ...(late.length ? [{ name: "Overdue actions", lines: late, more: 0 }] : []),
    ...(returns.length ? [{ name: "Returns", lines: returns.map(({ on, text }) => ({ on, text })), more: 0 }] : []),
    ...groupsOf(entries, since),
    ...(elsewhere.length ? [{ name: "Other panels", lines: elsewhere, more: 0 }] : []),
    ...(notes.length ? [{ name: "Notes of agencies", lines: notes.map((note) => ({ on: note.on, text: typeof note.text === "string" ? `${note.agency}: ${note.text}` : `Held by ${note.text.by}: contact ${note.text.contact}${note.sanitised ? `. ${note.sanitised}` : ""}` })), more: 0 }] : []),
  ];
  return {
    id: item.id, number: item.number, name: subject.name, ref: subject.ref, subjectId: subject.id, minutes: item.minutes, late: item.lateAt !== null, level: item.risk?.level ?? null, reasons: item.reasons.map((reason) => reason.text), last, groups, readAt,
    changed: changedSince([...entries.filter((entry) => isNew(entry, since)), ...returns], readAt), own: own.filter((note) => note.itemId === item.id || note.subjectId === subject.id),
  };
}

/** "Seaholme Health: Update, late. Health: missed two appointments. Held by Seaholme Health, contact the nurse" */
const returnInWords = ({ agency, state, late }: ReturnShown, { declinedReason, blocks, withheld }: Sent): string =>
  [`${agency}: ${returnStateName[state]}${late ? ", late" : ""}`, declinedReason, ...blocks.map((block) => `${block.heading}: ${block.text}`), withheld && `${blocks.length ? "More is held" : "Held"} by ${withheld.by}, contact ${withheld.contact}`].filter((words): words is string => Boolean(words)).map((words) => words.trim().replace(/\.$/, "")).join(". ");

/** When the panel last discussed each of these subjects, before this meeting. */
async function lastTimes(ask: Ask, panelId: string, meetingId: string, subjectIds: string[]): Promise<Map<string, LastTime>> {
  const rows = subjectIds.length ? await itemsInReach(ask).select(["item.subject_id", "meeting.on_day", "meeting.number", "meeting.ended_at"]).where("meeting.panel_id", "=", panelId).where("meeting.id", "<>", meetingId).where("meeting.status", "in", ["ended", "agreed"])
    .where("item.subject_id", "in", subjectIds).where("item.withdrawn_at", "is", null).where("item.outcome", "is not", null).where("item.outcome", "not in", ["deferred", "not reached"]).orderBy("meeting.on_day").execute() : [];
  return new Map(rows.map((row) => [row.subject_id!, { on: row.on_day, number: row.number, endedAt: row.ended_at }]));
}

/** What other panels of the reader's decided of these subjects. */
async function outcomesElsewhere(ask: Ask, panelId: string, subjectIds: string[]) {
  const rows = subjectIds.length ? await itemsInReach(ask).innerJoin("panel", "panel.id", "meeting.panel_id").select(["item.subject_id", "panel.name as panel", "meeting.number", "meeting.on_day", "item.outcome"]).where("meeting.panel_id", "<>", panelId).where("meeting.status", "in", ["ended", "agreed"])
    .where("item.subject_id", "in", subjectIds).where("item.withdrawn_at", "is", null).where("item.outcome", "is not", null).orderBy("meeting.on_day", "desc").execute() : [];
  return bySubject(rows.map((row) => ({ subjectId: row.subject_id!, on: row.on_day, text: `${row.panel} ${row.number}: ${row.outcome}` })));
}

/** What of this panel's actions about these subjects is past its day. */
async function overdueOf(ask: Ask, panelId: string, subjectIds: string[]) {
  const rows = subjectIds.length ? await actionsInReach(ask).innerJoin("action_subject", "action_subject.action_id", "action.id").innerJoin("agency", "agency.id", "action.agency_id").leftJoin("person", "person.id", "action.person_id").select(["action_subject.subject_id", "action.ref", "action.what", "action.due_on", "action.state", "agency.name as agency", "person.name as owner", "action.person_name"])
    .where("action.panel_id", "=", panelId).where("action_subject.subject_id", "in", subjectIds).where("action.state", "in", openStates).where("action.issued_at", "is not", null).orderBy("action.due_on").execute() : [];
  return bySubject(rows.filter((row) => isOverdue(row, dayOf(ask.now))).map((row) => ({ subjectId: row.subject_id, on: row.due_on, text: `${row.ref}: ${row.what} (${ownerInWords(row.agency, row.owner ?? row.person_name)})` })));
}

function bySubject(rows: { subjectId: string; on: Day; text: string }[]) {
  const of = new Map<string, { on: Day; text: string }[]>();
  for (const { subjectId, ...line } of rows) of.set(subjectId, [...(of.get(subjectId) ?? []), line]);
  return of;
}

/** The brief as a paper. One's own notes are not in it: they go nowhere. Noted. Throws NotFound. */
export const briefPaper = (ask: Ask, meetingId: string, wanted: Wanted): Promise<PaperDocument> =>
  look(ask, async (ask, happened) => {
    const { meeting, panel, items } = await briefOf(ask, happened, meetingId, wanted);
    const parts = items.flatMap((item): Part[] => [
      heading(2, [item.number, item.name, item.ref !== item.name ? `(${item.ref})` : null].filter(Boolean).join(" ")),
      small([lastInWords(item.last), item.level && `level ${item.level}`, `${item.minutes} minutes`, item.late && "late: listed after publishing"].filter(Boolean).join(" · ")),
      ...(item.groups.length ? item.groups.map((group) => list([[strong(group.name), ...group.lines.flatMap((line) => [{ t: "br" as const }, `${shortDay(line.on)}: ${line.text}`]), ...(group.more ? [{ t: "br" as const }, `and ${group.more} more on the record`] : [])]])) : [text("Nothing new is recorded.")]),
    ]);
    return { title: `${meetingName(panel, meeting)}: the chair’s brief`, lead: fullDay(meeting.onDay), file: fileName(panel.code, meeting.number, "brief"), state: null, draft: false, reader: { name: ask.who.name, agency: ask.who.agencyName }, audience: null, madeAt: ask.now.toISOString(), panelId: panel.id, parts: parts.length ? parts : [text("Nobody is listed.")] };
  });

/** Marks an item of the brief as read, for oneself; again takes the later time. Returns the meeting's id. Throws NotFound, NotAllowed. */
export const markBriefRead = (ask: Ask, itemId: string): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const item = await itemInReach(ask, itemId);
    allow(may.readBrief(ask.who, item), "The brief is for those who prepare the panel");
    const at = ask.now.toISOString();
    await ask.db.insertInto("brief_read").values({ item_id: item.id, person_id: ask.who.id, at }).onConflict((on) => on.columns(["item_id", "person_id"]).doUpdateSet({ at })).execute();
    happened({ what: "brief read", panelId: item.panel_id, meetingId: item.meeting_id, itemId: item.id, subjectId: item.subject_id });
    return item.meeting_id;
  });
