import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { dayOf } from "#app/models/core/days.ts";
import { recordAction } from "#app/models/followup/action.server.ts";
import { openDeskOf } from "#app/models/followup/amend.server.ts";
import { openAction } from "#app/models/followup/list.server.ts";
import { openSharing } from "#app/models/followup/sending.server.ts";
import { recordSharing } from "#app/models/followup/sharing.server.ts";
import { buildAgenda, readAgenda } from "#app/models/meetings/agenda.server.ts";
import { openApproval, openMinutes } from "#app/models/meetings/approval.server.ts";
import { attendancePage } from "#app/models/meetings/attendance-page.server.ts";
import { guestsOf, guestToChange, inviteGuest, toInvite } from "#app/models/meetings/guest.server.ts";
import { liveOf } from "#app/models/meetings/live.server.ts";
import { meetingPaper } from "#app/models/meetings/papers.server.ts";
import { sharedScreen } from "#app/models/meetings/shared.server.ts";
import { readersByRef, readsWorthALook } from "#app/models/oversight/reads.server.ts";
import { openCase } from "#app/models/subjects/case.server.ts";
import { declareConflict } from "#app/models/subjects/conflict.server.ts";
import { recordOf, timelinePage } from "#app/models/subjects/record.server.ts";
import { inList, readersOf } from "#app/models/subjects/readers.server.ts";
import { now, type Person, type Stage, stage } from "../cast.ts";
import { action, sharing } from "../followup/forms.ts";
import { addMeetings } from "../meeting.ts";

// Who has seen a subject, where several stand on one page or it is named by what is to be done about it. C-0001 and C-0002 are children listed at MACSE 27, C-0002 at MFH 27 too.

let s: Stage;
beforeEach(async () => {
  s = await stage();
  await addMeetings(s.db, now);
  for (const subjectId of ["c1", "c2"]) await openCase(await s.as("ruth"), { panelId: "macse", subjectId, why: "High risk", reviewOn: "2026-12-20" });
});
afterEach(() => s.close());

/** How a reader has seen a subject, as whoever asks is told: null when they do not stand there. */
async function told(asker: Person, subjectId: string, name: string): Promise<string[] | null> {
  const reader = (await readersOf(await s.as(asker), subjectId)).readers.find((one) => one.name === name);
  return reader ? reader.how.map((one) => one.what).sort() : null;
}
const agenda = "read an agenda on which it stands";
const minutes = "read minutes in which it stands";
const conflict = async (person: Person, subjectId = "c1") => declareConflict(await s.as(person), subjectId, { personId: null, reason: "He coaches her" });

describe("An agenda", () => {
  test("read as a page, and in a paper, is a reading of each who stands on it", async () => {
    await readAgenda(await s.as("dan"), "m1");
    await meetingPaper(await s.as("chloe"), "m1", "pack", "pdf");
    for (const subjectId of ["c1", "c2", "o1"]) {
      expect([subjectId, await told("amira", subjectId, "Dan Kowalczyk")]).toEqual([subjectId, [agenda]]);
      expect([subjectId, await told("amira", subjectId, "Chloe Adeyemi")]).toEqual([subjectId, [agenda, "took a paper with it away as a file"].sort()]);
      expect([subjectId, await told("amira", subjectId, "Owen Thackray")]).toEqual([subjectId, null]);
    }
    expect((await readersByRef(await s.as("wilma"), "C-0001"))!.readers.map((one) => `${one.name}: ${one.what}`)).toContain(`Dan Kowalczyk: ${agenda}`);
  });

  test("of which a reader did not see an item, because of a conflict of interest, is none of that subject", async () => {
    await conflict("chloe");
    await readAgenda(await s.as("chloe"), "m1");
    expect([await told("amira", "c1", "Chloe Adeyemi"), await told("amira", "c2", "Chloe Adeyemi")]).toEqual([null, [agenda]]);
  });

  test("of another panel is not told", async () => {
    await readAgenda(await s.as("priya"), "f1");
    await s.db.insertInto("membership").values({ id: "both", panel_id: "macse", person_id: "priya", role: "member", from_on: "2026-01-01" }).execute();
    expect(await told("amira", "c2", "Priya Nair")).toBeNull();
    expect((await readersByRef(await s.as("wilma"), "C-0002"))!.readers.map((one) => one.name)).toContain("Priya Nair");
  });

  test("being built is told to who prepares it, and to a lead who does not, once it is out", async () => {
    await s.db.updateTable("meeting").set({ status: "draft", published_at: null }).where("id", "=", "m1").execute();
    await buildAgenda(await s.as("amira"), "m1", null);
    expect([await told("gareth", "c1", "Amira Haddad"), await told("dan", "c1", "Amira Haddad")]).toEqual([[agenda], null]);
    await s.db.updateTable("meeting").set({ status: "published" }).where("id", "=", "m1").execute();
    expect(await told("dan", "c1", "Amira Haddad")).toEqual([agenda]);
  });
});

test("Who runs or follows a meeting has the item in hand open, and the others beside it; the shared screen is a reading of the one that it shows", async () => {
  await liveOf(await s.as("dan"), "m1", "m1-a1");
  await sharedScreen(await s.as("ruth"), "m1");
  expect([await told("amira", "c1", "Dan Kowalczyk"), await told("amira", "c2", "Dan Kowalczyk")]).toEqual([["had the item open in a meeting"], ["had it among the items of a meeting"]]);
  const ruth = async (subjectId: string) => (await told("amira", subjectId, "Ruth Okafor"))?.filter((one) => one !== inList);
  expect([await ruth("c1"), await ruth("c2")]).toEqual([["had the item on the shared screen of a meeting"], undefined]);
});

test("Who stands by name on somebody's record, on the card of an item, or among the choices of a form, is read with them", async () => {
  await s.db.insertInto("link").values({ id: "l1", a_id: "c1", b_id: "c2", kind: "peer", confidence: "confirmed", from_on: "2026-06-01", recorded_at: now.toISOString(), recorded_by_id: "ruth" }).execute();
  await s.db.insertInto("measure").values({ id: "n1", kind: "Child abduction warning notice", against_id: "o1", status: "active", terms: "No contact", recorded_at: now.toISOString(), recorded_by_id: "ruth" }).execute();
  await s.db.insertInto("measure_protects").values({ measure_id: "n1", child_id: "c1" }).execute();
  await s.db.updateTable("item").set({ withdrawn_at: now.toISOString() }).where("id", "in", ["m1-a2", "m1-b1"]).execute();
  await recordOf(await s.as("dan"), "c1", dayOf(now));
  await recordOf(await s.as("dan"), "c1", dayOf(now));
  await timelinePage(await s.as("owen"), "c1", { kind: null, page: 1 });
  await liveOf(await s.as("chloe"), "m1", "m1-a1");
  await openDeskOf(await s.as("mairead"), "m1-a1");
  for (const [name, what] of [["Dan Kowalczyk", inList], ["Owen Thackray", inList], ["Chloe Adeyemi", "had it among the items of a meeting"], ["Mairéad Ní Bhriain", minutes]] as const) expect(await told("amira", "c2", name), name).toEqual([what]);
  expect(await told("amira", "o1", "Dan Kowalczyk")).toEqual([inList]);
  expect(await s.db.selectFrom("news").select("detail").where("what", "=", "list opened").where("person_id", "=", "dan").execute()).toEqual([{ detail: "beside C-0002 O-0001" }]);
});

test("Minutes are a reading of each who stands in them for that reader, counted with those of the item", async () => {
  const item = (id: string, subjectId: string, ref: string) => ({ id, kind: "subject", number: "A1", section: "Children", subjectId, ref, name: ref, text: "", outcome: null, entries: [] });
  const paper = { panel: "MACSE", code: "MACSE", number: 27, onDay: "2026-11-24", startsAt: "10:00", place: null, chair: null, attendance: [], items: [item("m1-a1", "c1", "C-0001"), item("m1-a2", "c2", "C-0002")], addenda: [] };
  await s.db.updateTable("meeting").set({ status: "ended", ended_at: now.toISOString() }).where("id", "=", "m1").execute();
  await s.db.insertInto("minutes_version").values({ id: "v1", meeting_id: "m1", version: 1, state: "draft", hash: "0", at: now.toISOString(), content: JSON.stringify(paper) }).execute();
  await conflict("chloe");
  for (const person of ["dan", "chloe"] as const) await openMinutes(await s.as(person), "m1", null);
  await openApproval(await s.as("dan"), "m1");
  await s.db.insertInto("news").values({ id: "item", at: now.toISOString(), what: "minutes opened", person_id: "dan", agency_id: "police", panel_id: "macse", meeting_id: "m1", item_id: "m1-a1", subject_id: "c1" }).execute();
  expect((await readersOf(await s.as("amira"), "c1")).readers.find((one) => one.name === "Dan Kowalczyk")!.how).toMatchObject([{ what: minutes, times: 3 }]);
  expect([await told("amira", "c1", "Chloe Adeyemi"), await told("amira", "c2", "Chloe Adeyemi")]).toEqual([null, [minutes]]);
  expect(await told("amira", "o1", "Dan Kowalczyk")).toEqual([minutes]);
});

describe("What is to be done about it", () => {
  test("An action that its owner outside the panel opened, with why they could; not to whom the action does not exist", async () => {
    const id = await recordAction(await s.as("ruth"), "m1-a1", action({ agencyId: null, personId: "tomasz", issueNow: true, subjectIds: ["c1", "c2"] }));
    await openAction(await s.as("tomasz"), id);
    expect((await readersOf(await s.as("amira"), "c1")).readers.find((one) => one.name === "Tomasz Lis")).toMatchObject({ as: ["owner of MACSE-27/A1/1"], how: [{ what: "opened an action about it" }] });
    expect(await told("amira", "c2", "Tomasz Lis")).toEqual(["opened an action about it"]);
    expect(await told("gareth", "c1", "Tomasz Lis")).not.toBeNull();
    await conflict("gareth", "c2");
    expect([await told("gareth", "c1", "Tomasz Lis"), await told("amira", "c1", "Tomasz Lis")]).toEqual([null, ["opened an action about it"]]);
    // It is work of his, and of who leads his agency.
    expect(await readsWorthALook(await s.as("wilma"), 30)).toEqual([]);
  });

  test("A decision on sharing that its sender outside the panel opened", async () => {
    const id = await recordSharing(await s.as("ruth"), "m1-a1", sharing({ senderAgencyId: "housing", senderId: "tomasz" }));
    await s.db.updateTable("sharing").set({ agreed_at: now.toISOString() }).where("id", "=", id).execute();
    await openSharing(await s.as("tomasz"), id);
    await openSharing(await s.as("dan"), id);
    expect((await readersOf(await s.as("amira"), "c1")).readers.find((one) => one.name === "Tomasz Lis")).toMatchObject({ as: ["sender of MACSE-27/A1/S1"], how: [{ what: "opened a decision on sharing about it" }] });
    expect(await told("amira", "c1", "Dan Kowalczyk")).toEqual(["opened a decision on sharing about it"]);
    expect([await told("amira", "c2", "Dan Kowalczyk"), await readsWorthALook(await s.as("wilma"), 30)]).toEqual([null, []]);
  });
});

test("Inviting somebody to an item, and taking it back, are readings of its subject by who does it", async () => {
  await toInvite(await s.as("ruth"), "m1");
  await inviteGuest(await s.as("ruth"), "m1", { personId: "helen", capacity: "invited attendee", itemIds: ["m1-a1"], forId: null, why: "Her landlord" });
  const { id } = await s.db.selectFrom("guest").select("id").executeTakeFirstOrThrow();
  expect(await told("amira", "c2", "Ruth Okafor")).toEqual([agenda]);
  await guestToChange(await s.as("gareth"), id);
  expect([await told("amira", "c1", "Gareth Pugh"), await told("amira", "c2", "Gareth Pugh")]).toEqual([["opened a page of the item"], null]);
  // The list of who is invited names the items to which somebody is.
  for (const page of [guestsOf, attendancePage]) await page(await s.as("dan"), "m1");
  expect([await told("amira", "c1", "Dan Kowalczyk"), await told("amira", "o1", "Dan Kowalczyk")]).toEqual([[agenda], null]);
});
