import { type SqlBool, sql } from "kysely";
import type { Ask, Happened } from "./ask.server.ts";
import type { Happening, What } from "./news.ts";

/** Opening is noted once per person in so many minutes: a page reads itself again whenever the bell rings. */
const againAfterMinutes = 10;

type Of = { itemId: string } | { detail: string };

/** Whether this reading does not stand in the news yet: by the person, of this kind, of that item or of what `detail` says. */
export async function isNewlyOpened(ask: Ask, what: What, of: Of): Promise<boolean> {
  const since = new Date(ask.now.getTime() - againAfterMinutes * 60_000).toISOString();
  const row = await ask.db.selectFrom("news").select("id").where("person_id", "=", ask.who.id).where("at", ">", since).where("what", "=", what).where((eb) => ("detail" in of && of.detail ? eb("detail", "=", of.detail) : eb("item_id", "=", (of as { itemId: string }).itemId))).limit(1).executeTakeFirst();
  return row === undefined;
}

/** Notes that the person read something of an item, or of what `detail` says, unless that stands in the news already. Inside a commit or a look only. */
export async function noteOpened(ask: Ask, happened: Happened, what: What, of: Omit<Happening, "what"> & Of): Promise<void> {
  if (await isNewlyOpened(ask, what, of)) happened({ what, ...of });
}

/** The references that stood in a list or among what was found, each once, as the audit keeps them. */
export const listedRefs = (refs: readonly string[]): string | null => [...new Set(refs)].join(" ") || null;

/** Notes who else stood, by name, on a page about somebody: linked to them, or in a measure with them. Inside a commit or a look only. */
export async function noteBeside(ask: Ask, happened: Happened, refs: readonly string[]): Promise<void> {
  const beside = listedRefs([...refs].sort());
  // Told apart from a list of the same: that one may say of which panel it is.
  if (beside) await noteOpened(ask, happened, "list opened", { detail: `beside ${beside}` });
}

/** Condition on the news: a list, a search, an agenda, minutes or the items of a meeting, in which this reference stood. In the words of the index `news_listed`, which serves nothing else. */
export const hadListed = (ref: string) => sql<SqlBool>`(news.what in ('list opened', 'record searched', 'agenda opened', 'minutes opened', 'live meeting opened') and ' ' || news.detail || ' ' like ${`% ${ref} %`})`;
