import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { recordAction } from "#app/models/followup/action.server.ts";
import { openAction } from "#app/models/followup/list.server.ts";
import { addAddendum, approveMinutes, openExtracts, openMinutes } from "#app/models/meetings/approval.server.ts";
import { endMeeting, previewEnding } from "#app/models/meetings/ending.server.ts";
import { gateOf } from "#app/models/meetings/gate.server.ts";
import { saidAt } from "#app/models/meetings/extract.server.ts";
import { meetingInReach } from "#app/models/core/reach.server.ts";
import { extractText, fileExtract, filingList, openExtract } from "#app/models/meetings/filing.server.ts";
import { whyNotFile } from "#app/models/meetings/filing.ts";
import { overrideFindings } from "#app/models/meetings/gate.server.ts";
import { type Check, checks, findingsOf, type GateItem, openOf, whyNotPass } from "#app/models/meetings/gate.ts";
import { answerNames, namesAt } from "#app/models/meetings/names.server.ts";
import { contextOf } from "#app/models/meetings/names.ts";
import { setOutcome } from "#app/models/meetings/outcome.server.ts";
import { entriesFor } from "#app/models/meetings/paper.ts";
import { agreeReadBack } from "#app/models/meetings/read-back.server.ts";
import { whyNotWhole } from "#app/models/meetings/whole.server.ts";
import { voiceIn } from "#app/models/meetings/template.ts";
import { recordOf } from "#app/models/subjects/subject.server.ts";
import { timelineOf } from "#app/models/subjects/timeline.server.ts";
import { now, type Stage, stage } from "../cast.ts";
import { action, outcome, refusal } from "../followup/forms.ts";
import { addMeetings, documentId } from "../meeting.ts";
import { write } from "../writer.ts";

const plain: GateItem = { id: "i1", number: "A1", label: "C-0001", subjectId: "c1", kind: "child", discussed: true, outcome: "decision", text: "Voice: she wants her phone back.", actions: [], sharing: [], high: false, nextReviewOn: "2026-12-22", posing: [], unsure: [] };
const act = { id: "a1", ref: "MACSE-27/A1/1", agency: "Seaholme Homes", person: "Tomasz Lis", dueOn: "2026-12-04", agreed: true };
const share = { id: "s1", ref: "MACSE-27/A1/S1", to: "the Quay Hotel", gives: true, outside: true, lawfulBasis: "public task", agreed: false };

describe("What the gate finds of an item", () => {
  test("Of an item with all that it needs, nothing", () => expect(findingsOf("m1", [plain], [])).toEqual([]));

  test.each<[Check, Partial<GateItem>, string, boolean]>([
    ["action without owner", { actions: [{ ...act, person: null }] }, "MACSE-27/A1/1 has no owner: Seaholme Homes has it, nobody is named", false],
    ["action without date", { actions: [{ ...act, dueOn: null }] }, "MACSE-27/A1/1 has no due date", false],
    ["action without date", { actions: [{ ...act, dueOn: null, agreed: false }] }, "MACSE-27/A1/1 has no due date", true],
    ["no lawful basis", { sharing: [{ ...share, lawfulBasis: null }] }, "MACSE-27/A1/S1: sharing with the Quay Hotel has no lawful basis", true],
    ["no lawful basis", { sharing: [{ ...share, lawfulBasis: null, agreed: true }] }, "MACSE-27/A1/S1: sharing with the Quay Hotel has no lawful basis", false],
    ["no child's voice", { text: "Seen twice." }, "C-0001: no child's voice, and no reason why not", false],
    ["no basis of concern", { posing: [{ id: "o1", ref: "O-0031", basis: false }] }, "O-0031 is named without a basis of concern", false],
    ["high without review", { high: true, nextReviewOn: null }, "C-0001 is at the highest level and has no next review", false],
    ["name not resolved", { unsure: [{ written: "Shaz", folded: "shaz" }] }, "“Shaz” is not resolved to a person", true],
  ])("%s", (check, more, words, must) => expect(findingsOf("m1", [{ ...plain, ...more }], []).map((one) => [one.check, one.words, one.must])).toEqual([[check, words, must]]));

  test.each<[string, Partial<GateItem>]>([
    ["a person posing risk needs no child's voice", { kind: "offender", text: "" }],
    ["what was not discussed needs none", { discussed: false, text: "" }],
    ["sharing within the panel needs no basis here", { sharing: [{ ...share, outside: false, lawfulBasis: null }] }],
    ["“do not share” needs none", { sharing: [{ ...share, gives: false, lawfulBasis: null }] }],
    ["what is closed needs no next review", { high: true, nextReviewOn: null, outcome: "closed to this panel" }],
    ["a level below the highest needs none from the gate", { nextReviewOn: null }],
  ])("Nothing: %s", (_, more) => expect(findingsOf("m1", [{ ...plain, ...more }], [])).toEqual([]));

  test("Every check stands in the table of this test", () => expect(Object.keys(checks)).toHaveLength(7));

  test("A person posing risk who is named under two items is one finding; a reason takes away what it was given for, never what must be mended", () => {
    const posing = [{ id: "o1", ref: "O-0031", basis: false }];
    const override = { itemId: "i1", by: "Amira Haddad", at: now.toISOString(), words: "", reason: "The basis is with the police" };
    const items = [{ ...plain, posing, unsure: [{ written: "Shaz", folded: "shaz" }] }, { ...plain, id: "i2", posing }];
    const found = findingsOf("m1", items, [{ ...override, check: "no basis of concern", about: "o1" }, { ...override, check: "name not resolved", about: "i1 shaz" }]);
    expect(found).toHaveLength(2);
    expect(openOf(found).map((one) => one.check)).toEqual(["name not resolved"]);
    // The refusal says how many names, and none of them.
    expect(whyNotPass([], found)).toBe("The meeting cannot end yet. 1 name is not resolved to a person");
    expect(whyNotPass([], found.filter((one) => one.override))).toBeNull();
  });

  test.each<[string, ReturnType<typeof voiceIn>]>([
    ["**Voice:** “I wouldn't mind talking to someone, not police.”", "voice"],
    ["## Child's voice\n\nShe says that she feels safe at the placement.", "voice"],
    ["Child's voice:\nHe wants to move back.", "voice"],
    ["Wishes and feelings: would like her brother to visit", "voice"],
    ["The child told her key worker that she is tired of it.", "voice"],
    ["**Voice:** not sought: it was unsafe to ring her.", "why not"],
    ["The child's views could not be obtained before the meeting.", "why not"],
    ["**Voice:**\n\n**Links:** O-0031", null],
    ["Voice:", null],
    ["", null],
    ["Seen twice. Mother attended. Nothing from A&E.", null],
  ])("The child's voice in %j: %s", (text, found) => expect(voiceIn(text)).toBe(found));
});

test("What may be said of an extract's filing", () => {
  const filing = { kind: "filed" as const, reference: "H-4471", filedOn: "2026-11-25", note: null };
  const why = (more: object) => whyNotFile({ ...filing, ...more }, "2026-11-24", "2026-11-26")?.field ?? null;
  expect([why({}), why({ reference: null }), why({ filedOn: null }), why({ filedOn: "2026-11-27" }), why({ filedOn: "2026-11-23" }), why({ kind: "not kept" }), why({ kind: "not kept", note: "Not our patient" })]).toEqual([null, "reference", "filedOn", "filedOn", "filedOn", "note", null]);
});

test("Where a name stands is told with a few words around it", () => {
  expect(contextOf("First line.\n\n- Police: a man called **Shaz** said that he would ring, and then he did not ring again all night long", "shaz")).toBe("First line. - Police: a man called Shaz said that he would ring, and then he did …");
  expect(contextOf("Nobody", "shaz")).toBeNull();
});

describe("A meeting with names that nobody can resolve", () => {
  let s: Stage;
  beforeAll(async () => {
    s = await stage();
    await addMeetings(s.db, now);
    await s.db.updateTable("child").set({ given_names: "Jordan", family_name: "Ellis" }).where("subject_id", "=", "c1").execute();
    await s.db.updateTable("child").set({ given_names: "Siân", family_name: "Llewellyn-Featherstonehaugh" }).where("subject_id", "=", "c2").execute();
    await s.db.insertInto("panel_case").values(["c1", "c2", "o1"].map((id) => ({ id: `case-${id}`, panel_id: "macse", subject_id: id, opened_on: "2026-01-05", opened_at: now.toISOString(), why: "x", review_on: "2026-11-24" }))).execute();
    await s.db.insertInto("case_next").values(["c1", "c2", "o1"].map((id) => ({ id: `next-${id}`, case_id: `case-${id}`, kind: "listed" as const, on_day: "2026-11-24", owner_id: "ruth", set_at: now.toISOString() }))).execute();
    const amira = await s.as("amira");
    await write(s.file, "ruth", documentId("m1-a1"), "Jordn was seen with Shaz and with Sian Featherstonhaugh. A girl called Tamsin was there.\n\nVoice: “Shaz is nice to me.” Helen Marsh rang.");
    await write(s.file, "ruth", documentId("m1-a2"), "Voice: she is afraid of Shaz. The school knows.");
    await recordAction(amira, "m1-a1", action({ personId: "tomasz", what: "Ask Shaz's landlord about the keys" }));
    for (const [id, is] of [["m1-a1", "decision"], ["m1-a2", "discussed, no change"], ["m1-b1", "not reached"]] as const) {
      await setOutcome(amira, id, outcome(is, is === "not reached" ? {} : { untilOn: "2026-12-22" }));
      await agreeReadBack(amira, id);
    }
  });
  afterAll(() => s.close());

  test("The coordinator and members may not resolve names or give reasons; who has a conflict of interest about one item neither", async () => {
    for (const person of ["ruth", "chloe"] as const) {
      expect(await refusal(namesAt(await s.as(person), "m1"))).toBe(403);
      expect(await refusal(answerNames(await s.as(person), "m1", [], { everywhere: false, rest: true }))).toBe(403);
      expect(await refusal(overrideFindings(await s.as(person), "m1", { reasons: {}, forAll: "x" }))).toBe(403);
    }
    expect(await refusal(namesAt(await s.as("priya"), "m1"))).toBe(404);
  });

  test("The gate names them; the preview marks what was replaced, and what is not resolved", async () => {
    const amira = await s.as("amira");
    const page = await previewEnding(amira, "m1");
    expect(page.findings.filter((one) => one.check === "name not resolved").map((one) => [one.number, one.words])).toEqual([["A1", "“Shaz” is not resolved to a person"], ["A1", "“Tamsin” is not resolved to a person"], ["A2", "“Shaz” is not resolved to a person"]]);
    expect(await refusal(endMeeting(amira, "m1"))).toMatch(/3 names are not resolved to a person/);
    expect(await refusal(endMeeting(amira, "m1"))).not.toMatch(/Shaz|Tamsin/);
    const text = page.extracts[0]!.text;
    expect(text).toContain("Jordn was seen");
    expect(text).toContain("\uE000C-0002\uE001Sian Featherstonhaugh\uE002");
    expect(text).toContain("\uE003Tamsin\uE004");
    // What must be mended is not overridden.
    expect(await refusal(overrideFindings(amira, "m1", { reasons: {}, forAll: "Never mind" }))).toBe("There is nothing that needs a reason");
  });

  test("Said once for all items, and kept; the name becomes another name of the record where that is asked for", async () => {
    const amira = await s.as("amira");
    const { items } = await namesAt(amira, "m1");
    const [shaz, tamsin] = items[0]!.asked;
    expect(shaz).toMatchObject({ written: "Shaz", answer: null });
    expect(shaz!.around).toContain("Jordn was seen with Shaz and with");
    expect(await refusal(answerNames(amira, "m1", [{ itemId: "m1-a1", written: "Shaz", who: "subject", subject: "O-9999", alias: false }]))).toMatch(/record that you can see/);
    await answerNames(amira, "m1", [
      { itemId: shaz!.itemId, written: shaz!.written, who: "subject", subject: "O-0001 Known as “Razz”", alias: true },
      { itemId: tamsin!.itemId, written: tamsin!.written, who: "somebody", subject: null, alias: false },
    ], { everywhere: true, rest: false });
    expect((await namesAt(amira, "m1")).open).toBe(0);
    expect(await s.db.selectFrom("alias").select(["subject_id", "name"]).execute()).toContainEqual({ subject_id: "o1", name: "Shaz" });
    // Under the other item it is a name of the record from now on: nothing is left to be said.
    expect((await s.db.selectFrom("name_choice").select(["item_id", "folded", "who"]).where("ended_at", "is", null).orderBy("folded").execute()).map((row) => Object.values(row).join(" "))).toEqual(["m1-a1 shaz subject", "m1-a1 tamsin somebody"]);
  });

  test("Closed, no extract names anybody else; the owner of the action outside the panel reads no name either; the minutes keep what it ended in spite of", async () => {
    const amira = await s.as("amira");
    expect(await refusal(endMeeting(amira, "m1"))).toMatch(/O-0001 is named without a basis of concern/);
    await overrideFindings(amira, "m1", { reasons: {}, forAll: "The basis is with the police" });
    expect(await endMeeting(amira, "m1")).toEqual({ ended: true });
    const extracts = await s.db.selectFrom("extract").select(["subject_id", "text", "entries"]).orderBy("subject_id").execute();
    expect(extracts[0]!.text).toBe("Jordn was seen with O-0001 and with C-0002. A girl called a person not on record was there.\n\nVoice: “O-0001 is nice to me.” Helen Marsh rang.");
    expect(extracts[0]!.entries).toContain("Ask O-0001's landlord");
    expect(extracts[1]!.text).toContain("afraid of O-0001");
    const { id } = await s.db.selectFrom("action").select("id").executeTakeFirstOrThrow();
    expect((await openAction(await s.as("tomasz"), id)).action.what).toBe("Ask O-0001's landlord about the keys");
    const { paper } = await openMinutes(await s.as("chloe"), "m1", null);
    expect(paper.items.flatMap((item) => (item.overrides ?? []).map((one) => [item.number, one.words, one.reason, one.by]))).toEqual([["A1", "O-0001 is named without a basis of concern", "The basis is with the police", "Amira Haddad"]]);
  });

  test("An addendum that names somebody whom nobody can resolve is refused beside the text; what was said of names holds for later versions", async () => {
    const amira = await s.as("amira");
    await approveMinutes(amira, "m1");
    expect(await refusal(addAddendum(amira, "m1", { itemId: "m1-a1", text: "A man called Kelz was there too", reason: "Noticed" }))).toMatch(/who is meant by “Kelz”/);
    await addAddendum(amira, "m1", { itemId: "m1-a1", text: "Shaz was there too", reason: "Noticed" });
    const { extracts } = await openExtracts(amira, "m1");
    expect(extracts[0]!.text).toContain("O-0001 was there too");
    expect(extracts[0]!.text).not.toMatch(/Shaz|Tamsin/);
  });

  test("An agency says where it keeps an extract: on the record, in its list, and anew for each version; the others are not asked", async () => {
    const [chloe, dan] = [await s.as("chloe"), await s.as("dan")];
    const list = await filingList(chloe, "macse");
    expect(list.open.map((one) => [one.ref, one.version])).toEqual([["C-0001", 3], ["C-0002", 2]]);
    const { id } = list.open[0]!;
    expect(await refusal(openExtract(await s.as("priya"), id))).toBe(404);
    expect(await refusal(fileExtract(await s.as("priya"), id, { kind: "filed", reference: "x", filedOn: "2026-11-24", note: null }))).toBe(404);
    expect(await refusal(fileExtract(chloe, id, { kind: "filed", reference: null, filedOn: "2026-11-24", note: null }))).toMatch(/reference/);
    await fileExtract(chloe, id, { kind: "filed", reference: "H-1", filedOn: "2026-11-24", note: null });
    await fileExtract(chloe, id, { kind: "filed", reference: "H-4471", filedOn: "2026-11-24", note: null });
    expect((await filingList(chloe, "macse")).open.map((one) => one.ref)).toEqual(["C-0002"]);
    expect((await filingList(dan, "macse")).open).toHaveLength(2);
    const opened = await openExtract(dan, id);
    expect(opened.filings.map((one) => one.words)).toEqual(["Filed by Seaholme Health, 24 Nov 2026: H-4471"]);
    expect((await recordOf(dan, "c1", "2026-11-24")).extracts.map((one) => [one.version, one.filings.map((filing) => filing.reference)])).toEqual([[3, ["H-4471"]]]);
    const plain = extractText(opened);
    expect(plain).toMatch(/^OFFICIAL-SENSITIVE\n\nMACSE 27, 24 Nov 2026, item A1: C-0001/);
    expect(plain).not.toMatch(/Shaz|Tamsin|Siân/);
    await addAddendum(await s.as("amira"), "m1", { itemId: "m1-a1", text: "She was glad of it", reason: "Siân Llewellyn-Featherstonehaugh's school rang" });
    expect((await filingList(chloe, "macse")).open.map((one) => [one.ref, one.version])).toEqual([["C-0001", 4], ["C-0002", 2]]);
    // Why there is this version names nobody else either; and whoever has a conflict of interest reads of that subject not even the reference.
    const newest = (await filingList(dan, "macse")).open.find((one) => one.ref === "C-0001")!.id;
    expect((await openExtract(dan, newest)).extract.reason).toBe("C-0002's school rang");
    const apart = { ...dan, who: { ...dan.who, conflicts: [{ subjectId: "o1", ref: "O-0001" }] } };
    const words = extractText(await openExtract(apart, newest));
    expect(words).toContain("seen with another subject");
    expect(words).not.toContain("O-0001");
    // The page of all extracts and the record's timeline say no more than that.
    const all = (ask: typeof dan) => openExtracts(ask, "m1").then(({ extracts }) => JSON.stringify(extracts.filter((one) => one.ref === "C-0001")));
    expect(await all(dan)).toMatch(/seen with O-0001.*C-0002's school rang/);
    expect(await all(dan)).not.toContain("Siân");
    expect(await all(apart)).toContain("seen with another subject");
    expect(await all(apart)).not.toContain("O-0001");
    const { entries } = await timelineOf(dan, { id: "c1", kind: "child" }, { upTo: "2026-12-31", kind: "meetings" });
    expect(entries.flatMap((one) => (one.title.includes("version 4") ? one.text : []))).toEqual(["C-0002's school rang"]);
  });

  test("Whoever has a conflict of interest about somebody who is in an entry, and on no item, finds nothing of them at the gate", async () => {
    const amira = await s.as("amira");
    await s.db.insertInto("subject").values({ id: "o9", kind: "offender", ref: "O-0009", display_name: "Lee Marren", created_at: now.toISOString() }).execute();
    await s.db.insertInto("action").values({ ...(await s.db.selectFrom("action").selectAll().limit(1).executeTakeFirstOrThrow()), id: "o9-action", ref: "MACSE-27/A1/9", item_id: "m1-a1", agreed_at: null, ended_at: null, person_id: null, person_name: null }).execute();
    await s.db.insertInto("action_subject").values({ action_id: "o9-action", subject_id: "o9" }).execute();
    await s.db.insertInto("name_choice").values({ ...(await s.db.selectFrom("name_choice").selectAll().limit(1).executeTakeFirstOrThrow()), id: "o9-name", item_id: "m1-a1", written: "Kev", folded: "kev", who: "subject", subject_id: "o9", ended_at: null }).execute();
    const apart = { ...amira, who: { ...amira.who, conflicts: [{ subjectId: "o9", ref: "O-0009" }] } };
    const at = async (ask: typeof amira) => {
      const meeting = await meetingInReach(ask, "m1");
      return JSON.stringify([(await gateOf(ask, meeting, await saidAt(ask, meeting))).findings, await namesAt(ask, "m1").catch(() => null)]);
    };
    expect(await at(amira)).toMatch(/MACSE-27\/A1\/9.*O-0009/);
    expect(await at(apart)).not.toMatch(/MACSE-27\/A1\/9|O-0009/);
    // Nor do they end the meeting: what they may not know of would be missing from everybody's minutes.
    expect(await refusal(namesAt(apart, "m1"))).toMatch(/Somebody who may read all/);
    expect([await whyNotWhole(apart, "m1"), await whyNotWhole(amira, "m1")]).toEqual([expect.stringMatching(/Somebody who may read all/), null]);
    // In minutes that another ended, what was recorded about them is not there for this person.
    const entry = { kind: "action" as const, id: "x", ref: "MACSE-27/A1/9", title: "Ask the landlord", facts: [["About", "C-0001, O-0009"]] as [string, string][] };
    expect([entriesFor(apart.who, [entry]), entriesFor(amira.who, [entry])]).toEqual([[], [entry]]);
  });
});
