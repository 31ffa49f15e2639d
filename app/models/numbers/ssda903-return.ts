import { type Day, shortDay } from "../core/days.ts";
import { Row, readCare, readChild, readMissing } from "./ssda903-rows.ts";
import type { CareRow, Fault, MissingRow, ReturnChild, ReturnFile, ReturnRead, Table } from "./ssda903.ts";

// What makes the rows of a return acceptable together. Rules 576 and 580 of the Department are left out: the first needs last year's
// return, the second finds fault with an episode's code and not with the missing period.

interface Tables {
  header: Table;
  episodes?: Table;
  missing?: Table;
}

/** Reads a whole return as of a day: who is in it, with their care and missing episodes, and every row that is refused, with the reason. */
export function readReturn(tables: Tables, today: Day): ReturnRead {
  const faults: Fault[] = [];
  const children = new Map<string, ReturnChild>();
  const refused: Record<ReturnFile, Set<number>> = { header: new Set(), episodes: new Set(), missing: new Set() };
  const give = (kind: ReturnFile, row: Row) => {
    faults.push(...row.faults);
    refused[kind].add(row.line);
  };
  const each = (kind: ReturnFile, read: (row: Row) => void) => {
    const table = tables[kind];
    if (!table) return;
    const at = new Map(table.columns.map((column, i) => [column, i]));
    for (const { line, cells } of table.rows) {
      const row = new Row(kind, table, line, cells, at, today);
      read(row);
      if (row.faults.length) give(kind, row);
    }
  };

  // A number that stands for two different children is neither of them.
  const lines = new Map<string, { row: Row; said: string }[]>();
  each("header", (row) => {
    const child = readChild(row);
    if (row.child) {
      const said = JSON.stringify([...["SEX", "DOB", "ETHNIC", "UPN"].map((column) => row.text(column))]);
      const before = lines.get(row.child) ?? [];
      const same = before.find((other) => other.said === said);
      lines.set(row.child, [...before, { row, said }]);
      if (same) {
        row.refuse(null, `The row repeats line ${same.row.line}`);
        return;
      }
      if (before.length) {
        row.refuse("CHILD", `Line ${before[0]!.row.line} gives the same number with other details: neither is taken`);
        const first = before[0]!.row;
        if (children.delete(row.child)) {
          first.faults.length = 0;
          first.refuse("CHILD", `Line ${row.line} gives the same number with other details: neither is taken`);
          give("header", first);
        }
        return;
      }
    }
    if (child) children.set(child.child, { ...child, care: [], missing: [] });
  });

  const owner = (row: Row): ReturnChild | null => {
    const child = children.get(row.child);
    if (!child && row.child) row.refuse("CHILD", lines.has(row.child) ? `The child's row in the header file was refused (line ${lines.get(row.child)![0]!.row.line})` : "No such child is in the header file");
    return child ?? null;
  };

  const doubtful = new Set<string>();
  each("episodes", (row) => {
    const child = owner(row);
    if (!child) return;
    const care = readCare(row, child.bornOn);
    const before = care && child.care.find((other) => other.fromOn === care.fromOn);
    if (before) row.refuse("DECOM", JSON.stringify({ ...before, line: 0 }) === JSON.stringify({ ...care, line: 0 }) ? `The row repeats line ${before.line}` : `Line ${before.line} has an episode that starts on the same day`);
    else if (care) child.care.push(care);
    if (row.faults.length) doubtful.add(row.child);
  });
  for (const child of children.values()) child.care.sort((a, b) => (a.fromOn < b.fromOn ? -1 : 1));

  const waiting = new Map<string, { row: Row; missing: MissingRow }[]>();
  each("missing", (row) => {
    const child = owner(row);
    const missing = child && readMissing(row, child.bornOn);
    if (!missing) return;
    const list = waiting.get(row.child);
    if (list) list.push({ row, missing });
    else waiting.set(row.child, [{ row, missing }]);
  });
  for (const [number, list] of waiting) {
    const child = children.get(number)!;
    list.sort((a, b) => (key(a.missing) < key(b.missing) ? -1 : 1));
    for (const { row, missing } of list) {
      const why = whyNotAfter(missing, child.missing) ?? (doubtful.has(number) || !child.care.length ? null : whyNotInCare(missing, child.care));
      if (why) {
        row.refuse(why.column, why.reason);
        give("missing", row);
      } else child.missing.push(missing);
    }
  }

  let horizon: Day | null = null;
  for (const child of children.values())
    for (const row of [...child.care, ...child.missing]) for (const day of [row.fromOn, row.toOn]) if (day && (!horizon || day > horizon)) horizon = day;
  const order: ReturnFile[] = ["header", "episodes", "missing"];
  faults.sort((a, b) => order.indexOf(a.kind as ReturnFile) - order.indexOf(b.kind as ReturnFile) || a.line - b.line);
  const count = (kind: ReturnFile) => ({ all: tables[kind]?.rows.length ?? 0, refused: refused[kind].size });
  return { children, faults, rows: { header: count("header"), episodes: count("episodes"), missing: count("missing") }, horizon };
}

const key = (row: MissingRow): string => `${row.fromOn} ${row.toOn ?? "9999"} ${String(row.line).padStart(9, "0")}`;

interface Span {
  from: Day;
  to: Day | null;
}
type WhyNot = { column: string; reason: string } | null;

/** Why a period may not follow those before it (in order of their start), or null: none may start while another is open (574). */
export function whyNotAfter(row: MissingRow, before: MissingRow[]): WhyNot {
  const last = before.at(-1);
  if (!last) return null;
  if (last.fromOn === row.fromOn && last.toOn === row.toOn && last.kind === row.kind) return { column: "MIS_START", reason: `The row repeats line ${last.line}` };
  if (!last.toOn) return { column: "MIS_START", reason: `The period starts while that of line ${last.line} is still open (rule 574)` };
  if (row.fromOn < last.toOn) return { column: "MIS_START", reason: `The period starts on ${shortDay(row.fromOn)}, before that of line ${last.line} ends (rule 574)` };
  return null;
}

/** Why a period does not fit the child's care episodes (in order of their start, at least one), or null. */
export function whyNotInCare(row: MissingRow, care: CareRow[]): WhyNot {
  const periods: Span[] = [];
  const placements: Span[] = [];
  for (const { fromOn: from, toOn: to, began } of care) {
    const [period, placement] = [periods.at(-1), placements.at(-1)];
    const follows = Boolean(period?.to && from <= period.to);
    if (period && follows) period.to = to;
    else periods.push({ from, to });
    if (placement && follows && began === "L") placement.to = to;
    else placements.push({ from, to });
  }
  // Of two spans that meet on one day, the later is the one that the child went missing from.
  const around = (spans: Span[]) => spans.filter((span) => span.from <= row.fromOn && (!span.to || row.fromOn <= span.to)).at(-1);
  const [here, placed] = [around(periods), around(placements)];
  if (!here) return { column: "MIS_START", reason: `On ${shortDay(row.fromOn)} the child was not looked after (rule 578)` };
  if (!row.toOn && here.to) return { column: "MIS_END", reason: `The child ceased to be looked after on ${shortDay(here.to)}: the period needs an end (rule 577)` };
  if (row.toOn && here.to && row.toOn > here.to) return { column: "MIS_END", reason: `The period ends on ${shortDay(row.toOn)}, after the child ceased to be looked after on ${shortDay(here.to)} (rule 581)` };
  if (!row.toOn && placed?.to) return { column: "MIS_END", reason: `The placement ended on ${shortDay(placed.to)}: the period needs an end (rule 575)` };
  return null;
}
