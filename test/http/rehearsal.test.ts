import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { connect, type Db } from "#db/connect.server.ts";
import { fillPartnership } from "#db/demo/partnership.server.ts";
import { fillThree } from "#db/demo/three.server.ts";
import { migrate } from "#db/migrate.server.ts";
import { type House, openHouse, visitor } from "../house.ts";
import { program } from "../program.ts";

/** Three subjects are agenda enough: two years of history take longer to be made than the rehearsal to be tried. */
const fill = async (db: Db, now: Date): Promise<void> => {
  await fillPartnership(db, now);
  await fillThree(db, now);
};

const until = <T>(look: () => Promise<T>, holds: (found: T) => boolean): Promise<T> =>
  vi.waitFor(async () => {
    const found = await look();
    expect(found).toSatisfy(holds);
    return found;
  }, { timeout: 60_000, interval: 100 });

describe("Eleven invented people in a meeting", () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse({ fill, words: ["demo", "--rehearse", "--pace=50"] });
  });
  afterAll(() => house.close());
  const meetingNow = () => house.db.selectFrom("meeting").select(["id", "status", "current_item_id"]).where("status", "=", "live").executeTakeFirst();
  const authorsOf = async (itemId: string) => (await house.db.selectFrom("document_update").innerJoin("document", "document.id", "document_update.document_id").select("person_id").distinct().where("document.item_id", "=", itemId).execute()).map((row) => row.person_id);
  const here = async () => (await house.db.selectFrom("presence").select("person_id").where("gone_at", "is", null).execute()).length;

  test("start today's, come in and write it together, with returns sent before and nobody in the chair's place", async () => {
    const meeting = (await until(meetingNow, Boolean))!;
    expect(house.log()).toContain("amira.haddad@northmoor.example");
    const authors = await until(() => authorsOf(meeting.current_item_id!), (found) => found.length >= 8);
    expect(authors).not.toContain("amira");
    expect(house.log()).toContain(`/meetings/${meeting.id}/live`);
    const returns = await house.db.selectFrom("agency_return").select("state").where("version", ">", 0).execute();
    expect(new Set(returns.map((row) => row.state))).toEqual(new Set(["submitted", "nothing held", "declined"]));
    expect(returns.filter((row) => row.state === "declined").length).toBe(1);
    expect(await here()).toBe(11);
    expect((await meetingNow())!.current_item_id).toBe(meeting.current_item_id);
    const chairing = await house.db.selectFrom("chairing").select("person_id").where("to_at", "is", null).execute();
    expect(chairing).toEqual([{ person_id: "amira" }]);
  });

  test("follow the chair to a child's item, write there, raise hands and lay down cards", async () => {
    const meeting = (await meetingNow())!;
    const { id } = await house.db.selectFrom("item").select("id").where("meeting_id", "=", meeting.id).where("subject_id", "=", "three-child").executeTakeFirstOrThrow();
    const amira = await visitor(house, "amira");
    expect((await amira.post(`/meetings/${meeting.id}/current`, { itemId: id })).status).toBe(302);
    await until(() => authorsOf(id), (found) => found.length >= 8);
    expect((await house.db.selectFrom("news").select("id").where("what", "=", "hand raised").execute()).length).toBeGreaterThan(0);
    const cards = await until(() => house.db.selectFrom("card").select("agency_id").where("item_id", "=", id).execute(), (found) => found.length >= 8);
    expect(new Set(cards.map((row) => row.agency_id)).size).toBe(cards.length);
  });

  test("leave when the process is asked to stop, and leave the meeting as the chair had it", async () => {
    const before = await meetingNow();
    expect(await house.stop()).toBeLessThan(5000);
    expect((await house.db.selectFrom("session").select("person_id").where("ended_at", "is", null).execute()).map((row) => row.person_id)).toEqual(["amira"]);
    expect(await meetingNow()).toEqual(before);
  });
});

test("A database that the demonstration did not make is refused with a sentence, and stays as it is", async () => {
  const folder = mkdtempSync(join(tmpdir(), "panelroom-own-"));
  const file = join(folder, "own.sqlite");
  const db = connect(file);
  try {
    await migrate(db);
    await db.insertInto("agency").values({ id: "csc", name: "A council", kind: "children's social care" }).execute();
    await db.insertInto("person").values({ id: "ada", agency_id: "csc", name: "Ada Own", email: "ada@council.gov.uk", password_hash: "", created_at: new Date().toISOString() }).execute();
    const { code, words } = await new Promise<{ code: unknown; words: string }>((resolve) => {
      execFile(process.execPath, [...program, "demo", "--rehearse"], { env: { PATH: process.env.PATH, NODE_ENV: "production", PORT: "0", DATABASE_FILE: file }, timeout: 20_000 }, (error, _, words) => resolve({ code: error?.code, words }));
    });
    expect([code, words]).toEqual([1, "Panelroom did not start: A rehearsal goes into the demonstration alone, and this database was not made by it\n"]);
    expect((await db.selectFrom("session").select("person_id").execute()).length).toBe(0);
  } finally {
    await db.destroy();
    rmSync(folder, { recursive: true, force: true });
  }
});
