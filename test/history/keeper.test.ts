import { afterAll, beforeAll, expect, test } from "vitest";
import { liveOf } from "#app/models/meetings/live.server.ts";
import { putBack } from "#app/models/meetings/notices.server.ts";
import { restoreMinutes } from "#app/models/meetings/restoration.server.ts";
import { now, type Person, type Stage, stage } from "../cast.ts";
import { addItem, addMeetings } from "../meeting.ts";
import { openKeeper } from "../writer.ts";

// What is taken from somebody is noticed as it is written: pages and log as in the program.

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

const paragraph = "Dan: seen near the arcade on Friday.";

/** An item in which Dan wrote a paragraph that Ruth has on her page too. */
async function start() {
  const { itemId, documentId } = await addItem(s.db, now);
  const page = async (person: Person) => {
    const one = k.page(person, documentId);
    await one.open();
    let sent = 0;
    return {
      ...one,
      /** Sends what was typed, having seen the rows up to `seenSeq`. */
      push: async (seenSeq: number) => {
        const { answers, noticed } = await k.keeper.push(one.updates.slice(sent).map((update) => ({ grant: one.grant, instanceSeq: ++sent, seenSeq, update })));
        for (const answer of answers) expect(answer).toHaveProperty("seq");
        return noticed.length;
      },
    };
  };
  const dan = await page("dan");
  dan.type(paragraph);
  await dan.push(0);
  const ruth = await page("ruth");
  const notices = async (person: Person) => (await liveOf(await s.as(person), "m1", itemId)).item!.notices.map((notice) => ({ id: notice.id, kind: notice.kind, by: notice.by, words: notice.words }));
  return { itemId, documentId, dan, ruth, page, notices };
}
type Started = Awaited<ReturnType<typeof start>>;
const inside = ({ dan }: Started) => dan.type(" with two men", "Dan: seen near the arcade".length);
const taken = [{ id: expect.any(String), kind: "merge", by: "Ruth Okafor", words: "Dan: seen near the arcade …  on Friday." }];

test("Ruth removes a paragraph in which Dan has meanwhile written: it is offered to Dan, at once, and to nobody else", async () => {
  const all = await start();
  inside(all);
  expect(await all.dan.push(1)).toBe(0);
  all.ruth.delete(0, paragraph.length);
  expect(await all.ruth.push(1)).toBe(1);
  expect(await all.notices("dan")).toEqual(taken);
  for (const person of ["ruth", "amira", "chloe"] as const) expect(await all.notices(person)).toEqual([]);
});

test("The same when Dan's words come later, after the server has forgotten what Ruth did", async () => {
  const all = await start();
  all.ruth.delete(0, paragraph.length);
  await all.ruth.push(1);
  await k.keeper.left([all.ruth.grant, all.dan.grant]);
  inside(all);
  await all.dan.open();
  expect(await all.dan.push(1)).toBe(1);
  expect(await all.notices("dan")).toEqual(taken);
});

test("Nothing is offered when Ruth had read what Dan wrote", async () => {
  const all = await start();
  inside(all);
  await all.dan.push(1);
  const { page } = all;
  const amira = await page("amira");
  amira.delete(0, amira.text.length);
  expect(await amira.push(2)).toBe(0);
  expect(await all.notices("dan")).toEqual([]);
});

test("What the chair's restoring removes under somebody who writes is offered too, and restored words have an author like any", async () => {
  const all = await start();
  all.ruth.type(" Ruth: no change.");
  await all.ruth.push(1);
  await restoreMinutes(await s.as("amira"), all.itemId, { at: 1, over: 2 });
  all.ruth.type(" Nor at school.");
  expect(await all.ruth.push(2)).toBe(1);
  const [notice] = await all.notices("ruth");
  expect(notice).toMatchObject({ kind: "merge", by: "Amira Haddad", words: " Ruth: no change." });
  await putBack(await s.as("ruth"), notice!.id);
  const dan = await all.page("dan");
  expect(dan.text.toString()).toBe(`${paragraph} Ruth: no change. Nor at school.`);
  // Ruth goes on within what she put back, and Dan removes all of it.
  const ruth = await all.page("ruth");
  ruth.type(" at all", `${paragraph} Ruth: no change`.length);
  expect(await ruth.push(5)).toBe(0);
  dan.delete(paragraph.length, dan.text.length - paragraph.length);
  expect(await dan.push(4)).toBe(1);
  expect((await all.notices("ruth")).map((one) => [one.by, one.words])).toEqual([["Dan Kowalczyk", " Ruth: no change … . Nor at school."]]);
});
