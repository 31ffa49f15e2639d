import { Worker } from "node:worker_threads";

/** Whose hanging ends the process: nobody's typing gets on without them. */
const watched = ["main", "writer"] as const;
export type Watched = (typeof watched)[number];

const everyMs = 500;

/** What the threads write their beats into, one number each; 0 while nobody beats there. */
export const newBeats = (): SharedArrayBuffer => new SharedArrayBuffer(watched.length * Int32Array.BYTES_PER_ELEMENT);

/** In a thread that is watched: beats from now on, whenever its loop turns. Returns the way to leave off in good order. */
export function beat(beats: SharedArrayBuffer, who: Watched): () => void {
  const counts = new Int32Array(beats);
  const at = watched.indexOf(who);
  Atomics.add(counts, at, 1);
  const beating = setInterval(() => Atomics.add(counts, at, 1), everyMs);
  beating.unref();
  return () => {
    clearInterval(beating);
    Atomics.store(counts, at, 0);
  };
}

// Its own time is its own turns: when the whole process stands still (a paused machine, a debugger), so does the watcher.
// A thread cannot give the process an exit code: the main one is asked to, and where it is the one that hangs, the process is killed.
const watcher = `
const { parentPort, workerData: { beats, watched, most, everyMs, speaks } } = require("node:worker_threads");
const { writeSync } = require("node:fs");
const counts = new Int32Array(beats);
const last = watched.map(() => 0);
const still = watched.map(() => 0);
setInterval(() => {
  watched.forEach((part, at) => {
    const count = Atomics.load(counts, at);
    still[at] = count === 0 || count !== last[at] ? 0 : still[at] + 1;
    last[at] = count;
    if (still[at] < most) return;
    if (still[at] === most) {
      if (speaks) try { writeSync(1, JSON.stringify({ level: 60, time: Date.now(), part, seconds: most * everyMs / 1000, msg: "hangs: the process is ended, to be started again" }) + "\\n"); } catch {}
      parentPort.postMessage("hangs");
    }
    if (still[at] >= most + 2) process.kill(process.pid, "SIGKILL");
  });
}, everyMs);
`;

/** Ends the process, with code 70 or by SIGKILL, when a watched thread's loop has not turned for so many seconds; 0 watches nobody. */
export function watch(beats: SharedArrayBuffer, seconds: number, speaks = true): void {
  if (seconds === 0) return;
  const worker = new Worker(watcher, { eval: true, workerData: { beats, watched: [...watched], most: Math.ceil((seconds * 1000) / everyMs), everyMs, speaks }, execArgv: [], resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 2 } });
  worker.on("message", () => process.exit(70));
  worker.unref();
}
