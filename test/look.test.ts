import SQLite from "better-sqlite3";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Ask, commit, listen, look, newId, type Told } from "#app/models/core/ask.server.ts";
import { subjectsInReach } from "#app/models/core/reach.server.ts";
import { NotFound } from "#app/models/core/refuse.ts";
import { liveOf } from "#app/models/meetings/live.server.ts";
import { recordOf } from "#app/models/subjects/record.server.ts";
import { connect, once } from "#db/connect.server.ts";
import { now, type Stage, stage, today } from "./cast.ts";
import { addMeetings } from "./meeting.ts";

let s: Stage;
let ask: Ask;
beforeAll(async () => {
  s = await stage();
  await addMeetings(s.db, now);
  ask = await s.as("amira");
});
afterAll(() => s.close());

const newsOf = async (what: string) => (await s.db.selectFrom("news").select("id").where("what", "=", what as never).execute()).length;
const addAgency = (ask: Ask, name: string) => ask.db.insertInto("agency").values({ id: newId(), name, kind: "other" }).execute();
const countAgencies = async (ask: Pick<Ask, "db">) => (await ask.db.selectFrom("agency").select("id").execute()).length;

describe("A look", () => {
  test("writes nothing: whoever tries is stopped, and nothing is noted", async () => {
    const before = [await countAgencies(s), await newsOf("list opened")];
    await expect(look(ask, async (ask, happened) => {
      happened({ what: "list opened" });
      await addAgency(ask, "Never");
    })).rejects.toThrow("Nothing is written while reading");
    await expect(look(ask, (ask) => commit(ask, (ask) => addAgency(ask, "Never")))).rejects.toThrow("Nothing is written while reading");
    expect([await countAgencies(s), await newsOf("list opened")]).toEqual(before);
    // The connection takes writes again.
    await commit(ask, (ask) => addAgency(ask, "Afterwards"));
  });

  test("that ends in a refusal notes nothing", async () => {
    const before = await newsOf("record opened");
    await expect(look(ask, async (_, happened) => {
      happened({ what: "record opened" });
      throw new NotFound();
    })).rejects.toBeInstanceOf(NotFound);
    expect(await newsOf("record opened")).toBe(before);
  });

  test("answers only when what was read is in the audit", async () => {
    const other = new SQLite(s.file);
    other.exec("create trigger no_news before insert on news begin select raise(abort, 'the audit is full'); end");
    await expect(look(ask, async (ask, happened) => {
      happened({ what: "list opened" });
      return countAgencies(ask);
    })).rejects.toThrow("the audit is full");
    other.exec("drop trigger no_news");
    other.close();
  });

  test("by many at once is noted in one commit, each under its reader, and refused to each when it cannot be", async () => {
    const dan = await s.as("dan");
    const read = (ask: Ask) => look(ask, async (_, happened) => happened({ what: "list opened", detail: "at once" }));
    const commits: Told[][] = [];
    const quiet = listen((told) => commits.push(told));
    await Promise.all([read(ask), read(dan), read(ask)]);
    quiet();
    expect(commits.map((told) => told.map((one) => one.personId))).toEqual([["amira", "dan", "amira"]]);
    const rows = await s.db.selectFrom("news").innerJoin("audit", "audit.news_id", "news.id").select("news.person_id").where("detail", "=", "at once").orderBy("audit.seq").execute();
    expect(rows.map((row) => row.person_id)).toEqual(["amira", "dan", "amira"]);
    const other = new SQLite(s.file);
    other.exec("create trigger no_audit before insert on audit begin select raise(abort, 'the audit is full'); end");
    const answers = await Promise.allSettled([read(ask), read(dan)]);
    expect(answers.map((one) => one.status)).toEqual(["rejected", "rejected"]);
    other.exec("drop trigger no_audit");
    other.close();
  });

  test("is answered from memory where the same was asked in the same state, and asked again once anybody has written", async () => {
    const other = connect(s.file);
    let asked = 0;
    const count = (ask: Ask) => once(ask.db, "agencies", () => {
      asked++;
      return countAgencies(ask);
    });
    const first = await look(ask, count);
    expect(await look(await s.as("dan"), count)).toBe(first);
    expect(asked).toBe(1);
    await addAgency({ ...ask, db: other }, "By another");
    expect(await look(ask, count)).toBe(first + 1);
    await commit(ask, (ask) => addAgency(ask, "By itself"));
    expect(await look(ask, count)).toBe(first + 2);
    expect(asked).toBe(3);
    // Where something is written meanwhile, and where asking failed, nothing is remembered.
    await commit(ask, async (ask) => expect(await count(ask)).toBe(first + 2));
    expect(asked).toBe(4);
    const failing = (ask: Ask) => once(ask.db, "fails", () => Promise.reject(new Error(`${++asked}`)));
    await expect(look(ask, failing)).rejects.toThrow("5");
    await expect(look(ask, failing)).rejects.toThrow("6");
    await other.destroy();
  });

  test("sees one state of the database, while another connection writes", async () => {
    const other = connect(s.file);
    const counts = await look(ask, async (ask) => {
      const first = await countAgencies(ask);
      await addAgency({ ...ask, db: other }, "Meanwhile");
      return [first, await countAgencies(ask)];
    });
    expect(counts[1]).toBe(counts[0]);
    expect(await countAgencies(s)).toBe(counts[0]! + 1);
    await other.destroy();
  });

  test("within a commit joins it: its news is written with the rest, or not at all", async () => {
    const before = await newsOf("list opened");
    const told: Told[] = [];
    const quiet = listen((news) => told.push(...news));
    const looked = (fails: boolean) => commit(ask, async (ask) => {
      await addAgency(ask, newId());
      const n = await look(ask, async (ask, happened) => {
        happened({ what: "list opened" });
        return countAgencies(ask);
      });
      if (fails) throw new NotFound();
      return n;
    });
    await expect(looked(true)).rejects.toBeInstanceOf(NotFound);
    expect([await newsOf("list opened"), told.length]).toEqual([before, 0]);
    expect(await looked(false)).toBe(await countAgencies(s));
    expect([await newsOf("list opened"), told.length]).toEqual([before + 1, 1]);
    quiet();
  });

  test("beside many others and many writes, on one connection, mixes with none of them", async () => {
    const before = [await countAgencies(s), await newsOf("list opened"), await newsOf("agency added")];
    const one = (i: number): Promise<unknown> => {
      if (i % 3 === 0) return commit(ask, async (ask, happened) => {
        await addAgency(ask, newId());
        happened({ what: "agency added" });
        if (i % 2) throw new NotFound();
      }).catch(() => undefined);
      if (i % 3 === 1) return look(ask, async (ask, happened) => {
        happened({ what: "list opened" });
        const first = await countAgencies(ask);
        await Promise.resolve();
        expect(await countAgencies(ask)).toBe(first);
      });
      return look(ask, (ask) => addAgency(ask, "Never")).catch(() => undefined);
    };
    await Promise.all(Array.from({ length: 300 }, (_, i) => one(i)));
    expect([await countAgencies(s), await newsOf("list opened"), await newsOf("agency added")]).toEqual([before[0]! + 50, before[1]! + 100, before[2]! + 50]);
  });
});

test("While somebody else holds the write lock, what nobody notes is read; a record is shown when its opening can be written", async () => {
  const { id } = await subjectsInReach(ask).select("subject.id").executeTakeFirstOrThrow();
  const other = new SQLite(s.file);
  other.exec("begin immediate");
  let read = 0;
  await look(ask, async (ask) => {
    read = await countAgencies(ask);
  });
  expect(read).toBeGreaterThan(0);
  await sql`pragma busy_timeout = 0`.execute(s.db);
  await expect(recordOf(ask, id, today)).rejects.toThrow(/locked/);
  other.exec("rollback");
  other.close();
  expect((await recordOf(ask, id, today)).id).toBe(id);
});

test("A meeting's page makes the documents that are missing before it reads, once", async () => {
  const count = async () => (await s.db.selectFrom("document").innerJoin("item", "item.id", "document.item_id").select("document.id").where("item.meeting_id", "=", "m1").execute()).length;
  const { steps, item } = await liveOf(ask, "m1", null);
  expect(await count()).toBe(steps.length);
  expect(item?.documentId).toBeTruthy();
  expect((await liveOf(ask, "m1", null)).item?.documentId).toBe(item?.documentId);
  expect(await count()).toBe(steps.length);
  await expect(liveOf(await s.as("tomasz"), "m1", null)).rejects.toBeInstanceOf(NotFound);
});
