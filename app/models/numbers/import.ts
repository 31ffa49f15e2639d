import { type Day, addMonths } from "../core/days.ts";

// What an import is: files are checked, a preview says what would change, and one act confirms it. Nothing is written until then.

export type ImportKind = "ssda903" | "names";
export type ImportState = "columns" | "checking" | "ready" | "confirmed" | "discarded" | "failed";

export const kindOfImport: Record<ImportKind, string> = { ssda903: "Looked-after return (SSDA903)", names: "Names of children (CSV)" };
export const stateOfImport: Record<ImportState, string> = {
  columns: "Waiting for columns", checking: "Being checked", ready: "Waiting to be confirmed", confirmed: "Confirmed", discarded: "Discarded", failed: "Could not be read",
};

export interface ImportFile {
  name: string;
  kind: "header" | "episodes" | "missing" | "names" | null;
  rows: number;
  refused: number;
}

/** What is remembered of an import beside its rows: no child stands in it. */
export interface Summary {
  files: ImportFile[];
  /** Plain sentences about the files, such as an unusual encoding. */
  notes: string[];
  /** For names: which column holds what. */
  map?: NameMap;
  /** What was written, once confirmed. */
  written?: Counts;
}

export interface NameMap {
  child: string;
  family: string | null;
  given: string | null;
  born: string | null;
}

/** Numbers of rows by what would become of them. */
export interface Tally {
  fresh: number;
  changed: number;
  same: number;
  withdrawn: number;
}
export interface Counts {
  children: Tally;
  care: Tally;
  missing: Tally;
  /** Rows that differ from what was recorded here by hand, and are left alone. */
  kept: number;
}

/** Whom to take: named groups of children. */
export interface Choice {
  known: boolean;
  missingLately: boolean;
  all: boolean;
}

/** "Missing in the last 12 months" begins on this day. */
export const latelyFrom = (today: Day): Day => addMonths(today, -12);

/** Files larger than this are refused: a whole authority's return is a few megabytes. */
export const largestFile = 20 * 1024 * 1024;
export const mostFiles = 3;

/** Preparations that nobody confirmed are cleared away after so many days. */
export const keptDays = 3;
/** A check that has not been heard of for so long has stopped. */
export const silentMs = 60_000;

/** Why an import cannot be confirmed, or null. */
export function whyNotConfirm(state: ImportState, taken: number): string | null {
  if (state === "confirmed") return "This import is already confirmed";
  if (state === "discarded") return "This import was discarded";
  if (state !== "ready") return "This import is not ready to be confirmed";
  if (taken === 0) return "No child is chosen: choose whom to take";
  return null;
}

// One formatter: making a new one for each of many thousand lines takes longer than reading the files.
const grouped = new Intl.NumberFormat("en-GB");
const several = (count: number, one: string, many = `${one}s`): string => `${grouped.format(count)} ${count === 1 ? one : many}`;

/** "3 care episodes and 2 missing episodes added, 1 missing episode changed": the line on a child's timeline. */
export function changeInWords({ care, missing, facts, fresh }: { care: Omit<Tally, "same">; missing: Omit<Tally, "same">; facts: string[]; fresh: boolean }): string {
  const both = (name: "fresh" | "changed" | "withdrawn", verb: string) => {
    const parts = [care[name] && several(care[name], "care episode"), missing[name] && several(missing[name], "missing episode")].filter(Boolean);
    return parts.length ? `${parts.join(" and ")} ${verb}` : "";
  };
  const parts = [both("fresh", "added"), both("changed", "changed"), both("withdrawn", "no longer in the return"), !fresh && facts.length ? `${facts.join(", ")} changed` : ""].filter(Boolean);
  return `${fresh ? "Record made from" : "Updated from"} the looked-after return${parts.length ? `: ${parts.join("; ")}` : ""}`;
}

/** "3 care episodes, 1 missing episode": what a return holds of a child who is new here. */
export const inReturn = (care: number, missing: number): string => [several(care, "care episode"), missing > 0 && several(missing, "missing episode")].filter(Boolean).join(", ");
