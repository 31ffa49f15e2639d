import type { Browser, BrowserContext, Page } from "playwright-core";

/** What a payload did in a browser. */
export interface Done {
  how: "ran" | "asked" | "went" | "reported" | "asked something" | "stands as a tag";
  /** The payload's number, where it said so. */
  n: number | null;
  what: string;
}

// As text: what compiles the tests would put helpers of its own into a function, which the page does not have.
const listen = "document.addEventListener('securitypolicyviolation', (e) => __violated(e.violatedDirective + ' ' + e.blockedURI + ' ' + e.sample))";

/** Tags and attributes that no page of ours has in its main part, and no text may make. */
const foreign = `(() => {
  const found = [];
  for (const one of document.querySelectorAll("main *")) {
    // The editor's own, beside a caret.
    if (one.matches("img.cm-widgetBuffer:not([src])")) continue;
    if (/^(script|iframe|frame|frameset|object|embed|applet|base|meta|link|style|template|marquee|video|audio|source|track|img|image|svg|math|portal|xmp|plaintext|noembed|map|area|keygen|x|x-x)$/i.test(one.localName)) found.push(one.outerHTML);
    // The editor's own styles are set by its script, as properties.
    for (const { name, value } of one.attributes) if (name === "style" && /\\bcm-/.test(one.className)) continue; else if (/^on|^srcdoc$|^style$|^background$|^ping$/i.test(name) || (/^(href|src|action|formaction|xlink:href|data|poster)$/i.test(name) && !/^(https?:|mailto:|[/?#]|$)/i.test(value))) found.push(one.outerHTML);
  }
  return found.map((html) => html.slice(0, 200));
})()`;

/** Does to everything in the page what a visitor might: opens, passes over, takes the focus, presses (links that lead to another site are let go no further than the press). */
const poke = `(() => {
  addEventListener("click", (event) => {
    const link = event.target.closest?.("a, area");
    if (link && /^(https?|mailto):$/.test(link.protocol ?? "")) event.preventDefault();
  });
  const within = document.querySelector("main") ?? document.body;
  for (const details of within.querySelectorAll("details")) details.open = true;
  for (const one of within.querySelectorAll("*")) {
    for (const name of ["pointerenter", "pointerover", "mouseover", "mousemove", "wheel", "input", "search", "animationend", "transitionend"]) one.dispatchEvent(new (name === "wheel" ? WheelEvent : name.startsWith("pointer") ? PointerEvent : name.startsWith("mouse") ? MouseEvent : Event)(name, { bubbles: false }));
    // The product's own have classes; nothing that is typed can give itself one.
    const ours = one.closest("button[class], input[class], select[class], textarea[class], a[class]:not([rel~=nofollow]), label, summary, form.inline-form");
    if (ours) continue;
    one.focus?.();
    if (/^(a|area|button|input|b|x|x-x)$/i.test(one.localName) || one.hasAttribute("onclick")) one.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  }
  document.activeElement?.blur?.();
})()`;

// Answered after all that was asked for before it.
const fence = `new Promise((resolve) => { const last = document.createElement("img"); last.onerror = last.onload = () => requestAnimationFrame(() => setTimeout(resolve)); last.src = "/favicon.svg?" + Math.random(); })`;

/** A context in which nothing goes unnoticed that text could make a browser do. `csp: false` switches the content policy off, Trusted Types with it. */
export class Watch {
  done: Done[] = [];
  private constructor(readonly context: BrowserContext, private readonly home: string) {}

  static async open(browser: Browser, home: string, { csp }: { csp: boolean }): Promise<Watch> {
    const context = await browser.newContext({ baseURL: home, bypassCSP: !csp, viewport: { width: 1280, height: 900 }, locale: "en-GB" });
    const watch = new Watch(context, home);
    const say = (how: Done["how"], what: string, n: number | null = Number(/evil\.example\/(\d+)/.exec(what)?.[1] ?? Number.NaN) || null) => watch.done.push({ how, n, what: what.slice(0, 300) });
    await context.exposeBinding("__ran", ({ frame }, n: unknown) => void say("ran", frame.url(), Number(String(n))));
    await context.exposeBinding("__violated", (_, what: string) => void say("reported", what));
    await context.addInitScript(listen);
    await context.route((url) => url.origin !== home, (route) => {
      const url = route.request().url();
      say("asked", url);
      const n = /evil\.example\/(\d+)/.exec(url)?.[1];
      return route.fulfill({ contentType: "text/javascript", body: n ? `__ran(${n})` : "", headers: { "Access-Control-Allow-Origin": "*" } });
    });
    return watch;
  }

  /** A page of the context. Where it goes without being led there (`lead`) is noted. */
  async page(): Promise<Page> {
    const page = await this.context.newPage();
    page.on("dialog", (dialog) => {
      this.done.push({ how: "asked something", n: null, what: dialog.message() });
      void dialog.dismiss();
    });
    page.on("popup", (popup) => this.done.push({ how: "went", n: null, what: popup.url() }));
    page.on("framenavigated", (frame) => {
      if (frame !== page.mainFrame() || new URL(frame.url()).origin !== this.home) this.done.push({ how: "went", n: null, what: frame.url().slice(0, 200) });
    });
    return page;
  }

  /** Works the page, and waits for what came of it. */
  async provoke(page: Page): Promise<void> {
    await page.evaluate(fence);
    await page.evaluate(poke);
    await page.evaluate(fence);
    for (const html of (await page.evaluate(foreign)) as string[]) this.done.push({ how: "stands as a tag", n: null, what: html });
  }

  /** The content policy, and this watch, as they are on the page: off, what is put in as HTML runs and is seen; on, it is refused and reported. Says what is wrong, or "". */
  async proof(page: Page, { csp }: { csp: boolean }): Promise<string> {
    const before = this.done.length;
    await page.evaluate(`try { document.querySelector("main").insertAdjacentHTML("beforeend", "<img src=/x onerror=__ran(0)>") } catch {}`);
    await page.evaluate(`(() => { const one = document.createElement("script"); try { one.text = "__ran(-1)" } catch {} document.head.append(one); })()`);
    await page.evaluate(`document.querySelector("main").append(Object.assign(document.createElement("img"), { src: "//evil.example/0" }))`);
    await page.evaluate(fence);
    const seen = this.done.splice(before);
    const ran = seen.filter((one) => one.how === "ran" || one.how === "asked").length;
    const reported = seen.filter((one) => one.how === "reported").length;
    if (csp) return ran === 0 && reported >= 3 ? "" : `with the content policy ${ran} ran, and ${reported} were reported`;
    return ran === 3 && reported === 0 ? "" : `without the content policy ${ran} of 3 ran, and ${reported} were reported`;
  }
}
