import { gramsOf } from "../subjects/names.ts";
import { compareFacts } from "./import-diff.ts";
import { Unreadable, readTable } from "./import-files.server.ts";
import { readNames, whyNotMap } from "./import-names.ts";
import { type Prepared, type Preparing, recordsOf, stageFaults } from "./import-return.server.ts";
import { stageRows } from "./import-stage.server.ts";

/** Reads a list of names and prepares which children's names would change. Throws Unreadable. */
export async function prepareNames({ ask, run, files, map, beat }: Preparing): Promise<Prepared> {
  await beat("Reading the file");
  const file = files[0]!;
  const { table, headings, notes } = await readTable(file.path, file.name);
  const why = map ? whyNotMap(map, headings) : { message: "No columns were chosen" };
  if (!map || why) throw new Unreadable(why?.message ?? "No columns were chosen");
  const at = table.columns.indexOf(map.child.toUpperCase());
  const records = await recordsOf(ask, run.authority, [...new Set(table.rows.map((row) => (row.cells[at] ?? "").trim()).filter(Boolean))]);
  const read = readNames(table, map, run.authority, (child) => records.get(child));
  const aliases = await aliasesOf(ask.db, read.rows.map((row) => records.get(row.child)!.id));
  const nought = { care_new: 0, care_changed: 0, care_same: 0, care_withdrawn: 0, missing_new: 0, missing_changed: 0, missing_same: 0, missing_withdrawn: 0, kept: 0 };
  const grams: object[] = [];
  const rows = read.rows.map((row, number) => {
    const record = records.get(row.child)!;
    const facts = { family_name: row.family, given_names: row.given };
    const changes = compareFacts(facts, record);
    const whole = [row.given ?? record.given_names, row.family ?? record.family_name, row.child, record.policeNumber, ...(aliases.get(record.id) ?? [])];
    if (changes.length) for (const gram of gramsOf(whole.filter(Boolean).join(" "))) grams.push({ import_id: run.id, subject_id: record.id, gram });
    return {
      import_id: run.id, child_number: row.child, number, subject_id: record.id, state: changes.length ? "changed" : "unchanged", is_there: 1, known: 1, missing_lately: 0, take: 1, updates: changes.length ? 1 : 0,
      born_on: null, sex: null, ethnicity: null, upn: null, ...facts, what: "Name taken from a list of the authority's", counts: JSON.stringify({ facts: changes }), ...nought,
    };
  });
  await stageRows(ask.db, "import_child", rows, (n) => beat(`Preparing the preview: ${n} of ${rows.length} names`));
  await stageRows(ask.db, "import_gram", grams, () => beat("Preparing the preview"));
  await stageFaults(ask, run.id, read.faults, beat);
  return { notes, files: [{ name: file.name, kind: "names", rows: table.rows.length, refused: read.refused }] };
}

async function aliasesOf(db: Preparing["ask"]["db"], ids: string[]): Promise<Map<string, string[]>> {
  const aliases = new Map<string, string[]>();
  for (let i = 0; i < ids.length; i += 500)
    for (const row of await db.selectFrom("alias").select(["subject_id", "name"]).where("subject_id", "in", ids.slice(i, i + 500)).execute()) aliases.set(row.subject_id, [...(aliases.get(row.subject_id) ?? []), row.name]);
  return aliases;
}
