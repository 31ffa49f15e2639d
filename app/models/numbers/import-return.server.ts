import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Ask } from "../core/ask.server.ts";
import type { Day } from "../core/days.ts";
import { reachesSubject } from "../core/reach.server.ts";
import { gramsOf } from "../subjects/names.ts";
import { type ImportFile, type NameMap, changeInWords, latelyFrom } from "./import.ts";
import { type KeptCare, type KeptMissing, type PlainFacts, compareCare, compareFacts, compareMissing, factsOfChild } from "./import-diff.ts";
import { Unreadable, readTable } from "./import-files.server.ts";
import { stageRows } from "./import-stage.server.ts";
import { readReturn } from "./ssda903-return.ts";
import { type Fault, type ReturnChild, type Table, sortTables } from "./ssda903.ts";

export interface Preparing {
  ask: Ask;
  run: { id: string; authority: string };
  files: { name: string; path: string }[];
  map?: NameMap;
  today: Day;
  beat: (words: string) => Promise<void>;
}
export interface Prepared {
  files: ImportFile[];
  notes: string[];
}

const inThousands = (n: number): string => n.toLocaleString("en-GB");

/** Reads the files of a return, compares them with the records of the authority's children, and prepares what would change. Throws Unreadable. */
export async function prepareReturn({ ask, run, files, today, beat }: Preparing): Promise<Prepared> {
  await beat("Reading the files");
  const tables: Table[] = [];
  const notes: string[] = [];
  for (const file of files) {
    const read = await readTable(file.path, file.name);
    tables.push(read.table);
    notes.push(...read.notes);
  }
  const sorted = sortTables(tables);
  if ("wrong" in sorted) throw new Unreadable(sorted.wrong.join(". "));
  const given = sorted.return;
  if (!given.episodes) notes.push("No episodes file was given: care episodes stay as they are");
  if (!given.missing) notes.push("No missing file was given: missing episodes stay as they are");
  const read = readReturn(given, today);
  await beat(`Comparing ${inThousands(read.children.size)} children with the records`);
  await prepare(ask, run, [...read.children.values()], read.horizon ?? today, today, beat);
  await stageFaults(ask, run.id, read.faults, beat);
  const kindOf = (table: Table) => (table === given.header ? "header" : table === given.episodes ? "episodes" : "missing");
  return { notes, files: tables.map((table) => ({ name: table.file, kind: kindOf(table), rows: read.rows[kindOf(table)].all, refused: read.rows[kindOf(table)].refused })) };
}

/** Keeps the refused rows for the preview. */
export const stageFaults = (ask: Ask, importId: string, faults: Fault[], beat: Preparing["beat"]): Promise<void> =>
  stageRows(ask.db, "import_fault", faults.map((fault, number) => ({ import_id: importId, number, kind: fault.kind, file: fault.file, line: fault.line, column_name: fault.column, child_number: fault.child?.slice(0, 40) ?? null, reason: fault.reason })), (n) => beat(`Keeping ${inThousands(n)} refused rows`));

/** The record of each of the authority's children that has one, by the authority's number; `inReach` is whether this person may know of it. */
export async function recordsOf(ask: Ask, authority: string, numbers: string[]) {
  const records = new Map<string, PlainFacts & { id: string; inReach: boolean; policeNumber: string | null }>();
  for (let i = 0; i < numbers.length; i += 500) {
    const rows = await ask.db
      .selectFrom("child").innerJoin("subject", "subject.id", "child.subject_id")
      .select(["child.subject_id", "child.authority_number", "child.born_on", "child.sex", "child.ethnicity", "child.upn", "child.family_name", "child.given_names", "child.police_number"])
      .select(sql<number>`case when ${reachesSubject(ask.who, "subject.id")} then 1 else 0 end`.as("in_reach"))
      .where("child.authority", "=", authority).where("child.authority_number", "in", numbers.slice(i, i + 500)).execute();
    for (const row of rows)
      records.set(row.authority_number!, { id: row.subject_id, inReach: row.in_reach === 1, born_on: row.born_on, sex: row.sex, ethnicity: row.ethnicity, upn: row.upn, family_name: row.family_name, given_names: row.given_names, policeNumber: row.police_number });
  }
  return records;
}

async function episodesOf(ask: Ask, ids: string[]) {
  const care = new Map<string, KeptCare[]>();
  const missing = new Map<string, KeptMissing[]>();
  const add = <T,>(to: Map<string, T[]>, id: string, row: T) => void (to.get(id)?.push(row) ?? to.set(id, [row]));
  for (let i = 0; i < ids.length; i += 500) {
    const part = ids.slice(i, i + 500);
    for (const { child_id, ...row } of await ask.db.selectFrom("care_episode").select(["child_id", "id", "import_id", "from_on", "to_on", "legal_status", "placement", "placement_provider", "placement_address", "need", "reason_started", "reason_ended", "urn", "home_postcode"]).where("child_id", "in", part).where("superseded_at", "is", null).execute()) add(care, child_id, row);
    for (const { child_id, ...row } of await ask.db.selectFrom("missing_episode").select(["child_id", "id", "import_id", "kind", "from_on", "to_on"]).where("child_id", "in", part).where("superseded_at", "is", null).execute()) add(missing, child_id, row);
  }
  return { care, missing };
}

async function prepare(ask: Ask, run: Preparing["run"], children: ReturnChild[], horizon: Day, today: Day, beat: Preparing["beat"]): Promise<void> {
  const records = await recordsOf(ask, run.authority, children.map((child) => child.child));
  const kept = await episodesOf(ask, [...records.values()].map((record) => record.id));
  const lately = latelyFrom(today);
  const rows = { child: [] as object[], care: [] as object[], missing: [] as object[], gram: [] as object[] };
  const blankCare = { from_on: null, to_on: null, legal_status: null, placement: null, placement_provider: null, placement_address: null, need: null, reason_started: null, reason_ended: null, urn: null, home_postcode: null };

  children.forEach((child, number) => {
    const record = records.get(child.child);
    const facts = factsOfChild(child);
    const changes = record ? compareFacts(facts, record) : [];
    const care = compareCare(child.care, (record && kept.care.get(record.id)) ?? [], horizon);
    const missing = compareMissing(child.missing, (record && kept.missing.get(record.id)) ?? [], horizon);
    const row = { import_id: run.id, child_number: child.child };
    for (const { row: facts, replaces } of care.write) rows.care.push({ ...row, number: rows.care.length, id: randomUUID(), replaces_id: replaces, ...facts });
    for (const id of care.withdrawn) rows.care.push({ ...row, number: rows.care.length, id: null, replaces_id: id, ...blankCare });
    for (const { row: facts, replaces } of missing.write) rows.missing.push({ ...row, number: rows.missing.length, id: randomUUID(), replaces_id: replaces, ...facts });
    for (const id of missing.withdrawn) rows.missing.push({ ...row, number: rows.missing.length, id: null, replaces_id: id, kind: null, from_on: null, to_on: null });

    const tally = (d: typeof care | typeof missing) => ({ fresh: d.write.filter((w) => !w.replaces).length, changed: d.write.filter((w) => w.replaces).length, withdrawn: d.withdrawn.length });
    const [ofCare, ofMissing] = [tally(care), tally(missing)];
    const any = changes.length + care.write.length + care.withdrawn.length + missing.write.length + missing.withdrawn.length > 0;
    const subject_id = record?.id ?? randomUUID();
    // Whom this person may not know of looks like a new child until taken.
    const known = record?.inReach === true;
    const missingLately = child.missing.some((m) => m.fromOn >= lately || !m.toOn || m.toOn >= lately);
    rows.child.push({
      ...row, number, subject_id, state: !known ? "new" : any ? "changed" : "unchanged", is_there: record ? 1 : 0, known: known ? 1 : 0, missing_lately: missingLately ? 1 : 0, take: known || missingLately ? 1 : 0,
      updates: record && changes.length ? 1 : 0, ...facts, family_name: null, given_names: null,
      what: changeInWords({ care: ofCare, missing: ofMissing, facts: changes, fresh: !record }), counts: JSON.stringify({ care: ofCare, missing: ofMissing, facts: changes }),
      ...(known || !record
        ? {
            care_new: ofCare.fresh, care_changed: ofCare.changed, care_same: care.same, care_withdrawn: ofCare.withdrawn,
            missing_new: ofMissing.fresh, missing_changed: ofMissing.changed, missing_same: missing.same, missing_withdrawn: ofMissing.withdrawn, kept: care.kept + missing.kept,
          }
        : { care_new: child.care.length, care_changed: 0, care_same: 0, care_withdrawn: 0, missing_new: child.missing.length, missing_changed: 0, missing_same: 0, missing_withdrawn: 0, kept: 0 }),
    });
    if (!record) for (const gram of gramsOf(child.child)) rows.gram.push({ import_id: run.id, subject_id, gram });
  });

  const all = rows.child.length + rows.care.length + rows.missing.length + rows.gram.length;
  let done = 0;
  for (const [table, list] of [["import_child", rows.child], ["import_care", rows.care], ["import_missing", rows.missing], ["import_gram", rows.gram]] as const) {
    await stageRows(ask.db, table, list, (n) => beat(`Preparing the preview: ${Math.floor(((done + n) / Math.max(1, all)) * 100)} %`));
    done += list.length;
  }
}
