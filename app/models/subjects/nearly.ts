import { alike, isCutShort, type Likeness, sound } from "./alike.ts";
import { otherForms, sisterForms } from "./nicknames.ts";

// Who is meant where a name is not written as it is recorded: misspelt, cut short, a nickname, an initial with the family name. People on or near
// the meeting's agenda are looked for by each of their names alone; all others only where one of two names is written as it is recorded.

/** What somebody is called, in folded words. */
export interface Known {
  id: string;
  ref: string;
  near: boolean;
  given: string[];
  family: string[];
  /** Nicknames and other names, each as its words. */
  aliases: string[][];
}

export interface Meant {
  id: string;
  ref: string;
}
/** Whom so many words may mean: nobody on record where `who` is empty (somebody at work is meant). */
export interface Match {
  length: number;
  who: Meant[];
  /** The program replaces it; else a person says whom it means. */
  sure: boolean;
  /** "the Entwistles" */
  plural: boolean;
}

type Part = "given" | "family" | "alias";
type Levels = Record<Part, Likeness> & { plural: boolean };
interface Entry {
  name: string;
  part: Part;
  known: Known;
}

const most = (a: Likeness, b: Likeness): Likeness => (a > b ? a : b);
const joined = (words: readonly string[]): string => words.join("");
const add = <T,>(map: Map<string, T[]>, key: string, one: T): void => void (map.get(key)?.push(one) ?? map.set(key, [one]));

/** Each way in which the given names, or the family name, may stand by themselves: all of them, the first, each. */
export const ways = (words: readonly string[]): string[] => [...new Set([joined(words), ...words.filter((word) => word.length > 2)])].filter(Boolean);

/** The names of those near the meeting, by first letter, by sound and as they are, so that few need be compared. Made when the first word is looked for: many a page has none. */
function indexOf(near: readonly Known[]) {
  let index: ReturnType<typeof indexNow> | null = null;
  return (word: string): Map<Known, Levels> => (index ??= indexNow(near))(word);
}

function indexNow(near: readonly Known[]) {
  const byLetter = new Map<string, Entry[]>();
  const bySound = new Map<string, Entry[]>();
  const byName = new Map<string, Entry[]>();
  // Where the first letter alone is another one.
  const byRest = new Map<string, Entry[]>();
  for (const known of near) {
    const entries: Entry[] = [...ways(known.given).map((name): Entry => ({ name, part: "given", known })), ...ways(known.family).map((name): Entry => ({ name, part: "family", known })), ...known.aliases.map((words): Entry => ({ name: joined(words), part: "alias", known }))];
    for (const entry of entries) {
      add(byLetter, entry.name.charAt(0), entry);
      add(bySound, sound(entry.name), entry);
      add(byName, entry.name, entry);
      if (entry.name.length >= 5) add(byRest, entry.name.slice(1, 4), entry);
    }
  }
  const seen = new Map<string, Map<Known, Levels>>();
  return (word: string): Map<Known, Levels> => {
    const before = seen.get(word);
    if (before) return before;
    const found = new Map<Known, Levels>();
    const note = ({ known, part }: Entry, level: Likeness, plural = false) => {
      if (!level) return;
      const levels = found.get(known) ?? { given: 0, family: 0, alias: 0, plural: false };
      if (plural && level > levels.family) levels.plural = true;
      levels[part] = most(levels[part], level);
      found.set(known, levels);
    };
    const close = new Set([...(byLetter.get(word.charAt(0)) ?? []), ...(byLetter.get(word.charAt(1)) ?? []), ...(bySound.get(sound(word)) ?? []), ...(byRest.get(word.slice(1, 4)) ?? [])]);
    for (const entry of close) {
      const { name, part } = entry;
      const isPlural = part === "family" && name.length > 3 && (word === `${name}s` || word === `${name}es`);
      note(entry, isPlural ? 2 : alike(word, name), isPlural);
      if (part === "given") note(entry, isCutShort(word, name));
      if (part === "family" && word.length - name.length <= 2 && word.length > name.length && name.length >= 4 && word.startsWith(name)) note(entry, 1);
    }
    for (const form of otherForms(word)) for (const entry of byName.get(form) ?? []) note(entry, entry.part === "given" ? 2 : 1);
    for (const form of sisterForms(word)) for (const entry of byName.get(form) ?? []) if (entry.part === "given") note(entry, 1);
    seen.set(word, found);
    return found;
  };
}

/** Those far from the meeting, by each given and family name as it is recorded. */
function farIndex(far: readonly Known[], words: ReadonlySet<string>) {
  const byGiven = new Map<string, Known[]>();
  const byFamily = new Map<string, Known[]>();
  for (const known of far) {
    for (const name of known.given) if (words.has(name)) add(byGiven, name, known);
    for (const name of ways(known.family)) add(byFamily, name, known);
  }
  return { byGiven, byFamily };
}

/** Whether a word is one of these given names, or the family name of these words, perhaps misspelt: where the other of the two is written as it is recorded. */
export const isGiven = (word: string, given: readonly string[]): boolean => ways(given).some((name) => alike(word, name) >= 2) || otherForms(word).some((form) => given.includes(form));
export const isFamily = (word: string, family: readonly string[]): boolean => ways(family).some((name) => alike(word, name) >= 2);

interface Score {
  known: Known;
  sum: number;
  sure: boolean;
  plural?: boolean;
}

/** The best of them: several where they are as good as one another, those near the meeting first. */
function best(scores: Score[], length: number): Match | null {
  const top = Math.max(...scores.map((one) => one.sum + (one.known.near ? 0.5 : 0)));
  const who = new Map(scores.filter((one) => one.sum + (one.known.near ? 0.5 : 0) === top).map((one) => [one.known.id, one]));
  if (!who.size) return null;
  const all = [...who.values()];
  return { length, who: all.map(({ known }) => ({ id: known.id, ref: known.ref })), sure: all.length === 1 && all[0]!.sure, plural: all[0]!.plural ?? false };
}

/** The way to find whom words of a text mean. `words` are all that occur in the texts; `atWork` are the full names of people at work, folded. */
export function nearly(everybody: readonly Known[], words: ReadonlySet<string>, atWork: readonly string[][]) {
  const near = indexOf(everybody.filter((one) => one.near));
  const far = farIndex(everybody.filter((one) => !one.near), words);
  const workers = new Map<string, string[][]>();
  for (const name of atWork) for (const word of new Set(name)) add(workers, word, name);

  const workerCalled = ([a, b]: readonly string[]): boolean =>
    [...(workers.get(a!) ?? []), ...(workers.get(b!) ?? [])].some((name) => {
      const [first, last] = [name[0]!, name.at(-1)!];
      const given = (word: string) => alike(word, first) >= 2 || otherForms(word).includes(first) || (word.length === 1 && first.startsWith(word));
      return (given(a!) && alike(b!, last) >= 2) || (given(b!) && alike(a!, last) >= 2);
    });

  /** Given and family name in either order, split anywhere; or a nickname of several words. */
  function pair(run: readonly string[]): Match | null {
    const scores: Score[] = [];
    const score = (known: Known, given: Likeness, family: Likeness) => {
      if (given && family) scores.push({ known, sum: given + family, sure: Math.min(given, family) >= 2 || Math.max(given, family) === 3 });
    };
    for (let k = 1; k < run.length; k++) {
      const [head, tail] = [joined(run.slice(0, k)), joined(run.slice(k))];
      for (const [given, family] of [[head, tail], [tail, head]] as const) {
        const families = near(family);
        if (given.length === 1) {
          for (const [known, levels] of families) if (levels.family >= 2 && known.given.some((name) => name.startsWith(given))) scores.push({ known, sum: levels.family + 1, sure: true });
          continue;
        }
        const givens = near(given);
        for (const [known, levels] of families) score(known, most(givens.get(known)?.given ?? 0, givens.get(known)?.alias ?? 0), levels.family);
        if (run.length !== 2) continue;
        for (const known of far.byFamily.get(family) ?? []) if (isGiven(given, known.given)) score(known, 2, 3);
        for (const known of far.byGiven.get(given) ?? []) if (isFamily(family, known.family)) score(known, 3, 2);
      }
    }
    // A family name of several words, or two given names, without the rest.
    for (const [known, levels] of near(joined(run))) if ((levels.family >= 2 && known.family.length > 1) || (levels.given >= 2 && known.given.length > 1)) scores.push({ known, sum: Math.max(levels.family, levels.given) + 1, sure: true, plural: levels.plural });
    for (const [known, levels] of near(joined(run))) if (levels.alias >= 2) scores.push({ known, sum: levels.alias + 2, sure: true });
    if (run.length === 2 && workerCalled(run) && !scores.some((one) => one.sum > 5)) return { length: 2, who: [], sure: true, plural: false };
    return scores.length ? best(scores, run.length) : null;
  }

  /** One name alone: of those near the meeting only. */
  function alone(word: string): Match | null {
    const scores = [...near(word)].map(([known, levels]): Score => {
      const level = Math.max(levels.given, levels.family, levels.alias);
      return { known, sum: level, sure: level >= 2, plural: levels.plural && level === levels.family };
    });
    return scores.length ? best(scores, 1) : null;
  }
  return { pair, alone };
}
