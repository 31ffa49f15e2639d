import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { NotAgreed, NotFound } from "#app/models/core/refuse.ts";
import { textOf } from "#app/models/meetings/document.server.ts";
import { liveOf } from "#app/models/meetings/live.server.ts";
import { changesBetween, keepLosses, letGo, noticesOf, putBack } from "#app/models/meetings/notices.server.ts";
import { lossesByMerge } from "#app/models/meetings/notice.ts";
import { now, type Person, type Stage, stage } from "../cast.ts";
import { addItem, addMeetings } from "../meeting.ts";
import { keepRows, table } from "./table.ts";

let s: Stage;
beforeAll(async () => {
  s = await stage();
  await addMeetings(s.db, now);
});
afterAll(() => s.close());

type Room = ReturnType<typeof table>;

/** A new item of the running MACSE meeting with the log and the notices of this table. */
async function item(room: Room) {
  const { itemId, documentId } = await addItem(s.db, now);
  await keepRows(s.db, documentId, room.rows);
  for (const loss of room.losses) await keepLosses(s.db, documentId, [loss], now.toISOString());
  const noticesFor = async (person: Person) => (await liveOf(await s.as(person), "m1", itemId)).item!.notices;
  const rows = () => s.db.selectFrom("document_update").selectAll().where("document_id", "=", documentId).orderBy("seq").execute();
  return { itemId, documentId, noticesFor, rows };
}

const paragraph = "Dan: seen near the arcade on Friday.";
/** Ruth removes Dan's paragraph while he writes in it. */
function merged(): Room {
  const room = table("ruth", "dan");
  room.pages.ruth.type("Ruth: no contact this month. ");
  room.pages.ruth.send();
  room.everybodyReceives();
  room.pages.dan.type(paragraph);
  room.pages.dan.send();
  room.everybodyReceives();
  room.pages.dan.after("the arcade", " with two men");
  room.pages.dan.send();
  room.pages.ruth.remove(paragraph);
  room.pages.ruth.send();
  return room;
}
/** Dan removes all of a long text. */
function emptied(): Room {
  const room = table("ruth", "dan");
  room.pages.ruth.type("The school has told us of three absences. ".repeat(20));
  room.pages.ruth.send();
  room.pass(300);
  room.everybodyReceives();
  room.pages.dan.remove(room.pages.dan.text());
  room.pages.dan.send();
  return room;
}

describe("Words removed by a merge", () => {
  test("are offered to who wrote them and to nobody else", async () => {
    const { noticesFor, documentId } = await item(merged());
    for (const person of ["ruth", "amira", "gareth", "chloe", "owen"] as const) expect(await noticesFor(person), person).toEqual([]);
    expect(await noticesFor("dan")).toMatchObject([{ kind: "merge", by: "Ruth Okafor", words: "Dan: seen near the arcade …  on Friday.", chars: paragraph.length }]);
    const [notice] = await s.db.selectFrom("document_notice").selectAll().where("document_id", "=", documentId).execute();
    expect(JSON.stringify(notice)).not.toContain("arcade");
  });

  test("nobody else puts them back or lets them go, whether of the panel or not", async () => {
    const { noticesFor, rows } = await item(merged());
    const [notice] = await noticesFor("dan");
    for (const person of ["ruth", "amira", "priya", "tomasz", "admin", "audit"] as const)
      for (const act of [putBack, letGo]) await expect(act(await s.as(person), notice!.id)).rejects.toBeInstanceOf(NotFound);
    await expect(putBack(await s.as("dan"), "no-such-notice")).rejects.toBeInstanceOf(NotFound);
    expect(await rows()).toHaveLength(4);
    expect(await noticesFor("dan")).toHaveLength(1);
  });

  test("are put back where they stood, as their writer's own change, once", async () => {
    const room = merged();
    const { itemId, noticesFor, rows } = await item(room);
    const dan = await s.as("dan");
    const [notice] = await noticesFor("dan");
    expect(await putBack(dan, notice!.id)).toMatchObject({ meetingId: "m1", id: itemId });
    expect(await textOf(dan, itemId)).toBe("Ruth: no contact this month. Dan: seen near the arcade with two men on Friday.");
    await putBack(dan, notice!.id);
    const after = await rows();
    expect(after.slice(0, 4).map((row) => row.bytes)).toEqual(room.rows.map((row) => Buffer.from(row.bytes)));
    expect(after.slice(4).map((row) => row.person_id)).toEqual(["dan"]);
    expect(await noticesFor("dan")).toEqual([]);
    const news = await s.db.selectFrom("news").select(["what", "detail"]).where("item_id", "=", itemId).where("what", "in", ["document written", "notice ended"]).execute();
    expect(news.map((one) => one.what)).toEqual(["document written", "notice ended"]);
  });

  test("are let go: shown no longer, nothing written, and not offered again by the same removal", async () => {
    const room = merged();
    const { noticesFor, documentId, rows } = await item(room);
    const [notice] = await noticesFor("dan");
    await letGo(await s.as("dan"), notice!.id);
    expect(await noticesFor("dan")).toEqual([]);
    expect(await rows()).toHaveLength(4);
    expect(await keepLosses(s.db, documentId, room.losses, now.toISOString())).toBe(false);
    expect(await noticesFor("dan")).toEqual([]);
  });

  test("are found from the log alone too, when their writer comes back after the server has forgotten", async () => {
    const room = merged();
    const { documentId } = await item(room);
    const changes = await changesBetween(s.db, documentId, 2, 5);
    const writers = new Map(changes.flatMap((change) => change.inserted.map(([client]) => [client, change.personId] as const)));
    expect(lossesByMerge(changes[1]!, changes.slice(0, 1), (client) => writers.get(client))).toMatchObject([{ byId: "ruth", toId: "dan", ranges: room.losses[0]!.ranges }]);
  });
});

describe("Most of an item removed", () => {
  test("is told to everybody who writes, with how much it was, and not to others", async () => {
    const { noticesFor } = await item(emptied());
    for (const person of ["ruth", "amira", "owen"] as const) expect(await noticesFor(person), person).toMatchObject([{ kind: "mass deletion", by: "Dan Kowalczyk", chars: 840, words: null }]);
    expect(await noticesFor("dan")).toMatchObject([{ by: null, chars: 840 }]);
    await expect(liveOf(await s.as("priya"), "m1", null)).rejects.toBeInstanceOf(NotFound);
  });

  test("anybody who writes puts it back, and the notice is gone for all", async () => {
    const room = emptied();
    const { itemId, noticesFor } = await item(room);
    const [notice] = await noticesFor("owen");
    await putBack(await s.as("owen"), notice!.id);
    expect(await textOf(await s.as("owen"), itemId)).toBe("The school has told us of three absences. ".repeat(20));
    for (const person of ["ruth", "dan"] as const) expect(await noticesFor(person)).toEqual([]);
  });

  test("is not told of when whoever removed it has undone that", async () => {
    const room = emptied();
    room.pages.dan.type("The school has told us of three absences. ".repeat(20));
    room.pages.dan.send();
    const { noticesFor } = await item(room);
    expect(await noticesFor("ruth")).toEqual([]);
  });

  test("goes on with one notice while it goes on", async () => {
    const room = table("ruth", "dan");
    room.pages.ruth.type("The school has told us of three absences. ".repeat(20));
    room.pages.ruth.send();
    room.pass(300);
    room.everybodyReceives();
    for (let i = 0; i < 8; i++) {
      room.pages.dan.remove(room.pages.dan.text().slice(0, 100));
      room.pages.dan.send();
      room.pass(2);
    }
    const { noticesFor } = await item(room);
    expect(await noticesFor("ruth")).toMatchObject([{ chars: 800 }]);
  });

  test("cannot be put back once the minutes are closed, and is not shown then", async () => {
    const { documentId, itemId, noticesFor } = await item(emptied());
    const [notice] = await noticesFor("ruth");
    await s.db.updateTable("document").set({ frozen_at: now.toISOString() }).where("id", "=", documentId).execute();
    await expect(putBack(await s.as("ruth"), notice!.id)).rejects.toBeInstanceOf(NotAgreed);
    expect(await noticesFor("ruth")).toEqual([]);
    expect(await textOf(await s.as("ruth"), itemId)).toBe("");
    expect(await noticesOf(await s.as("ruth"), documentId)).toHaveLength(1);
  });
});
