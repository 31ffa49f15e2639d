import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readdirSync, readFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { join } from "node:path";

/** A server under measurement: one process. */
export interface Server {
  pid: number;
  stop: () => Promise<void>;
  kill: () => Promise<void>;
}

/** The path of a file beside the peers' package.json. */
export const peer = (path: string): string => join(import.meta.dirname, "peers", path);

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const running = new Set<ChildProcess>();
// Whatever way the bench ends, what it started ends with it.
process.once("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => process.exit(130));

/** Starts Node on a script; ended with the bench. */
export function startNode(words: string[], env: Record<string, string>, out: number | "pipe"): { child: ChildProcess; over: Promise<void> } {
  const child = spawn(process.execPath, words, { env: { ...process.env, NODE_ENV: "production", ...env }, stdio: ["ignore", out, out === "pipe" ? "inherit" : out] });
  running.add(child);
  const over = new Promise<void>((resolve) => {
    child.once("exit", () => {
      running.delete(child);
      resolve();
    });
  });
  return { child, over };
}

let flags: string[] = [];
/** From now on each server writes where its processor time went, thread by thread, into this folder when it stops. */
export function profileInto(folder: string): void {
  flags = ["--cpu-prof", `--cpu-prof-dir=${folder}`];
}

/** Starts a server and resolves when its port answers. What it says goes to a file in the folder. */
export async function startServer({ words, folder, port, env }: { words: string[]; folder: string; port: number; env: Record<string, string> }): Promise<Server> {
  const log = openSync(join(folder, "server.log"), "a");
  const { child, over } = startNode([...flags, ...words], { PORT: String(port), ...env }, log);
  closeSync(log);
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    const hard = setTimeout(() => child.kill("SIGKILL"), 8000);
    await over;
    clearTimeout(hard);
  };
  for (const until = Date.now() + 30_000; !(await answers(port)); await pause(10)) {
    if (child.exitCode === null && Date.now() < until) continue;
    await end("SIGKILL");
    throw new Error(`${words[0]} did not start: ${readFileSync(join(folder, "server.log"), "utf8").slice(-600)}`);
  }
  return { pid: child.pid!, stop: () => end("SIGTERM"), kill: () => end("SIGKILL") };
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once("error", reject).listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

/** Milliseconds that each thread of the process has spent on a core. */
export function processorMsByThread(pid: number): Map<number, number> {
  const spent = new Map<number, number>();
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    try {
      spent.set(Number(thread), Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "latin1").split(" ")[0]) / 1e6);
    } catch {
      // The thread has ended since the folder was read.
    }
  }
  return spent;
}

export const processorMs = (pid: number): number => [...processorMsByThread(pid).values()].reduce((sum, ms) => sum + ms, 0);

/** Kilobytes that the process has in memory, with all of its threads. */
export const residentKb = (pid: number): number => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "latin1"))?.[1] ?? 0);

/** Milliseconds that the machine's cores have been busy, with whatever; the kernel counts in hundredths of a second. */
export function busyMs(): number {
  const [user, nice, system, , , interrupts, soft] = readFileSync("/proc/stat", "latin1").split("\n")[0]!.split(/\s+/).slice(1).map(Number);
  return (user! + nice! + system! + interrupts! + soft!) * 10;
}
