/** At `at` of the text before, `remove` characters go and `insert` comes. */
export interface Edit {
  at: number;
  remove: number;
  insert: string;
}
/** A piece of a comparison: in both texts, only before, or only after. */
export interface Part {
  kind: "same" | "gone" | "new";
  text: string;
}

/** More differences than this in one comparison are one big difference: the search grows with their square. */
const mostDifferences = 1200;

/** The edits that make `after` of `before`: whole lines first, then, within lines that differ, words. In order, from the start. */
export function editsOf(before: string, after: string): Edit[] {
  if (before === after) return [];
  return blocksOf(linesIn(before), linesIn(after)).flatMap(({ at, gone, fresh }) => blocksOf(wordsIn(gone), wordsIn(fresh)).map((edit) => ({ at: at + edit.at, remove: edit.gone.length, insert: edit.fresh })));
}

/** Both texts in one, as a page shows what changes. */
export function partsOf(before: string, edits: Edit[]): Part[] {
  const parts: Part[] = [];
  const add = (kind: Part["kind"], text: string) => text && parts.push({ kind, text });
  let at = 0;
  for (const edit of edits) {
    add("same", before.slice(at, edit.at));
    add("gone", before.slice(edit.at, edit.at + edit.remove));
    add("new", edit.insert);
    at = edit.at + edit.remove;
  }
  add("same", before.slice(at));
  return parts;
}

const linesIn = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
// By whole characters: half of one that takes two places cannot be written.
const wordsIn = (text: string): string[] => text.match(/[\p{L}\p{N}\p{M}]+|\s|./gsu) ?? [];

interface Block {
  /** Where it begins in the text before. */
  at: number;
  gone: string;
  fresh: string;
}

/** The runs of tokens that differ, by the shortest edit script (Myers, "An O(ND) difference algorithm"). */
function blocksOf(before: string[], after: string[]): Block[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  while (end < before.length - start && end < after.length - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  const a = before.slice(start, before.length - end);
  const b = after.slice(start, after.length - end);
  if (!a.length && !b.length) return [];
  const blocks: Block[] = [];
  let at = before.slice(0, start).join("").length;
  let [x, y] = [0, 0];
  for (const [sameX, sameY] of [...common(a, b), [a.length, b.length] as const]) {
    const block = { at, gone: a.slice(x, sameX).join(""), fresh: b.slice(y, sameY).join("") };
    if (block.gone || block.fresh) blocks.push(block);
    at += block.gone.length + (a[sameX]?.length ?? 0);
    [x, y] = [sameX + 1, sameY + 1];
  }
  return blocks;
}

/** The pairs of places that hold the same token, as many as can be had in order; none when the two have too little in common. */
function common(a: string[], b: string[]): [number, number][] {
  if (!a.length || !b.length) return [];
  const most = Math.min(a.length + b.length, mostDifferences);
  const middle = most + 1;
  const far = new Int32Array(2 * most + 3);
  const trace: Int32Array[] = [];
  for (let d = 0; d <= most; d++) {
    trace.push(far.slice(middle - d - 1, middle + d + 2));
    for (let k = -d; k <= d; k += 2) {
      let x = k === -d || (k !== d && far[middle + k - 1]! < far[middle + k + 1]!) ? far[middle + k + 1]! : far[middle + k - 1]! + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      far[middle + k] = x;
      if (x >= a.length && x - k >= b.length) return walkBack(trace, a.length, b.length);
    }
  }
  return [];
}

function walkBack(trace: Int32Array[], endX: number, endY: number): [number, number][] {
  const pairs: [number, number][] = [];
  let [x, y] = [endX, endY];
  for (let d = trace.length - 1; d >= 0; d--) {
    const far = trace[d]!;
    const farOn = (diagonal: number) => far[diagonal + d + 1]!;
    const k = x - y;
    const from = k === -d || (k !== d && farOn(k - 1) < farOn(k + 1)) ? k + 1 : k - 1;
    const fromX = d === 0 ? 0 : farOn(from);
    const fromY = d === 0 ? 0 : fromX - from;
    while (x > fromX && y > fromY) pairs.push([--x, --y]);
    [x, y] = [fromX, fromY];
  }
  return pairs.reverse();
}
