// What the program said over its connections, read from the bytes that it wrote: which rows it acknowledged and which it showed to others.
// Separate from the program's own reading of its frames.

function* numbers(bytes: Uint8Array, from: number): Generator<number, void> {
  let value = 0;
  let scale = 1;
  for (let i = from; i < bytes.length; i++) {
    value += (bytes[i]! & 127) * scale;
    scale *= 128;
    if (bytes[i]! < 128) {
      yield value;
      value = 0;
      scale = 1;
    }
  }
}

/** The rows that one frame acknowledges: the letter k, the channel, then instance number, row and time of each. */
function acknowledged(frame: Uint8Array): number[] {
  return [...numbers(frame, 1)].slice(1).filter((_, i) => i % 3 === 1);
}

/** The rows that one frame shows to others: the letter u, the channel, then row, length and bytes of each. */
function shown(frame: Uint8Array): number[] {
  const rows: number[] = [];
  let at = 1;
  const next = () => {
    let value = 0;
    for (let scale = 1; at < frame.length; scale *= 128) {
      const byte = frame[at++]!;
      value += (byte & 127) * scale;
      if (byte < 128) break;
    }
    return value;
  };
  next();
  while (at < frame.length) {
    rows.push(next());
    const length = next();
    at += length;
  }
  return rows;
}

export interface Said {
  acknowledged: number[];
  shown: number[];
}

/** One connection's bytes, in the order of writing: gives the rows that each write told of. Bytes before the first frame are HTTP. */
export class Told {
  private rest: Buffer = Buffer.alloc(0);
  private open = false;

  take(bytes: Buffer): Said {
    const said: Said = { acknowledged: [], shown: [] };
    this.rest = this.rest.length ? Buffer.concat([this.rest, bytes]) : bytes;
    if (!this.open) {
      const end = this.rest.indexOf("\r\n\r\n");
      if (end < 0) return said;
      this.open = this.rest.subarray(0, end).includes("101 ");
      this.rest = this.open ? this.rest.subarray(end + 4) : Buffer.alloc(0);
      if (!this.open) return said;
    }
    for (let frame = this.frame(); frame; frame = this.frame()) {
      if (frame[0] === 0x6b) said.acknowledged.push(...acknowledged(frame));
      if (frame[0] === 0x75) said.shown.push(...shown(frame));
    }
    return said;
  }

  /** The next binary WebSocket frame's payload; an empty one for a frame of text. */
  private frame(): Uint8Array | null {
    const { rest } = this;
    if (rest.length < 2) return null;
    let size = rest[1]! & 127;
    let at = 2;
    if (size === 126) {
      if (rest.length < 4) return null;
      size = rest.readUInt16BE(2);
      at = 4;
    } else if (size === 127) {
      if (rest.length < 10) return null;
      size = Number(rest.readBigUInt64BE(2));
      at = 10;
    }
    if (rest.length < at + size) return null;
    const binary = (rest[0]! & 15) === 2;
    const payload = rest.subarray(at, at + size);
    this.rest = rest.subarray(at + size);
    return binary ? payload : new Uint8Array(0);
  }
}
