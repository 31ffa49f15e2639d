import { io } from "socket.io-client";
import * as Y from "yjs";
import * as parser from "#app/live/wire.ts";
import { check, type Row, rowsOf } from "../checker.ts";
import type { FaultLine } from "../line.ts";
import { add, atLeast, none, type Tally, told } from "../tally.ts";
import { tokensIn } from "../tokens.ts";
import { type Desk, openDesk } from "../typing.ts";
import { pause, until } from "../writers.ts";

/** Where a token's characters are: Yjs client, clock, length. Read from the rows, apart from the program. */
function placesOf(rows: Row[], wanted: Set<string>): Map<string, [number, number, number]> {
  const places = new Map<string, [number, number, number]>();
  for (const row of rows) for (const struct of Y.decodeUpdate(row.bytes).structs) {
    if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString)) continue;
    for (const tok of tokensIn(struct.content.str)) if (wanted.has(tok)) places.set(tok, [struct.id.client, struct.id.clock + struct.content.str.indexOf(tok), tok.length]);
  }
  return places;
}

async function post(desk: Desk, chair: string, places: [number, number, number][]): Promise<boolean> {
  const { house } = desk.place;
  const body = new URLSearchParams({ documentId: desk.document, deleted: "on", to: "out", reason: "Not for these minutes", "passage[]": `${places.map((place) => place.join(".")).join("-")}~` });
  const answer = await fetch(`${house.url}/items/${desk.item}/withdrawals/new`, { method: "POST", redirect: "manual", headers: { Cookie: await desk.place.cookie(chair), Origin: house.url }, body });
  await answer.text();
  return answer.status === 302;
}

/** Every byte that somebody receives who opens the document now. */
async function bytesOfAJoiner(desk: Desk): Promise<string> {
  const socket = io(desk.place.house.url, { parser, transports: ["websocket"], forceNew: true, reconnection: false, extraHeaders: { Cookie: await desk.place.cookie("josie") } });
  const heard: Buffer[] = [];
  await new Promise((resolve) => socket.once("connect", () => resolve(null)));
  socket.io.engine.on("data", (data: string | ArrayBuffer | Buffer) => heard.push(Buffer.from(data as Buffer)));
  await socket.timeout(5000).emitWithAck("minutes:open", { documentId: desk.document, instance: "c".repeat(26) + String(Math.floor(Math.random() * 1e6)).padStart(6, "0"), stateVector: new Uint8Array([0]), epoch: null });
  socket.disconnect();
  return Buffer.concat(heard).toString("utf8");
}

/** A passage goes while twenty write: of it nothing stays, of what others typed everything. */
export const withdraw: FaultLine = {
  name: "withdraw", of: "withdrawals", short: 6, full: 1000, batch: 50,
  run: async (on, units, from) => {
    const desk = await openDesk(`v${from}`, on.record(`${from}`), 20, { program: on.program });
    const { pages, history, document } = desk;
    const { db } = desk.place.house;
    const tally: Tally = { withdrawals: 0, refused: 0, "withdrawn and in the log": 0, "withdrawn and on a screen": 0, "withdrawn and sent to a joiner": 0, "not saved again": 0, "epoch not raised": 0 };
    const gone = new Set<string>();
    try {
      await desk.typeUntil(60, 60, 20_000);
      await desk.settled(5000);
      for (let n = 0; n < units; n++) {
        for (const p of pages) p.start(80);
        await pause(60 + Math.random() * 120);
        // Some are cut off at that moment, with words on their way.
        const away = n % 3 ? [] : pages.slice(0, 3);
        for (const p of away) p.socket.io.engine.close();
        const saved = [...new Set(history.ops.filter((op) => op.type === "ok" && op.tok && !gone.has(op.tok)).map((op) => op.tok!))];
        const chosen = new Set(Array.from({ length: 3 }, () => saved[Math.floor(Math.random() * saved.length)]!));
        const places = placesOf(await rowsOf(db, [document]), chosen);
        const done = await post(desk, n % 2 ? "amira" : "gareth", [...places.values()]);
        if (done) {
          tally.withdrawals!++;
          for (const tok of chosen) gone.add(tok);
        } else tally.refused!++;
        await pause(60);
        for (const p of pages) p.stop();
        if (!(await until(() => pages.every((p) => p.quiet && p.line.state.kind === "saved"), 10_000))) tally["not saved again"]!++;
      }
      for (const p of pages) if (p.line.state.kind === "ended") on.say(`  withdraw: ${p.of.id} has ended: ${p.line.state.why}`);
      await desk.settled(8000);
      const rows = await rowsOf(db, [document]);
      const bytes = Buffer.concat(rows.map((row) => Buffer.from(row.bytes))).toString("utf8");
      const { epoch } = await db.selectFrom("document").select("epoch").where("id", "=", document).executeTakeFirstOrThrow();
      tally["epoch not raised"] = 1 + tally.withdrawals! - epoch;
      const joiner = await bytesOfAJoiner(desk);
      for (const tok of gone) {
        if (bytes.includes(tok)) tally["withdrawn and in the log"]!++;
        if (joiner.includes(tok)) tally["withdrawn and sent to a joiner"]!++;
        tally["withdrawn and on a screen"]! += pages.filter((p) => p.line.text.toString().includes(tok)).length;
      }
      const others = history.ops.filter((op) => !op.tok || !gone.has(op.tok));
      return add(tally, check({ ops: others, rows, people: desk.people, texts: pages.map((p) => ({ document, text: p.line.text.toString() })) }));
    } finally {
      await desk.close();
    }
  },
  figures: (tally, wanted) => [
    atLeast("withdraw", tally, "withdrawals", Math.floor(wanted * 0.99)),
    ...["withdrawn and in the log", "withdrawn and on a screen", "withdrawn and sent to a joiner", "epoch not raised", "lost", "twice", "unattributed", "texts that differ", "not saved again"].map((name) => none("withdraw", tally, name)),
    // Nobody's connection ended for good: what was typed is in, all of it.
    { ...none("withdraw", tally, "unknown"), name: "withdraw: typed by others and not known to be saved" },
    ...["acknowledged", "refused"].map((name) => told("withdraw", tally, name)),
  ],
};
