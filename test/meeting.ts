import type { Page } from "playwright-core";
import * as Y from "yjs";
import { newId } from "#app/models/core/ask.server.ts";
import { dayOf } from "#app/models/core/days.ts";
import type { Db } from "#db/connect.server.ts";
import { fillPartnership } from "#db/demo/partnership.server.ts";

/** The ids of the meetings that these tests run: one of each panel, with the items of each. */
export const macse = { meeting: "m1", items: ["m1-welcome", "m1-a1", "m1-a2", "m1-b1", "m1-aob"], subjects: ["c1", "c2", "o1"] } as const;
export const mfh = { meeting: "f1", items: ["f1-1"] } as const;
export const documentId = (itemId: string): string => `doc-${itemId}`;

const people = [
  { id: "c1", kind: "child", ref: "C-0001", display_name: "Jordan Ellis" },
  { id: "c2", kind: "child", ref: "C-0002", display_name: "Siân Llewellyn-Featherstonehaugh" },
  { id: "o1", kind: "offender", ref: "O-0001", display_name: "Known as “Razz”" },
] as const;

/** The partnership, and its meetings. */
export async function fillMeeting(db: Db, now: Date): Promise<void> {
  await fillPartnership(db, now);
  await addMeetings(db, now);
}

/** A meeting of each panel: running at its first child, or published only. */
export async function addMeetings(db: Db, now: Date, live = true): Promise<void> {
  const at = now.toISOString();
  const day = dayOf(now);
  await db.insertInto("subject").values(people.map((p) => ({ ...p, created_at: at, created_by_id: "ruth" }))).execute();
  await db.insertInto("child").values(["c1", "c2"].map((subject_id) => ({ subject_id, family_name: "x" }))).execute();
  await db.insertInto("offender").values({ subject_id: "o1" }).execute();
  for (const [id, panel_id, current] of [["m1", "macse", "m1-a1"], ["f1", "mfh", "f1-1"]] as const)
    await db.insertInto("meeting").values({ id, panel_id, number: 27, on_day: day, starts_at: "10:00", minutes_long: 120, status: live ? "live" : "published", published_at: at, ...(live ? { started_at: at, started_by_id: "gareth", current_item_id: current } : {}) }).execute();
  const item = (id: string, meeting_id: string, position: number, number: string, section: string, more: { subject_id?: string; title?: string }) => ({
    id, meeting_id, kind: more.subject_id ? ("subject" as const) : ("standing" as const), number, section, position, minutes: 12, added_at: at, added_by_id: "ruth",
    reasons: more.subject_id ? JSON.stringify([{ rule: "riskAtOrAbove", text: "High risk since 3 March", weight: 3 }, { rule: "missing", text: "4 missing episodes in 30 days", weight: 2 }]) : "[]", ...more,
  });
  await db.insertInto("item").values([
    item("m1-welcome", "m1", 1, "1", "standing", { title: "Welcome and confidentiality statement" }),
    item("m1-a1", "m1", 2, "A1", "children", { subject_id: "c1" }),
    item("m1-a2", "m1", 3, "A2", "children", { subject_id: "c2" }),
    item("m1-b1", "m1", 4, "B1", "offenders", { subject_id: "o1" }),
    item("m1-aob", "m1", 5, "2", "standing", { title: "Any other business" }),
    item("f1-1", "f1", 1, "A1", "children", { subject_id: "c2" }),
  ]).execute();
  await db.insertInto("document").values([...macse.items, ...mfh.items].map((id) => ({ id: documentId(id), item_id: id }))).execute();
}

/** One more item of the running MACSE meeting, which is about nobody, and its document. */
export async function addItem(db: Db, now: Date): Promise<{ itemId: string; documentId: string }> {
  const [itemId, documentId] = [newId(), newId()];
  await db.insertInto("item").values({ id: itemId, meeting_id: "m1", kind: "standing", number: null, section: "standing", title: "Matter", position: 99, minutes: 5, added_at: now.toISOString(), reasons: "[]" }).execute();
  await db.insertInto("document").values({ id: documentId, item_id: itemId }).execute();
  return { itemId, documentId };
}

/** The fold of a document's log, computed apart from the program. */
export async function foldOf(db: Db, itemId: string): Promise<string> {
  const doc = new Y.Doc();
  for (const row of await db.selectFrom("document_update").select("bytes").where("document_id", "=", documentId(itemId)).orderBy("seq").execute()) Y.applyUpdate(doc, row.bytes);
  return doc.getText("minutes").toString();
}

/** The minutes as they stand in a page, without the names at the others' carets and what references mean; `saved` is whether the page says so in the same moment. */
export const minutesOn = (page: Page): Promise<{ text: string; saved: boolean }> =>
  page.evaluate(() => {
    const box = document.querySelector<HTMLTextAreaElement>(".minutes__box");
    const words = (node: Node): string => (node instanceof Element && (node.classList.contains("caret") || node.classList.contains("liveref__words")) ? "" : node.nodeType === Node.TEXT_NODE ? (node.nodeValue ?? "") : [...node.childNodes].map(words).join(""));
    return { text: box ? box.value : [...document.querySelectorAll(".cm-line")].map(words).join("\n"), saved: document.querySelector("[data-state=saved]") !== null };
  });
