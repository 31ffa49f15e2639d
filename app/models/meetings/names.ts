import { wordsOf } from "../subjects/references.ts";

/** Whom a name means: a subject, somebody on no record, or nobody (it is no name, or somebody at work). */
export const answers = ["subject", "somebody", "nobody"] as const;
export type Answer = (typeof answers)[number];

export const answerInWords = (answer: Answer, ref: string | null): string =>
  answer === "subject" ? `is ${ref}` : answer === "somebody" ? "is somebody on no record: extracts and papers say “a person not on record”" : "is no name of a person, or of somebody at work: it stays";

const wordsAround = 9;

/** Some words before and after a name in a text, in one line; null when it does not stand there. */
export function contextOf(text: string, folded: string): string | null {
  const words = wordsOf(text);
  const parts = folded.split(" ");
  const at = words.findIndex((_, i) => parts.every((part, n) => words[i + n]?.folded === part));
  if (at === -1) return null;
  const first = words[Math.max(0, at - wordsAround)]!;
  const last = words[Math.min(words.length - 1, at + parts.length - 1 + wordsAround)]!;
  return `${first.from > 0 ? "… " : ""}${text.slice(first.from, last.to).replace(/[\s*_#>]+/g, " ").trim()}${last.to < text.trimEnd().length ? " …" : ""}`;
}
