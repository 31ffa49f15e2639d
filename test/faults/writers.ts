import { io, type Socket } from "socket.io-client";
import { alongWith, connecting, keepConnecting } from "#app/live/connection.ts";
import { Line } from "#app/live/line.ts";
import * as parser from "#app/live/wire.ts";
import { chance } from "../support/chance.ts";
import type { History } from "./history.ts";
import type { Tally } from "./tally.ts";
import { tokenOf } from "./tokens.ts";

export interface WriterOptions {
  /** Its name in the tokens: never used by another. */
  id: string;
  person: string;
  url: string;
  cookie: string;
  document: string;
  history: History;
  transports?: string[];
}

/** What the screen of a writer said, and when. */
export interface Seen {
  t: number;
  kind: string;
}

/** A page without a browser: the line that the browser uses, over the socket that the browser uses, typing tokens. */
export class Writer {
  readonly socket: Socket;
  readonly line: Line;
  readonly seen: Seen[] = [];
  typed = 0;
  /** What the watch found: how long at most unsaved words stood there without the screen saying so, and whether it ever said so. */
  silentMs = 0;
  told = 0;
  private waiting: { tok: string; since: number }[] = [];
  private watching: ReturnType<typeof setInterval> | undefined;
  private random: () => number;
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(readonly of: WriterOptions) {
    // As a page connects, with shorter pauses between its tries.
    this.socket = keepConnecting(io(of.url, { parser, transports: of.transports ?? ["websocket"], forceNew: true, extraHeaders: { Cookie: of.cookie }, auth: (say) => say(alongWith("", [this.line])), ...connecting, reconnectionDelay: 100, reconnectionDelayMax: 500 }));
    this.line = new Line(this.socket, of.document);
    this.random = randomFrom(of.id);
    this.seen.push({ t: performance.now(), kind: this.line.state.kind });
    this.line.listen(() => {
      const { kind } = this.line.state;
      if (this.seen.at(-1)!.kind !== kind) this.seen.push({ t: performance.now(), kind });
      this.settle();
    });
  }

  /** Types one token: mostly at the end, at times at the start or between others' tokens. */
  type(): void {
    if (!this.line.ready || this.line.state.kind === "ended") return;
    const tok = tokenOf(this.of.id, this.typed++);
    this.of.history.note({ proc: this.of.id, f: "push", type: "invoke", document: this.of.document, tok });
    this.waiting.push({ tok, since: performance.now() });
    const where = this.random();
    const at = where < 0.7 ? this.line.text.length : where < 0.85 ? 0 : this.between();
    this.line.text.insert(at, tok);
  }

  /** Types every so many milliseconds, until stopped. */
  start(everyMs: number): void {
    this.stop();
    this.timer = setInterval(() => this.type(), everyMs * (0.8 + this.random() * 0.4));
  }
  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  /** Notes what the page no longer holds as unsaved: this is what it lets its user believe. What was handed back is noted as refused. */
  settle(): void {
    if (!this.waiting.length) return;
    const { state } = this.line;
    const unsaved = state.kind === "ended" ? state.lost : this.line.unsavedText;
    const still: { tok: string; since: number }[] = [];
    for (const one of this.waiting) {
      const { tok } = one;
      const held = unsaved.includes(tok);
      if (held && state.kind !== "ended") still.push(one);
      else this.of.history.note({ proc: this.of.id, f: "push", type: held ? "fail" : "ok", document: this.of.document, tok });
    }
    this.waiting = still;
  }

  /** Looks at the screen ten times a second: does it own up to what is not saved? Time in which this process itself stood still does not count. */
  watch(): void {
    let last = performance.now();
    let still = 0;
    let silent = 0;
    this.watching = setInterval(() => {
      const now = performance.now();
      still += Math.max(0, now - last - 200);
      last = now;
      this.settle();
      const honest = this.line.state.kind === "unsaved" || this.line.state.kind === "offline" || this.line.state.kind === "ended";
      const oldest = this.waiting[0];
      if (!oldest || honest) {
        if (silent === 0 && oldest) this.told++;
        still = 0;
        silent = oldest ? 1 : 0;
        return;
      }
      silent = 0;
      this.silentMs = Math.max(this.silentMs, now - oldest.since - still);
    }, 100);
  }

  /** Whether the screen owned up to what was not saved. */
  get honesty(): Tally {
    return { "longest unsaved and not said": this.silentMs, "said not saved": this.told };
  }

  get quiet(): boolean {
    this.settle();
    return this.waiting.length === 0 && !this.line.pending;
  }

  /** How its line stands, for whoever asks why it is not saved. */
  get connection() {
    return { connected: this.socket.connected, engine: this.socket.io.engine?.readyState, ready: this.line.ready, open: this.line.isOpen, waiting: this.waiting.length };
  }

  /** The page is gone, at once: whether what it had not yet heard of is in the log, nobody can know. */
  vanish(): void {
    this.stop();
    this.settle();
    clearInterval(this.watching);
    for (const { tok } of this.waiting) this.of.history.note({ proc: this.of.id, f: "push", type: "info", document: this.of.document, tok });
    this.waiting = [];
    this.socket.disconnect();
    this.line.close();
  }

  private between(): number {
    const text = this.line.text.toString();
    return text.indexOf("⟩", Math.floor(this.random() * text.length)) + 1;
  }
}

/** Numbers from 0 to 1 that are the same whenever the same name asks. */
export function randomFrom(name: string): () => number {
  return chance([...name].reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) | 0, 7));
}

/** Resolves when it holds, looked at every few milliseconds; false when it did not within the time. */
export async function until(holds: () => boolean | Promise<boolean>, withinMs: number): Promise<boolean> {
  const end = performance.now() + withinMs;
  while (!(await holds())) {
    if (performance.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return true;
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
