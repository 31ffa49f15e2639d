import { spawn } from "node:child_process";
import { describe, test } from "vitest";

/** Runs a process that does this under a watchdog of one second; stopped in its midst for `pauseMs` when asked. */
function run(what: string, pauseMs = 0): Promise<{ code: number | null; signal: string | null; said: string }> {
  const child = spawn(process.execPath, ["--import", "tsx", "test/support/hangs.ts", what], { stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  // Time itself is what is tried here: a process that stands still for longer than the watchdog waits.
  if (pauseMs) setTimeout(() => child.kill("SIGSTOP") && setTimeout(() => child.kill("SIGCONT"), pauseMs), 1500);
  return new Promise((resolve) => child.on("close", (code, signal) => resolve({ code, signal, said })));
}

describe.concurrent("The watchdog", () => {
  test("kills a process whose main thread hangs, and says so", async ({ expect }) => {
    const { signal, said } = await run("main");
    expect(signal).toBe("SIGKILL");
    expect(JSON.parse(said)).toMatchObject({ level: 60, seconds: 1, msg: "hangs: the process is ended, to be started again" });
  });

  test("lets alone whoever turns, and whoever left off in good order", async ({ expect }) => {
    const both = await Promise.all([run("nobody"), run("leaves off")]);
    expect(both.map(({ code, said }) => [code, said])).toEqual([[0, ""], [0, ""]]);
  });

  test("lets alone a process that stood still as a whole, and goes on", async ({ expect }) => {
    expect(await run("nobody", 4000)).toEqual({ code: 0, signal: null, said: "" });
  });
});
