// How packets of the live side look on the line, for both ends: the parser that Socket.IO asks for. Every packet is one frame.
// Socket.IO's own parser sends bytes as a second frame, which costs half as much again for each person who hears (docs/performance.md).

/** A Socket.IO packet: its type, and for events the name with its arguments. */
export interface Packet {
  type: number;
  nsp: string;
  data?: unknown;
  id?: number;
}

const EVENT = 2;
const ACK = 3;
/** Types above are Socket.IO's own way of sending bytes: nothing of ours makes them, and what looks like one is none. */
const lastType = 4;
/** Names that Socket.IO gives a meaning of its own: nobody may send them. */
const reserved = new Set(["connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener"]);
const mostBinaries = 2000;
const general = 0;

/** Whether this event travels as its letter and its bytes: what is sent with every change. */
const isShort = (data: unknown): data is [string, Uint8Array] => Array.isArray(data) && data.length === 2 && typeof data[0] === "string" && data[0].length === 1 && data[1] instanceof Uint8Array;

/** The frame of a short event: its letter, then its bytes. */
export function shortFrame(letter: string, bytes: Uint8Array): Uint8Array {
  const frame = new Uint8Array(bytes.length + 1);
  frame[0] = letter.charCodeAt(0);
  frame.set(bytes, 1);
  return frame;
}

/** The value with its bytes taken out into `binaries`, a note of their place left behind. */
function lift(value: unknown, binaries: Uint8Array[]): unknown {
  if (value instanceof ArrayBuffer) return { $bytes: binaries.push(new Uint8Array(value)) - 1 };
  if (value instanceof Uint8Array) return { $bytes: binaries.push(value) - 1 };
  if (Array.isArray(value)) return value.map((one) => lift(one, binaries));
  if (value && typeof value === "object" && Object.getPrototypeOf(value) === Object.prototype) return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, lift(one, binaries)]));
  return value;
}

/** Turns packets into frames. */
export class Encoder {
  encode(packet: Packet): (string | Uint8Array)[] {
    if (packet.type === EVENT && packet.id === undefined && isShort(packet.data)) return [shortFrame(...packet.data)];
    const binaries: Uint8Array[] = [];
    const text = JSON.stringify([packet.type, packet.nsp, packet.id ?? null, lift(packet.data ?? null, binaries)]);
    if (!binaries.length) return [text];
    const json = new TextEncoder().encode(text);
    const size = 5 + json.length + binaries.reduce((sum, bytes) => sum + 4 + bytes.length, 0);
    const frame = new Uint8Array(size);
    const view = new DataView(frame.buffer);
    frame[0] = general;
    view.setUint32(1, json.length);
    frame.set(json, 5);
    let at = 5 + json.length;
    for (const bytes of binaries) {
      view.setUint32(at, bytes.length);
      frame.set(bytes, at + 4);
      at += 4 + bytes.length;
    }
    return [frame];
  }
}

type Hear = (packet: Packet) => void;

/** Turns frames into packets, told as `decoded`. Throws on what it does not understand: the connection then ends. */
export class Decoder {
  private hearers = new Set<Hear>();
  private readonly ears = new Map<number, (bytes: Uint8Array) => void>();

  /** Has short events of that letter heard here alone, at once: Socket.IO never learns of them. The bytes are a view. */
  hearShort(letter: string, hear: (bytes: Uint8Array) => void): void {
    this.ears.set(letter.charCodeAt(0), hear);
  }

  on(_: "decoded", hear: Hear): void {
    this.hearers.add(hear);
  }
  off(_: "decoded", hear: Hear): void {
    this.hearers.delete(hear);
  }
  removeListener(_: "decoded", hear: Hear): void {
    this.hearers.delete(hear);
  }
  destroy(): void {
    this.hearers.clear();
    this.ears.clear();
  }

  add(chunk: string | ArrayBuffer | Uint8Array): void {
    if (chunk instanceof Uint8Array && chunk.length > 0) {
      const hear = this.ears.get(chunk[0]!);
      if (hear) {
        hear(chunk.subarray(1));
        return;
      }
    }
    const packet = typeof chunk === "string" ? decodeText(chunk, []) : decodeBytes(chunk instanceof Uint8Array ? chunk : new Uint8Array(chunk));
    for (const hear of [...this.hearers]) hear(packet);
  }
}

function decodeBytes(frame: Uint8Array): Packet {
  if (frame.length === 0) throw new Error("An empty frame");
  // A view, not a copy: what keeps the bytes copies them.
  if (frame[0] !== general) return { type: EVENT, nsp: "/", data: [String.fromCharCode(frame[0]!), frame.subarray(1)] };
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  const end = 5 + view.getUint32(1);
  if (end > frame.length) throw new Error("A frame that ends early");
  const binaries: Uint8Array[] = [];
  for (let at = end; at < frame.length; ) {
    const next = at + 4 + view.getUint32(at);
    if (next > frame.length || binaries.length >= mostBinaries) throw new Error("A frame that ends early");
    binaries.push(frame.slice(at + 4, next));
    at = next;
  }
  return decodeText(new TextDecoder("utf-8", { fatal: true }).decode(frame.subarray(5, end)), binaries);
}

function decodeText(text: string, binaries: Uint8Array[]): Packet {
  const parsed: unknown = JSON.parse(text, (_, value) => (binaries.length && typeof value?.$bytes === "number" ? binaries[value.$bytes] : value));
  if (!Array.isArray(parsed) || parsed.length !== 4) throw new Error("Not a packet");
  const [type, nsp, id, data] = parsed as unknown[];
  if (!Number.isInteger(type) || (type as number) < 0 || (type as number) > lastType || nsp !== "/") throw new Error("Not a packet");
  if (id !== null && !(Number.isInteger(id) && (id as number) >= 0)) throw new Error("Not a packet");
  if (type === EVENT && !(Array.isArray(data) && typeof data[0] === "string" && !reserved.has(data[0]))) throw new Error("Not an event");
  if (type === ACK && !Array.isArray(data)) throw new Error("Not an answer");
  return { type: type as number, nsp, ...(id === null ? {} : { id: id as number }), ...(data === null ? {} : { data }) };
}
