import { afterEach, beforeEach, expect, test } from "vitest";
import { ownNotes, ownNotesOn, ownNotesOnItem, removeOwnNote, writeOwnNote } from "#app/models/subjects/own-note.server.ts";
import { readAgenda } from "#app/models/meetings/agenda.server.ts";
import { readBrief, markBriefRead } from "#app/models/meetings/brief.server.ts";
import { changedSince, groupsOf, isNew } from "#app/models/meetings/brief.ts";
import { liveOf } from "#app/models/meetings/live.server.ts";
import { declareConflict } from "#app/models/subjects/conflict.server.ts";
import { refusal } from "../followup/forms.ts";
import { now, type Stage, stage } from "../cast.ts";
import { addMeetings } from "../meeting.ts";

let s: Stage;
beforeEach(async () => {
  s = await stage();
  await addMeetings(s.db, now);
});
afterEach(() => s.close());

test("A note for oneself is read by nobody else, wherever they look; out of reach it can be deleted, and not read", async () => {
  const owen = await s.as("owen");
  const id = await writeOwnNote(owen, { itemId: "m1-a1" }, "Marrowstile");
  await writeOwnNote(owen, { subjectId: "c1" }, "Marrowstile too");
  for (const who of ["amira", "ruth", "dan", "chloe"] as const) {
    const ask = await s.as(who);
    for (const page of [ownNotesOn(ask, { itemIds: ["m1-a1"], subjectIds: ["c1"] }), ownNotes(ask), ownNotesOnItem(ask, "m1-a1"), readAgenda(ask, "m1"), liveOf(ask, "m1", "m1-a1")]) expect(JSON.stringify(await page)).not.toContain("Marrowstile");
    expect(await refusal(removeOwnNote(ask, id))).toBe(404);
  }
  expect(JSON.stringify(await readAgenda(owen, "m1"))).toContain("Marrowstile too");
  expect((await liveOf(owen, "m1", "m1-a1")).item!.ownNotes.map((note) => note.text)).toEqual(["Marrowstile", "Marrowstile too"]);
  for (const who of ["priya", "helen", "admin"] as const) expect([await refusal(writeOwnNote(await s.as(who), { itemId: "m1-a1" }, "x")), await refusal(writeOwnNote(await s.as(who), { subjectId: "c1" }, "x"))]).toEqual([404, 404]);
  // Nothing that was typed is in the audit.
  expect(JSON.stringify(await s.db.selectFrom("news").selectAll().execute())).not.toContain("Marrowstile");

  await declareConflict(owen, "c1", { personId: null, reason: "A neighbour" });
  const after = await s.as("owen");
  expect((await ownNotes(after)).map(({ on, text }) => [on, text])).toEqual([[null, null], [null, null]]);
  expect(JSON.stringify(await readAgenda(after, "m1"))).not.toContain("Marrowstile");
  await removeOwnNote(after, id);
  expect(await ownNotes(after)).toHaveLength(1);
  expect(await s.db.selectFrom("own_note").select("text").execute()).toEqual([{ text: "Marrowstile too" }]);
});

test("What is new is what came after the panel last discussed the subject, that day too once the meeting was over", () => {
  const since = { on: "2026-11-10", endedAt: "2026-11-10T12:00:00.000Z" };
  expect([["2026-11-09", null], ["2026-11-10", null], ["2026-11-10", "2026-11-10T11:00:00.000Z"], ["2026-11-10", "2026-11-10T13:00:00.000Z"], ["2026-11-11", null]].map(([on, at]) => isNew({ on: on!, at: at ?? null }, since))).toEqual([false, false, false, true, true]);
  const entry = (kind: "missing" | "links" | "record", on: string) => ({ id: on, kind, on, at: null, title: `${kind} ${on}`, text: null, href: null, notAgreed: false });
  const groups = groupsOf([...Array.from({ length: 11 }, (_, i) => entry("missing", `2026-11-${30 - i}`)), entry("links", "2026-11-12"), entry("record", "2026-11-20"), entry("links", "2026-11-01")], since);
  expect(groups.map((group) => [group.name, group.lines.length, group.more])).toEqual([["Missing and interviews", 8, 3], ["Links", 1, 0]]);
  expect([changedSince([{ at: "2026-11-12T10:00:00.000Z" }], null), changedSince([{ at: "2026-11-12T10:00:00.000Z" }], "2026-11-12T09:00:00.000Z"), changedSince([{ at: "2026-11-12T10:00:00.000Z" }], "2026-11-12T11:00:00.000Z")]).toEqual([false, true, false]);
});

test("The brief is for those who prepare; who marks an item as read does so for themselves", async () => {
  for (const who of ["owen", "priya", "admin"] as const) expect(await refusal(readBrief(await s.as(who), "m1"))).toBe(404);
  expect([await refusal(markBriefRead(await s.as("owen"), "m1-a1")), await refusal(markBriefRead(await s.as("priya"), "m1-a1"))]).toEqual([403, 404]);
  await s.db.insertInto("missing_episode").values({ id: "e1", child_id: "c1", kind: "missing", from_on: "2026-11-20", recorded_at: now.toISOString(), recorded_by_id: "ruth" }).execute();
  await markBriefRead(await s.as("amira"), "m1-a1");
  await markBriefRead(await s.as("amira"), "m1-a1");
  const [amira, ruth] = [await readBrief(await s.as("amira"), "m1"), await readBrief(await s.as("ruth"), "m1")];
  expect([amira.read, ruth.read]).toEqual([1, 0]);
  expect(amira.items.find((item) => item.id === "m1-a1")!.groups[0]).toMatchObject({ name: "Missing and interviews", lines: [{ on: "2026-11-20" }] });
  expect(amira.items.map((item) => item.id)).toEqual(["m1-a1", "m1-a2", "m1-b1"]);
});
