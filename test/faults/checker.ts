import { sql } from "kysely";
import * as Y from "yjs";
import type { Db } from "#db/connect.server.ts";
import type { Op } from "./history.ts";
import { add, type Tally } from "./tally.ts";
import { countsOf, tokensIn, writerOf } from "./tokens.ts";

// Separate from the program: it reads what was recorded, the database, and the texts that the clients last had.

export interface Row {
  document_id: string;
  seq: number;
  epoch: number;
  person_id: string;
  instance: string;
  instance_seq: number;
  bytes: Uint8Array;
}

/** The rows of the log of these documents (of all, when none are named). */
export async function rowsOf(db: Db, documents?: string[]): Promise<Row[]> {
  let rows = db.selectFrom("document_update").select(["document_id", "seq", "epoch", "person_id", "instance", "instance_seq", "bytes"]).orderBy("document_id").orderBy("seq");
  if (documents) rows = rows.where("document_id", "in", documents);
  return rows.execute();
}

/** What the rows of one document come to. */
export function fold(rows: Row[]): string {
  const doc = new Y.Doc();
  for (const row of rows) Y.applyUpdate(doc, row.bytes);
  return doc.getText("minutes").toString();
}

/** The words that a row put in. */
export const wordsOf = (row: Pick<Row, "bytes">): string[] => Y.decodeUpdate(row.bytes).structs.flatMap((s) => (s instanceof Y.Item && s.content instanceof Y.ContentString ? [s.content.str] : []));

function byDocument(rows: Row[]): Map<string, Row[]> {
  const of = new Map<string, Row[]>();
  for (const row of rows) {
    const own = of.get(row.document_id);
    if (own) own.push(row);
    else of.set(row.document_id, [row]);
  }
  return of;
}

export interface Evidence {
  ops: Op[];
  rows: Row[];
  /** The person who sits behind each writer. */
  people: Map<string, string>;
  /** What the clients showed when all was quiet, by document. */
  texts?: { document: string; text: string }[];
}

/**
 * Counts what must be nought: acknowledged words that are not in the log's fold, or twice, or in a row of somebody else; words that were
 * refused and are there all the same; clients that show something else than the fold; holes in the numbering.
 */
export function check({ ops, rows, people, texts = [] }: Evidence): Tally {
  const tally: Tally = { acknowledged: 0, unknown: 0, refused: 0, lost: 0, twice: 0, unattributed: 0, "refused but there": 0, holes: 0, "texts that differ": 0, "texts compared": 0, rows: rows.length };
  const last = new Map<string, Op["type"]>();
  for (const op of ops) if (op.f === "push" && op.tok) last.set(op.tok, op.type);
  const folds = new Map<string, string>();
  const rowOf = new Map<string, Row>();
  const inRows: string[] = [];
  for (const [document, own] of byDocument(rows)) {
    folds.set(document, fold(own));
    for (const [i, row] of own.entries()) {
      if (row.seq !== i + 1) tally.holes!++;
      for (const tok of wordsOf(row).flatMap(tokensIn)) {
        inRows.push(tok);
        rowOf.set(tok, row);
      }
    }
  }
  const shown = countsOf([...folds.values()].flatMap(tokensIn));
  const logged = countsOf(inRows);
  for (const [tok, type] of last) {
    const times = shown.get(tok) ?? 0;
    if (type === "ok") {
      tally.acknowledged!++;
      if (times === 0) tally.lost!++;
    } else if (type === "fail") {
      tally.refused!++;
      if (times > 0) tally["refused but there"]!++;
    } else tally.unknown!++;
  }
  for (const [tok, times] of shown) {
    if (times > 1 || logged.get(tok) !== 1) tally.twice!++;
    if (people.get(writerOf(tok)) !== rowOf.get(tok)?.person_id) tally.unattributed!++;
  }
  for (const { document, text } of texts) {
    tally["texts compared"]!++;
    if (text !== (folds.get(document) ?? "")) tally["texts that differ"]!++;
  }
  return tally;
}

/** Which of the words that were acknowledged by now the log lacks. */
export function missingNow(ops: Op[], rows: Row[]): string[] {
  const there = new Set(rows.flatMap((row) => wordsOf(row).flatMap(tokensIn)));
  return [...new Set(ops.filter((op) => op.f === "push" && op.type === "ok" && op.tok).map((op) => op.tok!))].filter((tok) => !there.has(tok));
}

/** Snapshots that are not what the rows up to theirs come to. */
export async function snapshotsThatDiffer(db: Db, rows: Row[]): Promise<Tally> {
  const tally: Tally = { snapshots: 0, "snapshots that differ": 0 };
  for (const snapshot of await db.selectFrom("document_snapshot").select(["document_id", "upto_seq", "bytes"]).execute()) {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, snapshot.bytes);
    const same = doc.getText("minutes").toString() === fold(rows.filter((row) => row.document_id === snapshot.document_id && row.seq <= snapshot.upto_seq));
    add(tally, { snapshots: 1, "snapshots that differ": same ? 0 : 1 });
  }
  return tally;
}

/** Whether SQLite finds the file in order. */
export async function wholeFile(db: Db): Promise<Tally> {
  const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db);
  return { "not whole": rows[0]?.integrity_check === "ok" ? 0 : 1 };
}
