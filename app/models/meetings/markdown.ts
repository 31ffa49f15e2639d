// Markdown of the minutes as a page draws it: what is not in these lists cannot be said, and nothing is ever handed to the browser as HTML.

export const inlineTags = ["strong", "em", "del", "code"] as const;
export const blockTags = ["p", "line", "h3", "h4", "h5", "h6", "blockquote", "pre", "hr", "ul", "ol", "table"] as const;

/** A piece of a line: words, a break, words in a tag, or a link to http, https or mailto (`where`: what it leads to, said beside words that do not). A mark is made only for looking a text over (mark.ts): where a name was replaced, and what stood there; nothing, where it is not resolved. */
export type Inline = string | { t: "br" } | { t: (typeof inlineTags)[number]; c: Inline[] } | { t: "a"; href: string; where: string | null; c: Inline[] } | { t: "mark"; was: string | null; c: Inline[] };

/** A block: a line of its own (`line` without a tag), a list of items, a quotation, a table of head and rows. */
export interface Block {
  t: (typeof blockTags)[number];
  /** The words of a paragraph, heading, line or piece of code. */
  c?: Inline[];
  /** The blocks of a quotation. */
  b?: Block[];
  /** The items of a list, and the number of the first. */
  items?: Block[][];
  start?: number;
  /** The rows of a table, the head first. */
  rows?: Inline[][][];
}

const inlineWords = (list: readonly Inline[] = []): string => list.map((one) => (typeof one === "string" ? one : one.t === "br" ? "\n" : inlineWords(one.c))).join("");

/** The words of blocks, each block on a line of its own: to look for something in them. */
export const wordsIn = (blocks: readonly Block[]): string =>
  blocks.map((one) => [inlineWords(one.c), one.b && wordsIn(one.b), ...(one.items ?? []).map(wordsIn), ...(one.rows ?? []).flat().map((cell) => inlineWords(cell))].filter(Boolean).join("\n")).join("\n");
