import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as encoding from "lib0/encoding";
import * as Y from "yjs";
import { NotAgreed, NotFound } from "#app/models/core/refuse.ts";
import { closeMinutes, reopenMinutes } from "#app/models/meetings/freeze.server.ts";
import { freezeDocuments, textOf } from "#app/models/meetings/document.server.ts";
import type { Opened } from "#app/models/meetings/opening.server.ts";
import { historyOf } from "#app/models/meetings/history.server.ts";
import { dropCopy, fold, mostLoose } from "#app/models/meetings/log.server.ts";
import { foldAgain, quarantine, quarantinedDocuments } from "#app/models/meetings/quarantine.server.ts";
import { restoreMinutes } from "#app/models/meetings/restoration.server.ts";
import { now, type Stage, stage } from "./cast.ts";
import { addItem, addMeetings } from "./meeting.ts";
import { sessionOf } from "./session.ts";
import { openKeeper } from "./writer.ts";

let s: Stage;
let k: ReturnType<typeof openKeeper>;
let clock = now;
beforeAll(async () => {
  s = await stage();
  await addMeetings(s.db, now);
  k = openKeeper(s.file, () => clock);
});
afterAll(async () => {
  await k.close();
  await s.close();
});

/** A new standing item of the running MACSE meeting, and its document. */
async function item() {
  const { itemId, documentId } = await addItem(s.db, now);
  const rows = () => s.db.selectFrom("document_update").selectAll().where("document_id", "=", documentId).orderBy("seq").execute();
  const text = async () => textOf(await s.as("ruth"), itemId);
  return { itemId, documentId, rows, text };
}
const open = async (person: Parameters<typeof k.page>[0], documentId: string) => {
  const page = k.page(person, documentId);
  const answer = await page.open();
  expect(answer).toHaveProperty("parts");
  return page;
};

test("Nobody outside the panel opens or writes minutes: an agency owner, another panel's member, the administrator, the auditor", async () => {
  const { documentId, rows } = await item();
  for (const person of ["tomasz", "helen", "priya", "admin", "audit"] as const) {
    const outsider = k.page(person, documentId);
    outsider.type("I was here");
    expect(await outsider.open()).toEqual({ code: "revoked" });
    // Without a grant there is nothing to write under: it is asked to open, and that is refused.
    expect(await outsider.send(1)).toEqual({ code: "resync" });
  }
  expect(await k.page("amira", "no-such-document").open()).toEqual({ code: "revoked" });
  expect(await rows()).toEqual([]);
});

test("A text is not read by those who do not reach its item", async () => {
  const { itemId } = await item();
  await expect(textOf(await s.as("priya"), itemId)).rejects.toBeInstanceOf(NotFound);
});

test("What is sent twice is kept once, and acknowledged with the same row", async () => {
  const { documentId, rows, text } = await item();
  const ruth = await open("ruth", documentId);
  ruth.type("Seen on Tuesday");
  const first = await ruth.send(1);
  const { answers } = await k.keeper.push([ruth.push(1), ruth.push(1)]);
  expect(first).toEqual({ seq: 1, at: now.getTime(), fresh: true });
  expect(answers).toEqual([{ seq: 1, at: now.getTime(), fresh: false }, { seq: 1, at: now.getTime(), fresh: false }]);
  expect(await rows()).toHaveLength(1);
  expect(await text()).toBe("Seen on Tuesday");
});

test("The same number with other words is refused", async () => {
  const { documentId, rows } = await item();
  const ruth = await open("ruth", documentId);
  ruth.type("one");
  ruth.type(" two");
  await ruth.send(1);
  expect(await ruth.send(1, ruth.updates[1])).toEqual({ code: "invalid" });
  expect(await rows()).toHaveLength(1);
});

test("A grant is of one person and one page: another page of the same person has another client id, and another's instance is not lent", async () => {
  const { documentId } = await item();
  const one = k.page("ruth", documentId);
  const two = k.page("ruth", documentId);
  const [first, second] = [(await one.open()) as Opened, (await two.open()) as Opened];
  expect(first.client).not.toBe(second.client);
  const again = (await one.open()) as Opened;
  expect(again.client).toBe(first.client);
  const dan = await k.keeper.open({ token: await tokenOf("dan"), documentId, instance: one.instance, stateVector: new Uint8Array([0]), epoch: null });
  expect(dan).toEqual({ code: "invalid" });
});

async function tokenOf(person: "dan") {
  return sessionOf(s.db, person, now);
}

test("A change that rests on one that the server lacks is asked for again, and never kept", async () => {
  const { documentId, rows, text } = await item();
  const ruth = await open("ruth", documentId);
  ruth.type("one ");
  ruth.type("two ");
  ruth.delete(0, 4);
  expect(await ruth.send(2)).toEqual({ code: "resync" });
  expect(await ruth.send(3)).toEqual({ code: "resync" });
  // Under the right number but with the wrong words it lacks something as well.
  expect(await ruth.send(1, ruth.updates[1])).toEqual({ code: "resync" });
  expect(await rows()).toEqual([]);
  for (const number of [1, 2, 3]) expect(await ruth.send(number)).toMatchObject({ fresh: true });
  expect(await text()).toBe("two ");
});

test("Bytes that are no change, too many bytes, and other things than text are refused without a trace", async () => {
  const { documentId, rows, text } = await item();
  const ruth = await open("ruth", documentId);
  ruth.type("fine");
  await ruth.send(1);
  const made = (make: (doc: Y.Doc) => void) => {
    const doc = new Y.Doc();
    doc.clientID = ruth.doc.clientID;
    make(doc);
    return Y.encodeStateAsUpdate(doc);
  };
  const odd = [
    new Uint8Array(0), new Uint8Array([1]), new Uint8Array(64).fill(255), randomBytes(200),
    made((doc) => doc.getMap("minutes").set("a", 1)), made((doc) => doc.getText("elsewhere").insert(0, "hidden")), made((doc) => doc.getText("minutes").insertEmbed(0, { picture: 1 })),
    made((doc) => doc.getText("minutes").insert(0, "bold", { bold: true })), made((doc) => doc.getText("minutes").insert(0, "x".repeat(70_000))),
  ];
  for (const [i, update] of odd.entries()) expect(await ruth.send(2, update), `the ${i}th`).toEqual({ code: "invalid" });
  expect(await rows()).toHaveLength(1);
  expect(await text()).toBe("fine");
});

test("Nobody writes under another's client id, nor under one of their own making: it would swallow the other's next words", async () => {
  const { documentId, text } = await item();
  const ruth = await open("ruth", documentId);
  ruth.type("Ruth writes");
  await ruth.send(1);
  const forger = await open("dan", documentId);
  for (const client of [ruth.doc.clientID, 4711]) {
    forger.doc.clientID = client;
    forger.type(" forged");
    expect(await forger.send(1, forger.updates.at(-1)!)).toEqual({ code: "invalid" });
  }
  ruth.type(" and goes on");
  expect(await ruth.send(2)).toMatchObject({ seq: 2 });
  expect(await text()).toBe("Ruth writes and goes on");
});

test("A thousand damaged changes take nothing from the text or the log", async () => {
  const { documentId, rows, text } = await item();
  const ruth = await open("ruth", documentId);
  for (let i = 0; i < 20; i++) ruth.type(`word${i} `);
  for (let i = 1; i <= 20; i++) await ruth.send(i);
  const before = await text();
  const dan = await open("dan", documentId);
  for (let i = 0; i < 1000; i++) {
    const bytes = Uint8Array.from(ruth.updates[i % 20]!);
    bytes[(i * 7) % bytes.length]! ^= 1 << (i % 8);
    bytes[(i * 13) % bytes.length]! ^= 1 << ((i + 3) % 8);
    await dan.send(1, bytes);
  }
  expect((await fold(s.db, documentId, { whole: true })).doc.getText("minutes").toString()).toBe(before);
  expect((await rows()).filter((row) => row.person_id === "ruth")).toHaveLength(20);
});

test("Two who write at once share a transaction, and each line of the log is one person's", async () => {
  const { documentId, rows, text } = await item();
  const [ruth, dan] = [await open("ruth", documentId), await open("dan", documentId)];
  ruth.type("R");
  dan.type("D");
  const { answers } = await k.keeper.push([ruth.push(1), dan.push(1)]);
  expect(answers.map((a) => ("seq" in a ? a.seq : 0))).toEqual([1, 2]);
  expect((await rows()).map((row) => [row.person_id, row.agency_id])).toEqual([["ruth", "csc"], ["dan", "police"]]);
  await ruth.open();
  await dan.open();
  expect(ruth.text.toString()).toBe(dan.text.toString());
  expect(await text()).toBe(ruth.text.toString());
});

test("When the group cannot be written nothing of it is acknowledged or stays in memory", async () => {
  const { documentId, text } = await item();
  const ruth = await open("ruth", documentId);
  ruth.type("kept ");
  await ruth.send(1);
  ruth.type("not yet ");
  const sql = (k.keeper as unknown as { sql: Record<string, { run: () => void }> }).sql;
  const original = sql.commit!;
  sql.commit = { run: () => { throw Object.assign(new Error("disk full"), { code: "SQLITE_FULL" }); } };
  const answer = await ruth.send(2).finally(() => { sql.commit = original; });
  expect(answer).toEqual({ code: "full" });
  expect(await text()).toBe("kept ");
  expect(await ruth.send(2)).toMatchObject({ seq: 2 });
  expect(await text()).toBe("kept not yet ");
});

test("One change that the database will not have keeps nobody else's out", async () => {
  const { documentId, rows } = await item();
  const [ruth, dan] = [await open("ruth", documentId), await open("dan", documentId)];
  ruth.type("Ruth. ");
  dan.type("Dan. ");
  const { fileOf } = await import("#db/connect.server.ts");
  fileOf(s.db).exec(`create trigger refusal before insert on document_update when new.instance = '${ruth.instance}' begin select raise(abort, 'not this one'); end`);
  const { answers } = await k.keeper.push([ruth.push(1), dan.push(1)]);
  fileOf(s.db).exec("drop trigger refusal");
  expect(answers).toMatchObject([{ code: "busy" }, { seq: 1, fresh: true }]);
  expect((await rows()).map((row) => row.person_id)).toEqual(["dan"]);
  expect(await ruth.send(1)).toMatchObject({ seq: 2, fresh: true });
});

test("While somebody else holds the database, nothing is done, and changes are taken when it is free", async () => {
  const { documentId, text } = await item();
  const ruth = await open("ruth", documentId);
  ruth.type("patience");
  const { fileOf } = await import("#db/connect.server.ts");
  fileOf(k.db).pragma("busy_timeout = 50");
  fileOf(s.db).exec("begin immediate");
  await expect(ruth.send(1)).rejects.toThrow(/locked/);
  fileOf(s.db).exec("rollback");
  fileOf(k.db).pragma("busy_timeout = 3000");
  expect(await ruth.send(1)).toMatchObject({ fresh: true });
  expect(await text()).toBe("patience");
});

test("A member whose membership has ended is shown out of the minutes at their next change", async () => {
  const { documentId } = await item();
  const owen = await open("owen", documentId);
  owen.type("mine");
  await s.db.updateTable("membership").set({ to_on: "2026-11-23" }).where("id", "=", "macse-owen").execute();
  expect((await k.keeper.check([owen.grant])).over).toEqual([{ grant: owen.grant, code: "revoked" }]);
  expect(await owen.send(1)).toEqual({ code: "revoked" });
  expect(await owen.open()).toEqual({ code: "revoked" });
});

test("A session that has ended, or was idle too long, writes nothing more", async () => {
  const { documentId } = await item();
  const [dan, ruth] = [await open("dan", documentId), await open("ruth", documentId)];
  dan.type("mine");
  ruth.type("mine");
  await s.db.updateTable("session").set({ ended_at: now.toISOString() }).where("person_id", "=", "dan").execute();
  expect(await dan.send(1)).toEqual({ code: "revoked" });
  try {
    clock = new Date(now.getTime() + 61 * 60_000);
    expect(await ruth.send(1)).toEqual({ code: "revoked" });
  } finally {
    clock = now;
  }
});

test("A withdrawn item takes no more words", async () => {
  const { documentId, itemId } = await item();
  const ruth = await open("ruth", documentId);
  await s.db.updateTable("item").set({ withdrawn_at: now.toISOString() }).where("id", "=", itemId).execute();
  ruth.type("late");
  expect(await ruth.send(1)).toEqual({ code: "frozen" });
});

test("What another thread wrote into the log is told before the next change is", async () => {
  const { documentId, text } = await item();
  const ruth = await open("ruth", documentId);
  ruth.type("one ");
  await ruth.send(1);
  const { appendRow, issueClient } = await import("#app/models/meetings/log.server.ts");
  const { commit } = await import("#app/models/core/ask.server.ts");
  await commit(await s.as("amira"), async (ask) => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, ruth.updates[0]!);
    doc.clientID = await issueClient(ask, documentId, "an act");
    const before = Y.encodeStateVector(doc);
    doc.getText("minutes").insert(4, "two ");
    await appendRow(ask, documentId, { update: Y.encodeStateAsUpdate(doc, before), client: doc.clientID, instance: "an act", instanceSeq: 1 });
  });
  ruth.type("three ", 0);
  const { answers, foreign } = await k.keeper.push([ruth.push(2)]);
  expect(foreign.map((f) => f.updates.map((u) => u.seq))).toEqual([[2]]);
  expect(answers).toMatchObject([{ seq: 3 }]);
  expect(await text()).toBe("three one two ");
});

test("Whoever comes late is sent one part and the few rows after it, however long the log; when all have gone it is folded for whoever comes next", async () => {
  const { documentId, text } = await item();
  const ruth = await open("ruth", documentId);
  const type = async (from: number, to: number) => {
    for (let i = from; i <= to; i++) {
      ruth.type(`${i} `);
      await ruth.send(i);
    }
  };
  const join = async (person: Parameters<typeof k.page>[0]) => {
    const page = k.page(person, documentId);
    const { parts, seq, grant } = (await page.open()) as Opened;
    expect(page.text.toString()).toBe(await text());
    expect(seq).toBe(ruth.updates.length);
    return { parts: parts.length, grant };
  };
  await type(1, 100);
  const dan = await join("dan");
  expect(dan.parts).toBe(1);
  await type(101, 100 + mostLoose);
  const josie = await join("josie");
  expect(josie.parts).toBe(1 + mostLoose);
  await type(101 + mostLoose, 101 + mostLoose);
  const chloe = await join("chloe");
  expect(chloe.parts).toBe(1);

  const snapshots = () => s.db.selectFrom("document_snapshot").select("upto_seq").where("document_id", "=", documentId).execute();
  await k.keeper.left([dan.grant, josie.grant, chloe.grant]);
  await k.keeper.tidy();
  expect(await snapshots()).toEqual([]);
  await k.keeper.left([ruth.grant]);
  await k.keeper.tidy();
  expect(await snapshots()).toEqual([{ upto_seq: 101 + mostLoose }]);
  dropCopy(documentId);
  expect((await join("dan")).parts).toBe(1);
});

test("Twelve hundred changes fold into a verified snapshot; a damaged snapshot counts for nothing, a damaged row closes the document", async () => {
  const { documentId, itemId, rows, text } = await item();
  const ruth = await open("ruth", documentId);
  for (let i = 0; i < 1200; i++) ruth.type(`${i} `);
  for (let i = 1; i <= 1200; i++) await ruth.send(i);
  await k.keeper.tidy();
  const snapshot = await s.db.selectFrom("document_snapshot").selectAll().where("document_id", "=", documentId).executeTakeFirstOrThrow();
  expect(snapshot.upto_seq).toBe(1200);
  const whole = await text();
  const dan = k.page("dan", documentId);
  expect(((await dan.open()) as Opened).parts).toHaveLength(1);
  expect(dan.text.toString()).toBe(whole);

  await s.db.updateTable("document_snapshot").set({ bytes: Buffer.concat([Buffer.from(snapshot.bytes).subarray(0, -1), Buffer.from([7])]) }).where("document_id", "=", documentId).execute();
  // As after a restart: what is in memory is still whole, and is given to whoever comes.
  dropCopy(documentId);
  const josie = k.page("josie", documentId);
  await josie.open();
  expect(josie.text.toString()).toBe(whole);

  const row = (await rows())[600]!;
  await s.db.updateTable("document_update").set({ bytes: Buffer.concat([Buffer.from(row.bytes).subarray(0, -1), Buffer.from([7])]) }).where("document_id", "=", documentId).where("seq", "=", 601).execute();
  dropCopy(documentId);
  expect(await k.page("chloe", documentId).open()).toEqual({ code: "quarantined" });
  expect(await ruth.send(1201, ruth.updates[0])).toMatchObject({ code: "quarantined" });
  expect(await s.db.selectFrom("document").select("quarantined_why").where("id", "=", documentId).executeTakeFirst()).toEqual({ quarantined_why: "row 601 is damaged" });
  await expect(textOf(await s.as("ruth"), itemId)).rejects.toBeInstanceOf(NotAgreed);
  await expect(historyOf(await s.as("ruth"), itemId)).rejects.toBeInstanceOf(NotAgreed);
  await expect(restoreMinutes(await s.as("amira"), itemId, { at: 1, over: 1200 })).rejects.toBeInstanceOf(NotAgreed);

  // An administrator is shown it without a word of the case, and may have it folded again: which helps only once the log is whole.
  await expect(quarantinedDocuments(await s.as("amira"))).rejects.toBeInstanceOf(NotFound);
  expect(await quarantinedDocuments(await s.as("admin"))).toMatchObject([{ id: documentId, why: "row 601 is damaged", item: "at place 99" }]);
  await expect(foldAgain(await s.as("ruth"), documentId)).rejects.toBeInstanceOf(NotFound);
  await expect(foldAgain(await s.as("admin"), documentId)).rejects.toBeInstanceOf(NotAgreed);
  await s.db.updateTable("document_update").set({ bytes: row.bytes }).where("document_id", "=", documentId).where("seq", "=", 601).execute();
  await foldAgain(await s.as("admin"), documentId);
  expect(await quarantinedDocuments(await s.as("admin"))).toEqual([]);
  expect(await text()).toBe(whole);
  ruth.type("and on");
  expect(await ruth.send(1201)).toMatchObject({ seq: 1201 });
});

test("Somebody who removes most of an item is noticed in the same transaction; ordinary corrections are not", async () => {
  const { documentId } = await item();
  const notices = () => s.db.selectFrom("document_notice").select(["kind", "by_id", "to_id"]).where("document_id", "=", documentId).execute();
  const ruth = await open("ruth", documentId);
  ruth.type("She was seen alone at both visits and asked for the same worker. ".repeat(5));
  await ruth.send(1);
  const dan = await open("dan", documentId);
  dan.delete(0, 20);
  await dan.send(1);
  expect(await notices()).toEqual([]);
  dan.delete(0, 250);
  const { answers, noticed } = await k.keeper.push([dan.push(2)]);
  expect(answers).toMatchObject([{ fresh: true }]);
  expect(noticed).toHaveLength(1);
  expect(await notices()).toEqual([{ kind: "mass deletion", by_id: "dan", to_id: null }]);
});

test("Words of somebody who was away are offered back when they come home and find them removed", async () => {
  const { documentId } = await item();
  const ruth = await open("ruth", documentId);
  ruth.type("Mother agreed to the plan. ");
  await ruth.send(1);
  const dan = await open("dan", documentId);
  ruth.type("and signed it ", 14);
  dan.delete(0, 27);
  await dan.send(1);
  await ruth.send(2);
  expect(await s.db.selectFrom("document_notice").select(["kind", "by_id", "to_id"]).where("document_id", "=", documentId).execute()).toEqual([{ kind: "merge", by_id: "dan", to_id: "ruth" }]);
});

test("Changes that would hold everybody up are refused: deletions laid over one another, pieces to be looked for, lengths that nobody typed", async () => {
  const { documentId, text } = await item();
  const ruth = await open("ruth", documentId);
  const from = (make: (to: encoding.Encoder, client: number) => void) => {
    const to = encoding.createEncoder();
    make(to, ruth.doc.clientID);
    return encoding.toUint8Array(to);
  };
  const long = from((to, client) => {
    for (const n of [1, 1, client, 0, 0]) encoding.writeVarUint(to, n);
    encoding.writeVarUint(to, 2 ** 52);
    encoding.writeVarUint(to, 0);
  });
  expect(await ruth.send(1, long)).toEqual({ code: "invalid" });
  ruth.type("a".repeat(50));
  await ruth.send(1);
  const overlapping = from((to, client) => {
    for (const n of [0, 1, client, 100]) encoding.writeVarUint(to, n);
    for (let i = 0; i < 100; i++) for (const n of [0, 50]) encoding.writeVarUint(to, n);
  });
  expect(await ruth.send(2, overlapping)).toEqual({ code: "invalid" });
  expect(await text()).toBe("a".repeat(50));
});

test("An old connection's last bytes, come late, are acknowledged as what they are, and hold nobody else up", async () => {
  const { documentId, rows } = await item();
  const ruth = await open("ruth", documentId);
  const dan = await open("dan", documentId);
  const old = ruth.grant;
  await ruth.open();
  ruth.type("once ");
  dan.type("Dan. ");
  expect(await ruth.send(1)).toMatchObject({ fresh: true });
  const { answers } = await k.keeper.push([{ ...ruth.push(1), grant: old }, dan.push(1)]);
  expect(answers).toMatchObject([{ seq: 1, fresh: false }, { seq: 2, fresh: true }]);
  expect(await rows()).toHaveLength(2);
});

// Last: it ends the meeting's writing.
test("That minutes cannot be read rings for the panel; that the chair's cannot, for nobody who does not know of them", async () => {
  const { itemId, documentId } = await item();
  await s.db.insertInto("document").values({ id: `${documentId}-chair`, item_id: itemId, handling: "chair" }).execute();
  for (const [id, panel_id] of [[documentId, "macse"], [`${documentId}-chair`, null]] as const) {
    await quarantine(s.db, now, id, "row 1 is missing");
    await foldAgain(await s.as("admin"), id);
    expect(await s.db.selectFrom("news").select(["what", "panel_id", "item_id"]).where("detail", "=", id).where("what", "in", ["document quarantined", "document released"]).orderBy("what").execute())
      .toEqual(["document quarantined", "document released"].map((what) => ({ what, panel_id, item_id: itemId })));
  }
});

test("What came too late and is sent again once the minutes are open again stands in the minutes alone", async () => {
  const { itemId, documentId, text } = await item();
  const ruth = await open("ruth", documentId);
  ruth.type("before ");
  await ruth.send(1);
  await closeMinutes(await s.as("amira"), itemId);
  ruth.type("after ");
  ruth.type("the end");
  expect([await ruth.send(2), await ruth.send(3)]).toEqual([{ code: "frozen" }, { code: "frozen" }]);
  await reopenMinutes(await s.as("amira"), itemId);
  // As a page does that has not heard the first of the two refused.
  expect(await ruth.open()).toHaveProperty("parts");
  expect(await ruth.send(2)).toMatchObject({ fresh: true });
  expect(await text()).toBe("before after ");
  expect(await s.db.selectFrom("document_late").select("words").where("document_id", "=", documentId).execute()).toEqual([{ words: "the end" }]);
});

test("After the freeze nothing is taken, what was kept before is still acknowledged, and what comes late is kept apart", async () => {
  const { documentId, rows, text } = await item();
  const ruth = await open("ruth", documentId);
  ruth.type("before ");
  await ruth.send(1);
  await freezeDocuments(await s.as("amira"), "m1");
  ruth.type("after");
  expect(await ruth.send(2)).toEqual({ code: "frozen" });
  expect(await ruth.send(2)).toEqual({ code: "frozen" });
  expect(await ruth.send(1)).toEqual({ seq: 1, at: now.getTime(), fresh: false });
  expect(await ruth.open()).toMatchObject({ code: "frozen", grant: expect.any(Number) });
  expect(await ruth.send(2)).toEqual({ code: "frozen" });
  expect(await k.page("dan", documentId).open()).toEqual({ code: "frozen" });
  expect(await rows()).toHaveLength(1);
  expect(await s.db.selectFrom("document_late").select(["person_id", "words"]).where("document_id", "=", documentId).execute()).toEqual([{ person_id: "ruth", words: "after" }]);
  expect(await text()).toBe("before ");
});
