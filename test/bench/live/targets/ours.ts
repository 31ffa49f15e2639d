import { randomBytes } from "node:crypto";
import { join as path } from "node:path";
import { readKept, readRefused, readUpdates, writePush } from "#app/live/frames.ts";
import { Decoder, Encoder, type Packet, shortFrame } from "#app/live/wire.ts";
import { program } from "../../../program.ts";
import { openSocketIo } from "../driver/engine.ts";
import { Replica } from "../driver/replica.ts";
import { startServer } from "../machine.ts";
import { cookieOf, documentId, fillMeetings, personId } from "./fill.ts";
import type { Member, Seat, Target } from "./target.ts";

const [CONNECT, EVENT] = [0, 2];
const [KEPT, UPDATES, REFUSED] = ["k", "u", "n"].map((letter) => letter.charCodeAt(0));
const encode = (packet: Packet): string | Uint8Array => new Encoder().encode(packet)[0]!;

interface Opened {
  grant: number;
  channel: number;
  client: number;
  seq: number;
  parts: Uint8Array[];
}

/** What the first packets say, until the minutes are open: the answer to what was asked along with the connection. Later ones of this kind are none of the driver's business. */
function openedIn(packet: Buffer): Opened | null {
  let answer: Opened | null = null;
  const decoder = new Decoder();
  decoder.on("decoded", ({ type, data }) => {
    if (type !== EVENT) return;
    const [event, said] = data as [string, Opened & { code?: string }];
    if (event !== "minutes:opened") return;
    if (said.code) throw new Error(`The minutes did not open: ${said.code}`);
    answer = said;
  });
  decoder.add(packet[0] === 0 ? packet : packet.toString());
  return answer;
}

async function join({ port, meeting, person, holdsText, hear }: Seat): Promise<Member> {
  const member = { kept: 0, refused: 0, text: () => "", length: () => 0, type: () => undefined } as unknown as Member;
  let grant = 0;
  let seen = 0;
  let typed = 0;
  const held = holdsText ? new Replica((update) => line.send(shortFrame("p", writePush({ grant, instanceSeq: ++typed, seenSeq: seen, update })))) : null;
  let settle!: { opened: () => void; failed: (error: unknown) => void };
  const open = new Promise<void>((opened, failed) => {
    settle = { opened, failed };
  });

  const others = (packet: Buffer) => {
    if (grant) return;
    try {
      const said = openedIn(packet);
      if (!said) return;
      ({ grant, seq: seen } = said);
      if (held) {
        for (const part of said.parts) held.take(part);
        held.doc.clientID = said.client;
      }
      settle.opened();
    } catch (error) {
      settle.failed(error);
    }
  };
  const line = await openSocketIo({
    port, connect: encode({ type: CONNECT, nsp: "/", data: { readAt: new Date().toISOString(), opens: [{ documentId: documentId(meeting), instance: randomBytes(16).toString("hex"), stateVector: Uint8Array.of(0), epoch: null }] } }),
    headers: { Cookie: await cookieOf(personId(meeting, person)), Origin: `http://127.0.0.1:${port}` },
    hear: (packet) => {
      if (packet[0] === UPDATES) {
        if (held) for (const { seq, update } of readUpdates(packet.subarray(1)).updates) {
          held.take(update);
          seen = seq;
        }
        hear(packet);
      } else if (packet[0] === KEPT) member.kept += readKept(packet.subarray(1)).kept.length;
      else if (packet[0] === REFUSED) {
        member.refused++;
        member.why = readRefused(packet.subarray(1)).code;
      } else others(packet);
    },
  });
  member.raw = line.raw;
  line.raw.gone = () => settle.failed(new Error("The connection was ended before the minutes were open"));
  await open;
  if (held) {
    member.type = (words) => held.type(words);
    member.text = () => held.text.toString();
    member.length = () => held.text.length;
  }
  return member;
}

/** Panelroom's production build as it is shipped: signed in, audited, everything on disk before it is shown. */
export const ours: Target = {
  name: "ours",
  what: "Panelroom, production build: signed in, audited, each change validated and on disk before anybody sees it",
  keeps: true,
  prepare: (folder, shape) => fillMeetings(path(folder, "bench.sqlite"), shape),
  start: (folder, port, lifted) => startServer({ words: program, folder, port, env: { HOST: "127.0.0.1", DATABASE_FILE: path(folder, "bench.sqlite"), LOG_LEVEL: "info", ...(lifted ? { PUSHES_PER_SECOND: "100000" } : {}) } }),
  join,
};
