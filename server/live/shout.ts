import type { Socket } from "socket.io";
import { shortFrame } from "#app/live/wire.ts";

/** A short event made ready once for any number of hearers. */
export interface Shout {
  frame: Buffer;
  /** The same as it lies on a WebSocket: header and frame in one piece. */
  ready: { wsPreEncodedFrame: Buffer[] };
}

/** A hearer who does not take what is sent is cut off at so many packets waiting: it comes back and asks for what it lacks. */
const mostWaiting = 2000;

export function shout(letter: string, bytes: Uint8Array): Shout {
  const made = shortFrame(letter, bytes);
  const frame = Buffer.from(made.buffer, made.byteOffset, made.length);
  return { frame, ready: { wsPreEncodedFrame: [Buffer.concat([header(frame.length), frame])] } };
}

// RFC 6455 §5.2: final frame, binary, not masked.
function header(length: number): Buffer {
  if (length < 126) return Buffer.from([0x82, length]);
  const long = length > 0xffff;
  const bytes = Buffer.alloc(long ? 10 : 4);
  bytes[0] = 0x82;
  bytes[1] = long ? 127 : 126;
  if (long) bytes.writeBigUInt64BE(BigInt(length), 2);
  else bytes.writeUInt16BE(length, 2);
  return bytes;
}

interface Line {
  readyState: string;
  writeBuffer: unknown[];
  write: (data: Buffer, options: unknown) => void;
  close: (discard?: boolean) => void;
}

/** Sends it to one hearer, past Socket.IO's own encoding: that would be done again for each (docs/performance.md). */
export function tell(socket: Socket, { frame, ready }: Shout): void {
  if (!socket.connected) return;
  const line = socket.conn as unknown as Line;
  if (line.writeBuffer.length > mostWaiting) line.close(true);
  else line.write(frame, { wsPreEncodedFrame: ready.wsPreEncodedFrame });
}
