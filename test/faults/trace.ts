import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { createReadStream, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { createInterface } from "node:readline";
import { until } from "./writers.ts";

/** Whether a command is there. */
export function has(command: string): boolean {
  try {
    execFileSync("sh", ["-c", `command -v ${command}`], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** Whether processes may be traced here. */
export function mayTrace(): boolean {
  try {
    execFileSync("strace", ["-o", "/dev/null", "-e", "trace=fsync", "true"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
export const straceOrNot = (): { ran: string } | { missing: string } => (mayTrace() ? { ran: "strace" } : { missing: "strace is not there, or not permitted" });

export interface Trace {
  /** The files that the process had open when the trace began, by their descriptor. */
  files: Map<number, string>;
  stop: () => Promise<void>;
}

/** Follows the system calls of a running process, with all its threads. Resolves when it does. */
export async function traceProcess(pid: number, out: string, calls: string, { inject = [], data = 0, only }: { inject?: string[]; data?: number; only?: string } = {}): Promise<Trace> {
  const files = new Map<number, string>();
  for (const fd of readdirSync(`/proc/${pid}/fd`)) {
    try {
      const path = readlinkSync(`/proc/${pid}/fd/${fd}`);
      if (path.startsWith("/")) files.set(Number(fd), path);
    } catch {
      // Closed in between.
    }
  }
  const child: ChildProcess = spawn("strace", ["-f", "-xx", "-s", String(data), "-e", `trace=${calls}`, ...inject.flatMap((rule) => ["-e", `inject=${rule}`]), "-e", "signal=none", ...(only ? ["-P", only] : []), "-o", out, "-p", String(pid)], { stdio: ["ignore", "ignore", "pipe"] });
  await new Promise<void>((resolve, reject) => {
    child.stderr!.on("data", (chunk: Buffer) => /attached/.test(chunk.toString()) && resolve());
    child.once("exit", (code) => reject(new Error(`strace ended with ${code}`)));
  });
  // The last of the threads is attached a moment after the first.
  await until(() => readdirSync(`/proc/${pid}/task`).every((thread) => readFileSync(`/proc/${pid}/task/${thread}/status`, "utf8").includes(`TracerPid:\t${child.pid}`)), 5000);
  const over = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  return {
    files,
    stop: async () => {
      child.kill("SIGINT");
      await over;
    },
  };
}

/** A system call: `begin` before the system had it, `end` when it answered. */
export interface Call {
  phase: "begin" | "end";
  name: string;
  fd: number;
  args: string;
  result: number;
  injected: boolean;
}

const whole = /^(\d+) +(\w+)\((\d+)(.*)\) += (-?\d+)(.*)$/s;
const begun = /^(\d+) +(\w+)\((\d+)(.*) <unfinished \.\.\.>$/s;
const resumed = /^(\d+) +<\.\.\. (\w+) resumed>(.*)\) += (-?\d+)(.*)$/s;

/** The calls of a trace, in the order in which they were seen. */
export async function* callsIn(path: string): AsyncGenerator<Call> {
  const waiting = new Map<string, { name: string; fd: number; args: string }>();
  for await (const line of createInterface({ input: createReadStream(path, { encoding: "latin1", highWaterMark: 1 << 20 }), crlfDelay: Number.POSITIVE_INFINITY })) {
    let match = whole.exec(line);
    if (match) {
      const call = { name: match[2]!, fd: Number(match[3]), args: match[4]!, result: Number(match[5]), injected: match[6]!.includes("INJECTED") };
      yield { phase: "begin", ...call };
      yield { phase: "end", ...call };
      continue;
    }
    match = begun.exec(line);
    if (match) {
      const call = { name: match[2]!, fd: Number(match[3]), args: match[4]! };
      waiting.set(match[1]!, call);
      yield { phase: "begin", ...call, result: 0, injected: false };
      continue;
    }
    match = resumed.exec(line);
    const call = match && waiting.get(match[1]!);
    if (!match || !call) continue;
    waiting.delete(match[1]!);
    yield { phase: "end", ...call, args: call.args + match[3]!, result: Number(match[4]), injected: match[5]!.includes("INJECTED") };
  }
}

const hex = /\\x([0-9a-f]{2})/g;
/** The bytes that a call carried: all its strings, one after the other. */
export function bytesOf(args: string): Buffer {
  let text = "";
  for (const [, quoted] of args.matchAll(/"((?:\\x[0-9a-f]{2})*)"/g)) text += quoted;
  return Buffer.from(text.replace(hex, "$1"), "hex");
}
/** The last number among the arguments: where a pwrite64 writes, how long an ftruncate leaves the file. */
export const lastNumber = (args: string): number => Number(/(\d+)\D*$/.exec(args)?.[1] ?? Number.NaN);
