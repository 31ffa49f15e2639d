import type { Instant } from "../core/days.ts";

// How the time of a meeting goes: planned against actual, from the server's times alone. Drawn by each browser with its own tick.

/** A time in which the meeting was at an item; `to` null while it is. What lies between two turns (an adjournment) is nobody's. */
export interface Turn {
  itemId: string;
  from: Instant;
  to: Instant | null;
}

const ms = (at: Instant): number => Date.parse(at);
export const minuteMs = 60_000;

/** How long the meeting has been at an item, in ms. */
export const spentOn = (turns: readonly Turn[], itemId: string, now: number): number =>
  turns.filter((turn) => turn.itemId === itemId).reduce((sum, turn) => sum + Math.max(0, (turn.to ? ms(turn.to) : now) - ms(turn.from)), 0);

/** What a page needs to draw the time without reading again. */
export interface Pace {
  /** The server's clock when this was read. */
  now: Instant;
  /** The item that the meeting is at; null while it is at none, or at one out of the reader's reach. */
  item: { id: string; number: string | null; minutes: number; /** In earlier turns, ms. */ spentMs: number; /** Since when it is at it; null while it is adjourned. */ since: Instant | null } | null;
  /** Minutes planned for all that is still to come, of what the reader reaches. */
  restMinutes: number;
  /** When the meeting is to end by its plan. */
  plannedEnd: Instant;
}

/** At how much of an item's minutes it is quietly said (issue 5). */
export const warnings = { most: 0.7, all: 1 } as const;
export type Warning = keyof typeof warnings;

export const warningOf = (spentMs: number, minutes: number): Warning | null => {
  const used = minutes > 0 ? spentMs / (minutes * minuteMs) : 1;
  return used >= warnings.all ? "all" : used >= warnings.most ? "most" : null;
};

/** How the time stands at `now` (ms): whole minutes spent, the warning that is due, when the meeting will end if the rest keeps to its minutes, and how many minutes that is after its plan. */
export function paceAt(pace: Pace, now: number): { spent: number; warning: Warning | null; endsAt: number; late: number } {
  const { item } = pace;
  const spentMs = item ? item.spentMs + (item.since ? Math.max(0, now - ms(item.since)) : 0) : 0;
  const leftMs = item ? Math.max(0, item.minutes * minuteMs - spentMs) : 0;
  const endsAt = now + leftMs + pace.restMinutes * minuteMs;
  return { spent: Math.floor(spentMs / minuteMs), warning: item ? warningOf(spentMs, item.minutes) : null, endsAt, late: Math.ceil((endsAt - ms(pace.plannedEnd)) / minuteMs) };
}

/**
 * The minutes that are left, shared over the items to come by their planned minutes: whole minutes that add up, the largest remainders first.
 * More than planned is given to nobody. Nothing is left: 0 for each.
 */
export function sharesOf(items: readonly { id: string; minutes: number }[], leftMs: number): Map<string, number> {
  const planned = items.reduce((sum, item) => sum + item.minutes, 0);
  const left = Math.min(planned, Math.max(0, Math.floor(leftMs / minuteMs)));
  const exact = items.map((item) => ({ id: item.id, share: planned ? (item.minutes * left) / planned : 0 }));
  const shares = new Map(exact.map(({ id, share }) => [id, Math.floor(share)]));
  let over = left - [...shares.values()].reduce((sum, share) => sum + share, 0);
  for (const { id } of [...exact].sort((a, b) => (b.share % 1) - (a.share % 1))) {
    if (over <= 0) break;
    shares.set(id, shares.get(id)! + 1);
    over--;
  }
  return shares;
}

/** How soon after moving on it counts as a slip of the hand to go back (ms): the time goes to the item that was spoken about all along. */
export const slipMs = 60_000;

/** Whether going to `itemId` takes back a move that was a slip: the turn now is short, and the one before was that item's. `turns` oldest first. */
export function isSlip(turns: readonly Turn[], itemId: string, now: number): boolean {
  const last = turns.at(-1);
  const before = turns.at(-2);
  return Boolean(last && before && last.to === null && before.to === last.from && before.itemId === itemId && last.itemId !== itemId && now - ms(last.from) < slipMs);
}
