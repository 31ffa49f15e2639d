import { crc32 } from "node:zlib";
import * as Y from "yjs";
import { forgetSoon } from "#db/connect.server.ts";
import { may, mayOpenMinutes } from "../core/access.ts";
import { type Ask, commit, newId } from "../core/ask.server.ts";
import { itemInReach } from "../core/reach.server.ts";
import { agree, allow, found, NotAgreed, NotFound } from "../core/refuse.ts";
import { documentOf } from "./document.server.ts";
import { limits, textName, whyNotWrite } from "./document.ts";
import { echoesOf } from "./echoes.ts";
import { wordsIn } from "./frame.server.ts";
import { appendRow, copyOf, dropCopy, issueClient } from "./log.server.ts";
import type { Chosen } from "./passage.ts";
import { passageLog } from "./passage-log.server.ts";
import { deletionOf, type Range, scrubber } from "./scrub.ts";
import { storyOf } from "./story.server.ts";
import { whoSaw } from "./withdrawal-seen.server.ts";

export interface Withdrawing extends Chosen {
  documentId: string;
  reason: string;
  /** Where the words go: nowhere, or into the chair's minutes of the item. */
  to: "chair" | null;
}

/** The item's document of this id, when it exists for this person. Throws NotFound. */
export async function documentOfItem(ask: Ask, itemId: string, documentId: string) {
  const item = await itemInReach(ask, itemId);
  const document = found(await ask.db.selectFrom("document").selectAll().where("id", "=", documentId).where("item_id", "=", item.id).executeTakeFirst());
  if (!mayOpenMinutes(ask.who, { panel_id: item.panel_id, handling: document.handling })) throw new NotFound();
  return { item, document };
}

/** Why this person may not withdraw what these people typed; null when they may. */
export const whyNotWithdraw = (ask: Ask, panelId: string, authors: Set<string>): string | null =>
  may.withdrawPassage(ask.who, { panelId }) || [...authors].every((id) => id === ask.who.id) ? null : "Others typed part of this: the chair or the deputy withdraws it";

/**
 * Takes a passage out of an item's minutes for good, or moves it to the chair's minutes: in one transaction it is deleted in the
 * withdrawer's name, its characters leave every row of the log, snapshots go, and the document goes on under a new epoch, so that every
 * page begins again without it. Who may have seen it is listed. Returns the withdrawal's id. Throws NotFound, NotAllowed, NotAgreed.
 */
export async function withdraw(ask: Ask, itemId: string, form: Withdrawing): Promise<string> {
  const id = await commit(ask, async (ask, happened) => {
    const { item, document } = await documentOfItem(ask, itemId, form.documentId);
    agree(whyNotWrite({ meetingStatus: item.meeting_status, frozenAt: document.frozen_at, withdrawnAt: item.withdrawn_at }));
    const log = await passageLog(ask.db, document.id);
    const authors = log.authorsOf(form.ranges);
    if (!authors || !log.authorsOf(form.deleted)) throw new NotAgreed("The minutes have changed: choose the passage again", "passage");
    const why = whyNotWithdraw(ask, item.panel_id, authors);
    allow(why === null, why ?? "");
    const words = log.words.of(form.ranges);
    if (words === "") throw new NotAgreed("This passage was withdrawn already", "passage");
    // Whoever withdraws their own words takes nothing of what others typed and deleted there.
    const deleted = may.withdrawPassage(ask.who, item) ? form.deleted : form.deleted.filter((range) => log.authorsOf([range])?.has(ask.who.id));
    const ranges = [...form.ranges, ...deleted, ...echoesOf(await storyOf(ask.db, document.id), form.ranges)];
    const without = scrubber(ranges);
    const touched = log.rows.map((row) => ({ ...row, after: without(row.bytes) })).filter((row) => row.after !== row.bytes);
    const since = touched[0]!.at;
    const about = { panelId: item.panel_id, meetingId: item.meeting_id, itemId: item.id, subjectId: item.subject_id };
    const seen = await whoSaw(ask, { id: document.id, handling: document.handling, itemId: item.id, meetingId: item.meeting_id }, since, log.authorsOf(ranges)!);

    const seq = await append(ask, document.id, () => [deletionOf(ranges)]);
    await scrubRows(ask, document.id, touched, without);
    await ask.db.deleteFrom("document_snapshot").where("document_id", "=", document.id).execute();
    await ask.db.updateTable("document").set((eb) => ({ epoch: eb("epoch", "+", 1) })).where("id", "=", document.id).execute();
    dropCopy(document.id);
    const id = newId();
    await ask.db.insertInto("withdrawal").values({ id, document_id: document.id, epoch: document.epoch + 1, seq, by_id: ask.who.id, at: ask.now.toISOString(), reason: form.reason, chars: words.length, handling: form.to, since }).execute();
    for (const one of seen) await ask.db.insertInto("withdrawal_seen").values({ withdrawal_id: id, person_id: one.personId, how: one.how, at: one.at }).execute();
    happened({ what: "passage withdrawn", ...about, detail: document.id });
    if (form.to === "chair" && document.handling !== "chair") {
      const chairs = await documentOf(ask, item.id, "chair");
      await append(ask, chairs.id, (doc) => typing(doc, words));
      happened({ what: "document written", ...about, detail: chairs.id });
    }
    return id;
  });
  forgetSoon(ask.db);
  return id;
}

/** Writes changes under a client id of their own. Returns the number of the last row. */
async function append(ask: Ask, documentId: string, changes: (doc: Y.Doc) => Uint8Array[]): Promise<number> {
  const instance = newId();
  const client = await issueClient(ask, documentId, instance);
  await ask.db.updateTable("document_client").set({ left_at: ask.now.toISOString() }).where("document_id", "=", documentId).where("client", "=", client).execute();
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate((await copyOf(ask.db, documentId)).doc));
  doc.clientID = client;
  let seq = 0;
  for (const [i, update] of changes(doc).entries()) seq = await appendRow(ask, documentId, { update, client, instance, instanceSeq: i + 1 });
  return seq;
}

/** The words put at the end of the document, as changes none of which is too long. */
function typing(doc: Y.Doc, words: string): Uint8Array[] {
  const text = doc.getText(textName);
  const updates: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array) => updates.push(update));
  const letters = [...(text.length ? `\n\n${words}` : words)];
  for (let at = 0; at < letters.length; at += limits.pasteLength) text.insert(text.length, letters.slice(at, at + limits.pasteLength).join(""));
  return updates;
}

/** Replaces what holds characters of the passage: rows of the log, and words that came too late. */
async function scrubRows(ask: Ask, documentId: string, touched: { seq: number; after: Uint8Array }[], without: (update: Uint8Array) => Uint8Array): Promise<void> {
  const scrubbed_at = ask.now.toISOString();
  for (const { seq, after } of touched) await ask.db.updateTable("document_update").set({ bytes: Buffer.from(after), crc: crc32(after), scrubbed_at }).where("document_id", "=", documentId).where("seq", "=", seq).execute();
  for (const late of await ask.db.selectFrom("document_late").select(["id", "bytes"]).where("document_id", "=", documentId).execute()) {
    const after = without(late.bytes);
    if (after !== late.bytes) await ask.db.updateTable("document_late").set({ bytes: Buffer.from(after), words: wordsIn(after) }).where("id", "=", late.id).execute();
  }
}

/** All the characters of several choices. */
export const together = (chosen: Chosen[]): Chosen => ({ ranges: chosen.flatMap((one): Range[] => one.ranges), deleted: chosen.flatMap((one): Range[] => one.deleted) });
