import fc from "fast-check";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { wordsIn } from "#app/models/meetings/frame.server.ts";
import { passageAt, Words } from "#app/models/meetings/passage.ts";
import { deletionOf, scrub, scrubber } from "#app/models/meetings/scrub.ts";

const textIn = (doc: Y.Doc): string => doc.getText("minutes").toString();
/** Without signs that take two places: where somebody typed between the two, Yjs has put a replacement. */
const plain = (text: string): string => text.replace(/[\ud800-\udfff�]/g, "");
const bytesOf = (text: string): Buffer => Buffer.from(text);
function fold(updates: Uint8Array[]): Y.Doc {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  expect(doc.store.pendingStructs).toBeNull();
  expect(doc.store.pendingDs).toBeNull();
  return doc;
}

/** A log that several people write, each with what has reached them; every letter in it is another, some take two places. */
interface Step {
  who: number;
  do: "type" | "delete" | "send" | "receive";
  at: number;
  size: number;
}
const step = fc.record({ who: fc.nat(3), do: fc.constantFrom<Step["do"][]>("type", "type", "delete", "send", "receive"), at: fc.nat(1000), size: fc.integer({ min: 1, max: 12 }) });

function play(steps: Step[]) {
  let letter = 0;
  const next = () => String.fromCodePoint(letter++ % 5 === 4 ? 0x20000 + letter : 0x4e00 + letter);
  const log: Uint8Array[] = [];
  const people = [1, 2, 3, 4].map((client) => {
    const doc = new Y.Doc();
    doc.clientID = client;
    const unsent: Uint8Array[] = [];
    doc.on("update", (update: Uint8Array, origin: unknown) => origin !== "server" && unsent.push(update));
    return { doc, unsent, heard: 0 };
  });
  for (const { who, do: what, at, size } of steps) {
    const person = people[who]!;
    const text = person.doc.getText("minutes");
    if (what === "type") text.insert(at % (text.length + 1), Array.from({ length: size }, next).join(""));
    else if (what === "delete" && text.length) text.delete(at % text.length, Math.min(size, text.length - (at % text.length)));
    else if (what === "send") log.push(...(size % 2 && person.unsent.length > 1 ? [Y.mergeUpdates(person.unsent.splice(0))] : person.unsent.splice(0)));
    else if (what === "receive") for (const update of log.slice(person.heard, (person.heard += size))) Y.applyUpdate(person.doc, update, "server");
  }
  return { log, people };
}

test("A change that holds nothing of the passage keeps its bytes, and nonsense is refused", () => {
  const doc = new Y.Doc();
  doc.getText("minutes").insert(0, "kept");
  const update = Y.encodeStateAsUpdate(doc);
  expect(scrub(update, [])).toBe(update);
  expect(scrub(update, [[doc.clientID, 4, 9], [doc.clientID + 1, 0, 4]])).toBe(update);
  expect(() => scrub(new Uint8Array([9, 9, 9]), [[1, 0, 1]])).toThrow();
});

test("Of one change the middle goes: its ends stay where they were, its letters are in no byte", () => {
  const doc = new Y.Doc();
  doc.getText("minutes").insert(0, "Seen by Mary Smith on Tuesday");
  const before = Y.encodeStateAsUpdate(doc);
  const after = scrub(before, [[doc.clientID, 8, 10]]);
  expect(bytesOf("Mary Smith").some((_, i, all) => i === 0 && Buffer.from(after).includes(all))).toBe(false);
  expect(textIn(fold([after]))).toBe("Seen by  on Tuesday");
  expect(wordsIn(after)).toBe("Seen by  on Tuesday");
  expect(Y.encodeStateVector(fold([after]))).toEqual(Y.encodeStateVector(fold([before])));
});

test("Half of a sign that takes two places leaves what Yjs leaves", () => {
  const doc = new Y.Doc();
  doc.getText("minutes").insert(0, "a😀b");
  const before = Y.encodeStateAsUpdate(doc);
  for (const range of [[doc.clientID, 1, 1], [doc.clientID, 2, 1]] as [number, number, number][])
    expect(textIn(fold([scrub(before, [range]), deletionOf([range])]))).toBe(textIn(fold([before, deletionOf([range])])));
});

test("Whoever wrote, in whatever order: the log without the passage folds to the same as the log with the passage deleted, and none of its letters is left", () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 80 }), fc.nat(1000), fc.integer({ min: 1, max: 60 }), (steps, start, length) => {
      const { log, people } = play(steps);
      const whole = fold(log);
      const size = whole.getText("minutes").length;
      fc.pre(size > 0);
      const from = start % size;
      const { ranges, between, beside } = passageAt(whole.getText("minutes"), from, Math.min(size, from + length));
      expect(plain(new Words(log).of(ranges))).toBe(plain(textIn(whole).slice(from, from + length)));
      const all = [...ranges, ...between, ...beside];
      const gone = [...new Words(log).of(all)].filter((letter) => letter.length === 2 || !/[\ud800-\udfff�]/.test(letter));
      const deletion = deletionOf(all);
      const without = log.map(scrubber(all));
      const expected = fold([...log, deletion]);
      const scrubbed = fold([...without, deletion]);
      expect(textIn(scrubbed)).toBe(textIn(expected));
      expect(Y.encodeStateVector(scrubbed)).toEqual(Y.encodeStateVector(expected));
      const state = Y.encodeStateAsUpdate(scrubbed);
      for (const bytes of [...without, state, Y.mergeUpdates(without)]) for (const letter of gone) expect(Buffer.from(bytes).includes(bytesOf(letter))).toBe(false);
      // What people typed on the text with the passage in it, and had not sent, still fits; with a fresh copy as well.
      for (const { unsent } of people) {
        Y.applyUpdate(expected, Y.mergeUpdates([...unsent]));
        Y.applyUpdate(scrubbed, Y.mergeUpdates([...unsent]));
      }
      const fresh = fold([state, ...people.flatMap(({ unsent }) => unsent)]);
      expect(textIn(scrubbed)).toBe(textIn(expected));
      expect(textIn(fresh)).toBe(textIn(expected));
    }),
    { numRuns: 400 },
  );
});
