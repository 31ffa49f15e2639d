import { type Kysely, sql } from "kysely";

// Frozen once merged: never edited, imports nothing of ours.
// Where names stand, and of whom: whoever writes there need not know of the words kept of them.
const named = [
  ["subject", "insert", "new.id"], ["subject", "update of display_name", "new.id"],
  ["child", "insert", "new.subject_id"], ["child", "update of given_names, family_name", "new.subject_id"],
  ["offender", "insert", "new.subject_id"], ["offender", "update of given_names, family_name, user_name", "new.subject_id"],
  ["alias", "insert", "new.subject_id"], ["alias", "update of name", "new.subject_id"], ["alias", "delete", "old.subject_id"],
] as const;

const tables = [
  // The words by which names are looked up that may stand in a text.
  `create table name_word (
  word text not null, part text not null check (part in ('whole', 'given', 'family')), rest text not null, subject_id text not null references subject (id),
  primary key (word, part, rest, subject_id)
)`,
  "create index name_word_subject on name_word (subject_id)",
  // Whose names were written since their words were: until these are, a text is read for all of their names.
  "create table name_changed (subject_id text primary key references subject (id))",
  "insert into name_changed (subject_id) select id from subject",
  ...named.map(([table, event, id]) => `create trigger name_changed_${table}_${event.split(" ")[0]} after ${event} on ${table} begin insert into name_changed (subject_id) values (${id}) on conflict do nothing; end`),
];

/** The words of names, and whose are yet to be written: everybody's, which the first start does. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of tables) await sql.raw(statement).execute(db);
}
