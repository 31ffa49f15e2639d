import { pause, peer, startNode } from "../machine.ts";
import { cookieOf, reader } from "../targets/fill.ts";
import type { Target } from "../targets/target.ts";
import { check, type House, measure, Void, withServer, withSession } from "./run.ts";

const load = { meetings: 10, people: 20, typists: 3 };
const perSecond = 5;
export const pagesPerSecond = 50;

/** Typing alone, and typing while signed-in list pages are rendered: in one server, one after the other. */
export const measurePages = (seconds: number, target: Target): Promise<Record<string, number>> =>
  withServer(target, load, (house) => withSession(target, house, load, async (session) => {
    await session.type(perSecond, 2);
    await session.settle();
    const alone = await measure(session, house, perSecond, seconds);
    const pages = await readPages(house);
    await session.type(perSecond, 3);
    await session.settle();
    const beside = await measure(session, house, perSecond, seconds);
    const told = await pages();
    check(session);
    if (told.wrong || told.answered < told.offered * 0.99 - 20) throw new Void(`of ${told.offered} pages ${told.answered} were answered, ${told.wrong} otherwise than with 200`);
    return { alone: alone.p95, beside: beside.p95, p99Alone: alone.p99, p99Beside: beside.p99, pageP95: told.p95, pages: told.answered, serverPercent: beside.serverPercent, driverPercent: beside.driverPercent };
  }));

interface Told {
  offered: number;
  answered: number;
  wrong: number;
  p95: number;
}

/** Starts reading. Returns the way to stop, and hear how it went. */
async function readPages({ port }: House): Promise<() => Promise<Told>> {
  const { child, over } = startNode([peer("pages.mjs")], { ADDRESS: `http://127.0.0.1:${port}/actions`, COOKIE: await cookieOf(reader), PER_SECOND: String(pagesPerSecond) }, "pipe");
  let said = "";
  child.stdout!.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  await pause(500);
  return async () => {
    child.kill("SIGTERM");
    await over;
    return JSON.parse(said) as Told;
  };
}
