import { type RawBuilder, type SqlBool, sql } from "kysely";
import { patternOf } from "./finding.ts";

/**
 * Condition on columns of text: together they may hold all of these words (core/finding.ts says whether they do). Text with letters that the
 * database does not fold as we do is let through, to be looked at.
 */
export function maySay(columns: readonly string[], words: readonly string[]): RawBuilder<SqlBool> {
  const text = sql`(${sql.join(columns.map((column) => sql`coalesce(${sql.ref(column)}, '')`), sql` || ' ' || `)})`;
  const each = words.map((word) => sql`lower(${text}) like ${patternOf(word)}`);
  return sql<SqlBool>`((${sql.join(each, sql` and `)}) or octet_length(${text}) <> length(${text}))`;
}
