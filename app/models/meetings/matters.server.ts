import { may, mayConfirm } from "../core/access.ts";
import { type Ask, commit, look, newId } from "../core/ask.server.ts";
import { dayOf } from "../core/days.ts";
import { actionInReach, actionsInReach, itemsInReach, meetingInReach } from "../core/reach.server.ts";
import { agree, allow, NotAgreed, NotFound } from "../core/refuse.ts";
import { listedRefs } from "../core/opened.server.ts";
import { ownerInWords, refsOfActions } from "../followup/entries.server.ts";
import { isOverdue, openStates } from "../followup/action.ts";
import { carryAction, confirmAction, endAction, sayDone } from "../followup/tracking.server.ts";
import { type How, type Matter, needsReason, type Settled, whyNotSay } from "./matters.ts";

/** The standing item under which a meeting goes through the actions from before; null when its agenda has none. */
async function mattersItem(ask: Ask, meetingId: string) {
  const items = await itemsInReach(ask).select(["item.id", "item.title", "item.number"]).where("item.meeting_id", "=", meetingId).where("item.kind", "=", "standing").where("item.withdrawn_at", "is", null).orderBy("item.position").execute();
  return items.find((item) => /matters arising/i.test(item.title ?? "")) ?? null;
}

const settledAt = (ask: Ask, meetingId: string) => ask.db.selectFrom("matter").selectAll().where("meeting_id", "=", meetingId).where("superseded_at", "is", null);

/** The panel's actions in reach that had gone out before the day of a meeting. */
const fromBefore = (ask: Ask, meeting: { panel_id: string; on_day: string }) =>
  actionsInReach(ask).innerJoin("agency", "agency.id", "action.agency_id").leftJoin("person", "person.id", "action.person_id").leftJoin("meeting as set_at", "set_at.id", "action.meeting_id")
    .where("action.panel_id", "=", meeting.panel_id).where("action.issued_at", "is not", null).where((eb) => eb.or([eb("set_at.on_day", "is", null), eb("set_at.on_day", "<", meeting.on_day)]));

export interface Saying {
  actionId: string;
  how: How;
  /** Who of those present says so; null is: in writing. */
  saidById: string | null;
  note: string | null;
}

/**
 * What a meeting that runs says of one action from before, kept with who said so and minuted under its matters arising; the action itself goes the way of
 * the tracker. Done means confirmed only by somebody outside the owner's agency: whoever writes it down, or else it waits for one. Returns what is kept.
 * Throws NotFound, NotAllowed, NotAgreed beside the field.
 */
export const sayOfAction = (ask: Ask, meetingId: string, { actionId, how, saidById, note }: Saying): Promise<Settled> =>
  commit(ask, async (ask, happened) => {
    const meeting = await meetingInReach(ask, meetingId);
    const item = await mattersItem(ask, meeting.id);
    if (!item) throw new NotAgreed("This agenda has no item “Matters arising”: add one first");
    const action = await actionInReach(ask, actionId);
    if (!(await fromBefore(ask, meeting).select("action.id").where("action.id", "=", action.id).executeTakeFirst())) throw new NotFound();
    agree(meeting.status === "live" ? null : meeting.status === "ended" || meeting.status === "agreed" ? "The meeting has ended" : "The meeting has not started");
    const confirms = mayConfirm(ask.who, action);
    allow(may.decideOnActions(ask.who, meeting) || (how === "done" && action.state === "awaiting confirmation" && confirms), "The chair, deputy or coordinator goes through the actions");
    const before = await settledAt(ask, meeting.id).where("action_id", "=", action.id).executeTakeFirst();
    agree(whyNotSay(how, { state: action.state, may: { decide: may.decideOnActions(ask.who, meeting), confirm: confirms }, settled: before?.how ?? null }), `how.${action.id}`);
    if (needsReason(how) && !note) throw new NotAgreed("Say why", `note.${action.id}`);
    const said = await saidBy(ask, meeting.id, saidById, `saidBy.${action.id}`);
    const words = `Said by ${said} at meeting ${meeting.number}${note ? `: ${note}` : ""}`;
    const settled = await carryOut(ask, action, how, words, confirms);
    const at = ask.now.toISOString();
    await ask.db.updateTable("matter").set({ superseded_at: at }).where("meeting_id", "=", meeting.id).where("action_id", "=", action.id).where("superseded_at", "is", null).execute();
    // Whoever confirms what was said keeps who said it.
    const kept = before?.how === "said done" && !saidById && !note ? { said_by_id: before.said_by_id, said_by: before.said_by, note: before.note } : { said_by_id: saidById, said_by: said, note };
    await ask.db.insertInto("matter").values({ id: newId(), meeting_id: meeting.id, item_id: item.id, action_id: action.id, how: settled, ...kept, carried: action.carried, at, by_id: ask.who.id }).execute();
    happened({ what: "matter recorded", panelId: meeting.panel_id, meetingId: meeting.id, itemId: item.id, actionId: action.id, detail: settled });
    return settled;
  });

async function carryOut(ask: Ask, action: { id: string; state: string }, how: How, words: string, confirms: boolean): Promise<Settled> {
  if (how === "carried") {
    await carryAction(ask, action.id, words);
    return how;
  }
  if (how !== "done") {
    await endAction(ask, action.id, { state: how, note: words });
    return how;
  }
  if (action.state !== "awaiting confirmation") await sayDone(ask, action.id, words);
  if (!confirms) return "said done";
  await confirmAction(ask, action.id, { accepted: true, note: words });
  return "done";
}

/** "Dan Kowalczyk, Northmoor Constabulary". Throws NotAgreed when they do not attend this meeting. */
async function saidBy(ask: Ask, meetingId: string, personId: string | null, field: string): Promise<string> {
  if (!personId) return "in writing";
  const person = (await speakers(ask, meetingId)).find((one) => one.id === personId);
  if (!person) throw new NotAgreed("Choose somebody who is here", field);
  return `${person.name}, ${person.agency}`;
}

/** Those who are marked as present, or as a deputy. */
const speakers = (ask: Ask, meetingId: string) =>
  ask.db.selectFrom("attendance").innerJoin("person", "person.id", "attendance.person_id").innerJoin("agency", "agency.id", "attendance.agency_id").select(["person.id", "person.name", "agency.id as agencyId", "agency.name as agency"])
    .where("attendance.meeting_id", "=", meetingId).where("attendance.status", "in", ["present", "deputy"]).orderBy("agency.name").orderBy("person.name").execute();

/** The actions from before a meeting for the walk through them: what is still to be said, overdue first, and what was. Noted like every list. Throws NotFound. */
export const mattersOf = (ask: Ask, meetingId: string) =>
  look(ask, async (ask, happened) => {
    const meeting = await meetingInReach(ask, meetingId);
    const item = await mattersItem(ask, meeting.id);
    const panel = await ask.db.selectFrom("panel").select("name").where("id", "=", meeting.panel_id).executeTakeFirstOrThrow();
    const settled = await settledAt(ask, meeting.id).execute();
    const today = dayOf(ask.now);
    const rows = await fromBefore(ask, meeting).select(["action.id", "action.ref", "action.what", "action.due_on", "action.state", "action.carried", "action.agency_id", "action.person_id", "action.panel_id", "action.person_name", "agency.name as agency", "person.name as owner_name"])
      .where((eb) => eb.or([eb("action.state", "in", openStates), ...(settled.length ? [eb("action.id", "in", settled.map((one) => one.action_id))] : [])])).orderBy("action.due_on").orderBy("action.ref").limit(200).execute();
    const refs = await refsOfActions(ask, rows.map((row) => row.id));
    const people = await speakers(ask, meeting.id);
    const decides = may.decideOnActions(ask.who, meeting);
    happened({ what: "list opened", panelId: meeting.panel_id, meetingId: meeting.id, detail: listedRefs([...refs.values()].flat().map((one) => one.ref)) });
    const actions = rows.map((row) => {
      const said = settled.find((one) => one.action_id === row.id) ?? null;
      const confirm = mayConfirm(ask.who, row);
      const facts = { state: row.state, may: { decide: decides, confirm }, settled: said?.how ?? null };
      return {
        id: row.id, ref: row.ref, what: row.what, owner: ownerInWords(row.agency, row.owner_name ?? row.person_name), dueOn: row.due_on, state: row.state, overdue: isOverdue(row, today), carried: row.carried, about: refs.get(row.id)?.map((one) => one.ref) ?? [],
        said: said && { how: said.how, saidBy: said.said_by, note: said.note, carried: said.carried },
        hows: meeting.status === "live" && item ? (["done", "carried", "not possible", "not done"] as const).filter((how) => whyNotSay(how, facts) === null) : [],
        confirms: confirm, speaker: (people.find((one) => one.id === row.person_id) ?? people.find((one) => one.agencyId === row.agency_id))?.id ?? null,
      };
    });
    return {
      today, meeting: { id: meeting.id, number: meeting.number, onDay: meeting.on_day, panel: panel.name, status: meeting.status, current: item !== null && meeting.current_item_id === item.id }, itemId: item?.id ?? null,
      people: people.map(({ id, name, agency }) => ({ value: id, label: name, group: agency })),
      left: actions.filter((one) => !one.said || one.said.how === "said done"), said: actions.filter((one) => one.said && one.said.how !== "said done"), decides,
    };
  });
export type Matters = Awaited<ReturnType<typeof mattersOf>>;

/** What a meeting said of actions from before, by the item under which it did; for its paper. Those about a subject of a conflict of interest are left out. */
export async function mattersSaid(ask: Ask, meetingId: string): Promise<Map<string, Matter[]>> {
  const rows = await actionsInReach(ask).innerJoin("matter", "matter.action_id", "action.id").innerJoin("agency", "agency.id", "action.agency_id").leftJoin("person", "person.id", "action.person_id").leftJoin("item as set_under", "set_under.id", "action.item_id").leftJoin("subject", "subject.id", "set_under.subject_id")
    .select(["subject.ref as under", "matter.item_id", "action.id as actionId", "action.ref", "action.what", "matter.how", "matter.said_by as saidBy", "matter.note", "matter.carried", "agency.name as agency", "person.name as owner_name", "action.person_name"])
    .where("matter.meeting_id", "=", meetingId).where("matter.superseded_at", "is", null).orderBy("action.ref").execute();
  const refs = await refsOfActions(ask, rows.map((row) => row.actionId));
  const of = new Map<string, Matter[]>();
  for (const { item_id, agency, owner_name, person_name, ...row } of rows) of.set(item_id, [...(of.get(item_id) ?? []), { ...row, owner: ownerInWords(agency, owner_name ?? person_name), about: refs.get(row.actionId)?.map((one) => one.ref) ?? [] }]);
  return of;
}
