import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { io, type Socket } from "socket.io-client";
import * as Y from "yjs";
import { readKept, writePush } from "#app/live/frames.ts";
import * as parser from "#app/live/wire.ts";
import { check, rowsOf } from "./checker.ts";
import { damage, hostileUpdates } from "./hostile.ts";
import type { Tally } from "./tally.ts";
import { openDesk } from "./typing.ts";
import { randomFrom } from "./writers.ts";

/** A connection that says whatever it is told to. */
interface Mallory {
  socket: Socket;
  /** Sends these bytes as they are, as one frame. */
  raw: (frame: string | Uint8Array) => void;
  grant: number;
  client: number;
}

async function enter(url: string, cookie: string, documentId: string, instance: string): Promise<Mallory | null> {
  const socket = io(url, { parser, transports: ["websocket"], forceNew: true, reconnection: false, extraHeaders: { Cookie: cookie } });
  const connected = await new Promise<boolean>((resolve) => socket.once("connect", () => resolve(true)).once("connect_error", () => resolve(false)));
  if (!connected) return null;
  try {
    const opened = (await socket.timeout(4000).emitWithAck("minutes:open", { documentId, instance, stateVector: new Uint8Array([0]), epoch: null })) as { grant: number; client: number };
    return { socket, ...opened, raw: (frame) => socket.connected && socket.io.engine.write(frame as string) };
  } catch {
    socket.disconnect();
    return null;
  }
}

/** A change that changes nothing may be kept: there is nothing in it. */
function isEmpty(bytes: Uint8Array): boolean {
  const { structs, ds } = Y.decodeUpdate(bytes);
  return structs.length === 0 && ds.clients.size === 0;
}

/** Sends so many hostile frames over sockets, at the running program, while two others write. */
export async function sendHostile(program: string, units: number, name: string): Promise<Tally> {
  const loops = mkdtempSync(join(tmpdir(), "panelroom-loop-"));
  const desk = await openDesk(name.replace(/\W/g, "_"), join("test-results/faults/frames", `${name.replace(/\W/g, "_")}.jsonl`), 2, { program, env: { LOOP_FOLDER: loops, NODE_OPTIONS: `--import ${pathToFileURL("test/faults/probe.mjs").href}` } });
  const { house } = desk.place;
  const random = randomFrom(name);
  const tally: Tally = { "over sockets": 0, "connections ended for it": 0, "longest stall of the program's loop": 0, frames: 0, crashes: 0, "state changes": 0, "others held up": 0, "acknowledged and not there": 0 };
  const acknowledged: { instance: string; instanceSeq: number; seq: number }[] = [];
  const pid = house.pid();
  let ended = 0;
  try {
    for (const p of desk.pages) p.start(100);
    const cookie = await desk.place.cookie("w5");
    const doc = new Y.Doc();
    doc.getText("minutes").insert(0, "as a page of ours would send it");
    const honest = Y.encodeStateAsUpdate(doc);
    for (let n = 0; n < units && house.up(); ) {
      const mallory = await enter(house.url, cookie, desk.document, String(n).padStart(32, "f"));
      if (!mallory) continue;
      mallory.socket.once("disconnect", () => ended++);
      const instance = String(n).padStart(32, "f");
      mallory.socket.on("k", (bytes: Uint8Array) => acknowledged.push(...readKept(new Uint8Array(bytes)).kept.map((one) => ({ instance, ...one }))));
      const hostile = hostileUpdates(mallory.client, mallory.client + 7, doc);
      // The third that makes no sense ends the connection; others may be many.
      for (let k = 0; k < 12 && n < units; k++, n++) {
        const update = random() < 0.4 ? hostile[Math.floor(random() * hostile.length)]! : damage(honest, honest, random);
        const frame = writePush({ grant: random() < 0.8 ? mallory.grant : Math.floor(random() * 50), instanceSeq: 1 + Math.floor(random() * 3), seenSeq: 0, update });
        const how = random();
        if (how < 0.6) mallory.raw(parser.shortFrame("p", frame));
        else if (how < 0.75) mallory.raw(damage(frame, honest, random));
        else if (how < 0.85) mallory.raw(parser.shortFrame(String.fromCharCode(Math.floor(random() * 256)), update));
        else if (how < 0.95) mallory.raw(JSON.stringify([Math.floor(random() * 8), "/", random() < 0.5 ? null : 3, [["minutes:open", "minutes:close", "__proto__", "constructor", "disconnect", "p"][Math.floor(random() * 6)], JSON.parse(`{"documentId":"${desk.document}","instance":"x","__proto__":{"isAdmin":1}}`)]]));
        else mallory.raw(["", "4", "x", "[", "2[\"p\"", "\u0000", "5".repeat(1000)][Math.floor(random() * 7)]!);
      }
      await new Promise((resolve) => setTimeout(resolve, 2));
      mallory.socket.disconnect();
    }
    tally["over sockets"] = units;
    tally.frames = units;
    for (const p of desk.pages) p.stop();
    if (!house.up() || house.pid() !== pid) tally.crashes!++;
    // Nobody else noticed: what they wrote is saved, and there is nothing else.
    if (!(await desk.settled(5000))) tally["others held up"]!++;
    const rows = await rowsOf(house.db, [desk.document]);
    const found = check({ ops: desk.history.ops, rows, people: desk.people, texts: desk.pages.map((p) => ({ document: desk.document, text: p.line.text.toString() })) });
    tally["state changes"] = rows.filter((row) => row.person_id === "w5" && !isEmpty(row.bytes)).length + found.lost! + found.twice! + found["texts that differ"]!;
    tally["acknowledged and not there"] = acknowledged.filter((one) => !rows.some((row) => row.instance === one.instance && row.instance_seq === one.instanceSeq && row.seq === one.seq)).length;
    tally["connections ended for it"] = ended;
    for (const file of readdirSync(loops)) tally["longest stall of the program's loop"] = Math.max(tally["longest stall of the program's loop"]!, Number(readFileSync(join(loops, file), "utf8")));
  } finally {
    await desk.close();
    rmSync(loops, { recursive: true, force: true });
  }
  return tally;
}
