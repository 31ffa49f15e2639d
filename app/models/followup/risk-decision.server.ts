import { type Ask, commit, newId } from "../core/ask.server.ts";
import { riskInReach } from "../core/reach.server.ts";
import { found, NotAgreed } from "../core/refuse.ts";
import { panelSettings } from "../people/panel.server.ts";
import { isStepDown, type SteppingDown, whyNotStepDown } from "../subjects/risk.ts";
import { amendable, type ItemAtHand, nextNumber, recordable, refParts } from "./entry.server.ts";
import { entryRef } from "./entry.ts";

/** With what a level lower than the last must say besides. */
export interface RiskForm extends Partial<SteppingDown> {
  level: string;
  rationale: string;
  dissent: string | null;
  nextReviewOn: string;
}

/** The agreed level that stands for a subject in a panel. */
export const standingRisk = (ask: Ask, panelId: string, subjectId: string) =>
  ask.db.selectFrom("risk").select(["id", "level", "rank", "decided_on"]).where("subject_id", "=", subjectId).where("panel_id", "=", panelId).where("superseded_at", "is", null).where("ended_on", "is", null)
    .where((eb) => eb.or([eb("agreed_at", "is not", null), eb("item_id", "is", null)])).orderBy("decided_on", "desc").executeTakeFirst();

async function rowOf(ask: Ask, item: ItemAtHand, form: RiskForm) {
  const settings = await panelSettings(ask, item.panel_id, item.meeting_on);
  const level = settings.scale.find((l) => l.name === form.level);
  if (!level) throw new NotAgreed("Choose a level of this panel's scale", "level");
  if (form.nextReviewOn <= item.meeting_on) throw new NotAgreed("The next review is after the meeting", "nextReviewOn");
  const down = item.subject_id !== null && isStepDown(level.rank, (await standingRisk(ask, item.panel_id, item.subject_id)) ?? null);
  const fault = down ? whyNotStepDown(form) : null;
  if (fault) throw new NotAgreed(fault.message, fault.field);
  // Only a step-down says these: words typed for a level that was then chosen higher are not kept.
  const said = (words: string | null | undefined) => (down ? (words ?? null) : null);
  return {
    level: level.name, rank: level.rank, rationale: form.rationale, dissent: form.dissent, next_review_on: form.nextReviewOn, scale_from_on: settings.fromOn,
    sustained: said(form.sustained), support_continues: said(form.supportContinues), marker_decision: said(form.markerDecision), would_bring_back: said(form.wouldBringBack),
  };
}

/** Records the level that the room agrees on; it counts from the read-back on. One for each item: a second is an amendment. Returns its id. */
export const recordRisk = (ask: Ask, itemId: string, form: RiskForm): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const item = await recordable(ask, itemId);
    const subjectId = item.subject_id;
    if (!subjectId) throw new NotAgreed("A standing item has no risk level", "level");
    const row = await rowOf(ask, item, form);
    const present = await ask.db.selectFrom("risk").select(["id"]).where("item_id", "=", item.id).where("superseded_at", "is", null).executeTakeFirst();
    if (present) throw new NotAgreed("A level is recorded for this item: amend it, or remove it first", "level");
    const id = newId();
    await ask.db.insertInto("risk").values({
      id, ref: entryRef("risk", await refParts(ask, item), await nextNumber(ask, `levels of item ${item.id}`)), subject_id: subjectId, panel_id: item.panel_id, ...row, decided_on: item.meeting_on, item_id: item.id, recorded_at: ask.now.toISOString(), recorded_by_id: ask.who.id,
    }).execute();
    happened({ what: "risk recorded", panelId: item.panel_id, meetingId: item.meeting_id, itemId: item.id, subjectId, detail: id });
    return id;
  });

/** A risk decision that was taken under an item in reach. Throws NotFound. */
export async function riskAtHand(ask: Ask, riskId: string) {
  const risk = await riskInReach(ask, riskId);
  return found(risk.item_id !== null && risk.superseded_at === null ? risk : null);
}

/** Amends a risk decision before its read-back, or moves it to another subject's item. */
export const amendRisk = (ask: Ask, riskId: string, form: RiskForm, toItemId: string | null): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const risk = await riskAtHand(ask, riskId);
    const { item, target } = await amendable(ask, risk, toItemId);
    const subjectId = target.subject_id;
    if (!subjectId) throw new NotAgreed("A standing item has no risk level", "itemId");
    if (target.id !== item.id && (await ask.db.selectFrom("risk").select("id").where("item_id", "=", target.id).where("superseded_at", "is", null).executeTakeFirst()))
      throw new NotAgreed("That item holds a level already", "itemId");
    await ask.db.updateTable("risk").set({ ...(await rowOf(ask, target, form)), item_id: target.id, subject_id: subjectId }).where("id", "=", risk.id).execute();
    happened({ what: "risk amended", panelId: item.panel_id, meetingId: item.meeting_id, itemId: target.id, subjectId, detail: risk.id });
    return target.id;
  });

/** Takes back a risk decision before its read-back; the row is kept as superseded. */
export const removeRisk = (ask: Ask, riskId: string): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const risk = await riskAtHand(ask, riskId);
    const { item } = await amendable(ask, risk);
    await ask.db.updateTable("risk").set({ superseded_at: ask.now.toISOString() }).where("id", "=", risk.id).execute();
    happened({ what: "risk removed", panelId: item.panel_id, meetingId: item.meeting_id, itemId: item.id, subjectId: risk.subject_id, detail: risk.id });
    return item.id;
  });
