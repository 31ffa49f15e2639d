import { sql } from "kysely";
import type { Ask } from "../core/ask.server.ts";
import { type Kind, refOf } from "./subject.ts";

/** The next `count` references of a kind, never given twice. Inside a commit. */
export async function nextRefs(ask: Ask, kind: Kind, count: number): Promise<string[]> {
  const row = await ask.db
    .insertInto("counter").values({ name: `subject ${kind}`, value: count })
    .onConflict((oc) => oc.column("name").doUpdateSet({ value: sql`counter.value + ${count}` })).returning("value").executeTakeFirstOrThrow();
  return Array.from({ length: count }, (_, i) => refOf(kind, row.value - count + 1 + i));
}

export const nextRef = async (ask: Ask, kind: Kind): Promise<string> => (await nextRefs(ask, kind, 1))[0]!;
