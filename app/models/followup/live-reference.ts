import type { EntryKind } from "./entry.ts";

// In the text of minutes stand references: of records (C-0158) and of what was recorded (MACSE-27/A1/1). What they mean is shown beside them to
// each reader as far as they reach it; it is never part of the text.

/** What a reference means, for one reader. */
export interface LiveReference {
  ref: string;
  kind: "subject" | EntryKind;
  /** A name, or the entry in a line. */
  words: string;
  to: string | null;
}
export type LiveReferences = Record<string, LiveReference>;

const pattern = /(?<![\p{L}\p{N}/-])(?:[COL]-\d{4,}|[A-Za-z][A-Za-z0-9]{0,11}-\d{1,5}\/[A-Z]?\d{1,3}\/[DFMRS]?\d{1,3})(?![\p{L}\p{N}/]|-[\p{L}\p{N}])/gu;
/** As many as one text is looked at for. */
export const mostReferences = 300;

/** The references that stand in a text, each once, and where. */
export const placesIn = (text: string): { ref: string; from: number; to: number }[] => [...text.matchAll(pattern)].map((found) => ({ ref: found[0], from: found.index, to: found.index + found[0].length }));
export const referencesIn = (text: string): string[] => [...new Set(placesIn(text).map(({ ref }) => ref))].slice(0, mostReferences);

/** A text cut at those of its references that mean something to the reader. */
export function piecesWith(text: string, known: LiveReferences): (string | LiveReference)[] {
  const pieces: (string | LiveReference)[] = [];
  let done = 0;
  for (const { ref, from, to } of placesIn(text)) {
    const means = known[ref];
    if (!means) continue;
    if (from > done) pieces.push(text.slice(done, from));
    pieces.push(means);
    done = to;
  }
  if (done < text.length) pieces.push(text.slice(done));
  return pieces;
}

/** A long entry in one short line. */
export const shortened = (text: string, most = 80): string => {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= most ? line : `${line.slice(0, most - 1).replace(/\s+\S*$/, "")}…`;
};

/** A name that is typed in full just before the caret and is known under one reference: "…with Jordan Ellis " gives where it stands, and C-0158. */
export function knownNameBefore(text: string, caret: number, known: readonly { ref: string; name: string }[]): { from: number; to: number; ref: string } | null {
  const typed = text.slice(Math.max(0, caret - 81), caret);
  const end = typed.slice(-1);
  if (!/[\s,.;:!?)]/.test(end)) return null;
  const before = typed.slice(0, -1);
  const fits = known.filter(({ name, ref }) => name !== ref && /\S\s+\S/.test(name) && before.endsWith(name) && !/[\p{L}\p{N}@-]/u.test(before.charAt(before.length - name.length - 1)));
  const longest = Math.max(0, ...fits.map(({ name }) => name.length));
  const [first, ...others] = fits.filter(({ name }) => name.length === longest);
  if (!first || others.some(({ ref }) => ref !== first.ref)) return null;
  // Behind the reference the name would stand twice.
  if (before.slice(0, -first.name.length).trimEnd().endsWith(first.ref)) return null;
  return { from: caret - 1 - first.name.length, to: caret - 1, ref: first.ref };
}

/** What is typed after an @ just before the caret: at least two letters of a name, or of a reference. Null where there is none. */
export function mentionBefore(text: string, caret: number): { from: number; query: string } | null {
  const found = /(?:^|[\s([,;:])@([\p{L}\p{N}][\p{L}\p{N}'’.-]*(?: [\p{L}\p{N}'’.-]+)?)$/u.exec(text.slice(Math.max(0, caret - 60), caret));
  return found && found[1]!.length >= 2 ? { from: caret - found[1]!.length - 1, query: found[1]! } : null;
}
