import { fold } from "../subjects/names.ts";

/** An open action as it is compared: what is to be done, and by which agency. */
export interface Doing {
  id: string;
  ref: string;
  what: string;
  owner: string;
  agencyId: string;
  dueOn: string;
}

const small = new Set("a an and any as at be been by can for from further get give go has have he her his if in into is it its make more of on or our she so that the their them then they this to up us we what when which who will with about after again also ask before further how not off out over please see take up update".split(" "));

/** The words that say what is done, without endings: "checking the vehicle" and "check vehicles" are two and the same. */
function stems(text: string): Set<string> {
  return new Set(fold(text).split(" ").filter((word) => word.length > 2 && !small.has(word)).map((word) => (word.length > 4 ? word.replace(/(?:ations?|ings?|ed|es|s|e)$/, "") : word)));
}

/** How alike two actions are, 0 to 1: the share of the shorter one's words that the other has too. */
export function likenessOf(one: string, other: string): number {
  const [a, b] = [stems(one), stems(other)];
  const least = Math.min(a.size, b.size);
  if (least < 2) return 0;
  return [...a].filter((word) => b.has(word)).length / least;
}

/** The open actions that a new one may only repeat, the likest first, three at most. The owning agency's own count a little sooner. */
export function similarTo(what: string, agencyId: string | null, open: readonly Doing[]): Doing[] {
  return open
    .map((doing) => ({ doing, alike: likenessOf(what, doing.what) + (agencyId === doing.agencyId ? 0.1 : 0) }))
    .filter(({ alike }) => alike >= 0.6)
    .sort((a, b) => b.alike - a.alike)
    .slice(0, 3)
    .map(({ doing }) => doing);
}
