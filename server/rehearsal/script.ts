import { chance, dealer } from "#db/demo/chance.ts";
import { anything, called, child, location, offender, type Speaker, standing, type Talk } from "#db/demo/words/rehearsal.ts";

/** The item in hand, as far as it matters for what is said. */
export interface Spoken {
  /** As on the rail, "A1". */
  number: string | null;
  title: string;
  /** "Child", "Location" and so on; null for a standing item. */
  kind: string | null;
  /** How many of its kind come before it on the agenda: the same is not said of two of them as long as there is something else. */
  nth: number;
  reasons: readonly string[];
}

/** One person's turn. */
export interface Turn {
  by: Speaker;
  words: string;
  /** It begins a paragraph of its own; else a line. */
  apart: boolean;
}

/** What one person says at most under one item. */
export const mostTurns = 2;

const seedOf = (text: string): number => [...text].reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) | 0, 7);
const agencies = Object.keys(called) as (keyof typeof called)[];

/** What is said under an item, in the order of the discussion: the same whenever it is asked for the same item. `me` says who a speaker is. */
export function turnsFor(item: Spoken, me: (by: Speaker) => string): Turn[] {
  const by = chance(seedOf(`${item.number} ${item.kind ?? item.title}`));
  if (item.kind === null) return ofStanding(item, agencies, by, me);
  const talk = item.kind === "Child" ? child : item.kind === "Location" ? location : offender;
  return ofSubject(item, talk, by);
}

function ofSubject({ reasons, nth }: Spoken, { updates, after }: Talk, by: ReturnType<typeof chance>): Turn[] {
  const of = (texts: readonly string[], speaker: string): string => texts[(nth + Math.abs(seedOf(speaker))) % texts.length]!;
  // Who knows most begins; one of the others may have nothing to say.
  const others = by.shuffled(agencies.slice(2)).slice(by.whole(0, 1));
  const why = reasons.slice(0, 2).join("; ") || "listed by the chair";
  return [
    { by: "keeper", words: `**Why now:** ${why}.\n\n**Updates**\n`, apart: true },
    ...[...agencies.slice(0, 2), ...others].map((one) => ({ by: one, words: `- ${called[one]}: ${of(updates[one], one)}`, apart: false })),
    ...after.map(({ by, heading, texts }) => ({ by, words: `**${heading}:** ${of(texts, heading)}`, apart: true })),
  ];
}

function ofStanding({ title }: Spoken, agencies: readonly Exclude<Speaker, "keeper">[], by: ReturnType<typeof chance>, me: (by: Speaker) => string): Turn[] {
  const { first, each, last, speakers } = standing.find((one) => one.title.test(title)) ?? anything;
  const next = dealer(by, each);
  const introduce = each[0]!.includes("{me}");
  return [
    { by: "keeper", words: introduce ? `${first}\n\n- ${me("keeper")}.` : first, apart: true },
    ...by.several(agencies, speakers).map((one, i): Turn => ({ by: one, words: `- ${introduce ? next().replace("{me}", me(one)) : `${called[one]}: ${next()}`}`, apart: !introduce && i === 0 })),
    ...(last ? [{ by: "keeper" as const, words: last, apart: true }] : []),
  ];
}
