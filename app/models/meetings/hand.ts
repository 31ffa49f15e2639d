import type { Instant } from "../core/days.ts";

// Hands that are up: one for each person, in the order in which they were raised; nothing of them is kept.

export interface Hand {
  id: string;
  personId: string;
  name: string;
  agency: string;
  /** For somebody invited. */
  capacity: string | null;
  /** They have the word. */
  speaking: boolean;
}

/** Where the chair puts a hand: gives it the word, behind the others, down. */
export const places = ["word", "end", "down"] as const;
export type Place = (typeof places)[number];

/** Whoever has the word first, then in order of turn. */
export const inOrder = <T extends { taken_at: Instant | null; turn_at: Instant; id: string }>(hands: readonly T[]): T[] =>
  [...hands].sort((a, b) => Number(b.taken_at !== null) - Number(a.taken_at !== null) || a.turn_at.localeCompare(b.turn_at) || a.id.localeCompare(b.id));

/** Why no hand can be raised now, in the user's words; null when it can. */
export const whyNotRaise = (meeting: { status: string; current_item_id: string | null }): string | null => (meeting.status !== "live" || !meeting.current_item_id ? "Hands are raised while the meeting runs" : null);
