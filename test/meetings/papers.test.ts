import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PaperDocument } from "#app/models/meetings/paper-document.ts";
import { ownActions } from "#app/models/meetings/action-sheet.server.ts";
import { paperDocx } from "#app/models/meetings/paper-docx.server.ts";
import { paperPdf } from "#app/models/meetings/paper-pdf.server.ts";
import { meetingPaper, paperFile } from "#app/models/meetings/papers.server.ts";
import { extractPaper, visitPaper } from "#app/models/meetings/single-papers.server.ts";
import { fileName, fileName as named, levelled, linesOf, printable } from "#app/models/meetings/paper-document.ts";
import { wordsOf } from "#app/models/subjects/references.ts";
import { refusal } from "../followup/forms.ts";
import { now, type Person, type Stage } from "../cast.ts";
import { docxText, paperHtml, pdfObjects, pdfText } from "../paper-text.ts";
import { type Called, called, papersStage, secrets } from "../papers-stage.ts";

let s: Stage;
beforeAll(async () => {
  s = await papersStage();
});
afterAll(() => s.close());

const at = new Date(now.getTime() + 3_600_000);
/** The day before the next meeting, when notes have come. */
const before = new Date("2026-12-07T09:00:00.000Z");
const folded = (text: string) => ` ${wordsOf(text).map((word) => word.folded).join(" ")} `;

type Secret = keyof typeof secrets;
interface Made {
  who: Person;
  name: string;
  paper: PaperDocument;
  /** Whose names may stand in it, by hand: who is listed and in reach, each by hand from practice.md §4.2. */
  may: Called[];
  tells?: Secret[];
}

/** Every kind of paper for every kind of reader, and whom each may name. */
async function allPapers(): Promise<Made[]> {
  const made: Made[] = [];
  const of = async (who: Person, name: string, may: Called[], tells: Secret[] = [], when = at) => made.push({ who, name, may, tells, paper: await meetingPaper(await s.as(who, when), name.startsWith("m2") ? "m2" : "m1", name.replace(/^m\d /, ""), "page") });
  // Who prepares reads the whole: everybody whom they reach. Who is only in another panel's case stands by reference.
  await of("amira", "minutes", ["jordan", "sian", "razz"], ["closed", "chair"]);
  await of("gareth", "minutes", ["jordan", "sian", "razz", "zoe", "kasia"], ["chair"]);
  await of("ruth", "minutes", ["jordan", "sian", "razz", "zoe", "kasia"]);
  for (const who of ["owen", "tomasz"] as const) await of(who, "minutes", ["jordan", "sian", "razz"]);
  await of("chloe", "minutes", ["jordan", "sian", "razz"], ["restricted"]);
  await of("dan", "minutes", ["jordan", "sian", "razz"], ["closed"]);
  await of("mairead", "minutes", ["jordan", "razz"]);
  await of("ruth", "minutes.health", ["jordan", "sian", "razz"]);
  await of("amira", "minutes.police", ["jordan", "sian", "razz"], ["closed"]);
  await of("ruth", "minutes.probation", ["jordan", "razz"]);
  // A sheet goes to whoever does it: nobody is named.
  for (const [who, name] of [["ruth", "actions.health"], ["chloe", "actions"], ["mairead", "actions"]] as const) await of(who, name, []);
  made.push({ who: "priya", name: "own actions", may: [], paper: await ownActions(await s.as("priya", at), "page") }, { who: "helen", name: "own actions", may: [], paper: await ownActions(await s.as("helen", at), "page") });
  made.push({ who: "helen", name: "her item", may: ["jordan"], paper: await visitPaper(await s.as("helen", at), "m1", "page") });
  for (const [id, own] of [["c1", "jordan"], ["c2", "sian"]] as const)
    for (const { id: extract } of await s.db.selectFrom("extract").select("id").where("subject_id", "=", id).execute()) made.push({ who: "owen", name: `extract of ${id}`, may: [own], paper: await extractPaper(await s.as("owen", at), extract, "page") });
  await of("amira", "m2 pack", ["jordan", "sian", "razz"], [], before);
  await of("owen", "m2 pack", ["jordan", "sian", "razz"], [], before);
  await of("mairead", "m2 pack", ["jordan", "razz"], [], before);
  await of("chloe", "m2 pack", ["jordan", "sian", "razz", "zoe", "kasia"], ["health"], before);
  await of("amira", "m2 brief", ["jordan", "sian", "razz"], ["police"], before);
  await of("ruth", "m2 brief", ["jordan", "sian", "razz", "zoe", "kasia"], [], before);
  return made;
}

describe("No paper names anybody whom its reader may not know of", () => {
  test("as a page, as PDF and as Word, in what is drawn and in what a file says of itself", async () => {
    const wrong: string[] = [];
    const made = await allPapers();
    expect(made.length).toBeGreaterThan(20);
    for (const { who, name, paper, may, tells = [] } of made) {
      const pdf = pdfText(await paperPdf(paper));
      const word = await docxText(await paperDocx(paper));
      const texts = { page: paperHtml(paper).replace(/<[^>]+>/g, "\n"), "page as sent": JSON.stringify(paper), "PDF, drawn": pdf.drawn, "PDF, besides": pdf.said, "Word, read": word.read, "Word, whole": word.whole };
      for (const [where, text] of Object.entries(texts)) {
        const words = folded(text);
        for (const [one, names] of Object.entries(called)) for (const known of names) if (!may.includes(one as Called) && words.includes(folded(known))) wrong.push(`${who}, ${name}, ${where}: ${known}`);
        for (const [secret, word] of Object.entries(secrets)) if (!tells.includes(secret as Secret) && text.includes(word)) wrong.push(`${who}, ${name}, ${where}: what is said in ${secret}`);
      }
      // Otherwise nothing found might only mean that nothing was looked at.
      const all = linesOf(paper.parts).map(printable);
      for (const [where, text] of [["PDF", pdf.drawn], ["Word", word.read], ["page", texts.page.replace(/&#x27;/g, "'").replace(/&quot;/g, '"').replace(/&amp;/g, "&")]] as const)
        for (const line of all) if (!folded(text).includes(folded(line.split("\n")[0]!).slice(0, 40).trimEnd())) wrong.push(`${who}, ${name}: ${where} is without “${line.slice(0, 60)}”`);
      for (const secret of tells) if (!texts.page.includes(secrets[secret])) wrong.push(`${who}, ${name}: is without what is said in ${secret}`);
    }
    expect(wrong).toEqual([]);
  });

  test("an item is called by its subject, and everybody else in it by reference", async () => {
    const { parts } = await meetingPaper(await s.as("owen", at), "m1", "minutes", "page");
    const from = parts.findIndex((part) => part.t === "heading" && part.text.startsWith("A1"));
    const item = linesOf(parts.slice(from, parts.findIndex((part, i) => i > from && part.t === "heading" && part.level <= 3))).join("\n");
    expect(item).toContain("Jordan Ellis (Jord) was seen with O-0001 and C-0002; C-0002’s phone. C-0009 and C-0008 were named.");
    expect(item).toMatch(/Further information was discussed in closed session/);
    expect(linesOf(parts).join("\n")).toContain("Żaneta and Siôn");
  });

  test("somebody with a conflict of interest finds neither the item, nor an entry, nor the reference of that child", async () => {
    for (const [who, name] of [["mairead", "minutes"], ["ruth", "minutes.probation"], ["mairead", "actions"]] as const) expect(JSON.stringify(await meetingPaper(await s.as(who, at), "m1", name, "page"))).not.toMatch(/C-0002|Shanny|m1-a2/);
    expect(JSON.stringify(await meetingPaper(await s.as("mairead", before), "m2", "pack", "page"))).not.toMatch(/C-0002|"A2"/);
  });
});

test("The pack holds the agenda, what agencies sent as far as it is for its reader, open actions and the last extracts; what came late is marked", async () => {
  const { parts } = await meetingPaper(await s.as("owen", before), "m2", "pack", "page");
  const lines = linesOf(parts).join("\n");
  // What is not sent yet is for those who prepare.
  expect(lines).not.toContain("Not yet");
  expect(linesOf((await meetingPaper(await s.as("amira", before), "m2", "pack", "page")).parts).join("\n")).toContain("Not yet: Seaholme Children's Social Care");
  for (const words of ["Late: listed or changed after publishing", "Seaholme Health: Update", "More is held by Seaholme Health: contact The nurse.", "An enquiry about C-0008 goes on", "Last discussed 24 Nov 2026, meeting 27 (agreed extract)", "MACSE-27/A1/1"]) expect(lines).toContain(words);
});

describe("A paper is refused", () => {
  test.each([
    ["priya", "m1", "minutes", 404], ["helen", "m1", "minutes", 404], ["owen", "m1", "minutes.health", 403], ["tomasz", "m1", "minutes.yjs", 403], ["ruth", "m1", "minutes.schools", 404], ["owen", "m2", "brief", 404], ["tomasz", "m2", "pack", 404], ["owen", "m1", "pack", 404], ["owen", "m2", "minutes", 404],
    ["owen", "m1", "constructor", 404], ["owen", "m1", "minutes.", 404], ["amira", "m2", "pack.police", 404], ["admin", "m1", "minutes", 404], ["audit", "m1", "actions", 404],
  ] as const)("%s does not get %s %s (%i)", async (who, meeting, name, status) => {
    expect(await refusal(meetingPaper(await s.as(who, at), meeting, name, "pdf"))).toBe(status);
  });

  test("the same of extracts and of visits", async () => {
    const { id } = await s.db.selectFrom("extract").select("id").where("subject_id", "=", "c2").executeTakeFirstOrThrow();
    for (const who of ["mairead", "priya", "helen", "admin"] as const) expect(await refusal(extractPaper(await s.as(who, at), id, "pdf"))).toBe(404);
    for (const who of ["owen", "priya", "tomasz"] as const) expect(await refusal(visitPaper(await s.as(who, at), "m1", "pdf"))).toBe(404);
  });
});

test("Every paper that is taken away is a row of the audit for itself and one for each subject in it, before its reader has it; a page that reads itself again is noted once", async () => {
  const rows = () => s.db.selectFrom("news").select(["what", "detail", "subject_id"]).where("what", "in", ["paper taken", "paper opened"]).where("person_id", "=", "josie").execute();
  for (const wanted of ["pdf", "pdf", "page", "page"] as const) await meetingPaper(await s.as("josie", at), "m1", "minutes", wanted);
  const found = await rows();
  expect(found.filter((row) => row.subject_id === null).map((row) => `${row.what}: ${row.detail}`)).toEqual(["paper taken: minutes pdf", "paper taken: minutes pdf", "paper opened: minutes page"]);
  expect(found.filter((row) => row.what === "paper opened").flatMap((row) => row.subject_id ?? []).sort()).toEqual(["c1", "c2", "o1"]);
  // No audit, no paper.
  const ask = await s.as("josie", at);
  await s.db.schema.alterTable("audit_salt").renameTo("audit_salt_gone").execute();
  await expect(meetingPaper(ask, "m1", "minutes", "pdf")).rejects.toThrow();
  await s.db.schema.alterTable("audit_salt_gone").renameTo("audit_salt").execute();
  expect((await rows()).length).toBe(found.length);
});

test("The PDF is tagged: one Document in which headings skip no level, lists, and tables whose heads say that they are; marked on each page; and it names no author", async () => {
  const paper = await meetingPaper(await s.as("amira", at), "m1", "minutes", "pdf");
  const bytes = await paperPdf(paper);
  const objects = pdfObjects(bytes);
  const elements = objects.filter(({ dictionary }) => /\/S \/\w+/.test(dictionary) && /\/P \d+ 0 R/.test(dictionary));
  const count = (type: string) => elements.filter(({ dictionary }) => new RegExp(`/S /${type}\\b`).test(dictionary)).length;
  expect(count("Document")).toBe(1);
  expect(count("H1")).toBe(1);
  expect(count("H3")).toBe(paper.parts.filter((part) => part.t === "heading" && part.level === 3).length);
  for (const type of ["P", "L", "LI", "Lbl", "LBody", "Table", "TR", "TD", "Div"]) expect([type, count(type) > 0]).toEqual([type, true]);
  expect(elements.filter(({ dictionary }) => /\/S \/TH\b/.test(dictionary)).every(({ dictionary }) => /\/Scope \/Column/.test(dictionary))).toBe(true);
  const whole = bytes.toString("latin1");
  expect(whole).toMatch(/\/MarkInfo|\/Marked true/);
  expect(whole).toMatch(/\/Lang \(en-GB\)/);
  expect(whole).not.toMatch(/\/Author/);
  const { drawn, said } = pdfText(bytes);
  const pages = objects.filter(({ dictionary }) => /\/Type \/Page\b(?!s)/.test(dictionary)).length;
  expect(drawn.match(/OFFICIAL-SENSITIVE/g)).toHaveLength(pages * 2);
  expect(drawn.match(new RegExp(`Made for Amira Haddad, Northmoor Constabulary, 24 Nov 2026, 11:00\\. Page \\d of ${pages}`, "g"))).toHaveLength(pages);
  expect(said).toContain("MACSE 27: minutes");
  expect(said).not.toMatch(/Haddad/);
  const levels = levelled(paper.parts).flatMap((part) => (part.t === "heading" ? [part.level] : []));
  expect(levels.every((level, i) => level <= (levels[i - 1] ?? 1) + 1)).toBe(true);
});

test("The Word file has Word's own headings, lists and table heads, is marked on each page, and names no author", async () => {
  const file = await paperFile(await s.as("owen", at), await meetingPaper(await s.as("owen", at), "m1", "minutes", "docx"), "docx");
  expect(file.name).toBe("MACSE-27-minutes.docx");
  const { whole } = await docxText(file.bytes);
  for (const style of ["Heading1", "Heading2", "Heading3"]) expect(whole).toContain(style);
  expect(whole).toMatch(/OFFICIAL-SENSITIVE[\s\S]*Made for Owen Thackray, Seaholme Youth Justice, 24 Nov 2026, 11:00/);
  expect(/docProps\/core\.xml\n([^\n]*)/.exec(whole)![1]).not.toMatch(/Owen|Un-named/);
});

test("A file's name says nothing of anybody, and what nobody would see is said", () => {
  expect(fileName("MACSE", 27, "A1", "extract")).toBe("MACSE-27-A1-extract");
  expect(named("MA/CSE é", 3, null, "pack")).toBe("MA-CSE-3-pack");
  expect(printable("a\u200Bb\u0000\uD800c\u202E")).toBe("a[U+200B zero-width space]bc[U+202E right-to-left override]");
});

test("What the PDF has no letters for stands as its numbers, and is said to; letters that it has are drawn as they are", async () => {
  const made = await meetingPaper(await s.as("amira", before), "m2", "pack", "pdf");
  const holding = (words: string): PaperDocument => ({ ...made, parts: [{ t: "heading", level: 2, text: words }, { t: "table", caption: "Names", heads: [["Name"]], rows: [[[words]]] }, { t: "list", ordered: false, start: 1, items: [[{ t: "text", c: [words] }]] }] });
  const drawnOf = async (words: string) => pdfText(await paperPdf(holding(words))).drawn;
  expect((await drawnOf("Wei 王明 (Mei)")).match(/Wei\s*\[U\+738B U\+660E\]\s*\(Mei\)/g)).toHaveLength(3);
  expect(await drawnOf("Wei 王明 (Mei)")).toContain("This file has no letters for some characters");
  const known = await drawnOf("Łucja Żółć, Siân ŵ, Дарья, Τζούλια");
  expect(known.match(/Łucja Żółć, Siân ŵ, Дарья, Τζούλια/g)).toHaveLength(3);
  expect(known).not.toMatch(/U\+|no letters/);
  // An Urdu letter in the middle of Arabic ones: the number is not turned round with them.
  expect(await drawnOf("\u0639\u0627\u0626\u0634\u06C1")).toContain("[U+06C1]");
});
