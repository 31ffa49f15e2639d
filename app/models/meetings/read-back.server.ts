import { may } from "../core/access.ts";
import { type Ask, commit } from "../core/ask.server.ts";
import { clearAction, clearChosen, clearDecision, clearMarker, clearSharing, itemInReach } from "../core/reach.server.ts";
import { NotAgreed, agree, allow } from "../core/refuse.ts";
import { whyNotRecord } from "../followup/entry.ts";
import { tellOwners } from "../followup/telling.server.ts";
import { takeMeasures } from "../followup/measure-choice.server.ts";
import { isDiscussed, outcomeProposed } from "./outcome.ts";

/**
 * The chair agrees an item's read-back: everything recorded under it that they may know of is agreed, actions go out to their owners, the level counts.
 * Agreed twice it changes nothing. Throws NotFound, NotAllowed, NotAgreed (no outcome; a level under an item that was not discussed).
 */
export const agreeReadBack = (ask: Ask, itemId: string): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const item = await itemInReach(ask, itemId);
    allow(may.agreeReadBack(ask.who, item), "The chair or the deputy agrees the read-back");
    agree(whyNotRecord(item));
    const actions = await ask.db.selectFrom("action").select(["id", "agency_id", "issued_at"]).where("item_id", "=", item.id).where("removed_at", "is", null).where("agreed_at", "is", null).where(clearAction(ask.who)).execute();
    const risks = await ask.db.selectFrom("risk").select(["id", "decided_on", "next_review_on", "agreed_at"]).where("item_id", "=", item.id).where("superseded_at", "is", null).execute();
    const sharing = await ask.db.selectFrom("sharing").select(["id"]).where("item_id", "=", item.id).where("removed_at", "is", null).where("agreed_at", "is", null).where(clearSharing(ask.who)).execute();
    const decisions = await ask.db.selectFrom("decision").select("id").where("item_id", "=", item.id).where("removed_at", "is", null).where("agreed_at", "is", null).where(clearDecision(ask.who)).execute();
    const markers = await ask.db.selectFrom("marker").select("id").where("item_id", "=", item.id).where("removed_at", "is", null).where("agreed_at", "is", null).where(clearMarker(ask.who)).execute();
    const measures = await ask.db.selectFrom("chosen_measure").select("id").where("item_id", "=", item.id).where("removed_at", "is", null).where("agreed_at", "is", null).where(clearChosen(ask.who)).execute();
    const others = actions.length + sharing.length + decisions.length + markers.length + measures.length;
    const pending = risks.filter((r) => !r.agreed_at);
    if (item.agreed_at && !others && !pending.length) return;

    const outcome = item.kind === "standing" ? null : (item.outcome ?? outcomeProposed({ risks: risks.length, others }));
    if (item.kind === "subject" && !outcome) throw new NotAgreed("Record the outcome first");
    if (outcome === "risk agreed" && !risks.length) throw new NotAgreed("The outcome is “risk agreed”, but no level is recorded");
    if (risks.length && !isDiscussed(outcome)) throw new NotAgreed(`A level is recorded, but the outcome is “${outcome}”: change one of them`);

    const at = ask.now.toISOString();
    const agreed = { agreed_at: at, agreed_by_id: ask.who.id };
    const about = { panelId: item.panel_id, meetingId: item.meeting_id, itemId: item.id, subjectId: item.subject_id };
    await ask.db.updateTable("action").set(agreed).set((eb) => ({ issued_at: eb.fn.coalesce("issued_at", eb.val(at)) })).where("item_id", "=", item.id).where("removed_at", "is", null).where("agreed_at", "is", null).where(clearAction(ask.who)).execute();
    await ask.db.updateTable("sharing").set({ ...agreed, decided_by_id: ask.who.id }).where("item_id", "=", item.id).where("removed_at", "is", null).where("agreed_at", "is", null).where(clearSharing(ask.who)).execute();
    for (const table of ["decision", "marker"] as const) {
      const ids = (table === "decision" ? decisions : markers).map((row) => row.id);
      if (ids.length) await ask.db.updateTable(table).set(agreed).where("id", "in", ids).execute();
    }
    await takeMeasures(ask, happened, item);
    for (const risk of pending) {
      await ask.db.updateTable("risk").set({ ended_on: risk.decided_on }).where("subject_id", "=", item.subject_id!).where("panel_id", "=", item.panel_id).where("id", "<>", risk.id)
        .where("ended_on", "is", null).where("superseded_at", "is", null).where((eb) => eb.or([eb("agreed_at", "is not", null), eb("item_id", "is", null)])).execute();
      await ask.db.updateTable("risk").set(agreed).where("id", "=", risk.id).execute();
    }
    const nextReview = outcome === "risk agreed" ? risks[0]?.next_review_on : null;
    await ask.db.updateTable("item").set({
      ...agreed, outcome, outcome_at: item.outcome_at ?? (outcome ? at : null), outcome_by_id: item.outcome_by_id ?? (outcome ? ask.who.id : null), outcome_until_on: nextReview ?? item.outcome_until_on,
    }).where("id", "=", item.id).execute();
    for (const action of actions) if (!action.issued_at) happened({ what: "action issued", ...about, actionId: action.id, detail: action.agency_id });
    await tellOwners(ask, happened, actions.map((action) => action.id));
    happened({ what: "read-back agreed", ...about });
  });
