import { refsOfActions } from "../followup/entries.server.ts";
import { listedRefs } from "../core/opened.server.ts";
import { may } from "../core/access.ts";
import { type Ask, look } from "../core/ask.server.ts";
import { addDays, type Day, dayOf } from "../core/days.ts";
import { actionsInReach, casesInReach, meetingsInReach, panelsInReach, sharingInReach } from "../core/reach.server.ts";
import { rolesIn } from "../core/who.ts";
import { isOverdue, openStates } from "../followup/action.ts";
import { wordsFor } from "../followup/briefing.server.ts";
import { toTellOf } from "../followup/hand.server.ts";
import { sumOf } from "../subjects/case.server.ts";
import { meetingsLeft } from "./unattended.server.ts";

const firstFew = 5;

/** What waits for the person today: their next meetings, their actions and what they must send, and for those who prepare a panel its sum and the reviews due. */
export const startOf = (ask: Ask) =>
  look(ask, async (ask, happened) => {
    const today = dayOf(ask.now);
    const panels = await panelsInReach(ask).select(["panel.id", "panel.name"]).orderBy("panel.name").execute();
    const prepared = panels.filter((panel) => may.seeDraftAgenda(ask.who, { panelId: panel.id }));
    const actions = await ownActions(ask, today);
    // What is to be done says something of a subject, so that the list was opened is kept.
    if (actions.first.length) happened({ what: "list opened", detail: listedRefs([...(await refsOfActions(ask, actions.first.map((one) => one.id))).values()].flat().map((one) => one.ref)) });
    return {
      today,
      meetings: await nextMeetings(ask, today),
      actions,
      left: await meetingsLeft(ask),
      toSend: await countToSend(ask),
      sums: await Promise.all(prepared.map(async (panel) => ({ ...panel, roles: rolesIn(ask.who, panel.id), sum: await sumOf(ask, panel.id), reviews: await countReviews(ask, panel.id, addDays(today, 31)), overdue: await countReviews(ask, panel.id, addDays(today, -1)), toTell: await toTellOf(ask, panel.id) }))),
      inPanel: panels.length > 0,
    };
  });

const nextMeetings = (ask: Ask, today: Day) =>
  meetingsInReach(ask).innerJoin("panel", "panel.id", "meeting.panel_id").select(["meeting.id", "meeting.on_day", "meeting.starts_at", "meeting.place", "meeting.status", "panel.name as panel"])
    .where((eb) => eb.or([eb("meeting.on_day", ">=", today), eb("meeting.status", "=", "live")])).where("meeting.status", "in", ["draft", "published", "live"]).where("meeting.cancelled_at", "is", null)
    .orderBy("meeting.on_day").orderBy("meeting.starts_at").limit(firstFew).execute();

async function ownActions(ask: Ask, today: Day) {
  const { who } = ask;
  const query = actionsInReach(ask)
    .where("action.issued_at", "is not", null).where("action.state", "in", [...openStates])
    .where((eb) => (who.isLead ? eb.or([eb("action.person_id", "=", who.id), eb("action.agency_id", "=", who.agencyId)]) : eb("action.person_id", "=", who.id)));
  const { open } = await query.select((eb) => eb.fn.countAll<number>().as("open")).executeTakeFirstOrThrow();
  const { overdue } = await query.select((eb) => eb.fn.countAll<number>().as("overdue")).where("action.due_on", "<", today).where("action.state", "<>", "awaiting confirmation").executeTakeFirstOrThrow();
  const rows = await query.select(["action.id", "action.ref", "action.what", "action.due_on", "action.state", "action.person_id", "action.panel_id", "action.meeting_id", "action.briefing"]).orderBy("action.due_on").orderBy("action.ref").limit(firstFew).execute();
  const words = await wordsFor(ask, rows, rows.map((row) => row.what));
  return { open: Number(open), overdue: Number(overdue), first: rows.map((row) => ({ id: row.id, ref: row.ref, what: words(row.what, row), due_on: row.due_on, state: row.state, person_id: row.person_id, overdue: isOverdue(row, today) })) };
}

async function countToSend(ask: Ask): Promise<number> {
  const { who } = ask;
  const { n } = await sharingInReach(ask).select((eb) => eb.fn.countAll<number>().as("n"))
    .where("sharing.agreed_at", "is not", null).where("sharing.sent_at", "is", null).where("sharing.decision", "in", ["share", "share in part"])
    .where((eb) => (who.isLead ? eb.or([eb("sharing.sender_id", "=", who.id), eb("sharing.sender_agency_id", "=", who.agencyId)]) : eb("sharing.sender_id", "=", who.id))).executeTakeFirstOrThrow();
  return Number(n);
}

async function countReviews(ask: Ask, panelId: string, by: Day): Promise<number> {
  const { n } = await casesInReach(ask).innerJoin("case_next", "case_next.case_id", "panel_case.id").select((eb) => eb.fn.countAll<number>().as("n"))
    .where("panel_case.panel_id", "=", panelId).where("panel_case.closed_on", "is", null).where("case_next.ended_at", "is", null).where("case_next.kind", "=", "review").where("case_next.on_day", "<=", by).executeTakeFirstOrThrow();
  return Number(n);
}
