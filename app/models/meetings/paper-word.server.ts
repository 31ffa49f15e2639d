import type { Ask } from "../core/ask.server.ts";
import { readZip, writeZip, type ZipPart } from "../core/zip.server.ts";
import { Drawing, paperDocx } from "./paper-docx.server.ts";
import { madeFor, marking, type PaperDocument, printable } from "./paper-document.ts";
import { templateBytes } from "./paper-template.server.ts";

const limits = { parts: 400, bytes: 60_000_000 };

/** A paper as a Word file: in the panel's own template where it has one. */
export async function paperWord(ask: Pick<Ask, "db">, paper: PaperDocument): Promise<Buffer> {
  const template = paper.panelId ? await templateBytes(ask, paper.panelId) : null;
  return template ? inTemplate(template, paper) : paperDocx(paper);
}

/** A paper in a template that was checked when it was set. */
export async function inTemplate(template: Buffer, paper: PaperDocument): Promise<Buffer> {
  const { TemplateHandler } = await import("easy-template-x");
  const filled = await new TemplateHandler().process(template, {
    title: printable(paper.title), lead: printable(paper.lead), state: printable(paper.state ? `${paper.draft ? "DRAFT. " : ""}${paper.state}` : ""), marking, made: printable(madeFor(paper)),
    body: { _type: "rawXml", xml: await bodyXml(paper), replaceParagraph: true },
  });
  return writeZip(readZip(Buffer.from(filled), limits).map((part) => plain(part, paper)));
}

/** The parts of a paper as Word's own XML: no more than what stands between the first paragraph and the last. */
async function bodyXml(paper: PaperDocument): Promise<string> {
  const docx = await import("docx");
  const drawing = new Drawing(docx, true);
  const file = new docx.Document({ sections: [{ children: drawing.parts(paper.parts, 0) }], creator: "Panelroom" });
  const document = readZip(await docx.Packer.toBuffer(file), limits).find((part) => part.name === "word/document.xml")!.bytes.toString("utf8");
  return /<w:body>([\s\S]*?)(<w:sectPr[\s\S]*?<\/w:sectPr>|<w:sectPr\s*\/>)?<\/w:body>/.exec(document)![1]!;
}

const escaped = (words: string): string => words.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
/** What a template says of who wrote it, and when, is not the paper's. */
function plain(part: ZipPart, paper: PaperDocument): ZipPart {
  const of = (text: string): ZipPart => ({ name: part.name, bytes: Buffer.from(head + text) });
  switch (part.name) {
    case "docProps/core.xml":
      return of(`<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escaped(printable(paper.title))}</dc:title><dc:creator>Panelroom</dc:creator><cp:lastModifiedBy>Panelroom</cp:lastModifiedBy><dcterms:created xsi:type="dcterms:W3CDTF">${paper.madeAt.slice(0, 19)}Z</dcterms:created></cp:coreProperties>`);
    case "docProps/app.xml":
      return of('<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Panelroom</Application></Properties>');
    case "docProps/custom.xml":
      return of('<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>');
    default:
      return part;
  }
}
