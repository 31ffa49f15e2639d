import { openBrowser } from "../browser.ts";
import type { Figure } from "../figure.ts";
import { type House, openHouse } from "../house.ts";
import { firesIn } from "./control.ts";
import { payloads, some } from "./payloads.ts";
import { fillPlaces, type Place, places, type Visit } from "./places.ts";
import { lookAt, type Looked, nothingYet } from "./run.ts";
import { liveMinutes, refusedForms, searches } from "./typed.ts";
import type { Done } from "./watch.ts";

export interface XssOptions {
  /** How many payloads; all when not given. */
  most?: number;
  say?: (text: string) => void;
}

/** What a run found: its figures, and all that is wrong in words. */
export interface XssRun {
  figures: Figure[];
  wrong: string[];
}

const told = ({ how, n, what }: Done): string => `${how}${n === null ? "" : ` (payload ${n}: ${payloads[n - 1]?.vector.name}, ${payloads[n - 1]?.encoding}, ${payloads[n - 1]?.context})`}: ${what}`;

/** Every payload at every place in a real browser, with the content policy off and with it on; and the same browser, and watch, on pages that take no care. */
export async function runXss({ most = payloads.length, say = () => undefined }: XssOptions = {}): Promise<XssRun> {
  const tried = most < payloads.length ? some(most) : payloads;
  const vectors = new Set(tried.map((one) => one.vector));
  const browser = await openBrowser();
  let visits = new Map<Place, Visit[]>();
  let house: House | undefined;
  try {
    house = await openHouse({ fill: async (db) => void (visits = await fillPlaces(db, tried)) });
    const plain = [...vectors].map((vector) => payloads.find((one) => one.vector === vector)!);
    const controlled = most < payloads.length ? plain.filter((_, i) => i % 5 === 0) : plain;
    const fired = await firesIn(browser, controlled);
    say(`  pages without care: ${fired.size} of ${controlled.length} vectors run, load or lead away`);

    const by = { off: nothingYet(), on: nothingYet() };
    for (const csp of [false, true]) {
      const looked = by[csp ? "on" : "off"];
      if (most < payloads.length) await lookAt(browser, house, [...visits.values()].flat(), csp, looked);
      else for (const place of places) {
        const before = looked.shown;
        await lookAt(browser, house, visits.get(place)!, csp, looked);
        say(`  content policy ${csp ? "on" : "off"}: ${place.name}: ${looked.shown - before} shown, ${looked.done.length} wrong`);
      }
      await refusedForms(browser, house, tried, csp, looked);
      // One for each vector: every search is a page of its own.
      await searches(browser, house, most < payloads.length ? some(12) : some(vectors.size), csp, looked);
      await liveMinutes(browser, house, tried, csp, looked);
      say(`  content policy ${csp ? "on" : "off"}: typed into forms, the search and the minutes: ${looked.shown} shown in all, ${looked.done.length} wrong`);
    }
    return { figures: figuresOf(tried.length, vectors.size, by, fired.size, controlled.length), wrong: wrongIn(by) };
  } finally {
    await house?.close();
    await browser.close();
  }
}

/** Places in which all payloads are shown: those of the rows, refused forms, and the minutes while they are written. */
const whole = places.length + 2;

function figuresOf(tried: number, vectors: number, { off, on }: { off: Looked; on: Looked }, fired: number, controlled: number): Figure[] {
  const none = (name: string, figure: number): Figure => ({ name, figure, unit: "times", limit: "0", ok: figure === 0 });
  const only = (name: string, figure: number, unit: string): Figure => ({ name, figure, unit, limit: "none", ok: true });
  const count = (looked: Looked, ...how: Done["how"][]) => looked.done.filter((one) => how.includes(one.how)).length;
  const least = (name: string, figure: number, unit: string, limit: number): Figure => ({ name, figure, unit, limit: `at least ${limit}`, ok: figure >= limit });
  const all = tried === payloads.length;
  return [
    all ? least("payloads", tried, "", 1500) : only("payloads", tried, ""),
    all ? least("distinct vectors", vectors, "", 120) : only("distinct vectors", vectors, ""),
    least("places that show every payload", whole, "", 12),
    only("payloads seen on pages, content policy off", off.shown, "times"),
    only("payloads seen on pages, content policy on", on.shown, "times"),
    none("payloads that a page ought to have shown and did not", off.missing.length + on.missing.length),
    least(`vectors that do run, load or lead away on pages without care (of ${controlled})`, fired, "", Math.ceil(controlled * 0.6)),
    none("ran with the content policy off", count(off, "ran", "asked something")),
    none("asked another site, or went away, with the content policy off", count(off, "asked", "went")),
    none("stood in the page as a tag or an attribute, content policy off or on", count(off, "stands as a tag") + count(on, "stands as a tag")),
    none("ran, asked or went away with the content policy on", count(on, "ran", "asked something", "asked", "went")),
    none("reports of the content policy", count(on, "reported")),
  ];
}

const wrongIn = ({ off, on }: { off: Looked; on: Looked }): string[] =>
  ([["off", off], ["on", on]] as const).flatMap(([name, looked]) => [...looked.proofs.filter(Boolean), ...looked.missing.map((one) => `not shown: ${one}`), ...looked.done.map((one) => `content policy ${name}: ${told(one)}`)]);
