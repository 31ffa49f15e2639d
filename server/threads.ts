import { readlinkSync } from "node:fs";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import pino, { type Logger } from "pino";

/** The threads of this one program that may end and be started again, while the main one goes on: it owns the port and everything live. */
export type PartName = "pages" | "reading" | "rehearsal";

/** A part as the main thread holds it. */
export interface Part {
  name: PartName;
  /** False while it starts, and while it is being started again. */
  answers: () => boolean;
  /** Sends it a message. What is sent while it does not answer is lost with it. */
  post: (message: unknown) => void;
  /** Lets it finish what it has in hand and end. */
  stop: () => Promise<void>;
}

interface Starting {
  log: Logger;
  /** The program that the thread runs: this same one. */
  program: URL;
  /** What it is handed; structured clones only. */
  data?: object;
  /** Messages of the part, other than that it answers. */
  hear?: (message: unknown) => void;
  /** Called whenever it answers: at first, and after each time that it was started again. */
  answering?: () => void;
  /** It is ended, and so started again, when its loop has not turned for so many seconds; 0 for never. */
  hangsAfter?: number;
  /** The first pause before it is started again; doubled each time, up to ten seconds, as long as it does not last a minute. */
  pauseMs?: number;
}

/** What the main thread tells its parts when the port is open. */
export const portIsOpen = "the port is open";
const ready = "part answers";
const end = "part must end";
const longestPauseMs = 10_000;
const beatMs = 500;
/** The program is started with little room for what is new in memory (package.json): right for lines, slow for pages. */
const youngMb = 48;

/** Starts a part; resolves when it answers, throws what it threw when it never does. A part that ends later by itself, or hangs, is started again after a pause. */
export async function startPart(name: PartName, { log, program, data = {}, hear, answering, hangsAfter = 0, pauseMs = 500 }: Starting): Promise<Part> {
  let worker: Worker;
  let answers = false;
  let stopping = false;
  let pause = pauseMs;
  const start = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const from = Date.now();
      let why: Error | undefined;
      const beats = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
      worker = new Worker(program, { workerData: { ...data, part: name, beats }, resourceLimits: { maxYoungGenerationSizeMb: youngMb } });
      const unwatched = whenStill(beats, hangsAfter, () => {
        why = new Error("hangs");
        why.name = "Hangs";
        void worker.terminate();
      });
      worker.on("error", (error) => {
        why = error;
      });
      worker.on("message", (message) => {
        if (message !== ready) return hear?.(message);
        answers = true;
        answering?.();
        resolve();
      });
      worker.on("exit", (code) => {
        unwatched();
        const did = answers;
        answers = false;
        if (stopping) return resolve();
        if (!did) return reject(why ?? new Error(`The part ${name} ended with ${code}`));
        if (Date.now() - from > 60_000) pause = pauseMs;
        again(why ?? new Error(`ended with ${code}`));
      });
    });
  const again = (error: Error): void => {
    log.error({ part: name, error: error.name, code: (error as NodeJS.ErrnoException).code, pause }, "a part ended and is started again");
    setTimeout(() => stopping || start().catch(again), pause);
    pause = Math.min(pause * 2, longestPauseMs);
  };
  await start();
  return {
    name,
    answers: () => answers,
    post: (message) => worker.postMessage(message),
    stop: async () => {
      stopping = true;
      if (!answers) return void (await worker.terminate());
      const over = new Promise<void>((resolve) => worker.once("exit", () => resolve()));
      worker.postMessage(end);
      await over;
    },
  };
}

/** Calls `still` once when beats have begun and then not moved for so many seconds of this thread's own turns; 0 for never. Returns the way to leave off. */
function whenStill(beats: Int32Array, seconds: number, still: () => void): () => void {
  if (seconds === 0) return () => undefined;
  let [last, turns] = [0, 0];
  const looking = setInterval(() => {
    const count = Atomics.load(beats, 0);
    turns = count === 0 || count !== last ? 0 : turns + 1;
    last = count;
    if (turns * beatMs < seconds * 1000) return;
    clearInterval(looking);
    still();
  }, beatMs);
  return () => clearInterval(looking);
}

/** In a thread: what it was handed, when it is this part. */
export const handedTo = <T>(name: PartName): T | null => (!isMainThread && (workerData as { part?: unknown } | null)?.part === name ? (workerData as T) : null);

/** In a part: tells the main thread that it answers, and from then on that its loop turns. `stop` is called when it must end; `hear` with every other message. */
export function tellReady(stop: () => Promise<void>, hear: (message: unknown) => void = () => undefined): void {
  parentPort!.on("message", (message) => {
    if (message === end) stop().finally(() => process.exit(0));
    else hear(message);
  });
  const { beats } = workerData as { beats: Int32Array };
  Atomics.add(beats, 0, 1);
  setInterval(() => Atomics.add(beats, 0, 1), beatMs).unref();
  parentPort!.postMessage(ready);
}

/** In a thread: says in the log which it is by the kernel's number, so that what the kernel tells of threads (`top -H`, /proc) can be read. */
export function sayWhich(): void {
  const { part } = (workerData ?? {}) as { part?: string };
  if (!part) return;
  try {
    const tid = Number(readlinkSync("/proc/thread-self").split("/").at(-1));
    pino({ level: process.env.LOG_LEVEL ?? "info", base: undefined }).info({ thread: part, tid }, "thread started");
  } catch {
    // Only Linux says.
  }
}

/** What one thread opens for good and others wait at. */
export type Gate = SharedArrayBuffer;
export const newGate = (): Gate => new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);

export function openGate(gate: Gate): void {
  const state = new Int32Array(gate);
  Atomics.store(state, 0, 1);
  Atomics.notify(state, 0);
}

/** Holds this thread up until the gate is open. Never in the main thread. */
export const waitAt = (gate: Gate): void => void Atomics.wait(new Int32Array(gate), 0, 0);
