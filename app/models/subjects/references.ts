import { type Called, isRef, longest, type Node, type Owner, plant, whole } from "./name-tree.ts";
import { nearAt, type NearShelf } from "./near-names.ts";
import { type Known, type Meant, nearly } from "./nearly.ts";
import { foldedWords, isCapital, isPlain, type Word, wordsOf } from "./text-words.ts";

// A text for one subject's record, or for an owner outside the panel, names nobody else: others stand there by reference (product.md, chain 5).

export type { Called } from "./name-tree.ts";
export { foldedName, isCapital, wordsOf } from "./text-words.ts";

/** Whom a name in a text means, as a person said: a subject, somebody on no record, or nobody (it is no name, or somebody at work: it stays). */
export interface Choice {
  folded: string;
  who: "subject" | "somebody" | "nobody";
  id: string | null;
  ref: string | null;
}
/** Stands in place of the name of somebody on no record. */
export const somebodyElse = "a person not on record";

/** A name that was replaced: by which reference, and how it was known. */
export interface Piece {
  from: number;
  to: number;
  ref: string;
  how: "name" | "spelling" | "chosen";
}
/** What may be a name, and no program can say whose. */
export interface Unsure {
  from: number;
  to: number;
  written: string;
  folded: string;
  who: Meant[];
}
export interface Reading {
  pieces: Piece[];
  unsure: Unsure[];
}

/** Rewrites a text in which the names of `own` stay. */
export type Rewrite = (text: string, ...own: string[]) => string;
/** The names of everybody recorded, for reading texts. */
export interface Book extends Rewrite {
  /** What in the text is a name, and what may be one. */
  read: (text: string, ...own: string[]) => Reading;
  /** The same book where people have said whom some names mean. */
  choosing: (choices: readonly Choice[]) => Book;
}
export interface Keep {
  /** Names of people at work: these stay. */
  people?: readonly string[];
  /** Names of agencies, panels, schools: their words are no names of people. */
  known?: readonly string[];
}

/**
 * Reads all the names once, for texts in which only `words` occur (folded). Returns the way to rewrite a text: names of the subjects that it is
 * for stay, everybody else's become references. The longest name wins. `small` are the words that stand in small letters in these texts.
 */
export function nameBook(all: readonly Called[], words: ReadonlySet<string>, keep: Keep = {}, small: ReadonlySet<string> = new Set()): Book {
  const root: Node = { next: new Map(), owners: [] };
  const add = (way: string[], owner: Owner) => plant(root, words, way, owner);
  // Written as it is, or with words joined ("OBrien"): what has none of this in the text is not looked at further.
  const spoken = (parts: readonly string[]): boolean => parts.some((word, i) => words.has(word) || (i > 0 && words.has(parts[i - 1]! + word))) || words.has(parts.join(""));
  const known: Known[] = [];
  for (const called of all) {
    const family = foldedWords(called.familyName ?? "");
    const given = foldedWords(called.givenNames ?? "");
    const first = given.slice(0, 1);
    const named = [given, family, ...called.names.map(foldedWords), [...first, ...family], [...family, ...first], [...family, ...given]].some(spoken);
    if (!called.near && !named) continue;
    const { id, ref, near } = called;
    known.push({ id, ref, near, given, family, aliases: called.names.filter((name) => !isRef(name)).map(foldedWords).filter((name) => name.length && name.join() !== [...given, ...family].join()) });
    if (!named) continue;
    for (const way of whole(called)) add(way, { id, ref, near, single: false, family: false });
    if (near) {
      const alone = { id, ref, near: true, single: true };
      add(family, { ...alone, family: true });
      if (family.length > 1) add([family.join("")], { ...alone, family: true });
      for (const name of given) add([name], { ...alone, family: false });
    }
  }
  const people = (keep.people ?? []).map(foldedWords);
  for (const name of people) add(name, { id: "", ref: "", near: false, single: false, family: false });
  const shelf: Shelf = { root, small, ...nearly(known, words, people), atWork: new Set([...people.flat(), ...(keep.known ?? []).flatMap(foldedWords)]), choices: new Map() };
  return bookOn(shelf);
}

interface Shelf extends NearShelf {
  root: Node;
  choices: ReadonlyMap<string, Choice>;
}

function bookOn(shelf: Shelf): Book {
  const read = (text: string, ...own: string[]): Reading => readText(text, new Set(own), shelf);
  const book = (text: string, ...own: string[]): string => {
    let out = "";
    let done = 0;
    for (const piece of read(text, ...own).pieces) {
      out += text.slice(done, piece.from) + piece.ref;
      done = piece.to;
    }
    return out + text.slice(done);
  };
  return Object.assign(book, { read, choosing: (choices: readonly Choice[]) => bookOn({ ...shelf, choices: new Map(choices.map((choice) => [choice.folded, choice])) }) });
}

const several = (who: readonly Meant[]): string => (who.length <= 3 ? who.map((one) => one.ref).join(" or ") : "somebody on record");

function readText(text: string, own: ReadonlySet<string>, shelf: Shelf): Reading {
  const words = wordsOf(text);
  const reading: Reading = { pieces: [], unsure: [] };
  const span = (i: number, length: number) => ({ from: words[i]!.from, to: words[i + length - 1]!.to });
  const list = (i: number, length: number, who: Meant[]) => {
    const { from, to } = span(i, length);
    reading.unsure.push({ from, to, written: text.slice(from, to), folded: words.slice(i, i + length).map((word) => word.folded).join(" "), who });
  };
  for (let i = 0; i < words.length; ) {
    const exact = longest(text, words, i, shelf.root, own);
    const chosen = choiceAt(words, i, shelf);
    if (chosen && chosen.length >= (exact?.length ?? 0)) {
      const ref = chosen.choice.who === "subject" ? chosen.choice.ref! : chosen.choice.who === "somebody" ? somebodyElse : null;
      if (ref && !own.has(chosen.choice.id ?? "")) reading.pieces.push({ ...span(i, chosen.length), ref, how: "chosen" });
      i += chosen.length;
      continue;
    }
    const near = exact && exact.length > 1 ? null : nearAt(text, words, i, shelf, exact !== null);
    if (near && near.length > (exact?.length ?? 0)) {
      const stays = near.who.some((one) => own.has(one.id)) || (near.sure && !near.who.length);
      if (!stays && near.sure) reading.pieces.push({ ...span(i, near.length), ref: `${near.who[0]!.ref}${near.plural ? " family" : ""}`, how: "spelling" });
      else if (!stays) {
        list(i, near.length, near.who);
        // Half of it is a name as it is recorded: that much is never left.
        if (exact?.who.length) reading.pieces.push({ ...span(i, exact.length), ref: several(exact.who), how: "name" });
      }
      i += near.length;
    } else if (exact) {
      if (exact.who.length) reading.pieces.push({ ...span(i, exact.length), ref: several(exact.who), how: "name" });
      if (exact.who.length > 1 && !exact.family) list(i, exact.length, exact.who);
      i += exact.length;
    } else i++;
  }
  return reading;
}

function choiceAt(words: Word[], i: number, { choices }: Shelf): { choice: Choice; length: number } | null {
  if (!choices.size) return null;
  for (let length = Math.min(5, words.length - i); length > 0; length--) {
    const choice = choices.get(words.slice(i, i + length).map((word) => word.folded).join(" "));
    // "Will" may be said to be somebody; "will" is a word.
    if (choice && (length > 1 || isCapital(words[i]!) || !isPlain(words[i]!))) return { choice, length };
  }
  return null;
}
