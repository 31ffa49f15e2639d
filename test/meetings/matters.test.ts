import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addDays } from "#app/models/core/days.ts";
import { openAction } from "#app/models/followup/list.server.ts";
import { completeAction, endAction } from "#app/models/followup/tracking.server.ts";
import { discussionsOf, firstWords } from "#app/models/meetings/discussions.server.ts";
import { saidAt } from "#app/models/meetings/extract.server.ts";
import { liveOf } from "#app/models/meetings/live.server.ts";
import { type How, matterInWords, settledInWords, whyNotSay } from "#app/models/meetings/matters.ts";
import { mattersOf, sayOfAction } from "#app/models/meetings/matters.server.ts";
import { paperOf } from "#app/models/meetings/paper.server.ts";
import { paperFor } from "#app/models/meetings/paper.ts";
import { declareConflict } from "#app/models/subjects/conflict.server.ts";
import { now, type Person, type Stage, stage, today } from "../cast.ts";
import { refusal } from "../followup/forms.ts";
import { addMeetings } from "../meeting.ts";

let s: Stage;
const at = now.toISOString();
const last = addDays(today, -28);
beforeEach(async () => {
  s = await stage();
  await addMeetings(s.db, now);
  await s.db.insertInto("item").values({ id: "arising", meeting_id: "m1", kind: "standing", number: "4", section: "opening", title: "Matters arising", position: 0, minutes: 10, reasons: "[]", added_at: at }).execute();
  await s.db.insertInto("meeting").values({ id: "m0", panel_id: "macse", number: 26, on_day: last, starts_at: "10:00", minutes_long: 120, status: "agreed", published_at: at, started_at: at, ended_at: at }).execute();
  await s.db.insertInto("item").values([["m0-c1", "c1"], ["m0-c2", "c2"]].map(([id, subject_id], i) => ({ id: id!, meeting_id: "m0", kind: "subject" as const, number: `A${i + 1}`, section: "children", subject_id: subject_id!, position: i + 1, minutes: 5, reasons: "[]", added_at: at, outcome: "discussed, no change", outcome_at: at, agreed_at: at }))).execute();
  await s.db.insertInto("attendance").values([["amira", "police"], ["dan", "police"], ["gareth", "csc"], ["ruth", "csc"]].map(([person_id, agency_id]) => ({ meeting_id: "m1", person_id: person_id!, agency_id: agency_id!, status: "present" as const, recorded_at: at }))).execute();
  for (const [id, agency_id, person_id, subject] of [["a-dan", "police", "dan", "c1"], ["a-csc", "csc", "gareth", "c2"], ["a-homes", "housing", "tomasz", "c1"]] as const) {
    await s.db.insertInto("action").values({ id, ref: `MACSE-26/${id}`, panel_id: "macse", meeting_id: "m0", item_id: subject === "c1" ? "m0-c1" : "m0-c2", what: `What ${id} is for`, agency_id, person_id, due_on: addDays(today, -3), first_due_on: addDays(today, -3), state: "in progress", briefing: "[]", issued_at: at, recorded_at: at, agreed_at: at, carried: 1 }).execute();
    await s.db.insertInto("action_subject").values({ action_id: id, subject_id: subject }).execute();
  }
});
afterEach(() => s.close());

const say = async (person: Person, actionId: string, how: How, more: { saidById?: string | null; note?: string | null } = {}) => sayOfAction(await s.as(person), "m1", { actionId, how, saidById: null, note: null, ...more });
const stateOf = async (id: string) => (await s.db.selectFrom("action").select("state").where("id", "=", id).executeTakeFirstOrThrow()).state;
const events = async (id: string) => (await s.db.selectFrom("action_event").select(["kind", "note", "by_id"]).where("action_id", "=", id).orderBy("at").orderBy("kind").execute()).map((one) => `${one.kind}, ${one.by_id}: ${one.note}`);

test("What can be said of an action, by whom and when", () => {
  const facts = { state: "in progress", may: { decide: true, confirm: true }, settled: null };
  expect(whyNotSay("done", facts)).toBeNull();
  expect(whyNotSay("carried", { ...facts, may: { decide: false, confirm: true } })).toMatch(/chair, deputy or coordinator/);
  // A member outside the owner's agency confirms what was completed, and nothing else.
  expect(whyNotSay("done", { ...facts, state: "awaiting confirmation", may: { decide: false, confirm: true } })).toBeNull();
  expect(whyNotSay("done", { ...facts, state: "awaiting confirmation", may: { decide: true, confirm: false } })).toMatch(/outside the owner/);
  expect(whyNotSay("done", { ...facts, state: "handed back" })).toMatch(/give it to somebody first/);
  for (const settled of ["done", "not possible", "not done"] as const) expect(whyNotSay("carried", { ...facts, settled })).toMatch(/said already/);
  expect(whyNotSay("carried", { ...facts, settled: "said done" })).toBeNull();
  expect([settledInWords({ how: "carried", carried: 0 }), settledInWords({ how: "not done", carried: 2 }), settledInWords({ how: "done", carried: 3 })]).toEqual(["carried", "not done by the agency, carried twice before", "done and confirmed"]);
});

describe("Matters arising", () => {
  test("do not exist for who does not reach the meeting or the action; a member does not go through them, and nothing is said without a reason where one is needed", async () => {
    expect(await refusal(say("priya", "a-dan", "carried"))).toBe(404);
    expect(await refusal(say("tomasz", "a-homes", "done"))).toBe(404);
    expect(await refusal(say("chloe", "a-dan", "carried"))).toBe(403);
    expect(await refusal(say("ruth", "no-such-action", "carried"))).toBe(404);
    await expect(say("ruth", "a-dan", "not done")).rejects.toMatchObject({ field: "note.a-dan" });
    await expect(say("ruth", "a-dan", "carried", { saidById: "helen" })).rejects.toMatchObject({ field: "saidBy.a-dan" });
    // An action of today's meeting is no matter arising.
    await s.db.updateTable("action").set({ meeting_id: "m1", item_id: "m1-a1" }).where("id", "=", "a-homes").execute();
    expect(await refusal(say("ruth", "a-homes", "carried"))).toBe(404);
    await s.db.updateTable("meeting").set({ status: "published" }).where("id", "=", "m1").execute();
    expect(await refusal(say("ruth", "a-dan", "carried"))).toBe("The meeting has not started");
    expect(await s.db.selectFrom("matter").selectAll().execute()).toEqual([]);
  });

  test("done is confirmed by somebody outside the owner's agency: at once by whoever writes it down, or by another who is in the room", async () => {
    // The coordinator is not of the police: it is done and confirmed.
    expect(await say("ruth", "a-dan", "done", { saidById: "dan", note: "Report is on the system" })).toBe("done");
    expect(await stateOf("a-dan")).toBe("completed");
    const words = "Said by Dan Kowalczyk, Northmoor Constabulary at meeting 27: Report is on the system";
    expect(await events("a-dan")).toEqual([`completed, ruth: ${words}`, `confirmed, ruth: ${words}`]);
    // She is of social care: of their own action it is said, and waits.
    expect(await say("ruth", "a-csc", "done", { saidById: "gareth" })).toBe("said done");
    expect(await stateOf("a-csc")).toBe("awaiting confirmation");
    expect(await refusal(say("ruth", "a-csc", "done"))).toBe("Somebody outside the owner’s agency confirms it");
    const page = await mattersOf(await s.as("amira"), "m1");
    expect(page.left.map((one) => [one.id, one.hows, one.confirms, one.speaker])).toEqual([["a-csc", ["done", "carried", "not possible", "not done"], true, "gareth"], ["a-homes", ["done", "carried", "not possible", "not done"], true, null]]);
    expect((await mattersOf(await s.as("chloe"), "m1")).left.map((one) => one.hows)).toEqual([["done"], []]);
    expect(await say("chloe", "a-csc", "done")).toBe("done");
    expect((await mattersOf(await s.as("ruth"), "m1")).said.map((one) => [one.id, one.said!.how, one.said!.saidBy])).toEqual([["a-csc", "done", "Gareth Pugh, Seaholme Children's Social Care"], ["a-dan", "done", "Dan Kowalczyk, Northmoor Constabulary"]]);
    expect(await refusal(say("ruth", "a-csc", "carried"))).toMatch(/said already: done and confirmed/);
  });

  test("carried, not possible and not done are different, and the tracker says who said so", async () => {
    await say("amira", "a-dan", "carried", { note: "By Friday" });
    expect([await stateOf("a-dan"), await events("a-dan")]).toEqual(["in progress", ["carried, amira: Said by in writing at meeting 27: By Friday"]]);
    // What was said may be said again, until it has ended.
    await say("amira", "a-dan", "not done", { saidById: "dan", note: "Nobody was free" });
    await say("amira", "a-homes", "not possible", { note: "The family moved away" });
    expect([await stateOf("a-dan"), await stateOf("a-homes")]).toEqual(["not done", "not possible"]);
    expect(await s.db.selectFrom("matter").select(["action_id", "how"]).where("superseded_at", "is", null).orderBy("action_id").execute()).toEqual([{ action_id: "a-dan", how: "not done" }, { action_id: "a-homes", how: "not possible" }]);
    expect((await openAction(await s.as("chloe"), "a-dan")).events.map((one) => one.kind)).toEqual(["ended", "carried"]);
  });

  test("stand in the minutes under their item, without what concerns a child of whom the reader takes no part", async () => {
    await say("amira", "a-dan", "carried", { saidById: "dan" });
    await say("amira", "a-csc", "not possible", { note: "Turned eighteen" });
    const ask = await s.as("amira");
    const said = await saidAt(ask, { id: "m1", panel_id: "macse" });
    const { items } = await paperOf(ask, "m1", said);
    expect(items.find((one) => one.id === "arising")!.matters!.map((one) => `${one.ref} ${one.owner}: ${matterInWords(one)}`)).toEqual([
      "MACSE-26/a-csc Seaholme Children's Social Care, Gareth Pugh: What a-csc is for Not possible: circumstances changed (in writing). Turned eighteen",
      "MACSE-26/a-dan Northmoor Constabulary, Dan Kowalczyk: What a-dan is for Carried, as once before (Dan Kowalczyk, Northmoor Constabulary).",
    ]);
    await declareConflict(await s.as("chloe"), "c2", { personId: null, reason: "Her niece" });
    const hers = await s.as("chloe");
    expect((await mattersOf(hers, "m1")).said.map((one) => one.id)).toEqual(["a-dan"]);
    const paper = paperFor(hers.who, { ...(await paperOf(ask, "m1", said)) });
    expect(JSON.stringify(paper)).not.toMatch(/a-csc|eighteen/);
    expect(JSON.stringify(paper)).toContain("a-dan");
  });

  test("an action that its owner completed, or that ended otherwise, is met as it is", async () => {
    await completeAction(await s.as("tomasz"), "a-homes", "Letter sent");
    await endAction(await s.as("ruth"), "a-dan", { state: "superseded", note: "See A4/2" });
    const { left } = await mattersOf(await s.as("ruth"), "m1");
    expect(left.map((one) => [one.id, one.state])).toEqual([["a-csc", "in progress"], ["a-homes", "awaiting confirmation"]]);
    expect(await say("ruth", "a-homes", "done")).toBe("done");
    expect((await events("a-homes")).map((one) => one.split(",")[0])).toEqual(["completed", "confirmed"]);
  });
});

describe("What was discussed before", () => {
  test("is of this panel and of items in reach alone: the day, how it ended, the level, and what was agreed", async () => {
    await s.db.insertInto("extract").values([
      { id: "e1", item_id: "m0-c1", subject_id: "c1", meeting_id: "m0", version: 1, state: "draft", text: "Draft words", outcome: "x", entries: "[]", written_at: at },
      { id: "e2", item_id: "m0-c1", subject_id: "c1", meeting_id: "m0", version: 2, state: "agreed", text: "## Why now\n\n**Missing** four times.\n\n- Police: none", outcome: "x", entries: "[]", written_at: at },
    ]).execute();
    await s.db.insertInto("risk").values({ id: "r", subject_id: "c1", panel_id: "macse", level: "High", rank: 3, rationale: "x", scale_from_on: last, decided_on: last, recorded_at: at }).execute();
    expect(await discussionsOf(await s.as("ruth"), "c1", "macse", today)).toMatchObject([{ itemId: "m0-c1", number: 26, onDay: last, outcome: "Discussed, no change", level: "High", words: "Why now Missing four times. Police: none" }]);
    expect(await discussionsOf(await s.as("ruth"), "c2", "macse", today)).toMatchObject([{ level: null, words: null }]);
    expect(await discussionsOf(await s.as("ruth"), "c1", "macse", last)).toEqual([]);
    // Priya is of Missing From Home: of MACSE's meetings she learns nothing.
    expect(await discussionsOf(await s.as("priya"), "c1", "macse", today)).toEqual([]);
    expect(await discussionsOf(await s.as("ruth"), "c1", "mfh", today)).toEqual([]);
    expect(firstWords(`${"word ".repeat(80)}end`)).toMatch(/^(word ){43}word …$/);
    const { item } = await liveOf(await s.as("ruth"), "m1", "m1-a1");
    expect(item!.discussions).toHaveLength(1);
    expect(item!.template).toMatchObject({ ticked: [], recorded: [] });
    expect(item!.template.lines[2]!.heading).toBe("Child’s voice");
  });
});
