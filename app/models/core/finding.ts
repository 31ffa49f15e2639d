// Words that are looked for in minutes: capitals and accents do not matter.

const mostWords = 6;

/** The text in small letters without accents: each character stays one character, so that what is found in it is found at the same place in the text. */
export const folded = (text: string): string =>
  Array.from({ length: text.length }, (_, i) => {
    const plain = text[i]!.normalize("NFD")[0]!.toLowerCase();
    return plain.length === 1 ? plain : text[i]!;
  }).join("");

/** The words of what was typed, folded, each once: two characters at least, and six words at most. */
export const wordsOf = (typed: string): string[] => [...new Set(folded(typed.normalize("NFC")).split(/[\s,;“”"]+/).map((word) => word.replace(/^[.()]+|[.()]+$/g, "")).filter((word) => word.length >= 2))].slice(0, mostWords);

/** Whether every word stands in the text. */
export const holds = (text: string, words: readonly string[]): boolean => {
  const plain = folded(text);
  return words.length > 0 && words.every((word) => plain.includes(word));
};

/** A word as a pattern for `like`, in small letters. */
export const patternOf = (word: string): string => `%${word.replace(/[\\%_]/g, "_")}%`;

export interface Excerpt {
  /** Runs of the text; those that were looked for are marked. */
  runs: { text: string; found: boolean }[];
  /** Whether text stands before and after that is not shown. */
  before: boolean;
  after: boolean;
}

const around = 110;

/** A short piece of the text around the first of the words, with all of them marked. */
export function excerptOf(text: string, words: readonly string[]): Excerpt {
  const clean = text.replace(/^\s*-\s+/gm, "").replace(/[*_#>`]+/g, "").replace(/\s+/g, " ").trim();
  const plain = folded(clean);
  const first = Math.min(...words.map((word) => plain.indexOf(word)).filter((at) => at >= 0), clean.length);
  let from = Math.max(0, (first === clean.length ? 0 : first) - around);
  let to = Math.min(clean.length, from + 2 * around + 30);
  // At words' ends, not within them.
  if (from > 0) from = clean.indexOf(" ", from) + 1 || from;
  if (to < clean.length) to = Math.max(clean.lastIndexOf(" ", to), from + around);
  const marks: [number, number][] = [];
  for (const word of words) for (let at = plain.indexOf(word, from); at >= 0 && at + word.length <= to; at = plain.indexOf(word, at + word.length)) marks.push([at, at + word.length]);
  marks.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  const runs: Excerpt["runs"] = [];
  let at = from;
  for (const [start, end] of marks) {
    if (start < at) continue;
    if (start > at) runs.push({ text: clean.slice(at, start), found: false });
    runs.push({ text: clean.slice(start, end), found: true });
    at = end;
  }
  if (at < to) runs.push({ text: clean.slice(at, to), found: false });
  return { runs, before: from > 0, after: to < clean.length };
}
