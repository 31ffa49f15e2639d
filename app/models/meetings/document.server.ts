import { askedBy, type Db, once } from "#db/connect.server.ts";
import { type Ask, commit, newId } from "../core/ask.server.ts";
import { mayOpenMinutes } from "../core/access.ts";
import { closedSessionsInReach, itemsAdmittedTo, itemsInReach, meetingInReach } from "../core/reach.server.ts";
import { found, NotAgreed } from "../core/refuse.ts";
import { restrictedRead, writesRestricted } from "../subjects/restricted-known.server.ts";
import { isClosedHandling } from "./closed.ts";
import { type RefusalCode, whyNotWrite } from "./document.ts";
import { foldedText } from "./fold.server.ts";
import { copyOf, readWhole, textIn } from "./log.server.ts";
import type { Block } from "./markdown.ts";
import { readMarkdown } from "./markdown.server.ts";
import { isRestrictedHandling } from "./restricted.ts";

/** The item's document of that handling, made when there is none: then inside a commit only. The item must be in reach. */
export async function documentOf(ask: Ask, itemId: string, handling = "shared") {
  const known = await ask.db.selectFrom("document").selectAll().where("item_id", "=", itemId).where("handling", "=", handling).executeTakeFirst();
  if (known) return known;
  await ask.db.insertInto("document").values({ id: newId(), item_id: itemId, handling }).onConflict((on) => on.columns(["item_id", "handling"]).doNothing()).execute();
  return found(await ask.db.selectFrom("document").selectAll().where("item_id", "=", itemId).where("handling", "=", handling).executeTakeFirst());
}

const documentsOf = (items: ReturnType<typeof itemsInReach>) =>
  items.innerJoin("document", "document.item_id", "item.id")
    .select(["document.id", "document.item_id", "document.handling", "document.epoch", "document.frozen_at", "document.quarantined_at", "item.withdrawn_at", "item.subject_id", "meeting.id as meeting_id", "meeting.panel_id", "meeting.status"]);

/** A document that this person may open while it is written, and whether writing is over. */
export interface Writable {
  id: string;
  /** False for who is invited to its item and only reads. */
  mayWrite: boolean;
  epoch: number;
  itemId: string;
  meetingId: string;
  panelId: string;
  subjectId: string | null;
  /** Why nothing can be written although it is in reach; null when it can. */
  closed: Extract<RefusalCode, "frozen" | "quarantined"> | null;
}

/** Asked whenever somebody joins, and of everybody who is there whenever a standing changes. What they reach rests on nothing else of them. */
const ownDocument = askedBy(
  ({ who: { memberships, conflicts, only, outside, guests } }: Ask) => JSON.stringify([memberships, conflicts, only, outside, guests]),
  (ask, { documentId }: { documentId: string }) => documentsOf(itemsInReach(ask)).where("document.id", "=", documentId),
);

/** The document when it is this person's to open, else null: what is out of reach and what does not exist are the same. */
export async function writableDocument(ask: Ask, documentId: string): Promise<Writable | null> {
  const [own] = await ownDocument(ask.db, ask, { documentId });
  const session = own && isClosedHandling(own.handling) ? await closedSessionsInReach(ask).select("closed_session.minuter_id").where("closed_session.document_id", "=", documentId).executeTakeFirst() : undefined;
  const restricted = own && isRestrictedHandling(own.handling) ? await restrictedRead(ask, documentId) : null;
  // Only who is let in to one item, and reaches nothing else of the meeting.
  const admitted = own ? undefined : await documentsOf(itemsAdmittedTo(ask)).where("document.id", "=", documentId).where("document.handling", "=", "shared").executeTakeFirst();
  const row = own ?? admitted;
  if (!row || (own && !session && !restricted && !mayOpenMinutes(ask.who, own))) return null;
  const mayWrite = restricted ? await writesRestricted(ask, restricted, row) : session ? session.minuter_id === ask.who.id : own !== undefined || ask.who.guests.some((guest) => guest.itemId === row.item_id && guest.mayWrite);
  const frozen = whyNotWrite({ meetingStatus: row.status, frozenAt: row.frozen_at, withdrawnAt: row.withdrawn_at }) !== null;
  return { id: row.id, mayWrite, epoch: row.epoch, itemId: row.item_id, meetingId: row.meeting_id, panelId: row.panel_id, subjectId: row.subject_id, closed: row.quarantined_at ? "quarantined" : frozen ? "frozen" : null };
}

/** Whether these minutes of an item in reach exist for this person; those of a closed session have a way of their own. */
export const opensMinutes = async (ask: Ask, item: { panel_id: string; meeting_id: string }, document: { id: string; handling: string }): Promise<boolean> =>
  isRestrictedHandling(document.handling) ? (await restrictedRead(ask, document.id)) !== null : mayOpenMinutes(ask.who, { panel_id: item.panel_id, meeting_id: item.meeting_id, handling: document.handling });

/** The item's minutes as Markdown, folded from the log; "" when nothing was written. Throws NotFound when the item is out of reach, NotAgreed when its log cannot be read whole. */
export async function textOf(ask: Ask, itemId: string): Promise<string> {
  found(await itemsInReach(ask).select("item.id").where("item.id", "=", itemId).executeTakeFirst());
  const document = await ask.db.selectFrom("document").select(["id", "folded_at"]).where("item_id", "=", itemId).where("handling", "=", "shared").executeTakeFirst();
  return document ? documentText(ask.db, document) : "";
}

/** A document's text, from its log, or once that is folded from its versions. Throws NotAgreed when the log cannot be read whole. */
export const documentText = (db: Db, document: { id: string; folded_at: string | null }): Promise<string> => once(db, `text ${document.id}`, () => wholeText(db, document));

async function wholeText(db: Db, document: { id: string; folded_at: string | null }): Promise<string> {
  if (document.folded_at) return foldedText(db, document.id);
  return textIn(await readWhole(copyOf(db, document.id)));
}

/** What a page shows of a document: its text as blocks; null while its log cannot be read whole. */
export async function blocksOf(db: Db, document: { id: string; folded_at: string | null; quarantined_at: string | null }): Promise<Block[] | null> {
  if (document.quarantined_at) return null;
  try {
    return await once(db, `blocks ${document.id}`, async () => readMarkdown(await documentText(db, document)));
  } catch (error) {
    if (error instanceof NotAgreed) return null;
    throw error;
  }
}

/** Ends the writing of a meeting's minutes: what was acknowledged before is in the text, whatever comes after is refused as frozen. */
export const freezeDocuments = (ask: Ask, meetingId: string): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const meeting = await meetingInReach(ask, meetingId);
    const items = await ask.db.selectFrom("item").select("id").where("meeting_id", "=", meeting.id).execute();
    if (items.length) await ask.db.updateTable("document").set((eb) => ({ frozen_at: ask.now.toISOString(), frozen_by_id: ask.who.id, epoch: eb("epoch", "+", 1) })).where("item_id", "in", items.map((item) => item.id)).where("frozen_at", "is", null).execute();
    happened({ what: "document frozen", panelId: meeting.panel_id, meetingId: meeting.id });
  });
