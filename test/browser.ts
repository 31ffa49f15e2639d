import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import type { Person } from "./cast.ts";
import { cookieOf, type House } from "./house.ts";

const onPath = (name: string): string | null => {
  try {
    return execFileSync("sh", ["-c", `command -v ${name}`], { encoding: "utf8" }).trim() || null;
  } catch {
    return null;
  }
};

/** The Chromium that is there: CHROMIUM_PATH, Playwright's own, or one on the PATH; null when there is none. */
export function chromiumPath(): string | null {
  const own = chromium.executablePath();
  return process.env.CHROMIUM_PATH || (own && existsSync(own) ? own : null) || onPath("chromium") || onPath("chromium-browser") || onPath("google-chrome");
}

/** A headless Chromium. Throws, with what to do, when there is none. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = chromiumPath();
  if (!executablePath) throw new Error("There is no Chromium: set CHROMIUM_PATH, or run `npx playwright-core install --with-deps chromium`, or install Debian's package chromium");
  return chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"],
  });
}

/** A context of its own with that person signed in, at the start page. */
export async function enter(browser: Browser, house: Pick<House, "url" | "db">, person: Person, options: Parameters<Browser["newContext"]>[0] = {}): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ baseURL: house.url, viewport: { width: 1280, height: 900 }, locale: "en-GB", ...options });
  // How long what asserts nothing about time waits on a busy machine; a bound has a timeout of its own.
  context.setDefaultTimeout(90_000);
  const [name, value] = (await cookieOf(house, person)).split(/=(.*)/s) as [string, string];
  await context.addCookies([{ name, value, url: house.url, httpOnly: true, sameSite: "Lax" }]);
  const page = await context.newPage();
  await page.goto("/home");
  return { context, page };
}
