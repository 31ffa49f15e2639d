import * as encoding from "lib0/encoding";
import * as Y from "yjs";

const pick = <T>(list: readonly T[], random: () => number): T => list[Math.floor(random() * list.length)]!;
const hexBytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "hex"));

/** Inputs that have broken programs built on Yjs: y-websocket#82, yjs#687, #479, numbers without an end. */
const vectors = ["", "00", "0000", "2e2e60", "ffffffff0f", "ff".repeat(64), "00010000000001000100010200001602000001fdffffffff7f0000", "0001ffffffff0f00", "01ffffffff0f", "0100", "01018080808010000401", Buffer.from("garbagedoc").toString("hex"), "80".repeat(30)].map(hexBytes);

/** Damages bytes: some turned, cut off, put on, doubled, or two of them joined. */
export function damage(bytes: Uint8Array, other: Uint8Array, random: () => number): Uint8Array {
  const how = random();
  if (how < 0.55) {
    const copy = Uint8Array.from(bytes);
    for (let n = 1 + Math.floor(random() * 4); n > 0; n--) copy[Math.floor(random() * copy.length)]! ^= 1 + Math.floor(random() * 255);
    return copy;
  }
  const at = Math.floor(random() * bytes.length);
  if (how < 0.7) return bytes.slice(0, at);
  if (how < 0.8) return Uint8Array.from([...bytes, ...Array.from({ length: 1 + Math.floor(random() * 40) }, () => Math.floor(random() * 256))]);
  if (how < 0.9) return Uint8Array.from([...bytes.subarray(0, at), ...other.subarray(Math.floor(random() * other.length))]);
  if (how < 0.95) return Uint8Array.from({ length: Math.floor(random() * 300) }, () => Math.floor(random() * 256));
  return pick(vectors, random);
}

/** One change in two parts of one client: Yjs reads both where it decodes, and the last alone where it applies. With `empty` the last brings nothing. */
export function inTwoParts(client: number, empty: boolean): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = client;
  const parts = ["hello", " world"].map((words) => {
    const before = Y.encodeStateVector(doc);
    doc.getText("minutes").insert(doc.getText("minutes").length, words);
    return Y.encodeStateAsUpdate(doc, before).slice(1, -1);
  });
  return encoding.encode((to) => {
    encoding.writeVarUint(to, 2);
    encoding.writeUint8Array(to, parts[0]!);
    if (empty) for (const n of [0, client, 5]) encoding.writeVarUint(to, n);
    else encoding.writeUint8Array(to, parts[1]!);
    encoding.writeVarUint(to, 0);
  });
}

/** A piece without a letter in it. */
export const ofNoLength = (client: number): Uint8Array =>
  encoding.encode((to) => {
    for (const n of [1, 1, client, 0]) encoding.writeVarUint(to, n);
    // A string, whose parent is the text of that name.
    encoding.writeUint8(to, 4);
    encoding.writeVarUint(to, 1);
    encoding.writeVarString(to, "minutes");
    encoding.writeVarString(to, "");
    encoding.writeVarUint(to, 0);
  });

/** Well-formed updates that a page of ours never makes, under the given client id. */
export function hostileUpdates(client: number, victim: number, base: Y.Doc): Uint8Array[] {
  const made = (id: number, write: (doc: Y.Doc) => void, from: Y.Doc | null = base): Uint8Array => {
    const doc = new Y.Doc();
    if (from) Y.applyUpdate(doc, Y.encodeStateAsUpdate(from));
    doc.clientID = id;
    const before = Y.encodeStateVector(doc);
    write(doc);
    return Y.encodeStateAsUpdate(doc, before);
  };
  const text = (doc: Y.Doc) => doc.getText("minutes");
  const gapped = (id: number) => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(base));
    doc.clientID = id;
    text(doc).insert(0, "first");
    const before = Y.encodeStateVector(doc);
    text(doc).insert(0, "second");
    return Y.encodeStateAsUpdate(doc, before);
  };
  const beyond = () => {
    // A deletion of what nobody has written.
    const doc = new Y.Doc();
    doc.clientID = victim;
    text(doc).insert(0, "x".repeat(100_000));
    const before = Y.encodeStateVector(doc);
    text(doc).delete(0, 100_000);
    return Y.encodeStateAsUpdate(doc, before);
  };
  return [
    made(victim, (doc) => text(doc).insert(0, "FORGED ")),
    made(victim, (doc) => text(doc).insert(text(doc).length, "FORGED "), null),
    made(client + 1, (doc) => text(doc).insert(0, "under an id that nobody has")),
    made(client, (doc) => doc.getMap("minutes").set("a", 1), null),
    made(client, (doc) => doc.getText("elsewhere").insert(0, "hidden")),
    made(client, (doc) => doc.getArray("list").insert(0, [1, 2, 3])),
    made(client, (doc) => text(doc).insertEmbed(0, { picture: 1 })),
    made(client, (doc) => text(doc).insert(0, "bold", { bold: true })),
    made(client, (doc) => doc.getMap("sub").set("doc", new Y.Doc())),
    made(client, (doc) => doc.getXmlFragment("xml").insert(0, [new Y.XmlElement("script")])),
    made(client, (doc) => text(doc).insert(0, "x".repeat(70_000))),
    made(client, (doc) => {
      for (let n = 0; n < 6000; n++) text(doc).insert(0, "y");
      for (let n = 0; n < 3000; n++) text(doc).delete(n, 1);
    }).slice(0, 64 * 1024),
    gapped(client), gapped(victim), beyond(), inTwoParts(client, false), inTwoParts(client, true), ofNoLength(client),
    Y.encodeStateAsUpdateV2(base), made(client, (doc) => text(doc).insert(0, "v2")).map((byte) => byte ^ 1),
    ...vectors,
  ];
}

/** Whether a change is one that its sender may make: new plain text under its own id, deleting only what is there. Apart from the program's own check. */
export function isValid(update: Uint8Array, client: number, doc: Y.Doc): boolean {
  const state = Y.decodeStateVector(Y.encodeStateVector(doc));
  const { structs, ds } = Y.decodeUpdate(update);
  let end = state.get(client) ?? 0;
  for (const struct of structs) {
    if (struct.id.client !== client || struct.id.clock > end) return false;
    if (struct instanceof Y.Item && !(struct.content instanceof Y.ContentString || struct.content instanceof Y.ContentDeleted)) return false;
    if (struct instanceof Y.Item && (struct.parentSub !== null || (struct.parent !== null && (struct.parent as unknown) !== "minutes"))) return false;
    end = Math.max(end, struct.id.clock + struct.length);
  }
  for (const [of, ranges] of ds.clients) for (const { clock, len } of ranges) if (clock + len > (of === client ? end : (state.get(of) ?? 0))) return false;
  return true;
}
