import { join } from "node:path";
import SQLite from "better-sqlite3";
import { io, type Socket } from "socket.io-client";
import { alongWith } from "#app/live/connection.ts";
import { Line } from "#app/live/line.ts";
import { Decoder, Encoder } from "#app/live/wire.ts";
import { pause } from "../machine.ts";
import { cookieOf, documentId, personId } from "../targets/fill.ts";
import type { Target } from "../targets/target.ts";
import { type House, Void, withServer } from "./run.ts";

const shape = { meetings: 5, people: 20 };
const patienceMs = 30_000;

interface One {
  socket: Socket;
  line: Line;
}

/** 100 people with the page's own client: the server is killed, each types one change more, the server starts, and all are *saved* again. */
export const measureAgain = (target: Target): Promise<Record<string, number>> =>
  withServer(target, shape, async (house) => {
    const all: One[] = [];
    try {
      for (let m = 0; m < shape.meetings; m++) for (let n = 0; n < shape.people; n++) all.push(await sitDown(house, m, n));
      await until(all, ({ line }) => line.state.kind === "saved", "had opened their minutes");
      await house.server.kill();
      await until(all, ({ socket }) => !socket.connected, "knew that the line was down");
      for (const [n, { line }] of all.entries()) line.text.insert(0, `typed while it was down by ${n}. `);
      const from = performance.now();
      await house.start();
      const answers = (performance.now() - from) / 1000;
      await until(all, ({ socket }) => socket.connected, "had come back");
      const back = (performance.now() - from) / 1000;
      await until(all, ({ line }) => line.state.kind === "saved" && !line.pending, "were saved again");
      const seconds = (performance.now() - from) / 1000;
      const rows = keptIn(house);
      if (rows < all.length) throw new Void(`all said saved, and ${rows} of ${all.length} changes were in the log`);
      return { seconds, answers, back };
    } finally {
      for (const { line, socket } of all) {
        line.close();
        socket.disconnect();
      }
    }
  });

async function sitDown({ port }: House, meeting: number, person: number): Promise<One> {
  const url = `http://127.0.0.1:${port}`;
  const readAt = new Date().toISOString();
  const socket: Socket = io(url, {
    parser: { Encoder, Decoder }, transports: ["websocket"], forceNew: true, reconnectionDelay: 250, reconnectionDelayMax: 2000, randomizationFactor: 0.3, auth: (say) => say(alongWith(readAt, [line])),
    extraHeaders: { Cookie: await cookieOf(personId(meeting, person)), Origin: url },
  });
  const line = new Line(socket, documentId(meeting));
  return { socket, line };
}

async function until(all: One[], is: (one: One) => boolean, words: string): Promise<void> {
  for (const end = Date.now() + patienceMs; !all.every(is); await pause(5))
    if (Date.now() > end) throw new Void(`after ${patienceMs / 1000} s ${all.filter(is).length} of ${all.length} ${words}`);
}

function keptIn({ folder }: House): number {
  const db = new SQLite(join(folder, "bench.sqlite"), { readonly: true });
  try {
    return (db.prepare("select count(*) as n from document_update").get() as { n: number }).n;
  } finally {
    db.close();
  }
}
