import { Worker } from "node:worker_threads";

const typing = `
const { parentPort, workerData } = require("node:worker_threads");
const db = new (require("better-sqlite3"))(workerData.file, { timeout: 10000 });
db.pragma("journal_mode = WAL"); db.pragma("synchronous = FULL");
const line = db.prepare("insert into counter (name, value) values ('typed', 1) on conflict (name) do update set value = counter.value + 1");
let worst = 0, lines = 0, going = true;
parentPort.on("message", () => { going = false; });
const type = () => {
  const from = performance.now();
  line.run();
  worst = Math.max(worst, performance.now() - from);
  lines++;
  if (going) setTimeout(type, 5); else { db.close(); parentPort.postMessage({ worst, lines }); parentPort.close(); }
};
type();
`;

/**
 * Somebody who types: one small durable commit after another over a connection of their own, in a thread of their own, each waiting ten seconds at most.
 * `enough` ends it, and tells how many lines were saved and the longest wait of one (ms).
 */
export function typist(file: string): { enough: () => Promise<{ worst: number; lines: number }> } {
  const worker = new Worker(typing, { eval: true, workerData: { file } });
  const over = new Promise<{ worst: number; lines: number }>((resolve, reject) => worker.on("message", resolve).on("error", reject));
  over.catch(() => undefined);
  return {
    enough: () => {
      worker.postMessage("enough");
      return over;
    },
  };
}
