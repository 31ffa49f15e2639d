import type { Socket } from "socket.io";
import { type Decoder, Encoder } from "#app/live/wire.ts";

/** A message made ready once for any number of hearers: as engine.io takes it, and as it lies on a WebSocket, header and all. */
export interface Shout {
  message: Buffer | string;
  ready: Buffer;
}

/** A hearer who does not take what is sent is cut off with so much waiting: it comes back and asks for what it lacks. */
const mostPackets = 2000;
const mostBytes = 1024 * 1024;
const encoder = new Encoder();
const EVENT = 2;

/** A short event: its letter and its bytes. */
export function shout(letter: string, bytes: Uint8Array): Shout {
  const { frame, head } = framed(0x82, bytes.length + 1);
  frame[head] = letter.charCodeAt(0);
  frame.set(bytes, head + 1);
  return { message: frame.subarray(head), ready: frame };
}

/** Any event without bytes in it. */
export function shoutEvent(event: string, said: unknown): Shout {
  const message = encoder.encode({ type: EVENT, nsp: "/", data: [event, said] })[0] as string;
  // engine.io marks a message in text with a 4.
  const content = Buffer.from(`4${message}`);
  const { frame, head } = framed(0x81, content.length);
  content.copy(frame, head);
  return { message, ready: frame };
}

/** Room for so many bytes behind their header. RFC 6455 §5.2: one final frame, not masked. */
function framed(kind: number, length: number): { frame: Buffer; head: number } {
  const head = length < 126 ? 2 : length <= 0xffff ? 4 : 10;
  const frame = Buffer.allocUnsafe(head + length);
  frame[0] = kind;
  frame[1] = head === 2 ? length : head === 4 ? 126 : 127;
  if (head === 4) frame.writeUInt16BE(length, 2);
  if (head === 10) frame.writeBigUInt64BE(BigInt(length), 2);
  return { frame, head };
}

interface Line {
  readyState: string;
  writeBuffer: unknown[];
  transport: { name: string; writable: boolean; socket?: { bufferedAmount: number; _socket?: { write: (bytes: Buffer) => void } } };
  write: (message: Buffer | string) => void;
  close: (discard?: boolean) => void;
}

/**
 * Sends it to one hearer. On a WebSocket where nothing waits it is laid on the line as it is: to have each packet wrapped and announced by
 * two libraries for every hearer costs as much as sending it (docs/performance.md).
 */
export function tell(socket: Socket, { message, ready }: Shout): void {
  if (!socket.connected) return;
  const line = socket.conn as unknown as Line;
  const { transport } = line;
  if (line.readyState === "open" && transport.name === "websocket" && transport.writable && line.writeBuffer.length === 0 && transport.socket?._socket) {
    if (transport.socket.bufferedAmount > mostBytes) line.close(true);
    else transport.socket._socket.write(ready);
  } else if (line.writeBuffer.length > mostPackets) line.close(true);
  else line.write(message);
}

/**
 * Hears one kind of short event of a connection, as soon as our own parser has read it: to be announced by two libraries, each at a later
 * moment, costs as much as everything else in the reading of it (docs/performance.md).
 */
export function hearShort(socket: Socket, letter: string, hear: (bytes: Uint8Array) => void): void {
  const { decoder } = socket.client as unknown as { decoder: Decoder };
  decoder.hearShort(letter, (bytes) => {
    if (socket.connected && !socket.data.over) hear(bytes);
  });
}
