import type { Ask } from "../core/ask.server.ts";
import { shortDay } from "../core/days.ts";
import type { Book, Unsure } from "../subjects/references.ts";
import { bookFor, choosingIn } from "../subjects/references.server.ts";
import { outcomeFacts } from "./outcome.ts";
import type { PaperItem } from "./paper.ts";

// The names that stand in a meeting's texts: whose they are, as far as the program knows or a person has said.

type Told = Pick<PaperItem, "id" | "subjectId" | "text" | "outcome" | "entries" | "returns">;

/** Every text of an item that goes into its extract or its papers. */
export const textsOf = (item: Pick<Told, "text" | "outcome" | "entries" | "returns">): string[] => [item.text, ...(item.returns ?? []).flatMap((one) => [one.declinedReason ?? "", ...one.parts.map((part) => part.text)]), ...(item.outcome ? outcomeFacts(item.outcome, shortDay).map((fact) => fact[1]) : []), ...item.entries.flatMap((entry) => [entry.title, ...entry.facts.map((fact) => fact[1])])];

/** The book of everybody's names for the texts of a meeting; for each item with what people said of names in it. Read once for a whole ending. */
export async function booksFor(ask: Ask, items: readonly Told[]): Promise<(itemId: string) => Book> {
  const book = await bookFor(ask, items.flatMap((item) => item.subjectId ?? []), items.flatMap(textsOf));
  return choosingIn(ask, book, items.map((item) => item.id));
}

/** Names of an item of which the program cannot say whose they are, each once. Also of what goes on no record: it stands in papers. */
export function unsureIn(book: Book, item: Pick<Told, "text" | "outcome" | "entries" | "returns" | "subjectId">): Unsure[] {
  const seen = new Map<string, Unsure>();
  for (const text of textsOf(item)) for (const one of book.read(text, ...(item.subjectId ? [item.subjectId] : [])).unsure) if (!seen.has(one.folded)) seen.set(one.folded, one);
  return [...seen.values()];
}

/** The names in words that are put into minutes after their end, under an item or for all of them, of which nobody could say any more whom they mean: “Kelz”, “Shaz”. Null when every name is known. */
export async function namesUnsure(ask: Ask, items: readonly Told[], itemId: string | null, text: string): Promise<string | null> {
  const added = { id: itemId ?? "", subjectId: items.find((one) => one.id === itemId)?.subjectId ?? null, text, outcome: null, entries: [] };
  const books = await booksFor(ask, [...items, added]);
  const names = unsureIn(books(added.id), added);
  return names.map((one) => `“${one.written}”`).join(", ") || null;
}
