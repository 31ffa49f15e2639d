import { createRequire } from "node:module";
import type { Run } from "./paper-document.ts";

// The faces of a paper's PDF, and which words are set in which.

// DejaVu: Latin with Polish, Welsh and Irish letters, Greek, Cyrillic, Arabic.
const require = createRequire(import.meta.url);
const fonts = { sans: "DejaVuSans.ttf", bold: "DejaVuSans-Bold.ttf", italic: "DejaVuSans-Oblique.ttf", both: "DejaVuSans-BoldOblique.ttf", code: "DejaVuSansMono.ttf" } as const;
const fontFile = (name: keyof typeof fonts): string => require.resolve(`dejavu-fonts-ttf/ttf/${fonts[name]}`);
// A font takes longer to read than a paper to draw: each is read once, and handed from one document to the next.
const opened = new Map<keyof typeof fonts, { hasGlyphForCodePoint: (code: number) => boolean }>();
/** Makes the faces known to a document by their names. */
export function knowFonts(pdf: PDFKit.PDFDocument): void {
  for (const name of Object.keys(fonts) as (keyof typeof fonts)[]) {
    pdf.registerFont(name, (opened.get(name) as never) ?? fontFile(name));
    if (opened.has(name)) continue;
    pdf.font(name);
    opened.set(name, (pdf as unknown as { _font: { font: { hasGlyphForCodePoint: (code: number) => boolean } } })._font.font);
  }
}
/** The face in which a run is set. */
export const fontOf = ({ bold, italic, code }: Omit<Run, "text">): keyof typeof fonts => (code ? "code" : bold ? (italic ? "both" : "bold") : italic ? "italic" : "sans");

export const rightToLeft = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/;
const stretches = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]+(?:\s+[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]+)*/g;
/** A run cut where the direction of its letters changes. The slanted faces have no Arabic. */
export function byDirection(run: Run): Run[] {
  if (!rightToLeft.test(run.text)) return [run];
  const pieces: Run[] = [];
  let last = 0;
  for (const { 0: words, index } of run.text.matchAll(stretches)) {
    if (index > last) pieces.push({ ...run, text: run.text.slice(last, index) });
    pieces.push({ ...run, italic: false, code: false, text: words });
    last = index + words.length;
  }
  return last < run.text.length ? [...pieces, { ...run, text: run.text.slice(last) }] : pieces;
}

type Face = keyof typeof fonts;
const has = (face: Face, character: string): boolean => character === "\n" || opened.get(face)!.hasGlyphForCodePoint(character.codePointAt(0)!);

/**
 * A run as its face can draw it: what that has no letter for stands as its numbers, "[U+738B U+660E]", which can be looked up; the empty boxes that
 * would stand there instead all look alike. The numbers are a run of their own, from left to right beside whatever letters. Only once `knowFonts` was called.
 */
export function drawable(run: Run): Run[] {
  const face = fontOf(run);
  const runs: Run[] = [];
  let [text, numbers] = ["", [] as string[]];
  const put = () => {
    if (text) runs.push({ ...run, text });
    if (numbers.length) runs.push({ ...run, text: `[${numbers.join(" ")}]` });
    [text, numbers] = ["", []];
  };
  for (const character of run.text) {
    if (has(face, character)) {
      if (numbers.length) put();
      text += character;
    } else numbers.push(`U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`);
  }
  put();
  return runs;
}
