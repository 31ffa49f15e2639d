import type { Match, nearly } from "./nearly.ts";
import { isGivenName } from "./nicknames.ts";
import { calendar, isOrdinary, personVerbs, placeWords, plainWords } from "./ordinary.ts";
import { afterTitle, between, isCapital, isDate, isPlain, startsSentence, type Word, wordsOf } from "./text-words.ts";

// Where in a text stands a name that is not written as it is recorded, or may be one.

// Between the words of a name that is not written as it is recorded: no sentence ends there, and no list goes on, but for "Ellis, Jordan".
const closeGap = /^(?:[ \t*_'’ʼ`‐‑-]{0,4}|\. ?|, ?| ["“‘(]|["”’)] )$/u;

/** Whom names may mean, and the words that are no names here. */
export interface NearShelf extends ReturnType<typeof nearly> {
  /** Words that stand in small letters somewhere in these texts. */
  small: ReadonlySet<string>;
  /** Words of names of people at work, and of agencies, panels and schools. */
  atWork: ReadonlySet<string>;
}

/** What at word `i` is a name that is not written as it is recorded, or may be one. `isName`: it is one as it is recorded, and may be half of another. */
export function nearAt(text: string, words: Word[], i: number, shelf: NearShelf, isName: boolean): Match | null {
  const run = runAt(text, words, i);
  return pairAt(text, words, i, run, shelf) ?? (run.length ? aloneAt(text, words, i, run, shelf, isName) : null);
}

/** Given and family name together; in small letters too, when neither is a plain word. */
function pairAt(text: string, words: Word[], i: number, capitals: Word[], shelf: NearShelf): Match | null {
  const run = pairRun(text, words, i, capitals);
  if (isNicknamed(text, run)) {
    const found = shelf.pair([run[0]!.folded, run[2]!.folded]);
    if (found?.sure) return { ...found, length: 3 };
  }
  for (let length = Math.min(5, run.length); length > 1; length--) {
    const part = run.slice(0, length);
    if (part.every(isPlain) || part.some((one, n) => calendar.has(one.folded) && isDate(text, words, i + n))) continue;
    const found = shelf.pair(part.map((one) => one.folded));
    if (found && (found.sure || !part.some((one) => isOrdinary(one.folded) && !plainWords.has(one.folded)))) return found;
  }
  return null;
}

/** The words from `i` on that may be given and family name. */
function pairRun(text: string, words: Word[], i: number, capitals: Word[]): Word[] {
  const [word, next] = [words[i]!, words[i + 1]];
  if (capitals.length > 1) return capitals;
  return !isCapital(word) && next && !isCapital(next) && !isPlain(word) && !isPlain(next) && between(text, word, next).trim() === "" ? [word, next] : [];
}

/** Jordan "Jord" Ellis */
const isNicknamed = (text: string, run: readonly Word[]): boolean => run.length > 2 && /["“(‘]/.test(between(text, run[0]!, run[1]!));

/** Each two words of a text (folded) that may be somebody's given and family name: only in these is a name found, far from the meeting, that is not written as it is recorded. */
export function pairsIn(text: string): [string, string][] {
  const words = wordsOf(text);
  return words.flatMap((word, i): [string, string][] => {
    const run = pairRun(text, words, i, runAt(text, words, i));
    const others = [...(run.length > 1 && !(isPlain(word) && isPlain(run[1]!)) ? [run[1]!] : []), ...(isNicknamed(text, run) ? [run[2]!] : [])];
    return others.map((other) => [word.folded, other.folded]);
  });
}

// Said before a name of somebody; other plain words with a capital before it make it part of a title.
const beforePeople = new Set("mr mrs ms miss uncle auntie aunt big little old young mum dad nan".split(" "));

/** One name by itself: of somebody near the meeting, or of whom nobody knows. */
function aloneAt(text: string, words: Word[], i: number, run: Word[], shelf: NearShelf, isName: boolean): Match | null {
  const word = words[i]!;
  const first = startsSentence(text, word);
  const before = i > 0 && /^ $/.test(between(text, words[i - 1]!, word)) ? words[i - 1]! : null;
  const unlike = isOrdinary(word.folded) && !plainWords.has(word.folded);
  if (/\d/.test(word.folded) || (word.text === word.text.toUpperCase() && word.text.length <= 5) || shelf.atWork.has(word.folded) || afterTitle(text, words, i)) return null;
  // Of several words with hyphens or apostrophes: "Adabayo-Cole", "O'Rorke".
  let compound = 1;
  while (compound < run.length && /^[-‐‑'’ʼ]$/u.test(between(text, run[compound - 1]!, run[compound]!))) compound++;
  if (compound > 1) {
    const found = shelf.alone(run.slice(0, compound).map((one) => one.folded).join(""));
    if (found?.sure) return { ...found, length: compound };
  }
  if (unlike || (plainWords.has(word.folded) && (first || calendar.has(word.folded))) || isPlace(text, words, i, run)) return null;
  const small = shelf.small.has(word.folded);
  if (word.folded.length < 2 || (small && first)) return null;
  const found = isName ? null : shelf.alone(word.folded);
  if (word.folded.length < 3 && !found?.sure) return null;
  // Of a run of names all is asked for, when it is more than the one that is known.
  const names = run.slice(0, 3).filter((one) => !isPlain(one) && !(one.text === one.text.toUpperCase() && one.text.length <= 5));
  const together = names.length > 1 && names.length === Math.min(3, run.length) && /^ $/.test(between(text, run[0]!, run[1]!)) ? names : [word];
  if (together.length > 1 && together.some((one) => shelf.atWork.has(one.folded))) return null;
  if (found?.sure && together.length === 1) return small ? { ...found, sure: false } : found;
  if (isName) return together.length > 1 ? { length: together.length, who: [], sure: false, plural: false } : null;
  if (found) return { length: together.length, who: found.who, sure: false, plural: false };
  // Nobody whom the program knows: only what stands where names of people stand.
  if (small || isPlain(word) || word.folded.length < 3) return null;
  if (before && (["the", "a", "an", "in"].includes(before.folded) || (isCapital(before) && isPlain(before) && !startsSentence(text, before) && !beforePeople.has(before.folded)) || (isCapital(before) && placeWords.has(before.folded)))) return null;
  if (first && together.length > 1 && !isGivenName(word.folded)) return null;
  if (first && !actsLikeAPerson(text, words, i + together.length - 1)) return null;
  return { length: together.length, who: [], sure: false, plural: false };
}

/** Part of the name of a place, a body or a thing, or the label at the head of a line. */
function isPlace(text: string, words: Word[], i: number, run: Word[]): boolean {
  if (run.some((one) => placeWords.has(one.folded))) return true;
  const last = run.at(-1)!;
  const at = i + run.length - 1;
  const next = words[at + 1];
  const after = next?.folded === "s" ? words[at + 2] : next;
  if (after && isCapital(after) && placeWords.has(after.folded) && /^(?: |['’]s )$/.test(text.slice(last.to, after.from))) return true;
  if (i > 0 && ["st", "saint"].includes(words[i - 1]!.folded)) return true;
  return /^[*_]*:/.test(text.slice(last.to)) && startsSentence(text, run[0]!);
}

/** The words with capitals from `i` on that may be of one name. */
function runAt(text: string, words: Word[], i: number): Word[] {
  const run: Word[] = [];
  for (let n = i; n < words.length && run.length < 5; n++) {
    const word = words[n]!;
    const gap = n > i ? between(text, words[n - 1]!, word) : "";
    // A full stop stands after an initial only.
    if (!closeGap.test(gap) || (gap.startsWith(".") && words[n - 1]!.folded.length > 1)) break;
    if (!isCapital(word) || /\d/.test(word.folded)) break;
    run.push(word);
  }
  return run;
}

/** Whether what follows says that it was a person: "Shaz's phone", "Shaz said". */
function actsLikeAPerson(text: string, words: Word[], i: number): boolean {
  if (/^['’]s\b/.test(text.slice(words[i]!.to))) return true;
  const next = words[i + 1];
  return next !== undefined && /^ $/.test(text.slice(words[i]!.to, next.from)) && personVerbs.has(next.folded);
}
