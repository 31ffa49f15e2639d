import type { Ask } from "../core/ask.server.ts";
import { type Called, nameBook, type Rewrite, wordsOf } from "./references.ts";

/** Everybody recorded, with all that they are called. `near` are the subjects listed at the meeting and those linked to them. */
async function everybody(ask: Ask, listed: readonly string[]): Promise<Called[]> {
  const near = new Set(listed);
  for (let i = 0; i < listed.length; i += 200) {
    const some = listed.slice(i, i + 200);
    const links = await ask.db.selectFrom("link").select(["a_id", "b_id"]).where("superseded_at", "is", null).where((eb) => eb.or([eb("a_id", "in", some), eb("b_id", "in", some)])).execute();
    for (const link of links) near.add(link.a_id).add(link.b_id);
  }
  return called(await names(ask).execute(), await ask.db.selectFrom("alias").select(["subject_id", "name"]).execute(), near);
}

const names = (ask: Ask) =>
  ask.db.selectFrom("subject").leftJoin("child", "child.subject_id", "subject.id").leftJoin("offender", "offender.subject_id", "subject.id")
    .select(["subject.id", "subject.ref", "subject.display_name", "child.given_names as child_given", "child.family_name as child_family", "offender.given_names", "offender.family_name", "offender.user_name"]);
type NameRow = Awaited<ReturnType<ReturnType<typeof names>["execute"]>>[number];

function called(subjects: NameRow[], aliasRows: { subject_id: string; name: string }[], near: ReadonlySet<string>): Called[] {
  const aliases = new Map<string, string[]>();
  for (const row of aliasRows) aliases.set(row.subject_id, [...(aliases.get(row.subject_id) ?? []), row.name]);
  return subjects.map((row) => ({
    id: row.id, ref: row.ref, givenNames: row.child_given ?? row.given_names, familyName: row.child_family ?? row.family_name, near: near.has(row.id),
    names: [row.display_name, ...(row.user_name ? [row.user_name] : []), ...(aliases.get(row.id) ?? [])],
  }));
}

const wordsIn = (texts: readonly string[]) => new Set(texts.flatMap((text) => wordsOf(text).map((word) => word.folded)));

/**
 * The way to rewrite these texts for the records of the meeting's subjects: read once for a whole ending, over all that is recorded.
 * Names of people who work with the panel stay, unless a subject is called the same.
 */
export async function bookFor(ask: Ask, listedIds: readonly string[], texts: readonly string[]): Promise<Rewrite> {
  const people = await ask.db.selectFrom("person").select("name").execute();
  return nameBook(await everybody(ask, listedIds), wordsIn(texts), people.map((person) => person.name));
}

/** The same over these few subjects only: quick enough for a page. */
export async function bookOf(ask: Ask, subjectIds: readonly string[], texts: readonly string[]): Promise<Rewrite> {
  const rows: NameRow[] = [];
  const aliases: { subject_id: string; name: string }[] = [];
  for (let i = 0; i < subjectIds.length; i += 400) {
    const some = subjectIds.slice(i, i + 400);
    rows.push(...(await names(ask).where("subject.id", "in", some).execute()));
    aliases.push(...(await ask.db.selectFrom("alias").select(["subject_id", "name"]).where("subject_id", "in", some).execute()));
  }
  return nameBook(called(rows, aliases, new Set(subjectIds)), wordsIn(texts));
}
