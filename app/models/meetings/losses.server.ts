import SQLite from "better-sqlite3";
import type { Db } from "#db/connect.server.ts";
import type { Change } from "./notice.ts";
import { changesBetween, keepLosses } from "./notices.server.ts";
import { Watch } from "./watch.ts";

/** Watches what is written into documents, and keeps a notice of words that somebody may want back. Within the transaction that writes the row. */
export class Losses {
  private readonly watches = new Map<string, Watch>();
  private readonly authors = new Map<string, Map<number, string>>();
  private readonly issued: SQLite.Statement;

  constructor(private readonly db: Db, file: SQLite.Database) {
    this.issued = file.prepare("select client, person_id from document_client where document_id = ?");
  }

  /** True when a page has something new to show. `change.seq` is the row just written. Throws only what the database throws: for want of a notice no words are refused. */
  async note(documentId: string, change: Change): Promise<boolean> {
    try {
      return await this.watched(documentId, change);
    } catch (error) {
      this.forget(documentId);
      if (error instanceof SQLite.SqliteError) throw error;
      return false;
    }
  }

  private async watched(documentId: string, change: Change): Promise<boolean> {
    let watch = this.watches.get(documentId);
    if (!watch) this.watches.set(documentId, (watch = new Watch(change.seq - 1)));
    if (watch.seq < change.seq - 1) watch.heard(await changesBetween(this.db, documentId, watch.seq, change.seq));
    const lacks = watch.lacks(change.seenSeq);
    if (lacks) watch.recall(lacks, await changesBetween(this.db, documentId, ...lacks));
    const losses = watch.add(change, (client) => this.authorOf(documentId, client));
    return losses.length > 0 && keepLosses(this.db, documentId, losses, new Date(change.at).toISOString());
  }

  /** Forgets a document: its rows are read again when they are needed. */
  forget(documentId: string): void {
    this.watches.delete(documentId);
    this.authors.delete(documentId);
  }

  private authorOf(documentId: string, client: number): string | undefined {
    const known = this.authors.get(documentId);
    if (known?.has(client)) return known.get(client);
    const rows = this.issued.all(documentId) as { client: number; person_id: string }[];
    const fresh = new Map(rows.map((row) => [row.client, row.person_id]));
    this.authors.set(documentId, fresh);
    return fresh.get(client);
  }
}
