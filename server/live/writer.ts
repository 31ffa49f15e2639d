import { parentPort, Worker } from "node:worker_threads";
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { readPush } from "#app/live/frames.ts";
import type { RefusalCode } from "#app/models/meetings/document.ts";
import { type Answer, type Foreign, Keeper, type NotOpened, type Opened, type Opening } from "#app/models/meetings/keeper.server.ts";
import { keepCopies } from "#app/models/meetings/log.server.ts";
import { keepReserve } from "#app/models/core/space.server.ts";
import type { Limits } from "#app/models/people/session.server.ts";
import { connect, isDiskFault, whenDiskFails } from "#db/connect.server.ts";
import { passOnNews } from "../news.ts";
import { type Gate, waitAt } from "../threads.ts";
import { stopAtOnce } from "../stop.ts";
import { beat } from "../watchdog.ts";

/** The thread that alone takes changes into the log, as the live side sees it. Calls are done one after the other, in order. */
export interface Writer {
  open: (opening: Opening) => Promise<Opened | NotOpened>;
  /** Each change as it came (frames.ts, a push). `foreign` comes before the answers. */
  push: (frames: Uint8Array[]) => Promise<{ answers: Answer[]; foreign: Foreign[]; noticed: number[] }>;
  left: (grants: number[]) => Promise<void>;
  check: (grants: number[]) => Promise<{ grant: number; code: RefusalCode }[]>;
  catchUp: (documentId: string) => Promise<Foreign[]>;
  note: (personId: string) => Promise<void>;
  close: () => Promise<void>;
}

interface Handed {
  file: string;
  limits: Limits;
  /** What is kept back of the disk. */
  reserveBytes: number;
  /** Open once the database has its tables. */
  migrated: Gate;
  /** Where it shows that it does not hang. */
  beats: SharedArrayBuffer;
}
interface Job extends Handed {
  part: "writer";
}
export const isWriterJob = (data: unknown): data is Job => (data as Job | null)?.part === "writer";

type Call = { id: number; what: "open" | "left" | "check" | "catchUp" | "note"; with: unknown } | { id: number; what: "push"; with: Uint8Array };

/** How long a change waits for somebody else's lock before it is answered *busy* (ms). */
const lockWaitMs = 1500;
/** When nothing came for so long (ms), what has grown is folded into snapshots. */
const quietMs = 250;
const mostDocuments = 1000;
/** What is new in memory is looked through when it reaches so much: little lives long here. */
const youngMb = 8;

/** In a worker thread: keeps the log until the process ends. */
export function writeInThisThread({ file, limits, reserveBytes, migrated, beats }: Job): void {
  const port = parentPort!;
  waitAt(migrated);
  const db = connect(file, { busyMs: lockWaitMs });
  keepCopies(mostDocuments);
  keepReserve(file, reserveBytes);
  const keeper = new Keeper(db, () => new Date(), limits);
  let stopped = false;
  let turn = Promise.resolve();
  let quiet: ReturnType<typeof setTimeout> | undefined;
  const leaveOff = beat(beats, "writer");
  const hush = passOnNews();

  const stop = (error: unknown) => {
    stopped = true;
    stopAtOnce(error);
  };
  whenDiskFails(stop);
  const tidyWhenQuiet = () => {
    clearTimeout(quiet);
    quiet = setTimeout(() => {
      turn = turn.then(() => (stopped ? undefined : keeper.tidy())).catch((error) => {
        if (isDiskFault(error)) stop(error);
      });
    }, quietMs);
  };
  const handle = async (call: Call): Promise<void> => {
    if (stopped) return;
    try {
      if (call.what === "push") {
        const { answers, foreign, noticed } = await keeper.push(framesIn(call.with).map(readPush));
        const bytes = answersAsBytes(answers);
        port.postMessage(foreign.length || noticed.length ? { id: call.id, bytes, foreign, noticed } : { id: call.id, bytes }, [bytes.buffer as ArrayBuffer]);
      } else {
        const answer = await (keeper[call.what] as (given: unknown) => Promise<unknown>)(call.with);
        port.postMessage({ id: call.id, answer });
      }
      tidyWhenQuiet();
    } catch (error) {
      if (isDiskFault(error)) stop(error);
      else port.postMessage({ id: call.id, error: error instanceof Error ? error.name : "unknown" });
    }
  };
  port.on("message", (call: Call | "close") => {
    turn = turn.then(async () => {
      if (call !== "close") return handle(call);
      stopped = true;
      clearTimeout(quiet);
      leaveOff();
      hush();
      await db.destroy();
      port.close();
    });
  });
}

/** Starts the writer's thread. `failed` is called when the thread has ended: nothing is saved any more. */
export function openWriter(handed: Handed, failed: (why: string) => void): Writer {
  const worker = new Worker(new URL(import.meta.url), { workerData: { part: "writer", ...handed } satisfies Job, name: "writer", resourceLimits: { maxYoungGenerationSizeMb: youngMb } });
  const waiting = new Map<number, { done: (answer: never) => void; fail: (error: Error) => void }>();
  let last = 0;
  let closing = false;
  worker.on("message", (m: { id: number; answer?: unknown; bytes?: Uint8Array; foreign?: Foreign[]; noticed?: number[]; error?: string }) => {
    const call = waiting.get(m.id);
    waiting.delete(m.id);
    if (m.error) call?.fail(new Error(m.error));
    else call?.done((m.bytes ? { answers: answersIn(m.bytes), foreign: m.foreign ?? [], noticed: m.noticed ?? [] } : m.answer) as never);
  });
  worker.on("error", (error) => failed(error.name));
  worker.on("exit", () => closing || failed("the writer has ended"));
  const call = <T>(what: Call["what"], given: unknown, transfer: ArrayBuffer[] = []): Promise<T> =>
    new Promise((done, fail) => {
      const id = ++last;
      waiting.set(id, { done, fail });
      worker.postMessage({ id, what, with: given }, transfer);
    });
  return {
    open: (opening) => call("open", opening),
    push: (frames) => {
      const bytes = framesAsBytes(frames);
      return call("push", bytes, [bytes.buffer as ArrayBuffer]);
    },
    left: (grants) => call("left", grants),
    check: (grants) => call("check", grants),
    catchUp: (documentId) => call("catchUp", documentId),
    note: (personId) => call("note", personId),
    close: () =>
      new Promise((done) => {
        closing = true;
        worker.once("exit", () => done());
        worker.postMessage("close");
      }),
  };
}

// A batch crosses between the threads as one piece of memory, which changes hands without being copied.

function framesAsBytes(frames: Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(frames.reduce((sum, frame) => sum + 4 + frame.length, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const frame of frames) {
    view.setUint32(at, frame.length);
    bytes.set(frame, at + 4);
    at += 4 + frame.length;
  }
  return bytes;
}

function framesIn(bytes: Uint8Array): Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const frames: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const next = at + 4 + view.getUint32(at);
    frames.push(bytes.subarray(at + 4, next));
    at = next;
  }
  return frames;
}

const kept = 0;
const keptBefore = 1;
const codes: RefusalCode[] = ["busy", "resync", "frozen", "revoked", "invalid", "full", "quarantined"];

function answersAsBytes(answers: Answer[]): Uint8Array {
  const to = encoding.createEncoder();
  for (const answer of answers) {
    if ("code" in answer) encoding.writeVarUint(to, 2 + codes.indexOf(answer.code));
    else for (const n of [answer.fresh ? kept : keptBefore, answer.seq, answer.at]) encoding.writeVarUint(to, n);
  }
  return encoding.toUint8Array(to);
}

function answersIn(bytes: Uint8Array): Answer[] {
  const from = decoding.createDecoder(bytes);
  const answers: Answer[] = [];
  while (decoding.hasContent(from)) {
    const what = decoding.readVarUint(from);
    answers.push(what >= 2 ? { code: codes[what - 2]! } : { seq: decoding.readVarUint(from), at: decoding.readVarUint(from), fresh: what === kept });
  }
  return answers;
}
