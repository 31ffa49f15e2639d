import { readFileSync } from "node:fs";
import * as Y from "yjs";
import { type Answer, Keeper } from "#app/models/meetings/keeper.server.ts";
import type { Opened } from "#app/models/meetings/opening.server.ts";
import { knownCopy } from "#app/models/meetings/log.server.ts";
import { Sessions } from "#app/models/people/standing.server.ts";
import { rowsOf } from "../checker.ts";
import { sessionOf } from "../../session.ts";
import { newDocument, openRoom, personOf } from "../ground.ts";
import { damage, hostileUpdates, isValid } from "../hostile.ts";
import type { FaultLine } from "../line.ts";
import { sendHostile } from "../raw.ts";
import { add, atLeast, atMost, none, type Tally, told } from "../tally.ts";
import { randomFrom } from "../writers.ts";

const batch = 20;

/** How long the system has given this thread no processor: that is not the program's doing. */
function waitedMs(): number {
  try {
    return Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, "utf8").split(" ")[1]) / 1e6;
  } catch {
    return 0;
  }
}

/** Frames sent straight to the keeper of the log: nearly all of them. */
async function inThisProcess(units: number, name: string): Promise<Tally> {
  const tally: Tally = { frames: 0, crashes: 0, "taken though not valid": 0, "state changes": 0, "taken, and valid": 0, "longest stall": 0 };
  const room = await openRoom();
  try {
    const keeper = new Keeper(room.db, () => new Date(), new Sessions({ idleMinutes: 60, hours: 10 }));
    const random = randomFrom(name);
    const { id: documentId } = await newDocument(room.db);
    const enter = async (n: number) => {
      const opened = (await keeper.open({ token: await sessionOf(room.db, personOf(n)), documentId, instance: String(n).padStart(32, "0"), stateVector: new Uint8Array([0]), epoch: null })) as Opened;
      const doc = new Y.Doc();
      doc.clientID = opened.client;
      return { ...opened, doc, sent: 0 };
    };
    const [victim, mallory] = [await enter(0), await enter(1)];
    const honest: Uint8Array[] = [];
    victim.doc.on("update", (update: Uint8Array, origin: unknown) => origin !== mallory && honest.push(update));
    for (let n = 0; n < 60; n++) {
      victim.doc.getText("minutes").insert(Math.floor(random() * (victim.doc.getText("minutes").length + 1)), `word ${n} `);
      if (n % 7 === 3) victim.doc.getText("minutes").delete(0, 2);
    }
    for (const update of honest) await keeper.push([{ grant: victim.grant, instanceSeq: ++victim.sent, seenSeq: 0, update }]);
    const hostile = hostileUpdates(mallory.client, victim.client, victim.doc);
    const state = async () => {
      const copy = knownCopy(documentId);
      const counts = await room.db.selectFrom("document_update").select((eb) => eb.fn.countAll<number>().as("n")).executeTakeFirstOrThrow();
      const late = await room.db.selectFrom("document_late").select((eb) => eb.fn.countAll<number>().as("n")).executeTakeFirstOrThrow();
      const text = copy ? `${copy.seq} ${Buffer.from(Y.encodeStateAsUpdate(copy.doc)).toString("base64")}` : "none";
      return `${counts.n} ${late.n} ${text}`;
    };
    let before = await state();
    for (let n = 0; n < units; n += batch) {
      const frames = Array.from({ length: Math.min(batch, units - n) }, () => (random() < 0.15 ? hostile[Math.floor(random() * hostile.length)]! : damage(honest[Math.floor(random() * honest.length)]!, honest[Math.floor(random() * honest.length)]!, random)));
      // Numbers in order, again, and far ahead.
      const pushes = frames.map((update) => ({ grant: mallory.grant, instanceSeq: random() < 0.9 ? mallory.sent + 1 : Math.floor(random() * 100), seenSeq: Math.floor(random() * 200), update }));
      const [began, waited] = [performance.now(), waitedMs()];
      let answers: Answer[] = [];
      try {
        answers = (await keeper.push(pushes)).answers;
      } catch {
        tally.crashes!++;
      }
      tally["longest stall"] = Math.max(tally["longest stall"]!, performance.now() - began - (waitedMs() - waited));
      tally.frames! += frames.length;
      const taken = answers.flatMap((answer, i) => ("seq" in answer && answer.fresh ? [frames[i]!] : []));
      // Damaged bytes may be a deletion that anybody may make: then it is a change like any other, in the log under its sender's name.
      for (const update of taken) {
        tally[isValid(update, mallory.client, victim.doc) ? "taken, and valid" : "taken though not valid"]!++;
        Y.applyUpdate(victim.doc, update, mallory);
        mallory.sent++;
      }
      const after = await state();
      if (!taken.length && after !== before) tally["state changes"]!++;
      before = after;
    }
    const rows = await rowsOf(room.db);
    const doc = new Y.Doc();
    for (const row of rows) Y.applyUpdate(doc, row.bytes);
    if (doc.getText("minutes").toString() !== victim.doc.getText("minutes").toString() || rows.length !== honest.length + mallory.sent) tally["state changes"]!++;
    // The victim goes on as if nothing had been.
    const more = honest.length;
    victim.doc.getText("minutes").insert(0, "goes on ");
    const { answers } = await keeper.push([{ grant: victim.grant, instanceSeq: ++victim.sent, seenSeq: 0, update: honest[more]! }]);
    if (!("seq" in answers[0]!)) tally["state changes"]!++;
  } finally {
    await room.close();
  }
  return tally;
}

/** Frames that are damaged, hostile or out of order: none breaks anything, none changes anything, none holds up the others. */
export const frames: FaultLine = {
  name: "frames", of: "frames", short: 20_000, full: 1_000_000, batch: 50_000,
  run: async (on, units, from) => {
    const overSockets = Math.min(units, Math.max(300, Math.ceil(units / 50)));
    const tally = await inThisProcess(units - overSockets, `frames ${from}`);
    return add(tally, await sendHostile(on.program, overSockets, `sockets ${from}`));
  },
  figures: (tally, wanted) => [
    atLeast("frames", tally, "frames", wanted),
    ...["crashes", "state changes", "taken though not valid", "acknowledged and not there", "others held up"].map((name) => none("frames", tally, name)),
    atMost("frames", tally, "longest stall", 200, "ms"),
    atMost("frames", tally, "longest stall of the program's loop", 200, "ms"),
    ...["over sockets", "connections ended for it", "taken, and valid"].map((name) => told("frames", tally, name)),
  ],
};
