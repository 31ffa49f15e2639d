import { randomBytes } from "node:crypto";
import { io, type Socket } from "socket.io-client";
import * as Y from "yjs";
import { textName } from "#app/models/meetings/document.ts";
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

async function sitIn(program: Program, writer: Visitor, meetingId: string, typed: Typed, over: () => boolean): Promise<void> {
  const socket: Socket = io(program.url, { transports: ["websocket"], extraHeaders: { Cookie: writer.cookie, Origin: program.url }, forceNew: true });
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", () => resolve());
    socket.once("connect_error", reject);
  });
  let rung = true;
  socket.on("bell", () => {
    rung = true;
  });
  let doc = new Y.Doc();
  let documentId = "";
  let epoch = 1;
  let seq = 0;
  let instance = "";
  socket.on("minutes:update", (message: { documentId: string; update: ArrayBuffer }) => {
    if (message.documentId === documentId) Y.applyUpdate(doc, new Uint8Array(message.update), "server");
  });
  const words = "she was seen alone at both visits and asked for the same worker next time ".split(" ");
  while (!over()) {
    if (rung) {
      rung = false;
      const page = JSON.parse(await writer.get(routeData(meetingId))) as { shown?: { item?: { documentId?: string } }; item?: { documentId?: string } };
      const shown = page.shown?.item?.documentId ?? page.item?.documentId;
      if (shown && shown !== documentId) {
        if (documentId) socket.emit("minutes:close", { documentId }, () => undefined);
        doc.destroy();
        doc = new Y.Doc();
        documentId = shown;
        instance = randomBytes(16).toString("hex");
        seq = 0;
        const opened = (await socket.emitWithAck("minutes:open", { documentId, stateVector: Y.encodeStateVector(doc) })) as { code?: string; epoch: number; diff: ArrayBuffer };
        if (opened.code) throw new Error(`The minutes did not open: ${opened.code}`);
        epoch = opened.epoch;
        Y.applyUpdate(doc, new Uint8Array(opened.diff), "server");
      }
    }
    if (documentId) {
      const before = Y.encodeStateVector(doc);
      const text = doc.getText(textName);
      text.insert(text.length, `${words[seq % words.length]} `);
      const from = performance.now();
      typed.sent += 1;
      const answer = (await socket.emitWithAck("minutes:push", { documentId, epoch, instance, instanceSeq: ++seq, update: Y.encodeStateAsUpdate(doc, before) })) as { code?: string };
      if (answer.code) typed.refused += 1;
      else {
        typed.saved += 1;
        typed.waits.push(performance.now() - from);
      }
    }
    // About 40 words a minute each, with the pauses of somebody who listens.
    await pause(900 + Math.random() * 1200);
  }
  socket.disconnect();
  doc.destroy();
}
