import * as Y from "yjs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addDays } from "#app/models/core/days.ts";
import { textOf } from "#app/models/meetings/document.server.ts";
import { foldApproved } from "#app/models/meetings/fold.server.ts";
import { historyOf } from "#app/models/meetings/history.server.ts";
import { copyOf } from "#app/models/meetings/log.server.ts";
import { noticesOf, putBack } from "#app/models/meetings/notices.server.ts";
import { passageAt } from "#app/models/meetings/passage.ts";
import { restorationOf, restoreMinutes } from "#app/models/meetings/restoration.server.ts";
import { withdraw } from "#app/models/meetings/withdraw.server.ts";
import { now, type Stage, stage, today } from "../cast.ts";
import { addItem, addMeetings } from "../meeting.ts";
import { openKeeper } from "../writer.ts";
import { keepRows, table } from "./table.ts";

// What was withdrawn comes back neither through the history, nor by restoring, nor as an offer: also where it had been copied.

let s: Stage;
let k: ReturnType<typeof openKeeper>;
beforeAll(async () => {
  s = await stage();
  await addMeetings(s.db, now);
  k = openKeeper(s.file);
});
afterAll(async () => {
  await k.close();
  await s.close();
});

const secret = "Her grandmother lives at 14 Quillfeather Row and has a second telephone that her brother does not know of.";

async function item() {
  const { itemId, documentId } = await addItem(s.db, now);
  const dan = k.page("dan", documentId);
  await dan.open();
  const send = async () => {
    for (const [i] of dan.updates.entries()) if (i >= sent) await dan.send(i + 1);
    sent = dan.updates.length;
  };
  let sent = 0;
  const rows = () => s.db.selectFrom("document_update").selectAll().where("document_id", "=", documentId).orderBy("seq").execute();
  const withdrawn = async (words: string) => {
    const text = (await copyOf(s.db, documentId)).doc.getText("minutes");
    const from = text.toString().indexOf(words);
    const { ranges, between, beside } = passageAt(text, from, from + words.length);
    await withdraw(await s.as("amira"), itemId, { documentId, ranges, deleted: [...between, ...beside], reason: "Not for this panel", to: null });
  };
  /** Every text that the history and restoring can show. */
  const past = async () => {
    const ask = await s.as("amira");
    const { last } = await historyOf(ask, itemId);
    const texts: string[] = [];
    for (let at = 0; at <= last; at++) {
      const { blocks, runs } = { ...(await historyOf(ask, itemId, { at })), ...{ runs: (await historyOf(ask, itemId, { at, authors: true })).runs! } };
      texts.push(JSON.stringify(blocks), runs.map((run) => run.text).join(""), JSON.stringify((await restorationOf(ask, itemId, at)).parts));
    }
    return texts.join("\n");
  };
  return { itemId, documentId, dan, send, rows, withdrawn, past };
}

test("Words that were removed, put back and then withdrawn are nowhere: not where they stood first, nor as an offer, nor by restoring", async () => {
  const { itemId, documentId, dan, send, rows, withdrawn, past } = await item();
  dan.type("No change. ");
  dan.type(secret);
  dan.delete(11, secret.length);
  await send();
  const ask = await s.as("amira");
  const [notice] = await noticesOf(ask, documentId);
  expect(notice).toBeUndefined();
  const ruth = k.page("ruth", documentId);
  await restoreMinutes(ask, itemId, { at: 2, over: 3 });
  await ruth.open();
  ruth.delete(11, secret.length);
  await ruth.send(1);
  const [lost] = await noticesOf(ask, documentId);
  await putBack(ask, lost!.id);
  expect(await textOf(ask, itemId)).toBe(`No change. ${secret}`);
  expect((await past()).split(secret).length).toBeGreaterThan(5);

  await withdrawn(secret);
  expect(await textOf(ask, itemId)).toBe("No change. ");
  expect(await past()).not.toContain("Quillfeather");
  expect(await past()).not.toContain("telephone");
  expect(await noticesOf(ask, documentId)).toEqual([]);
  expect(Buffer.concat((await rows()).map((row) => Buffer.from(row.bytes))).includes("Quillfeather")).toBe(false);
  await restoreMinutes(ask, itemId, { at: 0, over: (await rows()).length });
  await restoreMinutes(ask, itemId, { at: 2, over: (await rows()).length });
  expect(await textOf(ask, itemId)).toBe("No change. ");
});

test("Words that their author removed and brought back with undo, and corrected since, leave the history with the passage", async () => {
  const { dan, send, withdrawn, past } = await item();
  const undo = new Y.UndoManager(dan.text, { captureTimeout: 0 });
  dan.type(secret);
  undo.stopCapturing();
  dan.delete(0, secret.length);
  undo.undo();
  dan.delete(secret.indexOf("14"), 2);
  dan.type("16", secret.indexOf("14"));
  await send();
  await withdrawn(secret.replace("14", "16"));
  for (const word of ["grandmother", "Quillfeather", "telephone"]) expect(await past()).not.toContain(word);
});

test("The same words stay where they still stand", async () => {
  const { itemId, dan, send, withdrawn, past } = await item();
  dan.type("No contact this month. Police: ");
  dan.type("No contact this month. ");
  await send();
  await withdrawn("No contact this month. ");
  expect(await textOf(await s.as("ruth"), itemId)).toBe("Police: No contact this month. ");
  expect(await past()).toContain("Police: No contact this month.");
});

test("Once the keystrokes are folded the history is that of the versions, by who wrote what", async () => {
  const { itemId, documentId } = await item();
  await s.db.deleteFrom("document_client").where("document_id", "=", documentId).execute();
  const room = table("ruth", "dan");
  room.pages.ruth.type("First. ");
  room.pages.ruth.send();
  room.pass(1200);
  room.everybodyReceives();
  room.pages.dan.type("Second.");
  room.pages.dan.send();
  await keepRows(s.db, documentId, room.rows);
  await s.db.updateTable("meeting").set({ status: "agreed", approved_at: now.toISOString() }).where("id", "=", "m1").execute();
  await foldApproved({ db: s.db, now: new Date(`${addDays(today, 40)}T10:00:00Z`) });
  const ask = await s.as("amira");
  const history = await historyOf(ask, itemId, { authors: true });
  expect(history).toMatchObject({ folded: true, last: 2, at: 2, mayRestore: false });
  expect(history.runs!.map((run) => [history.people[run.author]!.name, run.text])).toEqual([["Ruth Okafor", "First. "], ["Dan Kowalczyk", "Second."]]);
  expect((await historyOf(ask, itemId, { step: 1 })).blocks).toEqual([{ t: "p", c: ["First. "] }]);
});
