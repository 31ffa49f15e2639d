import type { Browser, Page } from "playwright-core";
import type { Person } from "../cast.ts";
import { cookieOf, type House } from "../house.ts";
import { markOf, type Payload } from "./payloads.ts";
import type { Visit } from "./places.ts";
import { type Done, Watch } from "./watch.ts";

/** What came of looking at payloads, with the content policy or without it. */
export interface Looked {
  /** How often a payload was seen on a page. */
  shown: number;
  /** Payloads that a page ought to have shown and did not, by page. */
  missing: string[];
  done: Done[];
  /** What is wrong with the watch itself. */
  proofs: string[];
}

/** The text of the page's main part, and what its fields hold. */
export const said = `(() => {
  const main = document.querySelector("main");
  return [main?.textContent ?? "", ...[...(main?.querySelectorAll("input, textarea") ?? [])].map((field) => field.value)].join("\\n");
})()`;
/** Waits until the scripts of the page have taken it over. */
export const awake = (page: Page): Promise<unknown> => page.waitForFunction(() => Object.keys(document.querySelector("main") ?? {}).some((key) => key.startsWith("__react")), undefined, { timeout: 60_000 });
const navigate = (path: string) => `new Promise((resolve, reject) => {
  const router = __remixRouter;
  const late = setTimeout(() => reject(new Error("The page did not come")), 60000);
  const quiet = router.subscribe((state) => {
    if (state.navigation.state !== "idle" || state.location.pathname + state.location.search !== ${JSON.stringify(path)}) return;
    quiet();
    clearTimeout(late);
    requestAnimationFrame(() => setTimeout(resolve));
  });
  router.navigate(${JSON.stringify(path)});
})`;

/** A browser of somebody's, watched. */
export async function watched(browser: Browser, house: House, who: Person, csp: boolean): Promise<{ watch: Watch; page: Page }> {
  const watch = await Watch.open(browser, house.url, { csp });
  const [name, value] = (await cookieOf(house, who)).split(/=(.*)/s) as [string, string];
  await watch.context.addCookies([{ name, value, url: house.url, httpOnly: true, sameSite: "Lax" }]);
  return { watch, page: await watch.page() };
}

/** Whether each payload is on the page, once it is complete. */
export async function tell(looked: Looked, page: Page, shows: Payload[], where: string): Promise<void> {
  const has = async (): Promise<Payload[]> => {
    const text = (await page.evaluate(said)) as string;
    return shows.filter((one) => text.includes(markOf(one)));
  };
  let there = await has();
  for (const until = Date.now() + 5000; there.length < shows.length && Date.now() < until; ) {
    await page.evaluate("new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50)))");
    there = await has();
  }
  looked.shown += there.length;
  looked.missing.push(...shows.filter((one) => !there.includes(one)).map((one) => `${where}: ${one.vector.name}, ${one.encoding}, ${one.context}`));
}

export const nothingYet = (): Looked => ({ shown: 0, missing: [], done: [], proofs: [] });

/** Looks at each page twice: as the server renders it, and as the browser does when it comes from another page. Everything on it is opened, passed over and pressed. */
export async function lookAt(browser: Browser, house: House, visits: Visit[], csp: boolean, looked: Looked): Promise<void> {
  for (const who of new Set(visits.map((visit) => visit.who))) {
    const { watch, page } = await watched(browser, house, who, csp);
    const own = visits.filter((visit) => visit.who === who);
    for (const [i, { path, shows }] of own.entries()) {
      await page.goto(path);
      await awake(page);
      await tell(looked, page, shows, path);
      await watch.provoke(page);
      if (i > 0) continue;
      looked.proofs.push(await watch.proof(page, { csp }));
      await page.goto(path);
      await awake(page);
    }
    // Again in the order of before, each from the one before it: none is where the browser is already.
    if (own.length === 1) await page.evaluate(navigate("/account"));
    for (const { path, shows } of own) {
      await page.evaluate(navigate(path));
      await tell(looked, page, shows, `${path}, from another page`);
      await watch.provoke(page);
    }
    looked.done.push(...watch.done);
    await watch.context.close();
  }
}
