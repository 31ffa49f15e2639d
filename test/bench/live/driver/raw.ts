import { randomBytes } from "node:crypto";
import { connect, type Socket } from "node:net";

// The driver shares its cores with the server that it measures, so its client has to be much cheaper than any server: one read buffer for all
// connections, frames handed on without a copy, a mask of zeros. Loopback only; no compression is offered.

const shared = Buffer.allocUnsafe(256 * 1024);
const patienceMs = 20_000;

export const TEXT = 1;
export const BINARY = 2;
const CLOSE = 8;
const PING = 9;
const PONG = 10;

/** Called with each whole message; the bytes are valid during the call alone. */
export type HearFrame = (opcode: number, payload: Buffer) => void;

export interface Where {
  port: number;
  path: string;
  headers?: Record<string, string>;
  hear: HearFrame;
}

/** A WebSocket over a plain connection. */
export class Raw {
  bytes = 0;
  closed = false;
  /** Called once, when the connection has gone. */
  gone: () => void = () => undefined;
  private begun: Buffer | null = null;
  private parts: Buffer[] = [];
  private partsCode = 0;
  private constructor(private readonly socket: Socket, private readonly hear: HearFrame) {}

  /** Resolves when the server has agreed to speak WebSocket; rejects with its answer when it has not. */
  static open({ port, path, headers = {}, hear }: Where): Promise<Raw> {
    return new Promise((resolve, reject) => {
      let head = "";
      let open = false;
      const socket = connect({
        port, host: "127.0.0.1", noDelay: true,
        onread: {
          buffer: shared,
          callback: (count, buffer) => {
            raw.bytes += count;
            const chunk = (buffer as Buffer).subarray(0, count);
            if (open) {
              raw.read(chunk);
              return true;
            }
            head += chunk.toString("latin1");
            const end = head.indexOf("\r\n\r\n");
            if (end < 0) return true;
            if (!head.startsWith("HTTP/1.1 101 ")) {
              fail(new Error(`${path} was refused: ${head.slice(0, 120)}`));
              return true;
            }
            open = true;
            clearTimeout(timer);
            const rest = Buffer.from(head.slice(end + 4), "latin1");
            resolve(raw);
            if (rest.length) queueMicrotask(() => raw.read(rest));
            return true;
          },
        },
      });
      const raw = new Raw(socket, hear);
      const fail = (error: Error) => {
        clearTimeout(timer);
        socket.destroy();
        reject(error);
      };
      const timer = setTimeout(() => fail(new Error(`${path} did not open within ${patienceMs / 1000} s`)), patienceMs);
      socket.on("error", (error) => !open && fail(error));
      socket.on("close", () => {
        if (!open) fail(new Error(`${path} was closed before it opened`));
        raw.closed = true;
        raw.gone();
      });
      socket.on("connect", () => {
        const all = { Host: `127.0.0.1:${port}`, Upgrade: "websocket", Connection: "Upgrade", "Sec-WebSocket-Key": randomBytes(16).toString("base64"), "Sec-WebSocket-Version": "13", ...headers };
        socket.write(`GET ${path} HTTP/1.1\r\n${Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`);
      });
    });
  }

  send(payload: Uint8Array | string): void {
    if (typeof payload === "string") this.write(0x80 | TEXT, Buffer.from(payload));
    else this.write(0x80 | BINARY, payload);
  }

  close(): void {
    if (!this.closed) this.socket.destroy();
  }

  private read(chunk: Buffer): void {
    const all = this.begun ? Buffer.concat([this.begun, chunk]) : chunk;
    this.begun = null;
    let at = 0;
    while (all.length - at >= 2) {
      let length = all[at + 1]! & 0x7f;
      let from = at + 2;
      if (length >= 126) {
        const wide = length === 126 ? 2 : 8;
        if (all.length - from < wide) break;
        length = wide === 2 ? all.readUInt16BE(from) : Number(all.readBigUInt64BE(from));
        from += wide;
      }
      if (all.length - from < length) break;
      this.frame(all[at]!, all.subarray(from, from + length));
      at = from + length;
    }
    // The buffer is shared: what is not whole yet is copied.
    if (at < all.length) this.begun = Buffer.from(all.subarray(at));
  }

  private frame(first: number, payload: Buffer): void {
    const code = first & 0x0f;
    const last = (first & 0x80) !== 0;
    if (code === PING) this.write(0x80 | PONG, payload);
    else if (code === CLOSE) this.socket.end();
    else if (last && code !== 0 && code !== PONG) this.hear(code, payload);
    else if (code !== PONG) this.part(code, last, payload);
  }

  /** A message that comes in several frames; the later ones have no code of their own. */
  private part(code: number, last: boolean, payload: Buffer): void {
    if (code !== 0) [this.partsCode, this.parts] = [code, []];
    this.parts.push(Buffer.from(payload));
    if (last) this.hear(this.partsCode, Buffer.concat(this.parts.splice(0)));
  }

  private write(first: number, payload: Uint8Array): void {
    if (this.closed) return;
    const { length } = payload;
    const head = length < 126 ? 2 : length < 65_536 ? 4 : 10;
    const out = Buffer.allocUnsafe(head + 4 + length);
    out[0] = first;
    out[1] = 0x80 | (head === 2 ? length : head === 4 ? 126 : 127);
    if (head === 4) out.writeUInt16BE(length, 2);
    else if (head === 10) out.writeBigUInt64BE(BigInt(length), 2);
    out.fill(0, head, head + 4);
    out.set(payload, head + 4);
    this.bytes += out.length;
    this.socket.write(out);
  }
}
