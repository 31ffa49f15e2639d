import type { Db } from "#db/connect.server.ts";
import { type Ask, commit, newId } from "../core/ask.server.ts";
import { may } from "../core/access.ts";
import type { Instant } from "../core/days.ts";
import { NotFound, agree, found } from "../core/refuse.ts";
import type { Edit } from "./difference.ts";
import { whyNotWrite } from "./document.ts";
import { readChange } from "./frame.server.ts";
import { type ItemHead, itemHead } from "./item-head.server.ts";
import { lostWords } from "./back.ts";
import { type Change, leastOffered, type Loss, whatItBrings } from "./notice.ts";
import { joined, lengthOf, type Range, without } from "./ranges.ts";
import { appendEdits } from "./rewrite.server.ts";
import { storyOf } from "./story.server.ts";

/**
 * Keeps what a new row of the log took from somebody, within the transaction that writes the row: ids alone, the words stay in the log.
 * A loss that goes on goes on with its notice; what was offered before is not offered again. True when a page has something new to show.
 */
export async function keepLosses(db: Db, documentId: string, losses: Loss[], at: Instant): Promise<boolean> {
  let kept = false;
  for (const { kind, seq, since, byId, toId, ranges } of losses) {
    const before = await db.selectFrom("document_notice").selectAll().where("document_id", "=", documentId).where("kind", "=", kind).where("by_id", "=", byId)
      .where("to_id", toId === null ? "is" : "=", toId).where("seq", ">=", since).execute();
    const fresh = without(ranges, before.flatMap((notice) => rangesOf(notice)));
    const open = before.find((notice) => !notice.ended_at);
    if (!fresh.length || (!open && lengthOf(fresh) < leastOffered)) continue;
    kept = true;
    if (open) await db.updateTable("document_notice").set({ seq, at, ranges: JSON.stringify(joined([...rangesOf(open), ...fresh])) }).where("id", "=", open.id).execute();
    else await db.insertInto("document_notice").values({ id: newId(), document_id: documentId, kind, seq, by_id: byId, to_id: toId, ranges: JSON.stringify(fresh), at }).execute();
  }
  return kept;
}

/** What the rows from one to another did, both left out, read from the log alone. */
export async function changesBetween(db: Db, documentId: string, after: number, before: number): Promise<Change[]> {
  const rows = await db.selectFrom("document_update").select(["seq", "person_id", "seen_seq", "at", "bytes"]).where("document_id", "=", documentId).where("seq", ">", after).where("seq", "<", before).orderBy("seq").execute();
  return rows.flatMap((row) => {
    const change = readChange(row.bytes);
    return typeof change === "string" ? [] : [{ seq: row.seq, personId: row.person_id, seenSeq: row.seen_seq, at: Date.parse(row.at), before: 0, ...whatItBrings(change), removed: change.deleted }];
  });
}

const rangesOf = (notice: { ranges: string }): Range[] => JSON.parse(notice.ranges) as Range[];
const wordsOf = (edits: Edit[]): string => edits.map((edit) => edit.insert).join(" … ");
/** Whoever undid the removal themselves needs no notice; a short word may stand anywhere. */
const isBack = (text: string, edits: Edit[]): boolean => edits.every(({ insert }) => insert.length >= 12 && text.includes(insert));

/** What is offered to this person in an item's minutes: everybody's mass deletions, and the words of their own that a merge took. Words come from the log as it is now. */
export async function noticesOf(ask: Ask, documentId: string) {
  const rows = await ask.db.selectFrom("document_notice").innerJoin("person", "person.id", "document_notice.by_id").selectAll("document_notice").select("person.name")
    .where("document_id", "=", documentId).where("document_notice.ended_at", "is", null).where((eb) => eb.or([eb("to_id", "is", null), eb("to_id", "=", ask.who.id)])).orderBy("at").execute();
  if (!rows.length) return [];
  const story = await storyOf(ask.db, documentId);
  const text = story.textAt(story.seq);
  return rows.flatMap((row) => {
    const edits = lostWords(story, rangesOf(row));
    if (!edits.length || isBack(text, edits)) return [];
    const words = wordsOf(edits);
    return [{ id: row.id, kind: row.kind, by: row.by_id === ask.who.id ? null : row.name, at: row.at, chars: edits.reduce((sum, edit) => sum + edit.insert.length, 0), words: row.kind === "merge" ? words : null }];
  });
}
export type MinutesNotice = Awaited<ReturnType<typeof noticesOf>>[number];

/** A notice for this person, with its item. Throws NotFound when it is for somebody else, or its item is out of reach. */
export async function noticeInReach(ask: Ask, noticeId: string) {
  const notice = found(await ask.db.selectFrom("document_notice").innerJoin("document", "document.id", "document_notice.document_id")
    .selectAll("document_notice").select(["document.item_id", "document.handling", "document.frozen_at", "document.quarantined_at"]).where("document_notice.id", "=", noticeId).executeTakeFirst());
  const { item, head } = await itemHead(ask, notice.item_id);
  if (notice.handling !== "shared" || !may.writeMinutes(ask.who, item) || (notice.to_id && notice.to_id !== ask.who.id)) throw new NotFound();
  const closed = whyNotWrite({ meetingStatus: item.meeting_status, frozenAt: notice.frozen_at, withdrawnAt: item.withdrawn_at, quarantinedAt: notice.quarantined_at });
  return { notice, item, head, closed };
}

/** A notice as its own page shows it. Throws NotFound, NotAgreed (the log cannot be read whole). */
export async function noticeOf(ask: Ask, noticeId: string) {
  const { notice, head, closed } = await noticeInReach(ask, noticeId);
  const shown = (await noticesOf(ask, notice.document_id)).find((one) => one.id === notice.id) ?? null;
  return { item: head, notice: shown, id: notice.id, closed };
}

/**
 * Puts the words of a notice back where they stood, as this person's own change. A notice that is settled stays as it is.
 * Throws NotFound, NotAgreed (the minutes are closed, or cannot be read whole).
 */
export const putBack = (ask: Ask, noticeId: string): Promise<ItemHead> =>
  end(ask, noticeId, "put back", async (ask, { notice, closed }) => {
    agree(closed);
    const edits = lostWords(await storyOf(ask.db, notice.document_id), rangesOf(notice));
    if (edits.length) await appendEdits(ask, notice.document_id, edits);
    return edits.length > 0;
  });

/** Lets the words of a notice go: it is shown no longer. Throws NotFound. */
export const letGo = (ask: Ask, noticeId: string): Promise<ItemHead> => end(ask, noticeId, "let go", async () => false);

const end = (ask: Ask, noticeId: string, how: string, work: (ask: Ask, of: Awaited<ReturnType<typeof noticeInReach>>) => Promise<boolean>): Promise<ItemHead> =>
  commit(ask, async (ask, happened) => {
    const reached = await noticeInReach(ask, noticeId);
    const { notice, item, head } = reached;
    const of = { panelId: item.panel_id, meetingId: item.meeting_id, itemId: item.id, subjectId: item.subject_id };
    if (!notice.ended_at) {
      const written = await work(ask, reached);
      await ask.db.updateTable("document_notice").set({ ended_at: ask.now.toISOString(), ended_by_id: ask.who.id, ended_how: how }).where("id", "=", notice.id).execute();
      if (written) happened({ what: "document written", ...of, detail: notice.document_id });
      happened({ what: "notice ended", ...of, detail: notice.id });
    }
    return head;
  });
