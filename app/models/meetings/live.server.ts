import { once, snapshot } from "#db/connect.server.ts";
import { onceForReach } from "../core/alike.server.ts";
import { type Ask, commit, look } from "../core/ask.server.ts";
import { may, ofMeeting } from "../core/access.ts";
import { dayOf } from "../core/days.ts";
import { itemsInReach, meetingInReach, subjectsInReach } from "../core/reach.server.ts";
import { found, NotAgreed, NotFound } from "../core/refuse.ts";
import { deskOf } from "../followup/desk.server.ts";
import { liveReferences } from "../followup/live-reference.server.ts";
import type { PanelSettings } from "../people/panel.ts";
import { panelSettings } from "../people/panel.server.ts";
import { cardOf } from "../subjects/card.server.ts";
import { filesOf } from "../subjects/file.server.ts";
import { notesOf } from "../subjects/note.server.ts";
import { ownNotesOn } from "../subjects/own-note.server.ts";
import { kindName } from "../subjects/subject.ts";
import { readerOf, reasonsFor } from "./agenda.ts";
import { aroundOf } from "./around.server.ts";
import { cardsFor } from "./card.server.ts";
import { closedSessionsOf, sessionAt } from "./closed.server.ts";
import { frameOf } from "./conducting.server.ts";
import { lastMinutesOf } from "./agreement.server.ts";
import { attendanceOf } from "./attendance.server.ts";
import { documentOf, blocksOf, documentText } from "./document.server.ts";
import { discussionsOf } from "./discussions.server.ts";
import { roomShown } from "./room.server.ts";
import { linesFor, templateOf, tickedIn } from "./template.ts";
import { whyNotWrite } from "./document.ts";
import { wordsIn } from "./markdown.ts";
import { noticesOf } from "./notices.server.ts";
import { isNewlyOpened, listedRefs } from "../core/opened.server.ts";
import { returnsAt } from "./return.server.ts";
import { isLastMinutes } from "./meeting.ts";
import { nextStep, progressOf, type Step } from "./running.ts";

/**
 * What the meeting page shows this person: the rail of items, and the item in hand: `itemId`, else the chair's, else the first; none when the
 * one that is asked for, or the chair's, is out of reach. Reading it is noted as news. Throws NotFound when the meeting is out of reach.
 */
export async function liveOf(ask: Ask, meetingId: string, itemId: string | null): Promise<Live> {
  await haveDocuments(ask, meetingId);
  return liveRead(ask, meetingId, itemId);
}

/** Makes the documents that items in reach do not have yet, so that reading a meeting writes nothing. */
async function haveDocuments(ask: Ask, meetingId: string): Promise<void> {
  const items = await snapshot(ask.db, (db) => onceForReach({ ...ask, db }, `items without minutes ${meetingId}`, (ask) => itemsInReach(ask).select("item.id").where("item.meeting_id", "=", meetingId).where("item.withdrawn_at", "is", null)
    .where((eb) => eb.not(eb.exists(eb.selectFrom("document").select("document.id").whereRef("document.item_id", "=", "item.id").where("document.handling", "=", "shared")))).execute()));
  if (items.length) await commit(ask, async (ask) => {
    for (const { id } of items) await documentOf(ask, id);
  });
}

const liveRead = (ask: Ask, meetingId: string, itemId: string | null) =>
  look(ask, async (ask, happened) => {
    const meeting = await onceForReach(ask, `meeting ${meetingId}`, (ask) => meetingInReach(ask, meetingId));
    const panel = found(await once(ask.db, `panel ${meeting.panel_id}`, () => ask.db.selectFrom("panel").select(["name", "code"]).where("id", "=", meeting.panel_id).executeTakeFirst()));
    const { sections, scale, template } = await panelSettings(ask, meeting.panel_id, meeting.on_day);
    const { rows, subjects, steps } = await onceForReach(ask, `steps ${meeting.id}`, (ask) => stepsOf(ask, meeting, sections));
    // A draft agenda is in reach of those who prepare it only.
    if (!rows.length && meeting.status === "draft") throw new NotFound();
    const running = meeting.status === "live" ? meeting.current_item_id : null;
    const wanted = itemId ?? running;
    const chosen = (wanted ? steps.find((s) => s.id === wanted) : steps[0]) ?? null;
    // Where the meeting is, is not said when it is at something out of reach.
    const current = steps.some((s) => s.id === running) ? running : null;
    const row = rows.find((r) => r.id === chosen?.id);
    let item = null;
    if (chosen && row) {
      const document = await once(ask.db, `document of ${row.id}`, () => documentOf(ask, row.id));
      const lead = row.lead_id ? await ask.db.selectFrom("person").select("name").where("id", "=", row.lead_id).executeTakeFirst() : undefined;
      const closed = whyNotWrite({ meetingStatus: meeting.status, frozenAt: document.frozen_at, withdrawnAt: row.withdrawn_at, quarantinedAt: document.quarantined_at });
      const mayWrite = may.writeMinutes(ask.who, ofMeeting(meeting)) && closed === null;
      const blocks = await blocksOf(ask.db, document);
      const desk = await deskOf(ask, row.id);
      const kind = subjects.find((s) => s.id === row.subject_id)?.kind;
      const lines = kind ? linesFor(templateOf(template), kind) : [];
      const recorded = [...new Set([...desk.entries.map((entry) => entry.kind), ...(desk.outcome ? ["outcome"] : [])])];
      item = {
        ...chosen, documentId: document.id, lead: lead?.name ?? null, reasons: reasonsFor(readerOf(ask.who, meeting.panel_id, subjects.map(({ id, ref }) => ({ subject_id: id, ref }))), row.reasons).map((reason) => reason.text),
        card: chosen.subjectId ? await cardOf(ask, chosen.subjectId, dayOf(ask.now)) : null,
        notes: chosen.subjectId ? await notesOf(ask, happened, chosen.subjectId, dayOf(ask.now)) : [],
        returns: chosen.subjectId ? await returnsAt(ask, happened, row.id) : [],
        ownNotes: await ownNotesOn(ask, { itemIds: [row.id], subjectIds: [chosen.subjectId] }),
        files: await filesOf(ask, { itemId: row.id }), mayAddFile: may.addFile(ask.who, ofMeeting(meeting)) && meeting.status !== "agreed",
        desk, discussions: chosen.subjectId ? await onceForReach(ask, `discussions ${chosen.subjectId} ${meeting.panel_id} ${meeting.on_day}`, (ask) => discussionsOf(ask, chosen.subjectId!, meeting.panel_id, meeting.on_day)) : [],
        template: { lines, recorded, ticked: blocks === null ? [] : tickedIn(lines, lines.length ? await documentText(ask.db, document) : "", recorded) }, cards: await cardsFor(ask, { ...row, panel_id: meeting.panel_id, meeting_status: meeting.status }, scale),
        session: await sessionAt(ask, row, { panel_id: meeting.panel_id, status: meeting.status }), wasClosed: ((await closedSessionsOf(ask, [row.id])).get(row.id) ?? []).filter((one) => one.to !== null),
        mayWrite, closed, blocks, lastMinutes: row.kind === "standing" && isLastMinutes(row.title) ? await lastMinutesOf(ask, meeting) : null, references: await liveReferences(ask, happened, { panelId: meeting.panel_id }, wordsIn(blocks ?? [])),
        notices: mayWrite && blocks !== null ? await noticesOf(ask, document.id).catch(noneUnreadable) : [], around: await aroundOf(ask, meeting, row, document),
      };
      // With who else stands on the rail, is linked to them, or is offered in a form.
      const beside = [...steps.flatMap((step) => step.ref ?? []), ...(item.card?.links ?? []).map((link) => link.other.ref), ...desk.choices.about.map((one) => one.ref)];
      if (await isNewlyOpened(ask, "live meeting opened", { itemId: row.id })) happened({ what: "live meeting opened", panelId: meeting.panel_id, meetingId: meeting.id, itemId: row.id, subjectId: row.subject_id, detail: listedRefs(beside) });
    }
    const attendance = await onceForReach(ask, `attendance of ${meeting.id}`, (ask) => attendanceOf(ask, meeting.id));
    // It says nothing of seconds.
    const room = meeting.started_at ? await once(ask.db, `room shown ${meeting.id} ${row?.id} ${meeting.status} ${ask.now.toISOString().slice(0, 16)}`, () => roomShown(ask, meeting, row ?? null)) : null;
    return {
      meeting: { id: meeting.id, number: meeting.number, onDay: meeting.on_day, startsAt: meeting.starts_at, minutesLong: meeting.minutes_long, status: meeting.status, startedAt: meeting.started_at, currentItemId: current, elsewhere: running !== null && current === null, closed: running !== null && ask.who.outside.includes(running), panelName: panel.name, panelCode: panel.code },
      ...(await frameOf(ask, meeting, steps)),
      steps, item, room, next: meeting.status === "live" ? (await nextOf(ask, meeting, steps, rows)) : null,
      attendance: { members: attendance.length, recorded: attendance.filter((a) => a.status).length, present: attendance.filter((a) => a.status === "present" || a.deputyId).length },
      may: { run: may.runMeeting(ask.who, meeting), end: may.endMeeting(ask.who, meeting), takeAttendance: may.takeAttendance(ask.who, meeting) },
    };
  });

type Meeting = Awaited<ReturnType<typeof meetingInReach>>;

/** The items of a meeting in order, those of their subjects that may be known, and both as the rail of the page shows them. */
async function stepsOf(ask: Ask, meeting: Meeting, sections: PanelSettings["sections"]) {
  const rows = await itemsInReach(ask).selectAll("item").where("item.meeting_id", "=", meeting.id).where("item.withdrawn_at", "is", null).orderBy("item.position").execute();
  const ids = rows.flatMap((row) => row.subject_id ?? []);
  const subjects = ids.length ? await subjectsInReach(ask).select(["subject.id", "subject.ref", "subject.kind", "subject.display_name"]).where("subject.id", "in", ids).execute() : [];
  const steps = rows.map((row) => {
    const subject = subjects.find((s) => s.id === row.subject_id);
    const step = { id: row.id, startedAt: row.started_at, finishedAt: row.finished_at };
    return {
      ...step, number: row.number, minutes: row.minutes, outcome: row.outcome, late: row.late_at !== null,
      title: subject?.display_name ?? row.title ?? "Not shared with you", ref: subject?.ref ?? null, subjectId: subject?.id ?? null, kind: subject ? kindName(subject.kind) : null,
      section: sections.find((s) => s.key === row.section)?.name ?? "Meeting",
      progress: progressOf(step, meeting.status === "live" ? meeting.current_item_id : null),
    };
  });
  return { rows, subjects, steps };
}

/** The item that comes next: of those in reach, also while the meeting is at one that is not. */
async function nextOf(ask: Ask, meeting: { current_item_id: string | null }, steps: Step[], rows: { id: string; position: number }[]): Promise<string | null> {
  const here = rows.find((row) => row.id === meeting.current_item_id) ?? (meeting.current_item_id ? await ask.db.selectFrom("item").select("position").where("id", "=", meeting.current_item_id).executeTakeFirst() : undefined);
  const before = rows.filter((row) => row.position <= (here?.position ?? 0)).at(-1)?.id ?? null;
  return nextStep(steps, before)?.id ?? null;
}

/** A notice rests on rows that the text may not need: what cannot be told of one item keeps nobody from the meeting. */
const noneUnreadable = (error: unknown): [] => {
  if (error instanceof NotAgreed) return [];
  throw error;
};

export type Live = Awaited<ReturnType<typeof liveRead>>;
