import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { NotAZip, readZip, writeZip, type ZipPart } from "#app/models/core/zip.server.ts";
import type { PaperDocument } from "#app/models/meetings/paper-document.ts";
import { removeTemplate, setTemplate, templateOf, templateParts } from "#app/models/meetings/paper-template.server.ts";
import { inTemplate, paperWord } from "#app/models/meetings/paper-word.server.ts";
import { refusal } from "../followup/forms.ts";
import { now, type Stage, stage } from "../cast.ts";
import { docxText } from "../paper-text.ts";
import { wordTemplate } from "../word-template.ts";

let s: Stage;
let good: ZipPart[];
beforeAll(async () => {
  s = await stage();
  good = readZip(await wordTemplate(), limits);
});
afterAll(() => s.close());

const limits = { parts: 300, bytes: 20_000_000 };
const paper: PaperDocument = {
  title: "MACSE 27: minutes", lead: "Tuesday", file: "MACSE-27-minutes", state: "Draft, version 1", draft: true, reader: { name: "Owen Thackray", agency: "Seaholme Youth Justice" }, audience: null, madeAt: now.toISOString(), panelId: "macse",
  parts: [{ t: "heading", level: 2, text: "Children & <others>" }, { t: "text", c: ["Braces {body} and {{made}} stay words. ", { t: "strong", c: ["Bold"] }] }, { t: "list", ordered: true, start: 3, items: [[{ t: "text", c: ["third"] }]] }, { t: "table", caption: "Who", heads: [["Name"]], rows: [[["Żaneta"]]] }],
};
const changed = (name: string, change: (text: string) => string): Buffer => writeZip(good.map((part) => (part.name === name ? { name, bytes: Buffer.from(change(part.bytes.toString("utf8"))) } : part)));
const added = (name: string, text = "x"): Buffer => writeZip([...good, { name, bytes: Buffer.from(text) }]);
const why = (bytes: Buffer): string => {
  try {
    templateParts(bytes);
    return "taken";
  } catch (error) {
    return (error as { reason: string }).reason;
  }
};

describe("A template is refused", () => {
  const header = () => good.find((part) => part.name.startsWith("word/header"))!.name;
  const footer = () => good.find((part) => part.name.startsWith("word/footer"))!.name;
  const cases: [string, () => Buffer, RegExp][] = [
    ["that is no Word file", () => Buffer.from("%PDF-1.7"), /no Word file/],
    ["that is cut off", () => writeZip(good).subarray(0, 900), /no Word file/],
    ["with macros", () => added("word/vbaProject.bin"), /macros/],
    ["with an embedded object", () => added("word/embeddings/a.xlsx"), /embedded/],
    ["with comments", () => changed("word/comments.xml", (x) => x.replace("</w:comments>", '<w:comment w:id="1" w:author="Siân"/></w:comments>').replace(/\/>\s*$/, '><w:comment w:id="1" w:author="Siân"/></w:comments>')), /comments/],
    ["with data that nobody sees", () => added("customXml/item1.xml"), /nobody sees/],
    ["with another file in it", () => added("word/afchunk.html"), /another file/],
    ["with hidden text", () => changed("word/document.xml", (x) => x.replace("<w:t ", "<w:rPr><w:vanish/></w:rPr><w:t ")), /hidden/],
    ["with tracked changes", () => changed("word/document.xml", (x) => x.replace("<w:body>", '<w:body><w:p><w:ins w:id="1" w:author="x"></w:ins></w:p>')), /tracked/],
    ["that fetches something", () => changed("word/document.xml", (x) => x.replace("<w:body>", '<w:body><w:p><w:r><w:instrText>INCLUDETEXT "http://x"</w:instrText></w:r></w:p>')), /fetches/],
    ["that leads elsewhere", () => added("word/_rels/settings.xml.rels", '<Relationships><Relationship Id="a" TargetMode="External" Target="http://x"/></Relationships>'), /another place/],
    ["with a document type", () => changed("word/document.xml", (x) => x.replace("<w:document", "<!DOCTYPE a><w:document")), /not a file that Word wrote/],
    ["with a tag that nobody fills in", () => changed("word/document.xml", (x) => x.replace("{lead}", "{names}")), /\{names\}/],
    ["without a place for the paper", () => changed("word/document.xml", (x) => x.replace("{body}", "here")), /\{body\} once/],
    ["whose pages do not say for whom it was made", () => writeZip(good.map((part) => (part.name === header() ? { ...part, bytes: Buffer.from(part.bytes.toString("utf8").replace("{made}", "")) } : part))), /each page/],
    ["whose first page has no header of its own", () => changed("word/document.xml", (x) => x.replace("<w:pgSz", "<w:titlePg/><w:pgSz")), /every kind of page/],
  ];
  test.each(cases)("%s", (_, make, reason) => {
    expect(why(make())).toMatch(reason);
  });
  test("and what is good is taken", () => {
    expect(why(writeZip(good))).toBe("taken");
    expect(footer()).toBeTruthy();
  });
});

test("A paper in a template has the partnership's header, the paper's words as they are, and nothing of who made the template", async () => {
  const file = await inTemplate(writeZip(good), paper);
  const { read, whole } = await docxText(file);
  for (const words of ["MACSE 27: minutes", "Children & <others>", "Braces {body} and {{made}} stay words. Bold", "3. third", "Żaneta", "The end"]) expect(read).toContain(words);
  expect(whole).toContain("Made for Owen Thackray, Seaholme Youth Justice");
  expect(whole).toContain("Seaholme Partnership OFFICIAL-SENSITIVE");
  expect(whole).not.toMatch(/designer|\{marking\}/);
});

test("An administrator sets a panel's template, and its Word papers use it until it is taken away; nobody else can", async () => {
  for (const who of ["amira", "ruth", "audit"] as const) {
    const ask = await s.as(who);
    expect(await refusal(Promise.resolve().then(() => setTemplate(ask, "macse", { bytes: writeZip(good), tooLarge: false })))).toBe(404);
    expect(await refusal(removeTemplate(ask, "macse"))).toBe(404);
    expect(await refusal(templateOf(ask, "macse"))).toBe(404);
  }
  const admin = await s.as("admin");
  for (const [given, why] of [[null, "Choose a file"], [{ bytes: writeZip(good), tooLarge: true }, "The file is larger than 5 MB"]] as const) expect(await refusal(Promise.resolve().then(() => setTemplate(admin, "macse", given)))).toBe(why);
  await setTemplate(admin, "macse", { bytes: writeZip(good), tooLarge: false });
  await setTemplate(admin, "macse", { bytes: writeZip(good), tooLarge: false });
  expect((await templateOf(admin, "macse")).set).toMatchObject({ by: "Nadia Brandt" });
  expect((await docxText(await paperWord({ db: s.db }, paper))).whole).toContain("Seaholme Partnership");
  expect((await docxText(await paperWord({ db: s.db }, { ...paper, panelId: "mfh" }))).whole).not.toContain("Seaholme Partnership");
  await removeTemplate(admin, "macse");
  expect((await docxText(await paperWord({ db: s.db }, paper))).whole).not.toContain("Seaholme Partnership");
});

test("A ZIP file is read within limits, and not when it lies of itself", () => {
  const zip = writeZip([{ name: "a.txt", bytes: Buffer.alloc(5000, "a") }, { name: "b/c.txt", bytes: Buffer.from("Siân") }]);
  expect(readZip(zip, limits).map((part) => [part.name, part.bytes.length])).toEqual([["a.txt", 5000], ["b/c.txt", 5]]);
  expect(() => readZip(zip, { parts: 1, bytes: 10_000 })).toThrow(NotAZip);
  expect(() => readZip(zip, { parts: 9, bytes: 4000 })).toThrow(NotAZip);
  const lies = Buffer.from(zip);
  lies.writeUInt32LE(10, lies.indexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 24);
  expect(() => readZip(lies, limits)).toThrow(NotAZip);
  expect(() => readZip(writeZip([{ name: "../x", bytes: Buffer.from("x") }]), limits)).toThrow(NotAZip);
  expect(() => readZip(writeZip([{ name: "x", bytes: Buffer.from("x") }, { name: "X", bytes: Buffer.from("x") }]), limits)).toThrow(NotAZip);
});
