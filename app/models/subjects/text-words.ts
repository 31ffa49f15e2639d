import { fold } from "./names.ts";
import { isOrdinary, placeWords, plainWords, workTitles } from "./ordinary.ts";

// The words of a text, and what stands around each.

export interface Word {
  text: string;
  folded: string;
  from: number;
  to: number;
}

const invisible = /[\u00AD\u200B-\u200D\u2060\uFEFF]/gu;
const wordPattern = /[\p{L}\p{N}\p{M}\u00AD\u200B-\u200D\u2060\uFEFF]+/gu;
const sentenceStart = /(^|[.!?:;>\n•])[\s*_#>"“'’()\d.-]*$/u;

const foldWord = (word: string): string => (/^[a-z0-9]+$/.test(word) ? word : /^[A-Za-z0-9]+$/.test(word) ? word.toLowerCase() : fold(word.replace(invisible, "")).replace(/ /g, ""));

/** The words of a text, folded for case and accents, with their places. */
export function wordsOf(text: string): Word[] {
  return Array.from(text.matchAll(wordPattern), (found) => ({ text: found[0], folded: foldWord(found[0]), from: found.index, to: found.index + found[0].length })).filter((word) => word.folded);
}

/** A name as it is compared: its folded words with one space between. */
export const foldedName = (name: string): string => wordsOf(name).map((word) => word.folded).join(" ");

// The same few thousand names are folded for page after page.
const foldedBefore = new Map<string, string[]>();
/** The folded words of a name. */
export function foldedWords(name: string): string[] {
  let words = foldedBefore.get(name);
  if (!words) {
    if (foldedBefore.size > 20_000) foldedBefore.clear();
    foldedBefore.set(name, (words = wordsOf(name).map((word) => word.folded)));
  }
  return words;
}
/** Written with a capital, or in letters that have none. */
export const isCapital = (word: Word): boolean => word.text.charAt(0) !== word.text.charAt(0).toLowerCase() || !/\p{L}/u.test(word.text.charAt(0));
/** Nothing but the end of another sentence, or the beginning of a line, stands before it. */
export const startsSentence = (text: string, word: Word): boolean => sentenceStart.test(text.slice(Math.max(0, word.from - 60), word.from));
/** "DS Ellis": somebody at work. */
export const afterTitle = (text: string, words: Word[], i: number): boolean => i > 0 && workTitles.has(words[i - 1]!.folded) && /^\.? ?$/.test(text.slice(words[i - 1]!.to, words[i]!.from));

/** "Bowen Street" */
export const beforePlace = (text: string, words: Word[], i: number): boolean => {
  const next = words[i + 1];
  return next !== undefined && isCapital(next) && placeWords.has(next.folded) && / /.test(between(text, words[i]!, next)) && between(text, words[i]!, next).trim() === "";
};

/** "in May", "3 June", "June 2026". */
export const isDate = (text: string, words: Word[], i: number): boolean => {
  const before = words[i - 1]?.folded ?? "";
  return /^(\d+(st|nd|rd|th)?|in|of|by|on|since|until|till|early|late|mid|last|next|this|from|to|before|after|during|every|each|end|and)$/.test(before) || /^\s?\d/.test(text.slice(words[i]!.to, words[i]!.to + 2));
};

/** No name of anybody, unless it stands where only names do. */
export const isPlain = (word: Word): boolean => plainWords.has(word.folded) || isOrdinary(word.folded);
/** What stands between two words. */
export const between = (text: string, a: Word, b: Word): string => text.slice(a.to, b.from);
