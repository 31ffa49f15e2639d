import type { Socket } from "socket.io";
import type { Ask } from "#app/models/core/ask.server.ts";
import { closedNow, itemsInReach, itemsVisited, meetingInReach, visitInReach } from "#app/models/core/reach.server.ts";
import { NotFound } from "#app/models/core/refuse.ts";
import type { Door } from "./door.ts";

/** Somebody who has the meeting's page open, and the item that they look at. */
interface Here {
  id: string;
  name: string;
  agency: string;
  itemId: string | null;
  /** For somebody invited to items: which these are. They are told of nobody. */
  visits?: string[];
  capacity?: string;
}

/** Who has a meeting's page open: told to the others who do, kept nowhere. */
export function openPresence(door: Door): { recheck: (socket: Socket, ask: Ask) => Promise<void> } {
  const { io, answer, upToDate, running: { db, log } } = door;
  const meetings = new Map<string, Map<string, Here>>();
  const changed = new Set<string>();

  /** That somebody is at an item out of a hearer's reach is not said to that hearer. */
  const say = async (meetingId: string, people: Here[]): Promise<void> => {
    // Whoever has lost the meeting, of which perhaps nobody told us, hears no more of it.
    await upToDate();
    const apart = await db.selectFrom("conflict").innerJoin("item", "item.subject_id", "conflict.subject_id").select(["conflict.person_id", "item.id as item_id"]).where("item.meeting_id", "=", meetingId).where("conflict.ended_at", "is", null).execute();
    const closed = [...(await closedNow({ db }))];
    const hearers = [...(meetings.get(meetingId) ?? [])].filter(([, here]) => !here.visits).map(([id, here]) => ({ id, hidden: new Set([...apart.filter((one) => one.person_id === here.id).map((one) => one.item_id), ...closed.filter(([, inside]) => !inside.has(here.id)).map(([itemId]) => itemId)]) }));
    // Made once for all but the few from whom something is kept.
    const all = hearers.filter((one) => one.hidden.size === 0).map((one) => one.id);
    const told = (hidden: Set<string>) => people.filter((one) => !one.visits || one.visits.some((id) => !hidden.has(id))).map(({ visits: _, ...one }) => (one.itemId && hidden.has(one.itemId) ? { ...one, itemId: null } : one));
    if (all.length) io.to(all).emit("meeting:here", { meetingId, people: told(new Set()) });
    for (const { id, hidden } of hearers) if (hidden.size) io.to(id).emit("meeting:here", { meetingId, people: told(hidden) });
  };
  // Once in a turn for each meeting, however many came and went.
  const tell = (meetingId: string) => {
    if (changed.has(meetingId)) return;
    changed.add(meetingId);
    setTimeout(() => {
      changed.delete(meetingId);
      const people = new Map<string, Here>();
      for (const here of meetings.get(meetingId)?.values() ?? []) people.set(here.id, here);
      say(meetingId, [...people.values()].sort((a, b) => a.name.localeCompare(b.name))).catch((error: Error) => log.error({ error: error.name }, "presence failed"));
    }, 50);
  };
  const leave = (socket: Socket, meetingId: string) => {
    if (!meetings.get(meetingId)?.delete(socket.id)) return;
    if (meetings.get(meetingId)?.size === 0) meetings.delete(meetingId);
    tell(meetingId);
  };
  const meetingsOf = (socket: Socket): string[] => [...meetings].filter(([, people]) => people.has(socket.id)).map(([id]) => id);

  io.on("connection", (socket) => {
    answer(socket, "meeting:join", async (ask, { meetingId, itemId }) => {
      const meeting = await meetingInReach(ask, meetingId);
      if (itemId && !(await itemsInReach(ask).select("item.id").where("item.id", "=", itemId).where("item.meeting_id", "=", meeting.id).executeTakeFirst())) throw new NotFound();
      for (const other of meetingsOf(socket)) if (other !== meeting.id) leave(socket, other);
      if (!socket.connected) return {};
      const people = meetings.get(meeting.id) ?? new Map<string, Here>();
      meetings.set(meeting.id, people.set(socket.id, { id: ask.who.id, name: ask.who.name, agency: ask.who.agencyName, itemId }));
      tell(meeting.id);
      return {};
    });
    answer(socket, "visit:join", async (ask, { meetingId }) => {
      const items = await itemsVisited(ask).select("item.id").where("item.meeting_id", "=", meetingId).execute();
      if (!items.length) throw new NotFound();
      if (!socket.connected) return {};
      const visits = items.map((item) => item.id);
      const capacity = ask.who.guests.find((guest) => guest.itemId !== null && visits.includes(guest.itemId))?.capacity;
      const people = meetings.get(meetingId) ?? new Map<string, Here>();
      meetings.set(meetingId, people.set(socket.id, { id: ask.who.id, name: ask.who.name, agency: ask.who.agencyName, itemId: null, visits, capacity }));
      tell(meetingId);
      return {};
    });
    answer(socket, "meeting:leave", async (_, { meetingId }) => {
      leave(socket, meetingId);
      return {};
    });
    socket.on("disconnect", () => {
      for (const meetingId of meetingsOf(socket)) leave(socket, meetingId);
    });
  });

  return {
    recheck: async (socket, ask) => {
      for (const meetingId of meetingsOf(socket)) {
        try {
          if (meetings.get(meetingId)?.get(socket.id)?.visits) await visitInReach(ask, meetingId);
          else await meetingInReach(ask, meetingId);
        } catch {
          leave(socket, meetingId);
        }
      }
    },
  };
}
