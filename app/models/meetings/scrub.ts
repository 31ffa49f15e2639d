import * as encoding from "lib0/encoding";
import * as Y from "yjs";

/** A run of characters by their ids: Yjs client, first clock, how many. */
export type Range = [client: number, clock: number, length: number];

/** What a change brings, told apart from what it deletes. */
type Struct = ReturnType<typeof Y.decodeUpdate>["structs"][number];
type Deleted = ReturnType<typeof Y.decodeUpdate>["ds"];

/**
 * The same change with every character inside the ranges turned into a deleted one: ids, clocks and origins stay, so that whatever
 * rests on them still fits, and none of the characters is left in the bytes. A change that holds none of them is returned as it is.
 */
export const scrub = (update: Uint8Array, ranges: Range[]): Uint8Array => scrubber(ranges)(update);

/** `scrub` for many changes: the ranges are put in order once. */
export function scrubber(ranges: Range[]): (update: Uint8Array) => Uint8Array {
  const byClient = inOrder(ranges);
  return (update) => {
    const { structs, ds } = Y.decodeUpdate(update);
    let touched = false;
    const kept = structs.flatMap((struct) => {
      const pieces = piecesOf(struct, byClient.get(struct.id.client) ?? []);
      touched ||= pieces.length > 1 || pieces[0] !== struct;
      return pieces;
    });
    return touched ? encode(kept, ds) : update;
  };
}

/** A change that only deletes these characters. */
export function deletionOf(ranges: Range[]): Uint8Array {
  const encoder = new Y.UpdateEncoderV1();
  encoding.writeVarUint(encoder.restEncoder, 0);
  writeDeleted(encoder, inOrder(ranges));
  return encoder.toUint8Array();
}

/** Runs that touch or overlap are one; each client's in the order of their clocks. */
export function inOrder(ranges: Range[]): Map<number, { clock: number; len: number }[]> {
  const byClient = new Map<number, { clock: number; len: number }[]>();
  for (const [client, clock, len] of [...ranges].sort((a, b) => b[0] - a[0] || a[1] - b[1])) {
    if (len <= 0) continue;
    const runs = byClient.get(client) ?? [];
    const last = runs[runs.length - 1];
    if (last && clock <= last.clock + last.len) last.len = Math.max(last.len, clock + len - last.clock);
    else runs.push({ clock, len });
    byClient.set(client, runs);
  }
  return byClient;
}

/** Cuts a struct at the ends of the runs and empties what lies inside them. */
function piecesOf(struct: Struct, runs: { clock: number; len: number }[]): Struct[] {
  if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString)) return [struct];
  const { clock } = struct.id;
  const end = clock + struct.length;
  const inside = runs.filter((run) => run.clock < end && run.clock + run.len > clock).map((run) => ({ from: Math.max(run.clock, clock) - clock, to: Math.min(run.clock + run.len, end) - clock }));
  if (!inside.length) return [struct];
  const { str } = struct.content;
  const pieces: Struct[] = [];
  let at = 0;
  for (const { from, to } of inside) {
    if (from > at) pieces.push(pieceOf(struct, at, new Y.ContentString(whole(str.slice(at, from)))));
    pieces.push(pieceOf(struct, from, new Y.ContentDeleted(to - from)));
    at = to;
  }
  if (at < str.length) pieces.push(pieceOf(struct, at, new Y.ContentString(whole(str.slice(at)))));
  return pieces;
}

/** Half of a character that takes two places cannot be written: Yjs puts a replacement in its place when it cuts there, and so must we. */
const whole = (text: string): string => text.replace(/^[\udc00-\udfff]/, "\ufffd").replace(/[\ud800-\udbff]$/, "\ufffd");

/** The part of an item from `offset` on, as Yjs itself would have cut it: it stands after its own first part. */
const pieceOf = (item: Y.Item, offset: number, content: Y.ContentString | Y.ContentDeleted): Y.Item =>
  new Y.Item(
    Y.createID(item.id.client, item.id.clock + offset), null, offset ? Y.createID(item.id.client, item.id.clock + offset - 1) : item.origin,
    null, item.rightOrigin, item.parent, item.parentSub, content,
  );

function encode(structs: Struct[], ds: Deleted): Uint8Array {
  const encoder = new Y.UpdateEncoderV1();
  const sections: Struct[][] = [];
  for (const struct of structs) {
    const section = sections[sections.length - 1];
    if (section?.[0]?.id.client === struct.id.client) section.push(struct);
    else sections.push([struct]);
  }
  encoding.writeVarUint(encoder.restEncoder, sections.length);
  for (const section of sections) {
    encoding.writeVarUint(encoder.restEncoder, section.length);
    encoder.writeClient(section[0]!.id.client);
    encoding.writeVarUint(encoder.restEncoder, section[0]!.id.clock);
    for (const struct of section) struct.write(encoder, 0);
  }
  writeDeleted(encoder, ds.clients);
  return encoder.toUint8Array();
}

function writeDeleted(encoder: Y.UpdateEncoderV1, clients: Map<number, { clock: number; len: number }[]>): void {
  encoding.writeVarUint(encoder.restEncoder, clients.size);
  for (const [client, runs] of clients) {
    encoder.resetDsCurVal();
    encoding.writeVarUint(encoder.restEncoder, client);
    encoding.writeVarUint(encoder.restEncoder, runs.length);
    for (const run of runs) {
      encoder.writeDsClock(run.clock);
      encoder.writeDsLen(run.len);
    }
  }
}
