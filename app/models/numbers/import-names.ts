import { type Day, isDay } from "../core/days.ts";
import type { NameMap } from "./import.ts";
import { type Fault, readReturnDay, type Table } from "./ssda903.ts";

// A list of names by the authority's number, with columns that people choose.

const guesses: Record<keyof NameMap, RegExp> = {
  child: /^(child|child[ _]?(id|no|number|ref(erence)?)|number|client[ _]?(id|no|number)|person[ _]?(id|number)|case[ _]?(no|number)|(la|authority)[ _]?(child)?[ _]?(id|no|number)|id|ref(erence)?)\.?$/i,
  family: /^(family[ _]?name|surname|last[ _]?name)$/i,
  given: /^(given[ _]?names?|fore[ _]?names?|first[ _]?names?)$/i,
  born: /^(dob|date[ _]of[ _]birth|birth[ _]?date|born([ _]on)?)$/i,
};

/** The columns that most likely hold the number, the names and the date of birth; null where none looks like it. */
export function guessMap(headings: string[]): { [Name in keyof NameMap]: string | null } {
  const find = (name: keyof NameMap) => headings.find((heading) => guesses[name].test(heading)) ?? null;
  return { child: find("child"), family: find("family"), given: find("given"), born: find("born") };
}

/** Why these columns will not do, or null. */
export function whyNotMap(map: { [Name in keyof NameMap]: string | null }, headings: string[]): { field: keyof NameMap; message: string } | null {
  if (!map.child) return { field: "child", message: "Choose the column that holds the authority's number" };
  if (!map.family && !map.given) return { field: "family", message: "Choose a column for the family name or the given names" };
  const has = new Set(headings.map((heading) => heading.toUpperCase()));
  const used = new Set<string>();
  for (const [field, column] of Object.entries(map) as [keyof NameMap, string | null][]) {
    if (!column) continue;
    if (!has.has(column.toUpperCase())) return { field, message: `The file has no column “${column.slice(0, 60)}”` };
    if (used.has(column.toUpperCase())) return { field, message: `“${column.slice(0, 60)}” is chosen twice` };
    used.add(column.toUpperCase());
  }
  return null;
}

/** Reads "CHILD=Number,family=Surname,given=Forename,born=DOB". Throws with a sentence when it cannot be read. */
export function parseMap(text: string): NameMap {
  const map: { [Name in keyof NameMap]: string | null } = { child: null, family: null, given: null, born: null };
  for (const part of text.split(",")) {
    const [name = "", column = ""] = part.split(/=(.*)/s).map((word) => word.trim());
    const key = name.toLowerCase();
    if (!column || !Object.hasOwn(map, key)) throw new Error(`--map: “${part.trim()}” is not one of CHILD=, family=, given=, born= with a column`);
    map[key as keyof NameMap] = column;
  }
  if (!map.child) throw new Error("--map lacks CHILD=, the column that holds the authority's number");
  if (!map.family && !map.given) throw new Error("--map lacks family= or given=");
  return map as NameMap;
}

export interface NameRow {
  line: number;
  child: string;
  family: string | null;
  given: string | null;
}
export interface Recorded {
  born_on: string | null;
  inReach: boolean;
}

/** Reads a list of names against the records that there are. Every row that is refused comes with its reason. */
export function readNames(table: Table, map: NameMap, authority: string, recordOf: (child: string) => Recorded | undefined): { rows: NameRow[]; faults: Fault[]; refused: number } {
  const at = (column: string | null) => (column ? table.columns.indexOf(column.toUpperCase()) : -1);
  const [childAt, familyAt, givenAt, bornAt] = [at(map.child), at(map.family), at(map.given), at(map.born)];
  const rows = new Map<string, NameRow>();
  const faults: Fault[] = [];
  const refused = new Set<number>();
  const contested = new Map<string, number>();
  for (const { line, cells } of table.rows) {
    const text = (i: number) => (i < 0 ? "" : (cells[i] ?? "").normalize("NFC").replace(/\s+/g, " ").trim());
    const [child, family, given, bornText] = [text(childAt), text(familyAt), text(givenAt), text(bornAt)];
    const refuse = (column: string | null, reason: string, on = line) => {
      faults.push({ kind: "names", file: table.file, line: on, column, child: child.slice(0, 40) || null, reason });
      refused.add(on);
    };
    const record = child ? recordOf(child) : undefined;
    const born: Day | null = isDay(bornText) ? bornText : readReturnDay(bornText);
    if (!child) refuse(map.child, "The child's number is missing");
    else if (!record?.inReach) refuse(map.child, `No child of ${authority} with this number is in the records that you may open`);
    else if (!family && !given) refuse(map.family ?? map.given, "The row has no name");
    else if (family.length > 200 || given.length > 200) refuse(family.length > 200 ? map.family : map.given, "The name is longer than 200 characters");
    else if (bornText && !born) refuse(map.born, `“${bornText.slice(0, 40)}” is not a real date. Dates are written DD/MM/YYYY`);
    else if (born && record.born_on && born !== record.born_on) refuse(map.born, "The date of birth differs from the record's: check that the number is this child's");
    else if (contested.has(child)) refuse(map.child, `Line ${contested.get(child)} gives the same number another name: neither is taken`);
    else {
      const before = rows.get(child);
      if (!before) rows.set(child, { line, child, family: family || null, given: given || null });
      else if (before.family === (family || null) && before.given === (given || null)) refuse(null, `The row repeats line ${before.line}`);
      else {
        rows.delete(child);
        contested.set(child, before.line);
        refuse(map.child, `Line ${line} gives the same number another name: neither is taken`, before.line);
        refuse(map.child, `Line ${before.line} gives the same number another name: neither is taken`);
      }
    }
  }
  faults.sort((a, b) => a.line - b.line);
  return { rows: [...rows.values()], faults, refused: refused.size };
}
