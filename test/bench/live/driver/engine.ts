import { Raw } from "./raw.ts";

// What of Engine.IO 4 the driver needs: WebSocket from the start, the server's "0" with its terms, "2" answered by "3", text messages after "4",
// bytes as they are.

export interface Line {
  raw: Raw;
  /** Sends a Socket.IO packet. */
  send: (packet: string | Uint8Array) => void;
}

/**
 * Opens a Socket.IO connection: `connect` is the parser's packet that asks for the namespace. Resolves with the answer to it heard;
 * every packet after it goes to `hear`.
 */
export async function openSocketIo({ port, query = "", headers, connect, hear }: { port: number; query?: string; headers?: Record<string, string>; connect: string | Uint8Array; hear: (packet: Buffer) => void }): Promise<Line> {
  const line = {} as Line;
  let told = 0;
  let joined: (answer: Buffer) => void = () => undefined;
  const answer = new Promise<Buffer>((resolve) => {
    joined = resolve;
  });
  line.send = (packet) => line.raw.send(typeof packet === "string" ? `4${packet}` : packet);
  line.raw = await Raw.open({
    port, path: `/socket.io/?EIO=4&transport=websocket${query}`, ...(headers ? { headers } : {}),
    hear: (code, payload) => {
      if (code === 1 && payload.length === 1 && payload[0] === 0x32) return line.raw.send("3");
      if (told === 0) queueMicrotask(() => line.send(connect));
      else if (told === 1) joined(Buffer.from(payload));
      else hear(code === 1 ? payload.subarray(1) : payload);
      told++;
    },
  });
  line.raw.gone = () => joined(Buffer.from("closed"));
  const text = (await answer).toString();
  if (text === "closed") throw new Error("The connection was ended before it joined");
  // Refused: type 4, in whichever way the parser writes it.
  if (/^4?\[4,|"type":4/.test(text)) throw new Error(`The connection was refused: ${text.slice(0, 120)}`);
  return line;
}
