import { Marked } from "marked";
import type { Browser } from "playwright-core";
import type { Payload } from "./payloads.ts";
import { Watch } from "./watch.ts";

// What the same payloads do where a page takes no care: without this, "nothing ran" might mean that nothing could have.

const careless = new Marked({ gfm: true, breaks: true });
const home = "http://control.example";

/** Pages that put text where it came from, as it came. */
const sinks: ((text: string) => string)[] = [
  (text) => `<!DOCTYPE html><body>${text}</body>`,
  (text) => `<!DOCTYPE html><body>${careless.parse(text)}</body>`,
  (text) => `<!DOCTYPE html><body><input value="${text}"><a href="${text}">x</a></body>`,
  (text) => `<!DOCTYPE html><body><input value='${text}'></body>`,
  (text) => `<!DOCTYPE html><title>${text}</title><body><textarea>${text}</textarea></body>`,
  (text) => `<!DOCTYPE html><body><script>var told = "${text}";</script><script>var told = '${text}';</script><script>var told = \`${text}\`;</script></body>`,
];

const inFrames = `(() => {
  for (const frame of document.querySelectorAll("iframe")) {
    const page = frame.contentDocument;
    if (!page?.body) continue;
    for (const details of page.querySelectorAll("details")) details.open = true;
    for (const one of page.querySelectorAll("*")) {
      for (const name of ["pointerenter", "mouseover", "wheel", "input", "search", "animationend", "transitionend"]) one.dispatchEvent(new Event(name));
      one.focus?.();
      if (/^(a|area|button|input|b|x|x-x)$/i.test(one.localName) || one.hasAttribute("onclick")) one.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
    }
  }
})()`;

/** Which of the payloads run, load or lead away in pages without care. */
export async function firesIn(browser: Browser, payloads: Payload[], batch = 50): Promise<Set<number>> {
  const watch = await Watch.open(browser, home, { csp: false });
  await watch.context.route(`${home}/**`, (route) => route.fulfill({ contentType: "text/html", body: "<!DOCTYPE html><title>Control</title><body></body>" }));
  const page = await watch.page();
  for (let from = 0; from < payloads.length; from += batch) {
    await page.goto(`${home}/${from}`);
    const texts = payloads.slice(from, from + batch).flatMap(({ text }) => sinks.map((sink) => sink(text)));
    await page.evaluate(async (pages) => {
      await Promise.all(pages.map((text) => new Promise<void>((resolve) => {
        const frame = document.createElement("iframe");
        frame.addEventListener("load", () => resolve(), { once: true });
        // A page that leads away at once may never say that it was loaded.
        setTimeout(resolve, 1000);
        frame.srcdoc = text;
        document.body.append(frame);
      })));
    }, texts);
    await page.evaluate(inFrames);
    await page.evaluate(`new Promise((resolve) => setTimeout(resolve, 100))`);
  }
  await watch.context.close();
  return new Set(watch.done.flatMap(({ how, n }) => (n !== null && (how === "ran" || how === "asked" || how === "went") ? [n] : [])));
}
