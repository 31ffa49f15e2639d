import { randomBytes } from "node:crypto";
import * as Y from "yjs";
import { textName } from "#app/models/meetings/document.ts";
import { type Answer, Keeper } from "#app/models/meetings/keeper.server.ts";
import type { NotOpened, Opened } from "#app/models/meetings/opening.server.ts";
import { Sessions } from "#app/models/people/standing.server.ts";
import { connect, type Db } from "#db/connect.server.ts";
import { type Person, now as then } from "./cast.ts";
import { sessionOf } from "./session.ts";

/** A keeper of the file's log, with a connection of its own as in the program. The time is the tests' own. */
export function openKeeper(file: string, now: () => Date = () => then) {
  const db = connect(file);
  const keeper = new Keeper(db, now, new Sessions({ idleMinutes: 60, hours: 10 }));
  return {
    db, keeper, now,
    /** A page of that person, with a session of its own. */
    page: (person: Person, documentId: string) => pageOf(keeper, db, now, person, documentId),
    close: () => db.destroy(),
  };
}

/** A page that writes: its changes in order, each sent when asked. */
function pageOf(keeper: Keeper, db: Db, now: () => Date, person: Person, documentId: string) {
  const doc = new Y.Doc();
  const instance = randomBytes(16).toString("hex");
  const updates: Uint8Array[] = [];
  let token = "";
  let grant = 0;
  let epoch: number | null = null;
  let seen = 0;
  doc.on("update", (update: Uint8Array, origin: unknown) => origin !== "server" && updates.push(update));
  const text = doc.getText(textName);
  return {
    doc, text, updates, instance,
    get grant() {
      return grant;
    },
    type: (words: string, at = text.length) => text.insert(at, words),
    delete: (at: number, length: number) => text.delete(at, length),
    open: async (): Promise<Opened | NotOpened> => {
      token ||= await sessionOf(db, person, now());
      const answer = await keeper.open({ token, documentId, instance, stateVector: Y.encodeStateVector(doc), epoch });
      grant = answer.grant ?? 0;
      if ("parts" in answer) {
        for (const part of answer.parts) Y.applyUpdate(doc, part, "server");
        doc.clientID = answer.client;
        epoch = answer.epoch;
        seen = answer.seq;
      }
      return answer;
    },
    push: (number: number, update = updates[number - 1]!) => ({ grant, instanceSeq: number, seenSeq: seen, update }),
    send: async (number: number, update = updates[number - 1]!): Promise<Answer> => {
      const [answer] = (await keeper.push([{ grant, instanceSeq: number, seenSeq: seen, update }])).answers;
      if ("seq" in answer!) seen = answer.seq;
      return answer!;
    },
  };
}

/** Types words into a document as that person. Throws when they are not taken. */
export async function write(file: string, person: Person, documentId: string, words: string, now: () => Date = () => then): Promise<void> {
  const house = openKeeper(file, now);
  try {
    const page = house.page(person, documentId);
    await page.open();
    page.type(words);
    const answer = await page.send(1);
    if ("code" in answer) throw new Error(`Not taken: ${answer.code}`);
  } finally {
    await house.close();
  }
}
