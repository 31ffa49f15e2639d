// A process whose main thread hangs while the watchdog looks on: run by test/watchdog.test.ts.
import { watch } from "../../server/watchdog.ts";

const leaveOff = watch(1);
const [what] = process.argv.slice(2);
if (what === "main") setTimeout(() => {
  for (;;);
}, 100);
// Three seconds of its own turns: what it stands still for does not count.
let turns = 0;
if (what === "nobody") setInterval(() => ++turns < 30 || process.exit(0), 100);
if (what === "leaves off") {
  leaveOff();
  setTimeout(() => process.exit(0), 3000);
}
