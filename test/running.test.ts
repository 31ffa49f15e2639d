import { afterAll, beforeAll, expect, test } from "vitest";
import { attendanceOf, recordAttendance } from "#app/models/meetings/attendance.server.ts";
import { whyNotAttend } from "#app/models/meetings/attendance.ts";
import { liveOf } from "#app/models/meetings/live.server.ts";
import { moveTo, startMeeting } from "#app/models/meetings/running.server.ts";
import { nextStep, progressOf } from "#app/models/meetings/running.ts";
import { now, type Stage, stage } from "./cast.ts";
import { addMeetings, macse } from "./meeting.ts";

let s: Stage;
beforeAll(async () => {
  s = await stage();
  await addMeetings(s.db, now, false);
});
afterAll(() => s.close());

const status = (promise: Promise<unknown>) => promise.then(() => 200, (error) => (error instanceof Response ? error.status : Promise.reject(error)));
const times = (id: string) => s.db.selectFrom("item").select(["started_at", "finished_at"]).where("id", "=", id).executeTakeFirstOrThrow();

test("A member does not start a meeting, and who is outside the panel learns nothing of it", async () => {
  expect(await status(startMeeting(await s.as("dan"), "m1"))).toBe(403);
  for (const person of ["priya", "tomasz", "admin", "audit"] as const) {
    expect(await status(startMeeting(await s.as(person), "m1"))).toBe(404);
    expect(await status(liveOf(await s.as(person), "m1", null))).toBe(404);
  }
});

test("Nobody moves a meeting that has not started", async () => {
  expect(await status(moveTo(await s.as("amira"), "m1", "m1-a1"))).toBe(409);
});

test("The coordinator starts the meeting at its first item, once", async () => {
  await startMeeting(await s.as("ruth"), "m1");
  const live = await liveOf(await s.as("dan"), "m1", null);
  expect(live.meeting).toMatchObject({ status: "live", currentItemId: macse.items[0] });
  expect(live.item).toMatchObject({ id: macse.items[0], mayWrite: true });
  expect(await status(startMeeting(await s.as("ruth"), "m1"))).toBe(409);
});

test("Moving on finishes one item and starts the next; going back opens it again", async () => {
  const later = new Date(now.getTime() + 60_000);
  await moveTo(await s.as("amira", later), "m1", "m1-a1");
  expect(await times("m1-welcome")).toEqual({ started_at: now.toISOString(), finished_at: later.toISOString() });
  expect(await times("m1-a1")).toEqual({ started_at: later.toISOString(), finished_at: null });
  await moveTo(await s.as("gareth"), "m1", "m1-welcome");
  expect((await times("m1-welcome")).finished_at).toBeNull();
  await moveTo(await s.as("amira"), "m1", "m1-a1");
  expect(await status(moveTo(await s.as("dan"), "m1", "m1-a2"))).toBe(403);
  expect(await status(moveTo(await s.as("gareth"), "m1", "f1-1"))).toBe(404);
});

test("Whoever wanders sees the item they chose; without a choice, the chair's", async () => {
  expect((await liveOf(await s.as("dan"), "m1", "m1-b1")).item?.id).toBe("m1-b1");
  expect((await liveOf(await s.as("dan"), "m1", null)).item).toMatchObject({ id: "m1-a1", title: "Jordan Ellis", reasons: ["High risk since 3 March", "4 missing episodes in 30 days"] });
  // Another panel's item is one that there is not: the page stays, without an item.
  expect(await liveOf(await s.as("dan"), "m1", "f1-1")).toEqual(await liveOf(await s.as("dan"), "m1", "nothing"));
  expect((await liveOf(await s.as("dan"), "m1", "f1-1")).item).toBeNull();
});

test("Opening an item is in the audit, once in ten minutes however often the page reads itself again", async () => {
  const opened = async () => (await s.db.selectFrom("news").select("id").where("what", "=", "live meeting opened").where("person_id", "=", "chloe").where("item_id", "=", "m1-a1").where("subject_id", "=", "c1").execute()).length;
  for (const minutes of [0, 1, 5, 9]) await liveOf(await s.as("chloe", new Date(now.getTime() + minutes * 60_000)), "m1", "m1-a1");
  expect(await opened()).toBe(1);
  await liveOf(await s.as("chloe", new Date(now.getTime() + 11 * 60_000)), "m1", "m1-a1");
  expect(await opened()).toBe(2);
});

test("What comes next is the next to come, then whatever was passed over", () => {
  const step = (id: string, finishedAt: string | null = null) => ({ id, startedAt: null, finishedAt });
  const steps = [step("1", "x"), step("2"), step("3"), step("4", "x")];
  expect(steps.map((one) => progressOf(one, "3"))).toEqual(["done", "to come", "current", "done"]);
  expect(nextStep(steps, "2")?.id).toBe("3");
  expect(nextStep(steps, "3")?.id).toBe("2");
  expect(nextStep([step("1", "x"), step("2")], "2")).toBeNull();
  expect(nextStep(steps, null)?.id).toBe("2");
});

test("A deputy stands in for one member who is not there, and is of their agency", async () => {
  const mark = (personId: string, more: object = {}) => ({ personId, status: "apologies" as const, informationSent: null, deputyId: null, ...more });
  expect(whyNotAttend([mark("amira", { status: "present", deputyId: "x" })])?.reason).toBe("Somebody who is present has no deputy");
  expect(whyNotAttend([mark("amira", { status: null, deputyId: "x" })])?.reason).toBe("Say first whether this member sent apologies");
  expect(whyNotAttend([mark("amira", { deputyId: "x" }), mark("dan", { deputyId: "x" })])).toMatchObject({ personId: "dan", reason: "One person cannot stand in for two" });
  expect(whyNotAttend([mark("amira", { deputyId: "dan" }), mark("dan")])?.reason).toBe("The deputy is a member already");
  expect(whyNotAttend([mark("amira", { deputyId: "x" }), mark("dan")])).toBeNull();
  await s.db.insertInto("person").values({ id: "kim", agency_id: "police", name: "Kim Duty", email: "kim@northmoor.example", password_hash: "x", created_at: now.toISOString() }).execute();
  expect(await status(recordAttendance(await s.as("ruth"), "m1", [mark("chloe", { deputyId: "kim" })]))).toBe(409);
  expect(await status(recordAttendance(await s.as("dan"), "m1", []))).toBe(403);
  expect(await status(recordAttendance(await s.as("priya"), "m1", []))).toBe(404);
});

test("Attendance says who was present, who sent apologies and information, and who stood in", async () => {
  await recordAttendance(await s.as("ruth"), "m1", [{ personId: "dan", status: "apologies", informationSent: "yes", deputyId: "kim" }, { personId: "owen", status: "absent", informationSent: null, deputyId: null }], true);
  const all = await attendanceOf(await s.as("amira"), "m1");
  expect(all).toHaveLength(10);
  expect(all.find((a) => a.personId === "dan")).toMatchObject({ status: "apologies", informationSent: "yes", deputyName: "Kim Duty" });
  expect(all.find((a) => a.personId === "owen")).toMatchObject({ status: "absent", informationSent: null });
  expect(all.filter((a) => a.status === "present")).toHaveLength(8);
  // Recorded again, it replaces what was there.
  await recordAttendance(await s.as("ruth"), "m1", [{ personId: "dan", status: "present", informationSent: null, deputyId: null }]);
  const again = await attendanceOf(await s.as("amira"), "m1");
  expect(again.find((a) => a.personId === "dan")).toMatchObject({ status: "present", deputyName: null });
  expect(again.filter((a) => a.status)).toHaveLength(1);
});
