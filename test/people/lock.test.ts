import { afterEach, beforeEach, expect, test } from "vitest";
import { NotAgreed } from "#app/models/core/refuse.ts";
import { liveOf } from "#app/models/meetings/live.server.ts";
import { lockedSession, lockMinutes, lockSession, unlockSession } from "#app/models/people/lock.server.ts";
import { whoseSession } from "#app/models/people/session.server.ts";
import { demoPassword } from "#db/demo/partnership.server.ts";
import { now, type Stage, stage } from "../cast.ts";
import { addMeetings } from "../meeting.ts";
import { sessionOf } from "../session.ts";

let s: Stage;
let token: string;
beforeEach(async () => {
  s = await stage();
  token = await sessionOf(s.db, "dan", now);
});
afterEach(() => s.close());

const limits = { idleMinutes: 15, hours: 10 };
const at = (minutes: number) => ({ db: s.db, now: new Date(now.getTime() + minutes * 60_000) });
const state = async (minutes: number) => ((await whoseSession(at(minutes), token, limits, false)) ? "open" : (await lockedSession(at(minutes), token, limits)) ? "locked" : "over");
const unlock = async (minutes: number, password = demoPassword) => unlockSession(await s.as("dan", at(minutes).now), (await lockedSession(at(minutes), token, limits))!, token, password).then(() => "done", (error) => (error instanceof NotAgreed ? error.reason : Promise.reject(error)));

test("After fifteen minutes without use it is locked; the password opens it again; after ten hours it is over", async () => {
  expect([await state(14), await state(15), await state(16), await state(599), await state(601)]).toEqual(["open", "open", "locked", "locked", "over"]);
  expect(await unlock(30, "not the one")).toBe("This is not your password");
  expect(await state(30)).toBe("locked");
  expect(await unlock(30)).toBe("done");
  expect([await state(31), await state(46), await state(601)]).toEqual(["open", "locked", "over"]);
});

test("Locked by hand it stays so, however lately it was used, until the password is given", async () => {
  await lockSession(await s.as("dan"), token);
  expect(await state(1)).toBe("locked");
  expect(await unlock(1)).toBe("done");
  expect(await state(1)).toBe("open");
});

test("Whoever has the page of a meeting that runs open has the panel's own time, and nobody else", async () => {
  await addMeetings(s.db, now);
  await s.db.updateTable("panel_version").set({ lock_minutes: 45 }).where("panel_id", "=", "macse").execute();
  expect(await lockMinutes(at(0), "dan", limits)).toBe(15);
  await liveOf(await s.as("dan"), "m1", null);
  expect([await lockMinutes(at(0), "dan", limits), await lockMinutes(at(0), "chloe", limits)]).toEqual([45, 15]);
  expect([await state(44), await state(46)]).toEqual(["open", "locked"]);
  await s.db.updateTable("meeting").set({ status: "ended" }).where("id", "=", "m1").execute();
  expect(await state(44)).toBe("locked");
});
