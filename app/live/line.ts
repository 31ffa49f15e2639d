import type { Socket } from "socket.io-client";
import * as Y from "yjs";
import { type Asked, limits, type RefusalCode, textName } from "../models/meetings/document.ts";
import { type Author, CaretsOf } from "./others.ts";
import { readKept, readRefused, readUpdates, writePush } from "./frames.ts";
import { type Ending, type LineState, stateOf } from "./line-state.ts";
import { Queue, wordsOf } from "./queue.ts";

interface OpenAnswer {
  code?: RefusalCode;
  grant?: number;
  channel?: number;
  client: number;
  epoch: number;
  mayWrite: boolean;
  renewed: boolean;
  parts: (ArrayBuffer | Uint8Array)[];
  seq: number;
  at: string | null;
  authors: [client: number, personId: string][];
  people: Record<string, { name: string; agency: string }>;
}

type Answer = OpenAnswer | { code: RefusalCode; grant?: number; channel?: number };

const answerWithinMs = 4000;
/** Minutes that come slowly are waited for twice as long each time, up to this (ms). */
const longestOpeningMs = 64_000;
/** What a page has of a document is sent along with a connection only while it is no longer (bytes): a frame has its limit. */
const longestAlong = 8 * 1024;
const shortestPauseMs = 250;
const longestPauseMs = 4000;
/** What was typed within so many milliseconds goes out as one change. */
const gatherMs = 60;
const REMOTE = "from the server";
/** Closed minutes may be opened again, and those that could not be read be mended. */
const mayGoOn = (ending: Ending | null): boolean => ending === "frozen" || ending === "quarantined";
const bytesOf = (given: ArrayBuffer | Uint8Array): Uint8Array => (given instanceof Uint8Array ? given : new Uint8Array(given));
const newInstance = (): string => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/**
 * One document's line to the server. What is typed here is kept in memory, and nowhere else, until the server has it on disk: sent in order,
 * and again after every broken connection, refusal or silence, with growing pauses.
 */
export class Line {
  /** The document; another one, with the same words, when `version` has changed. */
  doc!: Y.Doc;
  text!: Y.Text;
  undo!: Y.UndoManager;
  version = 0;
  state: LineState = { kind: "opening" };
  /** Whose each Yjs client id is. */
  readonly authors = new Map<number, Author>();
  readonly others: CaretsOf;
  /** When something was last typed here, in milliseconds of performance.now(). */
  typedAt = Number.NEGATIVE_INFINITY;

  private instance = newInstance();
  private readonly queue = new Queue();
  private readonly listeners = new Set<() => void>();
  private readonly since = performance.now();
  private epoch = 0;
  private client = 0;
  private grant = 0;
  private channel = -1;
  private seen = 0;
  private heardAt = 0;
  private opened = false;
  private everOpened = false;
  private opening = false;
  /** Asked along with the connection, and not answered yet. */
  private along: { afresh: boolean } | null = null;
  private silence: ReturnType<typeof setTimeout> | undefined;
  private resyncs = 0;
  private refusedAs: "busy" | "full" = "busy";
  private pauseMs = shortestPauseMs;
  private openWithinMs = answerWithinMs;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly clock: ReturnType<typeof setInterval>;
  private savedAt: string | null = null;
  private ending: Ending | null = null;
  /** Changes that came after the end: the server keeps them where their author and the chair see them. */
  private late: Uint8Array[] = [];
  private readonly heard: [string, (message: never) => void][];

  constructor(private readonly socket: Socket, readonly documentId: string) {
    this.take(new Y.Doc());
    const mine = <M extends { documentId: string }>(hear: (message: M) => void) => (message: M) => message.documentId === documentId && hear(message);
    this.others = new CaretsOf(this, socket, () => this.notify());
    this.heard = [
      ["connect", () => this.connected()],
      ["disconnect", () => this.closed()],
      ["signed out", () => this.end("signed out")],
      ["u", (bytes: ArrayBuffer | Uint8Array) => this.hear(bytesOf(bytes))],
      ["k", (bytes: ArrayBuffer | Uint8Array) => this.kept(bytesOf(bytes))],
      ["n", (bytes: ArrayBuffer | Uint8Array) => this.refused(bytesOf(bytes))],
      ["minutes:ended", mine<{ documentId: string; code: RefusalCode }>(({ code }) => this.endedAs(code))],
      ["minutes:opened", mine((answer: Answer & Asked) => answer.instance === this.instance && this.given(answer, false))],
      ["minutes:renew", mine(() => this.open())],
      ["minutes:author", mine((m: { documentId: string; client: number } & Author) => this.authors.set(m.client, m))],
    ];
    for (const [event, hear] of this.heard) socket.on(event, hear as (message: unknown) => void);
    this.clock = setInterval(() => this.tick(), 500);
    if (socket.connected) this.open();
    else this.refresh();
  }

  /** Calls `listener` whenever state, carets or the document itself change. Returns the way to stop. */
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
    return this.queue.pending;
  }
  /** Whether what is typed here is taken: who is invited to an item may only read, unless the chair lets them. */
  mayWrite = true;
  /** Whether so much waits here that no more may be typed. */
  get isFull(): boolean {
    return this.queue.bytes > limits.unsavedBytes;
  }
  /** The words typed here that the server has not acknowledged, for copying. */
  get unsavedText(): string {
    return wordsOf(this.queue.updates);
  }
  /** Whether the line is open: what is said of carets goes out only then. */
  get isOpen(): boolean {
    return this.opened;
  }

  /** Ends the line. What is not saved is lost: callers wait until nothing is pending. */
  close(): void {
    for (const [event, hear] of this.heard) this.socket.off(event, hear as (message: unknown) => void);
    this.others.close();
    clearInterval(this.clock);
    clearTimeout(this.timer);
    clearTimeout(this.silence);
    // What was asked along with a connection that is not up yet is waited for by Socket.IO, and closed behind it.
    if (this.socket.connected || this.along) this.socket.emit("minutes:close", { documentId: this.documentId, instance: this.instance });
    this.undo.destroy();
    this.doc.destroy();
    this.listeners.clear();
  }

  /** Asks whether minutes that were closed are open again. The page stays as it is until the server says so. */
  resume(): void {
    if (mayGoOn(this.ending) && this.socket.connected) this.open();
  }

  private take(doc: Y.Doc): void {
    const before = this.doc as Y.Doc | undefined;
    this.undo?.destroy();
    before?.destroy();
    // Until the page shows the new one it still writes into this: the places go on, so that it fits.
    before?.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin === REMOTE || this.doc === before || before.clientID !== this.client) return;
      Y.applyUpdate(this.doc, update);
      this.doc.clientID = this.client;
    });
    this.doc = doc;
    this.text = doc.getText(textName);
    this.undo = new Y.UndoManager(this.text, { captureTimeout: 600 });
    doc.on("update", (update: Uint8Array, origin: unknown) => origin !== REMOTE && this.typed(update));
    this.version++;
  }

  private typed(update: Uint8Array): void {
    this.typedAt = performance.now();
    this.queue.put(update, this.seen, this.typedAt);
    if (this.ending) {
      // A key pressed as the end came: it too is handed in, or shown to be copied.
      if (this.ending === "frozen") this.send();
      this.refresh();
      return;
    }
    this.later(gatherMs);
    this.refresh();
  }

  private later(ms: number): void {
    if (this.timer !== undefined) return;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      if (this.opened) this.send();
      else if (this.socket.connected) this.open();
    }, ms);
  }

  /**
   * What is to be asked along with a connection that is being made: it spares one way there and back. Null when there is nothing to ask, or
   * too much to say: then it is asked once the connection is there. May be called for each try to connect.
   */
  askAlong(): Asked | null {
    if (this.ending && !mayGoOn(this.ending)) return null;
    const { opening, afresh } = this.begin();
    const goes = opening.stateVector.length <= longestAlong;
    this.opening = goes;
    this.along = goes ? { afresh } : null;
    return goes ? opening : null;
  }

  private connected(): void {
    if (!this.along) this.open();
    else this.silence = setTimeout(() => this.given({ code: "busy" }, true), this.openWithinMs);
  }

  /** The answer to what was asked along; one that comes too late has been asked for again. */
  private given(answer: Answer, silent: boolean): void {
    if (!this.along) return;
    const { afresh } = this.along;
    this.along = null;
    clearTimeout(this.silence);
    this.openWithinMs = silent ? Math.min(this.openWithinMs * 2, longestOpeningMs) : answerWithinMs;
    this.answered(answer, afresh);
  }

  /** Asks for what is missing here. Everything starts, and starts again, with this. */
  private open(): void {
    if (this.opening || (this.ending && !mayGoOn(this.ending))) return;
    const { opening, afresh } = this.begin();
    // A callback, not a promise: others' changes that come right behind the answer must find the line open, or they are lost to this page.
    this.socket.timeout(this.openWithinMs).emit("minutes:open", opening, (silence: Error | null, answer: Answer) => {
      this.openWithinMs = silence && this.socket.connected ? Math.min(this.openWithinMs * 2, longestOpeningMs) : answerWithinMs;
      this.answered(silence ? { code: "busy" } : answer, afresh);
    });
  }

  private begin(): { opening: Asked; afresh: boolean } {
    this.opening = true;
    this.opened = false;
    // What came too late stays out: whoever comes back after that begins with an empty document, and counts from one.
    const afresh = this.late.length > 0 && !this.queue.pending;
    if (afresh) {
      this.instance = newInstance();
      this.queue.clear();
    }
    const known = this.everOpened && !afresh;
    return { opening: { documentId: this.documentId, instance: this.instance, stateVector: known ? Y.encodeStateVector(this.doc) : new Uint8Array([0]), epoch: known ? this.epoch : null }, afresh };
  }

  private answered(answer: Answer, afresh: boolean): void {
    this.opening = false;
    if (this.ending && !mayGoOn(this.ending)) return;
    if (answer.code) {
      if (answer.code === "busy" || answer.code === "full" || answer.code === "resync") {
        this.again();
        return;
      }
      if (answer.grant !== undefined) {
        this.grant = answer.grant;
        this.channel = answer.channel!;
      }
      this.endedAs(answer.code);
      return;
    }
    if (this.late.length) {
      // Words that rest on what came too late cannot go in: they stay to be copied.
      if (this.queue.pending) return;
      // They were handed in while this was asked.
      if (!afresh) {
        this.open();
        return;
      }
      this.late = [];
      this.take(new Y.Doc());
    }
    this.ending = null;
    this.joined(answer as OpenAnswer);
  }

  private joined(answer: OpenAnswer): void {
    const parts = answer.parts.map(bytesOf);
    const renewed = answer.renewed && this.everOpened;
    if (renewed) this.take(new Y.Doc());
    Y.transact(this.doc, () => {
      for (const part of parts) Y.applyUpdate(this.doc, part, REMOTE);
      // What is on its way still fits: what was withdrawn left its places behind.
      if (renewed) for (const update of this.queue.updates) Y.applyUpdate(this.doc, update, REMOTE);
    }, REMOTE);
    // Yjs takes another id when words of its own come from elsewhere: the server issued this one.
    this.doc.clientID = this.client = answer.client;
    for (const [client, personId] of answer.authors) this.authors.set(client, { personId, ...answer.people[personId]! });
    this.epoch = answer.epoch;
    this.grant = answer.grant!;
    this.channel = answer.channel!;
    this.seen = Math.max(this.seen, answer.seq);
    this.savedAt ??= answer.at;
    const mayWriteBefore = this.mayWrite;
    this.mayWrite = answer.mayWrite;
    this.opened = true;
    this.everOpened = true;
    this.heardAt = performance.now();
    this.queue.rewind();
    this.others.say();
    this.refresh();
    if (renewed || this.mayWrite !== mayWriteBefore) this.notify();
    if (this.mayWrite) this.send();
    else if (this.queue.pending) this.end("refused");
  }

  private send(): void {
    if (!this.opened && this.ending !== "frozen") return;
    if (!this.socket.connected || this.timer !== undefined) return;
    this.queue.send(performance.now(), (change) => this.socket.emit("p", writePush({ grant: this.grant, ...change })));
  }

  private kept(bytes: Uint8Array): void {
    this.heardAt = performance.now();
    const { channel, kept } = readKept(bytes);
    if (channel !== this.channel) return;
    for (const { instanceSeq, seq, at } of kept) {
      this.queue.kept(instanceSeq);
      this.seen = Math.max(this.seen, seq);
      this.savedAt = new Date(at).toISOString();
    }
    this.resyncs = 0;
    this.pauseMs = shortestPauseMs;
    this.refusedAs = "busy";
    this.refresh();
    if (this.queue.pending) this.later(gatherMs);
  }

  private refused(bytes: Uint8Array): void {
    this.heardAt = performance.now();
    const { channel, instanceSeq, code } = readRefused(bytes);
    if (channel !== this.channel || !this.queue.isInFlight(instanceSeq)) return;
    if (code === "frozen") {
      // The server has kept it as late: it is not in the minutes, and not lost.
      this.late.push(...this.queue.upTo(instanceSeq));
      this.queue.kept(instanceSeq);
      this.endedAs(code);
    } else if (code === "busy" || code === "full") {
      this.refusedAs = code;
      this.queue.rewind();
      this.again();
    } else if (code === "resync") this.resync();
    else this.endedAs(code);
  }

  /** The server lacks something that a change rests on, or the document is under a new epoch: asked afresh, and all is sent again. */
  private resync(): void {
    if (this.opening) return;
    this.queue.rewind();
    if (++this.resyncs > 5) {
      this.end("refused");
      return;
    }
    this.opened = false;
    this.again();
  }

  private again(): void {
    this.refresh();
    this.later(this.pauseMs);
    this.pauseMs = Math.min(this.pauseMs * 2, longestPauseMs);
  }

  private closed(): void {
    // Asked, and not answered before the connection broke.
    if (this.along) this.opening = false;
    this.along = null;
    clearTimeout(this.silence);
    this.opened = false;
    this.others.clear();
    this.queue.rewind();
    this.pauseMs = shortestPauseMs;
    this.refresh();
  }

  private endedAs(code: RefusalCode): void {
    this.end(code === "frozen" || code === "revoked" || code === "quarantined" ? code : "refused");
    // What was typed before the end was known is handed in: kept as late, where its author and the chair see it.
    if (code === "frozen") this.send();
  }

  private end(why: Ending): void {
    if (!this.ending) {
      this.ending = why;
      this.opened = false;
      this.others.clear();
      clearTimeout(this.timer);
      this.timer = undefined;
    }
    this.refresh();
  }

  private hear(bytes: Uint8Array): void {
    this.heardAt = performance.now();
    const { channel, updates } = readUpdates(bytes);
    if (channel !== this.channel || !this.opened) return;
    Y.transact(this.doc, () => {
      for (const { seq, update } of updates) {
        Y.applyUpdate(this.doc, update, REMOTE);
        this.seen = Math.max(this.seen, seq);
      }
    }, REMOTE);
    if (this.doc.clientID !== this.client) this.doc.clientID = this.client;
    if (this.doc.store.pendingStructs || this.doc.store.pendingDs) this.open();
  }

  private tick(): void {
    const now = performance.now();
    const since = this.queue.waitingSince;
    if ((this.opened || this.ending === "frozen") && since !== null && now - since > answerWithinMs) {
      this.queue.rewind();
      // A line on which nothing comes at all is dead, whatever the browser thinks: a new one is made.
      if (now - this.heardAt > answerWithinMs) this.socket.io.engine?.close();
      else this.again();
    }
    this.refresh();
  }

  private refresh(): void {
    const { unsavedSince } = this.queue;
    const now = performance.now();
    const next: LineState = this.ending
      ? { kind: "ended", why: this.ending, lost: wordsOf([...this.late, ...this.queue.updates]), handedIn: this.late.length > 0 && !this.pending }
      : stateOf({ connected: this.socket.connected, ageMs: now - this.since, everOpened: this.everOpened, waitingMs: unsavedSince === null ? null : now - unsavedSince, savedAt: this.savedAt, refusedAs: this.refusedAs });
    if (JSON.stringify(next) === JSON.stringify(this.state)) return;
    this.state = next;
    this.notify();
  }

  private notify(): void {
    for (const listener of this.listeners) listener();
  }
}
