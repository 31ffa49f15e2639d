import axe from "axe-core";
import type { BrowserContext, Page } from "playwright-core";

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** At these axe looks, too; 768 is a tablet, 320 what a screen of 1280 leaves at 400 % (WCAG 1.4.10). */
const axeWidths = [1280, 375];
const widths = [1280, 768, 375, 320];

/** A page that is looked at, with what its console said since it was last asked. */
export interface Eye {
  page: Page;
  heard: () => string[];
}

/** Opens a page that keeps what goes wrong in it: errors of the console, and errors that nobody caught. */
export async function eyeOf(context: BrowserContext): Promise<Eye> {
  const page = await context.newPage();
  let said: string[] = [];
  page.on("console", (message) => message.type() === "error" && said.push(`${message.text()} ${message.location().url}`));
  page.on("pageerror", (error) => said.push(String(error)));
  return {
    page,
    heard: () => {
      const all = said;
      said = [];
      return all;
    },
  };
}

/** Waits until the scripts of the page have taken it over, or have failed to. */
export const awake = (page: Page): Promise<unknown> =>
  page.waitForFunction(() => Object.keys(document.querySelector("main") ?? {}).some((key) => key.startsWith("__react")), undefined, { timeout: 20_000 }).catch(() => undefined);

/** The rules of axe that the page breaks. Axe is put into a page once, and tells of nothing but faults: its source and its reports are most of what a look costs. */
async function violationsOf(page: Page): Promise<axe.Result[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  return page.evaluate(
    async (values) => {
      const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, { runOnly: { type: "tag", values }, resultTypes: ["violations"] });
      return violations;
    },
    tags,
  );
}

/** What is wrong with the page as it stands: by axe at `axeAt`, and by eye at each width. */
export async function faultsOf({ page, heard }: Eye, but: RegExp = /^$/, axeAt: readonly number[] = axeWidths): Promise<string[]> {
  const wrong: string[] = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    for (const { id, nodes } of axeAt.includes(width) ? await violationsOf(page) : [])
      wrong.push(`at ${width}: ${id}: ${nodes.slice(0, 3).map((node) => `${node.target.join(" ")} ${node.html.slice(0, 160)} ${[...node.any, ...node.all, ...node.none].map((check) => check.message).join("; ")}`).join(" | ")}`);
    const wide = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth > clientWidth ? `${scrollWidth} px in ${clientWidth}` : "";
    });
    if (wide) wrong.push(`at ${width}: the page is wider than the screen: ${wide}`);
  }
  const { title, headings } = await page.evaluate(() => ({ title: document.title.trim(), headings: document.querySelectorAll("h1").length }));
  if (!title) wrong.push("has no title");
  if (headings !== 1) wrong.push(`has ${headings} h1`);
  for (const line of heard()) if (!but.test(line)) wrong.push(`console: ${line}`);
  return wrong;
}

/** The forms of the page that ask for something, in order. */
export const askingForms = (page: Page): Promise<{ nth: number; action: string }[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLFormElement>("main form")].flatMap((form, i) =>
      form.getAttribute("method") === "post" && form.checkVisibility() && form.querySelector("input:not([type=hidden]):not([type=submit]), select, textarea") ? [{ nth: i, action: new URL(form.getAttribute("action") ?? "", location.href).pathname }] : []),
  );

/** Empties everything that the form asks for, writes a day that does not exist where a day is asked for, and posts it through its own button. */
export async function postEmpty(page: Page, form: number): Promise<void> {
  await page.evaluate((i) => {
    const it = document.querySelectorAll<HTMLFormElement>("main form")[i]!;
    for (const field of it.elements) {
      if (field instanceof HTMLInputElement && field.type !== "hidden") {
        field.checked = false;
        if (field.type !== "checkbox" && field.type !== "radio") field.value = /(^|_)(on|day|from|to)$|On$|date/i.test(field.name) && field.type !== "file" ? "31/13/2026" : "";
      } else if (field instanceof HTMLTextAreaElement) field.value = "";
      else if (field instanceof HTMLSelectElement) field.value = "";
    }
  }, form);
  await page.locator("main form").nth(form).locator("button[type=submit]").last().click();
}
