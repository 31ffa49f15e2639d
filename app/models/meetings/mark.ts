import type { Reading } from "../subjects/references.ts";
import type { Block, Inline } from "./markdown.ts";

// A text for looking over: where a name was replaced stands what replaced it and what stood there, between characters that nobody types.

const [from, was, to, open, close] = ["\uE000", "\uE001", "\uE002", "\uE003", "\uE004"];
const marks = /[\uE000-\uE004]/g;
const marked = /\uE000([^\uE000-\uE004]*)\uE001([^\uE000-\uE004]*)\uE002|\uE003([^\uE000-\uE004]*)\uE004/g;

/** The text with its names replaced, and each such place, and each that is not resolved, marked. */
export function markOf(text: string, { pieces, unsure }: Reading): string {
  let out = "";
  let done = 0;
  const places = [...pieces.map((piece) => ({ ...piece, told: `${from}${piece.ref}${was}${text.slice(piece.from, piece.to).replace(marks, "").replace(/[\s*_#>`]+/g, " ")}${to}` })), ...unsure.filter((one) => !pieces.some((piece) => piece.from < one.to && one.from < piece.to)).map((one) => ({ ...one, told: `${open}${text.slice(one.from, one.to).replace(marks, "")}${close}` }))].sort((a, b) => a.from - b.from);
  for (const place of places) {
    out += text.slice(done, place.from).replace(marks, "") + place.told;
    done = place.to;
  }
  return out + text.slice(done).replace(marks, "");
}

/** A line with its marks as pieces of their own. */
export function markedLine(text: string): Inline[] {
  const line: Inline[] = [];
  let done = 0;
  for (const found of text.matchAll(marked)) {
    if (found.index > done) line.push(text.slice(done, found.index));
    line.push(found[3] === undefined ? { t: "mark", was: found[2]!, c: [found[1]!] } : { t: "mark", was: null, c: [found[3]] });
    done = found.index + found[0].length;
  }
  if (done < text.length) line.push(text.slice(done));
  return line;
}

const inlines = (list: readonly Inline[]): Inline[] => list.flatMap((one): Inline[] => (typeof one === "string" ? markedLine(one) : one.t === "br" ? [one] : [{ ...one, c: inlines(one.c) }]));

/** The same in blocks of Markdown. */
export const markedBlocks = (blocks: readonly Block[]): Block[] =>
  blocks.map((block) => ({
    ...block, ...(block.c && { c: inlines(block.c) }), ...(block.b && { b: markedBlocks(block.b) }), ...(block.items && { items: block.items.map(markedBlocks) }), ...(block.rows && { rows: block.rows.map((row) => row.map(inlines)) }),
  }));
