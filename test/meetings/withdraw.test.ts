import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as Y from "yjs";
import { commit, newId } from "#app/models/core/ask.server.ts";
import { instantOf } from "#app/models/core/days.ts";
import { NotAgreed, NotAllowed, NotFound } from "#app/models/core/refuse.ts";
import { chairMinutesOf } from "#app/models/meetings/chair-minutes.server.ts";
import { writableDocument } from "#app/models/meetings/document.server.ts";
import { appendRow, copyOf, dropCopy, issueClient, textIn } from "#app/models/meetings/log.server.ts";
import { passageAt, placeCode, readChosen } from "#app/models/meetings/passage.ts";
import { withdraw } from "#app/models/meetings/withdraw.server.ts";
import { passageToWithdraw, withdrawalsOf } from "#app/models/meetings/withdrawals.server.ts";
import { now, type Person, type Stage, stage, today } from "../cast.ts";
import { addItem, addMeetings } from "../meeting.ts";
import { openKeeper } from "../writer.ts";
import { chance } from "../support/chance.ts";

let s: Stage;
beforeAll(async () => {
  s = await stage();
  await addMeetings(s.db, now);
});
afterAll(() => s.close());

const at = (time: string) => new Date(instantOf(today, time));

/** A new item of the running meeting, written by several people: each change as the log has it, and the page of each as it stands. */
async function item() {
  const { itemId, documentId } = await addItem(s.db, now);
  const pages = new Map<Person, { doc: Y.Doc; client: number; instance: string; sent: number }>();
  const read = async () => (await copyOf(s.db, documentId)).doc;
  /** Types on the person's own page, which has all that was written before; "" where it is kept unsent. */
  const change = async (person: Person, time: string, work: (text: Y.Text) => void) => {
    const ask = await s.as(person, at(time));
    let page = pages.get(person);
    if (!page) {
      const instance = newId();
      page = { doc: new Y.Doc(), client: await commit(ask, (ask) => issueClient(ask, documentId, instance)), instance, sent: 0 };
      page.doc.clientID = page.client;
      pages.set(person, page);
    }
    const { doc } = page;
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(await read()));
    const updates: Uint8Array[] = [];
    const hear = (update: Uint8Array) => updates.push(update);
    doc.on("update", hear);
    doc.transact(() => work(doc.getText("minutes")));
    doc.off("update", hear);
    return { ask, page, update: updates[0]! };
  };
  const type = async (person: Person, time: string, work: (text: Y.Text) => void) => {
    const { ask, page, update } = await change(person, time, work);
    await commit(ask, (ask) => appendRow(ask, documentId, { update, client: page.client, instance: page.instance, instanceSeq: ++page.sent }));
  };
  const say = (person: Person, time: string, words: string) => type(person, time, (text) => text.insert(text.length, words));
  const text = async () => textIn(await copyOf(s.db, documentId));
  const passage = async (words: string) => {
    const found = (await text()).indexOf(words);
    if (found < 0) throw new Error(`“${words}” is not in the text`);
    const { ranges, between, beside } = passageAt((await read()).getText("minutes"), found, found + words.length);
    return { documentId, ranges, deleted: [...between, ...beside], reason: "Named somebody who is not here", to: null };
  };
  const rows = () => s.db.selectFrom("document_update").selectAll().where("document_id", "=", documentId).orderBy("seq").execute();
  return { itemId, documentId, change, type, say, text, passage, rows, read, pages };
}
const epochOf = async (id: string) => (await s.db.selectFrom("document").select("epoch").where("id", "=", id).executeTakeFirstOrThrow()).epoch;

test("Nobody outside the panel withdraws anything, nor learns that there is something; a member does not withdraw what others typed", async () => {
  const { itemId, passage, say, text } = await item();
  await say("ruth", "10:00", "Seen by Mary. ");
  await say("dan", "10:01", "Dan adds. ");
  const mary = await passage("Mary");
  for (const person of ["priya", "tomasz", "admin", "audit"] as const) {
    await expect(withdraw(await s.as(person), itemId, mary), person).rejects.toBeInstanceOf(NotFound);
    await expect(passageToWithdraw(await s.as(person), itemId, { documentId: null, from: null, to: null }), person).rejects.toBeInstanceOf(NotFound);
    await expect(withdrawalsOf(await s.as(person), itemId), person).rejects.toBeInstanceOf(NotFound);
  }
  await expect(withdraw(await s.as("dan"), itemId, mary)).rejects.toBeInstanceOf(NotAllowed);
  await expect(withdraw(await s.as("dan"), itemId, await passage("Mary. Dan"))).rejects.toBeInstanceOf(NotAllowed);
  await expect(withdraw(await s.as("ruth"), "m1-a1", mary)).rejects.toBeInstanceOf(NotFound);
  expect(await text()).toBe("Seen by Mary. Dan adds. ");
});

test("Characters that the log does not hold are not withdrawn, and a passage is withdrawn once", async () => {
  const { itemId, passage, say, rows } = await item();
  await say("ruth", "10:00", "Mary was here");
  const mary = await passage("Mary");
  const [[client, clock]] = mary.ranges as [[number, number, number]];
  for (const ranges of [[[client, clock, 400]], [[client + 1, 0, 2]]] as [number, number, number][][]) await expect(withdraw(await s.as("amira"), itemId, { ...mary, ranges })).rejects.toMatchObject({ field: "passage" });
  await withdraw(await s.as("amira"), itemId, mary);
  await expect(withdraw(await s.as("amira"), itemId, mary)).rejects.toMatchObject({ reason: "This passage was withdrawn already" });
  expect(await rows()).toHaveLength(2);
});

test("Closed minutes lose nothing: they are opened first", async () => {
  const { itemId, documentId, passage, say, text } = await item();
  await say("ruth", "10:00", "Mary was here");
  const mary = await passage("Mary");
  await s.db.updateTable("document").set({ frozen_at: now.toISOString() }).where("id", "=", documentId).execute();
  await expect(withdraw(await s.as("amira"), itemId, mary)).rejects.toBeInstanceOf(NotAgreed);
  expect(await text()).toBe("Mary was here");
  expect((await passageToWithdraw(await s.as("amira"), itemId, { documentId: null, from: null, to: null })).closed).toMatch(/closed/);
});

test("A withdrawn passage leaves text, log, snapshots and files; a new epoch begins, and what others typed stays, also inside it", async () => {
  const { itemId, documentId, passage, say, type, text, rows, read } = await item();
  await say("ruth", "10:00", "Seen with Marigold Smthi");
  await type("ruth", "10:01", (t) => t.delete(t.length - 3, 3));
  await say("ruth", "10:02", "ith at the quay. ");
  await type("dan", "10:03", (t) => t.insert(18, " (dan: spelling?) "));
  await say("dan", "10:04", "Agreed.");
  await s.db.insertInto("document_snapshot").values({ document_id: documentId, upto_seq: 2, bytes: Buffer.from(Y.encodeStateAsUpdate(await read())), text_hash: "x", bytes_hash: "x", at: now.toISOString() }).execute();
  expect(await text()).toBe("Seen with Marigold (dan: spelling?)  Smith at the quay. Agreed.");
  const own = await passage("Marigold (dan: spelling?)  Smith");
  const ruths = own.ranges.filter(([client]) => client !== own.ranges[1]![0]);
  const before = await rows();
  await withdraw(await s.as("ruth", at("10:06")), itemId, { ...own, ranges: ruths });

  expect(await text()).toBe("Seen with  (dan: spelling?)  at the quay. Agreed.");
  expect(await epochOf(documentId)).toBe(2);
  const after = await rows();
  expect(after.slice(0, -1).map((row) => [row.seq, row.person_id, row.instance, row.instance_seq, row.epoch])).toEqual(before.map((row) => [row.seq, row.person_id, row.instance, row.instance_seq, row.epoch]));
  expect(after.at(-1)).toMatchObject({ person_id: "ruth", scrubbed_at: null });
  expect(await s.db.selectFrom("document_snapshot").select("upto_seq").where("document_id", "=", documentId).execute()).toEqual([]);
  dropCopy(documentId);
  const joins = Y.encodeStateAsUpdate(await read());
  for (const bytes of [...after.map((row) => row.bytes), joins]) for (const gone of ["arigol", "Smth", "thi"]) expect(Buffer.from(bytes).includes(gone), gone).toBe(false);
  // At every moment of its history.
  for (let n = 1; n <= after.length; n++) {
    const doc = new Y.Doc();
    for (const row of after.slice(0, n)) Y.applyUpdate(doc, row.bytes);
    expect(doc.getText("minutes").toString()).not.toMatch(/arigold|Sm/);
  }
  await expect.poll(() => Buffer.concat(["", "-wal"].map((end) => readFileSync(s.file + end))).includes("arigold")).toBe(false);
});

test("What others had typed and not sent when a passage went is taken as it is, and stands where it stood", async () => {
  const { itemId, documentId, passage, say, change, text, read } = await item();
  await say("ruth", "10:00", "Seen with Marigold at the quay.");
  const chloe = await change("chloe", "10:01", (t) => t.insert(18, " (who?)"));
  const owen = await change("owen", "10:01", (t) => t.insert(t.length, " Later."));
  await withdraw(await s.as("amira"), itemId, await passage("Marigold"));
  for (const { ask, page, update } of [chloe, owen]) await commit(ask, (ask) => appendRow(ask, documentId, { update, client: page.client, instance: page.instance, instanceSeq: 1 }));
  expect(await text()).toBe("Seen with  (who?) at the quay. Later.");
  const fresh = new Y.Doc();
  Y.applyUpdate(fresh, Y.encodeStateAsUpdate(await read()));
  expect(fresh.getText("minutes").toString()).toBe(await text());
});

test("Words that came too late lose the passage too", async () => {
  const { itemId, documentId, passage, say, rows } = await item();
  await say("ruth", "10:00", "With Marigold today");
  const [row] = await rows();
  await s.db.insertInto("document_late").values({ id: newId(), document_id: documentId, epoch: 1, person_id: "ruth", agency_id: "csc", instance: "other", instance_seq: 1, bytes: row!.bytes, words: "With Marigold today", at: now.toISOString() }).execute();
  await withdraw(await s.as("ruth"), itemId, await passage("Marigold"));
  const late = await s.db.selectFrom("document_late").select(["bytes", "words"]).where("document_id", "=", documentId).executeTakeFirstOrThrow();
  expect(late.words).toBe("With  today");
  expect(Buffer.from(late.bytes).includes("Marigold")).toBe(false);
});

test("Who withdraws, and chair and deputy, see who may have seen it and how; others see when, and nothing else", async () => {
  const { itemId, documentId, passage, say } = await item();
  const opened = (person: Person, time: string, what = "live meeting opened") => s.db.insertInto("news").values({ id: newId(), at: at(time).toISOString(), what, person_id: person, agency_id: "police", panel_id: "macse", meeting_id: "m1", item_id: itemId }).execute();
  const page = (person: Person, client: number, from: string, to: string | null) => s.db.insertInto("document_client").values({ document_id: documentId, client, person_id: person, agency_id: "police", instance: `i${client}`, issued_at: at(from).toISOString(), left_at: to && at(to).toISOString() }).execute();
  await opened("mairead", "09:30");
  await opened("owen", "09:55");
  await page("dan", 901, "09:40", "09:58");
  await page("chloe", 902, "09:40", null);
  await page("iqbal", 903, "10:05", "10:06");
  await say("ruth", "10:00", "With Marigold today");
  await opened("josie", "10:03", "history opened");
  const id = await withdraw(await s.as("ruth", at("10:10")), itemId, await passage("Marigold"));
  const [own] = (await withdrawalsOf(await s.as("ruth"), itemId)).withdrawals;
  expect(own).toMatchObject({ id, at: at("10:10").toISOString(), detail: { by: "Ruth Okafor", chars: 8, reason: "Named somebody who is not here", toChair: false, since: at("10:00").toISOString() } });
  expect(own!.detail!.seen.map((one) => [one.name.split(" ")[0], one.how, one.at.slice(11, 16)]).sort()).toEqual([
    ["Chloe", "had the minutes open", "10:00"], ["Iqbal", "had the minutes open", "10:05"], ["Josie", "read the history", "10:03"], ["Owen", "opened the item’s page", "10:00"], ["Ruth", "typed it", "10:00"],
  ]);
  expect((await withdrawalsOf(await s.as("gareth"), itemId)).withdrawals[0]!.detail).not.toBeNull();
  expect((await withdrawalsOf(await s.as("dan"), itemId)).withdrawals).toEqual([{ id, at: at("10:10").toISOString(), of: "shared", detail: null }]);
});

test("Moved to the chair's minutes the words are there for chair and deputy, and nobody else learns that these exist", async () => {
  const { itemId, documentId, passage, say, text } = await item();
  await say("dan", "10:00", "Seen with Marigold today. ");
  await withdraw(await s.as("dan", at("10:01")), itemId, { ...(await passage("with Marigold ")), to: "chair" });
  await say("dan", "10:02", "And the manager’s view. ");
  await withdraw(await s.as("amira", at("10:03")), itemId, { ...(await passage("the manager’s view")), to: "chair" });
  expect(await text()).toBe("Seen today. And . ");
  const chairs = await s.db.selectFrom("document").selectAll().where("item_id", "=", itemId).where("handling", "=", "chair").executeTakeFirstOrThrow();
  expect(textIn(await copyOf(s.db, chairs.id))).toBe("with Marigold \n\nthe manager’s view");
  const [first, second] = await s.db.selectFrom("document_update").select(["person_id", "seq"]).where("document_id", "=", chairs.id).orderBy("seq").execute();
  expect([first, second]).toEqual([{ person_id: "dan", seq: 1 }, { person_id: "amira", seq: 2 }]);
  for (const person of ["dan", "ruth", "chloe"] as const) {
    await expect(passageToWithdraw(await s.as(person), itemId, { documentId: chairs.id, from: null, to: null })).rejects.toBeInstanceOf(NotFound);
    await expect(withdraw(await s.as(person), itemId, { documentId: chairs.id, ranges: [[1, 0, 1]], deleted: [], reason: "x", to: null })).rejects.toBeInstanceOf(NotFound);
  }
  expect((await passageToWithdraw(await s.as("gareth"), itemId, { documentId: chairs.id, from: null, to: null })).passages.map((p) => p.words)).toEqual(["with Marigold ", "the manager’s view"]);
  expect((await s.db.selectFrom("news").select("detail").where("what", "=", "passage withdrawn").where("item_id", "=", itemId).execute()).map((n) => n.detail)).toEqual([documentId, documentId]);
});

test("The form shows the marked passage with its author and what was typed and deleted there; a member is offered their own lines alone", async () => {
  const { itemId, passage, say, type, read } = await item();
  await say("ruth", "10:00", "First line\n");
  await say("dan", "10:01", "Dan saw Mariglod");
  await type("dan", "10:02", (t) => t.delete(t.length - 3, 3));
  await say("dan", "10:03", "old 😀 today\n");
  const text = (await read()).getText("minutes");
  const place = (index: number) => placeCode(Y.createRelativePositionFromTypeIndex(text, index, -1));
  const start = text.toString().indexOf("Mari");
  const shown = await passageToWithdraw(await s.as("amira"), itemId, { documentId: null, from: place(start), to: place(start + 10) });
  expect(shown.passages).toMatchObject([{ words: "Marigold 😀", deleted: "lod", authors: ["Dan Kowalczyk"] }]);
  expect((await passageToWithdraw(await s.as("ruth"), itemId, { documentId: null, from: place(start), to: place(start + 8) })).why).toBe("Others typed part of this: the chair or the deputy withdraws it");
  expect((await passageToWithdraw(await s.as("ruth"), itemId, { documentId: null, from: null, to: null })).passages.map((p) => p.words)).toEqual(["First line"]);
  expect((await passageToWithdraw(await s.as("amira"), itemId, { documentId: null, from: "00", to: "zz" })).why).toMatch(/choose the passage again/);
  expect((await passage("Marigold")).ranges.length).toBeGreaterThan(0);
});

test("The chair's minutes of an item are opened and written by chair and deputy alone", async () => {
  const { itemId, passage, say } = await item();
  await say("dan", "10:00", "Seen with Marigold today. ");
  for (const person of ["amira", "gareth"] as const) await expect(chairMinutesOf(await s.as(person), itemId), person).rejects.toBeInstanceOf(NotFound);
  await withdraw(await s.as("dan"), itemId, { ...(await passage("Marigold")), to: "chair" });
  for (const person of ["priya", "tomasz", "admin", "audit", "dan", "ruth", "chloe"] as const) await expect(chairMinutesOf(await s.as(person), itemId), person).rejects.toBeInstanceOf(NotFound);
  for (const person of ["amira", "gareth"] as const) {
    const minutes = await chairMinutesOf(await s.as(person), itemId);
    expect(minutes).toMatchObject({ mayWrite: true, blocks: [{ t: "p", c: ["Marigold"] }], readers: { only: "the chair and the deputy of MACSE only", count: 2 } });
    expect(await writableDocument(await s.as(person), minutes.documentId)).toMatchObject({ itemId });
    expect(await writableDocument(await s.as("ruth"), minutes.documentId)).toBeNull();
  }
});

test("The same words typed elsewhere and deleted, as when they are moved, leave the history too; where they still stand it is said", async () => {
  const { itemId, documentId, say, type, read, rows, text } = await item();
  await say("ruth", "10:00", "Marigold was here. ");
  await say("dan", "10:01", "And so was Marigold. Then nothing.");
  await type("ruth", "10:02", (t) => t.delete(0, 19));
  await say("ruth", "10:03", " Marigold was here.");
  const at = (await text()).lastIndexOf("Marigold");
  const here = (await read()).getText("minutes");
  const place = (index: number) => placeCode(Y.createRelativePositionFromTypeIndex(here, index, -1));
  const asked = { documentId, from: place(at), to: place(at + 8) };
  const { passages } = await passageToWithdraw(await s.as("amira"), itemId, asked);
  expect(passages).toMatchObject([{ words: "Marigold", deleted: "", also: 1 }]);
  const chosen = readChosen(passages[0]!.code)!;
  await withdraw(await s.as("amira"), itemId, { documentId, reason: "Not here", to: null, ...chosen });
  expect(await text()).toBe("And so was Marigold. Then nothing.  was here.");
  const left = (await rows()).filter((row) => Buffer.from(row.bytes).includes("Marigold"));
  expect(left.map((row) => row.person_id)).toEqual(["dan"]);
});

test("Whoever types the words of another again and withdraws them takes nothing of the other's from the history", async () => {
  const { itemId, passage, say, type, rows } = await item();
  await say("dan", "10:00", "Marigold must not be told. ");
  await type("ruth", "10:01", (t) => t.delete(0, t.length));
  await say("ruth", "10:02", "Marigold must not be told. ");
  await withdraw(await s.as("ruth"), itemId, await passage("Marigold must not be told. "));
  expect((await rows()).filter((row) => Buffer.from(row.bytes).includes("Marigold")).map((row) => row.person_id)).toEqual(["dan"]);
});

test("While twenty pages write, passages are withdrawn again and again: nothing that was acknowledged or is on its way is lost but the passages", async () => {
  const { itemId, documentId, passage, text } = await item();
  const house = openKeeper(s.file);
  const people = ["ruth", "dan", "chloe", "owen", "mairead"] as const;
  const pages = await Promise.all(Array.from({ length: 20 }, async (_, i) => {
    const person = people[i % people.length]!;
    const page = house.page(person, documentId);
    await page.open();
    return { page, i, sent: 0, typed: 0 };
  }));
  const sendAll = async (one: (typeof pages)[number]) => {
    for (let tries = 0; one.sent < one.page.updates.length; tries++) {
      expect(tries).toBeLessThan(one.page.updates.length + 20);
      const answer = await one.page.send(one.sent + 1);
      if ("seq" in answer) one.sent++;
      else {
        // Under a new epoch: the page opens again, and sends the same.
        expect(answer).toEqual({ code: "resync" });
        expect(await one.page.open()).toHaveProperty("grant");
      }
    }
  };
  const chair = await s.as("amira");
  const gone = new Set<string>();
  const all: string[] = [];
  const next = chance(7);
  const random = (below: number) => Math.floor(next() * below);
  for (let round = 0; round < 400; round++) {
    const one = pages[random(20)]!;
    const token = `<${one.i}:${one.typed++}>`;
    all.push(token);
    one.page.type(token, random(one.page.text.length + 1));
    // Sent at once, later with others, or after a look at what the others wrote.
    if (random(3)) await sendAll(one);
    else if (random(2)) await one.page.open();
    if (round % 20 === 19) {
      const now = await text();
      const standing = all.filter((token) => now.includes(token));
      const token = standing[random(standing.length)]!;
      await withdraw(chair, itemId, await passage(token));
      gone.add(token);
    }
  }
  for (const one of pages) await sendAll(one);
  expect(gone.size).toBe(20);
  // Others may have typed in the middle of a token: its letters are counted, not its place.
  const letters = (texts: Iterable<string>) => [...texts].join("").split("").sort().join("");
  expect(letters(await text())).toBe(letters(all.filter((t) => !gone.has(t))));
  const log = (await s.db.selectFrom("document_update").select("bytes").where("document_id", "=", documentId).execute()).map((row) => Buffer.from(row.bytes));
  for (const token of gone) expect(log.some((bytes) => bytes.includes(token)), token).toBe(false);
  await house.close();
}, 60_000);
