import { afterAll, beforeAll, expect, test } from "vitest";
import { instantOf } from "#app/models/core/days.ts";
import { recordAction } from "#app/models/followup/action.server.ts";
import { openActionsOf } from "#app/models/followup/list.server.ts";
import { completeAction, handBack, passOn } from "#app/models/followup/tracking.server.ts";
import { openMeeting } from "#app/models/meetings/meeting.server.ts";
import { endInSpite } from "../ending.ts";
import { setOutcome } from "#app/models/meetings/outcome.server.ts";
import { approveMinutes } from "#app/models/meetings/approval.server.ts";
import { previewAgenda, proposeAgenda } from "#app/models/meetings/proposal.server.ts";
import { agreeReadBack } from "#app/models/meetings/read-back.server.ts";
import { openCase } from "#app/models/subjects/case.server.ts";
import { action, outcome } from "../followup/forms.ts";
import { now, type Stage, stage } from "../cast.ts";
import { addMeetings } from "../meeting.ts";

// What one meeting leaves open comes to the next by itself, each with its reason: not reached, deferred, under review, an open action.

const left = ["not reached", "deferred", "under review", "deferred for longer", "an action", "an action handed back", "an action completed, not confirmed", "an action passed on", "of no case, not reached", "of no case, an action"] as const;
let s: Stage;
const at = (day: string, time = "10:00") => new Date(instantOf(day, time));
const subject = (i: number) => `s${i}`;

beforeAll(async () => {
  s = await stage();
  await addMeetings(s.db, now);
  const ruth = await s.as("ruth");
  const recorded = now.toISOString();
  await s.db.insertInto("subject").values(left.map((_, i) => ({ id: subject(i), kind: "child" as const, ref: `C-010${i}`, display_name: `Child ${i}`, born_on: "2012-05-01", created_at: recorded }))).execute();
  await s.db.insertInto("child").values(left.map((_, i) => ({ subject_id: subject(i) }))).execute();
  for (const [i, what] of left.entries()) {
    if (!what.startsWith("of no case")) await openCase(ruth, { panelId: "macse", subjectId: subject(i), why: "Referred", reviewOn: "2027-06-01" });
    await s.db.insertInto("item").values({ id: `i${i}`, meeting_id: "m1", kind: "subject", number: `A${10 + i}`, section: "children", subject_id: subject(i), position: 10 + i, minutes: 5, reasons: "[]", added_at: recorded }).execute();
  }
  const amira = await s.as("amira");
  const later = { untilOn: "2027-06-01" };
  for (const id of ["m1-a1", "m1-a2", "m1-b1"]) await setOutcome(amira, id, outcome("discussed, no change", later));
  for (const [i, what] of left.entries()) {
    const item = `i${i}`;
    if (what.includes("action")) {
      await recordAction(amira, item, action({ what: `Do this for ${i}`, personId: "tomasz", agencyId: null, due: "15/12/2026", subjectIds: [subject(i)] }));
      await setOutcome(amira, item, outcome("decision", later));
      await agreeReadBack(amira, item);
    } else if (what.includes("not reached")) await setOutcome(amira, item, outcome("not reached"));
    else if (what === "deferred") await setOutcome(amira, item, outcome("deferred", { untilOn: "2026-12-08", note: "Court on Friday" }));
    else if (what === "deferred for longer") await setOutcome(amira, item, outcome("deferred", { untilOn: "2027-02-01", note: "Out of the country" }));
    else await setOutcome(amira, item, outcome("discussed, no change", { untilOn: "2026-12-22" }));
  }
  await endInSpite(await s.as("amira", at("2026-11-24", "12:30")), "m1");
  const tomasz = await s.as("tomasz", at("2026-11-30"));
  const actionOf = async (what: (typeof left)[number]) => (await s.db.selectFrom("action").select("id").where("item_id", "=", `i${left.indexOf(what)}`).executeTakeFirstOrThrow()).id;
  await handBack(tomasz, await actionOf("an action handed back"), "Not our tenant");
  await completeAction(tomasz, await actionOf("an action completed, not confirmed"), "Done on Monday");
  await passOn(tomasz, await actionOf("an action passed on"), { personId: "helen", personName: null, note: null });
});
afterAll(() => s.close());

test("In the afternoon of that day the next agenda knows already who was not reached", async () => {
  const ruth = await s.as("ruth", at("2026-11-24", "15:00"));
  const { proposed } = await previewAgenda(ruth, { id: "next", panel_id: "macse", on_day: "2026-12-22" }, "2026-11-24");
  const one = proposed.find(({ subjectId }) => subjectId === subject(left.indexOf("not reached")))!;
  expect(one.reasons.map(({ text }) => text)).toContain("Not reached on 24 Nov 2026: comes first");
  expect(proposed[0]).toBe(one);
});

test("Each is proposed for the next meeting with its reason, and what was put off for longer is not", async () => {
  const ruth = await s.as("ruth", at("2026-12-14"));
  const next = await openMeeting(ruth, { panelId: "macse", onDay: "2026-12-22", time: "09:30", minutesLong: 120, place: null });
  await proposeAgenda(ruth, next);
  const rows = await s.db.selectFrom("proposal").select(["subject_id", "reasons"]).where("meeting_id", "=", next).execute();
  const reasons = (what: (typeof left)[number]) => (JSON.parse(rows.find((row) => row.subject_id === subject(left.indexOf(what)))?.reasons ?? "[]") as { text: string }[]).map((one) => one.text).join("; ");
  expect(reasons("not reached")).toMatch(/Not reached on 24 Nov 2026: comes first/);
  expect(reasons("of no case, not reached")).toMatch(/Not reached on 24 Nov 2026: comes first/);
  expect(reasons("deferred")).toMatch(/Deferred to 8 Dec 2026, decided 24 Nov 2026/);
  expect(reasons("under review")).toMatch(/Review due 22 Dec 2026/);
  for (const what of left.filter((one) => one.includes("action") && !one.startsWith("of no case"))) expect([what, reasons(what)]).toEqual([what, expect.stringMatching(/1 action open, first due 15 Dec 2026/)]);
  expect(reasons("deferred for longer")).toBe("");
  expect(rows.length).toBe(left.length - 2);
  // Whom the panel has no case of is not proposed for an action alone: it is walked through with all others, under matters arising.
  const matters = (await openActionsOf(ruth, "macse", "2026-12-22")).map((one) => one.what);
  for (const [i, what] of left.entries()) if (what.includes("action")) expect(matters).toContain(`Do this for ${i}`);
  const { title } = await s.db.selectFrom("item").select("title").where("meeting_id", "=", next).where("title", "like", "Minutes of the last%").executeTakeFirstOrThrow();
  expect(title).toBe("Minutes of the last meeting");
});

test("Approving the minutes of the meeting before changes nothing of it", async () => {
  await approveMinutes(await s.as("amira", at("2026-12-15")), "m1");
  const ruth = await s.as("ruth", at("2026-12-15", "11:00"));
  const { id } = await s.db.selectFrom("meeting").select("id").where("panel_id", "=", "macse").where("status", "=", "draft").executeTakeFirstOrThrow();
  const before = await s.db.selectFrom("proposal").select(["subject_id", "reasons"]).where("meeting_id", "=", id).orderBy("subject_id").execute();
  await proposeAgenda(ruth, id);
  expect(await s.db.selectFrom("proposal").select(["subject_id", "reasons"]).where("meeting_id", "=", id).orderBy("subject_id").execute()).toEqual(before);
});
