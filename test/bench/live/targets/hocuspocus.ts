import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import * as sync from "y-protocols/sync";
import { Raw } from "../driver/raw.ts";
import { Replica } from "../driver/replica.ts";
import { peer, startServer } from "../machine.ts";
import type { Member, Seat, Target } from "./target.ts";

const [SYNC, AUTH, SYNC_REPLY, STATUS] = [0, 2, 4, 8];
const nothing = async () => undefined;

async function join({ port, meeting, holdsText, hear }: Seat): Promise<Member> {
  const name = `meeting-${meeting}`;
  const frame = (type: number, write: (to: encoding.Encoder) => void) => {
    const to = encoding.createEncoder();
    encoding.writeVarString(to, name);
    encoding.writeVarUint(to, type);
    write(to);
    return encoding.toUint8Array(to);
  };
  // The name is short, so one byte says its length.
  const at = 1 + name.length;
  let signedIn: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => {
    signedIn = resolve;
  });
  const member = { kept: 0, refused: 0 } as Member;
  const replica = holdsText ? new Replica((update) => member.raw.send(frame(SYNC, (to) => sync.writeUpdate(to, update)))) : null;
  member.raw = await Raw.open({
    port, path: "/",
    hear: (_, payload) => {
      const type = payload[at];
      if (type === STATUS) member.kept++;
      else if (type === AUTH) signedIn();
      else if (type !== SYNC && type !== SYNC_REPLY) return;
      else if (payload[at + 1] === sync.messageYjsSyncStep1) {
        if (replica && type === SYNC) member.raw.send(frame(SYNC, (to) => sync.writeSyncStep2(to, replica.doc)));
      } else {
        if (replica) {
          const from = decoding.createDecoder(payload);
          from.pos = at + 2;
          replica.take(decoding.readVarUint8Array(from));
        }
        hear(payload);
      }
    },
  });
  member.raw.send(frame(AUTH, (to) => {
    encoding.writeVarUint(to, 0);
    encoding.writeVarString(to, "bench");
    encoding.writeVarString(to, "4.7.0");
  }));
  await ready;
  member.raw.send(frame(SYNC, (to) => {
    if (replica) return sync.writeSyncStep1(to, replica.doc);
    encoding.writeVarUint(to, sync.messageYjsSyncStep1);
    encoding.writeVarUint8Array(to, Uint8Array.of(0));
  }));
  member.type = (words) => replica?.type(words);
  member.text = () => replica?.text.toString() ?? "";
  member.length = () => replica?.text.length ?? 0;
  return member;
}

const hocuspocusAs = (name: "hocuspocus" | "hocuspocus-each", each: "0" | "1", what: string): Target => ({
  name, what, keeps: true, prepare: nothing, join,
  start: (folder, port) => startServer({ words: [peer("hocuspocus.mjs")], folder, port, env: { STORE: folder, STORE_EACH: each } }),
});

export const hocuspocus = hocuspocusAs("hocuspocus", "0", "Hocuspocus with its SQLite extension, as it comes (stores seconds later)");
export const hocuspocusEach = hocuspocusAs("hocuspocus-each", "1", "the same, told to store every change (debounce: 0, maxDebounce: 0)");
