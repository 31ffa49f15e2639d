import type { Ask } from "../core/ask.server.ts";

/** How many minutes are planned before an item: what it begins with is all that is told of what comes before. */
export async function minutesBefore(ask: Pick<Ask, "db">, meetingId: string, position: number): Promise<number> {
  const { n } = await ask.db.selectFrom("item").select((eb) => eb.fn.coalesce(eb.fn.sum<number>("minutes"), eb.lit(0)).as("n")).where("meeting_id", "=", meetingId).where("withdrawn_at", "is", null).where("position", "<", position).executeTakeFirstOrThrow();
  return Number(n);
}
