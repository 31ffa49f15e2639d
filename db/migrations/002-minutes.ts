import { type Kysely, sql } from "kysely";

// Frozen once merged: never edited, imports nothing of ours.
const statements = `
alter table document add column quarantined_at text;
alter table document add column quarantined_why text;
alter table document add column folded_at text;
alter table document add column frozen_by_id text references person (id);

alter table document_update add column crc bigint;
alter table document_update add column seen_seq integer not null default 0;
alter table document_update add column scrubbed_at text;
create index document_update_scrubbed on document_update (document_id, scrubbed_at) where scrubbed_at is not null;

alter table document_snapshot add column bytes_hash text;

create table document_client (
  document_id text not null references document (id), client bigint not null, person_id text not null references person (id), agency_id text not null references agency (id),
  instance text not null, issued_at text not null, left_at text,
  primary key (document_id, client), unique (document_id, instance)
);
create index document_client_person on document_client (person_id, document_id);

create table document_late (
  id text primary key, document_id text not null references document (id), epoch integer not null,
  person_id text not null references person (id), agency_id text not null references agency (id),
  instance text not null, instance_seq integer not null, bytes bytea not null, words text not null, at text not null,
  unique (document_id, instance, instance_seq)
);

create table document_notice (
  id text primary key, document_id text not null references document (id), kind text not null check (kind in ('mass deletion', 'merge')),
  seq integer not null, by_id text not null references person (id), to_id text references person (id), ranges text not null, at text not null,
  ended_at text, ended_by_id text references person (id), ended_how text
);
create index document_notice_document on document_notice (document_id, ended_at);

create table withdrawal (
  id text primary key, document_id text not null references document (id), epoch integer not null, seq integer not null,
  by_id text not null references person (id), at text not null, reason text not null, chars integer not null, handling text, since text
);
create index withdrawal_document on withdrawal (document_id, at);

create table withdrawal_seen (
  withdrawal_id text not null references withdrawal (id), person_id text not null references person (id), how text not null, at text not null,
  primary key (withdrawal_id, person_id)
);

create table document_version (
  document_id text not null references document (id), number integer not null, at text not null, text text not null, authors text not null,
  primary key (document_id, number)
);

alter table panel_version add column fold_days integer not null default 28;
`;

/** Makes what the minutes' log needs: issued client ids, late changes, notices, withdrawals, versions, quarantine. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements.split(/;\s*\n/).filter((s) => s.trim())) await sql.raw(statement).execute(db);
}
