import type { Range } from "./scrub.ts";

export type { Range };

/** How many characters. */
export const lengthOf = (ranges: Range[]): number => ranges.reduce((sum, [, , length]) => sum + length, 0);

/** Each character once, runs that touch in one. */
export function joined(ranges: Range[]): Range[] {
  const out: Range[] = [];
  for (const [client, clock, length] of [...ranges].sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = out.at(-1);
    if (last && last[0] === client && clock <= last[1] + last[2]) last[2] = Math.max(last[2], clock + length - last[1]);
    else if (length > 0) out.push([client, clock, length]);
  }
  return out;
}

/** What of `ranges` is also in `others`. */
export const shared = (ranges: Range[], others: Range[]): Range[] =>
  joined(ranges.flatMap(([client, clock, length]) => others.flatMap(([other, from, size]): Range[] => {
    const start = Math.max(clock, from);
    const end = Math.min(clock + length, from + size);
    return other === client && start < end ? [[client, start, end - start]] : [];
  })));

/** What of `ranges` is not in `others`. */
export function without(ranges: Range[], others: Range[]): Range[] {
  let left = joined(ranges);
  for (const [other, from, size] of joined(others))
    left = left.flatMap(([client, clock, length]): Range[] => {
      if (client !== other || from >= clock + length || from + size <= clock) return [[client, clock, length]];
      const parts: Range[] = [[client, clock, from - clock], [client, from + size, clock + length - from - size]];
      return parts.filter((part) => part[2] > 0);
    });
  return left;
}
