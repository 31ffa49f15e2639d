import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { afterAll, beforeAll, expect, test } from "vitest";
import { confirmImport } from "#app/models/numbers/import-confirm.server.ts";
import { chooseWhom } from "#app/models/numbers/import.server.ts";
import { type Stage, stage } from "../cast.ts";
import { checked } from "../support/importing.ts";
import { inventReturn, writeReturn } from "../support/ssda903.ts";

let s: Stage;
beforeAll(async () => {
  s = await stage();
});
afterAll(() => s.close());

// Somebody who types: one small durable commit after another over a connection of their own, each timed.
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
  if (going) setTimeout(type, 5); else { db.close(); parentPort.postMessage({ worst, lines }); }
};
type();
`;

test("While 5,000 children with 10,000 care episodes are checked and confirmed, every line typed by somebody else is saved within 2 seconds", async () => {
  const worker = new Worker(typing, { eval: true, workerData: { file: s.file } });
  const over = new Promise<{ worst: number; lines: number }>((resolve, reject) => worker.on("message", resolve).on("error", reject));
  const files = Object.values(writeReturn(mkdtempSync(join(tmpdir(), "panelroom-big-")), inventReturn({ children: 5000, episodes: 10_000, yearEnd: "2026-10-31" })));
  const id = await checked(s, files);
  const ruth = await s.as("ruth");
  await chooseWhom(ruth, id, { all: true, known: false, missingLately: false });
  await confirmImport(ruth, id);
  worker.postMessage("enough");
  const { worst, lines } = await over;
  expect(lines).toBeGreaterThan(20);
  expect(worst).toBeLessThan(2000);
  expect(Number((await s.db.selectFrom("care_episode").select((eb) => eb.fn.countAll<number>().as("n")).executeTakeFirstOrThrow()).n)).toBe(10_000);
}, 120_000);
