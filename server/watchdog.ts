import { Worker } from "node:worker_threads";

const everyMs = 500;

// Its own time is its own turns: when the whole process stands still (a paused machine, a debugger), so does the watcher.
const watcher = `
const { workerData: { beats, most, everyMs, speaks } } = require("node:worker_threads");
const { writeSync } = require("node:fs");
let last = 0;
let still = 0;
setInterval(() => {
  const count = Atomics.load(beats, 0);
  still = count === 0 || count !== last ? 0 : still + 1;
  last = count;
  if (still < most) return;
  if (speaks) try { writeSync(1, JSON.stringify({ level: 60, time: Date.now(), seconds: most * everyMs / 1000, msg: "hangs: the process is ended, to be started again" }) + "\\n"); } catch {}
  process.kill(process.pid, "SIGKILL");
}, everyMs);
`;

/**
 * Kills the process when this thread's loop has not turned for so many seconds, so that its supervisor starts it again; 0 watches nobody.
 * The main thread is watched: nobody's typing gets on without it. Returns the way to leave off in good order.
 */
export function watch(seconds: number, speaks = true): () => void {
  if (seconds === 0) return () => undefined;
  // 0 while nobody beats.
  const beats = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  Atomics.add(beats, 0, 1);
  const beating = setInterval(() => Atomics.add(beats, 0, 1), everyMs);
  beating.unref();
  new Worker(watcher, { eval: true, workerData: { beats, most: Math.ceil((seconds * 1000) / everyMs), everyMs, speaks }, execArgv: [], resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 2 } }).unref();
  return () => {
    clearInterval(beating);
    Atomics.store(beats, 0, 0);
  };
}
