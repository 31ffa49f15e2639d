import { fold } from "./names.ts";

// A text for one subject's record, or for an owner outside the panel, names nobody else: others stand there by reference (product.md, chain 5).

/** What one recorded subject is called. */
export interface Called {
  id: string;
  ref: string;
  givenNames: string | null;
  familyName: string | null;
  /** Display name, aliases, user names, a location's name: each as one name. */
  names: string[];
  /** Listed at the meeting or linked to one that is: then given or family name alone count too. */
  near: boolean;
}

interface Owner {
  id: string;
  ref: string;
  near: boolean;
  /** A given or family name alone: counts when written with a capital. */
  single: boolean;
}
interface Node {
  next: Map<string, Node>;
  owners: Owner[];
}
interface Word {
  text: string;
  folded: string;
  from: number;
  to: number;
}

const invisible = /[\u00AD\u200B-\u200D\u2060\uFEFF]/gu;
const wordPattern = /[\p{L}\p{N}\p{M}\u00AD\u200B-\u200D\u2060\uFEFF]+/gu;
// What may stand between the words of one name: "Featherstone-Haugh, José", "**Amy** Jones", a line's end.
const gapPattern = /^[\s\-‐‑–—,.'’ʼ`*_~·"“”()]{0,6}$/u;
const sentenceStart = /(^|[.!?:;>\n])[\s*_#>"“'’()\d.-]*$/u;
// Given and family names that are also plain words: alone, they count only within a sentence.
const plainWords = new Set("will may mark grace hope faith joy rose young white black brown green grey gray may june april august art bill bob dean drew frank gene grant guy jack jay kay lance max miles nick pat ray rob rod sky skye summer sunny trinity violet ivy lily daisy poppy hazel holly heather amber ruby pearl jade crystal charity patience prudence chance chase cash king prince duke earl hunter mason baker cook carter taylor smith page price park parks street wood woods field fields hill hills ford cross day knight long short little small large good best swift sharp strong wise savage church bell ball ball fox wolf lamb swan bird drake house home north south east west moon star stone rivers banks marsh moor lane".split(" "));
const functionWords = new Set("a i an the and or but if of in on at by to for with from as is are was were be been it its he she they them him her his hers we us you my our your this that there here not no yes do did does so up out off one two all any some who what when where how".split(" "));

const foldWord = (word: string): string => (/^[a-z0-9]+$/.test(word) ? word : /^[A-Za-z0-9]+$/.test(word) ? word.toLowerCase() : fold(word.replace(invisible, "")).replace(/ /g, ""));

/** The words of a text, folded for case and accents, with their places. */
export function wordsOf(text: string): Word[] {
  return Array.from(text.matchAll(wordPattern), (found) => ({ text: found[0], folded: foldWord(found[0]), from: found.index, to: found.index + found[0].length })).filter((word) => word.folded);
}

// The same few thousand names are folded for page after page.
const foldedBefore = new Map<string, string[]>();
function foldedWords(name: string): string[] {
  let words = foldedBefore.get(name);
  if (!words) {
    if (foldedBefore.size > 20_000) foldedBefore.clear();
    foldedBefore.set(name, (words = wordsOf(name).map((word) => word.folded)));
  }
  return words;
}
const isRef = (name: string): boolean => /^[COL]-\d{4,}$/.test(name);

/** Every way in which a subject may be written: whole names in either order, with the first given name alone, and each alias. */
function whole(called: Called): string[][] {
  const family = foldedWords(called.familyName ?? "");
  const given = foldedWords(called.givenNames ?? "");
  const ways: string[][] = called.names.filter((name) => !isRef(name)).map(foldedWords);
  if (given.length && family.length) for (const first of [given, given.slice(0, 1)]) ways.push([...first, ...family], [...family, ...first]);
  else ways.push([...given, ...family]);
  return ways.flatMap((way) => (way.length > 1 ? [way, [way.join("")], ...apostrophes(way)] : [way]));
}

/** "o brien" is also written "obrien". */
const apostrophes = (way: string[]): string[][] => way.flatMap((word, i) => (word.length === 1 && i + 1 < way.length ? [[...way.slice(0, i), word + way[i + 1], ...way.slice(i + 2)]] : []));

/** Rewrites a text in which the names of `own` stay. */
export type Rewrite = (text: string, ...own: string[]) => string;

/**
 * Reads all the names once, for texts in which only `words` occur (folded). Returns the way to rewrite a text:
 * names of the subjects that it is for stay, everybody else's become references. The longest name wins; `keep` are names of people at work that stay.
 */
export function nameBook(all: readonly Called[], words: ReadonlySet<string>, keep: readonly string[] = []): Rewrite {
  const root: Node = { next: new Map(), owners: [] };
  const add = (way: string[], owner: Owner) => {
    if (!way.length || !way.every((word) => words.has(word))) return;
    let node = root;
    for (const word of way) {
      let next = node.next.get(word);
      if (!next) node.next.set(word, (next = { next: new Map(), owners: [] }));
      node = next;
    }
    if (!node.owners.some((o) => o.id === owner.id && o.single === owner.single)) node.owners.push(owner);
  };
  // Written as it is, or with words joined ("OBrien"): what has none of this in the text is not looked at further.
  const spoken = (name: string | null): boolean => {
    if (name === null) return false;
    const parts = foldedWords(name);
    return parts.some((word, i) => words.has(word) || (i > 0 && words.has(parts[i - 1]! + word))) || words.has(parts.join(""));
  };
  for (const called of all) {
    if (![called.givenNames, called.familyName, ...called.names].some(spoken)) continue;
    for (const way of whole(called)) add(way, { id: called.id, ref: called.ref, near: called.near, single: false });
    if (called.near) {
      const alone = { id: called.id, ref: called.ref, near: true, single: true };
      const family = foldedWords(called.familyName ?? "");
      const given = foldedWords(called.givenNames ?? "");
      add(family, alone);
      if (family.length > 1) add([family.join("")], alone);
      for (const name of given) add([name], alone);
    }
  }
  for (const name of keep) add(foldedWords(name), { id: "", ref: "", near: false, single: false });
  return (text, ...own) => rewrite(text, new Set(own), root);
}

function rewrite(text: string, own: ReadonlySet<string>, root: Node): string {
  const words = wordsOf(text);
  let out = "";
  let done = 0;
  for (let i = 0; i < words.length; ) {
    const match = longest(text, words, i, root, own);
    if (!match) {
      i++;
      continue;
    }
    if (match.ref) {
      out += text.slice(done, words[i]!.from) + match.ref;
      done = words[i + match.length - 1]!.to;
    }
    i += match.length;
  }
  return out + text.slice(done);
}

/** The longest name that starts at word `i`: the reference to write, or "" when it stays. */
function longest(text: string, words: Word[], i: number, root: Node, own: ReadonlySet<string>): { ref: string; length: number } | null {
  let node = root;
  let best: { ref: string; length: number } | null = null;
  for (let length = 1; i + length <= words.length; length++) {
    const word = words[i + length - 1]!;
    if (length > 1 && !gapPattern.test(text.slice(words[i + length - 2]!.to, word.from))) break;
    const next = node.next.get(word.folded);
    if (!next) break;
    node = next;
    const counts = node.owners.filter((owner) => own.has(owner.id) || (length === 1 ? countsAlone(text, words[i]!, owner) : true));
    if (!counts.length) continue;
    const other = counts.some((owner) => own.has(owner.id)) ? null : (counts.find((o) => o.id && o.near && !o.single) ?? counts.find((o) => o.id && !o.single) ?? counts.find((o) => o.id));
    best = { ref: other?.ref ?? "", length };
  }
  return best;
}

function countsAlone(text: string, word: Word, owner: Owner): boolean {
  const capital = word.text.charAt(0) !== word.text.charAt(0).toLowerCase() || !/\p{L}/u.test(word.text.charAt(0));
  if (functionWords.has(word.folded) || word.folded.length === 1) return capital && !owner.single && !["a", "i"].includes(word.folded) && !sentenceStart.test(text.slice(Math.max(0, word.from - 60), word.from));
  if (!owner.single) return true;
  return capital && !(plainWords.has(word.folded) && sentenceStart.test(text.slice(Math.max(0, word.from - 60), word.from)));
}
