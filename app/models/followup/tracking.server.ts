import { may, mayConfirm, mayWorkOn } from "../core/access.ts";
import { type Ask, commit, newId } from "../core/ask.server.ts";
import type { Day } from "../core/days.ts";
import { actionInReach } from "../core/reach.server.ts";
import { NotAgreed, agree, allow } from "../core/refuse.ts";
import type { Who } from "../core/who.ts";
import { takesPart } from "../people/panel.server.ts";
import { type ActionAct, type Doer, type EndState, steps, whyNotStep } from "./action.ts";
import { dueDay } from "./action.server.ts";
import { ownerOf } from "./entry.server.ts";
import { tellOwners } from "./telling.server.ts";

type Action = Awaited<ReturnType<typeof actionInReach>>;
interface Event {
  kind: string;
  note?: string | null;
  due_on?: Day | null;
  person_id?: string | null;
  agency_id?: string | null;
}

const doers: Record<Doer, (who: Who, action: Pick<Action, "agency_id" | "person_id" | "panel_id">) => boolean> = {
  owner: mayWorkOn,
  confirmer: mayConfirm,
  panel: may.answerQuery,
  preparer: may.decideOnActions,
};
/** Whether this person may do this to the action, whatever its state. */
export const mayStep = (who: Who, act: ActionAct, action: Pick<Action, "agency_id" | "person_id" | "panel_id">): boolean => doers[steps[act].by](who, action);

/** One step of an action: reach, may, rule, then what `work` changes and the event that says so. Throws NotFound, NotAllowed, NotAgreed. */
const step = (ask: Ask, actionId: string, act: ActionAct, work: (ask: Ask, action: Action) => Promise<{ event: Event; change?: Partial<Action> }>): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const action = await actionInReach(ask, actionId);
    allow(mayStep(ask.who, act, action), "This is not yours to do");
    agree(whyNotStep(act, action));
    const { event, change } = await work(ask, action);
    const to = change?.state ?? steps[act].to ?? action.state;
    await ask.db.updateTable("action").set({ ...change, state: to }).where("id", "=", action.id).execute();
    await ask.db.insertInto("action_event").values({ id: newId(), action_id: action.id, note: null, due_on: null, person_id: null, agency_id: null, ...event, state: to === action.state ? null : to, at: ask.now.toISOString(), by_id: ask.who.id }).execute();
    happened({ what: act === "confirm" ? "action confirmed" : "action changed", panelId: action.panel_id, meetingId: action.meeting_id, itemId: action.item_id, actionId: action.id, detail: event.kind });
    if (act === "pass on" || act === "reassign") await tellOwners(ask, happened, [action.id]);
  });

/** The owner takes it on. */
export const acceptAction = (ask: Ask, id: string): Promise<void> =>
  step(ask, id, "accept", async (ask, action) => {
    const before = await ask.db.selectFrom("action_event").select("kind").where("action_id", "=", action.id).where("kind", "in", ["accepted", "passed on", "reassigned"]).orderBy("at", "desc").executeTakeFirst();
    if (before?.kind === "accepted") throw new NotAgreed("This action was accepted already");
    return { event: { kind: "accepted" } };
  });

/** The owner asks the panel something. */
export const queryAction = (ask: Ask, id: string, note: string): Promise<void> => step(ask, id, "query", async () => ({ event: { kind: "query", note } }));

/** Somebody of the panel answers. */
export const answerQuery = (ask: Ask, id: string, note: string): Promise<void> => step(ask, id, "answer", async () => ({ event: { kind: "answer", note } }));

/** Whoever owns an action must take part in those whom it is about, and in the item under which it was agreed: it would be out of their reach. */
async function aboutOf(ask: Ask, action: { id: string; item_id: string | null }): Promise<string[]> {
  const about = await ask.db.selectFrom("action_subject").select("subject_id").where("action_id", "=", action.id).execute();
  const under = action.item_id ? await ask.db.selectFrom("item").select("subject_id").where("id", "=", action.item_id).execute() : [];
  return [...new Set([...about, ...under].flatMap((row) => row.subject_id ?? []))];
}

/** Passes it to somebody else of the same agency. */
export const passOn = (ask: Ask, id: string, to: { personId: string | null; personName: string | null; note: string | null }): Promise<void> =>
  step(ask, id, "pass on", async (ask, action) => {
    if (!to.personId && !to.personName) throw new NotAgreed("Choose who takes it on", "personId");
    const owner = await ownerOf(ask, { agencyId: action.agency_id, ...to }, { agency: "personId", person: "personId" });
    if (owner.personId && owner.personId === action.person_id) throw new NotAgreed("It is theirs already", "personId");
    if (owner.personId) await takesPart(ask, owner.personId, await aboutOf(ask, action), "personId");
    return { event: { kind: "passed on", note: to.note ?? owner.personName, person_id: owner.personId }, change: { person_id: owner.personId, person_name: owner.personName, opened_at: null } };
  });

/** Hands it back to the panel as not theirs, with the reason. */
export const handBack = (ask: Ask, id: string, note: string): Promise<void> => step(ask, id, "hand back", async () => ({ event: { kind: "handed back", note } }));

/** The panel gives it a new owner, after a hand-back or before. */
export const reassign = (ask: Ask, id: string, to: { agencyId: string | null; personId: string | null; personName: string | null; note: string | null }): Promise<void> =>
  step(ask, id, "reassign", async (ask, action) => {
    const owner = await ownerOf(ask, to);
    if (owner.personId) await takesPart(ask, owner.personId, await aboutOf(ask, action), "personId");
    return { event: { kind: "reassigned", note: to.note, agency_id: owner.agencyId, person_id: owner.personId }, change: { agency_id: owner.agencyId, person_id: owner.personId, person_name: owner.personName, opened_at: null } };
  });

/** The last request for more time that nobody has decided, or null. */
export async function timeAskedFor(ask: Ask, actionId: string): Promise<{ dueOn: Day; note: string | null } | null> {
  const last = await ask.db.selectFrom("action_event").select(["kind", "due_on", "note"]).where("action_id", "=", actionId).where("kind", "in", ["more time asked for", "more time granted", "more time refused"]).orderBy("at", "desc").orderBy("kind").executeTakeFirst();
  return last?.kind === "more time asked for" ? { dueOn: last.due_on!, note: last.note } : null;
}

/** The owner asks for more time: the date stands until it is granted. */
export const askForMoreTime = (ask: Ask, id: string, form: { due: string; note: string }): Promise<void> =>
  step(ask, id, "ask for more time", async (ask, action) => {
    const due_on = dueDay(ask, form.due);
    if (due_on <= action.due_on) throw new NotAgreed("Enter a day after the present one", "due");
    if (await timeAskedFor(ask, action.id)) throw new NotAgreed("More time has been asked for already: the panel has not decided", "due");
    return { event: { kind: "more time asked for", note: form.note, due_on } };
  });

/** The chair or coordinator grants or refuses it. The first date is kept. */
export const decideOnTime = (ask: Ask, id: string, form: { granted: boolean; note: string | null }): Promise<void> =>
  step(ask, id, "decide on more time", async (ask, action) => {
    const asked = await timeAskedFor(ask, action.id);
    if (!asked) throw new NotAgreed("Nobody has asked for more time");
    if (!form.granted && !form.note) throw new NotAgreed("Say why it is refused", "note");
    return { event: { kind: form.granted ? "more time granted" : "more time refused", note: form.note, due_on: asked.dueOn }, change: form.granted ? { due_on: asked.dueOn } : {} };
  });

/** Notes progress, or what blocks it. */
export const noteProgress = (ask: Ask, id: string, form: { note: string; blocked: boolean }): Promise<void> =>
  step(ask, id, "note progress", async () => ({ event: { kind: form.blocked ? "blocked" : "progress", note: form.note }, change: { state: form.blocked ? "blocked" : "in progress" } }));

/** Done, with evidence: somebody outside the owner's agency confirms. */
export const completeAction = (ask: Ask, id: string, evidence: string): Promise<void> => step(ask, id, "complete", async () => ({ event: { kind: "completed", note: evidence } }));

/** In a meeting somebody says that it is done: who, and what they say, is its evidence. Somebody outside the owner's agency confirms it, as ever. */
export const sayDone = (ask: Ask, id: string, said: string): Promise<void> => step(ask, id, "say done", async () => ({ event: { kind: "completed", note: said } }));

/** In a meeting it is carried on to the next. How often it was is counted when the meeting ends. */
export const carryAction = (ask: Ask, id: string, said: string): Promise<void> => step(ask, id, "carry", async () => ({ event: { kind: "carried", note: said } }));

/** Accepts the evidence, or sends it back with what is missing. */
export const confirmAction = (ask: Ask, id: string, form: { accepted: boolean; note: string | null }): Promise<void> =>
  step(ask, id, form.accepted ? "confirm" : "send back", async (ask) => {
    if (!form.accepted && !form.note) throw new NotAgreed("Say what is missing", "note");
    return { event: { kind: form.accepted ? "confirmed" : "sent back", note: form.note }, change: form.accepted ? { ended_at: ask.now.toISOString() } : {} };
  });

/** The panel ends it undone, with the reason: "circumstances changed" and "not done by the agency" are different endings. */
export const endAction = (ask: Ask, id: string, form: { state: Exclude<EndState, "completed">; note: string }): Promise<void> =>
  step(ask, id, "end", async (ask) => ({ event: { kind: "ended", note: form.note }, change: { state: form.state, ended_at: ask.now.toISOString() } }));
