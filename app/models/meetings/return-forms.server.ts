import { may } from "../core/access.ts";
import { type Ask, look } from "../core/ask.server.ts";
import { dayOf } from "../core/days.ts";
import { subjectInReach } from "../core/reach.server.ts";
import { agree, allow } from "../core/refuse.ts";
import { agenciesIn, ownContact } from "../subjects/handled.server.ts";
import { headFor } from "../subjects/reached.server.ts";
import { headingsFor, isLate } from "./return.ts";
import { returnInReach } from "./return.server.ts";
import { draftOf, ownReturn, sinceOf, type Slot, whyNotEnter, type WrittenPart } from "./return-writing.server.ts";

async function partsAt(ask: Ask, returnId: string, version: number): Promise<WrittenPart[]> {
  const rows = await ask.db.selectFrom("return_block").selectAll().where("return_id", "=", returnId).where("version", "=", version).orderBy("position").execute();
  const agencies = rows.length ? await ask.db.selectFrom("return_block_agency").selectAll().where("block_id", "in", rows.map((row) => row.id)).execute() : [];
  return rows.map((row) => ({ heading: row.heading, text: row.text, handling: row.handling, agencyIds: agencies.filter((one) => one.block_id === row.id).map((one) => one.agency_id), hidden: row.hidden === 1, safe: row.safe_for_minutes === 1 }));
}

/** What the forms of a return need besides: whom it is about, what is asked, and who may be named. */
async function formBasics(ask: Ask, row: Slot) {
  const subject = await subjectInReach(ask, row.subject_id!);
  return {
    id: row.id, head: headFor(subject), agency: row.agency, panel: row.panel, meeting: { id: row.meeting_id, number: row.meeting_number, onDay: row.on_day, status: row.meeting_status }, due: row.due, late: row.version === 0 && isLate(null, row.due, dayOf(ask.now)), version: row.version,
    headings: headingsFor(subject.kind), agencies: (await agenciesIn(ask, row.panel_id)).filter((one) => one.id !== row.agency_id).map(({ id, name }) => ({ id, name })),
  };
}

/** For the page on which an agency writes its return: its draft, else what it sent; and what it sent to the meeting before, to notice what is only repeated. Opening is kept in the audit. */
export const toWriteReturn = (ask: Ask, id: string) =>
  look(ask, async (ask, happened) => {
    const row = await ownReturn(ask, id);
    const draft = await draftOf(ask, row.id);
    const sent = row.version ? await ask.db.selectFrom("return_version").selectAll().where("return_id", "=", row.id).where("version", "=", row.version).executeTakeFirst() : undefined;
    happened({ what: "record opened", panelId: row.panel_id, meetingId: row.meeting_id, itemId: row.item_id, subjectId: row.subject_id });
    return {
      ...(await formBasics(ask, row)), since: sinceOf(row, draft), draft: draft ? { at: draft.written_at, by: draft.by } : null, state: row.state,
      parts: await partsAt(ask, row.id, draft ? 0 : row.version), contact: (draft ?? sent)?.contact ?? (await ownContact(ask)), reason: draft?.reason ?? null, last: await lastWords(ask, row),
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

/** What the agency sent last to an earlier meeting of the panel about the subject, by heading. */
async function lastWords(ask: Ask, row: Slot): Promise<Record<string, string>> {
  const before = await ask.db.selectFrom("agency_return").innerJoin("item", "item.id", "agency_return.item_id").innerJoin("meeting", "meeting.id", "item.meeting_id").select(["agency_return.id", "agency_return.version"])
    .where("agency_return.agency_id", "=", row.agency_id).where("item.subject_id", "=", row.subject_id!).where("meeting.panel_id", "=", row.panel_id).where("meeting.on_day", "<", row.on_day).where("agency_return.state", "=", "submitted").orderBy("meeting.on_day", "desc").executeTakeFirst();
  return before ? Object.fromEntries((await partsAt(ask, before.id, before.version)).map((part) => [part.heading, part.text])) : {};
}
