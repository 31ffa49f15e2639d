import type { Socket } from "socket.io";
import type { Ask } from "#app/models/core/ask.server.ts";
import { openDocument, pushUpdate, whyShownOut } from "#app/models/meetings/document.server.ts";
import type { Door } from "./door.ts";

const roomOf = (documentId: string): string => `minutes:${documentId}`;
const documentsOf = (socket: Socket): string[] => [...socket.rooms].filter((room) => room.startsWith("minutes:")).map((room) => room.slice(8));

/** At most so many pushes in a second from one connection, and cursor moves. */
const mostPushes = 40;
const mostMoves = 15;

/** Carries the minutes: hands pushes to the log, passes on what is on disk, and says where the others are writing. */
export function openMinutes(door: Door): { recheck: (socket: Socket, ask: Ask) => Promise<void> } {
  const { io, answer } = door;

  const leave = (socket: Socket, documentId: string) => {
    if (!socket.rooms.has(roomOf(documentId))) return;
    void socket.leave(roomOf(documentId));
    socket.to(roomOf(documentId)).emit("minutes:gone", { documentId, key: socket.id });
  };

  io.on("connection", (socket) => {
    const pushes = allowance(mostPushes);
    const moves = allowance(mostMoves);

    answer(socket, "minutes:open", async (ask, { documentId, stateVector }) => {
      const opened = await openDocument(ask, documentId, stateVector, () => void socket.join(roomOf(documentId)));
      if ("code" in opened) leave(socket, documentId);
      // Whoever is here says again where they are writing.
      else socket.to(roomOf(documentId)).emit("minutes:here", { documentId });
      return opened;
      // A page opens its minutes again by itself after a lost connection: only what is typed counts as somebody being there.
    }, false);

    answer(socket, "minutes:push", async (ask, push) => {
      if (!pushes()) return { code: "busy" };
      const kept = await pushUpdate(ask, push);
      if ("code" in kept) {
        if (kept.code === "revoked") leave(socket, push.documentId);
        return kept;
      }
      if (kept.fresh) socket.to(roomOf(push.documentId)).emit("minutes:update", { documentId: push.documentId, seq: kept.seq, update: push.update });
      return { seq: kept.seq, at: kept.at };
    });

    answer(socket, "minutes:cursor", async (ask, { documentId, anchor, head }) => {
      if (!socket.rooms.has(roomOf(documentId))) return { code: "revoked" };
      // The name is the session's, never the page's.
      if (moves()) socket.to(roomOf(documentId)).volatile.emit("minutes:cursor", { documentId, key: socket.id, name: ask.who.name, colour: colourOf(ask.who.id), anchor, head });
      return {};
    }, false);

    answer(socket, "minutes:close", async (_, { documentId }) => {
      leave(socket, documentId);
      return {};
    }, false);

    socket.on("disconnecting", () => {
      for (const documentId of documentsOf(socket)) socket.to(roomOf(documentId)).emit("minutes:gone", { documentId, key: socket.id });
    });
  });

  return {
    /** Ends the person's part in documents that they may no longer write. */
    recheck: async (socket, ask) => {
      for (const documentId of documentsOf(socket)) {
        const code = await whyShownOut(ask, documentId);
        if (!code) continue;
        leave(socket, documentId);
        socket.emit("minutes:ended", { documentId, code });
      }
    },
  };
}

/** A number of the page's palette, the same for a person on every screen. */
const colourOf = (personId: string): number => [...personId].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 7) % 8;

/** True for the first `perSecond` calls in each second. */
function allowance(perSecond: number): () => boolean {
  let second = 0;
  let used = 0;
  return () => {
    const now = Math.floor(Date.now() / 1000);
    if (now !== second) [second, used] = [now, 0];
    return ++used <= perSecond;
  };
}
