import { randomBytes } from "node:crypto";
import * as Y from "yjs";
import type { Ask } from "../core/ask.server.ts";
import { appendRow, copyOf, issueClient, readWhole } from "./log.server.ts";
import type { Edit } from "./difference.ts";
import { textName } from "./document.ts";

/** One row of the log holds no more than this: a change has a greatest size. */
const mostInserted = 8000;
const mostEdits = 1000;

/**
 * Appends changes to a document's log as the person's own, under a client id of their own. Nothing is taken out of the log. Inside a commit.
 * Returns the number of the last row. Throws NotAgreed when the document cannot take them.
 */
export async function appendChanges(ask: Ask, documentId: string, make: (client: number) => Promise<Uint8Array[]>): Promise<number> {
  const instance = randomBytes(16).toString("hex");
  const client = await issueClient(ask, documentId, instance);
  // The act is over with its commit: nobody has the document open under this id.
  await ask.db.updateTable("document_client").set({ left_at: ask.now.toISOString() }).where("document_id", "=", documentId).where("client", "=", client).execute();
  let seq = 0;
  for (const [i, update] of (await make(client)).entries()) seq = await appendRow(ask, documentId, { update, client, instance, instanceSeq: i + 1 });
  return seq;
}

/** Makes edits to the present text of a document and appends them to its log. Inside a commit. */
export const appendEdits = (ask: Ask, documentId: string, edits: Edit[]): Promise<number> =>
  appendChanges(ask, documentId, async (client) => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, Y.encodeStateAsUpdate((await readWhole(copyOf(ask.db, documentId))).doc));
    doc.clientID = client;
    const text = doc.getText(textName);
    const updates: Uint8Array[] = [];
    doc.on("update", (update: Uint8Array) => updates.push(update));
    for (const batch of batchesOf(edits))
      doc.transact(() => {
        for (const { at, remove, insert } of batch) {
          if (remove) text.delete(at, remove);
          if (insert) text.insert(at, insert);
        }
      });
    return updates;
  });

/** The edits in an order in which each finds its place, so many at a time as one change may hold. */
function batchesOf(edits: Edit[]): Edit[][] {
  const batches: Edit[][] = [];
  let room = 0;
  for (const edit of [...edits].reverse().flatMap(inPieces)) {
    const last = batches.at(-1);
    if (last && last.length < mostEdits && room >= edit.insert.length) last.push(edit);
    else {
      batches.push([edit]);
      room = mostInserted;
    }
    room -= edit.insert.length;
  }
  return batches;
}

function inPieces({ at, remove, insert }: Edit): Edit[] {
  const pieces: Edit[] = [{ at, remove, insert: "" }];
  for (let from = 0; from < insert.length; ) {
    let to = Math.min(from + mostInserted, insert.length);
    // Half of a character that takes two places cannot be written.
    if (to < insert.length && /[\ud800-\udbff]/.test(insert.charAt(to - 1))) to--;
    pieces.push({ at: at + from, remove: 0, insert: insert.slice(from, to) });
    from = to;
  }
  return remove ? pieces : pieces.slice(1);
}
