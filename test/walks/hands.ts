import type { Locator, Page } from "playwright-core";

/** How a person works the page: one walk, done with the mouse or with the keyboard alone. */
export interface Hands {
  /** Presses a button or follows a link. */
  press: (thing: Locator) => Promise<void>;
  /** Puts text into a field, in place of what it held. */
  fill: (field: Locator, text: string) => Promise<void>;
  /** Chooses from a list that opens, by the words of the choice. */
  choose: (list: Locator, words: string) => Promise<void>;
  /** Ticks a box or takes one of several. */
  tick: (box: Locator) => Promise<void>;
  /** Puts the cursor into an editor, to type in it. */
  enter: (editor: Locator) => Promise<void>;
}

export const mouse: Hands = {
  press: (thing) => thing.click(),
  fill: (field, text) => field.fill(text),
  choose: async (list, words) => void (await list.selectOption({ label: words })),
  // The label lies over the box, as in the design system: the click falls on what is there.
  tick: (box) => box.check({ force: true }),
  enter: (editor) => editor.click(),
};

const focused = (thing: Locator) => thing.evaluate((element) => element === document.activeElement || element.contains(document.activeElement));

/** Goes with Tab to the thing, from wherever the focus is. Throws when it cannot be reached so. */
async function reach(thing: Locator): Promise<void> {
  await thing.waitFor();
  for (let presses = 0; presses < 600; presses++) {
    if (await focused(thing)) return;
    await thing.page().keyboard.press("Tab");
  }
  throw new Error(`Tab does not reach ${thing}`);
}

// Within a group of radio buttons Tab stops once; the arrows go on from there.
async function reachRadio(radio: Locator): Promise<void> {
  const group = radio.page().locator(`input[type=radio][name="${await radio.getAttribute("name")}"]`);
  for (let presses = 0; presses < 600; presses++) {
    if (await group.evaluateAll((all) => all.some((one) => one === document.activeElement))) break;
    await radio.page().keyboard.press("Tab");
  }
  for (let presses = 0; presses < 40; presses++) {
    if ((await focused(radio)) && (await radio.isChecked())) return;
    await radio.page().keyboard.press((await focused(radio)) ? "Space" : "ArrowDown");
  }
  throw new Error(`The arrows do not reach ${radio}`);
}

const type = (page: Page, text: string) => page.keyboard.insertText(text);

export const keyboard: Hands = {
  press: async (thing) => {
    await reach(thing);
    await thing.page().keyboard.press("Enter");
  },
  fill: async (field, text) => {
    await reach(field);
    await field.page().keyboard.press("Control+A");
    await type(field.page(), text);
  },
  choose: async (list, words) => {
    await reach(list);
    // Typing the beginning of a choice takes it, as in every browser.
    await list.page().keyboard.type(words);
    const taken = await list.evaluate((element) => (element as HTMLSelectElement).selectedOptions[0]?.textContent);
    if (taken !== words) throw new Error(`Typed "${words}" and got "${taken}"`);
  },
  tick: async (box) => {
    if ((await box.getAttribute("type")) === "radio") return reachRadio(box);
    await reach(box);
    if (!(await box.isChecked())) await box.page().keyboard.press("Space");
  },
  enter: reach,
};
