import { connect } from "#db/connect.server.ts";
import type { Person } from "../cast.ts";
import { cookieWith, sessionOf } from "../session.ts";
import type { Line, Program } from "./program.ts";

export interface Visitor {
  cookie: string;
  get: (path: string) => Promise<string>;
  post: (path: string, fields: Record<string, string>) => Promise<Response>;
}

/** Somebody signed in. Reading anything but a 200 throws. */
export async function signIn(program: Program, person: Person): Promise<Visitor> {
  const headers = { Origin: program.url };
  const db = connect(program.file);
  const cookie = await cookieWith(await sessionOf(db, person));
  await db.destroy();
  return {
    cookie,
    get: async (path) => {
      const answer = await fetch(program.url + path, { redirect: "manual", headers: { Cookie: cookie } });
      const text = await answer.text();
      if (answer.status !== 200) throw new Error(`${path.split("?")[0]} answered ${answer.status}`);
      return text;
    },
    post: (path, fields) => fetch(program.url + path, { method: "POST", redirect: "manual", headers: { ...headers, Cookie: cookie }, body: new URLSearchParams(fields) }),
  };
}

export interface Spread {
  p50: number;
  p95: number;
  max: number;
}
/** The middle, the 95th in a hundred, and the most. */
export function spreadOf(figures: number[]): Spread {
  const sorted = [...figures].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]!;
  return { p50: at(0.5), p95: at(0.95), max: sorted.at(-1)! };
}

/**
 * Reads one page after the other, the first few not counted. Returns how long each took at the visitor's end and by the server's own log,
 * the processor's mean share of it, and the size of the last page.
 */
export async function timePages(program: Program, visitor: Visitor, paths: string[], warmUp: number): Promise<{ outside: Spread; server: Spread; processor: number; kb: number }> {
  for (const path of paths.slice(0, warmUp)) await visitor.get(path);
  await settled(program, 0);
  const outside: number[] = [];
  const used = program.processorMs();
  let kb = 0;
  for (const path of paths.slice(warmUp)) {
    const from = performance.now();
    const text = await visitor.get(path);
    outside.push(performance.now() - from);
    kb = Buffer.byteLength(text) / 1024;
  }
  const lines = await settled(program, outside.length);
  return { processor: (program.processorMs() - used) / outside.length, outside: spreadOf(outside), server: spreadOf(lines.map((line) => line.ms)), kb };
}

/** The log lines of requests since the last look, once `count` of them are there (none asked for: whatever came within 100 ms). */
async function settled(program: Program, count: number): Promise<Line[]> {
  const lines = program.requests();
  const until = performance.now() + (count ? 5000 : 100);
  while ((count === 0 || lines.length < count) && performance.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    lines.push(...program.requests());
  }
  if (count && lines.length < count) throw new Error(`The log told of ${lines.length} requests, not of ${count}`);
  return lines.slice(0, count || undefined);
}
