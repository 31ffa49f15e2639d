import * as Y from "yjs";
import { textName } from "./document.ts";
import type { LogRow } from "./history.ts";

type Row = Omit<LogRow, "agencyId">;

/** The text at a moment, and who wrote it: runs of so many characters by one person. */
export interface Version {
  at: string;
  text: string;
  authors: [length: number, personId: string][];
}

/** Writing within the same so many minutes of the clock makes one version. */
export const stretchMinutes = 10;

const stretchOf = (at: string): number => Math.floor(Date.parse(at) / (stretchMinutes * 60_000));

/** The versions that stand for a log: the text at the end of each stretch of writing, where it differs from the one before. Throws when the log has a gap. */
export function versionsOfLog(rows: Row[]): Version[] {
  const doc = new Y.Doc();
  const text = doc.getText(textName);
  const writers = new Map<number, string>();
  const versions: Version[] = [];
  for (const [i, row] of rows.entries()) {
    if (row.seq !== i + 1) throw new Error(`The log has a gap before row ${row.seq}`);
    Y.applyUpdate(doc, row.bytes);
    for (const client of Y.parseUpdateMeta(row.bytes).from.keys()) if (!writers.has(client)) writers.set(client, row.personId);
    const next = rows[i + 1];
    if (next && stretchOf(next.at) === stretchOf(row.at)) continue;
    if (doc.store.pendingStructs || doc.store.pendingDs) throw new Error(`Row ${row.seq} rests on one that is missing`);
    const now = text.toString();
    if (now !== (versions.at(-1)?.text ?? "")) versions.push({ at: row.at, text: now, authors: authorsOf(text, writers) });
  }
  return versions;
}

function authorsOf(text: Y.Text, writers: Map<number, string>): Version["authors"] {
  const runs: Version["authors"] = [];
  for (let item = text._start; item; item = item.right) {
    if (item.deleted || !item.countable) continue;
    const person = writers.get(item.id.client) ?? "";
    const last = runs.at(-1);
    if (last?.[1] === person) last[0] += item.length;
    else runs.push([item.length, person]);
  }
  return runs;
}

/** Whether the versions end in this text, and name an author for each character of each. */
export const standFor = (versions: Version[], text: string): boolean =>
  (versions.at(-1)?.text ?? "") === text && versions.every((version) => version.authors.every(([, person]) => person !== "") && version.authors.reduce((sum, [length]) => sum + length, 0) === version.text.length);
