import { type Kysely, sql } from "kysely";

// Frozen once merged: never edited, imports nothing of ours.
const statements = [
  "create table passkey (id text primary key, person_id text not null references person (id), credential_id text not null unique, public_key text not null, counter bigint not null, transports text not null, name text not null, made_at text not null, used_at text)",
  "create index passkey_of on passkey (person_id)",
  // What a passkey must sign: one at a time for a session, good once.
  "alter table session add column challenge text",
  "alter table session add column challenge_at text",
  // By what the second factor was given, and by which passkey: when that is taken away, so is the session.
  "alter table session add column second_by text",
  "alter table session add column passkey_id text",
  // Gave a factor that their agency allows no more: they may connect another.
  "alter table session add column may_connect_at text",
  "alter table agency add column allows_app integer not null default 1 check (allows_app in (0, 1))",
  "alter table agency add column allows_passkey integer not null default 1 check (allows_passkey in (0, 1))",
  "alter table agency add column allows_password integer not null default 1 check (allows_password in (0, 1))",
  "create table provider (agency_id text primary key references agency (id), issuer text not null, client_id text not null, client_secret text not null, email_claim text not null, trusts_second integer not null default 0 check (trusts_second in (0, 1)), set_at text not null, set_by_id text not null references person (id))",
  // Who somebody is at their agency's provider: by its own name for them, never again by the e-mail address.
  "create table provider_person (issuer text not null, sub text not null, person_id text not null references person (id), made_at text not null, primary key (issuer, sub), unique (issuer, person_id))",
  "create table provider_flow (state_hash text primary key, agency_id text not null references agency (id), sealed text not null, made_at text not null)",
  "create table password_link (token_hash text primary key, person_id text not null references person (id), made_at text not null, made_by_id text not null references person (id), until_at text not null, used_at text, ended_at text)",
  "create index password_link_of on password_link (person_id)",
];

/** Passkeys, signing in through an agency's own provider, and links by which people set their own password. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
