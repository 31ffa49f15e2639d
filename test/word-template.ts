/** A partnership's Word template, as Word would save it: its own header and foot, and who wrote it. */
export async function wordTemplate(): Promise<Buffer> {
  const { Document, Footer, Header, Packer, Paragraph } = await import("docx");
  const line = (text: string) => new Paragraph(text);
  return Packer.toBuffer(new Document({
    creator: "Siân the designer", title: "Board template", lastModifiedBy: "Siân the designer",
    sections: [{ headers: { default: new Header({ children: [line("Seaholme Partnership {marking}"), line("{made}")] }) }, footers: { default: new Footer({ children: [line("{marking}")] }) }, children: [line("{title}"), line("{lead} {state}"), line("{body}"), line("The end")] }],
  }));
}
