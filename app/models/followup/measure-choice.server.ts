import { type Ask, commit, type Happened, newId } from "../core/ask.server.ts";
import { dayOf } from "../core/days.ts";
import { chosenMeasureInReach, clearChosen, subjectInReach } from "../core/reach.server.ts";
import { NotAgreed } from "../core/refuse.ts";
import { whyNotMeasure } from "../subjects/measure.ts";
import { reachedOf } from "../subjects/reached.server.ts";
import { dueDay } from "./action.server.ts";
import { amendable, type ItemAtHand, nextNumber, ownerOf, recordable, refParts, subjectsByRef } from "./entry.server.ts";
import { entryRef } from "./entry.ts";

export interface MeasureForm {
  kind: string;
  /** Whom or what it is against: a reference, "O-0031". Null is the item's own subject. */
  against: string | null;
  status: "proposed" | "requested";
  /** Who applies for it, issues it, or decides on it. */
  agencyId: string;
  why: string;
  terms: string | null;
  /** By when, as people say it. */
  decideBy: string | null;
  /** Children whom it protects: references; null is the item's own subject, when that is a child. */
  protects: string | null;
  dissent: string | null;
}

async function rowOf(ask: Ask, item: ItemAtHand, form: MeasureForm) {
  const against = form.against || item.subject_id ? await subjectInReach(ask, form.against ?? item.subject_id!).catch(() => null) : null;
  if (!against) throw new NotAgreed("Enter the reference of whom or what it is against, such as O-0031", "against");
  if (against.kind === "child") throw new NotAgreed("A measure is taken against a person posing risk or a location: enter that reference", "against");
  const fault = whyNotMeasure({ kind: form.kind, status: form.status, authority: null, terms: form.terms, issuedBy: null, issuedOn: null, expiresOn: null, statusReason: null }, against.kind, dayOf(ask.now));
  if (fault) throw new NotAgreed(fault.message, fault.field);
  const owner = await ownerOf(ask, { agencyId: form.agencyId, personId: null });
  return { against_id: against.id, kind: form.kind, status: form.status, agency_id: owner.agencyId, why: form.why, terms: form.terms, decide_by_on: form.decideBy ? dueDay(ask, form.decideBy, "decideBy") : null, dissent: form.dissent };
}

async function writeProtects(ask: Ask, id: string, item: ItemAtHand, againstId: string, form: MeasureForm): Promise<void> {
  await ask.db.deleteFrom("chosen_measure_protects").where("chosen_id", "=", id).execute();
  const chosen = form.protects !== null ? await subjectsByRef(ask, form.protects, "protects") : item.subject_id && item.subject_id !== againstId ? [item.subject_id] : [];
  const children = [...(await reachedOf(ask, chosen)).values()].filter((one) => one.kind === "child");
  if (form.protects !== null && children.length !== chosen.length) throw new NotAgreed("A measure protects children: enter their references, such as C-0147", "protects");
  if (children.length) await ask.db.insertInto("chosen_measure_protects").values(children.map((one) => ({ chosen_id: id, child_id: one.id }))).execute();
}

/** Records the measure that the panel chooses. It stands on the records from the read-back on. Returns its id. Throws NotFound, NotAllowed, NotAgreed. */
export const chooseMeasure = (ask: Ask, itemId: string, form: MeasureForm): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const item = await recordable(ask, itemId);
    const row = await rowOf(ask, item, form);
    const id = newId();
    const ref = entryRef("measure", await refParts(ask, item), await nextNumber(ask, `measures of item ${item.id}`));
    await ask.db.insertInto("chosen_measure").values({ id, ref, panel_id: item.panel_id, meeting_id: item.meeting_id, item_id: item.id, ...row, recorded_at: ask.now.toISOString(), recorded_by_id: ask.who.id }).execute();
    await writeProtects(ask, id, item, row.against_id, form);
    happened({ what: "measure chosen", panelId: item.panel_id, meetingId: item.meeting_id, itemId: item.id, subjectId: item.subject_id, detail: id });
    return id;
  });

/** Amends the choice of a measure before its read-back, or moves it to another item. Returns the item's id. */
export const amendChoice = (ask: Ask, chosenId: string, form: MeasureForm, toItemId: string | null): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const chosen = await chosenMeasureInReach(ask, chosenId);
    const { item, target } = await amendable(ask, chosen, toItemId);
    const row = await rowOf(ask, target, form);
    await ask.db.updateTable("chosen_measure").set({ ...row, item_id: target.id }).where("id", "=", chosen.id).execute();
    await writeProtects(ask, chosen.id, target, row.against_id, form);
    happened({ what: "measure choice amended", panelId: item.panel_id, meetingId: item.meeting_id, itemId: target.id, subjectId: target.subject_id, detail: chosen.id });
    return target.id;
  });

/** Takes back the choice of a measure before its read-back; the row is kept. Returns the item's id. */
export const removeChoice = (ask: Ask, chosenId: string): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const chosen = await chosenMeasureInReach(ask, chosenId);
    const { item } = await amendable(ask, chosen);
    await ask.db.updateTable("chosen_measure").set({ removed_at: ask.now.toISOString() }).where("id", "=", chosen.id).execute();
    happened({ what: "measure choice removed", panelId: item.panel_id, meetingId: item.meeting_id, itemId: item.id, subjectId: item.subject_id, detail: chosen.id });
    return item.id;
  });

/** Puts the measures that an item's read-back agrees onto the records of those whom they concern. Inside a commit only. */
export async function takeMeasures(ask: Ask, happened: Happened, item: { id: string; panel_id: string }): Promise<void> {
  const rows = await ask.db.selectFrom("chosen_measure").innerJoin("agency", "agency.id", "chosen_measure.agency_id").selectAll("chosen_measure").select("agency.name as agency").where("item_id", "=", item.id).where("removed_at", "is", null).where("agreed_at", "is", null).where(clearChosen(ask.who)).execute();
  const at = ask.now.toISOString();
  for (const row of rows) {
    const measureId = newId();
    await ask.db.insertInto("measure").values({ id: measureId, kind: row.kind, against_id: row.against_id, status: row.status, terms: row.terms, issued_by: row.agency, recorded_at: at, recorded_by_id: ask.who.id }).execute();
    const children = await ask.db.selectFrom("chosen_measure_protects").select("child_id").where("chosen_id", "=", row.id).execute();
    if (children.length) await ask.db.insertInto("measure_protects").values(children.map(({ child_id }) => ({ measure_id: measureId, child_id }))).execute();
    await ask.db.updateTable("chosen_measure").set({ agreed_at: at, agreed_by_id: ask.who.id, measure_id: measureId }).where("id", "=", row.id).execute();
    for (const subjectId of [row.against_id, ...children.map(({ child_id }) => child_id)]) happened({ what: "measure recorded", panelId: item.panel_id, subjectId, detail: measureId });
  }
}
