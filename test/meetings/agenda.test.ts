import { afterAll, beforeAll, expect, test } from "vitest";
import { NotAgreed, NotAllowed, NotFound } from "#app/models/core/refuse.ts";
import { buildAgenda, publishAgenda, readAgenda } from "#app/models/meetings/agenda.server.ts";
import { addByHand, moveItem, planItem } from "#app/models/meetings/item.server.ts";
import { openMeeting } from "#app/models/meetings/meeting.server.ts";
import { withdrawItem } from "#app/models/meetings/off-agenda.server.ts";
import { declineProposal, deferProposal, listProposal, listProposals, proposeAgenda } from "#app/models/meetings/proposal.server.ts";
import { openCase, sumOf } from "#app/models/subjects/case.server.ts";
import { type Stage, newId, stage, today } from "../cast.ts";

let s: Stage;
beforeAll(async () => {
  s = await stage();
});
afterAll(() => s.close());

let count = 0;
/** A child on no list, by a name of the test's own. */
async function child(name: string, bornOn = "2012-05-05") {
  const id = newId();
  const ref = `C-${String(++count).padStart(4, "0")}`;
  await s.db.insertInto("subject").values({ id, kind: "child", ref, created_at: "2026-11-01T10:00:00.000Z", display_name: name, born_on: bornOn }).execute();
  await s.db.insertInto("child").values({ subject_id: id, family_name: name, born_on: bornOn }).execute();
  return { id, ref };
}
const meeting = async (onDay: string) => openMeeting(await s.as("ruth"), { panelId: "macse", onDay, time: "09:30", minutesLong: 180, place: "Room 2" });
const nextOf = async (subjectId: string) =>
  s.db.selectFrom("case_next").innerJoin("panel_case", "panel_case.id", "case_next.case_id").selectAll("case_next").where("panel_case.subject_id", "=", subjectId).where("case_next.ended_at", "is", null).execute();
const proposalOf = async (meetingId: string, subjectId: string) => (await s.db.selectFrom("proposal").selectAll().where("meeting_id", "=", meetingId).where("subject_id", "=", subjectId).executeTakeFirstOrThrow()).id;

test("A member may not open a meeting or build its agenda, and an outsider does not find it", async () => {
  await expect(openMeeting(await s.as("dan"), { panelId: "macse", onDay: "2026-12-01", time: "09:30", minutesLong: 60, place: null })).rejects.toBeInstanceOf(NotAllowed);
  const id = await meeting("2026-12-01");
  await expect(proposeAgenda(await s.as("dan"), id)).rejects.toBeInstanceOf(NotAllowed);
  await expect(buildAgenda(await s.as("dan"), id, null)).rejects.toBeInstanceOf(NotAllowed);
  for (const outsider of ["priya", "helen", "admin", "audit"] as const) {
    await expect(readAgenda(await s.as(outsider), id)).rejects.toBeInstanceOf(NotFound);
    await expect(proposeAgenda(await s.as(outsider), id)).rejects.toBeInstanceOf(NotFound);
  }
});

test("Members do not see a draft agenda; they see the published one, with its reasons", async () => {
  const { id: kofi } = await child("Kofi");
  const id = await meeting("2026-12-02");
  await addByHand(await s.as("ruth"), id, { subjectId: kofi, minutes: 8, leadId: "dan", reason: "Asked for by school" });
  expect((await readAgenda(await s.as("dan"), id)).items).toBeNull();
  await s.db.deleteFrom("proposal").where("meeting_id", "=", id).execute();
  await publishAgenda(await s.as("amira"), id);
  const seen = await readAgenda(await s.as("dan"), id);
  expect(seen.items!.map((i) => [i.number, i.subject?.name ?? i.title])).toEqual([
    ["1", "Welcome, introductions and confidentiality statement"], ["2", "Apologies and deputies"], ["3", "Minutes of the last meeting"], ["4", "Matters arising"],
    ["A1", "Kofi"], ["5", "Any other business and date of the next meeting"],
  ]);
  expect(seen.items!.find((i) => i.subject)!.reasons[0]!.text).toBe("Added by Ruth Okafor: Asked for by school");
});

test("A meeting is not opened in the past, nor twice on one day", async () => {
  await expect(meeting("2026-11-01")).rejects.toMatchObject({ reason: "Choose today or a later day" });
  await meeting("2026-12-03");
  await expect(meeting("2026-12-03")).rejects.toMatchObject({ reason: "This panel already has a meeting on that day" });
});

test("Listing, deferring, declining and withdrawing each leave the case with one next thing", async () => {
  const ruth = await s.as("ruth");
  const [ana, ben, cem] = [await child("Ana"), await child("Ben"), await child("Cem")];
  for (const { id } of [ana, ben, cem]) await openCase(ruth, { panelId: "macse", subjectId: id, why: "Referred by school", reviewOn: "2026-12-04" });
  const id = await meeting("2026-12-10");
  await proposeAgenda(ruth, id);
  const item = await listProposal(ruth, await proposalOf(id, ana.id));
  expect(await nextOf(ana.id)).toMatchObject([{ kind: "listed", on_day: "2026-12-10", item_id: item, owner_id: "ruth" }]);
  await expect(deferProposal(ruth, await proposalOf(id, ben.id), { until: "2026-12-10", reason: "Plan is working" })).rejects.toBeInstanceOf(NotAgreed);
  await deferProposal(ruth, await proposalOf(id, ben.id), { until: "2027-01-12", reason: "Plan is working" });
  expect(await nextOf(ben.id)).toMatchObject([{ kind: "review", on_day: "2027-01-12", why: "Plan is working" }]);
  await expect(declineProposal(ruth, await proposalOf(id, cem.id), { reason: "Held by the CP plan" })).rejects.toMatchObject({ field: "reviewOn" });
  await declineProposal(ruth, await proposalOf(id, cem.id), { reason: "Held by the CP plan", reviewOn: "2027-02-10" });
  expect(await nextOf(cem.id)).toMatchObject([{ kind: "review", on_day: "2027-02-10" }]);
  await withdrawItem(ruth, item, { reason: "Moved away", reviewOn: "2027-01-05" });
  expect(await nextOf(ana.id)).toMatchObject([{ kind: "review", on_day: "2027-01-05" }]);
  const built = await buildAgenda(ruth, id, null);
  expect(built.notTaken.map((n) => [n.subject!.name, n.what, n.why])).toEqual(expect.arrayContaining([["Ben", "deferred", "Plan is working"], ["Cem", "declined", "Held by the CP plan"], ["Ana", "withdrawn", "Moved away"]]));
  expect((await sumOf(ruth, "macse")).without).toBe(0);
});

test("A subject listed for one meeting is not listed for another of the same panel", async () => {
  const { id: dov, ref } = await child("Dov");
  const [one, two] = [await meeting("2026-12-15"), await meeting("2026-12-16")];
  const ruth = await s.as("ruth");
  await addByHand(ruth, one, { subjectId: dov, minutes: 8, leadId: null, reason: "Now" });
  await expect(addByHand(ruth, two, { subjectId: dov, minutes: 8, leadId: null, reason: "Again" })).rejects.toMatchObject({ reason: `${ref} is already listed for 15 Dec 2026` });
});

test("Publishing is refused while a proposal is undecided; afterwards every change is marked late and numbers stay", async () => {
  const ruth = await s.as("ruth");
  const [eli, fay, gus] = [await child("Eli"), await child("Fay"), await child("Gus")];
  for (const { id } of [eli, fay]) await openCase(ruth, { panelId: "macse", subjectId: id, why: "Referred", reviewOn: "2026-12-18" });
  const id = await meeting("2026-12-20");
  await proposeAgenda(ruth, id);
  const mine = [await proposalOf(id, eli.id), await proposalOf(id, fay.id)];
  await s.db.deleteFrom("proposal").where("meeting_id", "=", id).where("id", "not in", mine).execute();
  const [a1] = await listProposals(ruth, [mine[0]!]);
  await expect(publishAgenda(ruth, id)).rejects.toMatchObject({ reason: "1 proposed subject is still to be decided: list, defer or decline each one first" });
  const [a2] = await listProposals(ruth, [mine[1]!]);
  await publishAgenda(ruth, id);
  await expect(publishAgenda(ruth, id)).rejects.toMatchObject({ reason: "This agenda is already published" });
  await planItem(ruth, a1!, { minutes: 20, leadId: "chloe" });
  await moveItem(ruth, a2!, "up");
  await addByHand(ruth, id, { subjectId: gus.id, minutes: 5, leadId: null, reason: "Missing since Sunday" });
  const seen = (await readAgenda(await s.as("dan"), id)).items!.filter((i) => i.subject);
  expect(seen.map((i) => [i.number, i.subject!.name, Boolean(i.lateAt)])).toEqual([["A2", "Fay", true], ["A1", "Eli", true], ["A3", "Gus", true]]);
});

test("Somebody who is not a member of the panel cannot lead an item", async () => {
  const { id: hal } = await child("Hal");
  const id = await meeting("2026-12-22");
  await expect(addByHand(await s.as("ruth"), id, { subjectId: hal, minutes: 5, leadId: "helen", reason: "Asked" })).rejects.toMatchObject({ field: "leadId" });
  expect(today < "2026-12-22").toBe(true);
});

test("Dan reads the reference alone of a child whose case closed too long ago, on the agenda of then too", async () => {
  const { id: ivo, ref } = await child("Ivo");
  const at = "2025-11-04T09:30:00.000Z";
  await s.db.insertInto("panel_case").values({ id: "case-ivo", panel_id: "macse", subject_id: ivo, opened_on: "2025-09-01", opened_at: at, why: "referred", review_on: "2025-11-04", closed_on: "2025-11-04", closed_at: at }).execute();
  await s.db.insertInto("meeting").values({ id: "m-old", panel_id: "macse", number: 900, on_day: "2025-11-04", starts_at: at, minutes_long: 60, status: "agreed", published_at: at }).execute();
  await s.db.insertInto("item").values({ id: "i-old", meeting_id: "m-old", kind: "subject", number: "A1", section: "children", subject_id: ivo, position: 1, minutes: 8, reasons: "[]", added_at: at }).execute();
  await s.db.insertInto("risk").values({ id: "r-old", subject_id: ivo, panel_id: "macse", level: "High", rank: 3, rationale: "Then", scale_from_on: "2025-01-01", decided_on: "2025-10-07", recorded_at: at, agreed_at: at }).execute();
  const item = (await readAgenda(await s.as("dan"), "m-old")).items!.find((i) => i.id === "i-old")!;
  expect(item.subject).toMatchObject({ ref, name: ref, bornOn: null });
  expect(item.risk).toBeNull();
});
