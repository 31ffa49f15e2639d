import { type HeadingLevel, madeFor, type PaperDocument, type Part, printable, type Run, runsOf } from "./paper-document.ts";
import { byDirection, drawable, fontOf, rightToLeft, knowFonts } from "./pdf-fonts.server.ts";
import { everyPage } from "./pdf-pages.server.ts";

// A paper as tagged PDF (PDF/UA-1): one Document, in which headings, paragraphs, lists and tables stand in reading order; marking, reader, time
// and page number are artifacts of each page; its font goes with it. The file says of itself its title and the time, and names nobody.

type Pdf = PDFKit.PDFDocument;
type Struct = ReturnType<Pdf["struct"]>;

const margin = { top: 70, bottom: 66, left: 56, right: 56 };
const gap = 5;
const sizes: Record<HeadingLevel | 1, number> = { 1: 20, 2: 15, 3: 12, 4: 10.5, 5: 10, 6: 10 };
const textSize = 10;
const smallSize = 8.5;
const tableSize = 9;
const pad = 4;
const ink = "#1b2330";
const faint = "#505a5f";
const line = "#b6bfc8";

/** Draws a paper as a PDF. */
export async function paperPdf(paper: PaperDocument): Promise<Buffer> {
  const { default: PDFDocument } = await import("pdfkit");
  const pdf = new PDFDocument({
    size: "A4", margins: margin, pdfVersion: "1.7", subset: "PDF/UA", tagged: true, lang: "en-GB", displayTitle: true, bufferPages: true, font: null,
    info: { Title: paper.title, Creator: "Panelroom", Producer: "Panelroom", CreationDate: new Date(paper.madeAt) },
  } as unknown as PDFKit.PDFDocumentOptions);
  const pieces: Buffer[] = [];
  const whole = new Promise<Buffer>((resolve, reject) => pdf.on("data", (piece: Buffer) => pieces.push(piece)).on("end", () => resolve(Buffer.concat(pieces))).on("error", reject));
  knowFonts(pdf);
  const root = pdf.struct("Document");
  pdf.addStructure(root);
  const drawing = new Drawing(pdf);
  drawing.top(root, paper);
  drawing.parts(root, paper.parts, 0);
  drawing.end(root);
  root.end();
  everyPage(pdf, paper);
  pdf.end();
  return whole;
}

class Drawing {
  private sections: PDFKit.PDFOutline | null = null;
  private hasNumbers = false;
  constructor(private readonly pdf: Pdf) {}

  private get bottom(): number {
    return this.pdf.page.height - margin.bottom;
  }
  private width(indent: number): number {
    return this.pdf.page.width - margin.left - margin.right - indent;
  }
  /** Goes to a new page unless so much still has room on this one. Between structures only. */
  private room(height: number): void {
    if (this.pdf.y + height > this.bottom) this.pdf.addPage();
  }
  private add(parent: Struct, type: string, draw: () => void): void {
    parent.add(this.pdf.struct(type as never, draw as never));
  }
  /** Decoration, which nobody is read. */
  private artifact(draw: () => void): void {
    this.pdf.markContent("Artifact", { type: "Layout" } as never);
    this.pdf.save();
    draw();
    this.pdf.restore();
    this.pdf.endMarkedContent();
  }

  top(root: Struct, paper: PaperDocument): void {
    this.add(root, "H1", () => this.runs([{ text: printable(paper.title), bold: true, italic: false, struck: false, code: false }], 0, sizes[1]));
    for (const words of [paper.lead, paper.state ? `${paper.draft ? "DRAFT. " : ""}${paper.state}` : "", madeFor(paper)]) if (words) this.add(root, "P", () => this.runs(runsOf([words]), 0, textSize));
    this.pdf.y += gap;
    this.artifact(() => this.pdf.moveTo(margin.left, this.pdf.y).lineTo(margin.left + this.width(0), this.pdf.y).lineWidth(1).strokeColor(ink).stroke());
    this.pdf.y += gap;
  }

  private runs(runs: readonly Run[], indent: number, size: number, colour = ink): void {
    if (!runs.length) return;
    this.pdf.fontSize(size).fillColor(colour);
    this.pdf.x = margin.left + indent;
    this.words(runs, margin.left + indent, this.pdf.y, this.width(indent));
    this.pdf.x = margin.left;
  }

  /** The runs, cut and written so that the faces can draw them. */
  private drawn(runs: readonly Run[]): Run[] {
    const cut = runs.flatMap(byDirection);
    const drawn = cut.flatMap(drawable);
    this.hasNumbers ||= drawn.map((run) => run.text).join("") !== cut.map((run) => run.text).join("");
    return drawn;
  }

  /** Runs one after the other, wrapped into a column. */
  private words(runs: readonly Run[], x: number, y: number, width: number): void {
    const all = this.drawn(runs);
    all.forEach((run, i) => {
      // With features a run is laid out whole, and from right to left where its letters are.
      const options = { continued: i < all.length - 1, strike: run.struck, lineGap: 1.5, ...(rightToLeft.test(run.text) && { features: [] }) };
      this.pdf.font(fontOf(run));
      if (i === 0) this.pdf.text(run.text, x, y, { ...options, width });
      else this.pdf.text(run.text, options);
    });
  }

  /** What whoever reads it should know of how it was drawn. */
  end(root: Struct): void {
    if (this.hasNumbers) this.part(root, { t: "text", small: true, c: ["This file has no letters for some characters: they stand as their numbers, as in [U+4E2D]. The page and the Word file show them."] }, 0);
  }

  parts(parent: Struct, parts: readonly Part[], indent: number): void {
    for (const part of parts) this.part(parent, part, indent);
  }

  private part(parent: Struct, part: Part, indent: number): void {
    switch (part.t) {
      case "heading": {
        const size = sizes[part.level];
        this.room(part.level <= 3 ? 90 : size * 4);
        if (part.level === 2 || part.level === 3) this.bookmark(part.level, part.text);
        this.pdf.y += part.level === 2 ? 12 : part.level === 3 ? 9 : 5;
        this.add(parent, `H${part.level}`, () => this.runs([{ text: printable(part.text), bold: true, italic: false, struck: false, code: false }], indent, size));
        this.pdf.y += 2;
        return;
      }
      case "text": case "code": {
        const runs = runsOf(part.c, { bold: false, italic: false, struck: false, code: part.t === "code" });
        if (!runs.length) return;
        const little = part.t === "text" && part.small;
        this.room(textSize * 1.5);
        this.add(parent, part.t === "code" ? "Code" : "P", () => this.runs(runs, indent, little ? smallSize : textSize, little ? faint : ink));
        this.pdf.y += gap;
        return;
      }
      case "list":
        this.list(parent, part, indent);
        return;
      case "table":
        this.table(parent, part, indent);
        return;
      case "note": this.note(parent, part, indent);
    }
  }

  private bookmark(level: 2 | 3, title: string): void {
    const under = level === 3 && this.sections ? this.sections : this.pdf.outline;
    const item = under.addItem(printable(title));
    if (level === 2) this.sections = item;
  }

  private list(parent: Struct, { ordered, start, items }: Extract<Part, { t: "list" }>, indent: number): void {
    const L = this.pdf.struct("L");
    parent.add(L);
    items.forEach((item, i) => {
      const LI = this.pdf.struct("LI");
      L.add(LI);
      this.room(textSize * 1.5);
      const y = this.pdf.y;
      this.add(LI, "Lbl", () => this.pdf.font("sans").fontSize(textSize).fillColor(ink).text(ordered ? `${start + i}.` : "•", margin.left + indent + 2, y, { lineBreak: false }));
      this.pdf.y = y;
      const body = this.pdf.struct("LBody");
      LI.add(body);
      this.parts(body, item, indent + (ordered ? 22 : 14));
      body.end();
      LI.end();
    });
    L.end();
  }

  private note(parent: Struct, { title, parts }: Extract<Part, { t: "note" }>, indent: number): void {
    this.room(textSize * 4);
    const from = { page: this.pdf.bufferedPageRange().count, y: this.pdf.y };
    const div = this.pdf.struct("Div");
    parent.add(div);
    if (title) this.part(div, { t: "text", c: [{ t: "strong", c: [title] }] }, indent + 12);
    this.parts(div, parts, indent + 12);
    div.end();
    const here = { page: this.pdf.bufferedPageRange().count, y: this.pdf.y - gap };
    const bar = (y: number, to: number) => to > y && this.artifact(() => this.pdf.rect(margin.left + indent, y, 3, to - y).fillColor(line).fill());
    // A bar on each page over which it goes.
    for (let page = from.page; page <= here.page; page++) {
      this.pdf.switchToPage(page - 1);
      bar(page === from.page ? from.y : margin.top, page === here.page ? here.y : this.bottom);
    }
    this.pdf.y = here.y + gap * 2;
  }

  private table(parent: Struct, { caption, heads, rows, widths }: Extract<Part, { t: "table" }>, indent: number): void {
    const columns = Math.max(heads.length, ...rows.map((row) => row.length), 1);
    const shares = Array.from({ length: columns }, (_, i) => widths?.[i] ?? 1);
    const unit = this.width(indent) / shares.reduce((sum, share) => sum + share, 0);
    const xs = shares.map((_, i) => margin.left + indent + shares.slice(0, i).reduce((sum, share) => sum + share * unit, 0));
    const cellsOf = (row: readonly Part[] | Extract<Part, { t: "table" }>["heads"], bold: boolean) => Array.from({ length: columns }, (_, i) => runsOf((row[i] ?? []) as never, { bold, italic: false, struck: false, code: false }));
    const inner = (i: number) => shares[i]! * unit - pad * 2;
    const heightOf = (cells: Run[][]): number => Math.max(...cells.map((runs, i) => {
      // Bold is wider: a cell with any of it is measured as if it all were.
      this.pdf.font(runs.some((run) => run.bold) ? "bold" : runs.some((run) => run.code) ? "code" : "sans").fontSize(tableSize);
      return this.pdf.heightOfString(this.drawn(runs).map((run) => run.text).join("") || " ", { width: inner(i), lineGap: 1.5 });
    })) + pad * 2;
    const cell = (runs: Run[], i: number, y: number) => {
      this.pdf.fontSize(tableSize).fillColor(ink);
      this.words(runs, xs[i]! + pad, y + pad, inner(i));
    };
    const rule = (y: number) => this.artifact(() => this.pdf.moveTo(xs[0]!, y).lineTo(xs[0]! + this.width(indent), y).lineWidth(0.7).strokeColor(line).stroke());
    const head = cellsOf(heads, true);
    const headHeight = heightOf(head);
    const most = this.bottom - margin.top - headHeight;

    const table = this.pdf.struct("Table");
    parent.add(table);
    this.room(headHeight + textSize * 5);
    if (caption) {
      this.add(table, "Caption", () => this.runs(runsOf([caption]), indent, smallSize, faint));
      this.pdf.y += 3;
    }
    const row = (cells: Run[][], type: "TH" | "TD", y: number, height: number) => {
      const TR = this.pdf.struct("TR");
      table.add(TR);
      cells.forEach((runs, i) => {
        TR.add(this.pdf.struct(type as never, (type === "TH" ? { scope: "Column" } : {}) as never, [(() => cell(runs, i, y)) as never]));
      });
      TR.end();
      this.pdf.y = y + height;
      rule(this.pdf.y);
    };
    row(head, "TH", this.pdf.y, headHeight);
    for (const raw of rows) {
      const cells = cellsOf(raw, false);
      const height = heightOf(cells);
      if (height > most) {
        // No page is as high: its cells stand one below the other.
        const TR = this.pdf.struct("TR");
        table.add(TR);
        for (const runs of cells) this.add(TR, "TD", () => this.runs(runs, indent + pad, tableSize));
        TR.end();
        this.pdf.y += pad;
        rule(this.pdf.y);
        continue;
      }
      if (this.pdf.y + height > this.bottom) {
        this.pdf.addPage();
        const y = this.pdf.y;
        // The heads again, for the eye alone.
        this.artifact(() => {
          for (const [i, runs] of head.entries()) cell(runs, i, y);
        });
        this.pdf.y = y + headHeight;
        rule(this.pdf.y);
      }
      row(cells, "TD", this.pdf.y, height);
    }
    table.end();
    this.pdf.x = margin.left;
    this.pdf.y += gap * 2;
  }
}
