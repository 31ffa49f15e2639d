import { expect, test } from "vitest";
import * as Y from "yjs";
import { applyChange, readChange, whyNotApply } from "#app/models/meetings/frame.server.ts";
import { textName } from "#app/models/meetings/document.ts";
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
