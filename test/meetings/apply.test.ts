import { expect, test } from "vitest";
import * as Y from "yjs";
import { applyChange, readChange, whyNotApply } from "#app/models/meetings/frame.server.ts";
import { textName } from "#app/models/meetings/document.ts";
import { damage, inTwoParts, ofNoLength } from "../faults/hostile.ts";
import { chance } from "../support/chance.ts";

/** Several people write at once, each from what has reached them so far; their changes in the order in which the server would take them. */
function session(seed: number): { client: number; update: Uint8Array }[] {
  const random = chance(seed);
  const upTo = (n: number) => Math.floor(random() * n);
  const log: { client: number; update: Uint8Array }[] = [];
  const pages = Array.from({ length: 4 }, (_, n) => {
    const doc = new Y.Doc();
    doc.clientID = 1000 * (n + 1) + seed;
    return { doc, had: 0, before: 0 };
  });
  for (let step = 0; step < 60; step++) {
    const page = pages[upTo(pages.length)]!;
    const { doc } = page;
    const text = doc.getText(textName);
    for (const until = page.had + upTo(log.length - page.had + 1); page.had < until; page.had++) Y.applyUpdate(doc, log[page.had]!.update);
    const own = Y.getState(doc.store, doc.clientID);
    doc.transact(() => {
      for (let n = 1 + upTo(3); n > 0; n--) {
        if (random() < 0.6 || text.length === 0) text.insert(upTo(text.length + 1), "abcdefgh".slice(0, 1 + upTo(8)));
        else {
          const at = upTo(text.length);
          text.delete(at, 1 + upTo(Math.min(6, text.length - at)));
        }
      }
    });
    // Now and then together with what it sent last, which is known by then.
    const from = random() < 0.2 ? page.before : own;
    page.before = own;
    const lacks = new Map([...Y.decodeStateVector(Y.encodeStateVector(doc)), [doc.clientID, from] as const]);
    log.push({ client: doc.clientID, update: Y.encodeStateAsUpdate(doc, Y.encodeStateVector(lacks)) });
  }
  return log;
}

/** The document that the bytes make, and whether anything waits for what is not there. */
const madeBy = (...updates: Uint8Array[]) => {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc;
};

test.each([["in two parts", inTwoParts(7, false)], ["in two parts, the last of them empty", inTwoParts(7, true)], ["with a piece of no length", ofNoLength(7)]])("A change %s is none: the log would not hold what was looked at", (_, update) => {
  expect(readChange(update)).toBe("invalid");
});

test("Whatever of 30,000 damaged changes is let through goes into the document as the log will tell it", () => {
  let through = 0;
  for (let seed = 1; seed <= 30; seed++) {
    const random = chance(seed);
    const honest = session(seed);
    for (let n = 0; n < 1000; n++) {
      const at = 1 + Math.floor(random() * (honest.length - 1));
      const log = honest.slice(0, at).map((one) => one.update);
      const { client, update } = honest[at]!;
      const damaged = damage(update, honest[Math.floor(random() * honest.length)]!.update, random);
      const change = readChange(damaged);
      if (typeof change === "string") continue;
      const ours = madeBy(...log);
      if (whyNotApply(ours, change, damaged.length, client)) continue;
      through++;
      applyChange(ours, change);
      const theirs = madeBy(...log, damaged);
      expect(theirs.store.pendingStructs ?? theirs.store.pendingDs).toBeNull();
      expect(Buffer.from(Y.encodeStateAsUpdate(ours)).equals(Buffer.from(Y.encodeStateAsUpdate(theirs)))).toBe(true);
    }
  }
  expect(through).toBeGreaterThan(300);
});

test("A change that was checked goes into the document as Yjs itself would put it there", () => {
  let partly = 0;
  for (let seed = 1; seed <= 40; seed++) {
    const ours = new Y.Doc();
    const theirs = new Y.Doc();
    for (const { client, update } of session(seed)) {
      const change = readChange(update);
      if (typeof change === "string") throw new Error(change);
      expect(whyNotApply(ours, change, update.length, client)).toBeNull();
      if (change.structs.some((struct) => struct.id.clock < Y.getState(ours.store, client))) partly++;
      applyChange(ours, change);
      Y.applyUpdate(theirs, update);
      expect(ours.getText(textName).toString()).toBe(theirs.getText(textName).toString());
      expect(Y.encodeStateVector(ours)).toEqual(Y.encodeStateVector(theirs));
    }
    expect(Buffer.from(Y.encodeStateAsUpdate(ours)).equals(Buffer.from(Y.encodeStateAsUpdate(theirs)))).toBe(true);
    expect(ours.store.pendingStructs).toBeNull();
  }
  expect(partly).toBeGreaterThan(50);
});
