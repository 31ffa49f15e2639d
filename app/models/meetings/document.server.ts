import * as Y from "yjs";
import { type Db, transact } from "#db/connect.server.ts";
import { type Ask, commit, newId } from "../core/ask.server.ts";
import { may } from "../core/access.ts";
import { itemsInReach, meetingInReach } from "../core/reach.server.ts";
import { found } from "../core/refuse.ts";
import { advance, copyOf, dropCopy, ownerOf, textIn, whyNotApply } from "./copy.server.ts";
import { type RefusalCode, whyNotWrite } from "./document.ts";
import { foldedText } from "./fold.server.ts";

/** One change as a page sends it: the `instanceSeq`-th of that page instance. */
export interface Push {
  documentId: string;
  epoch: number;
  instance: string;
  instanceSeq: number;
  update: Uint8Array;
}
/** The row that keeps the change; `fresh` when this push made it, not an earlier send of the same. */
export interface Kept {
  seq: number;
  at: string;
  fresh: boolean;
}
export interface Refusal {
  code: RefusalCode;
}

/** What a page needs to write: what it lacks, and what the server has. */
export interface Opened {
  epoch: number;
  diff: Uint8Array;
  stateVector: Uint8Array;
  seq: number;
  at: string | null;
}

/** The item's shared document, made when there is none. The item must be in reach. Inside a commit only. */
export async function documentOf(ask: Ask, itemId: string, handling = "shared") {
  const known = await ask.db.selectFrom("document").selectAll().where("item_id", "=", itemId).where("handling", "=", handling).executeTakeFirst();
  if (known) return known;
  await ask.db.insertInto("document").values({ id: newId(), item_id: itemId, handling }).onConflict((on) => on.columns(["item_id", "handling"]).doNothing()).execute();
  return found(await ask.db.selectFrom("document").selectAll().where("item_id", "=", itemId).where("handling", "=", handling).executeTakeFirst());
}

const documentsInReach = (ask: Ask) =>
  itemsInReach(ask).innerJoin("document", "document.item_id", "item.id")
    .select(["document.id", "document.item_id", "document.epoch", "document.frozen_at", "item.withdrawn_at", "item.subject_id", "meeting.id as meeting_id", "meeting.panel_id", "meeting.status"]);

/** The document when this person may write it now, else why not: what is out of reach and what does not exist are both *revoked*. */
async function writable(ask: Ask, documentId: string) {
  const document = await documentsInReach(ask).where("document.id", "=", documentId).executeTakeFirst();
  if (!document || !may.writeMinutes(ask.who, document)) return "revoked";
  if (whyNotWrite({ meetingStatus: document.status, frozenAt: document.frozen_at, withdrawnAt: document.withdrawn_at })) return "frozen";
  return document;
}

/** Whether the person may still write (and so hear) the document: null, or why not. */
export async function whyShownOut(ask: Ask, documentId: string): Promise<RefusalCode | null> {
  const document = await writable(ask, documentId);
  return typeof document === "string" ? document : null;
}

/**
 * Opens a document for writing: audited, answered with what the page lacks. `joined` is called, synchronously, when the answer is
 * computed and no other change can be committed, so that whoever joins a room there misses nothing.
 */
export async function openDocument(ask: Ask, documentId: string, stateVector: Uint8Array, joined: () => void = () => undefined): Promise<Opened | Refusal> {
  return commit(ask, async (ask, happened): Promise<Opened | Refusal> => {
    const document = await writable(ask, documentId);
    if (typeof document === "string") return { code: document };
    const copy = await copyOf(ask.db, documentId);
    let diff: Uint8Array;
    try {
      diff = Y.encodeStateAsUpdate(copy.doc, stateVector);
    } catch {
      return { code: "invalid" };
    }
    joined();
    happened({ what: "document opened", panelId: document.panel_id, meetingId: document.meeting_id, itemId: document.item_id, subjectId: document.subject_id, detail: documentId });
    return { epoch: document.epoch, diff, stateVector: Y.encodeStateVector(copy.doc), seq: copy.seq, at: copy.at };
  });
}

interface Waiting {
  ask: Ask;
  push: Push;
  done: (answer: Kept | Refusal) => void;
}
let waiting: Waiting[] = [];

/**
 * The one way into the log. Resolves when the change is committed and on disk, or refused: until then nobody else may see it.
 * All changes waiting at the end of a turn share one transaction.
 */
export function pushUpdate(ask: Ask, push: Push): Promise<Kept | Refusal> {
  return new Promise((done) => {
    if (waiting.length === 0) setImmediate(() => void writeWaiting());
    waiting.push({ ask, push, done });
  });
}

async function writeWaiting(): Promise<void> {
  const all = waiting;
  waiting = [];
  for (const db of new Set(all.map((one) => one.ask.db))) {
    const group = all.filter((one) => one.ask.db === db);
    const answers = await writeGroup(db, group);
    for (const [i, one] of group.entries()) one.done(answers[i]!);
  }
}

async function writeGroup(db: Db, group: Waiting[]): Promise<(Kept | Refusal)[]> {
  try {
    return await transact(db, async (db) => {
      const answers: (Kept | Refusal)[] = [];
      for (const { ask, push } of group) answers.push(await write({ ...ask, db }, push));
      return answers;
    });
  } catch (error) {
    // Nothing of the group is on disk, so nothing of it may stay in memory.
    for (const { push } of group) dropCopy(push.documentId);
    const code = (error as { code?: string }).code === "SQLITE_FULL" ? "full" : "busy";
    return group.map(() => ({ code }));
  }
}

async function write(ask: Ask, { documentId, epoch, instance, instanceSeq, update }: Push): Promise<Kept | Refusal> {
  const document = await writable(ask, documentId);
  if (typeof document === "string") {
    // What was kept before the end is acknowledged even after it: the page must not call saved words lost.
    return (document === "frozen" && (await keptBefore(ask, documentId, instance, instanceSeq, update))) || { code: document };
  }
  if (epoch !== document.epoch) return { code: "resync" };
  const before = await keptBefore(ask, documentId, instance, instanceSeq, update);
  if (before) return before;
  const copy = await copyOf(ask.db, documentId);
  const owner = ownerOf(ask.who.id, instance);
  const refusal = whyNotApply(copy, update, owner);
  if (refusal) return { code: refusal };
  const seq = copy.seq + 1;
  const at = ask.now.toISOString();
  if (!advance(documentId, copy, { update, seq, at, owner })) return { code: "invalid" };
  const { numInsertedOrUpdatedRows } = await ask.db.insertInto("document_update")
    .values({ document_id: documentId, seq, epoch, person_id: ask.who.id, agency_id: ask.who.agencyId, instance, instance_seq: instanceSeq, bytes: Buffer.from(update), at })
    .onConflict((on) => on.columns(["document_id", "instance", "instance_seq"]).doNothing()).executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows !== 1n) throw new Error("The log took no row");
  return { seq, at, fresh: true };
}

async function keptBefore(ask: Ask, documentId: string, instance: string, instanceSeq: number, update: Uint8Array): Promise<Kept | Refusal | null> {
  const row = await ask.db.selectFrom("document_update").select(["seq", "at", "bytes", "person_id"])
    .where("document_id", "=", documentId).where("instance", "=", instance).where("instance_seq", "=", instanceSeq).executeTakeFirst();
  if (!row) return null;
  return row.person_id === ask.who.id && Buffer.compare(row.bytes, update) === 0 ? { seq: row.seq, at: row.at, fresh: false } : { code: "invalid" };
}

/** The item's minutes as Markdown, folded from the log; "" when nothing was written. Throws NotFound when the item is out of reach. */
export async function textOf(ask: Ask, itemId: string): Promise<string> {
  found(await itemsInReach(ask).select("item.id").where("item.id", "=", itemId).executeTakeFirst());
  const document = await ask.db.selectFrom("document").select(["id", "folded_at"]).where("item_id", "=", itemId).where("handling", "=", "shared").executeTakeFirst();
  if (document?.folded_at) return foldedText(ask.db, document.id);
  return document ? textIn(await copyOf(ask.db, document.id)) : "";
}

/** Ends the writing of a meeting's minutes: what was acknowledged before is in the text, whatever comes after is refused as frozen. */
export const freezeDocuments = (ask: Ask, meetingId: string): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const meeting = await meetingInReach(ask, meetingId);
    const items = await ask.db.selectFrom("item").select("id").where("meeting_id", "=", meeting.id).execute();
    if (items.length) await ask.db.updateTable("document").set((eb) => ({ frozen_at: ask.now.toISOString(), frozen_by_id: ask.who.id, epoch: eb("epoch", "+", 1) })).where("item_id", "in", items.map((item) => item.id)).where("frozen_at", "is", null).execute();
    happened({ what: "document frozen", panelId: meeting.panel_id, meetingId: meeting.id });
  });
