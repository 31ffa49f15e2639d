import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import pino from "pino";
import { afterEach, describe, expect, test, vi } from "vitest";
import { openMeetingPlace } from "../server/meeting-place.ts";
import { newGate, openGate, type Part, startPart } from "../server/threads.ts";

const program = new URL("support/part.mjs", import.meta.url);
const log = pino({ level: "silent" });

describe("A part of the program", () => {
  let part: Part | null = null;
  afterEach(() => part?.stop());

  test("that cannot start says why", async () => {
    await expect(startPart("pages", { log, program, data: { fails: true } })).rejects.toThrow("no database here");
  });

  test("that ends by itself is started again, and is known not to answer meanwhile", async () => {
    let times = 0;
    const heard: unknown[] = [];
    part = await startPart("pages", { log, program, hear: (message) => heard.push(message), answering: () => times++, pauseMs: 20 });
    for (const round of [1, 2, 3]) {
      expect([part.answers(), times]).toEqual([true, round]);
      part.post("crash");
      await expect.poll(() => part!.answers(), { interval: 1 }).toBe(false);
      await expect.poll(() => part!.answers(), { timeout: 5000 }).toBe(true);
    }
    part.post("are you there");
    await expect.poll(() => heard).toEqual([{ heard: "are you there" }]);
  });

  test("that hangs is ended and started again; one that turns is let alone", async () => {
    let times = 0;
    part = await startPart("pages", { log, program, answering: () => times++, pauseMs: 1, hangsAfter: 1 });
    const from = performance.now();
    part.post("hang");
    await expect.poll(() => times, { timeout: 10_000 }).toBe(2);
    expect(performance.now() - from).toBeGreaterThan(900);
    // It has turned for longer than it takes to be found hanging.
    await expect.poll(() => performance.now() - from, { timeout: 10_000 }).toBeGreaterThan(4000);
    expect([part.answers(), times]).toEqual([true, 2]);
  });

  test("that is asked to end ends, and is not started again", async () => {
    let times = 0;
    part = await startPart("pages", { log, program, answering: () => times++, pauseMs: 1 });
    await part.stop();
    expect([part.answers(), times]).toEqual([false, 1]);
    part = null;
  });

  test("waits at a gate until it is open, and never again", async () => {
    const gate = newGate();
    const waiting = () => new Worker(`const { parentPort, workerData } = require("node:worker_threads"); Atomics.wait(new Int32Array(workerData), 0, 0); parentPort.postMessage("through")`, { eval: true, workerData: gate });
    const through = vi.fn();
    waiting().on("message", through);
    openGate(gate);
    waiting().on("message", through);
    await expect.poll(() => through.mock.calls.length).toBe(2);
  });
});

describe("Where the threads meet", () => {
  const parent = mkdtempSync(join(tmpdir(), "panelroom-place-"));
  const longAgo = new Date(Date.now() - 3_600_000);

  test("is a folder for this user alone, and goes with the process", () => {
    const place = openMeetingPlace(parent);
    const [folder] = readdirSync(parent);
    expect(statSync(join(parent, folder!)).mode & 0o777).toBe(0o700);
    expect(place.socket("pages")).toBe(join(parent, folder!, "pages"));
    place.close();
    expect(readdirSync(parent)).toEqual([]);
  });

  test("is cleared away when its process was killed, and let alone while it lives", async () => {
    const living = openMeetingPlace(parent);
    await expect.poll(() => existsSync(living.socket("alive"))).toBe(true);
    const dead = join(parent, "panelroom-threads-killed");
    const young = join(parent, "panelroom-threads-justnow");
    for (const folder of [dead, young]) mkdirSync(folder);
    writeFileSync(join(dead, "pages"), "");
    for (const folder of [dead, join(living.socket("alive"), "..")]) utimesSync(folder, longAgo, longAgo);
    const next = openMeetingPlace(parent);
    await expect.poll(() => existsSync(dead)).toBe(false);
    expect([existsSync(young), existsSync(living.socket("alive"))]).toEqual([true, true]);
    next.close();
    living.close();
    rmSync(parent, { recursive: true });
  });
});
