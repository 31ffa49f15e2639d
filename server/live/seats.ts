import { keepPresence, type Seat } from "#app/models/meetings/here.server.ts";
import { droppedMs } from "#app/models/meetings/shared.ts";
import type { Door } from "./door.ts";

const againMs = 700;

/**
 * Writes down who has a meeting's page open now, for the pages, which are drawn by another thread: a shared screen shows no more than all present
 * may read. Then rings for those who watch the room. `here` says who has it open.
 */
export function openSeats({ io, writer, running: { clock, log } }: Pick<Door, "io" | "writer" | "running">, here: (meetingId: string) => Set<string>) {
  /** Who is written down as being here. */
  const seated = new Map<string, Set<string>>();
  /** Whose line broke, by meeting, until that is written down. */
  const broken = new Map<string, Set<string>>();
  /** What each connection watches. */
  const watching = new Map<string, string>();
  let turn: Promise<void> = Promise.resolve();
  let isClosing = false;

  const ring = (meetingId: string, mayHear: (socketId: string) => boolean = () => true): void => {
    const ids = [...watching].flatMap(([id, of]) => (of === meetingId && mayHear(id) ? [id] : []));
    if (ids.length) io.to(ids).emit("bell");
  };
  const write = async (meetingId: string): Promise<void> => {
    const before = seated.get(meetingId) ?? new Set<string>();
    const now = here(meetingId);
    const lost = broken.get(meetingId) ?? new Set<string>();
    broken.delete(meetingId);
    const seats: Seat[] = [...[...now].filter((id) => !before.has(id)).map((personId) => ({ meetingId, personId, here: true, dropped: false })), ...[...before].filter((id) => !now.has(id)).map((personId) => ({ meetingId, personId, here: false, dropped: lost.has(personId) }))];
    if (!seats.length) return;
    await writer.write((db) => keepPresence(db, seats, clock()));
    if (now.size) seated.set(meetingId, now);
    else seated.delete(meetingId);
    ring(meetingId);
    // Until then they count as in the room.
    if (seats.some((one) => one.dropped)) setTimeout(ring, droppedMs + 100, meetingId).unref();
  };
  /** Somebody came or went. One after the other, so that what is written last is how it is. */
  const changed = (meetingId: string): void => {
    // Who was here when the process ends is seen to when it begins again.
    if (isClosing) return;
    turn = turn.then(() => write(meetingId)).catch((error: unknown) => {
      log.error({ error: error instanceof Error ? error.name : "unknown" }, "presence failed");
      setTimeout(changed, againMs, meetingId).unref();
    });
  };
  return {
    changed, ring,
    dropped: (meetingId: string, personId: string): void => void broken.set(meetingId, (broken.get(meetingId) ?? new Set()).add(personId)),
    watch: (socketId: string, meetingId: string): void => void watching.set(socketId, meetingId),
    unwatch: (socketId: string): void => void watching.delete(socketId),
    watchedBy: (socketId: string): string | null => watching.get(socketId) ?? null,
    close: (): void => {
      isClosing = true;
    },
  };
}
