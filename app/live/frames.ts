import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import type { RefusalCode } from "../models/meetings/document.ts";

// What travels with every change, as bytes: numbers as varints, in the order given here.

/** A change on its way to the server: under which grant, the how-manieth of this page, and the last row that the page had. */
export interface PushFrame {
  grant: number;
  instanceSeq: number;
  seenSeq: number;
  update: Uint8Array;
}

const scratch = encoding.createEncoder();
/** The bytes that `write` puts down, in an array of their own. One encoder serves all frames. */
function bytesOf(write: (to: encoding.Encoder) => void): Uint8Array {
  scratch.cpos = 0;
  scratch.bufs = [];
  write(scratch);
  return encoding.toUint8Array(scratch);
}

export function writePush({ grant, instanceSeq, seenSeq, update }: PushFrame): Uint8Array {
  return bytesOf((to) => {
    encoding.writeVarUint(to, grant);
    encoding.writeVarUint(to, instanceSeq);
    encoding.writeVarUint(to, seenSeq);
    encoding.writeUint8Array(to, update);
  });
}

/** Throws on what is no push. */
export function readPush(bytes: Uint8Array): PushFrame {
  const from = decoding.createDecoder(bytes);
  return { grant: decoding.readVarUint(from), instanceSeq: decoding.readVarUint(from), seenSeq: decoding.readVarUint(from), update: decoding.readTailAsUint8Array(from) };
}

/** A change that is in the log: its row, and when it was written (ms). */
export interface KeptFrame {
  channel: number;
  kept: { instanceSeq: number; seq: number; at: number }[];
}

export function writeKept({ channel, kept }: KeptFrame): Uint8Array {
  return bytesOf((to) => {
    encoding.writeVarUint(to, channel);
    for (const { instanceSeq, seq, at } of kept) for (const n of [instanceSeq, seq, at]) encoding.writeVarUint(to, n);
  });
}

export function readKept(bytes: Uint8Array): KeptFrame {
  const from = decoding.createDecoder(bytes);
  const frame: KeptFrame = { channel: decoding.readVarUint(from), kept: [] };
  while (decoding.hasContent(from)) frame.kept.push({ instanceSeq: decoding.readVarUint(from), seq: decoding.readVarUint(from), at: decoding.readVarUint(from) });
  return frame;
}

/** Others' changes, as they stand in the log: the first row's number, and each row. */
export interface UpdatesFrame {
  channel: number;
  updates: { seq: number; update: Uint8Array }[];
}

export function writeUpdates({ channel, updates }: UpdatesFrame): Uint8Array {
  return bytesOf((to) => {
    encoding.writeVarUint(to, channel);
    for (const { seq, update } of updates) {
      encoding.writeVarUint(to, seq);
      encoding.writeVarUint8Array(to, update);
    }
  });
}

export function readUpdates(bytes: Uint8Array): UpdatesFrame {
  const from = decoding.createDecoder(bytes);
  const frame: UpdatesFrame = { channel: decoding.readVarUint(from), updates: [] };
  while (decoding.hasContent(from)) frame.updates.push({ seq: decoding.readVarUint(from), update: decoding.readVarUint8Array(from) });
  return frame;
}

const codes: RefusalCode[] = ["busy", "resync", "frozen", "revoked", "invalid", "full", "quarantined"];

/** A change that was not taken, and why. */
export interface RefusedFrame {
  channel: number;
  instanceSeq: number;
  code: RefusalCode;
}

export function writeRefused({ channel, instanceSeq, code }: RefusedFrame): Uint8Array {
  return bytesOf((to) => {
    for (const n of [channel, instanceSeq, codes.indexOf(code)]) encoding.writeVarUint(to, n);
  });
}

export function readRefused(bytes: Uint8Array): RefusedFrame {
  const from = decoding.createDecoder(bytes);
  return { channel: decoding.readVarUint(from), instanceSeq: decoding.readVarUint(from), code: codes[decoding.readVarUint(from)] ?? "invalid" };
}
