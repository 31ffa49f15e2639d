import { makeToken, tokenLength } from "../driver/token.ts";
import { median } from "../driver/samples.ts";
import { pause, processorMs } from "../machine.ts";
import type { Member, Target } from "../targets/target.ts";
import { type House, Void, withServer } from "./run.ts";

const writers = 3;
const warmJoins = 9;
const coldJoins = 3;

/**
 * How long somebody who comes late waits for an item with so many changes behind it: while others have it open, and as the first after a restart.
 * The changes are typed through the front door, faster than anybody types (the limit to it is lifted), and joined with the limit in force.
 */
export const measureJoin = (changes: number, target: Target): Promise<Record<string, number>> =>
  withServer(target, { meetings: 1, people: 20 }, async (house) => {
    const whole = changes * tokenLength;
    const authors = await Promise.all(Array.from({ length: writers }, (_, person) => target.join({ port: house.port, meeting: 0, person, holdsText: true, hear: () => undefined })));
    await type(authors, changes, whole);
    const warm: Joined[] = [];
    for (let n = 0; n < warmJoins; n++) {
      warm.push(await joinOnce(target, house, 10 + n, whole));
      await pause(60);
    }
    // Long enough for those that store seconds later.
    await pause(4000);
    for (const author of authors) author.raw.close();
    await pause(1500);
    const cold: Joined[] = [];
    for (let n = 0; n < coldJoins; n++) {
      await house.server.stop();
      await house.start();
      await pause(500);
      cold.push(await joinOnce(target, house, 10 + n, whole));
      await pause(500);
    }
    const middle = (joined: Joined[], figure: keyof Joined) => median(joined.map((one) => one[figure]));
    return { warmMs: middle(warm, "ms"), warmProcessorMs: middle(warm, "processorMs"), coldMs: middle(cold, "ms"), coldProcessorMs: middle(cold, "processorMs"), kb: middle(warm, "kb") };
  }, true);

async function type(authors: Member[], changes: number, whole: number): Promise<void> {
  for (let n = 0; n < changes; await pause(10))
    for (let k = 0; k < 30 && n < changes; k++, n++) authors[n % writers]!.type(makeToken(n % writers, Math.floor(n / writers)));
  for (const until = Date.now() + 60_000; authors.some((author) => author.length() < whole); await pause(20))
    if (Date.now() > until) throw new Void(`the ${changes} changes were not all there within a minute: ${authors.map((a) => `${a.length()} letters, ${a.refused} refused (${a.why ?? "no reason"})`).join("; ")}`);
}

interface Joined {
  ms: number;
  kb: number;
  processorMs: number;
}

async function joinOnce(target: Target, house: House, person: number, whole: number): Promise<Joined> {
  const processor = processorMs(house.server.pid);
  const from = performance.now();
  let member: Member | null = null;
  let doneAt = 0;
  let done: () => void = () => undefined;
  const complete = new Promise<void>((resolve) => {
    done = resolve;
  });
  const look = () => {
    if (doneAt || !member || member.length() < whole) return;
    doneAt = performance.now();
    done();
  };
  member = await target.join({ port: house.port, meeting: 0, person, holdsText: true, hear: () => queueMicrotask(look) });
  look();
  const late = setTimeout(done, 15_000);
  await complete;
  clearTimeout(late);
  const { bytes } = member.raw;
  member.raw.close();
  if (!doneAt) throw new Void(`whoever came late had ${member.length()} of ${whole} letters after 15 s`);
  return { ms: doneAt - from, kb: bytes / 1024, processorMs: processorMs(house.server.pid) - processor };
}
