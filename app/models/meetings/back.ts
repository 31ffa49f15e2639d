import { type Edit, editsOf } from "./difference.ts";
import { type Story, stands } from "./history.ts";
import { joined, type Range } from "./ranges.ts";

/** The edits that put characters back where they stood: those of the ranges that stand no longer and that the log still holds. */
export function lostWords(story: Story, ranges: Range[]): Edit[] {
  const wanted = new Map<number, Range[]>();
  for (const range of joined(ranges)) wanted.set(range[0], [...(wanted.get(range[0]) ?? []), range]);
  const edits: Edit[] = [];
  let at = 0;
  for (const piece of story.pieces) {
    if (stands(piece, story.seq)) {
      at += piece.text.length;
      continue;
    }
    // What came and went with one row was never seen by anybody.
    if (piece.gone <= piece.born) continue;
    for (const [, clock, length] of wanted.get(piece.client) ?? []) {
      const insert = piece.text.slice(Math.max(0, clock - piece.clock), Math.max(0, clock + length - piece.clock));
      const last = edits.at(-1);
      if (insert && last?.at === at) last.insert += insert;
      else if (insert) edits.push({ at, remove: 0, insert });
    }
  }
  return edits;
}

/** The edits that make of the present text that of row `at`. What stood then and stands now is not touched, nor is what was typed again in the same words. */
export function editsBackTo(story: Story, at: number): Edit[] {
  const edits: Edit[] = [];
  let [place, gone, fresh] = [0, "", ""];
  const settle = () => {
    for (const edit of editsOf(gone, fresh)) edits.push({ ...edit, at: place + edit.at });
    place += gone.length;
    [gone, fresh] = ["", ""];
  };
  for (const piece of story.pieces) {
    const [now, then] = [stands(piece, story.seq), stands(piece, at)];
    if (now && then) {
      settle();
      place += piece.text.length;
    } else if (now) gone += piece.text;
    else if (then) fresh += piece.text;
  }
  settle();
  return edits;
}
