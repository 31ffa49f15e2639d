import { afterAll, beforeAll, expect, test } from "vitest";
import { onceForReach } from "#app/models/core/alike.server.ts";
import { type Ask, commit, look } from "#app/models/core/ask.server.ts";
import { subjectsInReach } from "#app/models/core/reach.server.ts";
import { transactBeside } from "#db/connect.server.ts";
import { type Stage, stage } from "./cast.ts";

let s: Stage;
beforeAll(async () => {
  s = await stage();
  for (const [i, id] of ["s1", "s2"].entries()) {
    await s.db.insertInto("subject").values({ id, kind: "child", ref: `C-000${i + 1}`, display_name: id, created_at: "2026-01-01T00:00:00.000Z", created_by_id: "ruth" }).execute();
    await s.db.insertInto("panel_case").values({ id: `case-${id}`, panel_id: "macse", subject_id: id, opened_on: "2026-01-01", opened_at: "2026-01-01T00:00:00.000Z", why: "Referred", review_on: "2026-02-01" }).execute();
  }
});
afterAll(() => s.close());

/** The subjects in reach, and by whom they were really asked for. */
let readings = 0;
function reading() {
  const key = `subjects ${++readings}`;
  const asked: Ask["who"][] = [];
  const read = async (ask: Ask) =>
    look(ask, (ask) => onceForReach(ask, key, async (ask) => {
      asked.push(ask.who);
      return (await subjectsInReach(ask).select("subject.id").orderBy("subject.id").execute()).map(({ id }) => id);
    }));
  return { asked, read };
}

test("Whoever reaches the same is answered by one reading, which knows nothing of who they are", async () => {
  const { asked, read } = reading();
  const [dan, other] = [await s.as("dan"), await s.as("chloe")];
  const chloe = { ...other, who: { ...other.who, memberships: dan.who.memberships } };
  expect(dan.who.agencyId).not.toBe(chloe.who.agencyId);
  expect(await read(dan)).toEqual(["s1", "s2"]);
  expect(await read(chloe)).toBe(await read(dan));
  expect(asked).toHaveLength(1);
  expect(asked[0]).toMatchObject({ id: "", name: "", email: "", agencyId: "", agencyName: "", agencyKind: "", isLead: false, isAdministrator: false, isAuditor: false });
});

test("Whoever reaches something else is answered by their own: another panel, another role, a conflict, a closed session, an emergency", async () => {
  const { asked, read } = reading();
  const dan = await s.as("dan");
  const like = (more: Partial<Ask["who"]>): Ask => ({ ...dan, who: { ...dan.who, ...more } });
  expect(await read(dan)).toEqual(["s1", "s2"]);
  expect(await read(await s.as("tomasz"))).toEqual([]);
  expect(await read(like({ conflicts: [{ subjectId: "s1", ref: "C-0001" }] }))).toEqual(["s2"]);
  expect(await read(like({ only: [{ subjectId: "s1", ref: "C-0001" }] }))).toEqual(["s1"]);
  await read(like({ outside: ["item"] }));
  await read(like({ memberships: dan.who.memberships.map((one) => ({ ...one, role: "coordinator" as const })) }));
  await read(like({ guests: [{ id: "g", meetingId: "m", panelId: "mfh", itemId: null, capacity: "deputy", signed: true, admitted: false, mayWrite: false }] }));
  expect(asked).toHaveLength(7);
  // Whose invitation it is makes no other reach.
  await read(like({ guests: [{ id: "other", meetingId: "m", panelId: "mfh", itemId: null, capacity: "deputy", signed: true, admitted: false, mayWrite: false }] }));
  expect(asked).toHaveLength(7);
});

test("What is noted as read leaves the answers standing; what anybody records does not", async () => {
  const { asked, read } = reading();
  const dan = await s.as("dan");
  const noted = () => look(dan, async (_, happened) => happened({ what: "list opened" }));
  await read(dan);
  await noted();
  await read(dan);
  expect(asked).toHaveLength(1);
  await s.db.updateTable("subject").set({ display_name: "Another" }).where("id", "=", "s1").execute();
  await noted();
  await read(dan);
  expect(asked).toHaveLength(2);
  // Also what waits for the same connection while something is noted, and is recorded right after it.
  const beside = () => transactBeside(s.db, async (db) => void (await db.insertInto("counter").values({ name: "noted", value: 1 }).onConflict((on) => on.column("name").doUpdateSet({ value: 1 })).execute()));
  const recorded = (name: string) => commit(dan, async (ask) => void (await ask.db.updateTable("subject").set({ display_name: name }).where("id", "=", "s1").execute()));
  await Promise.all([beside(), recorded("Right after")]);
  await read(dan);
  expect(asked).toHaveLength(3);
});
