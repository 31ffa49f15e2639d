import { crc32 } from "node:zlib";
import type SQLite from "better-sqlite3";
import { asked, type Db, fileOf, isDiskFault, isHeld, transact } from "#db/connect.server.ts";
import { commit, newId } from "../core/ask.server.ts";
import { hasRoom } from "../core/space.server.ts";
import { nobody } from "../core/who.ts";
import { askAgainMs, type Sessions, standingIn } from "../people/standing.server.ts";
import type { RefusalCode } from "./document.ts";
import { readChange, whyNotApply, wordsIn } from "./frame.server.ts";
import { type Grant, Grants } from "./grants.server.ts";
import { type Copy, copyOf, dropCopy, integrate, knownCopy, mostLoose, rowsAfter, Unreadable } from "./log.server.ts";
import { admit, authorsAt, authorsOf, contentFor, isStateVector, type NotOpened, type Opened, type Opening } from "./opening.server.ts";
import { quarantine } from "./quarantine.server.ts";
import { Losses } from "./losses.server.ts";
import { whatItDoes } from "./notice.ts";
import { foldSnapshot, needsSnapshot } from "./snapshot.server.ts";

/** One change as a page sends it: the `instanceSeq`-th of that editor instance. */
export interface Push {
  grant: number;
  instanceSeq: number;
  /** The last row that the page had when it was typed. */
  seenSeq: number;
  update: Uint8Array;
}
/** The row that keeps the change, and when (ms); `fresh` when this push made it, not an earlier send of the same. */
export type Answer = { seq: number; at: number; fresh: boolean } | { code: RefusalCode };

/** Rows of a document that another thread or process wrote, and whose they are: those who have it open do not have them yet. */
export interface Foreign {
  channel: number;
  updates: { seq: number; update: Uint8Array }[];
  authors: { client: number; personId: string; name: string; agency: string }[];
}

/** What became of a batch. `foreign` are rows that others wrote in between; `noticed` the channels whose pages have removed words to offer; `standing` is what it was when they were written (people/standing.server.ts). */
export interface Pushed {
  answers: Answer[];
  foreign: Foreign[];
  noticed: number[];
  standing: number;
}

/** What became of grants that were looked at. */
export interface Checked {
  over: { grant: number; code: RefusalCode }[];
  standing: number;
}

/** Changes after the end that are kept for one page: much more than it can have had on its way. */
const mostLate = 300;
/** Documents read whole in one go of tidying. */
const mostReadAtOnce = 3;

const markLeft = asked((db, { documentId, client, at }: { documentId: string; client: number; at: string }) => db.updateTable("document_client").set({ left_at: at }).where("document_id", "=", documentId).where("client", "=", client));

/**
 * The one that takes changes to the minutes into the log: checked, committed and on disk, and only then answered. One keeper per database,
 * on a connection of its own; its calls must not overlap (server/live/writer.ts sees to it).
 */
export class Keeper {
  private readonly grants: Grants;
  private readonly channels = new Map<string, number>();
  /** Per document: the database's version at which its copy was last compared with the log, and the last row told to those who have it open. */
  private readonly compared = new Map<string, number>();
  private readonly told = new Map<string, number>();
  private readonly losses: Losses;
  /** Documents that nobody has open any more, with rows that whoever opens them next would be sent one by one. */
  private readonly resting = new Set<string>();
  private readonly standing: () => number;
  private readonly file: SQLite.Database;
  private readonly sql: Record<"begin" | "commit" | "rollback" | "version" | "insert" | "again" | "late" | "lateCount" | "notLate", SQLite.Statement>;

  constructor(private readonly db: Db, private readonly clock: () => Date, private readonly sessions: Sessions) {
    this.file = fileOf(db);
    this.grants = new Grants(db, sessions);
    this.standing = standingIn(db);
    this.losses = new Losses(db, this.file);
    const prepare = (text: string) => this.file.prepare(text);
    this.sql = {
      begin: prepare("begin immediate"), commit: prepare("commit"), rollback: prepare("rollback"),
      // Changes whenever another connection has committed anything: until then what was asked before is still true.
      version: prepare("pragma data_version").pluck(),
      insert: prepare("insert into document_update (document_id, seq, epoch, person_id, agency_id, instance, instance_seq, bytes, at, crc, seen_seq) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
      again: prepare("select seq, at, bytes, person_id, scrubbed_at from document_update where document_id = ? and instance = ? and instance_seq = ?"),
      lateCount: prepare("select count(*) from document_late where document_id = ? and instance = ?").pluck(),
      late: prepare("insert into document_late (id, document_id, epoch, person_id, agency_id, instance, instance_seq, bytes, words, at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (document_id, instance, instance_seq) do nothing"),
      notLate: prepare("delete from document_late where document_id = ? and instance = ? and instance_seq = ?"),
    };
  }

  /**
   * Opens a document for writing: audited, answered with a grant and with what the page lacks; or says why not, with a grant alone where the
   * page may still hand something in. Throws while somebody else holds the database, and when the disk failed.
   */
  async open(opening: Opening): Promise<Opened | NotOpened> {
    const now = this.clock();
    if (!isStateVector(opening.stateVector)) return { code: "invalid" };
    try {
      // Read before who it is: whatever is written from here on is noticed at the first change.
      const standing = this.standing();
      const who = await this.sessions.whose({ db: this.db, now }, standing, opening.token);
      if (!who) return { code: "revoked" };
      let given: [id: number, grant: Grant] | undefined;
      const answer = await commit({ db: this.db, now, who }, async (ask, happened): Promise<Opened | NotOpened> => {
        const admitted = await admit(ask, opening);
        if ("code" in admitted) return admitted;
        const { document, client, lastSeq } = admitted;
        const grant = this.grants.nextId();
        const channel = this.channelOf(document.id);
        given = [grant, { token: opening.token, documentId: document.id, personId: who.id, agencyId: who.agencyId, instance: opening.instance, client, epoch: document.epoch, mayWrite: document.mayWrite, last: this.grants.lastOf(document.id, opening.instance, lastSeq), late: this.lateCount(document.id, opening.instance) > 0, document, standing, until: now.getTime() + askAgainMs }];
        if (document.closed) return { code: document.closed, grant, channel };
        happened({ what: "document opened", panelId: document.panelId, meetingId: document.meetingId, itemId: document.itemId, subjectId: document.subjectId, detail: document.id });
        const content = await contentFor(ask, opening);
        if (!this.told.has(document.id)) this.told.set(document.id, content.seq);
        return { grant, channel, client, standing, epoch: document.epoch, mayWrite: document.mayWrite, ...content, ...(await authorsOf(ask, document.id)), you: { personId: who.id, name: who.name, agency: who.agencyName } };
      });
      if (given) this.grants.set(...given);
      return answer;
    } catch (error) {
      if (error instanceof Unreadable) {
        await quarantine(this.db, now, opening.documentId, error.message);
        return { code: "quarantined" };
      }
      if (isHeld(error) || isDiskFault(error)) throw error;
      return { code: refusalOf(error) };
    }
  }

  /**
   * Takes changes into the log, all in one transaction. Resolves when they are on disk, or refused: until then nobody else may see them.
   * Throws while somebody else holds the database: nothing was done, and it may be tried again. Throws when the disk failed to keep what it
   * was given: the process must stop.
   */
  async push(batch: readonly Push[]): Promise<Pushed> {
    const foreign: Foreign[] = [];
    const noticed = new Set<number>();
    const before = new Map<Grant, { seq: number; told: number | undefined }>();
    const broken = new Map<string, string>();
    if (!hasRoom()) return { answers: batch.map(() => ({ code: "full" })), foreign, noticed: [], standing: this.standing() };
    try {
      this.sql.begin.run();
    } catch (error) {
      if (isHeld(error) || isDiskFault(error)) throw error;
      return { answers: batch.map(() => ({ code: refusalOf(error) })), foreign, noticed: [], standing: this.standing() };
    }
    let answers: Answer[] = [];
    let standing = 0;
    try {
      const now = this.clock();
      const version = this.version();
      standing = this.standing();
      for (const push of batch) {
        const grant = this.grants.get(push.grant);
        if (grant && !before.has(grant)) before.set(grant, { seq: grant.last.seq, told: this.told.get(grant.documentId) });
        // A grant that has just ended, of a withdrawal say: opening again tells why, or gives a new one.
        answers.push(grant ? await this.take(grant, push, now, version, standing, { foreign, broken, noticed }) : { code: "resync" });
      }
      this.sql.commit.run();
    } catch (error) {
      // Nothing of the batch is on disk for certain, so nothing of it may stay in memory.
      if (this.file.inTransaction) this.sql.rollback.run();
      for (const [grant, { seq, told }] of [...before].reverse()) {
        grant.last.seq = seq;
        grant.standing = Number.NaN;
        this.compared.delete(grant.documentId);
        if (told !== undefined) this.told.set(grant.documentId, told);
        dropCopy(grant.documentId);
        this.losses.forget(grant.documentId);
      }
      if (isDiskFault(error)) throw error;
      // One that the database will not have must not keep the others from being written.
      if (batch.length > 1 && refusalOf(error) === "busy") return this.oneByOne(batch);
      answers = batch.map(() => ({ code: refusalOf(error) }));
      return { answers, foreign: [], noticed: [], standing: this.standing() };
    }
    // What cannot be written now is found broken again at the next change.
    for (const [documentId, why] of broken) await quarantine(this.db, this.clock(), documentId, why).catch(() => undefined);
    for (const [grant, { seq }] of before) {
      const copy = knownCopy(grant.documentId);
      if (copy && grant.last.seq > seq) this.told.set(grant.documentId, copy.seq);
    }
    return { answers, foreign, noticed: [...noticed], standing };
  }

  private async take(grant: Grant, { instanceSeq, seenSeq, update }: Push, now: Date, version: number, standing: number, { foreign, broken, noticed }: { foreign: Foreign[]; broken: Map<string, string>; noticed: Set<number> }): Promise<Answer> {
    // No promise where there is nothing to ask: this runs for every change of everybody.
    if (!this.grants.isGood(grant, now, standing)) await this.grants.lookAgain(grant, now, standing, true);
    const { document, documentId } = grant;
    if (!document) return { code: "revoked" };
    if (instanceSeq <= grant.last.seq) return this.again(grant, instanceSeq, update);
    const change = readChange(update);
    if (typeof change === "string") return { code: change };
    const at = now.toISOString();
    const bytes = Buffer.from(update.buffer, update.byteOffset, update.byteLength);
    if (document.closed === "frozen") {
      if (this.lateCount(documentId, grant.instance) >= mostLate) return { code: "full" };
      this.sql.late.run(newId(), documentId, grant.epoch, grant.personId, grant.agencyId, grant.instance, instanceSeq, bytes, wordsIn(update), at);
      return { code: "frozen" };
    }
    if (document.closed) return { code: document.closed };
    // Who may only read is told so when their page opens again; what is on its way is shown to them as not saved.
    if (!document.mayWrite || document.epoch !== grant.epoch || instanceSeq !== grant.last.seq + 1) return { code: "resync" };
    let copy: Copy;
    try {
      copy = this.current(documentId, version) ?? (await this.copy(documentId, version, foreign));
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      broken.set(documentId, error.message);
      return { code: "quarantined" };
    }
    const refusal = whyNotApply(copy.doc, change, update.length, grant.client);
    if (refusal) return { code: refusal };
    const did = whatItDoes(copy.doc, change);
    const seen = Math.min(seenSeq, copy.seq);
    if (!integrate(documentId, copy, change, update.length, at)) return { code: "invalid" };
    this.sql.insert.run(documentId, copy.seq, document.epoch, grant.personId, grant.agencyId, grant.instance, instanceSeq, bytes, at, crc32(update), seen);
    grant.last.seq = instanceSeq;
    // Late before the minutes were opened again, and sent once more by a page that did not hear so: it stands in one place.
    if (grant.late) this.sql.notLate.run(documentId, grant.instance, instanceSeq);
    const { before, inserted, origins, removed } = did;
    if (await this.losses.note(documentId, { seq: copy.seq, personId: grant.personId, seenSeq: seen, at: now.getTime(), before, inserted, origins, removed })) noticed.add(this.channelOf(documentId));
    return { seq: copy.seq, at: now.getTime(), fresh: true };
  }

  /** What was sent before is answered with the row that it has, also after the end: the page must not call saved words lost. */
  private again(grant: Grant, instanceSeq: number, update: Uint8Array): Answer {
    const row = this.sql.again.get(grant.documentId, grant.instance, instanceSeq) as { seq: number; at: string; bytes: Buffer; person_id: string; scrubbed_at: string | null } | undefined;
    if (!row || row.person_id !== grant.personId || (row.scrubbed_at === null && Buffer.compare(row.bytes, update) !== 0)) return { code: "invalid" };
    return { seq: row.seq, at: Date.parse(row.at), fresh: false };
  }

  private lateCount(documentId: string, instance: string): number {
    return this.sql.lateCount.get(documentId, instance) as number;
  }

  private async oneByOne(batch: readonly Push[]): Promise<Pushed> {
    const pushed: Pushed = { answers: [], foreign: [], noticed: [], standing: 0 };
    for (const push of batch) {
      // Thrown, it would be asked again with those that are already kept, and they would be told to nobody.
      const { answers, foreign, noticed, standing } = await this.push([push]).catch((error: unknown): Pushed => {
        if (isHeld(error)) return { answers: [{ code: "busy" }], foreign: [], noticed: [], standing: 0 };
        throw error;
      });
      pushed.answers.push(...answers);
      pushed.foreign.push(...foreign);
      pushed.noticed.push(...noticed);
      pushed.standing = Math.max(pushed.standing, standing);
    }
    return pushed;
  }

  /** The document's copy, when it has been compared with the log since anybody else wrote. */
  private current(documentId: string, version: number): Copy | undefined {
    return this.compared.get(documentId) === version ? knownCopy(documentId) : undefined;
  }

  /** The document's copy, compared with the log whenever somebody else has written to the database. */
  private async copy(documentId: string, version: number, foreign: Foreign[]): Promise<Copy> {
    const known = this.current(documentId, version);
    if (known) return known;
    const copy = await copyOf(this.db, documentId);
    this.compared.set(documentId, version);
    const told = this.told.get(documentId) ?? copy.seq;
    if (copy.seq > told) {
      const rows = await rowsAfter(this.db, documentId, told);
      const instances = [...new Set(rows.map((row) => row.instance))];
      foreign.push({ channel: this.channelOf(documentId), updates: rows.map((row) => ({ seq: row.seq, update: row.bytes })), authors: await authorsAt(this.db, documentId).where("c.instance", "in", instances).execute() });
    }
    this.told.set(documentId, copy.seq);
    return copy;
  }

  /** What other threads and processes wrote to this document, when it is open here. A log that cannot be read whole is closed. */
  async catchUp(documentId: string): Promise<Foreign[]> {
    const foreign: Foreign[] = [];
    if (!this.told.has(documentId)) return foreign;
    try {
      await this.copy(documentId, this.version(), foreign);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      await quarantine(this.db, this.clock(), documentId, error.message);
    }
    return foreign;
  }

  /** Which grants are no longer good for writing, and why (*resync* when the document is under a new epoch), and under which standing the others are. */
  async check(grants: readonly number[]): Promise<Checked> {
    const over: { grant: number; code: RefusalCode }[] = [];
    const now = this.clock();
    const standing = this.standing();
    for (const id of grants) {
      const grant = this.grants.get(id);
      if (grant && !this.grants.isGood(grant, now, standing)) await this.grants.lookAgain(grant, now, standing, false);
      const code = !grant?.document ? "revoked" : (grant.document.closed ?? (grant.document.epoch === grant.epoch && grant.document.mayWrite === grant.mayWrite ? null : "resync"));
      if (code) over.push({ grant: id, code });
    }
    return { over, standing };
  }

  /** Ends grants, when their connection or their page has gone, and writes down who has left. Throws while somebody else holds the database: to be done again. */
  async left(grants: readonly number[]): Promise<void> {
    const { instances, documents } = this.grants.endingWith(grants);
    for (const documentId of documents) {
      if ((knownCopy(documentId)?.unfolded.rows ?? 0) > mostLoose) this.resting.add(documentId);
      this.told.delete(documentId);
      this.compared.delete(documentId);
      this.losses.forget(documentId);
    }
    const at = this.clock().toISOString();
    if (instances.length) await transact(this.db, async (db) => {
      for (const { documentId, client } of instances) await markLeft(db, { documentId, client, at });
    });
    // Last: when the database was busy, this is done again.
    this.grants.end(grants);
  }

  /** Another number whenever another connection has committed anything. */
  private version(): number {
    return this.sql.version.get() as number;
  }

  /** Notes in the audit that a connection was ended because of what came over it. */
  note(personId: string): Promise<void> {
    return commit({ db: this.db, now: this.clock(), who: { ...nobody, id: personId } }, async (_, happened) => happened({ what: "connection ended" }));
  }

  /**
   * Folds what has grown long, or is no longer written, into a snapshot, one document at a time, and reads a few of those whole that were
   * opened without: called now and then, also while others write.
   */
  async tidy(): Promise<void> {
    let read = 0;
    for (const documentId of [...this.resting, ...this.told.keys()]) {
      const rested = this.resting.delete(documentId);
      const known = knownCopy(documentId);
      if (known && !rested && !needsSnapshot(known)) continue;
      if (!known && ++read > mostReadAtOnce) continue;
      try {
        // Not `copy`: what others wrote meanwhile is still to be told.
        const copy = await copyOf(this.db, documentId);
        if (!rested && !needsSnapshot(copy)) continue;
        await foldSnapshot({ db: this.db, now: this.clock(), who: nobody }, documentId, copy);
        return;
      } catch (error) {
        if (isDiskFault(error)) throw error;
        // One that cannot be folded must not keep the others waiting.
        if (error instanceof Unreadable) await quarantine(this.db, this.clock(), documentId, error.message);
      }
    }
  }

  private channelOf(documentId: string): number {
    const known = this.channels.get(documentId);
    if (known) return known;
    const channel = this.channels.size + 1;
    this.channels.set(documentId, channel);
    return channel;
  }
}

const codeOf = (error: unknown): string => (error as { code?: string } | null)?.code ?? "";

const refusalOf = (error: unknown): RefusalCode => (codeOf(error) === "SQLITE_FULL" ? "full" : "busy");
