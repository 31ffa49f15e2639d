import * as Y from "yjs";
import type { Db } from "#db/connect.server.ts";
import { limits, type RefusalCode, textName } from "./document.ts";

/** A document in memory: the fold of its log up to and including row `seq`. Never more than a cache of the log. */
export interface Copy {
  doc: Y.Doc;
  seq: number;
  /** When the last row was written; null for an empty log. */
  at: string | null;
  /** Whose each Yjs client id is: the person and page instance that first wrote under it. */
  owners: Map<number, string>;
}

const copies = new Map<string, Copy>();
const mostCopies = 100;

export const ownerOf = (personId: string, instance: string): string => `${personId}/${instance}`;
export const textIn = (copy: Copy): string => copy.doc.getText(textName).toString();

/** Forgets the copy in memory: the next reader folds the log again. */
export const dropCopy = (documentId: string): boolean => copies.delete(documentId);

/**
 * The document as the log has it, seen through `db`. The copy in memory is used only while its last row is the log's last row,
 * so that neither a failed commit nor another process can leave it ahead or behind.
 * Throws when the log cannot be folded whole: a document is never shown with a part missing.
 */
export async function copyOf(db: Db, documentId: string): Promise<Copy> {
  const last = await db.selectFrom("document_update").select((eb) => eb.fn.max("seq").as("seq")).where("document_id", "=", documentId).executeTakeFirst();
  const known = copies.get(documentId);
  if (known && known.seq === (last?.seq ?? 0)) return known;
  const rows = await db.selectFrom("document_update").select(["seq", "bytes", "person_id", "instance", "at"]).where("document_id", "=", documentId).orderBy("seq").execute();
  const copy: Copy = { doc: new Y.Doc(), seq: 0, at: null, owners: new Map() };
  copy.doc.getText(textName);
  copy.doc.transact(() => {
    for (const row of rows) {
      Y.applyUpdate(copy.doc, row.bytes);
      own(copy, row.bytes, ownerOf(row.person_id, row.instance));
      copy.seq = row.seq;
      copy.at = row.at;
    }
  });
  if (isWaiting(copy)) throw new Error(`The log of document ${documentId} has a gap`);
  copies.delete(documentId);
  copies.set(documentId, copy);
  if (copies.size > mostCopies) copies.delete(copies.keys().next().value!);
  return copy;
}

const isWaiting = ({ doc: { store } }: Copy): boolean => store.pendingStructs !== null || store.pendingDs !== null;

function own(copy: Copy, update: Uint8Array, owner: string): void {
  for (const client of Y.parseUpdateMeta(update).from.keys()) if (!copy.owners.has(client)) copy.owners.set(client, owner);
}

/** Applies a checked change as row `seq`. Returns false, and forgets the copy, when Yjs would not take all of it. */
export function advance(documentId: string, copy: Copy, change: { update: Uint8Array; seq: number; at: string; owner: string }): boolean {
  try {
    Y.applyUpdate(copy.doc, change.update);
    if (!isWaiting(copy)) {
      own(copy, change.update, change.owner);
      copy.seq = change.seq;
      copy.at = change.at;
      return true;
    }
  } catch {
    // An update that throws may already have changed the copy.
  }
  dropCopy(documentId);
  return false;
}

/**
 * Why this change may not be applied, found on its decoded form before any document sees it: it must be plain text of this document,
 * written under the sender's own client id, and rest on nothing that the log lacks.
 * (A forged client id would silently swallow its owner's next words; an update that lacks predecessors would wait for ever.)
 */
export function whyNotApply(copy: Copy, update: Uint8Array, owner: string): RefusalCode | null {
  if (update.length < 2 || update.length > limits.updateBytes) return "invalid";
  let decoded: ReturnType<typeof Y.decodeUpdate>;
  try {
    decoded = Y.decodeUpdate(update);
  } catch {
    return "invalid";
  }
  const { structs, ds } = decoded;
  if (structs.length > limits.structs || [...ds.clients.values()].reduce((sum, ranges) => sum + ranges.length, 0) > limits.structs) return "invalid";
  if (copy.doc.getText(textName).length + update.length > limits.textLength) return "full";
  const { store } = copy.doc;
  const reached = new Map<number, number>();
  const upTo = (client: number) => reached.get(client) ?? Y.getState(store, client);
  const has = (id: Y.ID | null) => !id || id.clock < upTo(id.client);
  for (const struct of structs) {
    const { client, clock } = struct.id;
    if ((copy.owners.get(client) ?? owner) !== owner) return "invalid";
    if (clock > upTo(client)) return "resync";
    if (struct instanceof Y.Item) {
      if (struct.parentSub !== null || !(struct.parent === null || (struct.parent as unknown) === textName)) return "invalid";
      if (!(struct.content instanceof Y.ContentString || struct.content instanceof Y.ContentDeleted)) return "invalid";
      if (!has(struct.origin) || !has(struct.rightOrigin)) return "resync";
    } else if (!(struct instanceof Y.GC)) return "invalid";
    reached.set(client, Math.max(upTo(client), clock + struct.length));
  }
  for (const [client, ranges] of ds.clients) for (const range of ranges) if (range.clock + range.len > upTo(client)) return "resync";
  return null;
}
