import { type Ask, commit, newId } from "../core/ask.server.ts";
import { dayOf } from "../core/days.ts";
import { NotAgreed, found } from "../core/refuse.ts";
import { type Values, fields } from "./fields.ts";
import { writeGrams } from "./names.server.ts";
import { changeable } from "./reached.server.ts";
import { whyNotNumber } from "./subject.server.ts";
import { whyNotRecord } from "./subject.ts";
import { columnsOf, valuesOf } from "./values.server.ts";

/** Changes a record's plain facts. What each held before is kept, with who changed it and when. */
export const changeRecord = (ask: Ask, subjectId: string, values: Values): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const { id, kind } = await changeable(ask, subjectId);
    const aliases = (await ask.db.selectFrom("alias").select("name").where("subject_id", "=", id).execute()).map((a) => a.name);
    const fault = whyNotRecord(kind, values, aliases, dayOf(ask.now));
    if (fault) throw new NotAgreed(fault.message, fault.field);
    await whyNotNumber(ask, kind, values, id);
    const before = await valuesOf(ask, kind, id);
    const changed = fields[kind].filter(({ name }) => (before[name] ?? null) !== (values[name] ?? null));
    if (!changed.length) return;
    const at = ask.now.toISOString();
    await ask.db.insertInto("record_change").values(changed.map(({ name }) => ({ id: newId(), subject_id: id, thing: kind, field: name, was: before[name] ?? null, became: values[name] ?? null, recorded_at: at, recorded_by_id: ask.who.id || null }))).execute();
    await ask.db.updateTable(kind).set(columnsOf(kind, values) as never).where("subject_id", "=", id).execute();
    if (kind !== "location") await ask.db.updateTable("subject").set({ born_on: values.born_on ?? null }).where("id", "=", id).execute();
    await writeGrams(ask, id);
    happened({ what: "record changed", subjectId: id, detail: changed.map(({ name }) => name).join(" ") });
  });

export const aliasKinds = ["known as", "nickname", "former name", "street name", "user name", "spelling"] as const;

/** Records another name by which the subject is known. */
export const addAlias = (ask: Ask, subjectId: string, { name, kind }: { name: string; kind: string }): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const subject = await changeable(ask, subjectId);
    const same = await ask.db.selectFrom("alias").select("id").where("subject_id", "=", subject.id).where("name", "=", name).executeTakeFirst();
    if (same) throw new NotAgreed("This name is recorded already", "name");
    const id = newId();
    await ask.db.insertInto("alias").values({ id, subject_id: subject.id, name, kind, recorded_at: ask.now.toISOString(), recorded_by_id: ask.who.id || null }).execute();
    await writeGrams(ask, subject.id);
    happened({ what: "alias recorded", subjectId: subject.id, detail: id });
    return id;
  });

/** Takes a name away that was not theirs. That it stood there is kept. */
export const removeAlias = (ask: Ask, subjectId: string, aliasId: string): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const subject = await changeable(ask, subjectId);
    const alias = found(await ask.db.selectFrom("alias").selectAll().where("id", "=", aliasId).where("subject_id", "=", subject.id).executeTakeFirst());
    const rest = (await ask.db.selectFrom("alias").select("name").where("subject_id", "=", subject.id).where("id", "<>", aliasId).execute()).map((a) => a.name);
    const fault = whyNotRecord(subject.kind, await valuesOf(ask, subject.kind, subject.id), rest, dayOf(ask.now));
    if (fault) throw new NotAgreed("This is all that the record is known by. Add another name first");
    await ask.db.insertInto("record_change").values({ id: newId(), subject_id: subject.id, thing: "alias", thing_id: aliasId, field: "name", was: alias.name, recorded_at: ask.now.toISOString(), recorded_by_id: ask.who.id || null }).execute();
    await ask.db.deleteFrom("alias").where("id", "=", aliasId).execute();
    await writeGrams(ask, subject.id);
    happened({ what: "alias removed", subjectId: subject.id, detail: aliasId });
  });

/** The other names of a subject, for somebody who may change them. */
export async function aliasesOf(ask: Ask, subjectId: string): Promise<{ id: string; name: string; kind: string }[]> {
  const subject = await changeable(ask, subjectId);
  return ask.db.selectFrom("alias").select(["id", "name", "kind"]).where("subject_id", "=", subject.id).orderBy("name").execute();
}
