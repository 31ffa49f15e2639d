import { type Day, shortDay } from "../core/days.ts";
import { changeReasons, endReasons, ethnicities, inWords, legalStatuses, needs, placements, providers, sexes, startReasons } from "./ssda903-codes.ts";
import { type CareRow, type ChildRow, type Fault, type MissingRow, type ReturnFile, readReturnDay, type Table } from "./ssda903.ts";

// What makes one row acceptable by itself. Numbers in brackets are the Department for Education's own rules.

/** The cells of one row by column, and the faults found in it. */
export class Row {
  readonly faults: Fault[] = [];
  readonly child: string;
  constructor(
    readonly kind: ReturnFile | "names",
    readonly table: Table,
    readonly line: number,
    private readonly cells: string[],
    private readonly at: Map<string, number>,
    private readonly today: Day,
  ) {
    this.child = this.text("CHILD");
    if (!this.child) this.refuse("CHILD", "The child's number is missing");
    else if (!/^[\w./ -]{1,40}$/.test(this.child)) this.refuse("CHILD", `${quoted(this.child)} is not a child's number: use up to 40 letters and digits`);
    if (cells.length > table.columns.length) this.refuse(null, `The row has ${cells.length} cells, but there are ${table.columns.length} columns`);
  }

  text(column: string): string {
    return (this.cells[this.at.get(column) ?? -1] ?? "").trim();
  }

  /** Undefined when the file has no such column, null when the cell is empty. */
  maybe(column: string): string | null | undefined {
    return this.at.has(column) ? this.text(column).slice(0, 20) || null : undefined;
  }

  refuse(column: string | null, reason: string): void {
    this.faults.push({ kind: this.kind, file: this.table.file, line: this.line, column, child: this.child || null, reason });
  }

  /** A day that has come already, or null with a fault unless the cell may be empty. */
  day(column: string, missing: string | null): Day | null {
    const text = this.text(column);
    if (!text) {
      if (missing) this.refuse(column, missing);
      return null;
    }
    const day = readReturnDay(text);
    if (!day) this.refuse(column, `${quoted(text)} is not a real date. Dates are written DD/MM/YYYY`);
    else if (day > this.today) this.refuse(column, `${shortDay(day)} is in the future`);
    else if (day < "1900-01-01") this.refuse(column, `${shortDay(day)} is too long ago`);
    return day;
  }

  code(column: string, codes: Readonly<Record<string, unknown>>, missing?: string): string {
    const code = this.text(column).toUpperCase();
    if (!code && missing) this.refuse(column, missing);
    if (code && !Object.hasOwn(codes, code)) this.refuse(column, `${quoted(code)} is not a code of ${column}`);
    return code;
  }
}

const quoted = (text: string): string => `“${text.length > 40 ? `${text.slice(0, 40)}…` : text}”`;

export function readChild(row: Row): ChildRow | null {
  const bornOn = row.day("DOB", "The date of birth is missing");
  const sex = row.code("SEX", sexes);
  const ethnicity = row.code("ETHNIC", ethnicities);
  const upn = row.text("UPN").toUpperCase();
  if (upn && !/^UN\d$/.test(upn) && !/^[A-Z][0-9A-Z]{12}$/.test(upn)) row.refuse("UPN", `${quoted(upn)} is not a unique pupil number: a letter and 12 letters or digits, or UN1 to UN7`);
  if (row.faults.length || !bornOn) return null;
  return { line: row.line, child: row.child, bornOn, sex: sexes[sex] ?? null, ethnicity: ethnicities[ethnicity] ?? null, upn: upn.length > 3 ? upn : null };
}

export function readCare(row: Row, bornOn: Day): CareRow | null {
  const fromOn = row.day("DECOM", "The day on which the episode began is missing");
  const toOn = row.day("DEC", null);
  const began = row.code("RNE", startReasons, "The reason for the new episode is missing");
  const legal = row.code("LS", legalStatuses, "The legal status is missing");
  const need = row.code("CIN", needs);
  const place = row.code("PLACE", placements, "The placement is missing");
  const provider = row.code("PLACE_PROVIDER", providers);
  const ended = row.code("REC", endReasons);
  const changed = row.code("REASON_PLACE_CHANGE", changeReasons);
  if (fromOn && toOn && toOn < fromOn) row.refuse("DEC", `The episode ends on ${shortDay(toOn)}, before it starts on ${shortDay(fromOn)}`);
  if (fromOn && fromOn < bornOn) row.refuse("DECOM", `The episode starts on ${shortDay(fromOn)}, before the child was born`);
  if (ended && !row.text("DEC")) row.refuse("DEC", "There is a reason for the end, but no end");
  if (row.faults.length || !fromOn) return null;
  return {
    line: row.line, fromOn, toOn, began, legalStatus: inWords(legalStatuses, legal), placement: inWords(placements, place), provider: inWords(providers, provider), need: inWords(needs, need),
    reasonStarted: inWords(startReasons, began), reasonEnded: [inWords(endReasons, ended), changed && `placement changed: ${inWords(changeReasons, changed)}`].filter(Boolean).join("; ") || null,
    placementPostcode: row.maybe("PL_POST"), homePostcode: row.maybe("HOME_POST"), urn: row.maybe("URN"),
  };
}

export function readMissing(row: Row, bornOn: Day): MissingRow | null {
  const type = row.text("MISSING").toUpperCase();
  const [start, end] = [row.text("MIS_START"), row.text("MIS_END")];
  if (type && type !== "M" && type !== "A") row.refuse("MISSING", `${quoted(type)} is neither M (missing) nor A (away from placement) (rule 1006)`);
  if (!type && start) row.refuse("MISSING", "The period has a start but no type, M or A (rule 565)");
  else if (!type && end) row.refuse("MISSING", "The period has an end but no type, M or A (rule 566)");
  else if (!type) row.refuse("MISSING", "The row says neither M (missing) nor A (away from placement)");
  const fromOn = row.day("MIS_START", type || end ? "The start is missing (rule 564)" : null);
  const toOn = row.day("MIS_END", null);
  const dob = row.text("DOB");
  if (dob && readReturnDay(dob) !== bornOn) row.refuse("DOB", "The date of birth differs from the header file's");
  if (fromOn && toOn && toOn < fromOn) row.refuse("MIS_END", `The period ends on ${shortDay(toOn)}, before it starts on ${shortDay(fromOn)} (rule 567)`);
  if (fromOn && fromOn < bornOn) row.refuse("MIS_START", `The period starts on ${shortDay(fromOn)}, before the child was born (rule 586)`);
  if (row.faults.length || !fromOn) return null;
  return { line: row.line, kind: type === "M" ? "missing" : "away from placement", fromOn, toOn };
}
