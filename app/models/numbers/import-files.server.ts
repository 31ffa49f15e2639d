import { readFile, stat } from "node:fs/promises";
import { CsvError, parse } from "csv-parse/sync";
import { largestFile } from "./import.ts";
import type { Table } from "./ssda903.ts";

/** A file that cannot be read, in one sentence for the person who gave it. */
export class Unreadable extends Error {}

export const tooLarge = (name: string): string => `${name} is larger than ${largestFile / 1024 / 1024} MB. A return of a whole authority is a few megabytes: check that it is the right file`;

/**
 * Reads a CSV file with a line of columns first: UTF-8 with or without its mark, else as Windows-1252 with a note; either line ending.
 * Throws Unreadable, in the user's words, for anything else.
 */
export async function readTable(path: string, name: string): Promise<{ table: Table; headings: string[]; notes: string[] }> {
  const { size } = await stat(path).catch(() => {
    throw new Unreadable(`${name} cannot be opened`);
  });
  if (size === 0) throw new Unreadable(`${name} is empty`);
  if (size > largestFile) throw new Unreadable(tooLarge(name));
  const bytes = await readFile(path);
  const { text, notes } = decode(bytes, name);
  if (!text.trim()) throw new Unreadable(`${name} is empty`);
  const first = text.slice(0, text.search(/[\r\n]|$/));
  if (/^\s*</.test(first)) throw new Unreadable(`${name} is not CSV but XML or a web page. Export the return as CSV files`);
  if (!first.includes(",") && /[;\t]/.test(first)) throw new Unreadable(`${name} separates its columns by ${first.includes(";") ? "semicolons" : "tabs"}. Save it as CSV with commas`);
  return { ...toTable(text, name), notes };
}

function decode(bytes: Buffer, name: string): { text: string; notes: string[] } {
  const [a, b, c, d] = bytes;
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) throw new Unreadable(`${name} is encoded as UTF-16. Save it as “CSV UTF-8”`);
  if (a === 0x50 && b === 0x4b && (c === 3 || c === 5) && (d === 4 || d === 6)) throw new Unreadable(`${name} is an Excel workbook or a zip file. Save the sheet as CSV`);
  if (bytes.subarray(0, 5).toString("latin1") === "%PDF-") throw new Unreadable(`${name} is a PDF. Export the return as CSV files`);
  if (bytes.subarray(0, 4096).includes(0)) {
    const zeros = bytes.subarray(0, 4096).filter((byte) => byte === 0).length;
    throw new Unreadable(zeros > Math.min(bytes.length, 4096) / 4 ? `${name} is encoded as UTF-16. Save it as “CSV UTF-8”` : `${name} is not a text file`);
  }
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), notes: [] };
  } catch {
    return { text: new TextDecoder("windows-1252").decode(bytes), notes: [`${name} is not UTF-8. It was read as Windows-1252 (Western European): check letters with accents`] };
  }
}

function toTable(text: string, name: string): { table: Table; headings: string[] } {
  let records: { record: string[]; info: { lines: number } }[];
  try {
    // A quote that is never closed would swallow the rest of the file: no row is that long.
    records = parse(text, { bom: true, relax_column_count: true, skip_empty_lines: true, info: true, max_record_size: 20_000 }) as never;
  } catch (error) {
    if (error instanceof CsvError) throw new Unreadable(`${name} is not proper CSV: something is wrong with the quotes near line ${String((error as CsvError & { lines?: number }).lines ?? 1)}`);
    throw error;
  }
  const [head, ...rest] = records;
  if (!head) throw new Unreadable(`${name} is empty`);
  const headings = head.record.map((cell) => cell.trim());
  while (headings.at(-1) === "") headings.pop();
  const columns = headings.map((heading) => heading.toUpperCase());
  const rows: Table["rows"] = [];
  for (const { record, info } of rest) {
    while (record.length > columns.length && record.at(-1)?.trim() === "") record.pop();
    if (record.some((cell) => cell.trim())) rows.push({ line: info.lines, cells: record });
  }
  return { table: { file: name, columns, rows }, headings };
}
