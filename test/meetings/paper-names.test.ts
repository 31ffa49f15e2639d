import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { recordAction } from "#app/models/followup/action.server.ts";
import { addAddendum, approveMinutes } from "#app/models/meetings/approval.server.ts";
import { endMeeting } from "#app/models/meetings/ending.server.ts";
import { answerNames, namesAt } from "#app/models/meetings/names.server.ts";
import { setOutcome } from "#app/models/meetings/outcome.server.ts";
import { type PaperDocument, linesOf } from "#app/models/meetings/paper-document.ts";
import { paperDocx } from "#app/models/meetings/paper-docx.server.ts";
import { paperPdf } from "#app/models/meetings/paper-pdf.server.ts";
import { meetingPaper } from "#app/models/meetings/papers.server.ts";
import { agreeReadBack } from "#app/models/meetings/read-back.server.ts";
import { endInSpite } from "../ending.ts";
import { now, type Person, type Stage, stage } from "../cast.ts";
import { action, outcome, refusal } from "../followup/forms.ts";
import { addMeetings, documentId } from "../meeting.ts";
import { docxText, paperHtml, pdfText } from "../paper-text.ts";
import { write } from "../writer.ts";

// Nicknames that no program can resolve, as the chair or the deputy said whom they mean: Shaz is on the list, Zed on another panel's alone, Lulu is
// the child about whom Mairead has a conflict of interest, Tamsin is on no record, Kezza is somebody at work.

let s: Stage;
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const names = "Shaz came with Zed, Lulu, Tamsin and Kezza.";

beforeAll(async () => {
  s = await stage();
  await addMeetings(s.db, now);
  const at = now.toISOString();
  await s.db.insertInto("subject").values({ id: "c9", kind: "child", ref: "C-0009", display_name: "Zoë Ní Dhomhnaill", created_at: at }).execute();
  await s.db.insertInto("child").values({ subject_id: "c9", given_names: "Zoë", family_name: "Ní Dhomhnaill" }).execute();
  for (const [id, panel_id] of [["c1", "macse"], ["c2", "macse"], ["o1", "macse"], ["c9", "mfh"]] as const) {
    await s.db.insertInto("panel_case").values({ id: `case-${id}`, panel_id, subject_id: id, opened_on: "2026-01-05", opened_at: at, why: "Referred", review_on: "2026-11-24" }).execute();
    await s.db.insertInto("case_next").values({ id: `next-${id}`, case_id: `case-${id}`, kind: "review", on_day: "2026-11-24", owner_id: "ruth", set_at: at }).execute();
  }
  await s.db.insertInto("conflict").values({ id: "x1", person_id: "mairead", subject_id: "c2", declared_at: at, declared_by_id: "mairead" }).execute();
  for (const item of ["m1-a1", "m1-b1", "m1-aob"]) await write(s.file, "ruth", documentId(item), `${names} Voice: none.`);
  const amira = await s.as("amira");
  await recordAction(amira, "m1-a1", action({ what: "Ask what Shaz and Zed want of Tamsin", agencyId: "health" }));
  for (const item of ["m1-a1", "m1-a2", "m1-b1"]) {
    await setOutcome(amira, item, outcome("discussed, no change", { untilOn: "2026-12-22" }));
    await agreeReadBack(amira, item);
  }
});
afterAll(() => s.close());

describe("What was said of names at the close gate holds in papers", () => {
  test("It is asked for under every item that stands in them, also under one that is about nobody; the meeting does not end before", async () => {
    const { items } = await namesAt(await s.as("amira"), "m1");
    for (const id of ["m1-a1", "m1-b1", "m1-aob"]) expect(items.find((item) => item.id === id)?.asked.map((one) => one.written)).toEqual(["Shaz", "Zed", "Lulu", "Tamsin", "Kezza"]);
    expect(await refusal(endMeeting(await s.as("amira"), "m1"))).toMatch(/15 names are not resolved/);
    // Who is only on another panel's list does not exist for the chair; the deputy sits in both.
    const said = (written: string, who: "subject" | "somebody" | "nobody", subject: string | null = null) => ({ itemId: "m1-a1", written, who, subject, alias: false });
    expect(await refusal(answerNames(await s.as("amira"), "m1", [said("Zed", "subject", "C-0009")]))).toMatch(/record that you can see/);
    await answerNames(await s.as("gareth"), "m1", [said("Shaz", "subject", "O-0001"), said("Zed", "subject", "C-0009"), said("Lulu", "subject", "C-0002"), said("Tamsin", "somebody"), said("Kezza", "nobody")], { everywhere: true, rest: false });
    await endInSpite(await s.as("amira", later(6)), "m1");
    await approveMinutes(await s.as("amira", later(7)), "m1");
  });

  test("An addendum, or its reason, that names somebody whom nobody can resolve is refused, also one to the whole minutes", async () => {
    const amira = await s.as("amira", later(8));
    expect(await refusal(addAddendum(amira, "m1", { itemId: null, text: "Kelz was there", reason: "Noticed" }))).toMatch(/who is meant by “Kelz”/);
    expect(await refusal(addAddendum(amira, "m1", { itemId: "m1-a1", text: "Shaz was there", reason: "Kelz said so" }))).toMatch(/who is meant by “Kelz”/);
    await addAddendum(amira, "m1", { itemId: "m1-a1", text: "Shaz and Tamsin rang", reason: "Noticed" });
  });

  const all = { Shaz: "O-0001", Zed: "C-0009", Lulu: "C-0002", Tamsin: "a person not on record", Kezza: "Kezza" };
  const text = (instead: Partial<Record<keyof typeof all, string>>) => names.replace(/Shaz|Zed|Lulu|Tamsin|Kezza/g, (name) => instead[name as keyof typeof all] ?? name);
  const reference = text(all);
  const own = text({ ...all, Shaz: "Shaz" });
  const apart = (words: string) => words.replace("C-0002", "another subject");
  test.each<[Person, string, Record<string, string>]>([
    // Who prepares reads whole minutes: nobody out of their reach.
    ["amira", "minutes", { A1: text({ Zed: "C-0009" }), B1: text({ Zed: "C-0009" }), 2: text({ Zed: "C-0009" }) }],
    ["gareth", "minutes", { A1: names, B1: names, 2: names }],
    // Everybody else stands by reference, but for the item's own subject.
    ["owen", "minutes", { A1: reference, B1: own, 2: reference }],
    ["ruth", "minutes.police", { A1: reference, B1: own, 2: reference }],
    ["mairead", "minutes", { A1: apart(reference), B1: apart(own), 2: apart(reference) }],
  ])("%s, %s: as a page, as PDF and as Word", async (who, name, expected) => {
    const paper = await meetingPaper(await s.as(who, later(9)), "m1", name, "page");
    for (const [number, words] of Object.entries(expected)) expect([number, itemOf(paper, number)]).toEqual([number, expect.stringContaining(words)]);
    const made = { page: paperHtml(paper).replace(/<[^>]+>/g, "\n"), sent: JSON.stringify(paper), pdf: pdfText(await paperPdf(paper)).drawn, word: (await docxText(await paperDocx(paper))).whole };
    const standing = Object.values(expected).join(" ");
    for (const [where, whole] of Object.entries(made)) for (const one of Object.keys(all)) expect([where, one, new RegExp(`\\b${one}\\b`).test(whole)]).toEqual([where, one, standing.includes(one)]);
  });

  test("An addendum and what was recorded under the item read like the item", async () => {
    const lines = async (who: Person) => itemOf(await meetingPaper(await s.as(who, later(9)), "m1", "minutes", "page"), "A1");
    expect(await lines("owen")).toMatch(/Ask what O-0001 and C-0009 want of a person not on record[\s\S]*O-0001 and a person not on record rang/);
    expect(await lines("gareth")).toMatch(/Ask what Shaz and Zed want of Tamsin[\s\S]*Shaz and Tamsin rang/);
  });

  test("The sheet of actions names nobody; the pack of the next meeting nobody out of reach, to who prepares it also those on no record", async () => {
    const sheet = await meetingPaper(await s.as("ruth", later(9)), "m1", "actions.health", "page");
    expect(linesOf(sheet.parts).join("\n")).toContain("Ask what O-0001 and C-0009 want of a person not on record");
    await s.db.insertInto("meeting").values({ id: "m2", panel_id: "macse", number: 28, on_day: "2026-12-08", starts_at: "10:00", minutes_long: 120, status: "published", published_at: now.toISOString() }).execute();
    await s.db.insertInto("item").values({ id: "m2-b1", meeting_id: "m2", kind: "subject", subject_id: "o1", section: "offenders", number: "B1", position: 1, minutes: 12, reasons: "[]", added_at: now.toISOString() }).execute();
    const pack = async (who: Person) => linesOf((await meetingPaper(await s.as(who, later(10)), "m2", "pack", "page")).parts).join("\n");
    expect(await pack("owen")).toContain("Ask what Shaz and C-0009 want of a person not on record");
    expect(await pack("amira")).toContain("Ask what Shaz and C-0009 want of Tamsin");
    expect(await pack("gareth")).toContain("Ask what Shaz and Zed want of Tamsin");
    // The extract of the person posing risk stays as it was written: Kezza, somebody at work, is nobody's name.
    expect(await pack("owen")).toContain(own);
  });

  test("The chair's brief before the next meeting names nobody out of reach", async () => {
    await s.db.updateTable("item").set({ subject_id: "c1" }).where("id", "=", "m2-b1").execute();
    const brief = async (who: Person) => linesOf((await meetingPaper(await s.as(who, new Date("2026-12-07T09:00:00.000Z")), "m2", "brief", "page")).parts).join("\n");
    expect(await brief("amira")).toMatch(/Ask what Shaz and C-0009 want of Tamsin/);
    expect(await brief("gareth")).toMatch(/Ask what Shaz and Zed want of Tamsin/);
  });
});

/** All that a paper of minutes says under an item. */
function itemOf({ parts }: PaperDocument, number: string): string {
  const from = parts.findIndex((part) => part.t === "heading" && part.text.startsWith(`${number} `));
  const to = parts.findIndex((part, i) => i > from && part.t === "heading" && part.level <= 3);
  return linesOf(parts.slice(from, to === -1 ? undefined : to)).join("\n");
}
