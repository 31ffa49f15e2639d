import { type Ask, commit, newId } from "../core/ask.server.ts";
import { type Day, dayOf } from "../core/days.ts";
import { NotAgreed, found } from "../core/refuse.ts";
import { type MeasureFacts, measureKind, whyNotMeasure } from "./measure.ts";
import type { Named } from "./names.server.ts";
import { changeable, reachedOf } from "./reached.server.ts";

export interface Measuring extends MeasureFacts {
  /** Children in reach whom it protects. */
  protects: string[];
}

/** Records a disruption measure against a person or a location. */
export const recordMeasure = (ask: Ask, againstId: string, measuring: Measuring): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const against = await changeable(ask, againstId, "offender", "location");
    agreeTo(whyNotMeasure(measuring, against.kind, dayOf(ask.now)));
    const id = newId();
    await ask.db.insertInto("measure").values({ id, against_id: against.id, ...columns(ask, measuring) }).execute();
    await protect(ask, id, measuring.protects);
    happened({ what: "measure recorded", subjectId: against.id, detail: id });
    for (const childId of measuring.protects) happened({ what: "measure recorded", subjectId: childId, detail: id });
    return id;
  });

/** Changes a measure: what its facts were is kept. Children out of this person's reach whom it protects stay. */
export const changeMeasure = (ask: Ask, againstId: string, measureId: string, measuring: Measuring): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const { against, measure } = await standing(ask, againstId, measureId);
    if (measure.status === "became another") throw new NotAgreed("This measure became another one. Change that one", "status");
    agreeTo(whyNotMeasure(measuring, against.kind, dayOf(ask.now)));
    await rewrite(ask, against.id, measureId, columns(ask, measuring));
    const shown = await reachedOf(ask, (await ask.db.selectFrom("measure_protects").select("child_id").where("measure_id", "=", measureId).execute()).map((p) => p.child_id));
    if (shown.size) await ask.db.deleteFrom("measure_protects").where("measure_id", "=", measureId).where("child_id", "in", [...shown.keys()]).execute();
    await protect(ask, measureId, measuring.protects);
    happened({ what: "measure changed", subjectId: against.id, detail: measureId });
  });

/** Records that a measure was breached, and what was done about it. */
export const recordBreach = (ask: Ask, againstId: string, measureId: string, { breachedOn, response }: { breachedOn: Day; response: string | null }): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const { against, measure } = await standing(ask, againstId, measureId);
    if (!measure.issued_on) throw new NotAgreed("It was never issued, so it cannot be breached", "breachedOn");
    if (breachedOn < measure.issued_on) throw new NotAgreed("The breach is before the day of issue", "breachedOn");
    if (breachedOn > dayOf(ask.now)) throw new NotAgreed("The day of the breach must be today or earlier", "breachedOn");
    if (measure.expires_on && breachedOn > measure.expires_on) throw new NotAgreed("The breach is after the measure expired", "breachedOn");
    await ask.db.insertInto("measure_breach").values({ id: newId(), measure_id: measureId, breached_on: breachedOn, response, recorded_at: ask.now.toISOString(), recorded_by_id: ask.who.id || null }).execute();
    if (measure.status === "issued" || measure.status === "served") await rewrite(ask, against.id, measureId, { status: "breached" });
    happened({ what: "measure breached", subjectId: against.id, detail: measureId });
  });

/** Makes the next rung of the ladder out of a measure (warning → notice), protecting the same children. Returns the new one's id. */
export const escalate = (ask: Ask, againstId: string, measureId: string, { kind, issuedOn, expiresOn, issuedBy, terms }: { kind: string; issuedOn: Day; expiresOn: Day | null; issuedBy: string | null; terms: string | null }): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const { against, measure } = await standing(ask, againstId, measureId);
    if (measure.became_id) throw new NotAgreed("This measure became another one already", "kind");
    if (!measureKind(measure.kind)?.becomes?.includes(kind)) throw new NotAgreed("Choose what it became", "kind");
    if (measure.issued_on && issuedOn < measure.issued_on) throw new NotAgreed("The day is before the first measure was issued", "issuedOn");
    const next: MeasureFacts = { kind, issuedOn, expiresOn, issuedBy, terms: terms ?? measure.terms, authority: measure.authority, status: "issued", statusReason: null };
    agreeTo(whyNotMeasure(next, against.kind, dayOf(ask.now)));
    const id = newId();
    await ask.db.insertInto("measure").values({ id, against_id: against.id, ...columns(ask, next) }).execute();
    const children = await ask.db.selectFrom("measure_protects").select("child_id").where("measure_id", "=", measureId).execute();
    if (children.length) await ask.db.insertInto("measure_protects").values(children.map((c) => ({ measure_id: id, child_id: c.child_id }))).execute();
    await rewrite(ask, against.id, measureId, { status: "became another", became_id: id });
    happened({ what: "measure recorded", subjectId: against.id, detail: id });
    happened({ what: "measure changed", subjectId: against.id, detail: measureId });
    return id;
  });

export interface MeasureShown extends MeasureFacts {
  id: string;
  against: Named;
  protects: Named[];
  breaches: { on: Day; response: string | null }[];
  becameKind: string | null;
  becameId: string | null;
}

/** The measures against a subject, or protecting it: those whose other end is in reach, and of the children those who are. */
export async function measuresOf(ask: Ask, subjectId: string): Promise<MeasureShown[]> {
  const rows = await ask.db.selectFrom("measure").leftJoin("measure as next", "next.id", "measure.became_id").selectAll("measure").select("next.kind as next_kind")
    .where((eb) => eb.or([eb("measure.against_id", "=", subjectId), eb("measure.id", "in", eb.selectFrom("measure_protects").select("measure_id").where("child_id", "=", subjectId))])).limit(200).execute();
  if (!rows.length) return [];
  const ids = rows.map((row) => row.id);
  const protects = await ask.db.selectFrom("measure_protects").selectAll().where("measure_id", "in", ids).execute();
  const breaches = await ask.db.selectFrom("measure_breach").selectAll().where("measure_id", "in", ids).orderBy("breached_on").execute();
  const reached = await reachedOf(ask, [...rows.map((row) => row.against_id), ...protects.map((p) => p.child_id)]);
  return rows.flatMap((row) => {
    const against = reached.get(row.against_id);
    // Its words are about the children too: of one that protects none but a child of a conflict of interest nothing is known.
    const children = protects.filter((one) => one.measure_id === row.id);
    if (!against || (children.length && children.every((one) => ask.who.conflicts.some(({ subjectId }) => subjectId === one.child_id)))) return [];
    return [{
      id: row.id, kind: row.kind, authority: row.authority, terms: row.terms, issuedBy: row.issued_by, issuedOn: row.issued_on, expiresOn: row.expires_on, status: row.status as MeasureFacts["status"], statusReason: row.status_reason, against,
      protects: protects.filter((p) => p.measure_id === row.id).flatMap((p) => reached.get(p.child_id) ?? []),
      breaches: breaches.filter((b) => b.measure_id === row.id).map((b) => ({ on: b.breached_on, response: b.response })), becameKind: row.next_kind, becameId: row.became_id,
    }];
  }).sort((a, b) => (b.issuedOn ?? "9999").localeCompare(a.issuedOn ?? "9999"));
}

/** One measure against a subject in reach, for its forms. */
export async function measureOf(ask: Ask, againstId: string, measureId: string): Promise<MeasureShown> {
  await standing(ask, againstId, measureId);
  return found((await measuresOf(ask, againstId)).find((m) => m.id === measureId));
}

async function standing(ask: Ask, againstId: string, measureId: string) {
  const against = await changeable(ask, againstId, "offender", "location");
  return { against, measure: found(await ask.db.selectFrom("measure").selectAll().where("id", "=", measureId).where("against_id", "=", against.id).executeTakeFirst()) };
}

const columns = (ask: Ask, m: MeasureFacts) => ({
  kind: m.kind, authority: m.authority, terms: m.terms, issued_by: m.issuedBy, issued_on: m.issuedOn, expires_on: m.expiresOn, status: m.status as string, status_reason: m.statusReason, recorded_at: ask.now.toISOString(), recorded_by_id: ask.who.id || null,
});

async function protect(ask: Ask, measureId: string, childIds: string[]): Promise<void> {
  const reached = await reachedOf(ask, childIds);
  if (childIds.some((id) => reached.get(id)?.kind !== "child")) throw new NotAgreed("Choose children who are recorded", "protects");
  if (reached.size) await ask.db.insertInto("measure_protects").values([...reached.keys()].map((child_id) => ({ measure_id: measureId, child_id }))).onConflict((oc) => oc.doNothing()).execute();
}

async function rewrite(ask: Ask, subjectId: string, measureId: string, facts: Record<string, string | null>): Promise<void> {
  const before = found(await ask.db.selectFrom("measure").selectAll().where("id", "=", measureId).executeTakeFirst()) as unknown as Record<string, string | null>;
  const at = ask.now.toISOString();
  for (const [field, became] of Object.entries(facts)) {
    const was = before[field] ?? null;
    if (was === became || field.startsWith("recorded")) continue;
    await ask.db.insertInto("record_change").values({ id: newId(), subject_id: subjectId, thing: "measure", thing_id: measureId, field, was, became, recorded_at: at, recorded_by_id: ask.who.id || null }).execute();
  }
  await ask.db.updateTable("measure").set({ ...facts, recorded_at: at, recorded_by_id: ask.who.id || null }).where("id", "=", measureId).execute();
}

function agreeTo(fault: { field: string; message: string } | null): void {
  if (fault) throw new NotAgreed(fault.message, fault.field);
}
