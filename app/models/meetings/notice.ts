import * as Y from "yjs";
import { textName } from "./document.ts";
import { joined, lengthOf, meets, type Range, shared } from "./ranges.ts";

/** What a row of the log did, as far as words may be missed afterwards. */
export interface Change {
  seq: number;
  personId: string;
  /** The last row that its author's page had when it was typed. */
  seenSeq: number;
  /** Milliseconds. */
  at: number;
  /** How long the text was before it. */
  before: number;
  inserted: Range[];
  /** The characters right beside which it put its words. */
  origins: Range[];
  /** What stood before it and not after. */
  removed: Range[];
}

/** Words that somebody may want back. `toId` is who is asked; null for everybody who writes. */
export interface Loss {
  kind: "mass deletion" | "merge";
  seq: number;
  /** The first row that counts towards it: a later loss of the same goes on with the same notice. */
  since: number;
  byId: string;
  toId: string | null;
  ranges: Range[];
}

export const massDeletion = { withinMs: 60_000, least: 100 };
/** So many of somebody's own removals, and of others' changes beside them, are looked at for one change: the latest. */
const mostRemovals = 100;
const mostWriters = 200;
/** Fewer characters than this are offered to nobody: two who put one word right at once do not want it back. */
export const leastOffered = 3;

/** A change in its decoded form. */
export interface Decoded {
  structs: ReturnType<typeof Y.decodeUpdate>["structs"];
  deleted: Range[];
}

/** What a change brings, and beside what. */
export function whatItBrings({ structs }: Decoded): Pick<Change, "inserted" | "origins"> {
  const inserted: Range[] = [];
  const origins: Range[] = [];
  for (const struct of structs) {
    if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString)) continue;
    inserted.push([struct.id.client, struct.id.clock, struct.length]);
    for (const origin of [struct.origin, struct.rightOrigin]) if (origin) origins.push([origin.client, origin.clock, 1]);
  }
  return { inserted, origins };
}

/** What a change will do to the document. To be asked before it is applied. */
export function whatItDoes(doc: Y.Doc, change: Decoded): Pick<Change, "before" | "inserted" | "origins" | "removed"> {
  const { inserted, origins } = whatItBrings(change);
  const removed = change.deleted.length ? joined(change.deleted.flatMap((range) => standing(doc, ...range))) : [];
  return { before: doc.getText(textName).length, inserted, origins, removed };
}

function standing(doc: Y.Doc, client: number, clock: number, length: number): Range[] {
  const structs = doc.store.clients.get(client);
  if (!structs || clock >= Y.getState(doc.store, client)) return [];
  const ranges: Range[] = [];
  const end = clock + length;
  for (let i = Y.findIndexSS(structs, clock); i < structs.length && structs[i]!.id.clock < end; i++) {
    const struct = structs[i]!;
    const from = Math.max(struct.id.clock, clock);
    if (!struct.deleted) ranges.push([client, from, Math.min(struct.id.clock + struct.length, end) - from]);
  }
  return ranges;
}

/**
 * Whether one person has just removed most of what stood there in the last minute: a hundred characters or more, and more than half.
 * What they had typed themselves within that minute does not count. `changes` in order, the new one last.
 */
export function massDeletionIn(changes: Change[]): Loss | null {
  const last = changes.at(-1);
  if (!last?.removed.length) return null;
  const within = changes.filter((change) => last.at - change.at <= massDeletion.withinMs);
  const own = within.filter((change) => change.personId === last.personId);
  const typed = own.flatMap((change) => change.inserted);
  const ranges = joined(own.flatMap((change) => change.removed));
  const removed = lengthOf(ranges) - lengthOf(shared(ranges, typed));
  const most = Math.max(...within.map((change) => change.before));
  if (removed < massDeletion.least || removed * 2 <= most) return null;
  return { kind: "mass deletion", seq: last.seq, since: own.find((change) => change.removed.length)!.seq, byId: last.personId, toId: null, ranges };
}

/** Two changes by two people, neither of whom had the other's when typing. */
const apart = (a: Change, b: Change): boolean => a.personId !== b.personId && a.seenSeq < b.seq && b.seenSeq < a.seq;

/**
 * What joining a new change with those that its author had not seen takes from somebody: the words of whoever was writing inside what the
 * other removed, whichever of the two came first; and words that were removed by somebody who had not seen them. Each loss is told to
 * the author of the words alone. `known` are the rows after `change.seenSeq` at least; `authorOf` says whom a client id was issued to.
 */
export function lossesByMerge(change: Change, known: Change[], authorOf: (client: number) => string | undefined): Loss[] {
  const losses: Loss[] = [];
  const lose = (byId: string, toId: string, since: number, ranges: Range[]) => {
    const own = joined(ranges.filter(([client]) => authorOf(client) === toId));
    if (lengthOf(own) >= leastOffered) losses.push({ kind: "merge", seq: change.seq, since, byId, toId, ranges: own });
  };
  const others = known.filter((other) => apart(change, other));
  const inside = (writer: Change, removals: Change[]) => {
    const ranges = removals.flatMap((removal) => removal.removed);
    return removals.length > 0 && shared(writer.origins, ranges).length > 0 ? ranges : null;
  };

  if (change.removed.length) {
    const own = known.filter((one) => one.personId === change.personId && one.removed.length > 0).slice(-mostRemovals);
    const anywhere = joined([...own, change].flatMap((one) => one.removed));
    const now = joined(change.removed);
    // Found quickly for those who are not meant, and not for more than so many: a page may claim to have seen nothing of thousands of rows.
    for (const writer of others.filter(({ origins }) => meets(origins, anywhere)).slice(-mostWriters)) {
      const removals = [...own.filter((one) => apart(one, writer)), change];
      const ranges = inside(writer, removals);
      if (ranges) lose(change.personId, writer.personId, removals[0]!.seq, ranges);
    }
    for (const writer of others.filter(({ inserted }) => meets(inserted, now))) lose(change.personId, writer.personId, change.seq, shared(now, writer.inserted));
  }
  if (change.origins.length)
    for (const byId of new Set(others.map((other) => other.personId))) {
      const removals = others.filter((other) => other.personId === byId && other.removed.length > 0);
      const ranges = inside(change, removals);
      if (ranges) lose(byId, change.personId, removals[0]!.seq, ranges);
    }
  return oneEach(losses);
}

function oneEach(losses: Loss[]): Loss[] {
  const each = new Map<string, Loss>();
  for (const loss of losses) {
    const key = `${loss.byId} ${loss.toId}`;
    const known = each.get(key);
    each.set(key, known ? { ...known, since: Math.min(known.since, loss.since), ranges: joined([...known.ranges, ...loss.ranges]) } : loss);
  }
  return [...each.values()];
}
