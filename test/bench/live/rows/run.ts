import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Session, type Load } from "../driver/session.ts";
import { busyMs, freePort, pause, processorMs, processorMsByThread, type Server } from "../machine.ts";
import type { Shape, Target } from "../targets/target.ts";

/** A run that says nothing about the server: not enough was offered, or not enough came. It is repeated. */
export class Void extends Error {}

export interface House {
  folder: string;
  port: number;
  server: Server;
  /** Starts it again on what it kept, after a stop or a kill. */
  start: (lifted?: boolean) => Promise<void>;
}

const folders = new Set<string>();
process.once("exit", () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Runs `work` beside a server that starts with nothing kept, and leaves nothing behind. */
export async function withServer<T>(target: Target, shape: Shape, work: (house: House) => Promise<T>, lifted = false): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), `bench-${target.name}-`));
  folders.add(folder);
  try {
    await target.prepare(folder, shape);
    const house = { folder, port: await freePort() } as House;
    house.start = async (lifted = false) => {
      house.server = await target.start(folder, house.port, lifted);
    };
    await house.start(lifted);
    await pause(500);
    try {
      return await work(house);
    } finally {
      await house.server.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
    folders.delete(folder);
  }
}

/** Connects everybody, and closes them when `work` is done. */
export async function withSession<T>(target: Target, house: House, load: Load, work: (session: Session) => Promise<T>, from = 0): Promise<T> {
  const session = new Session(target, house.port, load, from);
  try {
    await session.connect();
    return await work(session);
  } finally {
    session.close();
  }
}

export interface Measured {
  [name: string]: number;
  usPerDelivered: number;
  p50: number;
  p95: number;
  p99: number;
  max: number;
  deliveredPerSecond: number;
  bytesPerDelivered: number;
  serverPercent: number;
  driverPercent: number;
  /** What the rest of the machine was doing meanwhile, in hundredths of one core. */
  othersPercent: number;
}

/** Types for so many seconds, waits for all of it, and says what that cost. `threads` hears what each thread of the server spent, µs for each delivered change. */
export async function measure(session: Session, house: House, perSecond: number, seconds: number, threads?: (spent: Map<number, number>) => void): Promise<Measured & { settled: number }> {
  const { pid } = house.server;
  session.delays.clear();
  const before = { at: performance.now(), server: processorMsByThread(pid), own: process.cpuUsage(), busy: busyMs(), delivered: session.delivered, bytes: session.bytes, sent: session.sent, missed: session.missed };
  await session.type(perSecond, seconds);
  const settled = await session.settle();
  const wall = performance.now() - before.at;
  const server = processorMs(pid) - [...before.server.values()].reduce((sum, ms) => sum + ms, 0);
  const { user, system } = process.cpuUsage(before.own);
  const own = (user + system) / 1000;
  const others = busyMs() - before.busy - server - own;
  const delivered = session.delivered - before.delivered;
  const spent = new Map([...processorMsByThread(pid)].map(([thread, ms]) => [thread, ((ms - (before.server.get(thread) ?? 0)) * 1000) / delivered]));
  threads?.(spent);
  return {
    ...session.delays.delays(),
    usPerDelivered: (server * 1000) / delivered,
    deliveredPerSecond: delivered / (wall / 1000),
    bytesPerDelivered: (session.bytes - before.bytes) / delivered,
    serverPercent: (100 * server) / wall,
    driverPercent: (100 * own) / wall,
    othersPercent: Math.max(0, (100 * others) / wall),
    offered: session.sent - before.sent,
    missed: session.missed - before.missed,
    settled: settled ? 1 : 0,
  };
}

/** Throws Void unless 99 in 100 of what was due was offered, and of what was offered came; and unless the texts hold it all. */
export function check(session: Session): void {
  const due = session.sent + session.missed;
  if (session.sent < due * 0.99) throw new Void(`the driver offered ${session.sent} of ${due}, and was kept from its turn for up to ${Math.round(session.heldUp)} ms`);
  if (session.delivered < session.expected * 0.99) throw new Void(`${session.delivered} of ${session.expected} came, ${session.refused} refused (${session.members.find((m) => m.why)?.why ?? "no reason"}), ${session.dropped} connections gone`);
  if (session.dropped) throw new Void(`${session.dropped} connections gone`);
}
