import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import * as sync from "y-protocols/sync";
import { Raw } from "../driver/raw.ts";
import { Replica } from "../driver/replica.ts";
import { peer, startServer } from "../machine.ts";
import type { Member, Target } from "./target.ts";

const SYNC = 0;

const frame = (write: (to: encoding.Encoder) => void) => {
  const to = encoding.createEncoder();
  encoding.writeVarUint(to, SYNC);
  write(to);
  return encoding.toUint8Array(to);
};

/** The reference server of y-websocket, with its own LevelDB persistence. */
export const yWebsocket: Target = {
  name: "y-websocket",
  what: "y-websocket's server with its LevelDB persistence",
  keeps: true,
  prepare: async () => undefined,
  start: (folder, port) => startServer({ words: [peer("node_modules/@y/websocket-server/src/server.js")], folder, port, env: { HOST: "127.0.0.1", YPERSISTENCE: `${folder}/leveldb` } }),

  async join({ port, meeting, holdsText, hear }) {
    const member = { kept: 0, refused: 0 } as Member;
    const replica = holdsText ? new Replica((update) => member.raw.send(frame((to) => sync.writeUpdate(to, update)))) : null;
    member.raw = await Raw.open({
      port, path: `/meeting-${meeting}`,
      hear: (_, payload) => {
        if (payload[0] !== SYNC) return;
        if (payload[1] === sync.messageYjsSyncStep1) {
          if (replica) member.raw.send(frame((to) => sync.writeSyncStep2(to, replica.doc)));
          return;
        }
        if (replica) {
          const from = decoding.createDecoder(payload);
          from.pos = 2;
          replica.take(decoding.readVarUint8Array(from));
        }
        hear(payload);
      },
    });
    // Whoever holds no text says that it has nothing: an empty state vector.
    member.raw.send(replica ? frame((to) => sync.writeSyncStep1(to, replica.doc)) : Uint8Array.of(SYNC, sync.messageYjsSyncStep1, 1, 0));
    member.type = (words) => replica?.type(words);
    member.text = () => replica?.text.toString() ?? "";
    member.length = () => replica?.text.length ?? 0;
    return member;
  },
};
