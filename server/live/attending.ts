import { type Move, inRoomNow, notePresence } from "#app/models/meetings/presence.server.ts";
import type { Told } from "#app/models/core/ask.server.ts";
import type { Door } from "./door.ts";

const pauses = {
  /** Who has come is written down together with whoever comes in the same moments (ms). */
  gatherMs: 2000,
  /** A page that is only passed through is no arrival (ms). */
  passingMs: 500,
  /** Who is gone so long has left (ms): a page that is read again, or a connection that drops, has not. */
  awayMs: 60_000,
};
const againMs = 3000;
const atOnce = 100;

interface Place {
  /** Since when each person has had the meeting's page open (ms), as far as that is not written down yet; or since when they have not. */
  came: Map<string, number>;
  gone: Map<string, number>;
  /** Who is written down as being in the room, and since when their page is open. */
  inside: Map<string, number>;
  timer: { handle: ReturnType<typeof setTimeout>; at: number } | null;
}

/**
 * Stamps who comes into the room of a meeting and leaves it, from who has its page open (presence): kept for the attendance by one act for all who
 * came and went in a moment. `here` says who has it open now.
 */
export function openAttending({ writer, running: { db, clock, log } }: Pick<Door, "writer" | "running">, here: (meetingId: string) => Set<string>, { gatherMs, passingMs, awayMs } = pauses) {
  const places = new Map<string, Place>();
  const placeOf = (meetingId: string): Place => {
    let place = places.get(meetingId);
    if (!place) places.set(meetingId, (place = { came: new Map(), gone: new Map(), inside: new Map(), timer: null }));
    return place;
  };
  let closed = false;
  const failed = (error: unknown) => log.error({ error: error instanceof Error ? error.name : "unknown" }, "attendance failed");

  /** Compares who is here with who was, and looks again when the next of them counts as come or gone. */
  const changed = (meetingId: string): void => {
    const place = placeOf(meetingId);
    const now = clock().getTime();
    const present = here(meetingId);
    for (const id of present) {
      place.gone.delete(id);
      if (!place.inside.has(id) && !place.came.has(id)) place.came.set(id, now);
    }
    for (const id of place.came.keys()) if (!present.has(id)) place.came.delete(id);
    for (const id of place.inside.keys()) if (!present.has(id) && !place.gone.has(id)) place.gone.set(id, now);
    const next = Math.min(...[...place.came.values()].map((at) => at + gatherMs), ...[...place.gone.values()].map((at) => at + awayMs));
    if (Number.isFinite(next)) wait(meetingId, place, Math.max(next, now));
    else if (!place.inside.size) places.delete(meetingId);
  };
  /** Writes at that time (ms), or when it does anyway if that is sooner. */
  const wait = (meetingId: string, place: Place, at: number): void => {
    if (closed || (place.timer && place.timer.at <= at)) return;
    if (place.timer) clearTimeout(place.timer.handle);
    const handle = setTimeout(() => {
      place.timer = null;
      write(meetingId, place).then(() => changed(meetingId), (error) => {
        failed(error);
        wait(meetingId, place, clock().getTime() + againMs);
      });
    }, at - clock().getTime());
    handle.unref();
    place.timer = { handle, at };
  };
  const write = async (meetingId: string, place: Place): Promise<void> => {
    const now = clock().getTime();
    const due = (moves: Map<string, number>, leastMs: number): Move[] => [...moves].filter(([, at]) => at + leastMs <= now).slice(0, atOnce).map(([personId, at]) => ({ personId, at: new Date(at).toISOString() }));
    // Whoever leaves at about the same time is written down together too.
    const [came, left] = [due(place.came, passingMs), due(place.gone, awayMs - gatherMs)];
    if (!came.length && !left.length) return;
    await writer.write((db) => notePresence({ db, now: clock() }, meetingId, came, left));
    // Whoever went, or came back, while that was written is noticed by the look that follows.
    for (const { personId, at } of came) {
      place.came.delete(personId);
      place.inside.set(personId, Date.parse(at));
    }
    for (const { personId } of left) {
      place.gone.delete(personId);
      place.inside.delete(personId);
    }
  };

  // Whoever this process finds in a room, and who does not come back to it, left while it was not there to see.
  inRoomNow({ db }).then((rows) => {
    for (const { meetingId, personId } of rows) placeOf(meetingId).inside.set(personId, clock().getTime());
    for (const meetingId of new Set(rows.map((row) => row.meetingId))) changed(meetingId);
  }).catch(failed);

  return {
    changed,
    /** A meeting that begins has whoever is there already. */
    hear: (told: readonly Told[]): void => {
      for (const one of told) {
        if (!one.meetingId || one.what !== "meeting started") continue;
        const place = placeOf(one.meetingId);
        for (const [id, since] of place.inside) place.came.set(id, since);
        place.inside.clear();
        place.gone.clear();
        changed(one.meetingId);
      }
    },
    close: (): void => {
      closed = true;
      for (const { timer } of places.values()) if (timer) clearTimeout(timer.handle);
    },
  };
}
