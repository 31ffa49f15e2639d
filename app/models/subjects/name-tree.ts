import type { Meant } from "./nearly.ts";
import { calendar, functionWords, isOrdinary, plainWords } from "./ordinary.ts";
import { afterTitle, beforePlace, foldedWords, isCapital, isDate, startsSentence, type Word } from "./text-words.ts";

// Names as they are recorded, word by word: the longest that stands in a text is found.

/** What one recorded subject is called. */
export interface Called {
  id: string;
  ref: string;
  givenNames: string | null;
  familyName: string | null;
  /** Display name, aliases, user names, a location's name: each as one name. */
  names: string[];
  /** Listed at the meeting or linked to one that is: then given or family name alone count too, and names that are not written as they are recorded. */
  near: boolean;
}

/** Whose a name is; nobody's on record, where it is that of somebody at work. */
export interface Owner {
  id: string;
  ref: string;
  near: boolean;
  /** A given or family name alone: counts when written with a capital. */
  single: boolean;
  family: boolean;
}
export interface Node {
  next: Map<string, Node>;
  owners: Owner[];
}
// What may stand between the words of one name: "Featherstone-Haugh, José", "**Amy** Jones", a line's end.
const gapPattern = /^[\s\-‐‑–—,.'’ʼ`*_~·"“”()]{0,6}$/u;
/** A display name may be no more than the reference. */
export const isRef = (name: string): boolean => /^[COL]-\d{4,}$/.test(name);

/** Every way in which a subject may be written: whole names in either order, with the first given name alone, and each alias. */
export function whole(called: Called): string[][] {
  const family = foldedWords(called.familyName ?? "");
  const given = foldedWords(called.givenNames ?? "");
  const ways: string[][] = called.names.filter((name) => !isRef(name)).map(foldedWords);
  if (given.length && family.length) for (const first of [given, given.slice(0, 1)]) ways.push([...first, ...family], [...family, ...first]);
  else ways.push([...given, ...family]);
  return ways.flatMap((way) => (way.length > 1 ? [way, [way.join("")], ...apostrophes(way)] : [way]));
}

/** "o brien" is also written "obrien". */
const apostrophes = (way: string[]): string[][] => way.flatMap((word, i) => (word.length === 1 && i + 1 < way.length ? [[...way.slice(0, i), word + way[i + 1], ...way.slice(i + 2)]] : []));

/** Lets a name into the tree when all its words occur in the texts. */
export function plant(root: Node, words: ReadonlySet<string>, way: string[], owner: Owner): void {
  if (!way.length || !way.every((word) => words.has(word))) return;
  let node = root;
  for (const word of way) {
    let next = node.next.get(word);
    if (!next) node.next.set(word, (next = { next: new Map(), owners: [] }));
    node = next;
  }
  if (!node.owners.some((o) => o.id === owner.id && o.single === owner.single)) node.owners.push(owner);
}

/** The longest name that starts at word `i`, and whose it is: nobody's when it stays. */
export function longest(text: string, words: Word[], i: number, root: Node, own: ReadonlySet<string>): { who: Meant[]; length: number; family: boolean } | null {
  let node = root;
  let best: { who: Meant[]; length: number; family: boolean } | null = null;
  for (let length = 1; i + length <= words.length; length++) {
    const word = words[i + length - 1]!;
    if (length > 1 && !gapPattern.test(text.slice(words[i + length - 2]!.to, word.from))) break;
    const next = node.next.get(word.folded);
    if (!next) break;
    node = next;
    const counts = node.owners.filter((owner) => own.has(owner.id) || (length === 1 ? countsAlone(text, words, i, owner) : true));
    if (!counts.length) continue;
    const classes = [counts.filter((o) => o.id && o.near && !o.single), counts.filter((o) => o.id && !o.single), counts.filter((o) => o.id)];
    const first = counts.some((owner) => own.has(owner.id)) ? [] : (classes.find((some) => some.length) ?? []);
    best = { who: [...new Map(first.map(({ id, ref }) => [id, { id, ref }])).values()], length, family: first.length > 0 && first.every((owner) => owner.family) };
  }
  return best;
}

function countsAlone(text: string, words: Word[], i: number, owner: Owner): boolean {
  const word = words[i]!;
  const capital = isCapital(word);
  if (functionWords.has(word.folded) || word.folded.length === 1) return capital && !owner.single && !["a", "i"].includes(word.folded) && !startsSentence(text, word);
  const plain = plainWords.has(word.folded) || isOrdinary(word.folded);
  if (!owner.single) return capital || !plain;
  if (afterTitle(text, words, i) || beforePlace(text, words, i)) return false;
  if (!capital) return word.folded.length >= 5 && !plain;
  return !(plain && startsSentence(text, word)) && !(calendar.has(word.folded) && !startsSentence(text, word) && isDate(text, words, i));
}
