import type { Ask } from "../core/ask.server.ts";
import { type Values, fields } from "./fields.ts";
import type { Kind } from "./subject.ts";

/** A record's plain facts by field name; a tick is "on" or null. Asks no further about reach. */
export async function valuesOf(ask: Ask, kind: Kind, subjectId: string): Promise<Values> {
  const row = ((await ask.db.selectFrom(kind).selectAll().where("subject_id", "=", subjectId).executeTakeFirst()) ?? {}) as unknown as Record<string, string | number | null>;
  return Object.fromEntries(fields[kind].map(({ name, type }) => [name, type === "tick" ? (row[name] === 1 ? "on" : null) : ((row[name] as string | null) ?? null)]));
}

/** The columns of a kind's table for these values. Fields that the kind does not have are left out. */
export const columnsOf = (kind: Kind, values: Values): Record<string, string | number | null> =>
  Object.fromEntries(fields[kind].map(({ name, type }) => [name, type === "tick" ? (values[name] === "on" ? 1 : 0) : (values[name] ?? null)]));
