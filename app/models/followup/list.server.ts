import { listedRefs } from "../core/opened.server.ts";
import { may, mayWorkOn } from "../core/access.ts";
import { type Ask, commit, look } from "../core/ask.server.ts";
import { type Day, dayOf } from "../core/days.ts";
import { actionInReach, actionsInReach, sharingInReach } from "../core/reach.server.ts";
import { isOutside, panelIdsOf } from "../core/who.ts";
import { type ActionAct, briefingInWords, briefingOf, inMeetingOnly, isOverdue, openStates, steps, whyNotStep } from "./action.ts";
import { briefsOf, wordsFor } from "./briefing.server.ts";
import type { OpenAction } from "./desk.ts";
import { ownerInWords, refsOfActions } from "./entries.server.ts";
import type { Wanted } from "./list.ts";
import { sharingInWords } from "./sharing.ts";
import { filesOf } from "../subjects/file.server.ts";
import { mayStep, timeAskedFor } from "./tracking.server.ts";

const perPage = 25;

/** Whose actions this person can list. */
async function scopesOf(ask: Ask) {
  const { who } = ask;
  const ids = panelIdsOf(who);
  const panels = ids.length ? await ask.db.selectFrom("panel").select(["id", "name"]).where("id", "in", ids).orderBy("name").execute() : [];
  return [...(who.isLead ? [{ value: "agency", label: who.agencyName }] : []), { value: "mine", label: "Mine" }, ...panels.map((p) => ({ value: p.id, label: p.name }))];
}

const sortColumns = { due: "action.due_on", ref: "action.ref", owner: "agency.name", state: "action.state" } as const;

/** Actions by state and due date, and sharing decisions to send. Noted as opened. A scope that is not theirs is read as their first. */
export const listActions = (ask: Ask, wanted: Wanted) =>
  look(ask, async (ask, happened) => {
    const today = dayOf(ask.now);
    const scopes = await scopesOf(ask);
    const scope = scopes.find((s) => s.value === wanted.scope) ?? scopes[0]!;
    // Somebody else's agency or panel in the address finds nothing: every read starts from what is in reach.
    let query = actionsInReach(ask).where("action.issued_at", "is not", null);
    if (scope.value === "mine") query = query.where("action.person_id", "=", ask.who.id);
    else if (scope.value === "agency") query = query.where("action.agency_id", "=", ask.who.agencyId);
    else query = query.where("action.panel_id", "=", scope.value);
    if (wanted.state === "open") query = query.where("action.state", "in", openStates);
    else if (wanted.state === "overdue") query = query.where("action.state", "in", openStates.filter((s) => s !== "awaiting confirmation")).where("action.due_on", "<", today);
    else if (wanted.state === "ended") query = query.where("action.state", "not in", openStates);
    else if (wanted.state !== "all") query = query.where("action.state", "=", wanted.state);

    const total = Number((await query.select((eb) => eb.fn.countAll<number>().as("n")).executeTakeFirstOrThrow()).n);
    const pages = Math.max(1, Math.ceil(total / perPage));
    const page = Math.min(wanted.page, pages);
    // Sorted by ids alone, then the page's rows in full: fifty thousand rows are never joined to be sorted.
    const ids = (await (wanted.by === "owner" ? query.innerJoin("agency", "agency.id", "action.agency_id") : query).select("action.id")
      .orderBy(sortColumns[wanted.by] as "action.due_on", wanted.down ? "desc" : "asc").orderBy("action.due_on").orderBy("action.id").limit(perPage).offset((page - 1) * perPage).execute()).map((row) => row.id);
    const found = ids.length ? await actionsInReach(ask).innerJoin("agency", "agency.id", "action.agency_id").leftJoin("person", "person.id", "action.person_id")
      .select(["action.id", "action.ref", "action.what", "action.panel_id", "action.meeting_id", "action.briefing", "action.due_on", "action.first_due_on", "action.state", "action.opened_at", "action.carried", "action.agreed_at", "action.person_name", "action.priority", "agency.name as agency", "person.name as owner_name"])
      .where("action.id", "in", ids).execute() : [];
    const rows = ids.flatMap((id) => found.find((row) => row.id === id) ?? []);
    const refs = await refsOfActions(ask, rows.map((row) => row.id));
    const words = await wordsFor(ask, rows, rows.map((row) => row.what));
    const sending = await toSend(ask, scope.value);
    happened({ what: "list opened", detail: listedRefs([...[...refs.values()].flat().map((one) => one.ref), ...sending.map((one) => one.about)]) });
    return {
      today, scopes, scope: scope.value, total, page, pages, toSend: sending,
      actions: rows.map((row) => ({
        id: row.id, ref: row.ref, what: words(row.what, row), owner: ownerInWords(row.agency, row.owner_name ?? row.person_name), dueOn: row.due_on, firstDueOn: row.first_due_on, state: row.state, overdue: isOverdue(row, today),
        opened: row.opened_at !== null, priority: row.priority, carried: row.carried, agreed: row.agreed_at !== null, about: refs.get(row.id)?.map((s) => s.ref) ?? [],
      })),
    };
  });

/** Sharing decisions that are agreed and not sent: mine, my agency's or a panel's. */
async function toSend(ask: Ask, scope: string) {
  let query = sharingInReach(ask).where("sharing.agreed_at", "is not", null).where("sharing.sent_at", "is", null).where("sharing.decision", "in", ["share", "share in part"]);
  if (scope === "mine") query = query.where("sharing.sender_id", "=", ask.who.id);
  else if (scope === "agency") query = query.where("sharing.sender_agency_id", "=", ask.who.agencyId);
  else query = query.where("sharing.panel_id", "=", scope);
  const rows = await query.innerJoin("subject", "subject.id", "sharing.subject_id").leftJoin("agency as receiver", "receiver.id", "sharing.to_agency_id").leftJoin("agency as sending", "sending.id", "sharing.sender_agency_id").leftJoin("person as sender", "sender.id", "sharing.sender_id")
    .select(["sharing.id", "sharing.ref", "sharing.decision", "sharing.to_name", "sharing.send_by_on", "sharing.disclosure", "subject.ref as about", "receiver.name as receiver", "sending.name as sending", "sender.name as sender_name"]).orderBy("sharing.send_by_on").limit(100).execute();
  const today = dayOf(ask.now);
  return rows.map((row) => ({ id: row.id, ref: row.ref, about: row.about, title: sharingInWords(row.decision, row.receiver ?? row.to_name ?? ""), sender: ownerInWords(row.sending ?? "", row.sender_name), sendBy: row.send_by_on, overdue: Boolean(row.send_by_on && row.send_by_on < today), disclosure: row.disclosure === 1 }));
}

/** The panel's open actions from meetings before that day, overdue first: the matters arising. The panel must be in reach. */
export async function openActionsOf(ask: Ask, panelId: string, beforeMeetingOn: Day): Promise<OpenAction[]> {
  const today = dayOf(ask.now);
  const rows = await actionsInReach(ask).innerJoin("agency", "agency.id", "action.agency_id").leftJoin("person", "person.id", "action.person_id").leftJoin("meeting", "meeting.id", "action.meeting_id")
    .select(["action.id", "action.ref", "action.what", "action.due_on", "action.state", "action.carried", "action.person_name", "agency.name as agency", "person.name as owner_name"])
    .where("action.panel_id", "=", panelId).where("action.state", "in", openStates).where("action.issued_at", "is not", null).where((eb) => eb.or([eb("meeting.on_day", "is", null), eb("meeting.on_day", "<", beforeMeetingOn)]))
    .orderBy("action.due_on").limit(200).execute();
  return rows.map((row) => ({ id: row.id, ref: row.ref, what: row.what, owner: ownerInWords(row.agency, row.owner_name ?? row.person_name), dueOn: row.due_on, state: row.state, overdue: isOverdue(row, today), carried: row.carried }));
}

/** An action with its briefing and all that happened to it. Its first opening by its owner is kept; every opening is noted. Throws NotFound. */
export async function openAction(ask: Ask, id: string): Promise<Awaited<ReturnType<typeof actionRead>>["read"]> {
  const { read, first } = await actionRead(ask, id);
  if (first) await keepOpened(ask, read.action.id);
  return read;
}

/** Keeps when the owner first opened an action, once. */
export const keepOpened = (ask: Ask, actionId: string): Promise<void> =>
  commit(ask, async (ask) => void (await ask.db.updateTable("action").set({ opened_at: ask.now.toISOString() }).where("id", "=", actionId).where("opened_at", "is", null).execute()));

/** An action as it is read, noted as opened, and whether its owner opens it for the first time. */
export const actionRead = (ask: Ask, id: string) =>
  look(ask, async (ask, happened) => {
    const action = await actionInReach(ask, id);
    const outside = isOutside(ask.who, action);
    const first = mayStep(ask.who, "accept", action) && action.issued_at !== null && action.opened_at === null;
    if (first) action.opened_at = ask.now.toISOString();
    const briefs = await briefsOf(ask, action);
    const about = await ask.db.selectFrom("action_subject").select("subject_id").where("action_id", "=", action.id).execute();
    for (const subject of about.length ? about : [null]) happened({ what: "action opened", panelId: action.panel_id, actionId: action.id, subjectId: subject?.subject_id ?? null });

    const names = await ask.db.selectFrom("action").innerJoin("agency", "agency.id", "action.agency_id").innerJoin("panel", "panel.id", "action.panel_id").leftJoin("person", "person.id", "action.person_id").leftJoin("meeting", "meeting.id", "action.meeting_id").leftJoin("item", "item.id", "action.item_id")
      .select(["agency.name as agency", "person.name as owner_name", "panel.name as panel", "meeting.number", "meeting.on_day", "meeting.status", "item.number as item_number"]).where("action.id", "=", action.id).executeTakeFirstOrThrow();
    const events = await ask.db.selectFrom("action_event").leftJoin("person", "person.id", "action_event.by_id").leftJoin("agency", "agency.id", "person.agency_id").leftJoin("person as taker", "taker.id", "action_event.person_id")
      .select(["action_event.id", "action_event.kind", "action_event.note", "action_event.due_on", "action_event.at", "person.name as by", "agency.name as agency", "taker.name as taker"]).where("action_event.action_id", "=", action.id).orderBy("action_event.at", "desc").execute();
    const words = await wordsFor(ask, [action], [action.what, action.briefing_note ?? "", ...events.map((e) => e.note ?? "")]);
    const asked = await timeAskedFor(ask, action.id);
    const accepted = events.find((e) => ["accepted", "passed on", "reassigned"].includes(e.kind))?.kind === "accepted";
    const acts = (Object.keys(steps) as ActionAct[]).filter((act) => !inMeetingOnly.includes(act) && mayStep(ask.who, act, action) && whyNotStep(act, action) === null && (act !== "accept" || !accepted) && (act !== "decide on more time" || asked) && (act !== "ask for more time" || !asked));
    const today = dayOf(ask.now);
    const read = {
      today, outside, acts, asked, briefs,
      files: await filesOf(ask, { actionId: action.id }),
      may: { addFile: (mayWorkOn(ask.who, action) || may.confirmAction(ask.who, action)) && action.ended_at === null, amend: !action.agreed_at && names.status === "live" && may.recordEntry(ask.who, action) },
      action: {
        id: action.id, ref: action.ref, what: words(action.what, action), state: action.state, dueOn: action.due_on, firstDueOn: action.first_due_on, overdue: isOverdue(action, today), owner: ownerInWords(names.agency, names.owner_name ?? action.person_name),
        panel: names.panel, meetingNumber: names.number, meetingOn: names.on_day, meetingId: outside ? null : action.meeting_id, itemNumber: names.item_number, agreedAt: action.agreed_at, issuedAt: action.issued_at, openedAt: action.opened_at, endedAt: action.ended_at,
        priority: action.priority, carried: action.carried, told: briefingInWords(briefingOf(action.briefing)), note: action.briefing_note && words(action.briefing_note, action), agencyId: action.agency_id, personId: action.person_id,
      },
      events: events.map((e) => ({ id: e.id, kind: e.kind, note: e.note && words(e.note, action), dueOn: e.due_on, at: e.at, by: e.by, agency: e.agency, taker: e.taker })),
    };
    return { read, first };
  });
