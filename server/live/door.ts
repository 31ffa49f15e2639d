import type { Server as HttpServer, IncomingMessage } from "node:http";
import { Server, type Socket } from "socket.io";
import { tokenIn } from "#app/cookie.server.ts";
import * as wire from "#app/live/wire.ts";
import { type Ask, listen } from "#app/models/core/ask.server.ts";
import { NotAllowed, NotFound } from "#app/models/core/refuse.ts";
import { askAgainMs, type Sessions, standingIn } from "#app/models/people/standing.server.ts";
import { lockedSession } from "#app/models/people/lock.server.ts";
import type { Running } from "../http.ts";
import { openBell } from "./bell.ts";
import { type EventName, type Message, shapeOf } from "./events.ts";
import { openMinutes } from "./minutes.ts";
import { allowance } from "./pace.ts";
import { openPresence } from "./presence.ts";
import type { Writer } from "./writer.ts";

/** Messages a second from one connection, and twice as many in a burst; changes to the minutes are counted apart. */
const mostAsked = 60;

/** How soon it is noticed that something was written of which nobody told (ms): nobody hears for a second what they have lost (reliability.md §4.6). */
const lookEveryMs = 500;

/** What a message is refused with: see app/models/meetings/document.ts. */
export interface Refused {
  code: string;
}

export type Work<E extends EventName> = (message: Message<E>, say: (answer: unknown) => void) => Promise<unknown>;

/** What the parts of the live side share. */
export interface Door {
  io: Server;
  running: Running;
  writer: Writer;
  /** Answers one kind of message: parsed, who it is asked for each (`Sessions` answers from memory while nothing was written on which it rests), never thrown out of. What is not understood three times in a minute ends the connection. */
  answer: <E extends EventName>(socket: Socket, event: E, work: (ask: Ask, message: Message<E>) => Promise<unknown>) => void;
  /** The same where somebody else asks (the writer), or nobody need: what ends the sender's own part, or goes only to those who share a document. The work may `say` its answer before it ends. */
  hear: <E extends EventName>(socket: Socket, event: E, work: Work<E>) => void;
  /** The same of one message that did not come as an event. */
  handle: <E extends EventName>(socket: Socket, event: E, raw: unknown, reply: unknown, work: Work<E>) => void;
  /** Another number whenever anything was written on which it rests what somebody reaches. */
  standing: () => number;
  /** Whether the connection's session still lasts. */
  hasSession: (socket: Socket) => Promise<boolean>;
  /** Resolves once everybody was looked at, and shown out of what they lost, since that number last changed. */
  upToDate: () => Promise<void>;
  /** Counts a message that made no sense; the third in a minute ends the connection, and is noted in the audit. */
  strike: (socket: Socket) => void;
}

/**
 * The door of the live side: who comes in is read from the session cookie, and asked again for every message.
 * Each person's sockets share one room, `person:ID`; the bell rings there.
 */
export function openDoor(server: HttpServer, running: Running, sessions: Sessions, writer: Writer): { io: Server; close: () => Promise<void> } {
  const { db, settings, clock, log } = running;
  const secure = settings.PUBLIC_URL?.startsWith("https:") ?? false;
  const standing = standingIn(db);
  const limits = { idleMinutes: settings.SESSION_IDLE_MINUTES, hours: settings.SESSION_HOURS };
  // Whoever has typed hears within 4 s when nothing comes any more (app/live/line.ts): the heartbeat is for those who only listen.
  const io = new Server(server, {
    parser: wire, serveClient: false, maxHttpBufferSize: 128 * 1024, connectTimeout: 5000, pingInterval: 10_000, pingTimeout: 5000, perMessageDeflate: false, httpCompression: false,
    allowRequest: (request, answer) => {
      const { origin, host, "sec-fetch-site": site } = request.headers;
      // A browser leaves the origin out of what a page loads without asking to read it, cookie and all, but says whose page it is.
      answer(null, origin ? URL.canParse(origin) && new URL(origin).host === host : site === undefined || site === "same-origin");
    },
  });

  /** Who it is, as of now; null when the session has ended. What only listens is nobody's activity, and nothing is written here. */
  const askOf = async (socket: Socket, acted = false): Promise<Ask | null> => {
    const who = await sessions.whose({ db, now: clock() }, standing(), socket.data.token, acted);
    return who && { db, now: clock(), who };
  };

  const mayAsk = (socket: Socket): boolean => (socket.data.mayAsk ??= allowance(mostAsked))();
  const handle: Door["handle"] = (socket, event, raw, reply, work) => {
    if (socket.data.over) return;
    // Once: what the work has said itself is not said again.
    let answer = typeof reply === "function" ? (reply as (answer: unknown) => void) : null;
    const say = (what: unknown) => {
      answer?.(what);
      answer = null;
    };
    if (!mayAsk(socket)) return say({ code: "busy" } satisfies Refused);
    const parsed = shapeOf(event).safeParse(raw);
    if (!parsed.success) {
      say({ code: "invalid" } satisfies Refused);
      strike(socket);
      return;
    }
    work(parsed.data, say).then(
      (answered) => {
        if ((answered as Refused | undefined)?.code === "invalid") strike(socket);
        say(answered);
      },
      (error: unknown) => {
        if (error instanceof NotFound || error instanceof NotAllowed) return say({ code: "revoked" } satisfies Refused);
        log.error({ event, error: error instanceof Error ? error.name : "unknown" }, "message failed");
        say({ code: "busy" } satisfies Refused);
      },
    );
  };
  const hear: Door["hear"] = (socket, event, work) => void socket.on(event as string, (raw: unknown, reply: unknown) => handle(socket, event, raw, reply, work));

  const answer: Door["answer"] = (socket, event, work) =>
    hear(socket, event, async (message) => {
      const ask = await askOf(socket, event === "active");
      if (ask) return work(ask, message);
      setImmediate(() => socket.disconnect(true));
      return { code: "revoked" } satisfies Refused;
    });

  // By person: who comes back begins where they left off.
  const struck = new Map<string, number[]>();
  const strike = (socket: Socket) => {
    if (socket.data.over) return;
    const minuteAgo = Date.now() - 60_000;
    const strikes = (struck.get(socket.data.personId) ?? []).filter((at) => at > minuteAgo);
    strikes.push(Date.now());
    struck.set(socket.data.personId, strikes.slice(-3));
    if (strikes.length < 3) return;
    struck.delete(socket.data.personId);
    // What came along with the third is heard no more.
    socket.data.over = true;
    log.warn({ person: socket.data.personId }, "connection ended: messages not understood");
    writer.note(socket.data.personId).catch(failed("noting failed"));
    setImmediate(() => socket.disconnect(true));
  };
  const failed = (what: string) => (error: unknown) => log.error({ error: error instanceof Error ? error.name : "unknown" }, what);

  // Asked as soon as the line is there: the page has yet to read that it is, and to answer.
  const tokens = new WeakMap<object, Promise<string>>();
  io.engine.on("connection", (line: { request: IncomingMessage }) => {
    const token = tokenIn(line.request.headers.cookie, secure);
    tokens.set(line, token);
    token.then((one) => sessions.whose({ db, now: clock() }, standing(), one)).catch(() => undefined);
  });
  io.use((socket, next) => {
    (tokens.get(socket.conn) ?? tokenIn(socket.request.headers.cookie, secure)).then((token) => {
      socket.data.token = token;
      return askOf(socket);
    }).then(
      (ask) => {
        if (!ask) {
          return lockedSession({ db, now: clock() }, socket.data.token, limits).then((locked) => next(new Error(locked ? "locked" : "signed out")));
        }
        socket.data.personId = ask.who.id;
        next();
      },
      () => next(new Error("busy")),
    );
  });
  const hasSession = async (socket: Socket): Promise<boolean> => (await askOf(socket)) !== null;
  const door: Door = { io, running, writer, answer, hear, handle, strike, standing, hasSession, upToDate: async () => (standing() === looked ? undefined : showOut()) };
  const bell = openBell(door);
  io.on("connection", (socket) => {
    void socket.join(`person:${socket.data.personId}`);
    // Between the reading of a page and its first connection, and while the line was down, nobody heard the bell.
    if (bell.missed(socket.data.personId, socket.handshake.auth.readAt)) socket.emit("bell");
    socket.data.along = socket.handshake.auth.opens;
    forgetRequest(socket);
  });
  const minutes = openMinutes(door, bell.ringLate);
  const presence = openPresence(door);
  io.on("connection", (socket) => answer(socket, "active", async () => ({})));

  /** Shows out whoever no longer has a session, or no longer reaches what they hear. A few at a time: the line of others must not wait. What happens meanwhile is seen by one look more, not by several. */
  let [looked, lookedAt] = [-1, 0];
  let [showing, onceMore]: [Promise<void> | null, boolean] = [null, false];
  const showOut = (): Promise<void> => {
    onceMore = true;
    return (showing ??= lookAround());
  };
  const lookAround = async (): Promise<void> => {
    // Not within the call, which would set `showing` after it was over.
    await new Promise(setImmediate);
    try {
      while (onceMore) await lookOnce();
    } finally {
      showing = null;
    }
  };
  const lookOnce = async (): Promise<void> => {
    onceMore = false;
    const [version, now] = [standing(), clock().getTime()];
    const sockets = [...io.of("/").sockets.values()];
    for (const socket of sockets) {
      if (!(await hasSession(socket))) socket.disconnect(true);
      await new Promise(setImmediate);
    }
    await minutes.recheck();
    for (const socket of sockets.filter((one) => one.connected)) {
      const ask = await askOf(socket);
      if (ask) await presence.recheck(socket, ask);
      await new Promise(setImmediate);
    }
    [looked, lookedAt] = [version, now];
  };
  const quiet = listen((told) => {
    bell.ring(told).catch(failed("bell failed"));
    presence.hear(told);
    minutes.hearOf(told).catch(failed("passing on failed")).then(() => {
      if (told.some((t) => shrinks.has(t.what))) return showOut();
    }).catch(failed("showing out failed"));
  });
  // Sessions that run out, changes made by another process, and news that were lost with the thread that committed, ring no bell here.
  // Nobody's reach shrinks unless something is written, or time passes.
  const sweep = setInterval(() => {
    const now = clock().getTime();
    if (standing() === looked && !sessions.someRanOut(now) && now - lookedAt < askAgainMs) return;
    showOut().catch(failed("showing out failed"));
  }, lookEveryMs);

  return {
    io,
    close: async () => {
      quiet();
      clearInterval(sweep);
      presence.close();
      await io.close();
      await minutes.close();
    },
  };
}

/** The request that opened the connection would stay in memory as long as it lasts: a fifth of what each person costs. */
function forgetRequest(socket: Socket): void {
  (socket.conn as { request: unknown }).request = null;
  (socket as { handshake: unknown }).handshake = { headers: {}, auth: {}, query: {} };
}

/** What can take something out of somebody's reach. */
const shrinks = new Set<string>(["membership ended", "conflict declared", "session closed", "guest ended", "guest shown out", "guest writing changed", "person ended", "person changed", "panel changed", "agency changed", "item withdrawn", "meeting ended", "minutes approved", "document frozen", "document reopened", "document quarantined", "document released", "passage withdrawn", "signed out", "session ended", "session locked", "password changed", "password set", "password link used", "second factor reset", "passkey removed", "agency sign-in changed"]);
