import { may } from "../core/access.ts";
import { type Ask, look } from "../core/ask.server.ts";
import { addDays, dayOf } from "../core/days.ts";
import { subjectInReach } from "../core/reach.server.ts";
import { agree, allow } from "../core/refuse.ts";
import { agenciesIn, ownContact } from "../subjects/handled.server.ts";
import { headFor } from "../subjects/reached.server.ts";
import { headingsFor, isLate } from "./return.ts";
import { returnInReach } from "./return.server.ts";
import { draftOf, ownReturn, partsAt, sinceOf, type Slot, whyNotEnter } from "./return-writing.server.ts";

/** What the forms of a return need besides: whom it is about, what is asked, and who may be named. */
async function formBasics(ask: Ask, row: Slot) {
  const subject = await subjectInReach(ask, row.subject_id!);
  return {
    id: row.id, itemId: row.item_id, head: headFor(subject), agency: row.agency, panel: row.panel, meeting: { id: row.meeting_id, number: row.meeting_number, onDay: row.on_day, status: row.meeting_status }, due: row.due, late: row.version === 0 && isLate(null, row.due, dayOf(ask.now)), version: row.version,
    headings: headingsFor(subject.kind), agencies: (await agenciesIn(ask, row.panel_id)).filter((one) => one.id !== row.agency_id).map(({ id, name }) => ({ id, name })),
  };
}

/** For the page on which an agency writes its return: its draft, else what it sent, else what it sent to a meeting that then did not discuss the subject; and what it sent to the meeting before, to notice what is only repeated. Opening is kept in the audit. */
export const toWriteReturn = (ask: Ask, id: string) =>
  look(ask, async (ask, happened) => {
    const row = await ownReturn(ask, id);
    const draft = await draftOf(ask, row.id);
    const carried = draft || row.version ? undefined : await carriedTo(ask, row);
    const sent = row.version ? await ask.db.selectFrom("return_version").selectAll().where("return_id", "=", row.id).where("version", "=", row.version).executeTakeFirst() : undefined;
    happened({ what: "record opened", panelId: row.panel_id, meetingId: row.meeting_id, itemId: row.item_id, subjectId: row.subject_id });
    return {
      ...(await formBasics(ask, row)), since: sinceOf(row, draft), draft: draft ? { at: draft.written_at, by: draft.by } : null, state: row.state,
      parts: carried ? await partsAt(ask, carried.id, carried.version) : await partsAt(ask, row.id, draft ? 0 : row.version), contact: (draft ?? sent ?? carried)?.contact ?? (await ownContact(ask)), carried: carried ? { number: carried.number, onDay: carried.on_day, here: carried.meeting_id === row.meeting_id } : null, reason: draft?.reason ?? null, last: await lastWords(ask, row),
    };
  });

/** For the page on which a return is entered for an agency. Of what was entered before nothing is shown: for whom it is, its agency said. */
export const toEnterReturn = (ask: Ask, id: string) =>
  look(ask, async (ask, happened) => {
    const row = await returnInReach(ask, id);
    allow(may.followReturns(ask.who, row), "The chair, deputy or coordinator enters a return for an agency");
    agree(await whyNotEnter(ask, row));
    happened({ what: "record opened", panelId: row.panel_id, meetingId: row.meeting_id, itemId: row.item_id, subjectId: row.subject_id });
    return { ...(await formBasics(ask, row)), now: ask.now.toISOString() };
  });

/** How long an update that no meeting discussed is offered for the next (days): two of most panels' meetings. */
const carriedDays = 92;

/** The update that the agency sent last about the subject, when the meeting to which it was sent then did not discuss it (it was cancelled, or the subject withdrawn or deferred): nobody writes it twice. */
async function carriedTo(ask: Ask, row: Slot) {
  const last = await ask.db.selectFrom("agency_return").innerJoin("item", "item.id", "agency_return.item_id").innerJoin("meeting", "meeting.id", "item.meeting_id").innerJoin("return_version as sent", (join) => join.onRef("sent.return_id", "=", "agency_return.id").onRef("sent.version", "=", "agency_return.version"))
    .select(["agency_return.id", "agency_return.version", "agency_return.state", "sent.contact", "sent.withdrawn_at as taken_back", "item.withdrawn_at", "sent.written_at", "meeting.id as meeting_id", "meeting.number", "meeting.on_day"])
    .where("agency_return.agency_id", "=", row.agency_id).where("agency_return.id", "<>", row.id).where("agency_return.version", ">", 0).where("item.subject_id", "=", row.subject_id!).where("meeting.panel_id", "=", row.panel_id).orderBy("sent.written_at", "desc").executeTakeFirst();
  const isFresh = last && dayOf(last.written_at) >= addDays(dayOf(ask.now), -carriedDays);
  return isFresh && last.withdrawn_at && last.state === "submitted" && !last.taken_back ? last : undefined;
}

/** What the agency sent last to an earlier meeting of the panel that discussed the subject, by heading. */
async function lastWords(ask: Ask, row: Slot): Promise<Record<string, string>> {
  const before = await ask.db.selectFrom("agency_return").innerJoin("item", "item.id", "agency_return.item_id").innerJoin("meeting", "meeting.id", "item.meeting_id").select(["agency_return.id", "agency_return.version"])
    .where("agency_return.agency_id", "=", row.agency_id).where("item.subject_id", "=", row.subject_id!).where("meeting.panel_id", "=", row.panel_id).where("meeting.on_day", "<", row.on_day).where("agency_return.state", "=", "submitted").where("item.withdrawn_at", "is", null).orderBy("meeting.on_day", "desc").executeTakeFirst();
  return before ? Object.fromEntries((await partsAt(ask, before.id, before.version)).map((part) => [part.heading, part.text])) : {};
}
