import type { Day } from "../core/days.ts";

// The files of the looked-after-children return (SSDA903): which module a file is, and what each of its rows says.

export type ReturnFile = "header" | "episodes" | "missing";

/** One file as it was read: its columns in capitals, its rows with the line that each stands in. */
export interface Table {
  file: string;
  columns: string[];
  rows: { line: number; cells: string[] }[];
}

/** Columns that must be there. Postcodes and URN may be left out: many councils strip them before passing a return on. */
export const required: Record<ReturnFile, string[]> = {
  header: ["CHILD", "SEX", "DOB", "ETHNIC", "UPN"],
  episodes: ["CHILD", "DECOM", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "DEC", "REC", "REASON_PLACE_CHANGE"],
  missing: ["CHILD", "DOB", "MISSING", "MIS_START", "MIS_END"],
};

const marks: Record<ReturnFile, string[]> = { header: ["SEX", "ETHNIC", "UPN", "MOTHER", "MC_DOB"], episodes: ["DECOM", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "DEC", "REC"], missing: ["MISSING", "MIS_START", "MIS_END"] };

/** Other modules of the same return, by a column that only they have. */
const otherModules: Record<string, string> = {
  REVIEW: "Reviews", DUC: "UASC", SDQ_SCORE: "OC2", IN_TOUCH: "OC3", DATE_MATCH: "AD1", DATE_PLACED: "Placed for adoption", PREV_PERM: "Previous permanence", SW_ID: "Social worker", DOLO_START: "Deprivation of liberty",
};

const listed = (words: string[]): string => (words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`);

/** Which of the three files this is, told by its columns and not by its name. Otherwise a sentence that says what is wrong. */
export function recognise(table: Table): { kind: ReturnFile } | { wrong: string } {
  const has = new Set(table.columns);
  const score = (kind: ReturnFile) => marks[kind].filter((column) => has.has(column)).length;
  const other = Object.entries(otherModules).find(([column]) => has.has(column));
  if (other) return { wrong: `${table.file} is the ${other[1]} file of the return. Panelroom reads the header, episodes and missing files` };
  const [best] = (Object.keys(marks) as ReturnFile[]).sort((a, b) => score(b) - score(a));
  if (!best || score(best) < 2) return { wrong: `${table.file} is not a file of the looked-after-children return (SSDA903): its first line must name columns such as ${required.header.join(", ")}` };
  const lacking = required[best].filter((column) => !has.has(column));
  if (lacking.length) return { wrong: `${table.file} looks like the ${best} file but lacks the ${lacking.length === 1 ? "column" : "columns"} ${listed(lacking)}` };
  const twice = table.columns.find((column, i) => column && table.columns.indexOf(column) !== i);
  if (twice) return { wrong: `${table.file} has the column ${twice} twice` };
  return { kind: best };
}

/** Sorts the tables by module. The header is needed: without it nobody can be told apart. Otherwise the sentences that say why not. */
export function sortTables(tables: Table[]): { return: { header: Table; episodes?: Table; missing?: Table } } | { wrong: string[] } {
  const found: Partial<Record<ReturnFile, Table>> = {};
  const wrong: string[] = [];
  for (const table of tables) {
    const known = recognise(table);
    if ("wrong" in known) wrong.push(known.wrong);
    else if (found[known.kind]) wrong.push(`${found[known.kind]!.file} and ${table.file} are both the ${known.kind} file of a return. Give each file once`);
    else found[known.kind] = table;
  }
  if (!wrong.length && !found.header) wrong.push("The header file is missing: it says who the children are");
  return wrong.length || !found.header ? { wrong } : { return: { ...found, header: found.header } };
}

/** A row that is refused, cell by cell. `column` is null when the whole row is meant. */
export interface Fault {
  kind: ReturnFile | "names";
  file: string;
  line: number;
  column: string | null;
  child: string | null;
  reason: string;
}

export interface ChildRow {
  line: number;
  child: string;
  sex: string | null;
  bornOn: Day;
  ethnicity: string | null;
  upn: string | null;
}

/** A care episode; undefined where the file has no such column. */
export interface CareRow {
  line: number;
  fromOn: Day;
  toOn: Day | null;
  legalStatus: string | null;
  placement: string | null;
  provider: string | null;
  need: string | null;
  reasonStarted: string | null;
  reasonEnded: string | null;
  placementPostcode: string | null | undefined;
  homePostcode: string | null | undefined;
  urn: string | null | undefined;
  /** RNE: whether the placement goes on from the episode before. */
  began: string;
}

export interface MissingRow {
  line: number;
  kind: "missing" | "away from placement";
  fromOn: Day;
  toOn: Day | null;
}

export interface ReturnChild extends ChildRow {
  care: CareRow[];
  missing: MissingRow[];
}

export interface ReturnRead {
  children: Map<string, ReturnChild>;
  faults: Fault[];
  /** Rows in each file, and how many of them were refused. */
  rows: Record<ReturnFile, { all: number; refused: number }>;
  /** The latest day that the return speaks of; null when it has no days but birthdays. */
  horizon: Day | null;
}

/** Reads "31/03/2026" as a day, null when it is no real date. */
export function readReturnDay(text: string): Day | null {
  const parts = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  if (!parts) return null;
  const day = `${parts[3]}-${parts[2]!.padStart(2, "0")}-${parts[1]!.padStart(2, "0")}`;
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === day ? day : null;
}
