import { program } from "../program.ts";
import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { createServer } from "node:net";
import { createInterface } from "node:readline";

export interface Line {
  method: string;
  path: string;
  status: number;
  ms: number;
}
export interface Program {
  /** The database that it runs on. */
  file: string;
  url: string;
  pid: number;
  /** Milliseconds from starting the process to its first answered page. */
  startMs: number;
  /** The lines of the request log since the last call. */
  requests: () => Line[];
  /** Megabytes resident in the process, with all of its threads, and in every process under it. */
  residentMb: () => number;
  /** Milliseconds of processor time that the process has used; the kernel counts it in hundredths of a second. */
  processorMs: () => number;
  stop: () => Promise<void>;
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

/** Starts the production build as its own process on a database file, and waits for its first answer. */
export async function startProgram(file: string): Promise<Program> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const from = performance.now();
  const child = spawn(process.execPath, program, { env: { ...process.env, NODE_ENV: "production", PORT: String(port), HOST: "127.0.0.1", DATABASE_FILE: file, SIGN_IN_TRIES_PER_HOUR: "100000", LOG_LEVEL: "info" }, stdio: ["ignore", "pipe", "inherit"] });
  let lines: Line[] = [];
  createInterface({ input: child.stdout! }).on("line", (text) => {
    if (text.includes('"request"')) lines.push(JSON.parse(text) as Line);
  });
  for (;;) {
    if (child.exitCode !== null) throw new Error(`The program ended with ${child.exitCode}`);
    const answered = await fetch(`${url}/sign-in`).then(async (r) => (await r.text()) && r.status === 200, () => false);
    if (answered) break;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const startMs = performance.now() - from;
  return {
    url, file, pid: child.pid!, startMs,
    requests: () => {
      const taken = lines;
      lines = [];
      return taken;
    },
    residentMb: () => family(child.pid!).reduce((sum, pid) => sum + residentOf(pid), 0) / 1024,
    processorMs: () => {
      const fields = readFileSync(`/proc/${child.pid}/stat`, "utf8").split(") ")[1]!.split(" ");
      return (Number(fields[11]) + Number(fields[12])) * 10;
    },
    stop: () => end(child),
  };
}

const end = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null) return resolve();
    child.once("exit", () => resolve());
    child.kill("SIGTERM");
  });

/** Resident kilobytes: a process's threads share them. */
const residentOf = (pid: number): number => Number(/VmRSS:\s+(\d+)/.exec(statusOf(pid))?.[1] ?? 0);
const parentOf = (pid: number): number => Number(/PPid:\s+(\d+)/.exec(statusOf(pid))?.[1] ?? 0);
function statusOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/status`, "utf8");
  } catch {
    return "";
  }
}
function family(root: number): number[] {
  const parents = new Map(readdirSync("/proc").filter((name) => /^\d+$/.test(name)).map((name) => [Number(name), parentOf(Number(name))]));
  const found = [root];
  for (let i = 0; i < found.length; i++) for (const [pid, parent] of parents) if (parent === found[i]) found.push(pid);
  return found;
}
