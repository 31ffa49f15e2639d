// What a screen that everybody in the room sees may show: no more than the least entitled person present may read.

/** How much of an item somebody may see. */
export interface Sight {
  /** That the meeting is at it. */
  item: boolean;
  /** Whom it is about. */
  name: boolean;
  /** Why it is there. */
  reasons: boolean;
  /** Its minutes, those shared with the panel. */
  minutes: boolean;
  /** What is recorded under it. */
  entries: boolean;
}

export const nothing: Sight = { item: false, name: false, reasons: false, minutes: false, entries: false };
export const everything: Sight = { item: true, name: true, reasons: true, minutes: true, entries: true };
const parts = Object.keys(nothing) as (keyof Sight)[];

/** What all of them may see: a part stands only if each may see it. Of nobody, nothing. */
export function least(sights: readonly Sight[]): Sight {
  if (!sights.length) return nothing;
  return Object.fromEntries(parts.map((part) => [part, sights.every((sight) => sight[part])])) as unknown as Sight;
}

/** What of an item stands in what all of them read: those that each has, known by `key`, in the first one's order. */
export function common<T>(lists: readonly (readonly T[])[], key: (one: T) => string): T[] {
  const [first = [], ...others] = lists;
  const keys = others.map((list) => new Set(list.map(key)));
  return first.filter((one) => keys.every((has) => has.has(key(one))));
}

/** For how long somebody whose line broke still counts as in the room (ms): they may sit there all the same. */
export const droppedMs = 60_000;

/** Whether somebody counts as present for a shared screen. */
export const countsHere = (presence: { goneAt: string | null; dropped: boolean }, now: Date): boolean =>
  presence.goneAt === null || (presence.dropped && now.getTime() - Date.parse(presence.goneAt) < droppedMs);
