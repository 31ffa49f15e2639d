import { afterAll, beforeAll, expect, test } from "vitest";
import { buildAgenda } from "#app/models/meetings/agenda.server.ts";
import { openMeeting } from "#app/models/meetings/meeting.server.ts";
import { previewAgenda, proposeAgenda } from "#app/models/meetings/proposal.server.ts";
import { subjectsInReach } from "#app/models/core/reach.server.ts";
import { openCase } from "#app/models/subjects/case.server.ts";
import { type Stage, newId, now, stage } from "../cast.ts";

// The facts as they are looked up in a real database, and the proposals that they lead to.

let s: Stage;
let mfh: { id: string; panel_id: string; on_day: string };
let macse: typeof mfh;
const at = "2026-11-20T10:00:00.000Z";
beforeAll(async () => {
  s = await stage();
  const open = async (panelId: string) => {
    const id = await openMeeting(await s.as("ruth"), { panelId, onDay: "2026-12-08", time: "09:30", minutesLong: 120, place: null });
    // A meeting held before, so that not everybody is new.
    await s.db.insertInto("meeting").values({ id: newId(), panel_id: panelId, number: 900, on_day: "2026-11-10", starts_at: "09:30", minutes_long: 120, status: "ended" }).execute();
    return { id, panel_id: panelId, on_day: "2026-12-08" };
  };
  mfh = await open("mfh");
  macse = await open("macse");
});
afterAll(() => s.close());

let count = 100;
async function child(name: string) {
  const id = name.toLowerCase();
  await s.db.insertInto("subject").values({ id, kind: "child", ref: `C-0${++count}`, created_at: "2026-06-01T10:00:00.000Z", display_name: name, born_on: "2012-05-05" }).execute();
  await s.db.insertInto("child").values({ subject_id: id, born_on: "2012-05-05" }).execute();
  return id;
}
async function openSince(panelId: string, subjectId: string) {
  await openCase(await s.as("ruth"), { panelId, subjectId, why: "Referred", reviewOn: "2027-03-01" });
  await s.db.updateTable("panel_case").set({ opened_on: "2026-05-01" }).where("subject_id", "=", subjectId).execute();
}
const away = async (childId: string, fromOn: string, toOn: string | null, more: Record<string, unknown> = {}) => {
  const id = newId();
  await s.db.insertInto("missing_episode").values({ id, child_id: childId, kind: "missing", from_on: fromOn, to_on: toOn, recorded_at: at, ...more }).execute();
  return id;
};
const reasonsOf = async (meeting: typeof mfh, subjectId: string, on = "2026-11-24") => {
  const { proposed } = await previewAgenda(await s.as("ruth"), meeting, on);
  return proposed.find((p) => p.subjectId === subjectId)?.reasons.map((r) => r.text) ?? null;
};

test("Who is known to another panel only is not proposed, whatever happened", async () => {
  const ana = await child("Ana");
  await openSince("macse", ana);
  for (const day of ["2026-11-01", "2026-11-05", "2026-11-12"]) await away(ana, day, day);
  expect(await reasonsOf(mfh, ana)).toBeNull();
});

test("Who is on no list at all is proposed by what is recorded", async () => {
  const bea = await child("Bea");
  for (const day of ["2026-11-01", "2026-11-05", "2026-11-12"]) await away(bea, day, day);
  expect(await reasonsOf(mfh, bea)).toEqual(["3 missing episodes in 90 days, the last on 12 Nov 2026"]);
});

test("An episode counts from the first to the last of the days, and not one day longer; what was corrected does not count", async () => {
  const cal = await child("Cal");
  await openSince("mfh", cal);
  await away(cal, "2026-08-26", "2026-08-26"); // the 91st day back
  await away(cal, "2026-08-27", "2026-08-27"); // the 90th
  await away(cal, "2026-11-24", "2026-11-24");
  await away(cal, "2026-11-02", "2026-11-02", { superseded_at: at });
  expect(await reasonsOf(mfh, cal)).toBeNull();
  await away(cal, "2026-11-03", "2026-11-03");
  expect(await reasonsOf(mfh, cal)).toEqual(["3 missing episodes in 90 days, the last on 24 Nov 2026"]);
});

test("By days alone two nights are longer than 24 hours and one is not; by the clock 25 hours are", async () => {
  const dee = await child("Dee");
  await openSince("mfh", dee);
  await away(dee, "2026-11-01", "2026-11-02");
  expect(await reasonsOf(mfh, dee)).toBeNull();
  await away(dee, "2026-11-05", "2026-11-06", { from_at: "2026-11-05T10:00:00.000Z", to_at: "2026-11-06T11:30:00.000Z" });
  expect(await reasonsOf(mfh, dee)).toEqual(["Missing 25 hours from 5 Nov 2026 to 6 Nov 2026"]);
  const eve = await child("Eve");
  await openSince("mfh", eve);
  await away(eve, "2026-07-01", "2026-09-01");
  expect(await reasonsOf(mfh, eve)).toEqual(["Missing 62 nights from 1 Jul 2026 to 1 Sep 2026 (whole days; hours not known)"]);
});

test("As of a past day, a return that came later had not come yet", async () => {
  const fay = await child("Fay");
  await openSince("mfh", fay);
  await away(fay, "2026-10-01", "2026-10-20");
  expect(await reasonsOf(mfh, fay, "2026-10-04")).toContain("Missing since 1 Oct 2026, 3 nights, no return recorded (whole days; hours not known)");
});

test("An interview of which nothing is known is not overdue; one known not to have been offered is", async () => {
  const gil = await child("Gil");
  await openSince("mfh", gil);
  const imported = await away(gil, "2026-11-01", "2026-11-02");
  const interview = { id: newId(), episode_id: imported, offered: "not known" as const, result: "not known" as const, recorded_at: at };
  expect(await reasonsOf(mfh, gil)).toBeNull();
  await s.db.insertInto("return_interview").values(interview).execute();
  expect(await reasonsOf(mfh, gil)).toBeNull();
  await s.db.updateTable("return_interview").set({ offered: "no" }).where("id", "=", interview.id).execute();
  expect(await reasonsOf(mfh, gil)).toEqual(["Return interview overdue since 5 Nov 2026: returned 2 Nov 2026, not offered"]);
  await s.db.updateTable("return_interview").set({ result: "declined" }).where("id", "=", interview.id).execute();
  expect(await reasonsOf(mfh, gil)).toBeNull();
});

test("A level recorded at a meeting counts once its read-back is agreed", async () => {
  const hal = await child("Hal");
  await openSince("macse", hal);
  const risk = { id: newId(), subject_id: hal, panel_id: "macse", level: "High", rank: 3, rationale: "x", scale_from_on: "2024-01-01", decided_on: "2026-11-10", recorded_at: at, item_id: "an-item" };
  await s.db.insertInto("risk").values(risk).execute();
  expect(await reasonsOf(macse, hal)).toBeNull();
  await s.db.updateTable("risk").set({ agreed_at: at }).where("id", "=", risk.id).execute();
  expect(await reasonsOf(macse, hal)).toEqual(["High risk since 10 Nov 2026"]);
});

test("A preview stores nothing and gives nobody reach; a stored proposal does", async () => {
  const ivo = await child("Ivo");
  for (const day of ["2026-11-01", "2026-11-05", "2026-11-12"]) await away(ivo, day, day);
  const reached = async () => (await subjectsInReach(await s.as("priya")).select("subject.id").execute()).map((row) => row.id);
  await buildAgenda(await s.as("ruth"), mfh.id, "2026-11-24");
  expect(await s.db.selectFrom("proposal").selectAll().where("meeting_id", "=", mfh.id).execute()).toEqual([]);
  expect(await reached()).not.toContain(ivo);
  await proposeAgenda(await s.as("ruth"), mfh.id);
  expect(await reached()).toContain(ivo);
});

test("Proposed again, what was decided stays and those undecided get their reasons afresh", async () => {
  const jo = await child("Jo");
  await openSince("mfh", jo);
  await away(jo, "2026-11-05", "2026-11-08");
  await proposeAgenda(await s.as("ruth"), mfh.id);
  const before = await s.db.selectFrom("proposal").selectAll().where("meeting_id", "=", mfh.id).where("subject_id", "=", jo).executeTakeFirstOrThrow();
  await s.db.insertInto("referral").values({ id: newId(), subject_id: jo, to_panel_id: "mfh", from_panel_id: "macse", reason: "x", made_at: now.toISOString(), made_on: "2026-11-23", made_by_id: "dan" }).execute();
  expect(await proposeAgenda(await s.as("ruth"), mfh.id)).toBe(0);
  const after = await s.db.selectFrom("proposal").selectAll().where("id", "=", before.id).executeTakeFirstOrThrow();
  expect(JSON.parse(after.reasons).map((r: { text: string }) => r.text)).toEqual(["Missing 3 nights from 5 Nov 2026 to 8 Nov 2026 (whole days; hours not known)", "Referred by MACSE, 23 Nov 2026"]);
});
