import type { Ask } from "../core/ask.server.ts";
import { subjectsInReach } from "../core/reach.server.ts";
import { withoutConflicts } from "../core/who.ts";
import { calledThese, mayBeNamed } from "./name-words.server.ts";
import { type Book, type Choice, isCapital, nameBook, wordsOf } from "./references.ts";

/** The subjects listed, and those linked to whom the texts are about as the whole panel knows: a first name alone must not betray a link that is for others. */
async function nearTo(ask: Ask, listed: readonly string[], about: readonly string[]): Promise<Set<string>> {
  const near = new Set(listed);
  for (let i = 0; i < about.length; i += 200) {
    const some = about.slice(i, i + 200);
    const links = await ask.db.selectFrom("link").select(["a_id", "b_id"]).where("superseded_at", "is", null).where("handling", "=", "shared").where((eb) => eb.or([eb("a_id", "in", some), eb("b_id", "in", some)])).execute();
    for (const link of links) near.add(link.a_id).add(link.b_id);
  }
  return near;
}

/** All words of the texts, and those that stand in small letters somewhere: no name is among these. */
function wordsIn(texts: readonly string[]): { all: Set<string>; small: Set<string> } {
  const [all, small] = [new Set<string>(), new Set<string>()];
  for (const text of texts)
    for (const word of wordsOf(text)) {
      all.add(word.folded);
      if (!isCapital(word)) small.add(word.folded);
    }
  return { all, small };
}

/** Whose names stay: people at work, key and social workers. And what is named in these partnerships and is no person: agencies, panels, schools. */
async function keptNames(ask: Ask, near: ReadonlySet<string>): Promise<{ people: string[]; known: string[] }> {
  const people = (await ask.db.selectFrom("person").select("name").execute()).map((row) => row.name);
  const known = [...(await ask.db.selectFrom("agency").select("name").execute()), ...(await ask.db.selectFrom("panel").select("name").execute())].map((row) => row.name);
  const ids = [...near];
  for (let i = 0; i < ids.length; i += 400) {
    const periods = await ask.db.selectFrom("period").select(["kind", "value"]).where("subject_id", "in", ids.slice(i, i + 400)).where("kind", "in", ["school", "key worker", "social worker"]).execute();
    for (const { kind, value } of periods) (kind === "school" ? known : people).push(value);
  }
  return { people, known };
}

/**
 * The way to rewrite these texts without the names of others: of anybody on record, those listed at the meeting also by one name alone. Read once for
 * a whole ending, or a page. Names of people who work with the panel stay, unless a subject is called the same. `about` are those whom the texts are
 * about, where that is not everybody listed: a list of actions comes from many meetings.
 */
export async function bookFor(ask: Ask, listedIds: readonly string[], texts: readonly string[], about: readonly string[] = listedIds): Promise<Book> {
  const near = await nearTo(ask, listedIds, about);
  const { all, small } = wordsIn(texts);
  const named = new Set([...near, ...(await mayBeNamed(ask, texts))]);
  return nameBook(await calledThese(ask, [...named], near), all, await keptNames(ask, near), small);
}

/** One book for the texts of each item: with what people said there of names. */
export type ItemBooks = (...itemIds: (string | null)[]) => Book;

/** A book for the texts of each of these items, or of several at once: where people said different things of a name, the last counts. */
export async function choosingIn(ask: Ask, book: Book, itemIds: readonly (string | null)[], as: (choice: Choice) => Choice = (choice) => choice): Promise<ItemBooks> {
  const choices = await choicesFor(ask, [...new Set(itemIds.flatMap((id) => id ?? []))]);
  return (...ids) => {
    const said = ids.flatMap((id) => choices.get(id ?? "") ?? []);
    return said.length ? book.choosing(said.map(as)) : book;
  };
}

/**
 * The way to rewrite these texts for the person who asks: names of records out of their reach become references, and of a conflict of interest
 * not even those stand. For papers, which must not name anybody whom their reader may not know of. `whole`: who prepares the panel reads the names
 * of those on no record too.
 */
export async function bookForReader(ask: Ask, texts: readonly string[], itemIds: readonly (string | null)[], { whole }: { whole: boolean }): Promise<(text: string, ...itemIds: (string | null)[]) => string> {
  const reached = (await subjectsInReach(ask).select("subject.id").execute()).map((row) => row.id);
  const book = await bookFor(ask, ask.who.conflicts.map((one) => one.subjectId), texts);
  const books = await choosingIn(ask, book, itemIds, (choice) => (whole && choice.who === "somebody" ? { ...choice, who: "nobody" } : choice));
  return (text, ...ids) => withoutConflicts(ask.who, books(...ids)(text, ...reached));
}

/** What people said of names in these items, oldest first: by item. */
async function choicesFor(ask: Ask, itemIds: readonly string[]): Promise<Map<string, Choice[]>> {
  const of = new Map<string, Choice[]>();
  if (!itemIds.length) return of;
  const rows = await ask.db.selectFrom("name_choice").leftJoin("subject", "subject.id", "name_choice.subject_id").select(["name_choice.item_id", "name_choice.folded", "name_choice.who", "name_choice.subject_id as id", "subject.ref"]).where("name_choice.item_id", "in", itemIds).where("name_choice.ended_at", "is", null).orderBy("name_choice.at").execute();
  for (const { item_id, ...choice } of rows) of.set(item_id, [...(of.get(item_id) ?? []), choice]);
  return of;
}
