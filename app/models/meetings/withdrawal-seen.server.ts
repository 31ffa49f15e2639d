import type { Ask } from "../core/ask.server.ts";
import { isRestrictedHandling } from "./restricted.ts";

/** Somebody who may have seen a passage before it was withdrawn: how, and since when. */
export interface Seen {
  personId: string;
  how: (typeof hows)[number];
  at: string;
}

// From the surest to the least sure: each person is listed once, with the first that is true of them.
const hows = ["typed it", "had the minutes open", "read the history", "read the chair’s minutes", "read the restricted minutes", "opened the item’s page", "read what would go on the record"] as const;

const ofItem: Record<string, Seen["how"]> = { "history opened": "read the history", "live meeting opened": "opened the item’s page", "document opened": "had the minutes open", "chair minutes opened": "read the chair’s minutes", "restricted minutes opened": "read the restricted minutes" };
/** An opening of the page is noted once in so many minutes, however often it reads itself again. */
const notedAgainAfterMs = 10 * 60_000;

/** Everybody who may have received words of a document that were first typed at `since`. Its authors are in any case among them. */
export async function whoSaw(ask: Ask, document: { id: string; handling: string; itemId: string; meetingId: string }, since: string, authors: Iterable<string>): Promise<Seen[]> {
  const seen: Seen[] = [...authors].map((personId) => ({ personId, how: "typed it", at: since }));
  const later = (at: string) => (at > since ? at : since);
  const open = await ask.db.selectFrom("document_client").select(["person_id", "issued_at"]).where("document_id", "=", document.id).where((eb) => eb.or([eb("left_at", "is", null), eb("left_at", ">=", since)])).execute();
  for (const row of open) seen.push({ personId: row.person_id, how: "had the minutes open", at: later(row.issued_at) });
  const news = await ask.db.selectFrom("news").select(["what", "person_id", "at", "item_id", "detail"]).where("at", ">=", new Date(Date.parse(since) - notedAgainAfterMs).toISOString()).where("meeting_id", "=", document.meetingId)
    .where("what", "in", [...Object.keys(ofItem), "minutes opened"]).where("person_id", "is not", null).orderBy("at").execute();
  for (const row of news) {
    const how = row.what === "minutes opened" ? (document.handling === "shared" ? "read what would go on the record" : undefined) : row.item_id === document.itemId ? ofItem[row.what] : undefined;
    // The page of the item and its history show the shared minutes; the chair's, and restricted ones, have a page of their own.
    const named = row.what === "document opened" || row.what === "restricted minutes opened";
    const shown = named ? row.detail === document.id : !isRestrictedHandling(document.handling) && (row.what === "chair minutes opened") === (document.handling === "chair");
    if (how && shown) seen.push({ personId: row.person_id!, how, at: later(row.at) });
  }
  const first = new Map<string, Seen>();
  for (const one of seen.sort((a, b) => hows.indexOf(a.how) - hows.indexOf(b.how) || (a.at < b.at ? -1 : 1))) if (!first.has(one.personId)) first.set(one.personId, one);
  return [...first.values()];
}
