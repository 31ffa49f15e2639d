import { afterEach, beforeEach, expect, test } from "vitest";
import { actionInReach, itemInReach, meetingInReach, subjectInReach } from "#app/models/core/reach.server.ts";
import { NotAllowed, NotFound } from "#app/models/core/refuse.ts";
import { recordAction } from "#app/models/followup/action.server.ts";
import { recordDecision } from "#app/models/followup/decision.server.ts";
import { recordRisk } from "#app/models/followup/risk-decision.server.ts";
import { readAgenda } from "#app/models/meetings/agenda.server.ts";
import { closedInWords, whyNotClose } from "#app/models/meetings/closed.ts";
import { closedMinutesOf, closeSession, endSession } from "#app/models/meetings/closed.server.ts";
import { endMeeting } from "#app/models/meetings/ending.server.ts";
import { saidAt } from "#app/models/meetings/extract.server.ts";
import { reopenMinutes } from "#app/models/meetings/freeze.server.ts";
import { admitGuest, inviteGuest } from "#app/models/meetings/guest.server.ts";
import { liveOf } from "#app/models/meetings/live.server.ts";
import { searchMeetings } from "#app/models/meetings/search.server.ts";
import { moveTo } from "#app/models/meetings/running.server.ts";
import { signStatement } from "#app/models/meetings/visit.server.ts";
import { recordOf } from "#app/models/subjects/subject.server.ts";
import { timelineOf } from "#app/models/subjects/timeline.server.ts";
import { action, decision, risk } from "../followup/forms.ts";
import { now, opening, type Person, refused, type Stage, stage } from "../cast.ts";
import { addMeetings, documentId } from "../meeting.ts";

let s: Stage;
beforeEach(async () => {
  s = await stage();
  await addMeetings(s.db, now);
});
afterEach(() => s.close());

const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const close = async (agencyIds = ["police", "csc"], minuterId: Person = "dan", by: Person = "amira") => closeSession(await s.as(by), "m1-a1", { agencyIds, minuterId });
const closedDocument = async () => (await s.db.selectFrom("closed_session").select("document_id").orderBy("from_at", "desc").executeTakeFirstOrThrow()).document_id;
const opens = (person: Person, id: string) => opening(s, person, id);

test("Closed to police and social care, the item is out of everybody else's reach at once; one writes, those who stay read, and nobody else ever does", async () => {
  await close();
  const document = await closedDocument();
  expect(await Promise.all((["dan", "amira", "gareth", "ruth", "chloe", "owen", "priya", "audit"] as const).map((person) => opens(person, document)))).toEqual(["writes", "reads", "reads", "reads", null, null, null, null]);
  expect(await opens("chloe", documentId("m1-a1"))).toBeNull();
  await expect(itemInReach(await s.as("chloe"), "m1-a1")).rejects.toBeInstanceOf(NotFound);
  expect(await liveOf(await s.as("chloe"), "m1", null)).toMatchObject({ item: null, meeting: { currentItemId: null, closed: true } });
  expect(JSON.stringify(await liveOf(await s.as("chloe"), "m1", null))).not.toMatch(/m1-a1|Jordan/);
  expect(JSON.stringify(await readAgenda(await s.as("chloe"), "m1"))).not.toMatch(/m1-a1|Jordan/);
  expect(JSON.stringify(await readAgenda(await s.as("dan"), "m1"))).toMatch(/m1-a1.*Jordan/);
  expect((await liveOf(await s.as("dan"), "m1", null)).item!.session).toMatchObject({ documentId: document, mine: true, minuter: "Dan Kowalczyk", agencies: ["Northmoor Constabulary", "Seaholme Children's Social Care"] });
  // The child is no secret: what is said now is.
  expect((await subjectInReach(await s.as("chloe"), "c1")).ref).toBe("C-0001");
  expect(await refused(close())).toMatch(/already/);

  await endSession(await s.as("ruth", later(12)), "m1-a1");
  await endSession(await s.as("ruth", later(13)), "m1-a1");
  expect((await itemInReach(await s.as("chloe"), "m1-a1")).id).toBe("m1-a1");
  expect(await opens("dan", document)).toBe("frozen");
  expect(await opens("chloe", document)).toBeNull();
  await reopenMinutes(await s.as("ruth", later(14)), "m1-a1").catch(() => undefined);
  expect(await opens("dan", document)).toBe("frozen");
  expect((await closedMinutesOf(await s.as("gareth"), "m1-a1")).sessions).toMatchObject([{ minuter: "Dan Kowalczyk" }]);
  for (const person of ["chloe", "owen"] as const) await expect(closedMinutesOf(await s.as(person), "m1-a1")).rejects.toBeInstanceOf(NotFound);
  const said = (await saidAt(await s.as("chloe"), { id: "m1", panel_id: "macse" })).find((item) => item.id === "m1-a1")!;
  expect(said.closed.map(closedInWords)).toEqual(["Further information was discussed in closed session, 10:00 to 10:12 (Northmoor Constabulary, Seaholme Children's Social Care)."]);
});

test("A second session, to others, has a document of its own", async () => {
  await close(["police"]);
  const first = await closedDocument();
  await endSession(await s.as("amira", later(2)), "m1-a1");
  await closeSession(await s.as("amira", later(3)), "m1-a1", { agencyIds: ["health"], minuterId: "chloe" });
  const second = await closedDocument();
  expect([await opens("chloe", first), await opens("chloe", second), await opens("dan", second), await opens("amira", second)]).toEqual([null, "writes", null, "reads"]);
  expect((await closedMinutesOf(await s.as("chloe"), "m1-a1")).sessions).toHaveLength(1);
  expect((await closedMinutesOf(await s.as("amira"), "m1-a1")).sessions).toHaveLength(2);
});

test("Only chair and deputy close, to agencies that sit here, with somebody of these writing, at the item that is spoken about", async () => {
  await expect(close(["police"], "ruth", "ruth")).rejects.toBeInstanceOf(NotAllowed);
  expect(await refused(close([], "dan"))).toBe("agencyIds");
  expect(await refused(close(["housing"], "dan"))).toBe("agencyIds");
  expect(await refused(close(["police"], "chloe"))).toBe("minuterId");
  expect(await refused(close(["health"], "amira"))).toBe("done");
  await endSession(await s.as("amira"), "m1-a1");
  await moveTo(await s.as("amira"), "m1", "m1-a2");
  expect(await refused(close())).toMatch(/not at this item/);
});

test("Moving on ends it, by somebody who is in it alone; so does the end of the meeting; whoever was invited is shown out", async () => {
  await inviteGuest(await s.as("ruth"), "m1", { personId: "helen", capacity: "invited attendee", itemIds: ["m1-a1"], forId: null, why: "x" });
  await signStatement(await s.as("helen"), "m1", true);
  const { id } = await s.db.selectFrom("guest").select("id").executeTakeFirstOrThrow();
  await admitGuest(await s.as("ruth"), id);
  await close(["police"], "dan");
  expect(await opens("helen", documentId("m1-a1"))).toBeNull();
  // The coordinator is outside: the item is not there for her, and she moves nobody on.
  await expect(admitGuest(await s.as("ruth"), id)).rejects.toBeInstanceOf(NotFound);
  expect(await refused(admitGuest(await s.as("amira"), id))).toMatch(/closed session/);
  expect(await refused(moveTo(await s.as("ruth"), "m1", "m1-a2"))).toBe("itemId");
  expect(await refused(endMeeting(await s.as("gareth"), "m1"))).toMatch(/closed session/);
  expect((await meetingInReach(await s.as("ruth"), "m1")).id).toBe("m1");
  await moveTo(await s.as("amira", later(9)), "m1", "m1-a2");
  expect(await s.db.selectFrom("closed_session").select(["to_at", "to_by_id"]).execute()).toEqual([{ to_at: later(9).toISOString(), to_by_id: "amira" }]);
  expect((await itemInReach(await s.as("ruth"), "m1-a1")).id).toBe("m1-a1");
});

test.each([["published", "a", false, /while the meeting runs/], ["live", "b", false, /not at this item/], ["live", "a", true, /already/], ["live", "a", false, null]] as const)("Closing in a %s meeting at %s, closed %s", (status, current_item_id, closed, words) => {
  const why = whyNotClose({ status, current_item_id }, "a", closed);
  if (words) expect(why).toMatch(words);
  else expect(why).toBeNull();
});

test("What is recorded in closed session is nowhere for the others while it lasts: not in lists, on the record, nor in what is searched", async () => {
  await close();
  const dan = await s.as("dan", later(1));
  const id = await recordAction(dan, "m1-a1", action({ what: "Execute the warrant", agencyId: "police" }));
  await recordRisk(dan, "m1-a1", risk({ rationale: "A warrant is near" }));
  await recordDecision(dan, "m1-a1", decision({ text: "Wait for the warrant" }));
  const finds = async (person: Person) => {
    const ask = await s.as(person, later(2));
    const found = await searchMeetings(ask, { text: "warrant", kind: null, panelId: null });
    const record = await recordOf(ask, "c1", "2026-11-24");
    const { entries } = await timelineOf(ask, { id: "c1", kind: "child" }, { upTo: "2026-11-24" });
    return [found.groups.map((group) => group.kind), record.risks.length, entries.filter((one) => /warrant/i.test(JSON.stringify(one))).length, await actionInReach(ask, id).then(() => true, () => false)];
  };
  expect(await finds("amira")).toEqual([["actions", "decisions", "levels"], 1, 3, true]);
  expect(await finds("chloe")).toEqual([[], 0, 0, false]);
  await endSession(await s.as("amira", later(3)), "m1-a1");
  expect(await finds("chloe")).toEqual([["actions", "decisions", "levels"], 1, 3, true]);
});
