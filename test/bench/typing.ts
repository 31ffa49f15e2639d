import { io, type Socket } from "socket.io-client";
import { Line } from "#app/live/line.ts";
import * as parser from "#app/live/wire.ts";
import { inSession } from "./big.ts";
import type { Program } from "./program.ts";
import type { Visitor } from "./visits.ts";

interface Typed {
  sent: number;
  saved: number;
  refused: number;
  /** Milliseconds from sending to *saved*. */
  waits: number[];
}

const routeData = (meetingId: string) => `/meetings/${meetingId}/live?_data=${encodeURIComponent("routes/meetings.$meetingId.live")}`;

/** Runs the meetings in session for so many seconds: each writer types at a person's pace, all read again when the bell rings, the chair moves on. */
export async function runMeetings(program: Program, chair: Visitor, writers: Visitor[], seconds: number): Promise<Typed> {
  const typed: Typed = { sent: 0, saved: 0, refused: 0, waits: [] };
  const until = Date.now() + seconds * 1000;
  const over = () => Date.now() >= until;
  await Promise.all([
    ...inSession.flatMap((meetingId) => writers.map((writer) => sitIn(program, writer, meetingId, typed, over))),
    ...inSession.map((meetingId) => lead(chair, meetingId, Math.min(40, seconds / 4), over)),
  ]);
  return typed;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The chair moves through the items, round and round. */
async function lead(chair: Visitor, meetingId: string, every: number, over: () => boolean): Promise<void> {
  for (let n = 2; !over(); n++) {
    for (let waited = 0; waited < every && !over(); waited++) await pause(1000);
    if (!over()) await chair.post(`/meetings/${meetingId}/current`, { itemId: `${meetingId}-${((n - 1) % 8) + 1}` });
  }
}

const words = "she was seen alone at both visits and asked for the same worker next time ".split(" ");

/** One writer with the page's own client: opens whatever item is shown, puts a word at its end, and waits for *saved*. */
async function sitIn(program: Program, writer: Visitor, meetingId: string, typed: Typed, over: () => boolean): Promise<void> {
  const socket: Socket = io(program.url, { parser, transports: ["websocket"], extraHeaders: { Cookie: writer.cookie, Origin: program.url }, forceNew: true });
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", () => resolve());
    socket.once("connect_error", reject);
  });
  let rung = true;
  socket.on("bell", () => {
    rung = true;
  });
  let line = null as Line | null;
  while (!over()) {
    if (rung) {
      rung = false;
      const page = JSON.parse(await writer.get(routeData(meetingId))) as { shown?: { item?: { documentId?: string } }; item?: { documentId?: string } };
      const shown = page.shown?.item?.documentId ?? page.item?.documentId;
      if (shown && shown !== line?.documentId) {
        line?.close();
        line = new Line(socket, shown);
        await until(line, () => line!.ready);
      }
    }
    if (line) await type(line, `${words[typed.sent % words.length]} `, typed);
    // About 40 words a minute each, with the pauses of somebody who listens.
    await pause(900 + Math.random() * 1200);
  }
  line?.close();
  socket.disconnect();
}

async function type(line: Line, word: string, typed: Typed): Promise<void> {
  const from = performance.now();
  typed.sent += 1;
  line.text.insert(line.text.length, word);
  await until(line, () => !line.pending);
  if (line.pending) typed.refused += 1;
  else {
    typed.saved += 1;
    typed.waits.push(performance.now() - from);
  }
}

/** Resolves when it is so, or when the line has ended. */
const until = (line: Line, is: () => boolean): Promise<void> =>
  new Promise((resolve) => {
    const quiet = line.listen(() => look());
    const look = () => {
      if (!is() && line.state.kind !== "ended") return;
      quiet();
      resolve();
    };
    look();
  });
