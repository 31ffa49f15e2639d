
import type { FaultLine } from "../line.ts";
import { openProxy, type Network } from "../proxy.ts";
import { add, atLeast, atMost, none, type Tally, told } from "../tally.ts";
import { openDesk } from "../typing.ts";
import { pause, until } from "../writers.ts";

const people = 20;
const kinds = ["cut", "silent", "deaf", "lossy", "slow"] as const;

async function misbehave(proxy: Network, kind: (typeof kinds)[number], ms: number): Promise<void> {
  if (kind === "cut") proxy.cut();
  else if (kind === "silent") proxy.silence();
  // Changes arrive, and no acknowledgement comes back: then the connection breaks, and all of it is sent again.
  else if (kind === "deaf") proxy.half("down");
  else if (kind === "lossy") proxy.lose(0.3);
  else proxy.delay(800);
  await pause(ms);
  if (kind === "deaf") {
    proxy.cut();
    await pause(50);
  }
  proxy.heal();
}

/** Everybody behind a bad network of their own. */
export const network: FaultLine = {
  name: "network", of: "bad networks", short: 20, full: 300 * kinds.length, batch: 100,
  tool: () => ({ ran: "own TCP proxy" }),
  run: async (on, units, from) => {
    const proxies: Network[] = [];
    const desk = await openDesk(`n${from}`, on.record(`${from}`), people, { program: on.program }, async (url) => {
      proxies.push(await openProxy(url));
      return proxies.at(-1)!.url;
    });
    const tally: Tally = { "longest unsaved and not said": 0, "not saved again": 0, "said not saved": 0 };
    for (const kind of kinds) tally[kind] = 0;
    try {
      for (const p of desk.pages) p.watch();
      for (let n = 0; n < units; ) {
        for (const p of desk.pages) p.start(150);
        await pause(300);
        const now = proxies.slice(0, Math.min(people, units - n));
        await Promise.all(now.map(async (proxy, i) => {
          const kind = kinds[(from + n + i) % kinds.length]!;
          // Long enough that the screen must have said so, and short enough that nothing may be seen.
          await misbehave(proxy, kind, i % 3 ? 5200 + Math.random() * 1500 : 200 + Math.random() * 2000);
          tally[kind]!++;
        }));
        n += now.length;
        for (const p of desk.pages) p.stop();
        const saved = (p: (typeof desk.pages)[number]) => p.quiet && p.line.state.kind === "saved";
        const healed = performance.now();
        if (!(await until(() => desk.pages.every(saved), 12_000))) {
          tally["not saved again"]!++;
          for (const [i, p] of desk.pages.entries()) if (!saved(p)) on.say(`  network: a page after ${kinds[(from + n - now.length + i) % kinds.length]} is ${JSON.stringify(p.line.state)}, ${JSON.stringify(p.connection)}`);
          await until(() => desk.pages.every(saved), 30_000);
          on.say(`  network: all saved ${Math.round(performance.now() - healed)} ms after`);
        }
      }
      await desk.settled(8000);
      for (const p of desk.pages) add(tally, p.honesty);
      add(tally, await desk.examine());
      tally["heard without a grant"] = desk.overheard();
    } finally {
      await desk.close();
      for (const proxy of proxies) await proxy.close();
    }
    return tally;
  },
  figures: (tally, wanted) => [
    ...kinds.map((kind) => atLeast("network", tally, kind, Math.floor(wanted / kinds.length))),
    ...["lost", "twice", "unattributed", "texts that differ", "not saved again", "heard without a grant"].map((name) => none("network", tally, name)),
    atMost("network", tally, "longest unsaved and not said", 5000, "ms"),
    ...["acknowledged", "said not saved", "unknown"].map((name) => told("network", tally, name)),
  ],
};
