import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { instantOf } from "#app/models/core/days.ts";
import { isSignedBy, signWith } from "#app/models/core/signing.server.ts";
import { agreeRecord, openAgreement } from "#app/models/meetings/agreement.server.ts";
import { addAddendum, approveMinutes, openApproval, openMinutes } from "#app/models/meetings/approval.server.ts";
import { circulateMinutes, openCirculation } from "#app/models/meetings/circulation.server.ts";
import { remarkOnVisit } from "#app/models/meetings/correction-visit.server.ts";
import { decideCorrection, openCorrection, openCorrections, proposeCorrection } from "#app/models/meetings/correction.server.ts";
import { endInSpite } from "../ending.ts";
import { setOutcome } from "#app/models/meetings/outcome.server.ts";
import { declareConflict } from "#app/models/subjects/conflict.server.ts";
import { outcome, refusal } from "../followup/forms.ts";
import { now, type Person, type Stage, stage } from "../cast.ts";
import { addMeetings, documentId } from "../meeting.ts";
import { write } from "../writer.ts";

// From the draft to what the next meeting agrees: sent out, corrected by those who attended, approved and signed, agreed, and amended.

const key = generateKeyPairSync("ed25519");
let s: Stage;
const at = (day: string, time = "10:00") => new Date(instantOf(day, time));
const as = (person: Person, day: string, time?: string) => s.as(person, at(day, time));
const change = (itemId: string | null, passage: string | null, replacement: string | null, remark: string | null = null) => ({ itemId, passage, replacement, remark });

beforeAll(async () => {
  signWith(key.privateKey);
  s = await stage();
  await addMeetings(s.db, now);
  await write(s.file, "ruth", documentId("m1-a1"), "**Why listed:** four episodes.\n\n- Police: seen with a man on Friday.\n- Health: no contact.");
  await write(s.file, "ruth", documentId("m1-a2"), "Settled at school. Nothing new.");
  const row = { meeting_id: "m1", recorded_at: now.toISOString(), recorded_by_id: "ruth" };
  await s.db.insertInto("attendance").values([
    ...[["amira", "police"], ["ruth", "csc"], ["dan", "police"], ["owen", "yjs"]].map(([person_id, agency_id]) => ({ ...row, person_id: person_id!, agency_id: agency_id!, status: "present" as const })),
    { ...row, person_id: "chloe", agency_id: "health", status: "apologies" as const },
  ]).execute();
  await s.db.insertInto("guest").values(["helen", "tomasz"].map((person_id) => ({ id: `g-${person_id}`, meeting_id: "m1", item_id: "m1-a1", person_id, capacity: "invited attendee" as const, why: "Knows the family", invited_at: now.toISOString(), invited_by_id: "ruth", signed_at: now.toISOString() }))).execute();
  await s.db.insertInto("guest_stay").values({ id: "stay", guest_id: "g-helen", from_at: now.toISOString(), from_by_id: "ruth", to_at: now.toISOString(), to_by_id: "ruth" }).execute();
  const amira = await s.as("amira");
  for (const id of ["m1-a1", "m1-a2", "m1-b1"]) await setOutcome(amira, id, outcome("discussed, no change", { untilOn: "2026-12-22" }));
  await endInSpite(amira, "m1");
});
afterAll(() => s.close());

test("Only those who prepare the panel send the draft out; each who reads it is told, without a word of it, and it shows who has opened it", async () => {
  expect(await refusal(circulateMinutes(await as("dan", "2026-11-26"), "m1"))).toBe(403);
  expect(await refusal(circulateMinutes(await as("priya", "2026-11-26"), "m1"))).toBe(404);
  expect(await refusal(openCirculation(await as("dan", "2026-11-26"), "m1"))).toBe(404);
  await circulateMinutes(await as("ruth", "2026-11-26"), "m1");
  expect(await refusal(circulateMinutes(await as("ruth", "2026-11-26"), "m1"))).toMatch(/already/);
  const letters = await s.db.selectFrom("letter").select(["to_id", "title", "body"]).where("kind", "=", "minutes").execute();
  const members = new Set((await s.db.selectFrom("membership").select("person_id").where("panel_id", "=", "macse").execute()).map((row) => row.person_id));
  expect(letters.map((one) => one.to_id).sort()).toEqual([...members].filter((id) => id !== "ruth").sort());
  for (const { title, body } of letters) expect(`${title} ${body}`).not.toMatch(/C-000|Jordan|Siân|episodes|school/);
  await openMinutes(await as("dan", "2026-11-27", "09:12"), "m1", null);
  const { readers, circulated } = await openCirculation(await as("ruth", "2026-11-27"), "m1");
  expect(circulated!.until).toBe("2026-12-03");
  expect(readers.filter((one) => one.openedAt).map((one) => one.id).sort()).toEqual(["dan", "ruth"]);
});

test("Whoever attended proposes corrections within the panel's days; who did not, and who is outside, do not", async () => {
  const good = change("m1-a1", "seen with a man on Friday", "seen with a man on Thursday");
  expect(await refusal(proposeCorrection(await as("chloe", "2026-11-30"), "m1", good))).toMatch(/attended/);
  expect(await refusal(proposeCorrection(await as("priya", "2026-11-30"), "m1", good))).toBe(404);
  expect(await refusal(proposeCorrection(await as("owen", "2026-12-04"), "m1", good))).toMatch(/by 3 Dec 2026/);
  expect(await refusal(proposeCorrection(await as("owen", "2026-11-30"), "m1", change("f1-1", "x", "y")))).toMatch(/Choose an item/);
  expect(await refusal(proposeCorrection(await as("owen", "2026-11-30"), "m1", change("m1-a1", "not there", "y")))).toMatch(/do not stand/);
  await proposeCorrection(await as("owen", "2026-11-30"), "m1", good);
  await proposeCorrection(await as("dan", "2026-11-30", "10:30"), "m1", change("m1-a2", "Nothing new.", "Nothing new from the police."));
  await proposeCorrection(await as("dan", "2026-11-30", "11:00"), "m1", change(null, null, null, "The nurse came at eleven"));
});

test("Who was let in to an item says what its minutes should not get wrong, and reads no draft; who was not let in does not", async () => {
  expect(await refusal(remarkOnVisit(await as("tomasz", "2026-11-30"), "m1", { itemId: null, remark: "x" }))).toBe(404);
  expect(await refusal(remarkOnVisit(await as("priya", "2026-11-30"), "m1", { itemId: null, remark: "x" }))).toBe(404);
  expect(await refusal(remarkOnVisit(await as("helen", "2026-11-30"), "m1", { itemId: "m1-a2", remark: "x" }))).toMatch(/Choose the item/);
  await remarkOnVisit(await as("helen", "2026-11-30", "12:00"), "m1", { itemId: null, remark: "The flat is not ours" });
  expect(await refusal(openMinutes(await as("helen", "2026-11-30"), "m1", null))).toBe(404);
});

test("A conflict of interest keeps the corrections of that item from its person", async () => {
  await declareConflict(await as("josie", "2026-11-30"), "c2", { personId: null, reason: "A neighbour" } as never);
  const { corrections } = await openCorrections(await as("josie", "2026-11-30"), "m1", null);
  expect(corrections.map((one) => one.itemId)).toEqual(["m1-a1", null, "m1-a1"]);
  const hidden = (await s.db.selectFrom("correction").select("id").where("item_id", "=", "m1-a2").executeTakeFirstOrThrow()).id;
  expect(await refusal(openCorrection(await as("josie", "2026-11-30"), hidden))).toBe(404);
  expect(await refusal(openCorrections(await as("josie", "2026-11-30"), "m1", "m1-a2").then(({ item }) => expect(item).toBeNull()))).toBeUndefined();
});

test("The chair accepts or declines each, with why, before the minutes are approved", async () => {
  const all = await s.db.selectFrom("correction").select(["id", "item_id", "remark"]).execute();
  const of = (itemId: string | null, remark: string | null = null) => all.find((one) => one.item_id === itemId && one.remark === remark)!.id;
  const yes = { accepted: true, why: null };
  expect(await refusal(decideCorrection(await as("ruth", "2026-12-01"), of("m1-a1"), yes))).toBe(403);
  expect(await refusal(decideCorrection(await as("priya", "2026-12-01"), of("m1-a1"), yes))).toBe(404);
  expect(await refusal(decideCorrection(await as("amira", "2026-12-01"), of("m1-a2"), { accepted: false, why: null }))).toMatch(/Say why/);
  expect(await refusal(approveMinutes(await as("amira", "2026-12-01"), "m1"))).toMatch(/4 proposed corrections wait/);
  await decideCorrection(await as("amira", "2026-12-01"), of("m1-a1"), yes);
  await decideCorrection(await as("amira", "2026-12-01"), of("m1-a2"), { accepted: false, why: "Health said so too" });
  await decideCorrection(await as("amira", "2026-12-01", "10:01"), of(null, "The nurse came at eleven"), yes);
  await decideCorrection(await as("amira", "2026-12-01", "10:02"), of("m1-a1", "The flat is not ours"), yes);
  expect(await refusal(decideCorrection(await as("amira", "2026-12-01"), of("m1-a1"), yes))).toMatch(/decided on already/);
  // What was accepted is what the next correction is measured by.
  expect(await refusal(proposeCorrection(await as("dan", "2026-12-01"), "m1", change("m1-a1", "a man on Friday", "x")))).toMatch(/do not stand/);
  expect((await openMinutes(await as("dan", "2026-12-01"), "m1", null)).paper.items.find((item) => item.id === "m1-a1")!.text).toContain("on Friday");
});

test("A correction that names somebody of whom nobody can say who it is is not accepted: extracts and papers would name them", async () => {
  const id = await proposeCorrection(await as("dan", "2026-12-01", "12:00"), "m1", change("m1-a1", "no contact", "no contact with Kelz"));
  expect(await refusal(decideCorrection(await as("amira", "2026-12-01", "12:10"), id, { accepted: true, why: null }))).toMatch(/who is meant by “Kelz”/);
  await decideCorrection(await as("amira", "2026-12-01", "12:20"), id, { accepted: false, why: "Say who by reference" });
});

test("Approved, they are numbered, hashed and signed, with what was accepted in the text and marked, and all that was proposed on show", async () => {
  await approveMinutes(await as("amira", "2026-12-04"), "m1");
  const { paper, version, corrections, seal } = await openMinutes(await as("dan", "2026-12-04", "11:00"), "m1", null);
  expect(version).toMatchObject({ version: 2, state: "agreed", number: "MACSE-27/M2" });
  expect(paper.items.find((item) => item.id === "m1-a1")!.text).toContain("seen with a man on Thursday");
  expect(paper.corrections!.map((one) => [one.itemId, one.by, one.version])).toEqual([["m1-a1", "Owen Thackray", 2], [null, "Dan Kowalczyk", 2], ["m1-a1", "Helen Marsh", 2]]);
  expect(corrections.map((one) => [one.accepted, one.why, one.appliedIn])).toEqual([[true, null, 2], [false, "Health said so too", null], [true, null, 2], [true, null, 2], [false, "Say who by reference", null]]);
  expect(seal).toEqual({ whole: true, signed: true });
  const row = await s.db.selectFrom("minutes_version").select(["number", "hash", "at", "signature"]).where("meeting_id", "=", "m1").where("version", "=", 2).executeTakeFirstOrThrow();
  const signed = { number: row.number!, hash: row.hash, at: row.at };
  expect(isSignedBy(createPublicKey(key.privateKey), signed, row.signature!)).toBe(true);
  expect(isSignedBy(createPublicKey(key.privateKey), { ...signed, number: "MACSE-27/M3" }, row.signature!)).toBe(false);
  // Nothing is proposed any more, and the extract says what was corrected.
  expect(await refusal(proposeCorrection(await as("dan", "2026-12-04"), "m1", change(null, null, null, "x")))).toMatch(/addendum/);
  expect((await s.db.selectFrom("extract").select("text").where("item_id", "=", "m1-a1").where("version", "=", 2).executeTakeFirstOrThrow()).text).toContain("Thursday");
});

test("Words that were changed in the database show", async () => {
  const where = s.db.updateTable("minutes_version").where("meeting_id", "=", "m1").where("version", "=", 2);
  const { content, signature } = await s.db.selectFrom("minutes_version").select(["content", "signature"]).where("meeting_id", "=", "m1").where("version", "=", 2).executeTakeFirstOrThrow();
  await where.set({ content: content.replace("Thursday", "Saturday") }).execute();
  expect((await openMinutes(await as("dan", "2026-12-04"), "m1", 2)).seal.whole).toBe(false);
  await where.set({ content, number: "MACSE-27/M9" }).execute();
  expect((await openMinutes(await as("dan", "2026-12-04"), "m1", 2)).seal).toEqual({ whole: true, signed: false });
  await where.set({ number: "MACSE-27/M2", signature }).execute();
});

test("The next meeting agrees them as a true record while it runs; what was corrected there is an addendum; both meetings say so", async () => {
  await s.db.insertInto("meeting").values({ id: "m2", panel_id: "macse", number: 28, on_day: "2026-12-22", starts_at: "10:00", minutes_long: 60, status: "published" }).execute();
  await s.db.insertInto("item").values({ id: "m2-last", meeting_id: "m2", kind: "standing", number: "1", section: "opening", title: "Minutes of the last meeting", position: 1, minutes: 3, reasons: "[]", added_at: now.toISOString() }).execute();
  const none = { corrections: null };
  expect(await refusal(agreeRecord(await as("dan", "2026-12-22"), "m2", none))).toBe(403);
  expect(await refusal(agreeRecord(await as("priya", "2026-12-22"), "m2", none))).toBe(404);
  expect(await refusal(agreeRecord(await as("amira", "2026-12-22"), "m2", none))).toMatch(/while the meeting runs/);
  await s.db.updateTable("meeting").set({ status: "live", started_at: now.toISOString(), current_item_id: "m2-last" }).where("id", "=", "m2").execute();
  expect((await openAgreement(await as("dan", "2026-12-22"), "m2")).last).toMatchObject({ name: "MACSE 27", number: "MACSE-27/M2", accepted: 3, undecided: 0 });
  await agreeRecord(await as("amira", "2026-12-22", "10:05"), "m2", { corrections: "Gareth sent apologies" });
  expect(await refusal(agreeRecord(await as("amira", "2026-12-22"), "m2", none))).toMatch(/agreed already, at MACSE 28/);
  const last = await openMinutes(await as("dan", "2026-12-22", "11:00"), "m1", null);
  expect(last.version).toMatchObject({ version: 3, number: "MACSE-27/M3" });
  expect(last.agreement).toMatchObject({ atNumber: 28, by: "Amira Haddad" });
  expect(last.paper.addenda.map((one) => [one.text, one.reason])).toEqual([["Gareth sent apologies", "Corrected when the minutes were agreed at MACSE 28"]]);
  await endInSpite(await as("amira", "2026-12-22", "11:10"), "m2");
  expect((await openMinutes(await as("dan", "2026-12-22", "12:00"), "m2", null)).paper.items[0]!.agreed).toBe("The minutes of MACSE 27, 24 Nov 2026 (MACSE-27/M3), were agreed as a true record, with a correction that stands as an addendum: Amira Haddad.");
});

test("What changes later is an addendum again, and its version signed too", async () => {
  await addAddendum(await as("amira", "2027-01-06"), "m1", { itemId: "m1-a2", text: "The school was told", reason: "Found in January" });
  const { version, seal, paper } = await openMinutes(await as("dan", "2027-01-06", "11:00"), "m1", null);
  expect([version.number, seal.signed, paper.corrections!.length, paper.addenda.length]).toEqual(["MACSE-27/M4", true, 3, 2]);
  expect((await openApproval(await as("amira", "2027-01-06"), "m1")).whyNotApprove).toMatch(/approved already/);
});
