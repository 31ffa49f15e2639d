// Read into the program before it starts (NODE_OPTIONS=--import): writes down for how long its first thread, which owns the connections,
// was held up at most. Time in which the system gave the thread no processor does not count: that is not the program's doing.
import { readFileSync, writeFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

const waited = () => {
  try {
    return Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, "utf8").split(" ")[1]) / 1e6;
  } catch {
    return 0;
  }
};

const folder = process.env.LOOP_FOLDER;
if (folder && isMainThread) {
  const every = 20;
  let most = 0;
  // Starting up does not count.
  setTimeout(() => {
    let last = performance.now();
    let before = waited();
    let written = -1;
    setInterval(() => {
      const [now, waits] = [performance.now(), waited()];
      most = Math.max(most, now - last - every - (waits - before));
      [last, before] = [now, waits];
      if (most > written) writeFileSync(`${folder}/${process.pid}`, String((written = most)));
    }, every).unref();
  }, 1500).unref();
}
