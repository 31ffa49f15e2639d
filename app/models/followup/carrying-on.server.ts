import { isOutside } from "../core/who.ts";
import { type Ask, commit, newId } from "../core/ask.server.ts";
import { actionInReach, actionsInReach } from "../core/reach.server.ts";
import { found, NotAgreed } from "../core/refuse.ts";
import { openStates } from "./action.ts";
import { ownerInWords } from "./entries.server.ts";
import { type ItemAtHand, recordable, refParts } from "./entry.server.ts";
import type { Doing } from "./similar.ts";

/** The panel's open actions about the subject of an item, which a new one may only repeat. */
export async function openDoings(ask: Ask, item: Pick<ItemAtHand, "panel_id" | "subject_id">): Promise<Doing[]> {
  if (!item.subject_id) return [];
  const rows = await actionsInReach(ask).innerJoin("action_subject", "action_subject.action_id", "action.id").innerJoin("agency", "agency.id", "action.agency_id").leftJoin("person", "person.id", "action.person_id")
    .select(["action.id", "action.ref", "action.what", "action.agency_id as agencyId", "action.due_on as dueOn", "action.panel_id", "action.meeting_id", "agency.name as agency", "person.name as person", "action.person_name"])
    .where("action_subject.subject_id", "=", item.subject_id).where("action.panel_id", "=", item.panel_id).where("action.state", "in", openStates).orderBy("action.recorded_at", "desc").limit(40).execute();
  return rows.filter((row) => !isOutside(ask.who, row)).map(({ id, ref, what, agencyId, dueOn, agency, person, person_name }) => ({ id, ref, what, agencyId, dueOn, owner: ownerInWords(agency, person ?? person_name) }));
}

/**
 * Carries on with an open action in place of a new one that would only repeat it: noted among what happened to it, with the item. Returns its
 * reference. Throws NotFound, NotAllowed, NotAgreed (it has ended, or it is not about the item's subject).
 */
export const carryOn = (ask: Ask, itemId: string, actionId: string): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const item = await recordable(ask, itemId);
    const action = await actionInReach(ask, actionId);
    // Another panel's stays its own: neither its words nor its reference come into these minutes, nor this item into its story.
    found((action.panel_id === item.panel_id && !isOutside(ask.who, action)) || null);
    if (!(openStates as readonly string[]).includes(action.state)) throw new NotAgreed("That action has ended");
    const about = await ask.db.selectFrom("action_subject").select("subject_id").where("action_id", "=", action.id).where("subject_id", "=", item.subject_id ?? "").executeTakeFirst();
    if (!about) throw new NotAgreed("That action is not about the subject of this item");
    const parts = await refParts(ask, item);
    await ask.db.insertInto("action_event").values({ id: newId(), action_id: action.id, kind: "carried on", note: `${parts.code}-${parts.meeting}/${parts.number}`, at: ask.now.toISOString(), by_id: ask.who.id }).execute();
    happened({ what: "action changed", panelId: item.panel_id, meetingId: item.meeting_id, itemId: item.id, subjectId: item.subject_id, actionId: action.id, detail: "carried on" });
    return action.ref;
  });
