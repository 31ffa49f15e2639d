import { may } from "../core/access.ts";
import { type Ask, look } from "../core/ask.server.ts";
import { dayOf } from "../core/days.ts";
import { listedRefs, noteOpened } from "../core/opened.server.ts";
import { actionsInReach, meetingsInReach } from "../core/reach.server.ts";
import { isOverdue, openStates } from "../followup/action.ts";
import { wordsFor } from "../followup/briefing.server.ts";
import { refsOfActions } from "../followup/entries.server.ts";
import { meetingWithPanel } from "./meeting.server.ts";
import { countsOf, isLate, returnsDueOn, stateForOthers, whyNotAnswer } from "./return.ts";
import { returnsOfAgency, returnsOwnAt } from "./return.server.ts";
import { settingsOnce } from "./return-who.server.ts";

/**
 * The page of one agency before a meeting: its open actions in this panel, and each subject of whom it is asked. Opening is kept in the audit as
 * a list of the subjects. Throws NotFound to who answers for nobody there.
 */
export const returnsPageOf = (ask: Ask, meetingId: string) =>
  look(ask, async (ask, happened) => {
    const { meeting, panel, settings } = await meetingWithPanel(ask, meetingId);
    const rows = await returnsOwnAt(ask, meeting.id);
    const today = dayOf(ask.now);
    const due = returnsDueOn(meeting.on_day, settings.returnsDueDays);
    const actions = await openActionsOf(ask, meeting.panel_id);
    const refs = await refsOfActions(ask, actions.map((one) => one.id));
    const words = await wordsFor(ask, actions, actions.map((one) => one.what));
    await noteOpened(ask, happened, "list opened", { panelId: meeting.panel_id, meetingId: meeting.id, detail: listedRefs([...rows.map((row) => row.ref), ...[...refs.values()].flat().map((one) => one.ref)]) ?? "" });
    const returns = rows.map((row) => ({
      id: row.id, itemId: row.item_id, number: row.number, section: row.section, addedLate: row.late_at !== null, subject: { id: row.subject_id!, ref: row.ref, kind: row.kind, name: row.name, bornOn: row.born_on },
      state: stateForOthers(row.state), draft: row.draft_at ? { at: row.draft_at, by: row.draft_by! } : null, sentAt: row.sent_at, corrections: Math.max(0, row.version - 1), late: isLate(row.sent_at, due, today),
    }));
    return {
      today, meeting: { id: meeting.id, number: meeting.number, onDay: meeting.on_day, status: meeting.status, publishedAt: meeting.published_at }, panel: { id: panel.id, name: panel.name, code: panel.code, inReach: panel.inReach }, sections: settings.sections, agency: ask.who.agencyName,
      due, closed: whyNotAnswer({ meetingStatus: meeting.status, withdrawnAt: null }), mayFollow: may.followReturns(ask.who, meeting), returns, counts: countsOf(returns),
      actions: actions.map((one) => ({ id: one.id, ref: one.ref, what: words(one.what, one), dueOn: one.due_on, state: one.state, owner: one.owner, overdue: isOverdue(one, today), about: (refs.get(one.id) ?? []).map((subject) => subject.ref) })),
    };
  });

const openActionsOf = (ask: Ask, panelId: string) =>
  actionsInReach(ask).leftJoin("person", "person.id", "action.person_id").select(["action.id", "action.ref", "action.what", "action.due_on", "action.state", "action.panel_id", "action.meeting_id", "action.briefing", "person.name as owner"])
    .where("action.panel_id", "=", panelId).where("action.agency_id", "=", ask.who.agencyId).where("action.issued_at", "is not", null).where("action.state", "in", [...openStates]).orderBy("action.due_on").orderBy("action.ref").execute();

export interface ReturnsLeft {
  meetingId: string;
  panel: string;
  onDay: string;
  due: string;
  left: number;
  late: boolean;
}

/** The meetings to which the person's agency still owes returns, soonest first: how many, and by when. Of whom is on their page. */
export async function returnsLeft(ask: Ask): Promise<ReturnsLeft[]> {
  const meetings = await meetingsInReach(ask).innerJoin("panel", "panel.id", "meeting.panel_id").select(["meeting.id", "meeting.panel_id", "meeting.on_day", "panel.name as panel"]).where("meeting.status", "=", "published").orderBy("meeting.on_day").execute();
  const settings = settingsOnce(ask);
  const left: ReturnsLeft[] = [];
  for (const meeting of meetings) {
    if (!may.answerReturn(ask.who, { panelId: meeting.panel_id, meetingId: meeting.id })) continue;
    const open = (await returnsOfAgency(ask, meeting.id, ask.who.agencyId)).filter((row) => row.version === 0).length;
    const due = returnsDueOn(meeting.on_day, (await settings(meeting.panel_id, meeting.on_day)).returnsDueDays);
    if (open) left.push({ meetingId: meeting.id, panel: meeting.panel, onDay: meeting.on_day, due, left: open, late: dayOf(ask.now) > due });
  }
  return left;
}
