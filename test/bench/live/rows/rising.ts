import { pause } from "../machine.ts";
import type { Target } from "../targets/target.ts";
import { type Measured, measure, withServer, withSession } from "./run.ts";

// Each step may be tried three times.
const load = { meetings: 10, people: 20, typists: 3, room: 1 << 16 };
const mostMs = 100;
const tries = 3;

export interface RisingRow {
  /** Changes a second of each who types, step by step. */
  steps: number[];
  seconds: number;
}

/** Delivered changes a second while p95 stays within 100 ms. Nobody types so fast: the limit to it is lifted. A step has failed when it failed three times. */
export const measureRising = ({ steps, seconds }: RisingRow, target: Target): Promise<Record<string, number>> =>
  withServer(target, load, (house) => withSession(target, house, load, async (session) => {
    await session.type(5, 2);
    await session.settle();
    let best: Measured | null = null;
    for (const step of steps) {
      let passed: Measured | null = null;
      let last = null as Awaited<ReturnType<typeof measure>> | null;
      for (let n = 0; n < tries && !passed; n++) {
        last = await measure(session, house, step, seconds);
        if (last.settled && last.p95 <= mostMs) passed = last;
        // What never came would be waited for in every later step.
        else if (!last.settled) break;
        else await pause(300);
      }
      if (passed) best = passed;
      if (!passed || passed.missed! > passed.offered! * 0.05) return told(best, step, last!, session.refused);
    }
    return told(best, 0, best!, session.refused);
  }), true);

const told = (best: Measured | null, failedAt: number, last: Measured, refused: number) => ({
  deliveredPerSecond: best?.deliveredPerSecond ?? 0, p95: best?.p95 ?? Number.NaN, usPerDelivered: best?.usPerDelivered ?? Number.NaN, serverPercent: best?.serverPercent ?? Number.NaN, driverPercent: best?.driverPercent ?? Number.NaN,
  failedAt, failedP95: last.p95, failedServerPercent: last.serverPercent, failedDriverPercent: last.driverPercent, refused,
});
