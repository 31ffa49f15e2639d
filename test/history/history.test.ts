import * as Y from "yjs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { NotAgreed, NotAllowed, NotFound } from "#app/models/core/refuse.ts";
import { textOf } from "#app/models/meetings/document.server.ts";
import { Story } from "#app/models/meetings/history.ts";
import { type History, historyOf } from "#app/models/meetings/history.server.ts";
import { restorationOf, restoreMinutes } from "#app/models/meetings/restoration.server.ts";
import { stepsOf } from "#app/models/meetings/steps.ts";
import { now, type Stage, stage } from "../cast.ts";
import { addItem, addMeetings } from "../meeting.ts";
import { chance } from "../support/chance.ts";
import { foldOf, keepRows, manyRows, type Row, scribble, table } from "./table.ts";

let s: Stage;
beforeAll(async () => {
  s = await stage();
  await addMeetings(s.db, now);
});
afterAll(() => s.close());

/** A new item of the running MACSE meeting with these rows in its log. */
async function item(rows: Row[]) {
  const { itemId, documentId } = await addItem(s.db, now);
  await keepRows(s.db, documentId, rows);
  const log = () => s.db.selectFrom("document_update").selectAll().where("document_id", "=", documentId).orderBy("seq").execute();
  return { itemId, documentId, log };
}
const stateOf = (doc: Y.Doc) => Y.decodeStateVector(Y.encodeStateVector(doc));
const textIn = (history: History) => history.runs!.map((run) => run.text).join("");
const refusal = async (work: Promise<unknown>) => work.then(() => null, (error: unknown) => error);

test("History is not there for those who do not reach the item", async () => {
  const { itemId } = await item(scribble(chance(1), 5).rows);
  for (const person of ["priya", "tomasz", "helen", "admin", "audit"] as const) await expect(historyOf(await s.as(person), itemId)).rejects.toBeInstanceOf(NotFound);
});

test("Only the chair and the deputy restore", async () => {
  const { itemId, log } = await item(scribble(chance(2), 20).rows);
  for (const person of ["ruth", "dan"] as const) {
    await expect(restoreMinutes(await s.as(person), itemId, { at: 5, over: 20 })).rejects.toBeInstanceOf(NotAllowed);
    await expect(restorationOf(await s.as(person), itemId, 5)).rejects.toBeInstanceOf(NotAllowed);
  }
  await expect(restoreMinutes(await s.as("priya"), itemId, { at: 5, over: 20 })).rejects.toBeInstanceOf(NotFound);
  expect(await log()).toHaveLength(20);
});

test("At 20 random points of each of 10 logs the slider's text equals the fold of the log to that row", async () => {
  for (let seed = 1; seed <= 10; seed++) {
    const random = chance(seed);
    const { rows } = scribble(random, 200);
    const { itemId } = await item(rows);
    const ask = await s.as("owen");
    for (let i = 0; i < 20; i++) {
      const at = Math.floor(random() * 201);
      expect(textIn(await historyOf(ask, itemId, { at, authors: true })), `log ${seed}, row ${at}`).toBe(foldOf(rows.slice(0, at)));
    }
    expect(textIn(await historyOf(ask, itemId, { authors: true }))).toBe(await textOf(ask, itemId));
  }
});

test("Each character's author is the one whom the log names for the row that brought it", async () => {
  const { rows } = scribble(chance(77), 300);
  const { itemId } = await item(rows);
  // Computed apart: one row at a time into a document that keeps everything, each character marked by the row that brought it.
  const doc = new Y.Doc({ gc: false });
  const authors = new Map<string, string>();
  for (const row of rows) {
    const before = stateOf(doc);
    Y.applyUpdate(doc, row.bytes);
    for (const [client, clock] of stateOf(doc)) for (let at = before.get(client) ?? 0; at < clock; at++) authors.set(`${client} ${at}`, row.personId);
  }
  const expected: string[] = [];
  for (let one = doc.getText("minutes")._start; one; one = one.right)
    if (!one.deleted) for (let i = 0; i < one.length; i++) expected.push(authors.get(`${one.id.client} ${one.id.clock + i}`)!);
  const { runs, people } = await historyOf(await s.as("dan"), itemId, { authors: true });
  expect(runs!.flatMap((run) => Array(run.text.length).fill(people[run.author]!.personId))).toEqual(expected);
  expect(new Set(expected).size).toBe(3);
});

test("Words stay their writer's when somebody else's page claims them with the same client id in a later row", () => {
  const [ruth, dan] = [new Y.Doc(), new Y.Doc()];
  ruth.getText("minutes").insert(0, "Ruth wrote this.");
  Y.applyUpdate(dan, Y.encodeStateAsUpdate(ruth));
  dan.getText("minutes").insert(16, " Dan added.");
  const story = new Story();
  const row = (seq: number, personId: string, doc: Y.Doc) => ({ seq, personId, agencyId: "csc", at: now.toISOString(), bytes: Y.encodeStateAsUpdate(doc) });
  story.add([row(1, "ruth", ruth), row(2, "dan", dan)]);
  expect(story.runsAt(2)).toEqual([{ personId: "ruth", text: "Ruth wrote this." }, { personId: "dan", text: " Dan added." }]);
});

test("A step is one person's writing without a pause of half a minute; who writes at the same time has steps of their own", () => {
  const row = (seq: number, personId: string, second: number) => ({ seq, personId, agencyId: "csc", at: new Date(Date.parse("2026-11-24T10:00:00Z") + second * 1000).toISOString() });
  const steps = stepsOf([row(1, "ruth", 0), row(2, "dan", 5), row(3, "ruth", 20), row(4, "ruth", 49), row(5, "ruth", 79), row(6, "dan", 80)]);
  expect(steps.map(({ seq, personId, changes }) => [seq, personId, changes])).toEqual([[2, "dan", 1], [4, "ruth", 3], [5, "ruth", 1], [6, "dan", 1]]);
});

test("The slider stops at steps and at rows, before the first word and at the present, and never beyond", async () => {
  const room = table("ruth", "dan");
  room.pages.ruth.type("One. ");
  room.pages.ruth.send();
  room.pass(60);
  room.everybodyReceives();
  room.pages.dan.type("Two. ");
  room.pages.dan.send();
  const { itemId } = await item(room.rows);
  const ask = await s.as("chloe");
  const at = async (moment: Parameters<typeof historyOf>[2]) => {
    const history = await historyOf(ask, itemId, { ...moment, authors: true });
    return [textIn(history), history.at, history.step, history.row && history.people[history.row.author!]!.name];
  };
  expect(await at({})).toEqual(["One. Two. ", 2, 1, "Dan Kowalczyk"]);
  expect(await at({ step: 0 })).toEqual(["", 0, -1, null]);
  expect(await at({ step: 1 })).toEqual(["One. ", 1, 0, "Ruth Okafor"]);
  expect(await at({ step: 99 })).toEqual(["One. Two. ", 2, 1, "Dan Kowalczyk"]);
  expect(await at({ at: 0 })).toEqual(["", 0, -1, null]);
  expect(await at({ at: 4000 })).toEqual(["One. Two. ", 2, 1, "Dan Kowalczyk"]);
});

test("Opening the history is news, once in ten minutes; of an item that nobody has written it is empty", async () => {
  const { itemId } = await item([]);
  const ask = await s.as("mairead");
  expect(await historyOf(ask, itemId)).toMatchObject({ at: 0, last: 0, steps: [], people: [], blocks: [] });
  await historyOf(ask, itemId);
  const news = await s.db.selectFrom("news").selectAll().where("what", "=", "history opened").where("item_id", "=", itemId).execute();
  expect(news.map((one) => [one.person_id, one.detail])).toEqual([["mairead", null]]);
});

test("Restoring appends and deletes nothing: each earlier row is as it was, and the text is the old one to the letter", async () => {
  const { rows } = scribble(chance(5), 150);
  const { itemId, documentId, log } = await item(rows);
  const amira = await s.as("amira");
  const before = await log();
  for (const at of [60, 0, 149, 100]) {
    const { over, parts, gone, fresh } = await restorationOf(amira, itemId, at);
    expect(parts.filter((part) => part.kind !== "gone").map((part) => part.text).join("")).toBe(foldOf(rows.slice(0, at)));
    expect(gone + fresh).toBeGreaterThan(0);
    await restoreMinutes(amira, itemId, { at, over });
    expect(await textOf(amira, itemId)).toBe(foldOf(rows.slice(0, at)));
  }
  const after = await log();
  expect(after.slice(0, 150)).toEqual(before);
  expect(after.slice(150).every((row) => row.person_id === "amira" && row.agency_id === "police")).toBe(true);
  expect(foldOf(after)).toBe(foldOf(rows.slice(0, 100)));
  const clients = await s.db.selectFrom("document_client").selectAll().where("document_id", "=", documentId).execute();
  expect(clients.map((client) => client.person_id)).toEqual(Array(4).fill("amira"));
  const wrote = new Set(after.slice(150).flatMap((row) => Y.decodeUpdate(row.bytes).structs.map((struct) => struct.id.client)));
  expect([...wrote].filter((client) => !clients.some((one) => one.client === client))).toEqual([]);
  const news = await s.db.selectFrom("news").select(["what", "detail"]).where("item_id", "=", itemId).where("what", "in", ["document written", "minutes restored"]).execute();
  expect(news).toHaveLength(8);
  expect(news[0]).toEqual({ what: "document written", detail: documentId });
});

test("What stands in both texts is not touched: its words stay their writers'", async () => {
  const room = table("ruth", "dan");
  room.pages.ruth.type("Seen on Tuesday at school.\nNo change.\n");
  room.pages.ruth.send();
  room.everybodyReceives();
  room.pages.dan.remove("Tuesday");
  room.pages.dan.after("Seen on ", "Friday");
  room.pages.dan.send();
  const { itemId } = await item(room.rows);
  await restoreMinutes(await s.as("gareth"), itemId, { at: 1, over: 2 });
  const { runs, people } = await historyOf(await s.as("gareth"), itemId, { authors: true });
  expect(runs!.map((run) => [people[run.author]!.name, run.text])).toEqual([["Ruth Okafor", "Seen on "], ["Gareth Pugh", "Tuesday"], ["Ruth Okafor", " at school.\nNo change.\n"]]);
});

test("It is refused, in words, when the text has changed meanwhile, reads like that already, or is closed", async () => {
  const room = table("ruth");
  for (const words of ["one ", "two ", "three "]) {
    room.pages.ruth.type(words);
    room.pages.ruth.send();
  }
  const { itemId, documentId, log } = await item(room.rows);
  const amira = await s.as("amira");
  expect(await refusal(restoreMinutes(amira, itemId, { at: 1, over: 2 }))).toMatchObject({ reason: expect.stringContaining("changed since you looked") });
  expect(await refusal(restoreMinutes(amira, itemId, { at: 1, over: 99 }))).toBeInstanceOf(NotAgreed);
  expect(await refusal(restoreMinutes(amira, itemId, { at: 3, over: 3 }))).toMatchObject({ reason: expect.stringContaining("already") });
  expect(await refusal(restoreMinutes(amira, itemId, { at: 77, over: 3 }))).toBeInstanceOf(NotFound);
  await s.db.updateTable("document").set({ frozen_at: now.toISOString() }).where("id", "=", documentId).execute();
  expect(await refusal(restoreMinutes(amira, itemId, { at: 1, over: 3 }))).toBeInstanceOf(NotAgreed);
  expect(await log()).toHaveLength(3);
});

test("A long text is restored in as many changes as it needs, each within the limit of one", async () => {
  const room = table("ruth");
  const long = "😀 minutes of a long meeting, é ".repeat(1500);
  for (let from = 0; from < long.length; from += 10_000) {
    room.pages.ruth.type(long.slice(from, from + 10_000));
    room.pages.ruth.send();
  }
  const at = room.rows.length;
  room.pages.ruth.remove(room.pages.ruth.text());
  room.pages.ruth.send();
  const { itemId, log } = await item(room.rows);
  await restoreMinutes(await s.as("amira"), itemId, { at, over: at + 1 });
  expect(await textOf(await s.as("amira"), itemId)).toBe(foldOf(room.rows.slice(0, at)));
  expect(Math.max(...(await log()).map((row) => row.bytes.length))).toBeLessThan(64 * 1024);
});

test("What is taken out of the log is not in its history any more", async () => {
  const room = table("ruth");
  room.pages.ruth.type("Her address is 4 Quay Street. ");
  room.pages.ruth.send();
  room.pages.ruth.type("No change.");
  room.pages.ruth.send();
  const { itemId, documentId } = await item(room.rows);
  const ask = await s.as("amira");
  expect(textIn(await historyOf(ask, itemId, { at: 1, authors: true }))).toContain("Quay Street");
  const bare = new Y.Doc();
  Y.applyUpdate(bare, room.rows[0]!.bytes);
  bare.getText("minutes").delete(0, 30);
  await s.db.updateTable("document_update").set({ bytes: Buffer.from(Y.encodeStateAsUpdate(bare)), scrubbed_at: now.toISOString() }).where("document_id", "=", documentId).where("seq", "=", 1).execute();
  for (const at of [0, 1, 2]) expect(textIn(await historyOf(ask, itemId, { at, authors: true }))).toBe(at === 2 ? "No change." : "");
});

test("With 10,000 changes behind it each move of the slider gives the words of its row", async () => {
  const rows = manyRows(chance(9), 10_000);
  const { itemId } = await item(rows);
  const ask = await s.as("ruth");
  const doc = new Y.Doc();
  for (let at = 450, from = 0; at < rows.length; from = at, at += 450) {
    for (const { bytes } of rows.slice(from, at)) Y.applyUpdate(doc, bytes);
    expect(textIn(await historyOf(ask, itemId, { at, authors: true }))).toBe(doc.getText("minutes").toString());
  }
});
