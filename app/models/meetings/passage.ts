import * as Y from "yjs";
import type { Range } from "./scrub.ts";

/** A piece of the text as it is chosen to be withdrawn. */
export interface Passage {
  /** Its characters that are to be seen. */
  ranges: Range[];
  /** Those that were typed and deleted between them. */
  between: Range[];
  /** Those that were typed and deleted right before and after: an earlier try at its first word, say. */
  beside: Range[];
}

/** The passage from one place of the visible text to another. */
export function passageAt(text: Y.Text, from: number, to: number): Passage {
  const passage: Passage = { ranges: [], between: [], beside: [] };
  let waiting: Range[] = [];
  let at = 0;
  for (let item = text._start; item; item = item.right) {
    if (item.deleted) {
      waiting.push([item.id.client, item.id.clock, item.length]);
      continue;
    }
    const start = Math.max(from, at);
    const end = Math.min(to, at + item.length);
    if (start < end) {
      (passage.ranges.length ? passage.between : passage.beside).push(...waiting);
      passage.ranges.push([item.id.client, item.id.clock + start - at, end - start]);
    } else if (passage.ranges.length) break;
    waiting = [];
    at += item.length;
    if (at > to) break;
  }
  if (passage.ranges.length) passage.beside.push(...waiting);
  return passage;
}

/** The places in the visible text so widened that no character which takes two places is cut. */
export function wholeCharacters(text: string, from: number, to: number): [from: number, to: number] {
  const low = (at: number) => at > 0 && at < text.length && /[\udc00-\udfff]/.test(text[at]!) && /[\ud800-\udbff]/.test(text[at - 1]!);
  return [low(from) ? from - 1 : from, low(to) ? to + 1 : to];
}

/** In how many more places of the text the same words stand. */
export const standsAlso = (visible: string, words: string): number => (words.trim().length < 3 ? 0 : Math.max(0, visible.split(words.trim()).length - 2));

/** What is to be withdrawn, as a form carries it: ids alone, never words; those to be seen, then those that were deleted at their place. */
export interface Chosen {
  ranges: Range[];
  deleted: Range[];
}
const code = (ranges: Range[]): string => ranges.map((range) => range.join(".")).join("-");
export const chosenCode = ({ ranges, deleted }: Chosen): string => `${code(ranges)}~${code(deleted)}`;

/** Reads what `chosenCode` wrote; null when it is nothing of the kind. */
export function readChosen(text: string): Chosen | null {
  const found = /^(\d{1,16}\.\d{1,10}\.\d{1,7}(?:-\d{1,16}\.\d{1,10}\.\d{1,7})*)~((?:\d{1,16}\.\d{1,10}\.\d{1,7}(?:-(?!$)|$))*)$/.exec(text);
  const read = (part: string): Range[] => part.split("-").filter(Boolean).map((one) => one.split(".").map(Number) as Range);
  return found && { ranges: read(found[1]!), deleted: read(found[2]!) };
}

/** A place in the text, as an address carries it. */
export const placeCode = (position: Y.RelativePosition): string => [...Y.encodeRelativePosition(position)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** Where that place is now; null when it is not in this text. */
export function indexAt(text: Y.Text, code: string): number | null {
  if (!text.doc || !/^([0-9a-f]{2}){1,64}$/.test(code)) return null;
  try {
    const at = Y.createAbsolutePositionFromRelativePosition(Y.decodeRelativePosition(Uint8Array.from(code.match(/../g)!, (pair) => Number.parseInt(pair, 16))), text.doc);
    return at?.type === text ? at.index : null;
  } catch {
    return null;
  }
}

/** What characters a log brought, by their ids: the words of a passage, also of those that were deleted since. */
export class Words {
  private readonly byClient = new Map<number, { clock: number; str: string }[]>();

  constructor(updates: Uint8Array[]) {
    for (const update of updates)
      for (const struct of Y.decodeUpdate(update).structs)
        if (struct instanceof Y.Item && struct.content instanceof Y.ContentString) {
          const known = this.byClient.get(struct.id.client) ?? [];
          known.push({ clock: struct.id.clock, str: struct.content.str });
          this.byClient.set(struct.id.client, known);
        }
    for (const pieces of this.byClient.values()) pieces.sort((a, b) => a.clock - b.clock);
  }

  of(ranges: Range[]): string {
    return ranges.map((range) => this.lettersOf(range).join("")).join("");
  }

  /** Each character of the range; "" where the log holds none any more. */
  lettersOf([client, clock, length]: Range): string[] {
    const letters: string[] = Array(length).fill("");
    const pieces = this.byClient.get(client) ?? [];
    let [low, high] = [0, pieces.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (pieces[middle]!.clock + pieces[middle]!.str.length <= clock) low = middle + 1;
      else high = middle;
    }
    for (let i = low; i < pieces.length && pieces[i]!.clock < clock + length; i++) {
      const { clock: from, str } = pieces[i]!;
      for (let at = Math.max(from, clock); at < Math.min(from + str.length, clock + length); at++) letters[at - clock] = str[at - from]!;
    }
    return letters;
  }
}
