import { connect } from "node:net";
import { Encoder } from "#app/live/wire.ts";
import { writableDocument } from "#app/models/meetings/document.server.ts";
import { authorsAt, contentFor } from "#app/models/meetings/opening.server.ts";
import { whoIs } from "#app/models/people/person.server.ts";
import { nobody } from "#app/models/core/who.ts";
import type { Db } from "#db/connect.server.ts";

const patienceMs = 2000;

/**
 * Goes through the door once, as nobody, and asks what is asked of whoever comes in: after a restart everybody comes at once, and would wait
 * for the program to be read and compiled. Nothing is written, nobody is let in, and what fails is of no consequence.
 */
export async function warmUp(db: Db, port: number): Promise<void> {
  const ask = { db, now: new Date(), who: { ...nobody, memberships: [{ panelId: "", role: "member" as const, kinds: [], closedSince: "" }] } };
  const anybody = await db.selectFrom("membership").select("person_id as id").limit(1).executeTakeFirst();
  if (anybody) await whoIs(ask, anybody.id);
  await writableDocument(ask, "");
  await contentFor(ask, { token: "", documentId: "", instance: "", stateVector: Uint8Array.of(0), epoch: 0 });
  await authorsAt(db, "").execute();
  await new Promise<void>((resolve) => {
    const socket = connect({ port, host: "127.0.0.1" });
    const over = () => {
      clearTimeout(timer);
      socket.destroy();
      resolve();
    };
    const timer = setTimeout(over, patienceMs);
    socket.on("error", over);
    socket.on("close", over);
    socket.once("connect", () => socket.write(`GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`));
    // The handshake, then the server's terms, then why nobody is let in.
    let heard = 0;
    socket.on("data", (bytes) => {
      if (++heard === 1 || bytes.includes("pingInterval")) socket.write(masked(`4${new Encoder().encode({ type: 0, nsp: "/", data: {} })[0] as string}`));
      else over();
    });
  });
}

/** A short text frame as a browser sends it, with a mask of zeros. */
function masked(text: string): Buffer {
  const content = Buffer.from(text);
  return Buffer.concat([Buffer.from([0x81, 0x80 | content.length, 0, 0, 0, 0]), content]);
}
