import { readFileSync } from "node:fs";
import { crc32 } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as Y from "yjs";
import { addDays, instantOf } from "#app/models/core/days.ts";
import { textOf } from "#app/models/meetings/document.server.ts";
import { foldApproved, versionsOf } from "#app/models/meetings/fold.server.ts";
import { setPanel } from "#app/models/people/panels.server.ts";
import { panelSettings } from "#app/models/people/panel.server.ts";
import { now, type Person, type Stage, stage, today } from "../cast.ts";
import { addMeetings, documentId } from "../meeting.ts";

let s: Stage;
beforeAll(async () => {
  s = await stage();
  await addMeetings(s.db, now);
});
afterAll(() => s.close());

const on = (days: number) => new Date(instantOf(addDays(today, days), "12:00"));

/** Several people write an item's minutes, each at their minute past ten. */
async function write(item: string, steps: [person: Person, minute: number, change: (text: Y.Text) => void][]) {
  const docs = new Map<Person, Y.Doc>();
  const log: Uint8Array[] = [];
  for (const [i, [person, minute, change]] of steps.entries()) {
    const doc = docs.get(person) ?? new Y.Doc();
    docs.set(person, doc);
    for (const update of log) Y.applyUpdate(doc, update);
    let update: Uint8Array = new Uint8Array();
    doc.once("update", (bytes: Uint8Array) => { update = bytes; });
    doc.transact(() => change(doc.getText("minutes")));
    log.push(update);
    await s.db.insertInto("document_update").values({ document_id: documentId(item), seq: i + 1, epoch: 1, person_id: person, agency_id: "police", instance: `${person}-instance`, instance_seq: i + 1, bytes: Buffer.from(update), at: instantOf(today, `10:${String(minute).padStart(2, "0")}`) }).execute();
  }
}
const rowsLeft = async (item: string) => (await s.db.selectFrom("document_update").select("seq").where("document_id", "=", documentId(item)).execute()).length;
const approve = (at: Date) => s.db.updateTable("meeting").set({ status: "agreed", approved_at: at.toISOString() }).where("id", "=", "m1").execute();

test("Nothing is folded before the minutes are approved, nor before the panel's days are over", async () => {
  await write("m1-a1", [
    ["ruth", 1, (t) => t.insert(0, "Seen on Tuesday by Bartholomew. ")], ["dan", 4, (t) => t.insert(t.length, "Dan agrees. ")], ["ruth", 12, (t) => t.delete(19, 11)], ["ruth", 14, (t) => t.insert(19, "a worker")], ["dan", 31, (t) => t.insert(t.length, "Done.")],
  ]);
  expect(await foldApproved({ db: s.db, now: on(400) })).toEqual({ folded: 0, left: [] });
  await approve(on(0));
  expect(await foldApproved({ db: s.db, now: on(27) })).toEqual({ folded: 0, left: [] });
  expect(await rowsLeft("m1-a1")).toBe(5);
});

test("A log that cannot be read whole stays as it is and is named; the others of its meeting are folded", async () => {
  await write("m1-b1", [["ruth", 1, (t) => t.insert(0, "one")], ["ruth", 2, (t) => t.insert(3, " two")], ["ruth", 3, (t) => t.insert(7, " three")]]);
  await s.db.deleteFrom("document_update").where("document_id", "=", documentId("m1-b1")).where("seq", "=", 2).execute();
  // A letter changed on the disk: Yjs would take it, and the versions would say it.
  await write("m1-aob", [["ruth", 1, (t) => t.insert(0, "He was not seen")]]);
  const sent = await s.db.selectFrom("document_update").select("bytes").where("document_id", "=", documentId("m1-aob")).executeTakeFirstOrThrow();
  await s.db.updateTable("document_update").set({ crc: crc32(sent.bytes), bytes: Buffer.from(Buffer.from(sent.bytes).toString("latin1").replace("not", "now"), "latin1") }).where("document_id", "=", documentId("m1-aob")).execute();
  const { folded, left } = await foldApproved({ db: s.db, now: on(28) });
  expect(left).toHaveLength(2);
  expect(left).toContainEqual({ documentId: documentId("m1-b1"), why: "row 2 is missing" });
  expect(left).toContainEqual({ documentId: documentId("m1-aob"), why: "row 1 is damaged" });
  expect(folded).toBe(3);
  expect(await rowsLeft("m1-b1")).toBe(2);
  expect(await rowsLeft("m1-aob")).toBe(1);
});

test("A folded document has the text at the end of each ten minutes of writing, who wrote each run, and no keystroke", async () => {
  expect(await rowsLeft("m1-a1")).toBe(0);
  const versions = await versionsOf(s.db, documentId("m1-a1"));
  expect(versions).toEqual([
    { at: instantOf(today, "10:04"), text: "Seen on Tuesday by Bartholomew. Dan agrees. ", authors: [[32, "ruth"], [12, "dan"]] },
    { at: instantOf(today, "10:14"), text: "Seen on Tuesday by a worker. Dan agrees. ", authors: [[29, "ruth"], [12, "dan"]] },
    { at: instantOf(today, "10:31"), text: "Seen on Tuesday by a worker. Dan agrees. Done.", authors: [[29, "ruth"], [17, "dan"]] },
  ]);
  expect(await textOf(await s.as("dan"), "m1-a1")).toBe("Seen on Tuesday by a worker. Dan agrees. Done.");
  expect(await foldApproved({ db: s.db, now: on(29) })).toMatchObject({ folded: 0 });
});

test("What was typed and deleted within ten minutes is in no byte of the files any more", async () => {
  await s.db.updateTable("document").set({ folded_at: null }).where("id", "=", documentId("m1-a2")).execute();
  await write("m1-a2", [["ruth", 1, (t) => t.insert(0, "Quarrelsome neighbour")], ["ruth", 2, (t) => t.delete(0, 21)], ["ruth", 3, (t) => t.insert(0, "Nothing to report")]]);
  const bytes = () => Buffer.concat(["", "-wal"].map((end) => readFileSync(s.file + end)));
  expect(bytes().includes("Quarrelsome")).toBe(true);
  expect(await foldApproved({ db: s.db, now: on(28) })).toMatchObject({ folded: 1 });
  expect(bytes().includes("Quarrelsome")).toBe(false);
  expect(bytes().includes("Nothing to report")).toBe(true);
});

test("The panel sets its days, and they are carried along when something else is changed", async () => {
  const admin = await s.as("admin");
  const { panelId: _, ...settings } = await panelSettings(admin, "mfh", today);
  expect(settings.foldDays).toBe(28);
  await setPanel(admin, "mfh", { ...settings, foldDays: 0, fromOn: today });
  expect(await panelSettings(admin, "mfh", today)).toMatchObject({ foldDays: 0, frequency: settings.frequency });
});
