import * as Y from "yjs";
import type { Instant } from "../core/days.ts";
import { textName } from "./document.ts";

/** A row of a document's log: whose it is, and what it changes. */
export interface LogRow {
  seq: number;
  personId: string;
  agencyId: string;
  at: Instant;
  bytes: Uint8Array;
}
type Told = Omit<LogRow, "bytes">;

/** Words that came with one row and went with another (or stand still), in the order of the text. */
export interface Piece {
  client: number;
  clock: number;
  text: string;
  /** The row that brought it, and that row's person: never what Yjs alone says. */
  born: number;
  personId: string;
  /** The row that removed it; `never` while it stands. */
  gone: number;
}
/** Consecutive characters of one person. */
export interface Run {
  personId: string;
  text: string;
}
export const never = 0x7fffffff;

/** What one Yjs client id wrote: which row brought each of its characters, and which removed it. */
interface Writer {
  /** Row `rows[i]` brought the characters before clock `ends[i]`, from `ends[i - 1]` on. */
  ends: number[];
  rows: number[];
  gone: Int32Array;
  /** From each character the next that may still stand, so that a change which names removed text again costs nothing. */
  next: Int32Array;
}

/**
 * The log of one document as a story. Yjs keeps every character's place for ever, so the text after any row is what came with that row
 * or before and had not gone by then: one fold tells it for all rows. Throws when the log has a gap.
 */
export class Story {
  readonly rows: Told[] = [];
  private readonly doc = new Y.Doc({ gc: false });
  private readonly writers = new Map<number, Writer>();
  private readonly persons = new Map<number, string>();
  private known: Piece[] | null = null;

  /** Tells on: rows after those already told, in order. */
  add(rows: LogRow[]): void {
    if (!rows.length) return;
    this.known = null;
    this.doc.transact(() => {
      for (const { bytes, ...row } of rows) {
        Y.applyUpdate(this.doc, bytes);
        this.note(row, Y.decodeUpdate(bytes));
        this.rows.push(row);
        this.persons.set(row.seq, row.personId);
      }
    });
    if (this.doc.store.pendingStructs || this.doc.store.pendingDs) throw new Error("The log has a gap");
  }

  /** The last row that was told; 0 before the first. */
  get seq(): number {
    return this.rows.at(-1)?.seq ?? 0;
  }

  /** The text after row `seq`; after row 0 it is empty. */
  textAt(seq: number): string {
    let text = "";
    for (const piece of this.pieces) if (stands(piece, seq)) text += piece.text;
    return text;
  }

  /** The text after row `seq`, by who wrote what. */
  runsAt(seq: number): Run[] {
    const runs: Run[] = [];
    for (const piece of this.pieces) {
      if (!stands(piece, seq)) continue;
      const last = runs.at(-1);
      if (last?.personId === piece.personId) last.text += piece.text;
      else runs.push({ personId: piece.personId, text: piece.text });
    }
    return runs;
  }

  /** Everything that was ever written and can still be read, in the order of the text. */
  get pieces(): Piece[] {
    this.known ??= this.cut();
    return this.known;
  }

  private note({ seq }: Told, { structs, ds }: ReturnType<typeof Y.decodeUpdate>): void {
    for (const struct of structs) {
      const { id, length } = struct;
      const writer = this.writerOf(id.client, id.clock + length);
      const reached = writer.ends.at(-1) ?? 0;
      if (id.clock + length > reached) {
        writer.ends.push(id.clock + length);
        writer.rows.push(seq);
      }
      // What comes without its words came and went at once.
      if (!(struct instanceof Y.Item && struct.content instanceof Y.ContentString)) remove(writer, id.clock, length, seq);
    }
    for (const [client, ranges] of ds.clients) for (const { clock, len } of ranges) remove(this.writerOf(client, clock + len), clock, len, seq);
  }

  private writerOf(client: number, most: number): Writer {
    let writer = this.writers.get(client);
    if (!writer) this.writers.set(client, (writer = { ends: [], rows: [], gone: new Int32Array(), next: new Int32Array() }));
    const size = writer.gone.length;
    if (size < most) {
      const wider = Math.max(64, most, size * 2);
      const gone = new Int32Array(wider).fill(never);
      gone.set(writer.gone);
      const next = Int32Array.from({ length: wider + 1 }, (_, i) => i);
      if (size) next.set(writer.next.subarray(0, size + 1));
      Object.assign(writer, { gone, next });
    }
    return writer;
  }

  private cut(): Piece[] {
    const pieces: Piece[] = [];
    for (let item = this.doc.getText(textName)._start; item; item = item.right) {
      if (!(item.content instanceof Y.ContentString)) continue;
      const { client, clock: start } = item.id;
      const { str } = item.content;
      const { ends, rows, gone } = this.writers.get(client)!;
      let row = rowOf(ends, start);
      for (let clock = start; clock < start + str.length; ) {
        while (ends[row]! <= clock) row++;
        let end = clock + 1;
        const most = Math.min(ends[row]!, start + str.length);
        while (end < most && gone[end] === gone[clock]) end++;
        pieces.push({ client, clock, text: str.slice(clock - start, end - start), born: rows[row]!, personId: this.persons.get(rows[row]!)!, gone: gone[clock]! });
        clock = end;
      }
    }
    return pieces;
  }
}

export const stands = ({ born, gone }: Piece, seq: number): boolean => born <= seq && seq < gone;

/** The first index whose end lies after the clock. */
function rowOf(ends: number[], clock: number): number {
  let [from, to] = [0, ends.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (ends[middle]! <= clock) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** The first removal counts: whatever says it again changes nothing. */
function remove({ gone, next }: Writer, clock: number, length: number, seq: number): void {
  const end = clock + length;
  for (let at = standing(next, clock); at < end; at = standing(next, at)) {
    gone[at] = seq;
    next[at] = at + 1;
  }
}
function standing(next: Int32Array, from: number): number {
  let at = from;
  while (next[at] !== at) at = next[at]!;
  // The whole way is shortened, so that nobody goes it twice.
  for (let step = from; next[step] !== at && step !== at; ) [step, next[step]] = [next[step]!, at];
  return at;
}
