import type * as Docx from "docx";
import { type HeadingLevel, madeFor, marking, type PaperDocument, type Part, printable, runsOf, wordsOf } from "./paper-document.ts";

// A paper as a Word file: headings, lists and tables are Word's own, so that a screen reader and a table of contents know them. The file says of
// itself its title and the program's name, and names nobody.

type Library = typeof Docx;

const ink = "1B2330";
const headings = { 1: "HEADING_1", 2: "HEADING_2", 3: "HEADING_3", 4: "HEADING_4", 5: "HEADING_5", 6: "HEADING_6" } as const;
const heading = (docx: Library, level: HeadingLevel | 1) => docx.HeadingLevel[headings[level]];

/** Draws a paper as a Word file. */
export async function paperDocx(paper: PaperDocument): Promise<Buffer> {
  const docx = await import("docx");
  const drawing = new Drawing(docx);
  const children = [...top(docx, paper), ...drawing.parts(paper.parts, 0)];
  const style = (size: number, before: number) => ({ run: { font: "Arial", size, bold: true, color: ink }, paragraph: { spacing: { before, after: 80 }, keepNext: true } });
  const file = new docx.Document({
    title: paper.title, creator: "Panelroom", lastModifiedBy: "Panelroom", description: "", features: { updateFields: false },
    styles: {
      default: {
        document: { run: { font: "Arial", size: 21, color: ink, language: { value: "en-GB" } }, paragraph: { spacing: { after: 100, line: 276 } } },
        heading1: style(38, 0), heading2: style(29, 280), heading3: style(24, 220), heading4: style(22, 160), heading5: style(21, 140), heading6: style(21, 140),
      },
    },
    numbering: { config: drawing.numbering },
    sections: [{
      properties: { page: { size: { width: 11906, height: 16838 }, margin: { top: 1400, bottom: 1300, left: 1130, right: 1130, header: 500, footer: 450 } } },
      headers: { default: new docx.Header({ children: [line(docx, marking, true), line(docx, `${paper.title}${paper.draft ? ", DRAFT" : ""}`, false)] }) },
      footers: {
        default: new docx.Footer({
          children: [
            new docx.Paragraph({ alignment: docx.AlignmentType.CENTER, children: [new docx.TextRun({ size: 16, children: [`${printable(madeFor(paper))}. Page `, docx.PageNumber.CURRENT, " of ", docx.PageNumber.TOTAL_PAGES] })] }),
            line(docx, marking, true),
          ],
        }),
      },
      children,
    }],
  });
  return docx.Packer.toBuffer(file);
}

const line = (docx: Library, words: string, strong: boolean) =>
  new docx.Paragraph({ alignment: docx.AlignmentType.CENTER, spacing: { after: 0 }, children: [new docx.TextRun({ text: printable(words), bold: strong, size: strong ? 20 : 16 })] });

const top = (docx: Library, paper: PaperDocument) => [
  new docx.Paragraph({ heading: heading(docx, 1), children: [new docx.TextRun(printable(paper.title))] }),
  ...[paper.lead, paper.state ? `${paper.draft ? "DRAFT. " : ""}${paper.state}` : "", madeFor(paper)].filter(Boolean).map((words) => new docx.Paragraph({ children: [new docx.TextRun(printable(words))] })),
];

type Numbered = NonNullable<NonNullable<ConstructorParameters<Library["Document"]>[0]["numbering"]>["config"]>[number];

export class Drawing {
  readonly numbering: Numbered[] = [];
  /** `plain`: bullets and numbers are typed out, for a document whose own lists nobody knows. */
  constructor(private readonly docx: Library, private readonly plain = false) {
    this.numbering.push(this.levels("bullets", docx.LevelFormat.BULLET, "•", 1));
  }

  private levels(reference: string, format: (typeof Docx.LevelFormat)[keyof typeof Docx.LevelFormat], text: string | null, start: number): Numbered {
    return { reference, levels: Array.from({ length: 7 }, (_, level) => ({ level, format, start, text: text ?? `%${level + 1}.`, alignment: this.docx.AlignmentType.LEFT, style: { paragraph: { indent: { left: 420 + level * 360, hanging: 300 } } } })) };
  }

  parts(parts: readonly Part[], depth: number): (Docx.Paragraph | Docx.Table)[] {
    return parts.flatMap((part) => this.part(part, depth));
  }

  private runs(part: Extract<Part, { t: "text" | "code" }>["c"], look: { code?: boolean; small?: boolean; bold?: boolean } = {}) {
    return runsOf(part, { bold: look.bold ?? false, italic: false, struck: false, code: look.code ?? false }).flatMap((run) =>
      run.text.split("\n").map((words, i) => new this.docx.TextRun({ text: words, break: i ? 1 : 0, bold: run.bold, italics: run.italic, strike: run.struck, ...(run.code && { font: "Courier New" }), ...(look.small && { size: 18 }) })),
    );
  }

  private part(part: Part, depth: number): (Docx.Paragraph | Docx.Table)[] {
    const { docx } = this;
    const indent = depth ? { indent: { left: 60 + depth * 360 } } : {};
    switch (part.t) {
      case "heading": return [new docx.Paragraph({ heading: heading(docx, part.level), children: [new docx.TextRun(printable(part.text))] })];
      case "text": return wordsOf(part.c) ? [new docx.Paragraph({ ...indent, children: this.runs(part.c, { small: part.small ?? false }) })] : [];
      case "code": return [new docx.Paragraph({ ...indent, children: this.runs(part.c, { code: true }) })];
      case "list": return this.list(part, depth);
      case "note": return this.note(part, depth);
      case "table": return this.table(part);
    }
  }

  private list({ ordered, start, items }: Extract<Part, { t: "list" }>, depth: number) {
    const { docx } = this;
    const level = Math.min(depth, 6);
    const reference = ordered ? `numbers-${this.numbering.length}` : "bullets";
    if (ordered) this.numbering.push(this.levels(reference, docx.LevelFormat.DECIMAL, null, start));
    return items.flatMap((item, i) => {
      const [first, ...rest] = item;
      const words = first?.t === "text" ? this.runs(first.c) : [];
      const head = this.plain
        ? new docx.Paragraph({ indent: { left: 420 + level * 360, hanging: 300 }, children: [new docx.TextRun(ordered ? `${start + i}. ` : "• "), ...words] })
        : new docx.Paragraph({ numbering: { reference, level }, children: words });
      return [head, ...this.parts(first?.t === "text" ? rest : item, depth + 1)];
    });
  }

  private note({ title, parts }: Extract<Part, { t: "note" }>, depth: number) {
    const titled: Part[] = title ? [{ t: "text", c: [{ t: "strong", c: [title] }] }] : [];
    const border = { left: { style: this.docx.BorderStyle.SINGLE, size: 18, space: 8, color: "B6BFC8" } };
    return [...titled, ...parts].flatMap((part) => (part.t === "text" || part.t === "code"
      ? [new this.docx.Paragraph({ border, indent: { left: 240 + depth * 360 }, children: this.runs(part.c, part.t === "code" ? { code: true } : { small: part.small ?? false }) })]
      : this.part(part, depth + 1)));
  }

  private table({ caption, heads, rows, widths }: Extract<Part, { t: "table" }>) {
    const { docx } = this;
    const columns = Math.max(heads.length, ...rows.map((row) => row.length), 1);
    const shares = Array.from({ length: columns }, (_, i) => widths?.[i] ?? 1);
    const sum = shares.reduce((a, b) => a + b, 0);
    const size = (i: number) => Math.round((9640 * shares[i]!) / sum);
    const cell = (c: Extract<Part, { t: "text" }>["c"], i: number, bold: boolean) => new docx.TableCell({ width: { size: size(i), type: docx.WidthType.DXA }, margins: { top: 60, bottom: 60, left: 90, right: 90 }, children: [new docx.Paragraph({ spacing: { after: 0 }, children: this.runs(c, { bold }) })] });
    const row = (cells: Extract<Part, { t: "text" }>["c"][], head: boolean) => new docx.TableRow({ tableHeader: head, cantSplit: true, children: Array.from({ length: columns }, (_, i) => cell(cells[i] ?? [], i, head)) });
    return [
      ...(caption ? [new docx.Paragraph({ keepNext: true, spacing: { after: 40 }, children: [new docx.TextRun({ text: printable(caption), size: 18, italics: true })] })] : []),
      new docx.Table({ width: { size: 9640, type: docx.WidthType.DXA }, columnWidths: shares.map((_, i) => size(i)), rows: [row(heads, true), ...rows.map((one) => row(one, false))] }),
      new docx.Paragraph({ spacing: { after: 60 }, children: [] }),
    ];
  }
}
