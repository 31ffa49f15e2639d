import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as Y from "yjs";
import { newId } from "#app/models/core/ask.server.ts";
import { freezeDocuments, type Opened, openDocument, pushUpdate, textOf } from "#app/models/meetings/document.server.ts";
import { dropCopy } from "#app/models/meetings/copy.server.ts";
import { NotFound } from "#app/models/core/refuse.ts";
import { now, type Person, type Stage, stage } from "./cast.ts";
import { addMeetings } from "./meeting.ts";

let s: Stage;
beforeAll(async () => {
  s = await stage();
  await addMeetings(s.db, now);
});
afterAll(() => s.close());

/** A new standing item of the running MACSE meeting, and its document. */
async function item() {
  const itemId = newId();
  const documentId = newId();
  await s.db.insertInto("item").values({ id: itemId, meeting_id: "m1", kind: "standing", number: null, section: "standing", title: "Matter", position: 99, minutes: 5, added_at: now.toISOString(), reasons: "[]" }).execute();
  await s.db.insertInto("document").values({ id: documentId, item_id: itemId }).execute();
  const rows = () => s.db.selectFrom("document_update").selectAll().where("document_id", "=", documentId).orderBy("seq").execute();
  return { itemId, documentId, rows };
}

/** A page that writes: its changes in order, each sent when asked. */
function page(person: Person, documentId: string) {
  const doc = new Y.Doc();
  const instance = randomBytes(16).toString("hex");
  const updates: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array, origin: unknown) => origin !== "server" && updates.push(update));
  return {
    doc, updates, instance,
    type: (text: string, at = doc.getText("minutes").length) => doc.getText("minutes").insert(at, text),
    open: async () => {
      const answer = await openDocument(await s.as(person), documentId, Y.encodeStateVector(doc));
      if ("diff" in answer) Y.applyUpdate(doc, answer.diff, "server");
      return answer;
    },
    send: async (number: number, update = updates[number - 1]!) => pushUpdate(await s.as(person), { documentId, epoch: 1, instance, instanceSeq: number, update }),
  };
}

test("Nobody outside the panel opens or writes minutes: an agency owner, another panel's member, the administrator, the auditor", async () => {
  const { documentId, rows } = await item();
  for (const person of ["tomasz", "helen", "priya", "admin", "audit"] as const) {
    const outsider = page(person, documentId);
    outsider.type("I was here");
    expect(await outsider.open()).toEqual({ code: "revoked" });
    expect(await outsider.send(1)).toEqual({ code: "revoked" });
  }
  expect(await page("amira", "no-such-document").open()).toEqual({ code: "revoked" });
  expect(await rows()).toEqual([]);
});

test("A text is not read by those who do not reach its item", async () => {
  const { itemId } = await item();
  await expect(textOf(await s.as("priya"), itemId)).rejects.toBeInstanceOf(NotFound);
});

test("What is sent twice is kept once, and acknowledged with the same row", async () => {
  const { documentId, itemId, rows } = await item();
  const ruth = page("ruth", documentId);
  ruth.type("Seen on Tuesday");
  const first = await ruth.send(1);
  const again = await Promise.all([ruth.send(1), ruth.send(1)]);
  expect(first).toEqual({ seq: 1, at: now.toISOString(), fresh: true });
  expect(again).toEqual([{ seq: 1, at: now.toISOString(), fresh: false }, { seq: 1, at: now.toISOString(), fresh: false }]);
  expect(await rows()).toHaveLength(1);
  expect(await textOf(await s.as("ruth"), itemId)).toBe("Seen on Tuesday");
});

test("The same number with other words is refused, also from somebody else", async () => {
  const { documentId, rows } = await item();
  const ruth = page("ruth", documentId);
  ruth.type("one");
  ruth.type(" two");
  await ruth.send(1);
  expect(await ruth.send(1, ruth.updates[1])).toEqual({ code: "invalid" });
  expect(await pushUpdate(await s.as("dan"), { documentId, epoch: 1, instance: ruth.instance, instanceSeq: 1, update: ruth.updates[0]! })).toEqual({ code: "invalid" });
  expect(await rows()).toHaveLength(1);
});

test("A change that rests on one that the server lacks is asked for again, and never kept", async () => {
  const { documentId, itemId, rows } = await item();
  const ruth = page("ruth", documentId);
  ruth.type("one ");
  ruth.type("two ");
  ruth.doc.getText("minutes").delete(0, 4);
  expect(await ruth.send(2)).toEqual({ code: "resync" });
  expect(await ruth.send(3)).toEqual({ code: "resync" });
  expect(await rows()).toEqual([]);
  for (const number of [1, 2, 3]) expect(await ruth.send(number)).toMatchObject({ fresh: true });
  expect(await textOf(await s.as("ruth"), itemId)).toBe("two ");
});

test("Bytes that are no change, too many bytes, and other things than text are refused without a trace", async () => {
  const { documentId, itemId, rows } = await item();
  const ruth = page("ruth", documentId);
  ruth.type("fine");
  await ruth.send(1);
  const other = new Y.Doc();
  other.getMap("minutes").set("a", 1);
  other.getText("elsewhere").insert(0, "hidden");
  const embedded = new Y.Doc();
  embedded.getText("minutes").insertEmbed(0, { picture: 1 });
  const formatted = new Y.Doc();
  formatted.getText("minutes").insert(0, "bold", { bold: true });
  const long = new Y.Doc();
  long.getText("minutes").insert(0, "x".repeat(70_000));
  const odd = [new Uint8Array(0), new Uint8Array([1]), new Uint8Array(64).fill(255), randomBytes(200), ...[other, embedded, formatted, long].map((doc) => Y.encodeStateAsUpdate(doc))];
  for (const [i, update] of odd.entries()) expect(await ruth.send(10 + i, update), `the ${i}th`).toEqual({ code: "invalid" });
  expect(await rows()).toHaveLength(1);
  expect(await textOf(await s.as("ruth"), itemId)).toBe("fine");
});

test("Nobody writes under another's client id: it would swallow the other's next words", async () => {
  const { documentId, itemId } = await item();
  const ruth = page("ruth", documentId);
  ruth.type("Ruth writes");
  await ruth.send(1);
  const forger = page("dan", documentId);
  await forger.open();
  forger.doc.clientID = ruth.doc.clientID;
  forger.type(" forged");
  expect(await forger.send(1)).toEqual({ code: "invalid" });
  ruth.type(" and goes on");
  expect(await ruth.send(2)).toMatchObject({ seq: 2 });
  expect(await textOf(await s.as("ruth"), itemId)).toBe("Ruth writes and goes on");
});

test("A thousand damaged changes take nothing from the text or the log", async () => {
  const { documentId, itemId, rows } = await item();
  const ruth = page("ruth", documentId);
  for (let i = 0; i < 20; i++) ruth.type(`word${i} `);
  for (let i = 1; i <= 20; i++) await ruth.send(i);
  const before = await textOf(await s.as("ruth"), itemId);
  const opened = (await page("dan", documentId).open()) as Opened;
  let refused = 0;
  for (let i = 0; i < 1000; i++) {
    const bytes = Uint8Array.from(ruth.updates[i % 20]!);
    bytes[(i * 7) % bytes.length]! ^= 1 << (i % 8);
    bytes[(i * 13) % bytes.length]! ^= 1 << ((i + 3) % 8);
    const answer = await page("dan", documentId).send(1, bytes);
    if ("code" in answer) refused++;
  }
  expect(refused).toBeGreaterThan(900);
  dropCopy(documentId);
  const after = await textOf(await s.as("ruth"), itemId);
  // The few that were taken are text of Dan's own; nothing of Ruth's is gone.
  expect(after.length).toBeGreaterThanOrEqual(before.length);
  expect((await rows()).filter((row) => row.person_id === "ruth")).toHaveLength(20);
  expect(opened.seq).toBe(20);
  expect(before).toContain("word19");
});

test("Two who write at once share a transaction, and each line of the log is one person's", async () => {
  const { documentId, itemId, rows } = await item();
  const [ruth, dan] = [page("ruth", documentId), page("dan", documentId)];
  ruth.type("R");
  dan.type("D");
  const answers = await Promise.all([ruth.send(1), dan.send(1)]);
  expect(answers.map((a) => ("seq" in a ? a.seq : 0)).sort()).toEqual([1, 2]);
  expect((await rows()).map((row) => [row.person_id, row.agency_id]).sort()).toEqual([["dan", "police"], ["ruth", "csc"]]);
  await ruth.open();
  await dan.open();
  expect(ruth.doc.getText("minutes").toString()).toBe(dan.doc.getText("minutes").toString());
  expect(await textOf(await s.as("ruth"), itemId)).toBe(ruth.doc.getText("minutes").toString());
});

test("When the group cannot be written nothing of it is acknowledged or stays in memory", async () => {
  const { documentId, itemId } = await item();
  const ruth = page("ruth", documentId);
  ruth.type("kept ");
  await ruth.send(1);
  ruth.type("not yet ");
  const original = s.db.connection.bind(s.db);
  s.db.connection = () => { throw Object.assign(new Error("disk full"), { code: "SQLITE_FULL" }); };
  const answer = await ruth.send(2).finally(() => { s.db.connection = original; });
  expect(answer).toEqual({ code: "full" });
  expect(await textOf(await s.as("ruth"), itemId)).toBe("kept ");
  expect(await ruth.send(2)).toMatchObject({ seq: 2 });
  expect(await textOf(await s.as("ruth"), itemId)).toBe("kept not yet ");
});

test("A member whose membership has ended is shown out of the minutes", async () => {
  const { documentId } = await item();
  const owen = page("owen", documentId);
  owen.type("mine");
  expect(await owen.open()).toHaveProperty("diff");
  await s.db.updateTable("membership").set({ to_on: "2026-11-23" }).where("id", "=", "macse-owen").execute();
  expect(await owen.send(1)).toEqual({ code: "revoked" });
});

test("A withdrawn item takes no more words", async () => {
  const { documentId, itemId } = await item();
  await s.db.updateTable("item").set({ withdrawn_at: now.toISOString() }).where("id", "=", itemId).execute();
  const ruth = page("ruth", documentId);
  ruth.type("late");
  expect(await ruth.send(1)).toEqual({ code: "frozen" });
});

test("After the freeze nothing is taken, and what was kept before is still acknowledged", async () => {
  const { documentId, itemId, rows } = await item();
  const ruth = page("ruth", documentId);
  ruth.type("before ");
  await ruth.send(1);
  await freezeDocuments(await s.as("amira"), "m1");
  ruth.type("after");
  expect(await ruth.send(2)).toEqual({ code: "frozen" });
  expect(await ruth.send(1)).toEqual({ seq: 1, at: now.toISOString(), fresh: false });
  expect(await ruth.open()).toEqual({ code: "frozen" });
  expect(await rows()).toHaveLength(1);
  expect(await textOf(await s.as("dan"), itemId)).toBe("before ");
});
