import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { cost, handsOf } from "./effort.ts";
import { keyboard } from "./hands.ts";
import { isSaved, textOn } from "./place.ts";

// What those at the meeting of the month do again and again.

export const editor = (page: Page) => page.locator(".cm-content");
export const at = (page: Page, number: string): Locator => page.getByRole("heading", { level: 2, name: new RegExp(`^${number} `) });

/** The minutes as they stand on a page come to be these words. */
export const reads = (page: Page, words: string) => expect.poll(() => textOn(page), { timeout: 15_000 }).toBe(words);

/** One press of the button that moves on, and everybody at that meeting's page has come along. */
export async function moveOn(chair: Page, number: string, along: Page[]): Promise<void> {
  const hand = handsOf(chair);
  await hand.click(chair.getByRole("button", { name: new RegExp(`^Next: ${number} `) }));
  for (const page of [chair, ...along]) await at(page, number).waitFor();
  cost("move to the next item", hand.counted());
}

/** Begins a line of its own at the end of the minutes, and says it. */
export async function write(page: Page, words: string): Promise<void> {
  await editor(page).click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(words);
  await isSaved(page);
}

export async function outcome(chair: Page, name: string, fields: Record<string, string>): Promise<void> {
  await chair.getByRole("link", { name: "Outcome", exact: true }).click();
  await chair.getByRole("radio", { name, exact: true }).check({ force: true });
  for (const [label, words] of Object.entries(fields)) await chair.getByLabel(label).fill(words);
  await chair.getByRole("button", { name: "Record the outcome" }).click();
  await chair.locator(".entry__facts--outcome").waitFor();
  // With the form the focus goes back to where it was opened: not in the midst of the next key.
  await chair.locator(".desk__form").waitFor({ state: "detached" });
}

export async function agree(chair: Page, others: Page[]): Promise<void> {
  await keyboard.press(chair.getByRole("button", { name: "Agree the read-back" }));
  for (const page of [chair, ...others]) await page.getByText(/^Read-back agreed by/).waitFor();
}
