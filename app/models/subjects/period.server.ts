import { type Ask, commit, newId } from "../core/ask.server.ts";
import { type Day, addDays, dayOf } from "../core/days.ts";
import { NotAgreed, found } from "../core/refuse.ts";
import { whyNotDays } from "./dates.ts";
import { type PeriodKind, periodKind } from "./period.ts";
import { changeable, supersede } from "./reached.server.ts";

export interface Dating {
  value: string;
  detail: string | null;
  fromOn: Day | null;
  toOn: Day | null;
}

export interface Held {
  id: string;
  kind: string;
  value: string;
  detail: string | null;
  fromOn: Day | null;
  toOn: Day | null;
  recordedOn: Day;
}

/** Records that something holds from a day on. What held of the same kind ends the day before, unless several may hold at once. */
export const recordPeriod = (ask: Ask, subjectId: string, kind: string, dating: Dating): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const subject = await changeable(ask, subjectId);
    const known = kindFor(kind, subject.kind);
    check(ask, known, dating, subject.born_on);
    if (!known.many && (!dating.toOn || dating.toOn >= dayOf(ask.now))) await endBefore(ask, subject.id, kind, dating.fromOn);
    const id = newId();
    await ask.db.insertInto("period").values({ id, subject_id: subject.id, kind, value: dating.value, detail: dating.detail, from_on: dating.fromOn, to_on: dating.toOn, recorded_at: ask.now.toISOString(), recorded_by_id: ask.who.id || null }).execute();
    happened({ what: "period recorded", subjectId: subject.id, detail: id });
    return id;
  });

/** Puts a period right. What stood there is kept as superseded. */
export const correctPeriod = (ask: Ask, subjectId: string, periodId: string, dating: Dating): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const subject = await changeable(ask, subjectId);
    const period = await standing(ask, subject.id, periodId);
    check(ask, kindFor(period.kind, subject.kind), dating, subject.born_on);
    await rewrite(ask, periodId, dating);
    happened({ what: "period corrected", subjectId: subject.id, detail: periodId });
  });

/** Ends a period on its last day. */
export const endPeriod = (ask: Ask, subjectId: string, periodId: string, toOn: Day): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const subject = await changeable(ask, subjectId);
    const period = await standing(ask, subject.id, periodId);
    const known = kindFor(period.kind, subject.kind);
    const dating = { value: period.value, detail: period.detail, fromOn: period.from_on, toOn };
    check(ask, known, dating, subject.born_on);
    await rewrite(ask, periodId, dating);
    happened({ what: "period corrected", subjectId: subject.id, detail: periodId });
  });

/** A period that stands, of a subject in reach, for its form. */
export async function periodOf(ask: Ask, subjectId: string, periodId: string) {
  const subject = await changeable(ask, subjectId);
  return standing(ask, subject.id, periodId);
}

/** The periods of a subject in reach already that held on a day, those that began last first. */
export async function periodsOn(ask: Ask, subjectId: string, on: Day): Promise<Held[]> {
  return (await rows(ask, subjectId)).filter((p) => p.superseded_at === null && (p.from_on === null || p.from_on <= on) && (p.to_on === null || p.to_on >= on)).map(held);
}

/** Every period of a subject in reach already, also those that were corrected. */
export const periodHistory = async (ask: Ask, subjectId: string) => (await rows(ask, subjectId)).map((p) => ({ ...held(p), supersededOn: p.superseded_at && dayOf(p.superseded_at) }));

const rows = (ask: Ask, subjectId: string) => ask.db.selectFrom("period").selectAll().where("subject_id", "=", subjectId).orderBy("from_on", "desc").orderBy("recorded_at", "desc").execute();

const held = (p: Awaited<ReturnType<typeof rows>>[number]): Held => ({ id: p.id, kind: p.kind, value: p.value, detail: p.detail, fromOn: p.from_on, toOn: p.to_on, recordedOn: dayOf(p.recorded_at) });

const standing = async (ask: Ask, subjectId: string, periodId: string) =>
  found(await ask.db.selectFrom("period").selectAll().where("id", "=", periodId).where("subject_id", "=", subjectId).where("superseded_at", "is", null).executeTakeFirst());

function kindFor(key: string, of: string): PeriodKind {
  const known = periodKind(key);
  return found(known?.of === of ? known : null);
}

function check(ask: Ask, known: PeriodKind, dating: Dating, bornOn: Day | null): void {
  if (known.values && !known.values.includes(dating.value)) throw new NotAgreed("Choose one from the list", "value");
  const fault = whyNotDays(dating, { today: dayOf(ask.now), bornOn, future: Boolean(known.ends) });
  if (fault) throw new NotAgreed(fault.message, fault.field);
}

async function rewrite(ask: Ask, periodId: string, dating: Dating): Promise<void> {
  await supersede(ask, "period", periodId);
  await ask.db.updateTable("period").set({ value: dating.value, detail: dating.detail, from_on: dating.fromOn, to_on: dating.toOn, recorded_at: ask.now.toISOString(), recorded_by_id: ask.who.id || null }).where("id", "=", periodId).execute();
}

async function endBefore(ask: Ask, subjectId: string, kind: string, fromOn: Day | null): Promise<void> {
  const open = await ask.db.selectFrom("period").selectAll().where("subject_id", "=", subjectId).where("kind", "=", kind).where("superseded_at", "is", null)
    .where((eb) => eb.or([eb("to_on", "is", null), eb("to_on", ">=", fromOn ?? dayOf(ask.now))])).execute();
  for (const period of open) {
    if (!fromOn) throw new NotAgreed("Enter the first day: something of this kind is recorded already", "fromOn");
    if (period.from_on && period.from_on >= fromOn) throw new NotAgreed("Something of this kind began on that day or later. Correct that one, or give this one a last day", "fromOn");
    await rewrite(ask, period.id, { value: period.value, detail: period.detail, fromOn: period.from_on, toOn: addDays(fromOn, -1) });
  }
}
