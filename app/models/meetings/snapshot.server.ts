import * as Y from "yjs";
import { type Ask, commit } from "../core/ask.server.ts";
import { textName } from "./document.ts";
import { type Copy, dropCopy, hashOf, headOf, isWaiting, textIn } from "./log.server.ts";

// reliability.md §3.5
const mostRows = 500;
const mostBytes = 256 * 1024;
/** So many snapshots stay: the newest, and the one before it for whoever looks into a damaged file. */
const kept = 2;

/** Whether so much was written since the last snapshot that opening would become slow. */
export const needsSnapshot = ({ unfolded }: Copy): boolean => unfolded.rows >= mostRows || unfolded.bytes >= mostBytes;

/**
 * Writes the copy as a snapshot of its document. It counts only when what was written, read back and decoded, gives the same text; the log
 * stays as it is. Returns whether it was kept. Nothing is written when the log has gone on, or begun anew, since the copy was made.
 */
export const foldSnapshot = (ask: Ask, documentId: string, copy: Copy): Promise<boolean> =>
  commit(ask, async (ask) => {
    const head = await headOf(ask.db, documentId);
    if (!head || head.epoch !== copy.epoch || head.seq !== copy.seq) return false;
    const bytes = Y.encodeStateAsUpdate(copy.doc);
    await ask.db.insertInto("document_snapshot").values({ document_id: documentId, upto_seq: copy.seq, bytes: Buffer.from(bytes), text_hash: hashOf(textIn(copy)), bytes_hash: hashOf(bytes), at: copy.at ?? ask.now.toISOString() })
      .onConflict((on) => on.columns(["document_id", "upto_seq"]).doNothing()).execute();
    const written = await ask.db.selectFrom("document_snapshot").selectAll().where("document_id", "=", documentId).orderBy("upto_seq", "desc").limit(1).executeTakeFirstOrThrow();
    const again = new Y.Doc();
    Y.applyUpdate(again, written.bytes);
    if (written.upto_seq !== copy.seq || hashOf(written.bytes) !== written.bytes_hash || isWaiting(again) || hashOf(again.getText(textName).toString()) !== written.text_hash) {
      await ask.db.deleteFrom("document_snapshot").where("document_id", "=", documentId).where("upto_seq", "=", written.upto_seq).execute();
      dropCopy(documentId);
      return false;
    }
    const older = await ask.db.selectFrom("document_snapshot").select("upto_seq").where("document_id", "=", documentId).orderBy("upto_seq", "desc").offset(kept).limit(100).execute();
    if (older.length) await ask.db.deleteFrom("document_snapshot").where("document_id", "=", documentId).where("upto_seq", "in", older.map((one) => one.upto_seq)).execute();
    copy.unfolded = { rows: 0, bytes: 0 };
    return true;
  });
