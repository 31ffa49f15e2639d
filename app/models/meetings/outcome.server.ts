import { may } from "../core/access.ts";
import { type Ask, commit } from "../core/ask.server.ts";
import { itemInReach } from "../core/reach.server.ts";
import { NotAgreed, allow, found } from "../core/refuse.ts";
import { choicesOf } from "../followup/desk.server.ts";
import { type OutcomeForm, whyNotOutcome } from "./outcome.ts";

/** Says how an item ended. It counts from the read-back on, and is done to the case when the meeting ends. Throws NotFound, NotAllowed, NotAgreed. */
export const setOutcome = (ask: Ask, itemId: string, form: OutcomeForm): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const item = await itemInReach(ask, itemId);
    allow(may.recordEntry(ask.who, item));
    const { currentLevel } = await choicesOf(ask, item);
    const risk = await ask.db.selectFrom("risk").select(["next_review_on"]).where("item_id", "=", item.id).where("superseded_at", "is", null).executeTakeFirst();
    const fault = whyNotOutcome(
      { kind: item.kind, meetingStatus: item.meeting_status, meetingOn: item.meeting_on, agreedAt: item.agreed_at, withdrawnAt: item.withdrawn_at },
      form,
      { high: currentLevel?.high ?? false, hasRisk: Boolean(risk), previous: item.outcome, panelId: item.panel_id },
    );
    if (fault) throw new NotAgreed(fault.message, fault.field);
    const { outcome } = form;
    if (outcome === "referred to another panel") found(await ask.db.selectFrom("panel").select("id").where("id", "=", form.panelId!).executeTakeFirst());
    const closed = outcome === "closed to this panel";
    await ask.db.updateTable("item").set({
      outcome, outcome_note: form.note, outcome_until_on: closed || outcome === "not reached" ? null : outcome === "risk agreed" ? (risk?.next_review_on ?? form.untilOn) : form.untilOn,
      outcome_panel_id: outcome === "referred to another panel" ? form.panelId : null, cover: outcome === "not reached" ? form.cover : null,
      closed_reason: closed ? form.closedReason : null, closed_detail: closed ? (form.closedDetail ?? null) : null, support_continues: closed ? form.supportContinues : null, would_bring_back: closed ? form.wouldBringBack : null, outcome_dissent: form.dissent ?? null,
      outcome_at: ask.now.toISOString(), outcome_by_id: ask.who.id, agreed_at: null, agreed_by_id: null,
    }).where("id", "=", item.id).execute();
    happened({ what: "outcome recorded", panelId: item.panel_id, meetingId: item.meeting_id, itemId: item.id, subjectId: item.subject_id });
  });
