import { openSocketIo } from "../driver/engine.ts";
import { peer, startServer } from "../machine.ts";
import type { Member, Target } from "./target.ts";

// msgpack by hand: the two packets that the driver sends.
const word = (text: string) => Buffer.concat([Buffer.of(0xa0 | text.length), Buffer.from(text)]);
const packet = (type: number, ...more: Buffer[]) => Buffer.concat([Buffer.of(0x80 | (2 + (more.length ? 1 : 0))), word("type"), Buffer.of(type), word("nsp"), word("/"), ...more]);
const connect = packet(0);
const event = (name: string, bytes: Buffer) => packet(2, word("data"), Buffer.of(0x92), word(name), Buffer.of(0xc4, bytes.length), bytes);

/** The floor: Socket.IO with nothing behind it, which passes on the ten letters alone. */
export const socketIo: Target = {
  name: "socketio-msgpack",
  what: "bare Socket.IO relay with the msgpack parser: nothing is kept or checked, nobody signs in",
  keeps: false,
  prepare: async () => undefined,
  start: (folder, port) => startServer({ words: [peer("socketio.mjs")], folder, port, env: {} }),

  async join({ port, meeting, hear }) {
    const line = await openSocketIo({ port, query: `&room=meeting-${meeting}`, connect, hear });
    const member: Member = { raw: line.raw, kept: 0, refused: 0, text: () => "", length: () => 0, type: (words) => line.send(event("u", Buffer.from(words))) };
    return member;
  },
};
