import type { Db } from "#db/connect.server.ts";
import { canary, fillMacse, remindedOf } from "../macse.ts";

/** Stands in every text that these rows hold of x-child, and in no other. */
export const childs = "Wrenfield";

/** MACSE's rows, where all that is about x-child says so, and some that name it: another item of the meeting that runs, an action about two, minutes that are done. */
export async function fillApart(db: Db, now: Date): Promise<void> {
  await fillMacse(db, now);
  const at = now.toISOString();
  await db.updateTable("subject").set({ display_name: `${childs} C-7101` }).where("id", "=", "x-child").execute();
  await db.updateTable("child").set({ family_name: childs }).where("subject_id", "=", "x-child").execute();
  await db.updateTable("panel_case").set({ why: childs }).where("id", "=", "x-case").execute();
  for (const table of ["alias", "period"] as const) await db.updateTable(table as "alias").set(table === "alias" ? { name: childs } : ({ value: childs } as never)).where("subject_id", "=", "x-child").execute();
  await db.updateTable("link").set({ note: childs }).where("id", "=", "x-link").execute();
  await db.updateTable("missing_episode").set({ note: childs }).where("id", "=", "x-missing").execute();
  await db.updateTable("action").set({ what: childs }).where("id", "=", "x-action").execute();
  await db.updateTable("risk").set({ rationale: childs }).where("id", "=", "x-risk").execute();
  await db.updateTable("sharing").set({ what: childs }).where("id", "=", "x-sharing").execute();
  await db.updateTable("withdrawal").set({ reason: childs }).where("id", "=", "x-withdrawal").execute();
  await db.updateTable("note").set({ text: childs, contact: childs }).execute();
  await db.updateTable("conflict_reason").set({ reason: childs }).execute();
  await db.updateTable("item").set({ reasons: JSON.stringify([{ rule: "byHand", text: childs, weight: 1 }]) }).where("subject_id", "=", "x-child").execute();
  // Somebody else's item whose reasons, and whose case, name the child by reference; an action under it that is about both; minutes that are done.
  await db.insertInto("item").values({ id: "x-other-item", meeting_id: "x-live", kind: "subject", number: "P1", section: "offenders", position: 2, minutes: 10, subject_id: "x-offender", added_at: at, reasons: JSON.stringify([{ rule: "linkedToListed", text: "Linked to C-7101", weight: 1, refs: ["C-7101"] }, { rule: "byHand", text: canary, weight: 2 }]) }).execute();
  await db.insertInto("document").values({ id: "x-other-document", item_id: "x-other-item" }).execute();
  await db.updateTable("panel_case").set({ why: "Linked to C-7101" }).where("subject_id", "=", "x-offender").execute();
  const action = await db.selectFrom("action").selectAll().where("id", "=", "x-action").executeTakeFirstOrThrow();
  await db.insertInto("action").values({ ...action, id: "x-both", ref: "MACSE-2/P1/1", item_id: "x-other-item" }).execute();
  await db.insertInto("action_subject").values([{ action_id: "x-both", subject_id: "x-child" }, { action_id: "x-both", subject_id: "x-offender" }]).execute();
  await remindedOf(db, "x-both", now);
  await db.insertInto("proposal").values({ id: "x-hidden-proposal", meeting_id: "x-ended", subject_id: "x-child", section: "children", position: 1, minutes: 10, reasons: JSON.stringify([{ rule: "byHand", text: childs, weight: 1 }]), proposed_at: at, decision: "declined", decision_reason: childs, decided_at: at }).execute();
  await db.insertInto("correction").values({ id: "x-apart", meeting_id: "x-ended", item_id: "x-item", version: 1, remark: childs, at, by_id: "dan" }).execute();
  const item = { kind: "subject", number: "A1", section: "Children", outcome: null, entries: [] };
  const paper = { panel: "MACSE", code: "MACSE", number: 1, onDay: at.slice(0, 10), startsAt: "10:00", place: null, chair: null, attendance: [], addenda: [{ at, by: "Amira", itemId: "x-ended-item-2", number: "A2", text: childs, reason: childs, version: 2 }], items: [
    { ...item, id: "x-ended-item", subjectId: "x-ended-child", ref: "C-7102", name: `${canary} C-7102`, text: canary },
    { ...item, id: "x-ended-item-2", subjectId: "x-child", ref: "C-7101", name: childs, text: childs },
  ] };
  await db.deleteFrom("minutes_version").execute();
  await db.insertInto("minutes_version").values({ id: "x-paper", meeting_id: "x-ended", version: 2, state: "draft", content: JSON.stringify(paper), hash: "0", at }).execute();
}
