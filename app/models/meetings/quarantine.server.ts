import { administering } from "../core/access.ts";
import { type Ask, commit, look } from "../core/ask.server.ts";
import { found, NotAgreed } from "../core/refuse.ts";
import type { Db } from "#db/connect.server.ts";
import { nobody } from "../core/who.ts";
import { dropCopy, fold, Unreadable } from "./log.server.ts";

/** Closes a document whose log cannot be read whole, until an administrator has had it folded again. Never an empty one in its place. */
export async function quarantine(db: Db, now: Date, documentId: string, why: string): Promise<void> {
  dropCopy(documentId);
  await commit({ db, now, who: nobody }, async (ask, happened) => {
    const { numUpdatedRows } = await ask.db.updateTable("document").set({ quarantined_at: ask.now.toISOString(), quarantined_why: why }).where("id", "=", documentId).where("quarantined_at", "is", null).where("folded_at", "is", null).executeTakeFirst();
    if (numUpdatedRows === 1n) happened({ what: "document quarantined", ...(await about(ask.db, documentId)), detail: documentId });
  });
}

/** What it is news about. Of a panel only where all of it may know of the document: the bell rings for everybody in it. */
async function about(db: Db, documentId: string) {
  const { panelId, handling, ...where } = await db.selectFrom("document").innerJoin("item", "item.id", "document.item_id").innerJoin("meeting", "meeting.id", "item.meeting_id")
    .select(["meeting.panel_id as panelId", "meeting.id as meetingId", "item.id as itemId", "document.handling"]).where("document.id", "=", documentId).executeTakeFirstOrThrow();
  return handling === "shared" ? { ...where, panelId } : where;
}

/** The documents that are closed because their log cannot be read, by meeting and number: an administrator sees no case. Throws NotFound for others. */
export const quarantinedDocuments = (ask: Ask) =>
  look(ask, async (ask) => {
    administering(ask.who);
    const rows = await ask.db.selectFrom("document").innerJoin("item", "item.id", "document.item_id").innerJoin("meeting", "meeting.id", "item.meeting_id").innerJoin("panel", "panel.id", "meeting.panel_id")
      .select(["document.id", "document.quarantined_at", "document.quarantined_why", "item.number", "item.position", "meeting.number as meeting_number", "meeting.on_day", "panel.name as panel"])
      .where("document.quarantined_at", "is not", null).orderBy("document.quarantined_at").execute();
    return rows.map((row) => ({ id: row.id, since: row.quarantined_at!, why: row.quarantined_why ?? "", item: row.number ?? `at place ${row.position}`, meeting: `${row.panel} ${row.meeting_number ?? ""}`.trim(), onDay: row.on_day }));
  });

/** Folds the log again from its first row; when it can be read whole the document is open again. Throws NotFound, NotAgreed with what is wrong still. */
export const foldAgain = (ask: Ask, documentId: string): Promise<void> =>
  commit(ask, async (ask, happened) => {
    administering(ask.who);
    found(await ask.db.selectFrom("document").select("id").where("id", "=", documentId).where("quarantined_at", "is not", null).executeTakeFirst());
    try {
      await fold(ask.db, documentId, { whole: true });
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      throw new NotAgreed(`The log still cannot be read whole: ${error.message}. Restore the database file from a backup, or ask who keeps it for you`);
    }
    dropCopy(documentId);
    // A snapshot may be what was wrong: the next one is made from the log.
    await ask.db.deleteFrom("document_snapshot").where("document_id", "=", documentId).execute();
    await ask.db.updateTable("document").set({ quarantined_at: null, quarantined_why: null }).where("id", "=", documentId).execute();
    happened({ what: "document released", ...(await about(ask.db, documentId)), detail: documentId });
  });
