import * as Y from "yjs";
import type { Db } from "#db/connect.server.ts";
import { type KeptRow, readWhole, rowsAfter } from "./log.server.ts";
import { Words } from "./passage.ts";
import type { Range } from "./scrub.ts";

/** A document's log, read for a passage: its rows, whose each client id is, and what was typed under which ids. */
export interface PassageLog {
  rows: KeptRow[];
  words: Words;
  /** The people who typed these characters; null when the log does not hold them all. */
  authorsOf: (ranges: Range[]) => Set<string> | null;
}

/** Reads a document's whole log. Throws NotAgreed when it cannot be read whole. */
export async function passageLog(db: Db, documentId: string): Promise<PassageLog> {
  const rows = await readWhole(rowsAfter(db, documentId, 0));
  const writers = new Map<number, string>();
  const reached = new Map<number, number>();
  for (const row of rows) {
    const { from, to } = Y.parseUpdateMeta(row.bytes);
    for (const client of from.keys()) if (!writers.has(client)) writers.set(client, row.personId);
    for (const [client, clock] of to) reached.set(client, Math.max(reached.get(client) ?? 0, clock));
  }
  return {
    rows, words: new Words(rows.map((row) => row.bytes)),
    authorsOf: (ranges) => {
      const authors = new Set<string>();
      for (const [client, clock, length] of ranges) {
        const person = writers.get(client);
        if (person === undefined || clock + length > reached.get(client)!) return null;
        authors.add(person);
      }
      return authors;
    },
  };
}
