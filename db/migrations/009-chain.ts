import { type Kysely, sql } from "kysely";

// Frozen once merged: never edited, imports nothing of ours.
const statements = [
  "create table audit (seq integer primary key, news_id text not null unique, at text not null, what text not null, payload_hash text not null, hash text not null)",
  "create table audit_salt (news_id text primary key, salt text not null)",
  "create table audit_checkpoint (seq integer not null, hash text not null, at text primary key, signature text not null)",
  // Against mistakes: whoever owns the file can take these away, and the checkpoints show it.
  "create trigger audit_stays before update on audit begin select raise(abort, 'the audit is never changed'); end",
  "create trigger audit_is_kept before delete on audit begin select raise(abort, 'the audit is never deleted'); end",
];

/** The audit as a chain: each row's hash holds the one before. What it is about stands apart, so that it may lawfully be erased and the chain stays whole. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
