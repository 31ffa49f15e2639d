import { may } from "../core/access.ts";
import { type Ask, commit, look } from "../core/ask.server.ts";
import { dayAndTime, dayOf } from "../core/days.ts";
import { listedRefs, noteOpened } from "../core/opened.server.ts";
import { meetingInReach, returnsInReach } from "../core/reach.server.ts";
import { allow, NotAgreed } from "../core/refuse.ts";
import type { Kind } from "../subjects/subject.ts";
import { meetingWithPanel } from "./meeting.server.ts";
import { countsOf, isLate, returnsDueOn, stateForOthers, whyNotAnswer } from "./return.ts";
import { owing, writeTo } from "./return-reminders.server.ts";
import { whoAnswers } from "./return-who.server.ts";

const rowsOf = (ask: Ask, meetingId: string) =>
  returnsInReach(ask).innerJoin("agency", "agency.id", "agency_return.agency_id").innerJoin("subject", "subject.id", "item.subject_id").leftJoin("return_version as sent", (join) => join.onRef("sent.return_id", "=", "agency_return.id").onRef("sent.version", "=", "agency_return.version").on("sent.version", ">", 0))
    .select(["agency_return.id", "agency_return.item_id", "agency_return.agency_id", "agency_return.state", "agency_return.sent_at", "agency_return.version", "agency.name as agency", "sent.received_how",
      "item.number", "item.late_at", "subject.id as subject_id", "subject.ref", "subject.kind", "subject.display_name as name", "subject.born_on"])
    .where("meeting.id", "=", meetingId).where("item.withdrawn_at", "is", null).orderBy("item.position").orderBy("agency.name").execute();

/**
 * Subject by agency: what was answered, what is late. Of a draft nothing is said but that nothing was sent; who has no member who may answer is
 * said. With `late`, only the subjects of whom something late is missing. Opening is kept in the audit as a list. Throws NotFound, NotAllowed.
 */
export const gridOf = (ask: Ask, meetingId: string, { late: lateOnly }: { late: boolean }) =>
  look(ask, async (ask, happened) => {
    const { meeting, panel, settings } = await meetingWithPanel(ask, meetingId);
    allow(may.followReturns(ask.who, meeting), "The chair, deputy or coordinator follows who has answered");
    const due = returnsDueOn(meeting.on_day, settings.returnsDueDays);
    const today = dayOf(ask.now);
    const all = await rowsOf(ask, meeting.id);
    const answers = await whoAnswers(ask, meeting.panel_id, all.map((row) => row.subject_id));
    await noteOpened(ask, happened, "list opened", { panelId: meeting.panel_id, meetingId: meeting.id, detail: listedRefs(all.map((row) => row.ref)) ?? "" });
    const cells = all.map((row) => {
      const { members, free } = answers(row.agency_id, row.subject_id);
      const apart = row.version === 0 && members.length > 0 && free.length === 0;
      return { ...row, state: stateForOthers(row.state), late: !apart && isLate(row.sent_at, due, today), apart, nobody: members.length === 0 };
    });
    const asked = cells.filter((cell) => !cell.apart);
    const agencies = [...new Map(cells.map((cell) => [cell.agency_id, cell.agency]))].map(([id, name]) => {
      const of = asked.filter((cell) => cell.agency_id === id);
      return { id, name, counts: countsOf(of), nobody: cells.some((cell) => cell.agency_id === id && cell.nobody) };
    }).sort((a, b) => a.name.localeCompare(b.name));
    const items = [...new Set(cells.map((cell) => cell.item_id))].map((itemId) => {
      const of = cells.filter((cell) => cell.item_id === itemId);
      const first = of[0]!;
      return {
        itemId, number: first.number, addedLate: first.late_at !== null, subject: { id: first.subject_id, ref: first.ref, kind: first.kind as Kind, name: first.name, bornOn: first.born_on },
        cells: agencies.map(({ id }) => {
          const cell = of.find((one) => one.agency_id === id);
          return cell ? { id: cell.id, state: cell.state, late: cell.late, apart: cell.apart, received: cell.received_how, corrected: cell.version > 1 } : null;
        }),
      };
    });
    const chased = await ask.db.selectFrom("return_reminder").innerJoin("person", "person.id", "return_reminder.person_id").select(["person.agency_id", "return_reminder.at"]).where("meeting_id", "=", meeting.id).orderBy("at", "desc").execute();
    return {
      meeting: { id: meeting.id, number: meeting.number, onDay: meeting.on_day, status: meeting.status }, panel: { id: panel.id, name: panel.name, code: panel.code }, due, overdue: today > due, lateOnly,
      agencies: agencies.map((one) => ({ ...one, writtenTo: one.counts.left ? (chased.find((row) => row.agency_id === one.id)?.at ?? null) : null })), items: lateOnly ? items.filter((item) => item.cells.some((cell) => cell?.late && cell.state === "not sent")) : items, subjects: items.length, counts: countsOf(asked),
      closed: whyNotAnswer({ meetingStatus: meeting.status, withdrawnAt: null }), answersItself: may.answerReturn(ask.who, meeting),
    };
  });
export type Grid = Awaited<ReturnType<typeof gridOf>>;

/** How far the returns of a meeting are, for its page: for those who prepare it. Null for everybody else, and where nothing was asked. */
export async function progressOfReturns(ask: Ask, meeting: { id: string; panel_id: string }) {
  if (!may.followReturns(ask.who, meeting)) return null;
  const rows = await rowsOf(ask, meeting.id);
  const answers = await whoAnswers(ask, meeting.panel_id, rows.map((row) => row.subject_id));
  const asked = rows.filter((row) => {
    const { members, free } = answers(row.agency_id, row.subject_id);
    return row.version > 0 || members.length === 0 || free.length > 0;
  });
  return asked.length ? countsOf(asked.map((row) => ({ state: stateForOthers(row.state), late: false }))) : null;
}

/**
 * Writes to the members of one agency, or of all, that still owe returns to a meeting: once a day at most. Says nothing of whom they are about.
 * Returns how many people. Throws NotFound, NotAllowed, NotAgreed when nobody is left to write to.
 */
export const chaseReturns = (ask: Ask, meetingId: string, agencyId: string | null): Promise<number> =>
  commit(ask, async (ask, happened) => {
    const meeting = await meetingInReach(ask, meetingId);
    allow(may.followReturns(ask.who, meeting), "The chair, deputy or coordinator chases returns");
    const closed = whyNotAnswer({ meetingStatus: meeting.status, withdrawnAt: null });
    if (closed) throw new NotAgreed(closed);
    // Only for what they know of: else the count would tell of what is kept from them.
    const known = new Set((await rowsOf(ask, meeting.id)).map((row) => row.id));
    const left = (await owing(ask, meeting, known)).filter((one) => (agencyId === null || one.agencyId === agencyId) && one.personId !== ask.who.id);
    if (!left.length) throw new NotAgreed(agencyId ? "Nobody of this agency who sits in the panel owes anything: ring them, and enter what they say" : "Nobody who sits in the panel owes anything");
    const today = dayOf(ask.now);
    const before = await ask.db.selectFrom("return_reminder").select(["person_id", "at"]).where("meeting_id", "=", meeting.id).where("kind", "=", "chased").execute();
    const fresh = left.filter((one) => !before.some((row) => row.person_id === one.personId && dayOf(row.at) === today));
    if (!fresh.length) throw new NotAgreed(`They were written to already today, ${dayAndTime(before.map((row) => row.at).sort().at(-1)!)}`);
    for (const one of fresh) await writeTo(ask, meeting, one.personId, "chased");
    happened({ what: "returns chased", panelId: meeting.panel_id, meetingId: meeting.id, detail: agencyId });
    return fresh.length;
  });
