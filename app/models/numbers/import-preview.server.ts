import { type Ask, look } from "../core/ask.server.ts";
import { clearOfConflict, importInReach, importsInReach } from "../core/reach.server.ts";
import { type Counts, type ImportKind, type ImportState, type Summary, inReturn } from "./import.ts";
import { tallyOf } from "./import.server.ts";

export interface ImportLine {
  id: string;
  kind: ImportKind;
  state: ImportState;
  panel: string;
  authority: string;
  by: string;
  startedAt: string;
  written: Counts | null;
}

/** The imports of the panels that this person prepares, newest first, fifty at most. */
export async function importList(ask: Ask): Promise<ImportLine[]> {
  const rows = await importsInReach(ask).innerJoin("panel", "panel.id", "import_run.panel_id").innerJoin("person", "person.id", "import_run.by_id")
    .selectAll("import_run").select(["panel.name as panel", "person.name as by"]).orderBy("import_run.started_at", "desc").limit(50).execute();
  return rows.map((row) => ({ id: row.id, kind: row.kind, state: row.state, panel: row.panel, authority: row.authority, by: row.by, startedAt: row.started_at, written: (JSON.parse(row.summary) as Summary).written ?? null }));
}

export interface Preview {
  id: string;
  kind: ImportKind;
  state: ImportState;
  panelId: string;
  panel: string;
  authority: string;
  by: string;
  startedAt: string;
  endedAt: string | null;
  progress: string | null;
  failed: string | null;
  beatAt: string;
  summary: Summary;
}

/** One import: how far it is, and what it said of its files. Throws NotFound when out of reach. */
export async function importOf(ask: Ask, id: string): Promise<Preview> {
  const row = await importInReach(ask, id);
  const { panel } = await ask.db.selectFrom("panel").select("name as panel").where("id", "=", row.panel_id).executeTakeFirstOrThrow();
  const { by } = await ask.db.selectFrom("person").select("name as by").where("id", "=", row.by_id).executeTakeFirstOrThrow();
  return {
    id: row.id, kind: row.kind, state: row.state, panelId: row.panel_id, panel, authority: row.authority, by, startedAt: row.started_at, endedAt: row.ended_at,
    progress: row.progress, failed: row.failed, beatAt: row.beat_at, summary: JSON.parse(row.summary) as Summary,
  };
}

export interface PreviewChild {
  number: string;
  state: "new" | "changed" | "unchanged";
  known: boolean;
  missingLately: boolean;
  take: boolean;
  ref: string | null;
  what: string;
}
export interface PreviewFault {
  file: string;
  line: number;
  column: string | null;
  child: string | null;
  reason: string;
}
export interface PreviewPage {
  taken: Counts;
  all: Counts;
  groups: { known: number; missingLately: number; either: number; all: number };
  children: PreviewChild[];
  faults: PreviewFault[];
  faultCount: number;
  shown: number;
}

export const perPage = 50;

/** What an import would change: the counts, a page of its children and a page of its refused rows. The opening is audited. */
export const previewOf = (ask: Ask, id: string, { page, faultPage, only }: { page: number; faultPage: number; only: string }): Promise<PreviewPage> =>
  look(ask, async (ask, happened) => {
    const run = await importInReach(ask, id);
    const children = () => {
      const all = ask.db.selectFrom("import_child").where("import_child.import_id", "=", run.id).where(clearOfConflict(ask.who, "import_child.subject_id"));
      if (only === "taken") return all.where("take", "=", 1);
      if (only === "left") return all.where("take", "=", 0);
      return only === "new" || only === "changed" || only === "unchanged" ? all.where("state", "=", only) : all;
    };
    const count = async (condition?: "known" | "missing_lately" | "either") => {
      let query = ask.db.selectFrom("import_child").where("import_id", "=", run.id).where(clearOfConflict(ask.who, "import_child.subject_id"));
      if (condition === "either") query = query.where((eb) => eb.or([eb("known", "=", 1), eb("missing_lately", "=", 1)]));
      else if (condition) query = query.where(condition, "=", 1);
      return Number((await query.select((eb) => eb.fn.countAll<number>().as("n")).executeTakeFirstOrThrow()).n);
    };
    const rows = await children().leftJoin("subject", (join) => join.onRef("subject.id", "=", "import_child.subject_id").on("import_child.known", "=", 1))
      .select(["child_number", "state", "known", "missing_lately", "take", "what", "subject.ref", "care_new", "missing_new"]).orderBy("import_child.number").limit(perPage).offset((page - 1) * perPage).execute();
    const { shown } = await children().select((eb) => eb.fn.countAll<number>().as("shown")).executeTakeFirstOrThrow();
    const faults = await ask.db.selectFrom("import_fault").selectAll().where("import_id", "=", run.id).orderBy("number").limit(perPage).offset((faultPage - 1) * perPage).execute();
    const { faultCount } = await ask.db.selectFrom("import_fault").select((eb) => eb.fn.countAll<number>().as("faultCount")).where("import_id", "=", run.id).executeTakeFirstOrThrow();
    happened({ what: "import opened", panelId: run.panel_id, detail: run.id });
    return {
      taken: await tallyOf(ask, run.id, true), all: await tallyOf(ask, run.id, false),
      groups: { known: await count("known"), missingLately: await count("missing_lately"), either: await count("either"), all: await count() },
      // Whom this person may not know of is shown as a new child: what is here already says nothing.
      children: rows.map((row) => ({ number: row.child_number, state: row.state, known: row.known === 1, missingLately: row.missing_lately === 1, take: row.take === 1, ref: row.ref, what: row.state === "unchanged" ? "Nothing would change" : row.state === "new" ? inReturn(row.care_new, row.missing_new) : row.what })),
      faults: faults.map((f) => ({ file: f.file, line: f.line, column: f.column_name, child: f.child_number, reason: f.reason })), faultCount: Number(faultCount), shown: Number(shown),
    };
  });

/** Every refused cell, in the order of the files. The opening is audited. */
export const faultsOf = (ask: Ask, id: string): Promise<PreviewFault[]> =>
  look(ask, async (ask, happened) => {
    const run = await importInReach(ask, id);
    const rows = await ask.db.selectFrom("import_fault").selectAll().where("import_id", "=", run.id).orderBy("number").execute();
    happened({ what: "import opened", panelId: run.panel_id, detail: run.id });
    return rows.map((f) => ({ file: f.file, line: f.line, column: f.column_name, child: f.child_number, reason: f.reason }));
  });

/** The refused rows as CSV; a cell that a spreadsheet would run as a formula is made plain text. */
export function faultsAsCsv(faults: PreviewFault[]): string {
  const cell = (value: string | number | null) => {
    const text = value === null ? "" : String(value);
    return `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replace(/"/g, '""')}"`;
  };
  return `\uFEFF${[["File", "Line", "Column", "Child", "Reason"], ...faults.map((f) => [f.file, f.line, f.column, f.child, f.reason])].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}
