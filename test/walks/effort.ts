import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

/** What a step may cost whoever does it, in keys and clicks beyond the words themselves. */
export const limits = {
  "list all that are proposed and publish": 4,
  "nothing held for a subject": 1,
  "attendance of all who have signed in": 0,
  "move to the next item": 1,
  "an action with owner and date": 4,
  "risk unchanged with next review": 3,
  "a sharing decision with the usual basis": 8,
  "matters arising, an action": 2,
} as const;
export type Step = keyof typeof limits;

/** Somebody's hands: words are said; keys are counted one by one (Ctrl and Enter are two), and clicks. */
export function handsOf(page: Page) {
  let spent = 0;
  return {
    say: (words: string) => page.keyboard.insertText(words),
    press: async (key: string) => {
      spent += key.split("+").length;
      await page.keyboard.press(key);
    },
    click: async (thing: Locator) => {
      spent += 1;
      await thing.click();
    },
    /** How many since it was asked last. */
    counted: () => {
      const was = spent;
      spent = 0;
      return was;
    },
  };
}

/** What is pressed on a page from now on, by whomever, and is no word: what should happen by itself is counted where it would be pressed. */
export async function pressedOn(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const told = { keys: 0 };
    Object.assign(window, { told });
    document.addEventListener("keydown", (event) => {
      const word = (event.target as HTMLElement).matches("input[type=text], textarea, .cm-content") && event.key.length === 1 && !event.altKey && !event.ctrlKey;
      if (!word && !["Alt", "Shift", "Control"].includes(event.key)) told.keys++;
    }, true);
    document.addEventListener("click", (event) => event.detail > 0 && told.keys++, true);
  });
  return () => page.evaluate(() => (window as unknown as { told: { keys: number } }).told.keys);
}

const table = new Map<Step, number>();

/** Takes down what a step cost; of several times the dearest stands. Throws when it is more than the step may cost. */
export function cost(step: Step, spent: number): void {
  table.set(step, Math.max(spent, table.get(step) ?? 0));
  expect(spent, step).toBeLessThanOrEqual(limits[step]);
}

/** Prints what was taken down in this file. */
export const printCosts = (): void => void process.stdout.write(`\nKeys and clicks beyond the words:\n${[...table].map(([step, spent]) => `  ${step.padEnd(42)}${String(spent).padStart(2)}   (at most ${limits[step]})\n`).join("")}`);
