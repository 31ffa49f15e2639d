import { createDecoder, readVarUint } from "lib0/decoding";
import * as Y from "yjs";
import { limits, type RefusalCode, textName } from "./document.ts";

/** What a change brings, read from its bytes before any document sees it. */
export interface Incoming {
  structs: ReturnType<typeof Y.decodeUpdate>["structs"];
  ds: ReturnType<typeof Y.decodeUpdate>["ds"];
  deleted: [client: number, clock: number, length: number][];
}

/** The change in its decoded form, or why it is none. */
export function readChange(update: Uint8Array): Incoming | RefusalCode {
  if (update.length < 2 || update.length > limits.updateBytes) return "invalid";
  try {
    // Of two parts for one client Yjs reads both here, and the last alone where it applies the bytes: the log would not hold what was looked at.
    if (readVarUint(createDecoder(update)) > 1) return "invalid";
    const { structs, ds } = Y.decodeUpdate(update);
    // A piece of no length has a place and takes none: whoever typed beside it would rest on what the log does not have.
    if (structs.some((struct) => struct.length < 1)) return "invalid";
    const deleted: Incoming["deleted"] = [];
    for (const [client, ranges] of ds.clients) {
      let end = 0;
      for (const { clock, len } of ranges) {
        // An honest page's are in order and apart; ranges that lie over one another would be walked once for each.
        if (clock < end || len < 1) return "invalid";
        end = clock + len;
        deleted.push([client, clock, len]);
      }
    }
    if (structs.length > limits.structs || deleted.length > limits.structs) return "invalid";
    return { structs, ds, deleted };
  } catch {
    return "invalid";
  }
}

/**
 * Why this change may not be applied to the document: it must be plain text of this document, new under the client id that was issued to
 * the sender, and rest on nothing that the log lacks; `bytes`, its length, must find room. (A forged client id would silently swallow its owner's next words; what lacks
 * predecessors would wait for ever. reliability.md, findings 4 and 5.)
 */
export function whyNotApply(doc: Y.Doc, { structs, deleted }: Incoming, bytes: number, client: number): RefusalCode | null {
  if (structs.length && doc.getText(textName).length + bytes > limits.textLength) return "full";
  const { store } = doc;
  const before = Y.getState(store, client);
  let reached = before;
  let steps = 0;
  const has = (id: Y.ID | null) => !id || id.clock < (id.client === client ? reached : Y.getState(store, id.client));
  for (const struct of structs) {
    const { clock } = struct.id;
    if (struct.id.client !== client) return "invalid";
    if (clock > reached) return "resync";
    if (struct instanceof Y.Item) {
      if (struct.parentSub !== null || !(struct.parent === null || (struct.parent as unknown) === textName)) return "invalid";
      if (!(struct.content instanceof Y.ContentString || struct.content instanceof Y.ContentDeleted)) return "invalid";
      if (!has(struct.origin) || !has(struct.rightOrigin)) return "resync";
      steps += stepsBetween(doc, client, struct.origin, struct.rightOrigin, mostSteps - steps);
      if (steps >= mostSteps) return "invalid";
    } else if (!(struct instanceof Y.GC)) return "invalid";
    reached = Math.max(reached, clock + struct.length);
    // A length says how much was typed and deleted again: nobody types a million characters in one change.
    if (reached - before > mostLength || reached > mostClock) return "invalid";
  }
  for (const [of, clock, length] of deleted) if (clock + length > (of === client ? reached : Y.getState(store, of))) return "resync";
  return null;
}

/** Integrates a change that whyNotApply has let through, as it was decoded for that: what was looked at is what goes in. Throws what Yjs throws. */
export function applyChange(doc: Y.Doc, { structs, ds }: Incoming): void {
  const { store } = doc;
  Y.transact(doc, (transaction) => {
    for (const struct of structs) {
      // What came before, in part or whole, is not taken twice.
      const known = Y.getState(store, struct.id.client) - struct.id.clock;
      if (known >= struct.length) continue;
      if (struct instanceof Y.Item) {
        if (struct.parent !== null) struct.parent = doc.getText(textName);
        // Finds its neighbours: all are there.
        struct.getMissing(transaction, store);
      }
      (struct as Y.Item | Y.GC).integrate(transaction, known);
    }
    Y.iterateDeletedStructs(transaction, ds, (struct) => {
      if (!struct.deleted) struct.delete(transaction);
    });
  }, null, false);
}

/** How far Yjs walks to find a new piece's place, over one change; and how much one change, and one client id, may count. */
const mostSteps = 50_000;
const mostLength = 1_000_000;
const mostClock = 2 ** 31;

/** How many pieces lie between the two neighbours of a new one, where Yjs looks through them all: `most` at most. Its own pieces are not there yet. */
function stepsBetween(doc: Y.Doc, client: number, origin: Y.ID | null, rightOrigin: Y.ID | null, most: number): number {
  const { store } = doc;
  const there = (id: Y.ID) => id.clock < Y.getState(store, id.client);
  if ((origin && !there(origin)) || (rightOrigin && rightOrigin.client === client && !there(rightOrigin))) return 1;
  const left = origin ? Y.getItem(store, origin) : null;
  if (left && !(left instanceof Y.Item)) return 1;
  if (left && rightOrigin && left.id.client === rightOrigin.client && left.id.clock <= rightOrigin.clock && rightOrigin.clock < left.id.clock + left.length) return 1;
  let steps = 1;
  let next = left ? left.right : doc.getText(textName)._start;
  while (next && steps < most && !(rightOrigin && next.id.client === rightOrigin.client && next.id.clock <= rightOrigin.clock && rightOrigin.clock < next.id.clock + next.length)) {
    steps++;
    next = next.right;
  }
  return steps;
}

/** The words that a change brings, in the order of its bytes. */
export const wordsIn = (update: Uint8Array): string =>
  Y.decodeUpdate(update).structs.map((struct) => (struct instanceof Y.Item && struct.content instanceof Y.ContentString ? struct.content.str : "")).join("");
