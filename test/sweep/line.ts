import { type Socket, io } from "socket.io-client";
import * as Y from "yjs";
import { writePush } from "#app/live/frames.ts";
import * as wire from "#app/live/wire.ts";
import { events } from "../../server/live/events.ts";
import { type Relation, sees, visits } from "./expected.ts";
import { pause } from "../faults/writers.ts";
import type { Judge } from "./judge.ts";
import { documents, items } from "./meetings.ts";
import { things, unknown } from "./things.ts";

// The line: everything that may be asked over it, with every id, and everything that comes.

/** A connection, and every byte that came over it. */
export interface Line {
  socket: Socket;
  /** The answer to what was asked along with it. */
  opened: Promise<{ code?: string; documentId: string }>;
  ask: (name: string, message: unknown) => Promise<{ code?: string; grant?: number; client?: number; epoch?: number; seq?: number }>;
  /** What came since it was asked last, as words: bytes read as text. */
  heard: () => string;
  /** How often the bell rang since that was asked last. */
  rang: () => number;
}

/** Comes in with that cookie, asking to open these along with it; null when the door stays shut. */
export function connectLine(url: string, cookie: string, opens: ReturnType<typeof opening>[] = []): Promise<Line | null> {
  return new Promise((resolve) => {
    const socket = io(url, { parser: wire, transports: ["websocket"], forceNew: true, reconnection: false, extraHeaders: cookie ? { Cookie: cookie } : {}, auth: { readAt: new Date(Date.now() + 60_000).toISOString(), opens } });
    const opened = new Promise<{ code?: string; documentId: string }>((answered, failed) => socket.once("minutes:opened", answered).once("disconnect", failed));
    opened.catch(() => undefined);
    let [came, bells] = ["", 0];
    socket.io.on("open", () => socket.io.engine.on("data", (data: string | ArrayBuffer | Buffer) => {
      // The transport's own hello holds its id alone.
      came += typeof data === "string" ? data : Buffer.from(data as ArrayBuffer).toString("utf8");
    }));
    socket.on("bell", () => bells++);
    const line: Line = {
      socket, opened,
      // A page that is told *busy* asks again: so many openings a second are taken from one person.
    ask: async (name, message) => {
      for (;;) {
        const answer = await socket.timeout(10_000).emitWithAck(name, message);
        if (answer?.code !== "busy") return answer;
        await pause(100);
      }
    },
      heard: () => {
        const all = came;
        came = "";
        return all;
      },
      rang: () => {
        const times = bells;
        bells = 0;
        return times;
      },
    };
    socket.once("connect", () => resolve(line)).once("connect_error", () => {
      socket.disconnect();
      resolve(null);
    });
  });
}

export const opening = (documentId: string, instance: string) => ({ documentId, instance, stateVector: new Uint8Array([0]), epoch: null });
const instanceOf = (number: number): string => number.toString(16).padStart(32, "0");
let instances = Math.floor(Math.random() * 2 ** 40);
export const nextInstance = (): string => instanceOf(++instances);

/** Those for whom no door of the live side opens. */
export const shutOut: Relation[] = ["person who left", "nobody signed in", "locked session", "ended session", "password alone given"];

/** Tries every message of the list with every id, as somebody with nothing on their screen would. */
export async function askAll(judge: Judge, url: string, relation: Relation, cookie: string): Promise<void> {
  const line = await connectLine(url, cookie);
  const kind = "messages on the line";
  if (shutOut.includes(relation)) judge.expect(kind, relation, line === null, "the live side", "connecting");
  else judge.allow(kind, relation, line !== null, "the live side", "connecting");
  if (!line) return;
  const tried = async (name: string, about: string, message: unknown, seen: boolean | "perhaps") => {
    const answer = await line.ask(name, message);
    const where = `${name} ${about}: ${answer?.code ?? "answered"}`;
    judge.search(kind, relation, where, `${JSON.stringify(answer)}${line.heard()}`);
    if (seen === true) judge.allow("what is in reach is found", relation, answer.code === undefined, about, where);
    else if (seen === false) judge.expect(kind, relation, JSON.stringify(answer) === JSON.stringify({ code: "revoked" }), `not as for what does not exist: ${about}`, where);
  };
  const triedAlong = async (id: string, seen: boolean | "perhaps") => {
    for (;;) {
      const instance = nextInstance();
      const own = await connectLine(url, cookie, [opening(id, instance)]);
      if (!own) return judge.allow(kind, relation, false, "the live side", "connecting again");
      const answer = await own.opened;
      const where = `opening along with the connection ${id}: ${answer.code ?? "answered"}`;
      judge.search(kind, relation, where, own.heard());
      own.socket.disconnect();
      if (answer.code === "busy") {
        await pause(100);
        continue;
      }
      if (seen === true) judge.allow("what is in reach is found", relation, answer.code === undefined, id, where);
      else if (seen === false) judge.expect(kind, relation, JSON.stringify(answer) === JSON.stringify({ code: "revoked", documentId: id, instance }), `not as for what does not exist: ${id}`, where);
      return;
    }
  };
  await tried("minutes:open", unknown, opening(unknown, nextInstance()), false);
  await triedAlong(unknown, false);
  for (const [id, , , compartment, state] of documents) {
    const seen = sees(relation, compartment);
    await triedAlong(id, seen ? state === "open" && id !== "w-doc" ? true : "perhaps" : false);
    // Beside a closed session that runs the shared minutes wait; and where writing is over, nothing opens any more.
    await tried("minutes:open", id, opening(id, nextInstance()), seen ? state === "open" && id !== "w-doc" ? true : "perhaps" : false);
    await tried("minutes:cursor", id, { documentId: id, anchor: null, head: null }, seen ? "perhaps" : false);
  }
  const rest = { documentId: unknown, meetingId: unknown, itemId: unknown };
  for (const event of events.filter((one) => !one.harmless && !one.name.startsWith("minutes:"))) await tried(event.name, unknown, event.sample(rest), false);
  for (const [meetingId, compartment] of Object.entries(things.meetingId!)) {
    await tried("meeting:join", meetingId, { meetingId, itemId: null }, sees(relation, compartment));
    await tried("room:watch", meetingId, { meetingId }, sees(relation, compartment));
    await tried("visit:join", meetingId, { meetingId }, visits[meetingId]?.includes(relation) && relation !== "invited, statement not signed" ? "perhaps" : false);
  }
  for (const [itemId, meetingId] of items) {
    const [meeting, item] = [things.meetingId![meetingId]!, things.itemId![itemId]];
    if (item) await tried("meeting:join", `${meetingId} ${itemId}`, { meetingId, itemId }, sees(relation, meeting) && sees(relation, item));
    if (meetingId !== "m-live") await tried("meeting:join", `m-live ${itemId}`, { meetingId: "m-live", itemId }, false);
  }
  line.socket.disconnect();
}

/** Somebody who types into a document. Throws when it does not open. */
export async function writer(line: Line, documentId: string) {
  const instance = nextInstance();
  const opened = await line.ask("minutes:open", opening(documentId, instance));
  if (opened.code) throw new Error(`${documentId} does not open: ${opened.code}`);
  const doc = new Y.Doc();
  doc.clientID = opened.client!;
  const updates: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array) => updates.push(update));
  let number = 0;
  return (words: string): Promise<void> => {
    doc.getText("minutes").insert(0, words);
    const update = updates.shift()!;
    return new Promise((resolve, reject) => {
      line.socket.once("k", () => resolve()).once("n", () => reject(new Error(`${documentId}: not taken`)));
      line.socket.emit("p", writePush({ grant: opened.grant!, instanceSeq: ++number, seenSeq: opened.seq ?? 0, update }));
    });
  };
}
