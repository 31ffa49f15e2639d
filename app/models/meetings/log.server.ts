import { createHash, randomInt } from "node:crypto";
import { crc32 } from "node:zlib";
import * as Y from "yjs";
import { asked, type Db } from "#db/connect.server.ts";
import type { Ask } from "../core/ask.server.ts";
import { NotAgreed } from "../core/refuse.ts";
import { textName, unreadableWords } from "./document.ts";
import type { LogRow } from "./history.ts";
import { applyChange, type Incoming, readChange, whyNotApply } from "./frame.server.ts";

/** A document in memory: the fold of its log up to and including row `seq`. Never more than a cache of the log. */
export interface Copy {
  doc: Y.Doc;
  epoch: number;
  seq: number;
  /** When the last row was written; null for an empty log. */
  at: string | null;
  /** Rows and bytes since the last snapshot. */
  unfolded: { rows: number; bytes: number };
  /** What was last made of it for somebody who had nothing: the whole document up to row `seq`. */
  whole: { seq: number; bytes: Uint8Array } | null;
}

/** What a page that knows nothing needs: the document up to some row, and the rows after it. */
export interface Parts {
  parts: Uint8Array[];
  seq: number;
  at: string | null;
}

/** The log of a document cannot be read whole: it must not be shown with a part missing. */
export class Unreadable extends Error {
  override name = "Unreadable";
}

/** What is read of a log, or NotAgreed when it cannot be read whole. */
export async function readWhole<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof Unreadable) throw new NotAgreed(unreadableWords);
    throw error;
  }
}

const copies = new Map<string, Copy>();
let mostCopies = 100;

/** How many documents this thread keeps in memory. */
export function keepCopies(most: number): void {
  mostCopies = most;
}
/** Forgets the copy in memory: the next reader folds the log again. */
export const dropCopy = (documentId: string): boolean => copies.delete(documentId);
/** The copy in memory, however old. */
export const knownCopy = (documentId: string): Copy | undefined => copies.get(documentId);

export const textIn = (copy: Copy): string => copy.doc.getText(textName).toString();
export const hashOf = (bytes: Uint8Array | string): string => createHash("sha256").update(bytes).digest("hex");
export const isWaiting = ({ store }: Y.Doc): boolean => store.pendingStructs !== null || store.pendingDs !== null;

const emptyCopy = (epoch: number): Copy => {
  const doc = new Y.Doc();
  doc.getText(textName);
  return { doc, epoch, seq: 0, at: null, unfolded: { rows: 0, bytes: 0 }, whole: null };
};

/** A row as the database keeps it: also which editor instance, or act, it came from. */
export interface KeptRow extends LogRow {
  instance: string;
}

/** Throws Unreadable where the file itself is damaged. */
async function readable<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if ((error as { code?: string }).code?.startsWith("SQLITE_CORRUPT")) throw new Unreadable("the file is damaged");
    throw error;
  }
}

/** The rows after `seq`: the one way to read a log. Throws Unreadable when a row is missing or damaged. */
export async function rowsAfter(db: Db, documentId: string, seq: number): Promise<KeptRow[]> {
  const rows = await readable(db.selectFrom("document_update").select(["seq", "bytes", "crc", "at", "person_id as personId", "agency_id as agencyId", "instance"]).where("document_id", "=", documentId).where("seq", ">", seq).orderBy("seq").execute());
  let last = seq;
  for (const row of rows) {
    // Only a withdrawal or a fold may begin a log anew, and both leave it without gaps.
    if (row.seq !== last + 1) throw new Unreadable(`row ${last + 1} is missing`);
    if (row.crc !== null && row.crc !== crc32(row.bytes)) throw new Unreadable(`row ${row.seq} is damaged`);
    last = row.seq;
  }
  return rows;
}

/** The newest snapshot whose bytes are whole; undefined when there is none. */
async function snapshotOf(db: Db, documentId: string) {
  const snapshot = await readable(db.selectFrom("document_snapshot").selectAll().where("document_id", "=", documentId).orderBy("upto_seq", "desc").limit(1).executeTakeFirst()).catch((error) => {
    if (error instanceof Unreadable) return undefined;
    throw error;
  });
  // A damaged snapshot counts for nothing: the log is still there.
  return snapshot && snapshot.bytes_hash === hashOf(snapshot.bytes) ? snapshot : undefined;
}

/** So many rows are sent as they are before all is made one part again: each costs whoever joins as much as hundreds of one part. */
export const mostLoose = 40;

/** The document for a page that has nothing of it: from memory where it is there, else as it lies in the log. Throws Unreadable. */
export async function partsOf(db: Db, documentId: string): Promise<Parts> {
  if (copies.has(documentId)) {
    const copy = await copyOf(db, documentId);
    if (!copy.whole || copy.seq - copy.whole.seq > mostLoose) copy.whole = { seq: copy.seq, bytes: Y.encodeStateAsUpdate(copy.doc) };
    const rows = copy.whole.seq < copy.seq ? await rowsAfter(db, documentId, copy.whole.seq) : [];
    return { parts: [copy.whole.bytes, ...rows.map((row) => row.bytes)], seq: copy.seq, at: copy.at };
  }
  const snapshot = await snapshotOf(db, documentId);
  const rows = await rowsAfter(db, documentId, snapshot?.upto_seq ?? 0);
  const last = rows.at(-1);
  return { parts: [...(snapshot ? [snapshot.bytes] : []), ...rows.map((row) => row.bytes)], seq: last?.seq ?? snapshot?.upto_seq ?? 0, at: last?.at ?? snapshot?.at ?? null };
}

function apply(copy: Copy, rows: LogRow[]): void {
  try {
    copy.doc.transact(() => {
      for (const row of rows) {
        Y.applyUpdate(copy.doc, row.bytes);
        copy.seq = row.seq;
        copy.at = row.at;
        copy.unfolded.rows++;
        copy.unfolded.bytes += row.bytes.length;
      }
    });
  } catch {
    throw new Unreadable(`row ${copy.seq + 1} cannot be applied`);
  }
  if (isWaiting(copy.doc)) throw new Unreadable("a row rests on one that is missing");
}

/** Folds a document from its log: from the newest snapshot, or with `whole` from the first row. Throws Unreadable. */
export async function fold(db: Db, documentId: string, { whole = false } = {}): Promise<Copy> {
  const head = await db.selectFrom("document").select(["epoch", "folded_at"]).where("id", "=", documentId).executeTakeFirst();
  if (head?.folded_at) throw new Unreadable("its keystrokes are folded into versions");
  const copy = emptyCopy(head?.epoch ?? 0);
  const snapshot = whole ? undefined : await snapshotOf(db, documentId);
  if (snapshot) {
    Y.applyUpdate(copy.doc, snapshot.bytes);
    if (hashOf(textIn(copy)) !== snapshot.text_hash) return fold(db, documentId, { whole: true });
    copy.seq = snapshot.upto_seq;
    copy.at = snapshot.at;
  }
  apply(copy, await rowsAfter(db, documentId, copy.seq));
  return copy;
}

/** The document's epoch and its last row; null for an empty log. The one row is found by the index: joined, all would be read. */
export const headOf = async (db: Db, documentId: string) => (await headBy(db, { documentId }))[0];
const headBy = asked((db, { documentId }: { documentId: string }) =>
  db.selectFrom("document").select(["document.epoch", (eb) => eb.selectFrom("document_update as u").select((eb) => eb.fn.max("u.seq").as("seq")).whereRef("u.document_id", "=", "document.id").as("seq")]).where("document.id", "=", documentId));

/**
 * The document as the log has it, seen through `db`. The copy in memory is used only as far as it agrees with the log, so that neither a
 * failed commit nor another thread or process can leave it ahead or behind. Throws Unreadable.
 */
export async function copyOf(db: Db, documentId: string): Promise<Copy> {
  const head = await headOf(db, documentId);
  const known = copies.get(documentId);
  let copy = known;
  if (!known || known.epoch !== (head?.epoch ?? 0) || known.seq > (head?.seq ?? 0)) copy = await fold(db, documentId);
  else if (known.seq < (head?.seq ?? 0)) {
    // Taken out while it is brought up: what fails halfway is nobody's copy.
    copies.delete(documentId);
    apply(known, await rowsAfter(db, documentId, known.seq));
  }
  return keep(documentId, copy!);
}

/** Puts the copy at the end of those in memory, and lets the longest unused go. */
export function keep(documentId: string, copy: Copy): Copy {
  copies.delete(documentId);
  copies.set(documentId, copy);
  if (copies.size > mostCopies) copies.delete(copies.keys().next().value!);
  return copy;
}

/**
 * Integrates a change of so many bytes, which whyNotApply has let through, into the copy as the next row. False when Yjs would not take all
 * of it: the copy may then be changed already, and is forgotten.
 */
export function integrate(documentId: string, copy: Copy, change: Incoming, bytes: number, at: string): boolean {
  try {
    applyChange(copy.doc, change);
    if (!isWaiting(copy.doc)) {
      copy.seq++;
      copy.at = at;
      copy.unfolded.rows++;
      copy.unfolded.bytes += bytes;
      return true;
    }
  } catch {
    // An update that throws may already have changed the copy.
  }
  dropCopy(documentId);
  return false;
}

/** A client id for an editor instance, or for an act that writes: nobody else may write under it. Inside a commit. */
export async function issueClient(ask: Ask, documentId: string, instance: string): Promise<number> {
  for (;;) {
    const client = randomInt(1, 2 ** 32);
    const { numInsertedOrUpdatedRows } = await ask.db.insertInto("document_client")
      .values({ document_id: documentId, client, person_id: ask.who.id, agency_id: ask.who.agencyId, instance, issued_at: ask.now.toISOString() })
      .onConflict((on) => on.columns(["document_id", "client"]).doNothing()).executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows === 1n) return client;
  }
}

/**
 * Writes a change of an act (restoring, withdrawing) as the log's next row, inside its commit, under a client id of `issueClient`.
 * Returns the row's number. Throws NotAgreed when the document cannot take it, or cannot be read whole.
 */
export async function appendRow(ask: Ask, documentId: string, { update, client, instance, instanceSeq }: { update: Uint8Array; client: number; instance: string; instanceSeq: number }): Promise<number> {
  const copy = await readWhole(copyOf(ask.db, documentId));
  const change = readChange(update);
  const refusal = typeof change === "string" ? change : whyNotApply(copy.doc, change, update.length, client);
  const at = ask.now.toISOString();
  const taken = typeof change !== "string" && !refusal && integrate(documentId, copy, change, update.length, at);
  // This commit may still fail, and another thread then write the same number: the next reader folds what is there.
  dropCopy(documentId);
  if (!taken) throw new NotAgreed(refusal === "full" ? "The minutes of this item are full" : "The minutes cannot take this change: read the page again");
  await ask.db.insertInto("document_update").values({ document_id: documentId, seq: copy.seq, epoch: copy.epoch, person_id: ask.who.id, agency_id: ask.who.agencyId, instance, instance_seq: instanceSeq, bytes: Buffer.from(update), at, crc: crc32(update), seen_seq: copy.seq - 1 }).execute();
  return copy.seq;
}
