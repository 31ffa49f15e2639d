import { type SqlBool, sql } from "kysely";
import type { Ask, Happened } from "./ask.server.ts";
import type { Happening, What } from "./news.ts";

/** Opening is noted once per person in so many minutes: a page reads itself again whenever the bell rings. */
const againAfterMinutes = 10;

/** Notes that the person read something of an item, or of what `detail` says, unless that stands in the news already. Inside a commit or a look only. */
export async function noteOpened(ask: Ask, happened: Happened, what: What, of: Omit<Happening, "what"> & ({ itemId: string } | { detail: string })): Promise<void> {
  const since = new Date(ask.now.getTime() - againAfterMinutes * 60_000).toISOString();
  const before = await ask.db.selectFrom("news").select("id").where("person_id", "=", ask.who.id).where("at", ">", since).where("what", "=", what).where((eb) => (of.itemId ? eb("item_id", "=", of.itemId) : eb("detail", "=", of.detail ?? ""))).limit(1).executeTakeFirst();
  if (!before) happened({ what, ...of });
}

/** The references that stood in a list or among what was found, each once, as the audit keeps them. */
export const listedRefs = (refs: readonly string[]): string | null => [...new Set(refs)].join(" ") || null;

/** Condition on the news: a list or a search in which this reference stood. */
export const hadListed = (ref: string) => sql<SqlBool>`(news.what in ('list opened', 'record searched') and ' ' || news.detail || ' ' like ${`% ${ref} %`})`;
