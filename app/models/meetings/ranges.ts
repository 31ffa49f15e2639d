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

/** What of `ranges` is also in `others`. One walk along both, however many there are: pages send them. */
export function shared(ranges: Range[], others: Range[]): Range[] {
  const out: Range[] = [];
  const [a, b] = [joined(ranges), joined(others)];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const [[client, clock, length], [other, from, size]] = [a[i]!, b[j]!];
    if (client === other) {
      const start = Math.max(clock, from);
      const end = Math.min(clock + length, from + size);
      if (start < end) out.push([client, start, end - start]);
    }
    if (client < other || (client === other && clock + length < from + size)) i++;
    else j++;
  }
  return out;
}

/** Whether any of `ranges` is also in `others`, which `joined` has made. */
export function meets(ranges: Range[], others: Range[]): boolean {
  return ranges.some(([client, clock, length]) => {
    let [from, to] = [0, others.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      const [other, start, size] = others[middle]!;
      if (other < client || (other === client && start + size <= clock)) from = middle + 1;
      else to = middle;
    }
    const found = others[from];
    return found !== undefined && found[0] === client && found[1] < clock + length;
  });
}

/** What of `ranges` is not in `others`. */
export function without(ranges: Range[], others: Range[]): Range[] {
  const out: Range[] = [];
  const gone = shared(ranges, others);
  let j = 0;
  for (const [client, clock, length] of joined(ranges)) {
    let at = clock;
    for (; j < gone.length && gone[j]![0] === client && gone[j]![1] < clock + length; j++) {
      const [, from, size] = gone[j]!;
      if (from > at) out.push([client, at, from - at]);
      at = from + size;
    }
    if (at < clock + length) out.push([client, at, clock + length - at]);
  }
  return out;
}
