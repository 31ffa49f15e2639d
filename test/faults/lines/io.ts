import { existsSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { missingNow, rowsOf, wholeFile } from "../checker.ts";
import type { FaultLine } from "../line.ts";
import { add, atLeast, atMost, none, type Tally, told } from "../tally.ts";
import { straceOrNot, traceProcess } from "../trace.ts";
import { type Desk, openDesk } from "../typing.ts";
import { pause, until } from "../writers.ts";

interface Fault {
  call: string;
  error: "EIO" | "ENOSPC";
  /** The first call that fails, of each thread, and every how-manieth after it. */
  when: string;
}
const faults = (n: number): Fault => {
  const first = 1 + ((n * 7) % 30);
  if (n % 2) return { call: "pwrite64", error: "ENOSPC", when: `${first}+5` };
  return { call: n % 4 ? "fsync,fdatasync" : "pwrite64", error: "EIO", when: String(first) };
};
const injected = (out: string): number => (existsSync(out) ? (readFileSync(out, "utf8").match(/\(INJECTED\)/g)?.length ?? 0) : 0);

/** One fault, made while all type: after an error of the disk the program must stop at once, when it is full it must go on and say so. */
async function one(desk: Desk, fault: Fault, tally: Tally): Promise<void> {
  const { house } = desk.place;
  const out = join(tmpdir(), `panelroom-io-${process.pid}-${Math.random().toString(36).slice(2)}`);
  const trace = await traceProcess(house.pid(), out, fault.call, { inject: [`${fault.call}:error=${fault.error}:when=${fault.when}`], only: `${house.file}-wal` });
  for (const p of desk.pages) p.start(40);
  const wanted = fault.error === "EIO" ? 1 : 8;
  await until(() => injected(out) >= wanted, 4000);
  const n = injected(out);
  tally[`${fault.error} on ${fault.call}`] = (tally[`${fault.error} on ${fault.call}`] ?? 0) + n;
  tally.injected! += n;
  const began = performance.now();
  if (fault.error === "EIO" && n) {
    if (await until(() => !house.up(), 3000)) tally["longest until it stopped"] = Math.max(tally["longest until it stopped"]!, performance.now() - began);
    else tally["went on after an error of the disk"]!++;
  }
  for (const p of desk.pages) p.stop();
  if (fault.error === "EIO") {
    if (house.up()) await house.kill();
    await trace.stop();
    await pause(10);
    for (const p of desk.pages) p.settle();
    tally["false acknowledgements"]! += missingNow(desk.history.ops, await rowsOf(house.db, [desk.document])).length;
    await house.start();
  } else {
    if (!house.up()) {
      tally["stopped though only full"]!++;
      await trace.stop();
      await house.start();
    } else await trace.stop();
  }
  if (!(await until(() => desk.pages.every((p) => p.quiet && p.line.state.kind === "saved"), 12_000))) tally["not saved again"]!++;
  rmSync(out, { force: true });
}

/** Errors put into the system's answers when the program writes its log to the disk. */
export const io: FaultLine = {
  name: "io", of: "rounds of injected errors", short: 6, full: 160, batch: 20, tool: straceOrNot,
  run: async (on, units, from) => {
    const desk = await openDesk(`i${from}`, on.record(`${from}`), 8, { program: on.program });
    const tally: Tally = { injected: 0, "false acknowledgements": 0, "went on after an error of the disk": 0, "stopped though only full": 0, "not saved again": 0, "longest until it stopped": 0 };
    try {
      for (let n = 0; n < units; n++) await one(desk, faults(from + n), tally);
      await desk.settled(8000);
      add(tally, await desk.examine());
      return add(tally, await wholeFile(desk.place.house.db));
    } finally {
      await desk.close();
    }
  },
  figures: (tally, wanted) => [
    atLeast("io", tally, "injected", wanted >= 160 ? 500 : wanted),
    ...["false acknowledgements", "went on after an error of the disk", "stopped though only full", "not saved again", "lost", "twice", "texts that differ", "not whole"].map((name) => none("io", tally, name)),
    atMost("io", tally, "longest until it stopped", 1000, "ms"),
    ...["EIO on fsync,fdatasync", "EIO on pwrite64", "ENOSPC on pwrite64"].map((name) => told("io", tally, name)),
  ],
};
