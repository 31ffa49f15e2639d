import type { Server as HttpServer } from "node:http";
import { Server, type Socket } from "socket.io";
import { tokenIn } from "#app/cookie.server.ts";
import { type Ask, listen } from "#app/models/core/ask.server.ts";
import { dayOf } from "#app/models/core/days.ts";
import { peopleOfPanel } from "#app/models/core/reach.server.ts";
import { whoseSession } from "#app/models/people/session.server.ts";
import type { Running } from "../http.ts";

/**
 * The door of the live side: who comes in is read from the session cookie, afresh for every message.
 * Each person's sockets share one room, `person:ID`; the bell rings there.
 */
export function openDoor(server: HttpServer, running: Running): { io: Server; close: () => Promise<void> } {
  const { db, settings, clock, log } = running;
  const secure = settings.PUBLIC_URL?.startsWith("https:") ?? false;
  const limits = { idleMinutes: settings.SESSION_IDLE_MINUTES, hours: settings.SESSION_HOURS };
  const io = new Server(server, {
    serveClient: false, maxHttpBufferSize: 128 * 1024, connectTimeout: 5000, pingInterval: 2000, pingTimeout: 3000, perMessageDeflate: false, httpCompression: false,
    allowRequest: (request, answer) => {
      const { origin, host } = request.headers;
      answer(null, !origin || (URL.canParse(origin) && new URL(origin).host === host));
    },
  });

  /** The ask of a socket as of now, or null when its session has ended. */
  const askOf = async (socket: Socket): Promise<Ask | null> => {
    const token = await tokenIn(socket.request.headers.cookie, secure);
    const who = await whoseSession({ db, now: clock() }, token, limits);
    return who && { db, now: clock(), who };
  };

  io.use((socket, next) => {
    askOf(socket).then(
      (ask) => {
        if (!ask) return next(new Error("signed out"));
        socket.data.personId = ask.who.id;
        next();
      },
      () => next(new Error("busy")),
    );
  });
  io.on("connection", (socket) => void socket.join(`person:${socket.data.personId}`));

  // The bell says "read again" and nothing else. It rings for those who may know of what happened.
  const quiet = listen((told) => {
    const panels = new Set(told.filter((t) => !silent.has(t.what)).map((t) => t.panelId).filter((id): id is string => Boolean(id)));
    const people = new Set(told.filter((t) => !silent.has(t.what)).map((t) => t.personId));
    void (async () => {
      for (const panelId of panels) for (const { person_id } of await peopleOfPanel({ db }, panelId, dayOf(clock())).execute()) people.add(person_id);
      for (const id of people) io.to(`person:${id}`).emit("bell");
    })().catch((error: Error) => log.error({ error: error.name }, "bell failed"));
  });

  return {
    io,
    close: async () => {
      quiet();
      await io.close();
    },
  };
}

// What nobody's page needs to read again for.
const silent = new Set(["record opened", "record searched", "list opened", "agenda opened", "minutes opened", "live meeting opened", "document opened", "action opened", "sharing opened", "audit opened", "signed in", "signed out", "sign-in refused"]);
