import { afterAll, beforeAll, expect, test } from "vitest";
import { closeMinutes, reopenMinutes } from "#app/models/meetings/freeze.server.ts";
import { freezeDocuments } from "#app/models/meetings/document.server.ts";
import { NotAgreed, NotAllowed, NotFound } from "#app/models/core/refuse.ts";
import { now, type Stage, stage } from "../cast.ts";
import { addMeetings, documentId } from "../meeting.ts";

let s: Stage;
beforeAll(async () => {
  s = await stage();
  await addMeetings(s.db, now);
});
afterAll(() => s.close());

const document = (item: string) => s.db.selectFrom("document").select(["epoch", "frozen_at", "frozen_by_id"]).where("id", "=", documentId(item)).executeTakeFirstOrThrow();

test("Nobody outside the panel closes an item's minutes, and a member does not", async () => {
  for (const person of ["priya", "tomasz", "admin", "audit"] as const) {
    await expect(closeMinutes(await s.as(person), "m1-a1"), person).rejects.toBeInstanceOf(NotFound);
    await expect(reopenMinutes(await s.as(person), "m1-a1"), person).rejects.toBeInstanceOf(NotFound);
  }
  await expect(closeMinutes(await s.as("dan"), "m1-a1")).rejects.toBeInstanceOf(NotAllowed);
  expect(await document("m1-a1")).toMatchObject({ epoch: 1, frozen_at: null });
});

test("Of two who close at once one does, and the other is told who did and when", async () => {
  const answers = await Promise.allSettled([closeMinutes(await s.as("amira"), "m1-a2"), closeMinutes(await s.as("gareth"), "m1-a2")]);
  expect(answers.map((a) => a.status).sort()).toEqual(["fulfilled", "rejected"]);
  const { reason } = answers.find((a) => a.status === "rejected") as PromiseRejectedResult;
  expect(reason).toBeInstanceOf(NotAgreed);
  expect((reason as NotAgreed).reason).toMatch(/^The minutes of this item were already closed by (Amira Haddad|Gareth Pugh) at 10:00$/);
  expect(await document("m1-a2")).toMatchObject({ epoch: 2, frozen_at: now.toISOString() });
  expect(await s.db.selectFrom("news").select("id").where("what", "=", "document frozen").where("item_id", "=", "m1-a2").execute()).toHaveLength(1);
});

test("Minutes are opened again until the meeting ends, each time under a new epoch", async () => {
  await expect(reopenMinutes(await s.as("ruth"), "m1-b1")).rejects.toMatchObject({ reason: "The minutes of this item are open already" });
  await closeMinutes(await s.as("ruth"), "m1-b1");
  await reopenMinutes(await s.as("ruth"), "m1-b1");
  expect(await document("m1-b1")).toEqual({ epoch: 3, frozen_at: null, frozen_by_id: null });
  await freezeDocuments(await s.as("amira"), "m1");
  expect(await document("m1-b1")).toMatchObject({ epoch: 4, frozen_by_id: "amira" });
  await s.db.updateTable("meeting").set({ status: "ended" }).where("id", "=", "m1").execute();
  await expect(reopenMinutes(await s.as("amira"), "m1-b1")).rejects.toMatchObject({ reason: "The meeting has ended: its minutes can be read, not written" });
  await expect(closeMinutes(await s.as("amira"), "m1-b1")).rejects.toBeInstanceOf(NotAgreed);
});
