// A process whose main thread, or a thread beside it, hangs while the watchdog looks on: run by test/watchdog.test.ts.
import { Worker } from "node:worker_threads";
import { beat, newBeats, watch } from "../../server/watchdog.ts";

const beats = newBeats();
const leaveOff = beat(beats, "main");
watch(beats, 1);
const [what] = process.argv.slice(2);
if (what === "main") setTimeout(() => {
  for (;;);
}, 100);
if (what === "writer") new Worker(`const { workerData } = require("node:worker_threads"); Atomics.add(new Int32Array(workerData), 1, 1); for (;;);`, { eval: true, workerData: beats });
// Three seconds of its own turns: what it stands still for does not count.
let turns = 0;
if (what === "nobody") setInterval(() => ++turns < 30 || process.exit(0), 100);
if (what === "leaves off") {
  leaveOff();
  setTimeout(() => process.exit(0), 3000);
}
