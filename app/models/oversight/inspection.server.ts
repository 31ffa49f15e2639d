import { randomInt } from "node:crypto";
import { guardingPrivacy } from "../core/access.ts";
import { type Ask, commit, look, newId } from "../core/ask.server.ts";
import { type Day, dayOf, type Instant } from "../core/days.ts";
import { listedRefs } from "../core/opened.server.ts";
import { asReader } from "../core/reader.server.ts";
import { itemsInReach } from "../core/reach.server.ts";
import { NotAgreed, NotFound, found } from "../core/refuse.ts";
import { hasConflict } from "../core/who.ts";
import { blocksOf } from "../meetings/document.server.ts";
import type { Block } from "../meetings/markdown.ts";
import { writeConflict } from "../subjects/conflict.server.ts";
import { recordOf } from "../subjects/record.server.ts";
import { type Kind, kindName } from "../subjects/subject.ts";
import { drawn, type InspectionState, largestSample, stateOfInspection, whyNotThen } from "./inspection.ts";

export interface InspectionForm {
  personId: string;
  why: string;
  fromOn: Day;
  untilOn: Day;
  /** References; or a number of records drawn by lot. */
  refs: string | null;
  panelId: string | null;
  kind: Kind;
  count: number | null;
}

export interface InspectionShown {
  id: string;
  inspector: string;
  agency: string;
  why: string;
  drawn: string;
  fromOn: Day;
  untilOn: Day;
  state: InspectionState;
  setBy: string;
  setAt: Instant;
  records: number;
}

const rowsOf = (ask: Ask) =>
  ask.db.selectFrom("inspection").innerJoin("person", "person.id", "inspection.person_id").innerJoin("agency", "agency.id", "person.agency_id").innerJoin("person as setter", "setter.id", "inspection.set_by_id")
    .selectAll("inspection").select(["person.name as inspector", "agency.name as agency", "setter.name as setter"])
    .select((eb) => eb.selectFrom("inspection_subject").select((s) => s.fn.countAll<number>().as("n")).whereRef("inspection_subject.inspection_id", "=", "inspection.id").as("records"));
type Row = Awaited<ReturnType<ReturnType<typeof rowsOf>["executeTakeFirstOrThrow"]>>;

const shown = (ask: Ask, row: Row): InspectionShown => ({
  id: row.id, inspector: row.inspector, agency: row.agency, why: row.why, drawn: row.drawn, fromOn: row.from_on, untilOn: row.until_on, setBy: row.setter, setAt: row.set_at, records: Number(row.records),
  state: stateOfInspection({ fromOn: row.from_on, untilOn: row.until_on, endedAt: row.ended_at }, dayOf(ask.now)),
});

/** All inspections, the newest first. For privacy officers. Throws NotFound. */
export async function inspections(ask: Ask): Promise<InspectionShown[]> {
  guardingPrivacy(ask.who);
  return (await rowsOf(ask).orderBy("inspection.set_at", "desc").limit(100).execute()).map((row) => shown(ask, row));
}

/** The inspections that this person may read today. */
export async function ownInspections(ask: Ask): Promise<InspectionShown[]> {
  return (await rowsOf(ask).where("inspection.person_id", "=", ask.who.id).orderBy("inspection.from_on").execute()).map((row) => shown(ask, row)).filter((one) => one.state === "open");
}

/** What the form offers: people who may inspect (no administrators, not oneself), and panels by name. */
export async function toSetInspection(ask: Ask) {
  guardingPrivacy(ask.who);
  const people = await ask.db.selectFrom("person").innerJoin("agency", "agency.id", "person.agency_id").select(["person.id", "person.name", "agency.name as agency"]).where("person.ended_at", "is", null).where("person.is_administrator", "=", 0).where("person.id", "<>", ask.who.id).orderBy("person.name").execute();
  const panels = await ask.db.selectFrom("panel").select(["id", "name"]).orderBy("name").execute();
  return { people, panels };
}

/**
 * Gives somebody a sample to inspect: the records of these references, or so many drawn by lot of the cases that a panel has open. How it was
 * drawn, and which they are, is written down. Returns the inspection's id. Throws NotFound, NotAgreed beside the field.
 */
export const setInspection = (ask: Ask, form: InspectionForm): Promise<string> =>
  commit(ask, async (ask, happened) => {
    guardingPrivacy(ask.who);
    if (!(await toSetInspection(ask)).people.some((one) => one.id === form.personId)) throw new NotAgreed("Choose who inspects", "personId");
    const fault = whyNotThen(form.fromOn, form.untilOn, dayOf(ask.now));
    if (fault) throw new NotAgreed(fault.message, fault.field);
    const sample = form.refs ? await namedSample(ask, form.refs) : await drawnSample(ask, form);
    const panels = sample.ids.length ? await ask.db.selectFrom("panel_case").innerJoin("membership", "membership.panel_id", "panel_case.panel_id").select("membership.id").where("panel_case.subject_id", "in", sample.ids).where("membership.person_id", "=", form.personId).limit(1).execute() : [];
    if (panels.length) throw new NotAgreed("They belong, or belonged, to a panel whose records these are: somebody else must inspect it", "personId");
    const id = newId();
    await ask.db.insertInto("inspection").values({ id, person_id: form.personId, why: form.why, drawn: sample.how, from_on: form.fromOn, until_on: form.untilOn, set_at: ask.now.toISOString(), set_by_id: ask.who.id }).execute();
    await ask.db.insertInto("inspection_subject").values(sample.ids.map((subject_id, position) => ({ inspection_id: id, subject_id, position: position + 1 }))).execute();
    happened({ what: "inspection set", detail: id });
    return id;
  });

async function namedSample(ask: Ask, typed: string): Promise<{ ids: string[]; how: string }> {
  const refs = [...new Set(typed.toUpperCase().split(/[\s,;]+/).filter(Boolean))];
  if (refs.length > largestSample) throw new NotAgreed(`A sample holds at most ${largestSample} records`, "refs");
  const rows = await ask.db.selectFrom("subject").select(["id", "ref"]).where("ref", "in", refs).execute();
  const unknown = refs.filter((ref) => !rows.some((row) => row.ref === ref));
  if (unknown.length) throw new NotAgreed(`There is no record ${unknown.join(", ")}`, "refs");
  return { ids: refs.map((ref) => rows.find((row) => row.ref === ref)!.id), how: "named by reference" };
}

async function drawnSample(ask: Ask, { panelId, kind, count }: InspectionForm): Promise<{ ids: string[]; how: string }> {
  const panel = panelId ? await ask.db.selectFrom("panel").select(["id", "name"]).where("id", "=", panelId).executeTakeFirst() : undefined;
  if (!panel) throw new NotAgreed("Enter references, or choose a panel to draw from", "panelId");
  if (!count) throw new NotAgreed("Say how many records to draw", "count");
  const all = await ask.db.selectFrom("panel_case").innerJoin("subject", "subject.id", "panel_case.subject_id").select("subject.id").distinct().where("panel_case.panel_id", "=", panel.id).where("panel_case.closed_on", "is", null).where("subject.kind", "=", kind).orderBy("subject.id").execute();
  if (!all.length) throw new NotAgreed(`${panel.name} has no open case of this kind`, "kind");
  const ids = drawn(all.map((row) => row.id), count, (n) => randomInt(n));
  return { ids, how: `${ids.length} of ${all.length} open cases of ${panel.name} (${kindName(kind).toLowerCase()}), drawn by lot` };
}

/** An inspection with the references of its sample. For privacy officers. Throws NotFound. */
export async function inspectionSet(ask: Ask, id: string) {
  guardingPrivacy(ask.who);
  const row = found(await rowsOf(ask).where("inspection.id", "=", id).executeTakeFirst());
  const refs = await ask.db.selectFrom("inspection_subject").innerJoin("subject", "subject.id", "inspection_subject.subject_id").select("subject.ref").where("inspection_id", "=", id).orderBy("position").execute();
  return { inspection: shown(ask, row), refs: refs.map((one) => one.ref) };
}

/** Ends an inspection: from now on nothing of it opens. Throws NotFound, NotAgreed. */
export const endInspection = (ask: Ask, id: string): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const { inspection } = await inspectionSet(ask, id);
    if (inspection.state === "over") throw new NotAgreed("This inspection is over already");
    await ask.db.updateTable("inspection").set({ ended_at: ask.now.toISOString(), ended_by_id: ask.who.id }).where("id", "=", id).execute();
    happened({ what: "inspection ended", detail: id });
  });

/** The sample of an inspection of one's own while it is open, the records without those of a conflict of interest. Throws NotFound. */
async function sampleToInspect(ask: Ask, id: string) {
  const row = found(await rowsOf(ask).where("inspection.id", "=", id).where("inspection.person_id", "=", ask.who.id).executeTakeFirst());
  const inspection = shown(ask, row);
  if (inspection.state !== "open") throw new NotFound();
  const records = await ask.db.selectFrom("inspection_subject").innerJoin("subject", "subject.id", "inspection_subject.subject_id").select(["subject.id", "subject.ref", "subject.kind", "subject.display_name as name"]).where("inspection_id", "=", id).orderBy("position").execute();
  return { inspection, records: records.filter((record) => !hasConflict(ask.who, record.id)) };
}

/** The same as a page: that it was opened is noted. */
export const openSample = (ask: Ask, id: string) =>
  look(ask, async (ask, happened) => {
    const sample = await sampleToInspect(ask, id);
    happened({ what: "list opened", detail: listedRefs(sample.records.map((record) => record.ref)) });
    return sample;
  });

export interface InspectedItem {
  id: string;
  panel: string;
  meeting: number;
  onDay: Day;
  outcome: string | null;
  /** Null while they cannot be read whole. */
  minutes: Block[] | null;
}

/** A record of the sample, whole, and the shared minutes of its items. Written in the audit with the read. Throws NotFound. */
export const inspectedRecord = (ask: Ask, id: string, subjectId: string) =>
  look(ask, async (ask, happened) => {
    const { inspection, records } = await sampleToInspect(ask, id);
    const one = found(records.find((record) => record.id === subjectId));
    const reader = await asReader(ask, [one.id]);
    const record = await recordOf(reader, one.id, dayOf(ask.now), { note: () => happened({ what: "inspected record opened", subjectId: one.id, detail: id }), size: 500 });
    const rows = await itemsInReach(reader).innerJoin("panel", "panel.id", "meeting.panel_id").select(["item.id", "panel.name as panel", "meeting.number as meeting", "meeting.on_day as onDay", "item.outcome"]).where("item.subject_id", "=", one.id).where("item.withdrawn_at", "is", null).where("meeting.status", "in", ["ended", "agreed"]).orderBy("meeting.on_day", "desc").execute();
    const items: InspectedItem[] = [];
    for (const row of rows) {
      const document = await ask.db.selectFrom("document").select(["id", "folded_at", "quarantined_at"]).where("item_id", "=", row.id).where("handling", "=", "shared").executeTakeFirst();
      items.push({ ...row, minutes: document ? await blocksOf(ask.db, document) : [] });
    }
    return { inspection, record, items };
  });

/** Whether a record of one's own sample opens; nothing of it is read. Throws NotFound. */
export async function inspects(ask: Ask, id: string, subjectId: string): Promise<void> {
  if (!(await sampleToInspect(ask, id)).records.some((record) => record.id === subjectId)) throw new NotFound();
}

/** Declares a conflict of interest of one's own about a record of the sample: it opens no more, and the sample is without it. Throws NotFound. */
export const takeNoPartInInspection = (ask: Ask, id: string, subjectId: string, reason: string): Promise<void> =>
  commit(ask, async (ask, happened) => {
    await inspects(ask, id, subjectId);
    await writeConflict(ask, happened, { subjectId, personId: ask.who.id, reason });
  });
