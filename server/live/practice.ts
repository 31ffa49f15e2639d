import { createServer } from "node:http";
import { connect, type Socket } from "node:net";
import pino from "pino";
import * as Y from "yjs";
import { keepToken } from "#app/cookie.server.ts";
import { writePush } from "#app/live/frames.ts";
import { Encoder, type Packet, shortFrame } from "#app/live/wire.ts";
import { dayOf } from "#app/models/core/days.ts";
import { textName } from "#app/models/meetings/document.ts";
import { dropCopy } from "#app/models/meetings/log.server.ts";
import { tokenHash } from "#app/models/people/session.server.ts";
import { Sessions } from "#app/models/people/standing.server.ts";
import { type Db, emptyLike, prepareAs } from "#db/connect.server.ts";
import type { Settings } from "../settings.ts";
import { openDoor } from "./door.ts";
import { openWriter } from "./writer.ts";

const rounds = 40;
const changesEach = 4;
const patienceMs = 1000;
const CONNECT = 0;
const name = "practice";

export interface Practice {
  settings: Settings;
  /** Where it has its door. */
  socketPath: string;
  isOver: () => boolean;
}

/**
 * Goes through the live side some dozens of times, in and out and typing, in a house that holds nobody: a database in memory with the tables of
 * ours. After a restart everybody comes at once, and would wait for V8 to make code of what it has not met yet, and for SQLite to understand
 * each question (docs/performance.md): what was asked here is made ready on all of `connections`. Ends early when it is over.
 */
export async function practise(connections: Db[], { settings, socketPath, isOver }: Practice): Promise<void> {
  const db = emptyLike(connections[0]!);
  await fill(db);
  const server = createServer();
  const sessions = new Sessions({ idleMinutes: settings.SESSION_IDLE_MINUTES, hours: settings.SESSION_HOURS });
  const writer = openWriter(db, sessions);
  const door = openDoor(server, { db, settings: { ...settings, PUBLIC_URL: undefined }, log: pino({ level: "silent" }), clock: () => new Date() }, sessions, writer);
  const inside = new Set<Socket>();
  try {
    await new Promise<void>((resolve, reject) => server.once("error", reject).listen(socketPath, resolve));
    // One stays while others come and go.
    for (let n = 0; n <= rounds && !isOver(); n++) {
      const line = connect(socketPath);
      inside.add(line);
      await goIn(line, n);
      if (n > 0) line.destroy();
    }
  } finally {
    for (const line of inside) line.destroy();
    await door.close();
    await writer.close();
    dropCopy(name);
  }
  for (const one of connections) prepareAs(one, db);
}

/** Some people of one panel, in a meeting that runs, at an item whose minutes can be written. */
async function fill(db: Db): Promise<void> {
  const at = new Date().toISOString();
  const today = dayOf(new Date());
  const everybody = Array.from({ length: rounds + 1 }, (_, n) => name + n);
  await db.insertInto("standing").values({ id: 1, version: 1 }).execute();
  await db.insertInto("agency").values({ id: name, name, kind: "police" }).execute();
  await db.insertInto("person").values(everybody.map((id) => ({ id, agency_id: name, name, email: id, password_hash: "", created_at: at }))).execute();
  await db.insertInto("session").values(everybody.map((id) => ({ token_hash: tokenHash(id), person_id: id, created_at: at, seen_at: at, second_at: at, proved_at: at }))).execute();
  await db.insertInto("panel").values({ id: name, name, code: name, created_at: at }).execute();
  await db.insertInto("panel_version").values({ id: name, panel_id: name, from_on: today, remit: "", frequency: "", meeting_minutes: 60, sections: "[]", scale: "[]", rules: "{}", reach_after_closing_days: 1, set_at: at }).execute();
  await db.insertInto("membership").values(everybody.map((id) => ({ id, panel_id: name, person_id: id, role: "member", from_on: today }))).execute();
  await db.insertInto("meeting").values({ id: name, panel_id: name, number: 1, on_day: today, starts_at: "10:00", minutes_long: 60, status: "live", started_at: at, current_item_id: name }).execute();
  await db.insertInto("item").values({ id: name, meeting_id: name, kind: "standing", section: "standing", number: "1", position: 1, minutes: 10, reasons: "[]", added_at: at }).execute();
  await db.insertInto("document").values({ id: name, item_id: name }).execute();
}

/** Comes in over the line as a browser does, opens the minutes and types a little. Rejects when the line ended, or nothing came for too long. */
async function goIn(line: Socket, n: number): Promise<void> {
  const cookie = (await keepToken(name + n, false)).split(";")[0]!;
  const instance = n.toString(16).padStart(32, "0");
  const doc = new Y.Doc();
  let grant = 0;
  let typed = 0;
  const send = (packet: Packet) => line.write(frameOf(new Encoder().encode(packet)[0]!));
  const type = () => {
    const before = Y.encodeStateVector(doc);
    doc.getText(textName).insert(0, "words ");
    line.write(frameOf(shortFrame("p", writePush({ grant, instanceSeq: ++typed, seenSeq: 0, update: Y.encodeStateAsUpdate(doc, before) }))));
  };
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("nothing came")), patienceMs);
    line.once("error", reject).once("close", () => {
      clearTimeout(timer);
      reject(new Error("the line ended"));
    });
    line.once("connect", () => line.write(`GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: localhost\r\nCookie: ${cookie}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`));
    // What comes is looked at only for what it is: the server's terms, its welcome, the minutes, and then that something was kept.
    line.on("data", (bytes) => {
      const text = bytes.toString("latin1");
      if (typed === changesEach) {
        clearTimeout(timer);
        resolve();
      } else if (grant) type();
      else if (text.includes("pingInterval")) send({ type: CONNECT, nsp: "/", data: { opens: [{ documentId: name, instance, stateVector: Uint8Array.of(0), epoch: null }] } });
      else {
        const [, given, client] = /"grant":(\d+),.*?"client":(\d+)/.exec(text) ?? [];
        if (!given || !client) return;
        grant = Number(given);
        doc.clientID = Number(client);
        type();
      }
    });
  });
}

/** One final frame as a browser sends it, with a mask of zeros (RFC 6455 §5.2). */
function frameOf(content: string | Uint8Array): Buffer {
  const isText = typeof content === "string";
  const bytes = isText ? Buffer.from(`4${content}`) : content;
  const head = bytes.length < 126 ? [0x80 | bytes.length] : [0x80 | 126, bytes.length >> 8, bytes.length & 255];
  return Buffer.concat([Buffer.from([isText ? 0x81 : 0x82, ...head, 0, 0, 0, 0]), bytes]);
}
