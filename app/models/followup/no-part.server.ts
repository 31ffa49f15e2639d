import { type Ask, commit, type Happened, look } from "../core/ask.server.ts";
import { noteOpened } from "../core/opened.server.ts";
import { actionInReach, itemsVisited, oneSharingInReach, visitInReach } from "../core/reach.server.ts";
import { found, NotAgreed } from "../core/refuse.ts";
import { writeConflict } from "../subjects/conflict.server.ts";
import { briefsOf } from "./briefing.server.ts";

// A conflict of interest of one's own, declared from where one is: somebody invited knows an item, an owner an action, a sender a decision, and
// none of them the record. They declare by what stands there (a reference, a name where they are told it), and learn nothing by doing so.

/** From where: the visit to a meeting, an action, a sharing decision; by id. */
export type There = { visit: string } | { action: string } | { sharing: string };

/** Somebody or some place that it concerns, as this person knows of them. */
export interface Known {
  ref: string;
  /** Null for whoever is not told it. */
  name: string | null;
}

/** Whom it concerns as far as this person is told on its page: of an action not whose item it was agreed under. Throws NotFound, also when that is nobody. */
async function knownFrom(ask: Ask, happened: Happened, there: There): Promise<Known[]> {
  let known: Known[];
  if ("visit" in there) {
    await visitInReach(ask, there.visit);
    const rows = await itemsVisited(ask).innerJoin("subject", "subject.id", "item.subject_id").select(["item.id", "meeting.panel_id", "subject.id as subject_id", "subject.ref", "subject.display_name as name"]).where("item.meeting_id", "=", there.visit).orderBy("item.position").execute();
    for (const row of rows) await noteOpened(ask, happened, "visit opened", { panelId: row.panel_id, meetingId: there.visit, itemId: row.id, subjectId: row.subject_id });
    known = rows.map(({ ref, name }) => ({ ref, name }));
  } else if ("action" in there) {
    const action = await actionInReach(ask, there.action);
    known = (await briefsOf(ask, action)).map(({ ref, facts }) => ({ ref, name: facts.find(([fact]) => fact === "Name")?.[1] ?? null }));
    for (const subject of known.length ? await named(ask, known) : []) happened({ what: "action opened", panelId: action.panel_id, actionId: action.id, subjectId: subject.id });
  } else {
    const sharing = await oneSharingInReach(ask, there.sharing);
    known = await ask.db.selectFrom("subject").select("ref").where("id", "=", sharing.subject_id).execute().then((rows) => rows.map(({ ref }) => ({ ref, name: null })));
    happened({ what: "sharing opened", panelId: sharing.panel_id, meetingId: sharing.meeting_id, itemId: sharing.item_id, subjectId: sharing.subject_id, detail: sharing.id });
  }
  return found(known.length ? [...new Map(known.map((one) => [one.ref, one])).values()] : null);
}

const named = (ask: Ask, known: readonly Known[]) => ask.db.selectFrom("subject").select("id").where("ref", "in", known.map(({ ref }) => ref)).orderBy("ref").execute();

/** For the form: whom it may be about. Opening is kept in the audit. Throws NotFound. */
export const toTakeNoPart = (ask: Ask, there: There) => look(ask, async (ask, happened) => ({ known: await knownFrom(ask, happened, there) }));

export interface TakingNoPart {
  /** References, where there are several to choose from. */
  about: string[];
  reason: string;
}

/**
 * Declares a conflict of interest of one's own about whom an item, an action or a sharing decision concerns. It holds at once: what they are in is out of
 * reach from here on. Returns whether anything of it is not (another item of the visit). Throws NotFound, NotAgreed beside the field.
 */
export const takeNoPart = (ask: Ask, there: There, { about, reason }: TakingNoPart): Promise<{ rest: boolean }> =>
  commit(ask, async (ask, happened) => {
    // That it was opened is noted of the form.
    const known = await knownFrom(ask, () => undefined, there);
    const chosen = known.length === 1 ? known : known.filter(({ ref }) => about.includes(ref));
    if (!chosen.length) throw new NotAgreed("Tick whom you know", "about");
    for (const { id } of await named(ask, chosen)) await writeConflict(ask, happened, { subjectId: id, personId: ask.who.id, reason });
    return { rest: "visit" in there && chosen.length < known.length };
  });
