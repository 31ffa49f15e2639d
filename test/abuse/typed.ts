import type { Browser, Page } from "playwright-core";
import { emails, type House } from "../house.ts";
import { look } from "../faults/chromium.ts";
import { markOf, type Payload } from "./payloads.ts";
import { awake, type Looked, tell, watched } from "./run.ts";

// Places into which the payloads are typed: through the front, and back out of it.

const lots = (payloads: Payload[], most: number): Payload[][] => Array.from({ length: Math.ceil(payloads.length / most) }, (_, i) => payloads.slice(i * most, (i + 1) * most));
const line = (payload: Payload): string => `${payload.text} ${markOf(payload)}`;

/** Puts a payload into each line, and as many as there are into each box, of the page's form that posts. Returns those for which there was room. */
async function fillIn(page: Page, lot: Payload[]): Promise<void> {
  await page.evaluate((texts) => {
    const form = document.querySelector<HTMLFormElement>("main form[method=post]")!;
    const fields = [...form.elements].filter((one): one is HTMLInputElement | HTMLTextAreaElement => (one instanceof HTMLInputElement && one.type === "text") || one instanceof HTMLTextAreaElement);
    const boxes = fields.filter((one) => one instanceof HTMLTextAreaElement);
    for (const field of fields) field.value = texts.shift() ?? "";
    while (texts.length) for (const box of boxes) box.value += `\n${texts.shift() ?? ""}`;
  }, lot.map(line));
}

/** A form that is refused, with everything typed in it: by the page's own script, and without. */
export async function refusedForms(browser: Browser, house: House, payloads: Payload[], csp: boolean, looked: Looked): Promise<void> {
  const { watch, page } = await watched(browser, house, "ruth", csp);
  for (const lot of lots(payloads, 120)) {
    for (const scripted of [true, false]) {
      await page.goto("/subjects/new/child");
      await awake(page);
      await fillIn(page, lot);
      if (scripted) await page.getByRole("button", { name: "Make the record" }).click();
      else await Promise.all([page.waitForEvent("load"), page.evaluate(() => HTMLFormElement.prototype.submit.call(document.querySelector("main form[method=post]")))]);
      await page.locator(".govuk-error-summary").waitFor();
      await awake(page);
      await watch.provoke(page);
      await tell(looked, page, lot, `a refused form, ${scripted ? "with" : "without"} scripts`);
    }
  }
  looked.done.push(...watch.done);
  await watch.context.close();
}

/** What was searched for, said again: by the page's own script, or without. */
export async function searches(browser: Browser, house: House, payloads: Payload[], csp: boolean, looked: Looked): Promise<void> {
  const { watch, page } = await watched(browser, house, "ruth", csp);
  // A search takes so many characters; what is longer would lose its mark.
  for (const [i, payload] of payloads.filter((one) => line(one).length <= 200).entries()) {
    if (page.url() === "about:blank") await page.goto("/search");
    await awake(page);
    const answered = page.waitForEvent("load");
    await page.evaluate(([text, scripted]) => {
      const form = document.querySelector<HTMLFormElement>("main .findbox")!;
      form.querySelector("input")!.value = text as string;
      if (scripted) form.requestSubmit();
      else HTMLFormElement.prototype.submit.call(form);
    }, [line(payload), i % 2 === 0] as const);
    await answered;
    await watch.provoke(page);
    await tell(looked, page, [payload], "/search");
  }
  looked.done.push(...watch.done);
  await watch.context.close();
}

/** Pastes into the editor as a person does: nothing is set behind its back. */
const paste = (page: Page, text: string): Promise<void> =>
  page.evaluate((text) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    document.querySelector(".cm-content")!.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);

/** The minutes while they are written: Dan, who is called as a payload is, types, and Ruth's page shows it with his caret; then in her plain box, with who wrote what. */
export async function liveMinutes(browser: Browser, house: House, payloads: Payload[], csp: boolean, looked: Looked): Promise<void> {
  const dan = await watched(browser, house, "dan", csp);
  const ruth = await watched(browser, house, "ruth", csp);
  // All of a long text is on the page at once: the editor draws what can be seen.
  await ruth.page.setViewportSize({ width: 1280, height: 24_000 });
  for (const [i, lot] of lots(payloads, 100).entries()) {
    const itemId = `write-${csp ? "on" : "off"}-${i}`;
    await house.db.insertInto("item").values({ id: itemId, meeting_id: "desk", kind: "standing", number: `W${i}`, section: "opening", title: "Matter", position: 5000 + i + (csp ? 1000 : 0), minutes: 5, reasons: "[]", added_at: new Date().toISOString() }).execute();
    const named = lot[0]!;
    await house.db.updateTable("person").set({ name: line(named) }).where("email", "=", emails.dan).execute();
    // She ended in the plain box, which the browser remembers.
    await ruth.watch.context.clearCookies({ name: "panelroom_plain" });
    for (const { page } of [dan, ruth]) await page.goto(`/meetings/desk/live?item=${itemId}`);
    for (const { page } of [dan, ruth]) await page.locator(".cm-content").waitFor();
    await dan.page.locator(".cm-content").click();
    for (const part of lots(lot, 25)) await paste(dan.page, part.map((one) => `${line(one)}\n\n`).join(""));
    await dan.page.locator("[data-state=saved]").waitFor();
    const last = markOf(lot.at(-1)!);
    await ruth.page.waitForFunction((mark) => document.querySelector(".cm-content")?.textContent?.includes(mark), last);
    await ruth.page.locator(".caret__name", { hasText: markOf(named) }).waitFor();
    for (const { watch, page } of [dan, ruth]) await watch.provoke(page);
    const { text } = (await look(ruth.page))!;
    for (const one of lot) if (text.includes(markOf(one))) looked.shown++;
    else looked.missing.push(`the editor: ${one.vector.name}, ${one.encoding}, ${one.context}`);
    await ruth.page.getByRole("button", { name: "Who wrote what" }).click();
    await ruth.page.getByRole("button", { name: "Plain text box" }).click();
    await ruth.page.locator(".minutes__box").waitFor();
    await ruth.watch.provoke(ruth.page);
    await tell(looked, ruth.page, lot, "the plain box");
  }
  for (const { watch } of [dan, ruth]) {
    looked.done.push(...watch.done);
    await watch.context.close();
  }
}
