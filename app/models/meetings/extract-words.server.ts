import { type Apart, withoutConflicts } from "../core/who.ts";
import { entriesFor, type PaperEntry } from "./paper.ts";
import type { PaperReturn } from "./return.ts";
import type { ItemRoom } from "./room.ts";

/** What is kept of an extract. */
interface Kept {
  text: string;
  outcome: string | null;
  entries: string;
  returns: string | null;
  room: string | null;
}

/** What a stored extract says to this person: everybody else stands in it by reference, and of whom they take no part in not even that, nor what was recorded about them. The extract must be in reach. */
export function extractAsRead(who: Apart, { text, outcome, entries, returns, room }: Kept) {
  const clear = (words: string) => withoutConflicts(who, words);
  return {
    text: clear(text), outcome: outcome && clear(outcome),
    entries: entriesFor(who, JSON.parse(entries) as PaperEntry[]),
    returns: (returns ? (JSON.parse(returns) as PaperReturn[]) : []).map((one) => ({ ...one, declinedReason: one.declinedReason && clear(one.declinedReason), parts: one.parts.map((part) => ({ ...part, text: clear(part.text) })) })),
    room: room ? (JSON.parse(room) as ItemRoom) : undefined,
  };
}
