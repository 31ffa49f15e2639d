import { pairsIn } from "./near-names.ts";
import { isFamily, isGiven, ways } from "./nearly.ts";
import { type Called, whole } from "./name-tree.ts";
import { foldedWords, wordsOf } from "./text-words.ts";

// By which words a name is looked up, so that a text finds whose names may stand in it and nobody else's need be read. What is looked up is never
// less than what a book would find (references.ts): for somebody far from the meeting, a name whose words all stand in the texts, or a given and a
// family name side by side of which one is written as it is recorded.

/** `whole`: a name under its longest word, with all its words. `given`, `family`: one of these under itself, with the words of the other. */
export interface NameWord {
  word: string;
  part: "whole" | "given" | "family";
  rest: string;
}

/** The words that are kept of all that a subject is called. */
export function nameWords(called: Called): NameWord[] {
  const kept = new Map<string, NameWord>();
  const keep = (one: NameWord) => kept.set(`${one.word} ${one.part} ${one.rest}`, one);
  for (const way of whole(called)) {
    const words = [...new Set(way)].sort();
    // The longest is the rarest: a nickname or a description may have “the” and “of” in it.
    if (words.length) keep({ word: words.reduce((a, b) => (b.length > a.length ? b : a)), part: "whole", rest: words.join(" ") });
  }
  const [given, family] = [foldedWords(called.givenNames ?? ""), foldedWords(called.familyName ?? "")];
  if (given.length && family.length) {
    for (const word of given) keep({ word, part: "given", rest: family.join(" ") });
    for (const word of ways(family)) keep({ word, part: "family", rest: given.join(" ") });
  }
  return [...kept.values()];
}

/** What some texts have of words: all, and which stand beside one another as given and family name might. */
export interface TextWords {
  all: ReadonlySet<string>;
  beside: ReadonlyMap<string, ReadonlySet<string>>;
}

/** The words of texts by which names are looked up. */
export function textWords(texts: readonly string[]): TextWords {
  const beside = new Map<string, Set<string>>();
  const add = (word: string, other: string) => void (beside.get(word)?.add(other) ?? beside.set(word, new Set([other])));
  for (const text of texts)
    for (const [one, other] of pairsIn(text)) {
      add(one, other);
      add(other, one);
    }
  return { all: new Set(texts.flatMap((text) => wordsOf(text).map((word) => word.folded))), beside };
}

/** Whether the name of which this was kept may stand in these texts. */
export function mayStand({ word, part, rest }: NameWord, { all, beside }: TextWords): boolean {
  const words = rest.split(" ");
  if (part === "whole") return words.every((one) => all.has(one));
  return [...(beside.get(word) ?? [])].some((other) => (part === "family" ? isGiven(other, words) : isFamily(other, words)));
}
