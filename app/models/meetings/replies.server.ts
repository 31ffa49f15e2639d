import { once } from "#db/connect.server.ts";
import type { Ask } from "../core/ask.server.ts";
import type { Reply } from "./reply.ts";

/** What people have answered, by person. The meeting must be in reach. */
export const repliesOf = (ask: Pick<Ask, "db">, meetingId: string): Promise<ReadonlyMap<string, Reply>> => once(ask.db, `replies ${meetingId}`, () => repliesTo(ask, meetingId));

async function repliesTo(ask: Pick<Ask, "db">, meetingId: string): Promise<Map<string, Reply>> {
  const rows = await ask.db.selectFrom("reply").leftJoin("person", "person.id", "reply.deputy_id")
    .leftJoin("guest", (join) => join.onRef("guest.meeting_id", "=", "reply.meeting_id").onRef("guest.person_id", "=", "reply.deputy_id").onRef("guest.for_id", "=", "reply.person_id").on("guest.ended_at", "is", null))
    .select(["reply.person_id", "reply.answer", "reply.deputy_id", "reply.at", "person.name", "guest.id as guest_id"]).where("reply.meeting_id", "=", meetingId).where("reply.ended_at", "is", null).execute();
  return new Map(rows.map((row) => [row.person_id, { answer: row.answer, deputyId: row.deputy_id, deputyName: row.name, confirmed: row.guest_id !== null, at: row.at }]));
}
