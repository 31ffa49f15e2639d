// How near two spellings are: letters left out, doubled, swapped or taken for others, and what sounds the same to British ears, also in names
// that came from Polish, Arabic, Urdu, Welsh and Irish. All words are folded: small letters without accents (names.ts).

/** 3: the same. 2: surely a spelling of it. 1: perhaps. 0: another word. */
export type Likeness = 0 | 1 | 2 | 3;

/** Without letters doubled: "razz" and "raz" are the same. */
const squeeze = (word: string): string => word.replace(/(.)\1+/g, "$1");

/** Letters to add, leave out, change or swap with their neighbour, up to `most`; more than that is `most + 1`. */
export function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2]! + 1);
      row.push(cost);
      if (cost < least) least = cost;
    }
    if (least > most) return most + 1;
    before = last;
    last = row;
  }
  return last[b.length]!;
}

const spoken: [RegExp, string][] = [
  [/^(kn|gn|pn)/, "n"], [/^wr/, "r"], [/^x/, "s"], [/^(mc|mac)(?=[a-z]{3})/, "mk"], [/szcz/g, "x"], [/sz|sch|sh|cz|tch|ch/g, "x"], [/ph|ff/g, "f"], [/ght/g, "t"], [/gh$/, ""], [/gh/g, "g"], [/(ow|aw|ew)(?![aeious])/g, "o"], [/dh/g, "d"], [/kh|ck|cq|q/g, "k"], [/th/g, "t"],
  [/c(?=[eiy])/g, "s"], [/c/g, "k"], [/x(?=x)/g, ""], [/z/g, "s"], [/w/g, "v"], [/ll/g, "l"], [/rh/g, "r"], [/j(?=[^aeiouy]|$)/g, ""],
];
// The same few thousand names are listened to for page after page.
const heardBefore = new Map<string, string>();
/** What it sounds like: its consonants, with those that are heard alike made one, and whether it begins with a vowel. */
export function sound(word: string): string {
  let heard = heardBefore.get(word);
  if (heard === undefined) {
    if (heardBefore.size > 20_000) heardBefore.clear();
    heardBefore.set(word, (heard = listen(word)));
  }
  return heard;
}

function listen(word: string): string {
  let text = word;
  for (const [from, to] of spoken) text = text.replace(from, to);
  const first = text.charAt(0);
  const rest = text.slice(1).replace(/[aeiouyh]/g, "");
  return squeeze(`${/[aeiouy]/.test(first) ? "a" : first}${rest}`);
}

/** How near a word of a text is to a name. */
export function alike(word: string, name: string): Likeness {
  if (word === name) return 3;
  const long = Math.max(word.length, name.length);
  const short = Math.min(word.length, name.length);
  if (short < 3) return 0;
  if (squeeze(word) === squeeze(name)) return 2;
  const sameStart = word.charAt(0) === name.charAt(0);
  const swapped = word.charAt(0) === name.charAt(1) && word.charAt(1) === name.charAt(0);
  const letters = distance(word, name, long >= 8 ? 3 : 2);
  const ear = sound(name);
  const heard = ear.length >= 2 && sound(word) === ear;
  if (long >= 8) {
    if (letters <= 2 && (sameStart || swapped || heard)) return 2;
    if (letters === 3 && heard) return 2;
    return (heard && ear.length >= 4) || (letters <= 2) ? 1 : 0;
  }
  if (long >= 5) {
    if (letters === 1 && (sameStart || swapped || heard)) return short >= 4 || heard ? 2 : 1;
    if (letters === 2 && heard && sameStart && ear.length >= 3) return 2;
    if (letters === 1) return 1;
    return heard && sameStart && ear.length >= 3 ? 1 : 0;
  }
  if (letters === 1 && long === 4 && heard && sameStart) return 2;
  return letters === 1 && (sameStart || swapped) && long === 4 && short >= 3 ? 1 : 0;
}

/** Whether a word is the beginning of a given name, as it is cut short in speech: "Jord", "Kayls", "Meggie". */
export function isCutShort(word: string, name: string): Likeness {
  if (name.length - word.length >= 2 && word.length >= 3 && name.startsWith(word)) return word.length >= 4 ? 2 : 1;
  const base = word.replace(/(?:ie|zy|y|i|s|z|o|a|er)$/, "");
  if (base.length < 3 || base === word || base.length >= name.length) return 0;
  return name.startsWith(base) || name.startsWith(squeeze(base)) ? (base.length >= 4 ? 2 : 1) : 0;
}
