import type { Ask } from "../core/ask.server.ts";
import { keepNameWords } from "./name-words.server.ts";
import { gramsOf } from "./names.ts";
import { type Kind, displayNameOf } from "./subject.ts";

export interface Named {
  id: string;
  kind: Kind;
  ref: string;
  name: string;
  bornOn: string | null;
}

/** Everything that a subject is called or known by, for finding it. */
export async function calledOf(ask: Ask, subjectId: string): Promise<{ kind: Kind; ref: string; values: Record<string, string | null>; aliases: string[] } | undefined> {
  const subject = await ask.db.selectFrom("subject").select(["kind", "ref"]).where("id", "=", subjectId).executeTakeFirst();
  if (!subject) return undefined;
  const values = ((await ask.db.selectFrom(subject.kind).selectAll().where("subject_id", "=", subjectId).executeTakeFirst()) ?? {}) as unknown as Record<string, string | null>;
  const aliases = await ask.db.selectFrom("alias").select("name").where("subject_id", "=", subjectId).orderBy("recorded_at").execute();
  return { kind: subject.kind, ref: subject.ref, values, aliases: aliases.map((a) => a.name) };
}

const findable: Record<Kind, string[]> = {
  child: ["given_names", "family_name", "authority_number", "police_number"],
  offender: ["given_names", "family_name", "vehicle", "phone", "user_name", "description", "police_number"],
  location: ["name", "address", "postcode", "online_address"],
};

/**
 * Writes anew the threes by which a subject is found, the words by which its names are found in texts, and what it is called. Inside a commit, after every change of a name, an alias or
 * whatever else it is known by.
 */
export async function writeGrams(ask: Ask, subjectId: string): Promise<void> {
  const called = await calledOf(ask, subjectId);
  if (!called) return;
  const { kind, ref, values, aliases } = called;
  await ask.db.updateTable("subject").set({ display_name: displayNameOf(kind, values, aliases, ref) }).where("id", "=", subjectId).execute();
  const grams = gramsOf([...findable[kind].map((name) => values[name]), ...aliases].filter(Boolean).join(" "));
  await ask.db.deleteFrom("name_gram").where("subject_id", "=", subjectId).execute();
  for (let i = 0; i < grams.length; i += 200) await ask.db.insertInto("name_gram").values(grams.slice(i, i + 200).map((gram) => ({ gram, subject_id: subjectId }))).execute();
  await keepNameWords(ask, [subjectId]);
}
