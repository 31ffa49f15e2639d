import { type Db, forgetDeleted } from "#db/connect.server.ts";
import { type Ask, commit } from "../core/ask.server.ts";
import { addDays, dayOf } from "../core/days.ts";
import { panelSettings } from "../people/panel.server.ts";
import { nobody } from "../core/who.ts";
import { fold, rowsAfter, textIn } from "./log.server.ts";
import { standFor, type Version, versionsOfLog } from "./versions.ts";

/** How a document was left as it is: the log could not be read whole, or the versions would not say the same. */
export interface NotFolded {
  documentId: string;
  why: string;
}

/**
 * Folds the keystrokes of minutes whose approval is as long ago as their panel sets: each log becomes a few versions, then its rows,
 * snapshots, notices and late changes go, also from the file's free pages. Nothing is deleted that the versions do not stand for.
 * Run again, it goes on where it was.
 */
export async function foldApproved({ db, now }: { db: Db; now: Date }): Promise<{ folded: number; left: NotFolded[] }> {
  const left: NotFolded[] = [];
  let folded = 0;
  for (const { id, panel_id, approved_at } of await db.selectFrom("meeting").select(["id", "panel_id", "approved_at"]).where("status", "=", "agreed").where("approved_at", "is not", null).where((eb) =>
    eb.exists(eb.selectFrom("document").innerJoin("item", "item.id", "document.item_id").select("document.id").whereRef("item.meeting_id", "=", "meeting.id").where("document.folded_at", "is", null))).execute()) {
    const { foldDays } = await panelSettings({ db }, panel_id, dayOf(now));
    if (addDays(dayOf(approved_at!), foldDays) > dayOf(now)) continue;
    const documents = await db.selectFrom("document").innerJoin("item", "item.id", "document.item_id").select(["document.id", "item.id as itemId", "item.subject_id"]).where("item.meeting_id", "=", id).where("document.folded_at", "is", null).execute();
    for (const document of documents) {
      const why = await foldDocument({ db, now, who: nobody }, { ...document, panelId: panel_id, meetingId: id });
      if (why) left.push({ documentId: document.id, why });
      else folded++;
      // Pages have their turn between two of them.
      await new Promise(setImmediate);
    }
  }
  if (folded) await forgetDeleted(db);
  return { folded, left };
}

/** Null when it is folded, else why not. */
const foldDocument = (ask: Ask, of: { id: string; itemId: string; subject_id: string | null; panelId: string; meetingId: string }): Promise<string | null> =>
  commit(ask, async (ask, happened) => {
    let text: string;
    let versions: Version[];
    try {
      // Apart from the versions, and checked as whoever opens the document checks it: what is damaged is left as it is.
      text = textIn(await fold(ask.db, of.id, { whole: true }));
      versions = versionsOfLog(await rowsAfter(ask.db, of.id, 0));
    } catch (error) {
      return error instanceof Error ? error.message : "The log cannot be read";
    }
    if (!standFor(versions, text)) return "The versions would not say what the log says";
    for (const [i, version] of versions.entries()) await ask.db.insertInto("document_version").values({ document_id: of.id, number: i + 1, at: version.at, text: version.text, authors: JSON.stringify(version.authors) }).execute();
    const kept = await versionsOf(ask.db, of.id);
    if (!standFor(kept, text) || kept.length !== versions.length) throw new Error("What was written is not what was to be kept");
    for (const table of ["document_update", "document_snapshot", "document_notice", "document_late"] as const) await ask.db.deleteFrom(table).where("document_id", "=", of.id).execute();
    await ask.db.updateTable("document").set({ folded_at: ask.now.toISOString() }).where("id", "=", of.id).execute();
    happened({ what: "minutes folded", panelId: of.panelId, meetingId: of.meetingId, itemId: of.itemId, subjectId: of.subject_id, detail: of.id });
    return null;
  });

/** The versions that stand for a document whose keystrokes are folded, oldest first; none before. */
export async function versionsOf(db: Db, documentId: string): Promise<Version[]> {
  const rows = await db.selectFrom("document_version").select(["at", "text", "authors"]).where("document_id", "=", documentId).orderBy("number").execute();
  return rows.map((row) => ({ ...row, authors: JSON.parse(row.authors) as Version["authors"] }));
}

/** The text of a folded document. */
export const foldedText = async (db: Db, documentId: string): Promise<string> =>
  (await db.selectFrom("document_version").select("text").where("document_id", "=", documentId).orderBy("number", "desc").limit(1).executeTakeFirst())?.text ?? "";
