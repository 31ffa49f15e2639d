import { type Ask, commit, newId } from "../core/ask.server.ts";
import { decisionInReach } from "../core/reach.server.ts";
import { amendable, nextNumber, recordable, refParts } from "./entry.server.ts";
import { entryRef } from "./entry.ts";

export interface DecisionForm {
  text: string;
  reason: string;
  dissent: string | null;
}

/** Records what the panel decided under an item, with why and who disagreed: *recorded, not agreed* until the read-back. Returns its id. Throws NotFound, NotAllowed, NotAgreed. */
export const recordDecision = (ask: Ask, itemId: string, form: DecisionForm): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const item = await recordable(ask, itemId);
    const id = newId();
    const ref = entryRef("decision", await refParts(ask, item), await nextNumber(ask, `decisions of item ${item.id}`));
    await ask.db.insertInto("decision").values({ id, ref, panel_id: item.panel_id, meeting_id: item.meeting_id, item_id: item.id, subject_id: item.subject_id, ...form, recorded_at: ask.now.toISOString(), recorded_by_id: ask.who.id }).execute();
    happened({ what: "decision recorded", panelId: item.panel_id, meetingId: item.meeting_id, itemId: item.id, subjectId: item.subject_id, detail: id });
    return id;
  });

/** Amends a decision before its read-back, or moves it to another item (and that item's subject). Returns the item's id. */
export const amendDecision = (ask: Ask, decisionId: string, { text, reason, dissent }: DecisionForm, toItemId: string | null): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const decision = await decisionInReach(ask, decisionId);
    const { item, target } = await amendable(ask, decision, toItemId);
    await ask.db.updateTable("decision").set({ text, reason, dissent, item_id: target.id, subject_id: target.subject_id }).where("id", "=", decision.id).execute();
    happened({ what: "decision amended", panelId: item.panel_id, meetingId: item.meeting_id, itemId: target.id, subjectId: target.subject_id, detail: decision.id });
    return target.id;
  });

/** Takes back a decision before its read-back; the row is kept. Returns the item's id. */
export const removeDecision = (ask: Ask, decisionId: string): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const decision = await decisionInReach(ask, decisionId);
    const { item } = await amendable(ask, decision);
    await ask.db.updateTable("decision").set({ removed_at: ask.now.toISOString() }).where("id", "=", decision.id).execute();
    happened({ what: "decision removed", panelId: item.panel_id, meetingId: item.meeting_id, itemId: item.id, subjectId: decision.subject_id, detail: decision.id });
    return item.id;
  });
