import { closedNow } from "#app/models/core/reach.server.ts";
import type { Told } from "#app/models/core/ask.server.ts";
import { handsUp } from "#app/models/meetings/hand.server.ts";
import type { Door } from "./door.ts";

const news = new Set<string>(["hand raised", "hand moved", "hand lowered", "item current", "meeting ended"]);

/**
 * Tells whose hand is up, by name and agency, to those at the meeting's page who reach the item that it is at; the wall, and who was invited and
 * whose hand was put elsewhere by another, hear the bell. Nobody else's page reads again for a hand.
 */
export function openHands({ io, running: { db, clock, log } }: Pick<Door, "io" | "running">, hearersOf: (meetingId: string) => Promise<{ id: string; hidden: Set<string> }[]>, ringRoom: (meetingId: string, mayHear: (socketId: string) => boolean) => void) {
  /** Who of those who watch the room may hear of what happens at an item: no conflict of interest, and not outside its closed session. */
  const hearing = async (itemId: string | null): Promise<(socketId: string) => boolean> => {
    if (!itemId) return () => true;
    const apart = new Set((await db.selectFrom("conflict").innerJoin("item", "item.subject_id", "conflict.subject_id").select("conflict.person_id").where("item.id", "=", itemId).where("conflict.ended_at", "is", null).execute()).map((row) => row.person_id));
    const inside = (await closedNow({ db })).get(itemId);
    return (socketId) => {
      const personId = io.sockets.sockets.get(socketId)?.data.personId as string;
      return !apart.has(personId) && (!inside || inside.has(personId));
    };
  };
  const say = async (meetingId: string): Promise<void> => {
    const hearers = await hearersOf(meetingId);
    const meeting = await db.selectFrom("meeting").select(["status", "current_item_id"]).where("id", "=", meetingId).executeTakeFirst();
    const current = meeting?.status === "live" ? meeting.current_item_id : null;
    ringRoom(meetingId, await hearing(current));
    if (!current) return;
    const hands = await handsUp({ db, now: clock() }, meetingId);
    const ids = hearers.filter((one) => !one.hidden.has(current)).map((one) => one.id);
    if (ids.length) io.to(ids).emit("meeting:hands", { meetingId, itemId: current, hands });
  };
  return {
    hear: (told: readonly Told[]): void => {
      const moved = told.filter((one) => news.has(one.what) && one.meetingId);
      for (const one of moved) if (one.what.startsWith("hand") && one.detail && one.detail !== one.personId) io.to(`person:${one.detail}`).emit("bell");
      for (const meetingId of new Set(moved.map((one) => one.meetingId!))) say(meetingId).catch((error: Error) => log.error({ error: error.name }, "hands failed"));
    },
  };
}
