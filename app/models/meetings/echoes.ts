import { never, type Piece, type Story, stands } from "./history.ts";
import { joined, type Range, shared } from "./ranges.ts";

/** Shorter runs than this stand in any text by chance. */
const least = 8;

/**
 * The same words where they stood before under other ids and stand no longer: what is undone, pasted, restored or put back comes as a copy,
 * and the history still shows what it was copied from. Found by the passage as a whole, and by each part of it that came in one piece.
 */
export function echoesOf(story: Story, ranges: Range[]): Range[] {
  const needles = needlesOf(story, ranges);
  if (!needles.length) return [];
  const reach = Math.max(...needles.map((needle) => needle.length)) - 1;
  const echoes: Range[] = [];
  for (const [i, { gone }] of story.pieces.entries()) {
    if (gone === never) continue;
    // As it stood just before this piece went: no further around it than the words are long.
    const before = around(story.pieces, i, gone - 1, reach);
    const text = before.map((piece) => piece.text).join("");
    for (const needle of needles) for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1)) echoes.push(...goneBetween(before, at, at + needle.length));
  }
  return joined(echoes);
}

/** A piece with those before and after it that stood at that row, as far as so many characters. */
function around(pieces: Piece[], i: number, seq: number, reach: number): Piece[] {
  const walk = (step: 1 | -1): Piece[] => {
    const found: Piece[] = [];
    for (let at = i + step, left = reach; at >= 0 && at < pieces.length && left > 0; at += step)
      if (stands(pieces[at]!, seq)) {
        found.push(pieces[at]!);
        left -= pieces[at]!.text.length;
      }
    return found;
  };
  return [...walk(-1).reverse(), pieces[i]!, ...walk(1)];
}

function needlesOf(story: Story, ranges: Range[]): string[] {
  let whole = "";
  const parts: string[] = [];
  let last: Piece | null = null;
  for (const piece of story.pieces) {
    for (const [, clock, length] of shared([[piece.client, piece.clock, piece.text.length]], ranges)) {
      const words = piece.text.slice(clock - piece.clock, clock - piece.clock + length);
      if (stands(piece, story.seq)) whole += words;
      if (last && last.client === piece.client && last.clock + last.text.length === clock) parts[parts.length - 1] += words;
      else parts.push(words);
      last = { ...piece, clock, text: words };
    }
  }
  return [...new Set([whole, ...parts])].filter((words) => words.trim().length >= least);
}

/** The characters from one place to another of a text, those that stand no longer. */
function goneBetween(pieces: Piece[], from: number, to: number): Range[] {
  const ranges: Range[] = [];
  let at = 0;
  for (const { client, clock, text, gone } of pieces) {
    const [start, end] = [Math.max(from, at), Math.min(to, at + text.length)];
    if (start < end && gone !== never) ranges.push([client, clock + start - at, end - start]);
    at += text.length;
    if (at >= to) break;
  }
  return ranges;
}
