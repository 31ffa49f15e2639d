import type { Db } from "#db/connect.server.ts";
import { askAgainMs, type Sessions } from "../people/standing.server.ts";
import { type Writable, writableDocument } from "./document.server.ts";

/** What one opening of a document gave: who writes what, over which connection's session, as which client of which epoch. */
export interface Grant {
  token: string;
  documentId: string;
  personId: string;
  agencyId: string;
  instance: string;
  client: number;
  epoch: number;
  /** What the page was told of that when it opened. */
  mayWrite: boolean;
  /** The highest number of this instance that is in the log: one for all grants of the instance. */
  last: { seq: number };
  /** Whether words of this instance are kept as late. */
  late: boolean;
  /** What the database said when it was last asked, until standings changed or `until` (ms). */
  document: Writable | null;
  standing: number;
  until: number;
}

/** The grants of all who have a document open here, by number. A number is never given twice. */
export class Grants {
  private readonly byId = new Map<number, Grant>();
  private lastId = 0;

  constructor(private readonly db: Db, private readonly sessions: Sessions) {}

  nextId(): number {
    return ++this.lastId;
  }

  get(id: number): Grant | undefined {
    return this.byId.get(id);
  }

  set(id: number, grant: Grant): void {
    this.byId.set(id, grant);
  }

  values(): Iterable<Grant> {
    return this.byId.values();
  }

  /** What is counted of an editor instance, shared by all its grants: an old connection's last bytes may come after the new one has begun. */
  lastOf(documentId: string, instance: string, seq: number): { seq: number } {
    for (const grant of this.byId.values()) if (grant.instance === instance && grant.documentId === documentId) return grant.last;
    return { seq };
  }

  isGood(grant: Grant, now: Date, standing: number): boolean {
    return grant.standing === standing && now.getTime() < grant.until;
  }

  /** Asks the database what this grant is still good for. `acted`: somebody typed. */
  async lookAgain(grant: Grant, now: Date, standing: number, acted: boolean): Promise<void> {
    const who = await this.sessions.whose({ db: this.db, now }, standing, grant.token, acted);
    grant.document = who && who.id === grant.personId ? await writableDocument({ db: this.db, now, who }, grant.documentId) : null;
    if (who) grant.agencyId = who.agencyId;
    grant.standing = standing;
    grant.until = now.getTime() + askAgainMs;
  }

  /** What ends when these do: editor instances that nobody holds any more, and documents that nobody has open. They are held until `end`. */
  endingWith(ids: readonly number[]): { instances: Grant[]; documents: string[] } {
    const going = new Set(ids);
    const instances = new Set<string>();
    const documents = new Set<string>();
    for (const [id, grant] of this.byId) {
      if (going.has(id)) continue;
      instances.add(`${grant.documentId} ${grant.instance}`);
      documents.add(grant.documentId);
    }
    const gone = ids.flatMap((id) => this.byId.get(id) ?? []);
    return {
      instances: gone.filter((grant) => !instances.has(`${grant.documentId} ${grant.instance}`)),
      documents: [...new Set(gone.map((grant) => grant.documentId))].filter((id) => !documents.has(id)),
    };
  }

  end(ids: readonly number[]): void {
    for (const id of ids) this.byId.delete(id);
  }
}
