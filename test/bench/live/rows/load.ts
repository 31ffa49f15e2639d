import { pause, processorMs, residentKb } from "../machine.ts";
import type { Target } from "../targets/target.ts";
import { namesOfThreads } from "../threads.ts";
import { check, type Measured, measure, Void, withServer, withSession } from "./run.ts";

/**
 * So long they type before anything is counted (s), for anybody: V8 is still making code of what it meets, and ten seconds after its start gives
 * back what each thread took to start. The store that Hocuspocus makes every ten seconds falls into what is counted.
 */
const uncounted = 18;

export interface LoadRow {
  meetings: number;
  people: number;
  typists: number;
  perSecond: number;
  seconds: number;
}

/** What a change costs when so many meetings write at once: processor time, delay, bytes, and memory for each who is connected. */
export const measureLoad = ({ meetings, people, typists, perSecond, seconds }: LoadRow, target: Target): Promise<Measured> =>
  withServer(target, { meetings: meetings + 1, people }, async (house) => {
    // What a server loads for its first guests is not what each guest costs: one meeting more comes before, and goes.
    await withSession(target, house, { meetings: 1, people, typists }, async (first) => {
      await first.type(perSecond, 1);
      await first.settle();
    }, meetings);
    await pause(1000);
    const empty = residentKb(house.server.pid);
    const processor = processorMs(house.server.pid);
    const everybody = meetings * people;
    return withSession(target, house, { meetings, people, typists }, async (session) => {
      const connectMs = (processorMs(house.server.pid) - processor) / everybody;
      await pause(1000);
      const kbPerPerson = (residentKb(house.server.pid) - empty) / everybody;
      await session.type(perSecond, uncounted);
      await session.settle();
      const threads: Record<string, number> = {};
      const names = namesOfThreads(house);
      const measured = await measure(session, house, perSecond, seconds, (spent) => {
        for (const [thread, us] of spent) threads[names(thread)] = (threads[names(thread)] ?? 0) + us;
      });
      check(session);
      const different = target.keeps ? session.whyNotSame() : null;
      if (different) throw new Void(different);
      return { ...measured, kbPerPerson, connectMs, ...Object.fromEntries(Object.entries(threads).map(([name, us]) => [`us in ${name}`, us])) };
    });
  });
