import { expect, test } from "vitest";
import { type Called, isCapital, nameBook, wordsOf } from "#app/models/subjects/references.ts";
import * as first from "./corpus.ts";
import * as second from "./second.ts";

// How many planted names are replaced, how many are left for a person to say, and how often something is taken for a name that is none.

interface Corpus {
  recorded: first.Recorded[];
  planted: string;
  ordinary: string;
}

function evaluate({ recorded, planted, ordinary }: Corpus) {
  const called: Called[] = recorded.map(({ id, given, family, aliases = [], near }) => ({ id, ref: `[${id}]`, givenNames: given, familyName: family, near, names: [[given, family].filter(Boolean).join(" ") || (aliases[0] ?? id), ...aliases] }));
  let shift = 0;
  const places = [...planted.matchAll(/\{([^|}]+)\|([^}]+)\}/g)].map((match) => {
    const from = match.index - shift;
    shift += match[0].length - match[1]!.length;
    return { from, to: from + match[1]!.length, written: match[1]!, whose: match[2]! };
  });
  const text = planted.replace(/\{([^|}]+)\|[^}]+\}/g, "$1");
  const all = [...wordsOf(text), ...wordsOf(ordinary)];
  const book = nameBook(called, new Set(all.map((word) => word.folded)), { people: first.atWork, known: first.known }, new Set(all.filter((word) => !isCapital(word)).map((word) => word.folded)));
  const [read, plain] = [book.read(text), book.read(ordinary)];
  const found = { replaced: [] as string[], asked: [] as string[], missed: [] as string[], wrong: [] as string[], alarms: [] as string[] };
  for (const place of places) {
    const pieces = read.pieces.filter((one) => overlap(one, place));
    const unsure = read.unsure.some((one) => overlap(one, place));
    // All of it, and by the right reference: what is left of a name is a name.
    const [piece] = pieces;
    const whole = piece && pieces.length === 1 && piece.from <= place.from && piece.to >= place.to - (/['’]s$/.test(place.written) ? 2 : 0);
    if (whole && place.whose !== "?" && piece.ref.replace(/ family$/, "") === `[${place.whose}]` && !unsure) found.replaced.push(place.written);
    else if (unsure) found.asked.push(place.written);
    else if (piece) found.wrong.push(`${place.written} (${place.whose}): ${text.slice(piece.from, piece.to)} became ${piece.ref}`);
    else found.missed.push(`${place.written} (${place.whose})`);
  }
  const said = (of: string, { from, to }: { from: number; to: number }) => of.slice(Math.max(0, from - 25), to + 15).replace(/\n/g, " ");
  found.alarms.push(...[...read.pieces, ...read.unsure].filter((one) => !places.some((place) => overlap(place, one))).map((one) => said(text, one)), ...[...plain.pieces, ...plain.unsure].map((one) => said(ordinary, one)));
  return { ...found, planted: places.length, named: places.filter((place) => place.whose !== "?").length, marks: read.pieces.length + read.unsure.length + plain.pieces.length + plain.unsure.length };
}

const overlap = (a: { from: number; to: number }, b: { from: number; to: number }) => a.from < b.to && b.from < a.to;
const percent = (part: number, of: number) => `${((100 * part) / of).toFixed(1)} %`;
function tell(name: string, { planted, named, replaced, asked, missed, wrong, alarms, marks }: ReturnType<typeof evaluate>): void {
  process.stdout.write(`${name}: ${planted} planted, ${replaced.length} of ${named} replaced (${percent(replaced.length, named)}), ${asked.length} asked for, ${missed.length} missed, ${wrong.length} wrong, ${alarms.length} false alarms of ${marks} marks (${percent(alarms.length, marks)})\n`);
  if (process.env.SHOW_NAMES) for (const [what, list] of Object.entries({ asked, missed, wrong, alarms })) process.stdout.write(`${what}:\n  ${list.join("\n  ")}\n`);
}

test("Of two hundred names as people write them, at least 95 in 100 are replaced, every other is asked for, and no more than 2 in 100 were none", () => {
  const found = evaluate(first);
  tell("Names", found);
  expect(found.planted).toBeGreaterThanOrEqual(200);
  expect([...found.wrong, ...found.missed]).toEqual([]);
  expect(found.replaced.length / found.named).toBeGreaterThanOrEqual(0.95);
  expect(found.alarms.length / found.marks).toBeLessThanOrEqual(0.02);
});

test("Of names for which no rule was made, 9 in 10 are replaced, and next to none is left standing", () => {
  const found = evaluate(second);
  tell("Names kept apart", found);
  expect(found.replaced.length / found.named).toBeGreaterThanOrEqual(0.9);
  expect((found.wrong.length + found.missed.length) / found.planted).toBeLessThanOrEqual(0.05);
});
