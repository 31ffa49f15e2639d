import type { Socket } from "socket.io-client";
import * as Y from "yjs";
import { limits, type RefusalCode, textName } from "../models/meetings/document.ts";

/** What the page may say of what was typed: from acknowledgements alone, never from the connection or a clock of its own. */
export type LineState =
  | { kind: "opening" }
  | { kind: "saved"; at: string | null }
  | { kind: "saving" }
  | { kind: "unsaved"; seconds: number }
  | { kind: "offline"; seconds: number | null }
  | { kind: "ended"; why: Ending; lost: string };
export type Ending = "frozen" | "revoked" | "signed out" | "refused";

export interface Caret {
  key: string;
  name: string;
  colour: number;
  anchor: Y.RelativePosition;
  head: Y.RelativePosition;
}

interface Sending {
  instanceSeq: number;
  update: Uint8Array;
}
type Answer = { seq: number; at: string } | { code: RefusalCode };
type OpenAnswer = { epoch: number; diff: ArrayBuffer; stateVector: ArrayBuffer; seq: number; at: string | null } | { code: RefusalCode };

const answerWithinMs = 4000;
const shortestPauseMs = 250;
const longestPauseMs = 4000;
/** What was typed within so many milliseconds goes out as one change. */
const gatherMs = 60;
const REMOTE = "from the server";

/**
 * One document's line to the server. What is typed here is kept in memory until the server has it on disk: one change is under way at a
 * time, sent again byte for byte (so that the log takes it once) after every broken connection or silence, with growing pauses.
 */
export class Line {
  readonly doc = new Y.Doc();
  readonly text = this.doc.getText(textName);
  readonly undo = new Y.UndoManager(this.text, { captureTimeout: 600 });
  carets: Caret[] = [];
  state: LineState = { kind: "opening" };
  /** When something was last typed here, in milliseconds of performance.now(). */
  typedAt = Number.NEGATIVE_INFINITY;

  private readonly instance = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  private readonly listeners = new Set<() => void>();
  private waiting: Uint8Array[] = [];
  private sending: Sending | null = null;
  private sent = 0;
  private epoch = 0;
  private opened = false;
  private everOpened = false;
  private busy = false;
  private pauseMs = shortestPauseMs;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly clock: ReturnType<typeof setInterval>;
  private unsavedSince: number | null = null;
  private savedAt: string | null = null;
  private ending: Ending | null = null;
  private readonly heard: [string, (message: never) => void][];

  constructor(private readonly socket: Socket, readonly documentId: string) {
    this.heard = [
      ["connect", () => this.open()],
      ["disconnect", () => this.closed()],
      ["signed out", () => this.end("signed out")],
      ["minutes:update", (m: { documentId: string; update: ArrayBuffer }) => m.documentId === documentId && this.take(new Uint8Array(m.update))],
      ["minutes:ended", (m: { documentId: string; code: RefusalCode }) => m.documentId === documentId && this.end(m.code === "frozen" ? "frozen" : "revoked")],
      ["minutes:cursor", (m: { documentId: string; key: string; name: string; colour: number; anchor: ArrayBuffer | null; head: ArrayBuffer | null }) => m.documentId === documentId && this.moved(m)],
      ["minutes:gone", (m: { documentId: string; key: string }) => m.documentId === documentId && this.gone(m.key)],
      ["minutes:here", (m: { documentId: string }) => m.documentId === documentId && this.sayWhere()],
    ];
    for (const [event, hear] of this.heard) socket.on(event, hear as (message: unknown) => void);
    this.doc.on("update", (update: Uint8Array, origin: unknown) => origin !== REMOTE && this.typed(update));
    this.clock = setInterval(() => this.refresh(), 500);
    if (socket.connected) void this.open();
    else this.refresh();
  }

  /** Calls `listener` whenever state or carets change. Returns the way to stop. */
  listen = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Whether the server's text has been here: nothing may be typed before. */
  get ready(): boolean {
    return this.everOpened;
  }

  /** Whether something typed here is not yet known to be on the server's disk. */
  get pending(): boolean {
    return this.sending !== null || this.waiting.length > 0;
  }

  /** The words typed here that the server has not acknowledged, for copying. */
  get unsavedText(): string {
    const updates = [...(this.sending ? [this.sending.update] : []), ...this.waiting];
    return updates.flatMap((update) => Y.decodeUpdate(update).structs).map((s) => (s instanceof Y.Item && s.content instanceof Y.ContentString ? s.content.str : "")).join("");
  }

  /** Says to the others where the caret is; nulls when it is nowhere. At most five times a second. */
  point(anchor: number | null, head: number | null): void {
    this.where = anchor === null || head === null ? null : [anchor, head];
    this.pointing ??= setTimeout(() => {
      this.pointing = undefined;
      this.sayWhere();
    }, 200);
  }
  private where: [number, number] | null = null;
  private pointing: ReturnType<typeof setTimeout> | undefined;

  /** Ends the line. What is not saved is lost: callers wait until nothing is pending. */
  close(): void {
    for (const [event, hear] of this.heard) this.socket.off(event, hear as (message: unknown) => void);
    clearInterval(this.clock);
    clearTimeout(this.timer);
    clearTimeout(this.pointing);
    if (this.socket.connected) this.socket.emit("minutes:close", { documentId: this.documentId });
    this.undo.destroy();
    this.doc.destroy();
    this.listeners.clear();
  }

  private typed(update: Uint8Array): void {
    this.typedAt = performance.now();
    if (this.ending) return;
    this.waiting.push(update);
    this.unsavedSince ??= performance.now();
    this.later(gatherMs);
    this.refresh();
  }

  private later(ms: number): void {
    if (this.timer !== undefined) return;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      if (this.opened) void this.send();
      else if (this.socket.connected) void this.open();
    }, ms);
  }

  /** Asks for what is missing here. Everything starts, and starts again, with this. */
  private async open(): Promise<void> {
    if (this.busy || this.ending) return;
    this.busy = true;
    this.opened = false;
    let answer: OpenAnswer;
    try {
      answer = await this.socket.timeout(answerWithinMs).emitWithAck("minutes:open", { documentId: this.documentId, stateVector: Y.encodeStateVector(this.doc) });
    } catch {
      answer = { code: "busy" };
    }
    this.busy = false;
    if (this.ending) return;
    if ("code" in answer) {
      if (answer.code === "busy" || answer.code === "resync") return this.again();
      return this.end(answer.code === "frozen" ? "frozen" : answer.code === "revoked" ? "revoked" : "refused");
    }
    if (this.everOpened && answer.epoch !== this.epoch) return this.end("refused");
    this.epoch = answer.epoch;
    Y.applyUpdate(this.doc, new Uint8Array(answer.diff), REMOTE);
    this.savedAt ??= answer.at;
    this.opened = true;
    this.everOpened = true;
    this.sayWhere();
    this.refresh();
    void this.send();
  }

  private async send(): Promise<void> {
    if (this.busy || !this.opened || this.ending) return;
    if (!this.sending) {
      if (!this.waiting.length) return;
      const taken = this.gather();
      this.sending = { instanceSeq: ++this.sent, update: taken };
    }
    this.busy = true;
    let answer: Answer;
    try {
      answer = await this.socket.timeout(answerWithinMs).emitWithAck("minutes:push", { documentId: this.documentId, epoch: this.epoch, instance: this.instance, ...this.sending });
    } catch {
      // Silence says nothing: the change may be in the log or not. Sent again, it is there once.
      answer = { code: "busy" };
    }
    this.busy = false;
    if (this.ending) return;
    if (!("code" in answer)) {
      this.sending = null;
      this.savedAt = answer.at;
      this.pauseMs = shortestPauseMs;
      this.unsavedSince = this.waiting.length ? performance.now() : null;
      this.refresh();
      if (this.waiting.length) this.later(gatherMs);
    } else if (answer.code === "busy" || answer.code === "full") this.again();
    else if (answer.code === "resync") {
      // What rests on something that the server lacks is sent as one change with all that it lacks.
      this.opened = false;
      void this.resend();
    } else this.end(answer.code === "frozen" ? "frozen" : answer.code === "revoked" ? "revoked" : "refused");
  }

  private async resend(): Promise<void> {
    this.busy = true;
    try {
      const answer: OpenAnswer = await this.socket.timeout(answerWithinMs).emitWithAck("minutes:open", { documentId: this.documentId, stateVector: Y.encodeStateVector(this.doc) });
      if (!("code" in answer) && answer.epoch === this.epoch) {
        Y.applyUpdate(this.doc, new Uint8Array(answer.diff), REMOTE);
        this.waiting = [Y.encodeStateAsUpdate(this.doc, new Uint8Array(answer.stateVector))];
        this.sending = null;
        this.opened = true;
      }
    } catch {
      // Tried again below.
    }
    this.busy = false;
    this.again();
  }

  /** Joins what waits into one change, as much as fits. */
  private gather(): Uint8Array {
    let size = 0;
    let count = 0;
    for (const update of this.waiting) {
      if (count > 0 && size + update.length > limits.updateBytes / 2) break;
      size += update.length;
      count++;
    }
    const taken = this.waiting.splice(0, count);
    return taken.length === 1 ? taken[0]! : Y.mergeUpdates(taken);
  }

  private again(): void {
    this.refresh();
    this.later(this.pauseMs);
    this.pauseMs = Math.min(this.pauseMs * 2, longestPauseMs);
  }

  private closed(): void {
    this.opened = false;
    this.busy = false;
    this.carets = [];
    this.pauseMs = shortestPauseMs;
    this.refresh();
  }

  private end(why: Ending): void {
    if (this.ending) return;
    this.ending = why;
    this.carets = [];
    this.refresh();
  }

  private take(update: Uint8Array): void {
    if (!this.everOpened) return;
    Y.applyUpdate(this.doc, update, REMOTE);
    if (this.doc.store.pendingStructs || this.doc.store.pendingDs) void this.open();
  }

  private moved(m: { key: string; name: string; colour: number; anchor: ArrayBuffer | null; head: ArrayBuffer | null }): void {
    const others = this.carets.filter((caret) => caret.key !== m.key);
    try {
      this.carets = m.anchor && m.head ? [...others, { key: m.key, name: m.name, colour: m.colour, anchor: Y.decodeRelativePosition(new Uint8Array(m.anchor)), head: Y.decodeRelativePosition(new Uint8Array(m.head)) }] : others;
    } catch {
      this.carets = others;
    }
    this.notify();
  }

  private gone(key: string): void {
    this.carets = this.carets.filter((caret) => caret.key !== key);
    this.notify();
  }

  private sayWhere(): void {
    if (!this.opened) return;
    const position = (index: number) => Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(this.text, Math.min(index, this.text.length), -1));
    this.socket.volatile.emit("minutes:cursor", { documentId: this.documentId, anchor: this.where && position(this.where[0]), head: this.where && position(this.where[1]) });
  }

  /** Where a caret stands now; null when its place is gone. */
  indexOf(position: Y.RelativePosition): number | null {
    const at = Y.createAbsolutePositionFromRelativePosition(position, this.doc);
    return at && at.type === this.text ? at.index : null;
  }

  private refresh(): void {
    const seconds = this.unsavedSince === null ? null : Math.floor((performance.now() - this.unsavedSince) / 1000);
    const next: LineState = this.ending
      ? { kind: "ended", why: this.ending, lost: this.state.kind === "ended" ? this.state.lost : this.unsavedText }
      : !this.socket.connected || (this.everOpened && !this.opened && !this.busy)
        ? { kind: "offline", seconds: this.pending ? seconds : null }
        : !this.everOpened
          ? { kind: "opening" }
          : !this.pending
            ? { kind: "saved", at: this.savedAt }
            : (seconds ?? 0) < 2
              ? { kind: "saving" }
              : { kind: "unsaved", seconds: seconds ?? 0 };
    if (JSON.stringify(next) === JSON.stringify(this.state)) return;
    this.state = next;
    this.notify();
  }

  private notify(): void {
    for (const listener of this.listeners) listener();
  }
}
