// Near spelling without a full-text engine: names are folded, cut into overlapping threes, and compared by how many they share.

/** Lower case without accents or punctuation: "Mairéad Ní-Bhriain" and "mairead ni bhriain" fold to the same words. */
export const fold = (text: string): string =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/ß/g, "ss").replace(/ł/g, "l").replace(/ø/g, "o").replace(/đ/g, "d").replace(/æ/g, "ae").replace(/['’`]/g, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();

/** The threes of every word; a word's start counts twice over, its end once ("ann" → "  a", " an", "ann", "nn "). An unfinished last word has no end. */
export function gramsOf(text: string, { unfinished = false } = {}): string[] {
  const words = fold(text).split(" ").filter(Boolean);
  const grams = new Set<string>();
  words.forEach((word, index) => {
    const padded = `  ${word}${unfinished && index === words.length - 1 ? "" : " "}`;
    for (let i = 0; i + 3 <= padded.length; i++) grams.add(padded.slice(i, i + 3));
  });
  return [...grams];
}

/** The share of `wanted`'s threes that `name` has, 0 to 1. */
export function likeness(wanted: string, name: string, { unfinished = false } = {}): number {
  const grams = gramsOf(wanted, { unfinished });
  if (!grams.length) return 0;
  const has = new Set(gramsOf(name));
  return grams.filter((gram) => has.has(gram)).length / grams.length;
}
