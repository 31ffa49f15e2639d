import type { Ask, Happened } from "../core/ask.server.ts";
import type { What } from "../core/news.ts";

/** Opening is noted once per person in so many minutes: a page reads itself again whenever the bell rings. */
const againAfterMinutes = 10;

/** Notes that the person read something of an item, unless that stands in the news already. Inside a commit only. */
export async function noteOpened(ask: Ask, happened: Happened, what: What, of: { panelId: string; meetingId: string; itemId: string; subjectId: string | null }): Promise<void> {
  const since = new Date(ask.now.getTime() - againAfterMinutes * 60_000).toISOString();
  const before = await ask.db.selectFrom("news").select("id").where("person_id", "=", ask.who.id).where("at", ">", since).where("what", "=", what).where("item_id", "=", of.itemId).limit(1).executeTakeFirst();
  if (!before) happened({ what, ...of });
}
