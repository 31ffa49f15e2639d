import type { Ask } from "../core/ask.server.ts";
import { transact } from "#db/connect.server.ts";
import type { Called } from "./name-tree.ts";
import { mayStand, nameWords, textWords } from "./name-words.ts";

/** All that these subjects are called, by reference. `near` are those at the meeting, or linked to one of these. */
export async function calledThese(ask: Pick<Ask, "db">, ids: readonly string[], near: ReadonlySet<string>): Promise<Called[]> {
  const called: Called[] = [];
  for (let i = 0; i < ids.length; i += 1000) {
    const some = ids.slice(i, i + 1000);
    const rows = await ask.db.selectFrom("subject").leftJoin("child", "child.subject_id", "subject.id").leftJoin("offender", "offender.subject_id", "subject.id")
      .select(["subject.id", "subject.ref", "subject.display_name", "child.given_names as child_given", "child.family_name as child_family", "offender.given_names", "offender.family_name", "offender.user_name"]).where("subject.id", "in", some).execute();
    const aliases = new Map<string, string[]>();
    for (const row of await ask.db.selectFrom("alias").select(["subject_id", "name"]).where("subject_id", "in", some).execute()) aliases.set(row.subject_id, [...(aliases.get(row.subject_id) ?? []), row.name]);
    for (const row of rows)
      called.push({ id: row.id, ref: row.ref, givenNames: row.child_given ?? row.given_names, familyName: row.child_family ?? row.family_name, near: near.has(row.id), names: [row.display_name, ...(row.user_name ? [row.user_name] : []), ...(aliases.get(row.id) ?? [])] });
  }
  return called.sort((a, b) => (a.ref < b.ref ? -1 : 1));
}

/** Writes anew the words by which these subjects' names are looked up. Inside a transaction, after every change of a name. */
export async function keepNameWords(ask: Pick<Ask, "db">, ids: readonly string[]): Promise<void> {
  const rows = (await calledThese(ask, ids, new Set())).flatMap((called) => nameWords(called).map((one) => ({ ...one, subject_id: called.id })));
  await ask.db.deleteFrom("name_word").where("subject_id", "in", ids).execute();
  for (let i = 0; i < rows.length; i += 500) await ask.db.insertInto("name_word").values(rows.slice(i, i + 500)).execute();
  await ask.db.deleteFrom("name_changed").where("subject_id", "in", ids).execute();
}

/** Writes the words of names that were recorded before these were kept, or past them: a job, in small transactions. Returns of how many subjects. */
export async function keepAllNameWords({ db }: Pick<Ask, "db">): Promise<number> {
  for (let count = 0; ; ) {
    const ids = (await db.selectFrom("name_changed").select("subject_id").limit(250).execute()).map((row) => row.subject_id);
    if (!ids.length) return count;
    await transact(db, (db) => keepNameWords({ db }, ids));
    count += ids.length;
    // Pages have their turn between two of them.
    await new Promise(setImmediate);
  }
}

/** Of whom on record a name may stand in these texts; of some of them none does. Whoever's words are not written yet is among them. */
export async function mayBeNamed(ask: Ask, texts: readonly string[]): Promise<string[]> {
  const found = new Set((await ask.db.selectFrom("name_changed").select("subject_id").execute()).map((row) => row.subject_id));
  const asked = textWords(texts);
  for (const [parts, words] of [[["whole"], [...asked.all]], [["given", "family"], [...asked.beside.keys()]]] as const)
    for (let i = 0; i < words.length; i += 5000) {
      const rows = await ask.db.selectFrom("name_word").selectAll().where("word", "in", words.slice(i, i + 5000)).where("part", "in", parts).execute();
      for (const row of rows) if (!found.has(row.subject_id) && mayStand(row, asked)) found.add(row.subject_id);
    }
  return [...found];
}
