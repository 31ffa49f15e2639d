import { createHash, createPublicKey, randomBytes, sign, verify, type KeyObject } from "node:crypto";
import { asked, type Db } from "#db/connect.server.ts";
import type { NewsTable } from "#db/tables.ts";

// The audit as a chain (reliability.md §4.8). Each row: its number, when, what happened, a hash of what it was about with a salt, and a hash of
// all that with the row before. About whom and by whom stands apart, with the salt: erased lawfully, it leaves the chain whole. Checkpoints,
// signed and sent to where the operator does not reach, fix the chain up to a row: whoever changes, cuts or writes anew what is before the last
// one shows. It detects, and does not prevent; rows newer than the last checkpoint are not covered yet.

/** What a row was about: ids and code words. */
export type Payload = (string | null)[];

/** One row as it leaves the house. Payload and salt are null where they were erased. */
export interface ChainRow {
  seq: number;
  newsId: string;
  at: string;
  what: string;
  payloadHash: string;
  hash: string;
  salt: string | null;
  payload: Payload | null;
}

export interface Checkpoint {
  seq: number;
  hash: string;
  at: string;
  /** Ed25519, base64. */
  signature: string;
}

export const firstLink = createHash("sha256").update("Panelroom audit").digest("hex");
const sha = (text: string): string => createHash("sha256").update(text).digest("hex");

export const payloadHash = (salt: string, payload: Payload): string => sha(`${salt}\n${JSON.stringify(payload)}`);
/** The hash of a row that comes after one with the hash `before`. */
export const linkOf = (before: string, { seq, newsId, at, what, payloadHash }: Omit<ChainRow, "hash" | "salt" | "payload">): string => sha(JSON.stringify([before, seq, newsId, at, what, payloadHash]));

export const payloadOf = (row: NewsTable): Payload => [row.person_id, row.agency_id, row.panel_id, row.meeting_id, row.item_id, row.subject_id, row.action_id, row.detail];

const lastLink = asked((db) => db.selectFrom("audit").select(["seq", "hash"]).orderBy("seq", "desc").limit(1));

const addLink = asked((db, link: Omit<ChainRow, "salt" | "payload">) => db.insertInto("audit").values({ seq: link.seq, news_id: link.newsId, at: link.at, what: link.what, payload_hash: link.payloadHash, hash: link.hash }));
const addSalt = asked((db, { newsId, salt }: { newsId: string; salt: string }) => db.insertInto("audit_salt").values({ news_id: newsId, salt }));

/** Puts rows of the news at the end of the chain, in their order. In the transaction that writes them. */
export async function chain(db: Db, rows: readonly NewsTable[]): Promise<void> {
  const [last] = await lastLink(db, {});
  let [seq, before] = [last?.seq ?? 0, last?.hash ?? firstLink];
  for (const row of rows) {
    const salt = randomBytes(16).toString("base64url");
    const link = { seq: ++seq, newsId: row.id, at: row.at, what: row.what, payloadHash: payloadHash(salt, payloadOf(row)) };
    before = linkOf(before, link);
    await addLink(db, { ...link, hash: before });
    await addSalt(db, { newsId: row.id, salt });
  }
}

/** Chains the news of before there was a chain, once: later it would only make what was put in from outside look right. Inside a transaction. */
export async function chainFirst(db: Db): Promise<void> {
  if (await db.selectFrom("audit").select("seq").limit(1).executeTakeFirst()) return;
  for (let at = "", id = ""; ; ) {
    const rows = await db.selectFrom("news").selectAll().where((eb) => eb.or([eb("at", ">", at), eb.and([eb("at", "=", at), eb("id", ">", id)])])).orderBy("at").orderBy("id").limit(2000).execute();
    if (!rows.length) return;
    await chain(db, rows);
    at = rows.at(-1)!.at;
    id = rows.at(-1)!.id;
  }
}

/** The audit as it leaves the house, in order, some thousands at a time. */
export async function* exportChain(db: Db): AsyncGenerator<ChainRow[]> {
  for (let after = 0; ; ) {
    const rows = await db.selectFrom("audit").leftJoin("news", "news.id", "audit.news_id").leftJoin("audit_salt", "audit_salt.news_id", "audit.news_id").selectAll("audit").select(["audit_salt.salt", "news.id", "news.person_id", "news.agency_id", "news.panel_id", "news.meeting_id", "news.item_id", "news.subject_id", "news.action_id", "news.detail"])
      .where("audit.seq", ">", after).orderBy("audit.seq").limit(5000).execute();
    if (!rows.length) return;
    yield rows.map((row) => ({ seq: row.seq, newsId: row.news_id, at: row.at, what: row.what, payloadHash: row.payload_hash, hash: row.hash, salt: row.salt, payload: row.id ? payloadOf({ ...row, id: row.id }) : null }));
    after = rows.at(-1)!.seq;
  }
}

const signed = ({ seq, hash, at }: Omit<Checkpoint, "signature">): Buffer => Buffer.from(JSON.stringify(["Panelroom audit checkpoint", seq, hash, at]));

export const checkpointOf = (key: KeyObject, last: { seq: number; hash: string }, now: Date): Checkpoint => {
  const point = { seq: last.seq, hash: last.hash, at: now.toISOString() };
  return { ...point, signature: sign(null, signed(point), key).toString("base64") };
};

export interface Verdict {
  rows: number;
  /** Rows whose *about* was erased: the chain says that there was something, and not what. */
  erased: number;
  checkpoints: number;
  /** The last row that a checkpoint covers, and how many there are after it. */
  covered: number;
  uncovered: number;
  /** What is not as it was, in words; empty when all is whole. */
  faults: string[];
}

const mostFaults = 20;

/** Whether an export is whole: needs the rows, the checkpoints as they were sent, and the public key; nothing of ours besides. */
export function verifyChain(rows: readonly ChainRow[], checkpoints: readonly Checkpoint[], publicKey: KeyObject | string): Verdict {
  const key = typeof publicKey === "string" ? createPublicKey(publicKey) : publicKey;
  const faults: string[] = [];
  const fault = (words: string) => faults.length < mostFaults && faults.push(words);
  let before = firstLink;
  let erased = 0;
  for (const [i, row] of rows.entries()) {
    if (row.seq !== i + 1) {
      fault(`Row ${i + 1} is not there, or not in its place: row ${row.seq} stands where it should`);
      break;
    }
    const hash = linkOf(before, row);
    if (hash !== row.hash) fault(`Row ${row.seq} is not what it was, or the one before it is not`);
    if (row.salt === null && row.payload === null) erased++;
    else if (row.salt === null || row.payload === null || payloadHash(row.salt, row.payload) !== row.payloadHash) fault(`What row ${row.seq} is about is not what it was`);
    before = row.hash;
  }
  let covered = 0;
  for (const point of checkpoints) {
    if (!verify(null, signed(point), key, Buffer.from(point.signature, "base64"))) {
      fault(`The checkpoint of ${point.at} is not signed by this key`);
      continue;
    }
    const row = rows[point.seq - 1];
    if (!row) fault(`The audit ends before row ${point.seq}, which the checkpoint of ${point.at} has seen`);
    else if (row.hash !== point.hash) fault(`Row ${point.seq}, or one before it, is not what the checkpoint of ${point.at} has seen`);
    else covered = Math.max(covered, point.seq);
  }
  if (!checkpoints.length) fault("There is no checkpoint: nothing says that this is the audit that was written");
  return { rows: rows.length, erased, checkpoints: checkpoints.length, covered, uncovered: rows.length - covered, faults };
}
