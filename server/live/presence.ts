import type { Socket } from "socket.io";
import type { Ask, Told } from "#app/models/core/ask.server.ts";
import { closedNow, itemsInReach, itemsVisited, meetingInReach, visitInReach } from "#app/models/core/reach.server.ts";
import { NotFound } from "#app/models/core/refuse.ts";
import { openAttending } from "./attending.ts";
import type { Door } from "./door.ts";
import { openHands } from "./hands.ts";
import { openSeats } from "./seats.ts";

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

/** A page that is loaded again is gone for less than this (ms): it is not said, and a screen that everybody sees does not show more meanwhile. */
const lingerMs = 700;
/** A line that ended like this may have ended because the network did: who was on it may be in the room all the same. */
const broke = new Set(["ping timeout", "transport error"]);

/** Who has a meeting's page open: told to the others who do, and written down as it is now for the pages (seats.ts); nothing of before is kept but as arrivals and departures of who attends (attending.ts). */
export function openPresence(door: Door): { recheck: (socket: Socket, ask: Ask) => Promise<void>; hear: (told: readonly Told[]) => void; close: () => void } {
  const { io, answer, upToDate, running: { db, log } } = door;
  const meetings = new Map<string, Map<string, Here>>();
  const changed = new Set<string>();
  const here = (meetingId: string): Set<string> => new Set([...(meetings.get(meetingId)?.values() ?? [])].flatMap((one) => (one.visits ? [] : [one.id])));
  const seats = openSeats(door, here);
  const attending = openAttending(door, here);

  /** Who hears of a meeting: those at its page, each with the items of which they may not be told. */
  const hearersOf = async (meetingId: string): Promise<{ id: string; hidden: Set<string> }[]> => {
    // Whoever has lost the meeting, of which perhaps nobody told us, hears no more of it.
    await upToDate();
    const apart = await db.selectFrom("conflict").innerJoin("item", "item.subject_id", "conflict.subject_id").select(["conflict.person_id", "item.id as item_id"]).where("item.meeting_id", "=", meetingId).where("conflict.ended_at", "is", null).execute();
    const closed = [...(await closedNow({ db }))];
    return [...(meetings.get(meetingId) ?? [])].filter(([, here]) => !here.visits).map(([id, here]) => ({ id, hidden: new Set([...apart.filter((one) => one.person_id === here.id).map((one) => one.item_id), ...closed.filter(([, inside]) => !inside.has(here.id)).map(([itemId]) => itemId)]) }));
  };
  const hands = openHands(door, hearersOf, seats.ring);
  /** That somebody is at an item out of a hearer's reach is not said to that hearer. */
  const say = async (meetingId: string, people: Here[]): Promise<void> => {
    const hearers = await hearersOf(meetingId);
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
      seats.changed(meetingId);
      attending.changed(meetingId);
      const people = new Map<string, Here>();
      for (const here of meetings.get(meetingId)?.values() ?? []) people.set(here.id, here);
      say(meetingId, [...people.values()].sort((a, b) => a.name.localeCompare(b.name))).catch((error: Error) => log.error({ error: error.name }, "presence failed"));
    }, 50);
  };
  const leave = (socket: Socket, meetingId: string, dropped = false) => {
    const here = meetings.get(meetingId)?.get(socket.id);
    if (!here) return;
    meetings.get(meetingId)!.delete(socket.id);
    if (dropped) seats.dropped(meetingId, here.id);
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
    answer(socket, "room:watch", async (ask, { meetingId }) => {
      const meeting = await meetingInReach(ask, meetingId);
      if (socket.connected) seats.watch(socket.id, meeting.id);
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
      seats.unwatch(socket.id);
      return {};
    });
    socket.on("disconnect", (reason) => {
      seats.unwatch(socket.id);
      const gone = () => {
        for (const meetingId of meetingsOf(socket)) leave(socket, meetingId, broke.has(reason));
      };
      // The page of a browser that goes ends like one that is loaded again.
      if (reason === "transport close") setTimeout(gone, lingerMs).unref();
      else gone();
    });
  });

  return {
    hear: (told) => {
      hands.hear(told);
      attending.hear(told);
    },
    close: () => {
      seats.close();
      attending.close();
    },
    recheck: async (socket, ask) => {
      const watched = seats.watchedBy(socket.id);
      if (watched) await meetingInReach(ask, watched).catch(() => seats.unwatch(socket.id));
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
