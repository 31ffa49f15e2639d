import { type Ask, commit, newId } from "../core/ask.server.ts";
import { type Day, dayOf } from "../core/days.ts";
import { subjectInReach } from "../core/reach.server.ts";
import { NotAgreed, found } from "../core/refuse.ts";
import { panelIdsOf } from "../core/who.ts";
import { whyNotDays } from "./dates.ts";
import { type Linking, joins } from "./link.ts";
import type { Named } from "./names.server.ts";
import { changeable, reachedOf, supersede } from "./reached.server.ts";

/** Links two subjects, both of them in reach. Returns the link's id. */
export const linkSubjects = (ask: Ask, subjectId: string, linking: Linking): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const one = await changeable(ask, subjectId);
    const other = (await reachedOf(ask, [linking.otherId])).get(linking.otherId);
    if (!other) throw new NotAgreed("Choose a record from the list", "other");
    if (other.id === one.id) throw new NotAgreed("Choose another record: this is the same one", "other");
    if (!joins(linking.kind, one.kind, other.kind)) throw new NotAgreed(`“${linking.kind}” does not join these two kinds of record`, "kind");
    const fault = whyNotDays(linking, { today: dayOf(ask.now) });
    if (fault) throw new NotAgreed(fault.message, fault.field);
    const same = await ask.db.selectFrom("link").select("id").where("superseded_at", "is", null).where("kind", "=", linking.kind).where("to_on", "is", null)
      .where((eb) => eb.or([eb.and([eb("a_id", "=", one.id), eb("b_id", "=", other.id)]), eb.and([eb("a_id", "=", other.id), eb("b_id", "=", one.id)])])).executeTakeFirst();
    if (same) throw new NotAgreed(`${one.ref} and ${other.ref} are linked as “${linking.kind}” already`, "other");
    const id = newId();
    await ask.db.insertInto("link").values({ id, a_id: one.id, b_id: other.id, kind: linking.kind, confidence: linking.confidence, source: linking.source, from_on: linking.fromOn, to_on: linking.toOn, note: linking.note, recorded_at: ask.now.toISOString(), recorded_by_id: ask.who.id || null }).execute();
    happened({ what: "link recorded", subjectId: one.id, detail: id });
    happened({ what: "link recorded", subjectId: other.id, detail: id });
    return id;
  });

/** Changes how sure a link is, or ends it. What stood there is kept as superseded. */
export const changeLink = (ask: Ask, subjectId: string, linkId: string, { confidence, source, toOn, note }: { confidence: string; source: string | null; toOn: Day | null; note: string | null }): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const one = await changeable(ask, subjectId);
    const { link } = await linkOf(ask, one.id, linkId);
    const fault = whyNotDays({ fromOn: link.from_on, toOn }, { today: dayOf(ask.now) });
    if (fault) throw new NotAgreed(fault.message, fault.field);
    await supersede(ask, "link", linkId);
    await ask.db.updateTable("link").set({ confidence, source, to_on: toOn, note, recorded_at: ask.now.toISOString(), recorded_by_id: ask.who.id || null }).where("id", "=", linkId).execute();
    for (const id of [link.a_id, link.b_id]) happened({ what: toOn ? "link ended" : "link recorded", subjectId: id, detail: linkId });
  });

/** A standing link of a subject, both ends in reach, and its other end. */
export async function linkOf(ask: Ask, subjectId: string, linkId: string) {
  const one = await subjectInReach(ask, subjectId);
  const link = found(await ask.db.selectFrom("link").selectAll().where("id", "=", linkId).where("superseded_at", "is", null).where((eb) => eb.or([eb("a_id", "=", one.id), eb("b_id", "=", one.id)])).executeTakeFirst());
  const otherId = link.a_id === one.id ? link.b_id : link.a_id;
  return { link, other: found((await reachedOf(ask, [otherId])).get(otherId)) };
}

export interface LinkShown {
  id: string;
  kind: string;
  confidence: string;
  source: string | null;
  note: string | null;
  fromOn: Day | null;
  toOn: Day | null;
  ended: boolean;
  other: Named;
  /** The other's highest current level on a scale of this person's panels. */
  level: string | null;
  rank: number | null;
}

/** The links of a subject in reach already, as of a day: only those whose other end is in reach too, and so is their number. */
export async function linksUpTo(ask: Ask, subjectId: string, on: Day): Promise<LinkShown[]> {
  const of = (mine: "a_id" | "b_id") => ask.db.selectFrom("link").selectAll().where(mine, "=", subjectId).where("superseded_at", "is", null).where((eb) => eb.or([eb("from_on", "is", null), eb("from_on", "<=", on)])).execute();
  const rows = [...(await of("a_id")), ...(await of("b_id"))];
  const otherOf = (row: { a_id: string; b_id: string }) => (row.a_id === subjectId ? row.b_id : row.a_id);
  const reached = await reachedOf(ask, rows.map(otherOf));
  const panels = panelIdsOf(ask.who);
  const risks = reached.size && panels.length
    ? await ask.db.selectFrom("risk").select(["subject_id", "level", "rank"]).where("subject_id", "in", [...reached.keys()].slice(0, 500)).where("panel_id", "in", panels).where("superseded_at", "is", null).where("agreed_at", "is not", null).where("decided_on", "<=", on)
        .where((eb) => eb.or([eb("ended_on", "is", null), eb("ended_on", ">", on)])).orderBy("rank", "desc").execute()
    : [];
  return rows.flatMap((row) => {
    const other = reached.get(otherOf(row));
    if (!other) return [];
    const risk = risks.find((r) => r.subject_id === other.id);
    return [{ id: row.id, kind: row.kind, confidence: row.confidence, source: row.source, note: row.note, fromOn: row.from_on, toOn: row.to_on, ended: row.to_on !== null && row.to_on < on, other, level: risk?.level ?? null, rank: risk?.rank ?? null }];
  }).sort((a, b) => Number(a.ended) - Number(b.ended) || (b.rank ?? 0) - (a.rank ?? 0) || a.other.ref.localeCompare(b.other.ref));
}

/** The children in reach whom a person or location is linked to, as choices of a form. */
export async function linkedChildren(ask: Ask, subjectId: string): Promise<{ value: string; label: string }[]> {
  const children = (await linksUpTo(ask, subjectId, dayOf(ask.now))).map((link) => link.other).filter((other) => other.kind === "child");
  return [...new Map(children.map((child) => [child.id, { value: child.id, label: `${child.ref} ${child.name}` }])).values()];
}
