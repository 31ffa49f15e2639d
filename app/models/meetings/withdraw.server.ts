import { crc32 } from "node:zlib";
import { forgetSoon } from "#db/connect.server.ts";
import { may } from "../core/access.ts";
import { type Ask, commit, type Happened, look, newId } from "../core/ask.server.ts";
import { itemInReach } from "../core/reach.server.ts";
import { agree, allow, found, NotAgreed, NotFound } from "../core/refuse.ts";
import { documentOf, opensMinutes } from "./document.server.ts";
import { whyNotWrite } from "./document.ts";
import { echoesOf } from "./echoes.ts";
import { wordsIn } from "./frame.server.ts";
import { copyOf, dropCopy, readWhole, textIn } from "./log.server.ts";
import type { Chosen } from "./passage.ts";
import { passageLog } from "./passage-log.server.ts";
import { isRestrictedHandling } from "./restricted.ts";
import { appendChanges, appendEdits } from "./rewrite.server.ts";
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
  if (!(await opensMinutes(ask, item, document))) throw new NotFound();
  return { item, document };
}

/** Why this person may not withdraw what these people typed; null when they may. */
export const whyNotWithdraw = (ask: Ask, panelId: string, authors: Set<string>): string | null =>
  may.withdrawPassage(ask.who, { panelId }) || [...authors].every((id) => id === ask.who.id) ? null : "Others typed part of this: the chair or the deputy withdraws it";

/** What a withdrawal will take, read while everybody goes on writing. */
interface Taking {
  epoch: number;
  seq: number;
  words: string;
  ranges: Range[];
  authors: Set<string>;
  without: (update: Uint8Array) => Uint8Array;
  touched: { seq: number; at: string; after: Uint8Array }[];
}

async function takingOf(ask: Ask, itemId: string, form: Withdrawing): Promise<Taking> {
  const { item, document } = await documentOfItem(ask, itemId, form.documentId);
  agree(whyNotWrite({ meetingStatus: item.meeting_status, frozenAt: document.frozen_at, withdrawnAt: item.withdrawn_at, quarantinedAt: document.quarantined_at }));
  const log = await passageLog(ask.db, document.id);
  const authors = log.authorsOf(form.ranges);
  if (!authors || !log.authorsOf(form.deleted)) throw new NotAgreed(changed, "passage");
  const why = whyNotWithdraw(ask, item.panel_id, authors);
  allow(why === null, why ?? "");
  const words = log.words.of(form.ranges);
  if (words === "") throw new NotAgreed("This passage was withdrawn already", "passage");
  // Whoever withdraws their own words takes nothing of what others typed and deleted there.
  const mine = (range: Range) => may.withdrawPassage(ask.who, item) || log.authorsOf([range])?.has(ask.who.id);
  const ranges = [...form.ranges, ...[...form.deleted, ...echoesOf(await storyOf(ask.db, document.id), form.ranges)].filter(mine)];
  const without = scrubber(ranges);
  const touched = log.rows.map(({ seq, at, bytes }) => ({ seq, at, bytes, after: without(bytes) })).filter((row) => row.after !== row.bytes);
  // In memory before the lock is taken, so that it is not held for that.
  await readWhole(copyOf(ask.db, document.id));
  return { epoch: document.epoch, seq: log.rows.at(-1)!.seq, words, ranges, authors: log.authorsOf(ranges)!, without, touched };
}
const changed = "The minutes have changed: choose the passage again";

/**
 * Takes a passage out of an item's minutes for good, or moves it to the chair's minutes: in one transaction it is deleted in the
 * withdrawer's name, its characters leave every row of the log, snapshots go, and the document goes on under a new epoch, so that every
 * page begins again without it. Who may have seen it is listed. Returns the withdrawal's id. Throws NotFound, NotAllowed, NotAgreed.
 */
export async function withdraw(ask: Ask, itemId: string, form: Withdrawing): Promise<string> {
  for (let tries = 0; tries < 3; tries++) {
    const taking = await look(ask, (ask) => takingOf(ask, itemId, form));
    const id = await commit(ask, (ask, happened) => take(ask, happened, itemId, form, taking));
    if (id === null) continue;
    forgetSoon(ask.db);
    return id;
  }
  throw new NotAgreed(changed, "passage");
}

/** Null when the document has gone on under another epoch since the taking was read. */
async function take(ask: Ask, happened: Happened, itemId: string, { documentId, reason, to: asked }: Withdrawing, taking: Taking): Promise<string | null> {
  const { item, document } = await documentOfItem(ask, itemId, documentId);
  if (document.epoch !== taking.epoch) return null;
  agree(whyNotWrite({ meetingStatus: item.meeting_status, frozenAt: document.frozen_at, withdrawnAt: item.withdrawn_at, quarantinedAt: document.quarantined_at }));
  const { words, ranges, without } = taking;
  // What an agency wrote for those whom it named does not become the chair's.
  const to = document.handling === "shared" ? asked : null;
  const later = await ask.db.selectFrom("document_update").select(["seq", "at", "bytes"]).where("document_id", "=", document.id).where("seq", ">", taking.seq).execute();
  const touched = [...taking.touched, ...later.map((row) => ({ ...row, after: without(row.bytes) })).filter((row) => row.after !== row.bytes)];
  const since = touched[0]!.at;
  // When something happens in restricted minutes is not said to the panel: who has them open is told by the line.
  const about = { ...(isRestrictedHandling(document.handling) ? {} : { panelId: item.panel_id, meetingId: item.meeting_id }), itemId: item.id, subjectId: item.subject_id };
  const seen = await whoSaw(ask, { id: document.id, handling: document.handling, itemId: item.id, meetingId: item.meeting_id }, since, taking.authors);

  const seq = await appendChanges(ask, document.id, async () => [deletionOf(ranges)]);
  await scrubRows(ask, document.id, touched, without);
  await ask.db.deleteFrom("document_snapshot").where("document_id", "=", document.id).execute();
  await ask.db.updateTable("document").set((eb) => ({ epoch: eb("epoch", "+", 1) })).where("id", "=", document.id).execute();
  dropCopy(document.id);
  const id = newId();
  await ask.db.insertInto("withdrawal").values({ id, document_id: document.id, epoch: document.epoch + 1, seq, by_id: ask.who.id, at: ask.now.toISOString(), reason, chars: words.length, handling: to, since }).execute();
  for (const one of seen) await ask.db.insertInto("withdrawal_seen").values({ withdrawal_id: id, person_id: one.personId, how: one.how, at: one.at }).execute();
  happened({ what: "passage withdrawn", ...about, detail: document.id });
  if (to === "chair") {
    const chairs = await documentOf(ask, item.id, "chair");
    const at = textIn(await readWhole(copyOf(ask.db, chairs.id))).length;
    await appendEdits(ask, chairs.id, [{ at, remove: 0, insert: at ? `\n\n${words}` : words }]);
    happened({ what: "document written", ...about, detail: chairs.id });
  }
  return id;
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
