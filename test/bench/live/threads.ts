import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { House } from "./rows/run.ts";

/** The name of a thread of the server: main, what its log says that it is, or "rest" (V8's and libuv's own). */
export function namesOfThreads({ folder, server }: House): (thread: number) => string {
  const said = new Map<number, string>();
  for (const line of readFileSync(join(folder, "server.log"), "utf8").split("\n")) {
    if (!line.includes('"tid":')) continue;
    const { thread, tid } = JSON.parse(line) as { thread?: string; tid?: number };
    if (thread && tid) said.set(tid, thread);
  }
  return (thread) => (thread === server.pid ? "main" : (said.get(thread) ?? "rest"));
}
