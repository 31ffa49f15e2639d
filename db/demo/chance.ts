/** A small seeded source of chance (mulberry32), so that the demonstration is the same each time. */
export interface Chance {
  /** From 0 up to, but not, 1. */
  next: () => number;
  /** A whole number from `low` to `high`, both included. */
  whole: (low: number, high: number) => number;
  /** True in `share` of the cases (0 to 1). */
  of: (share: number) => boolean;
  pick: <T>(list: readonly T[]) => T;
  /** One of the values, as often as its weight says. */
  weighed: <T>(list: readonly (readonly [T, number])[]) => T;
  /** `count` different ones. */
  several: <T>(list: readonly T[], count: number) => T[];
  shuffled: <T>(list: readonly T[]) => T[];
  /** Shaped like a random UUID. */
  id: () => string;
}

export function chance(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const whole = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  const pick = <T>(list: readonly T[]): T => {
    if (!list.length) throw new Error("Nothing to pick from");
    return list[Math.floor(next() * list.length)]!;
  };
  const shuffled = <T>(list: readonly T[]): T[] => {
    const out = [...list];
    for (let i = out.length - 1; i > 0; i--) {
      const j = whole(0, i);
      [out[i], out[j]] = [out[j]!, out[i]!];
    }
    return out;
  };
  const hex = (digits: number) => Array.from({ length: digits }, () => whole(0, 15).toString(16)).join("");
  return {
    next, whole, pick, shuffled,
    of: (share) => next() < share,
    weighed: (list) => {
      let left = next() * list.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [value, weight] of list) if ((left -= weight) < 0) return value;
      return list[list.length - 1]![0];
    },
    several: (list, count) => shuffled(list).slice(0, count),
    id: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${pick(["8", "9", "a", "b"])}${hex(3)}-${hex(12)}`,
  };
}

/** Deals a shuffled list out one at a time and shuffles anew when all have been used, so that texts next to each other differ. */
export function dealer<T>(by: Chance, list: readonly T[]): () => T {
  let left: T[] = [];
  return () => {
    if (!left.length) left = by.shuffled(list);
    return left.pop()!;
  };
}
