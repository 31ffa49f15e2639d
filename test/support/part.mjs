// A part of the program for the tests of how parts are started: it says what server/threads.ts says, and does what it is told.
import { parentPort, workerData } from "node:worker_threads";

if (workerData.fails) throw new Error("no database here");
// Its loop turns.
Atomics.add(workerData.beats, 0, 1);
setInterval(() => Atomics.add(workerData.beats, 0, 1), 50).unref();
parentPort.on("message", (message) => {
  if (message === "hang") for (;;);
  if (message === "crash") throw new Error("crashed");
  if (message === "part must end") setImmediate(() => process.exit(0));
  else parentPort.postMessage({ heard: message });
});
parentPort.postMessage("part answers");
