import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { chromiumPath } from "../browser.ts";

export const chromiumOrNot = (): { ran: string } | { missing: string } => (chromiumPath() ? { ran: "Chromium" } : { missing: "there is no Chromium" });

/** A browser that can be killed. */
export interface Killable {
  browser: Browser;
  kill: () => Promise<void>;
}

export async function openKillable(): Promise<Killable> {
  const server = await chromium.launchServer({ executablePath: chromiumPath()!, args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"] });
  const browser = await chromium.connect(server.wsEndpoint());
  return { browser, kill: () => server.kill() };
}

/** Somebody's browser: their session is there already. */
export async function contextOf(browser: Browser, url: string, cookie: string): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: url, viewport: { width: 1280, height: 900 }, locale: "en-GB" });
  const [name, value] = cookie.split("=") as [string, string];
  await context.addCookies([{ name, value: cookie.slice(name.length + 1) || value, url }]);
  return context;
}

/** Waits until the minutes can be typed into, and puts the caret at their end. */
export async function toWrite(page: Page): Promise<void> {
  await page.locator(".cm-content").waitFor();
  await page.locator(".cm-content").click();
  await page.keyboard.press("Control+End");
}

// As text: what compiles the harness would put helpers of its own into a function, which the page does not have.
const shown = `(() => {
  const words = (node) => node.nodeType === 1 && node.classList.contains("caret") ? "" : node.nodeType === 3 ? node.nodeValue ?? "" : [...node.childNodes].map(words).join("");
  const box = document.querySelector(".minutes__box");
  return { text: box ? box.value : [...document.querySelectorAll(".cm-line")].map(words).join("\\n"), saved: document.querySelector("[data-state=saved]") !== null };
})()`;

/** What the page showed, in one look; null when it is gone. */
export const look = (page: Page): Promise<{ text: string; saved: boolean } | null> => page.evaluate(shown).then((seen) => seen as { text: string; saved: boolean }, () => null);
