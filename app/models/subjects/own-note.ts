import type { Instant } from "../core/days.ts";

/** A note that somebody wrote for themselves, on an item of a meeting or on a record. */
export interface OwnNote {
  id: string;
  itemId: string | null;
  subjectId: string | null;
  text: string;
  at: Instant;
}

/** The most characters that one may hold. */
export const longestOwnNote = 4000;

/** Those of them that are on this item, or on what it is about. */
export const ownNotesOf = (notes: readonly OwnNote[], itemId: string, subjectId: string | null): OwnNote[] => notes.filter((note) => note.itemId === itemId || (subjectId !== null && note.subjectId === subjectId));
