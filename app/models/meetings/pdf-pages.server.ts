import { drawable } from "./pdf-fonts.server.ts";
import { madeFor, marking, type PaperDocument, printable } from "./paper-document.ts";

/** Marking, reader, time and page number on each page. */
export function everyPage(pdf: PDFKit.PDFDocument, paper: PaperDocument): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let i = start; i < start + count; i++) {
    pdf.switchToPage(i);
    const middle = (said: string, y: number, size: number, font: "sans" | "bold") => {
      const words = drawable({ text: said, bold: font === "bold", italic: false, struck: false, code: false }).map((run) => run.text).join("");
      pdf.font(font).fontSize(size).fillColor("#1b2330");
      pdf.text(words, (pdf.page.width - pdf.widthOfString(words)) / 2, y, { lineBreak: false });
    };
    const band = (attached: "Top" | "Bottom", draw: () => void) => {
      pdf.markContent("Artifact", { type: "Pagination", attached: [attached] } as never);
      draw();
      pdf.endMarkedContent();
    };
    band("Top", () => {
      middle(marking, 24, 10, "bold");
      middle(`${paper.title}${paper.draft ? ", DRAFT" : ""}`, 40, 8, "sans");
    });
    band("Bottom", () => {
      middle(printable(`${madeFor(paper)}. Page ${i - start + 1} of ${count}`), pdf.page.height - 46, 8, "sans");
      middle(marking, pdf.page.height - 32, 10, "bold");
    });
  }
}
