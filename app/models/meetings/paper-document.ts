import { piecesOf } from "../core/characters.ts";
import { dayAndTime, type Instant } from "../core/days.ts";
import type { Block, Inline } from "./markdown.ts";

// One model for every paper. It is made on the server for one reader, and each file is drawn from it alone: what is not in it cannot be in a
// file, neither behind the page nor in what a file says of itself.

export type HeadingLevel = 2 | 3 | 4 | 5 | 6;

/** A part of a paper, in reading order. The title is the heading above them all. */
export type Part =
  | { t: "heading"; level: HeadingLevel; text: string }
  | { t: "text"; c: Inline[]; small?: true }
  | { t: "code"; c: Inline[] }
  | { t: "list"; ordered: boolean; start: number; items: Part[][] }
  /** A table with its caption; the first row of `rows` stands under the heads. */
  | { t: "table"; caption: string; heads: Inline[][]; rows: Inline[][][]; widths?: number[] }
  /** Set apart from what stands around it. */
  | { t: "note"; title: string | null; parts: Part[] };

export const paperFormats = ["pdf", "docx"] as const;
export type PaperFormat = (typeof paperFormats)[number];
export const isPaperFormat = (text: string | undefined): text is PaperFormat => paperFormats.includes(text as PaperFormat);

/** What stands at the top and the foot of every page. */
export const marking = "OFFICIAL-SENSITIVE";

export interface PaperDocument {
  /** "MACSE 27: minutes": never a subject's name, for a file shows it before it is opened. */
  title: string;
  /** The day and place, or what else stands under the title. */
  lead: string;
  /** The file's name without its ending: panel code, number, kind. */
  file: string;
  /** "Draft, version 1", where there is such a thing. */
  state: string | null;
  draft: boolean;
  /** For whom it was made, and when. */
  reader: { name: string; agency: string };
  /** When others than the reader are to have it: whom. */
  audience: string | null;
  madeAt: Instant;
  /** Whose Word template it is written into; null for a paper of no one panel. */
  panelId: string | null;
  parts: Part[];
}

/** "Made for Amira Haddad, Northmoor Constabulary, 24 Nov 2026, 10:00": on every page. */
export const madeFor = ({ reader, audience, madeAt }: Pick<PaperDocument, "reader" | "audience" | "madeAt">): string =>
  audience ? `Made for ${audience} by ${reader.name}, ${reader.agency}, ${dayAndTime(madeAt)}` : `Made for ${reader.name}, ${reader.agency}, ${dayAndTime(madeAt)}`;

/** "MACSE-27-minutes": a name that says nothing of anybody. */
export const fileName = (panelCode: string, meetingNumber: number | null, ...kind: (string | null)[]): string =>
  [panelCode, meetingNumber, ...kind].filter((part) => part !== null && part !== "").join("-").replace(/[^A-Za-z0-9-]+/g, "-").replace(/-{2,}/g, "-");

// Shorthands for those who make papers.
export const heading = (level: HeadingLevel, text: string): Part => ({ t: "heading", level, text });
export const text = (...c: Inline[]): Part => ({ t: "text", c });
export const small = (...c: Inline[]): Part => ({ t: "text", c, small: true });
export const strong = (words: string): Inline => ({ t: "strong", c: [words] });
export const list = (items: (Inline[] | string)[]): Part => ({ t: "list", ordered: false, start: 1, items: items.map((one) => [{ t: "text", c: typeof one === "string" ? [one] : one }]) });
/** Names and values, one line each. */
export const facts = (rows: readonly (readonly [string, string])[]): Part[] => rows.map(([name, value]) => text(...(name ? [strong(`${name}: `), value] : [value])));

const deeper = { h3: 4, h4: 5, h5: 6, h6: 6 } as const;

/** Minutes, read from their Markdown, as parts of a paper: their headings stand below an item's. */
export function partsOf(blocks: readonly Block[]): Part[] {
  return blocks.flatMap((block): Part[] => {
    switch (block.t) {
      case "hr": return [];
      case "h3": case "h4": case "h5": case "h6": return [heading(deeper[block.t], wordsOf(block.c ?? []))];
      case "pre": return [{ t: "code", c: block.c ?? [] }];
      case "blockquote": return [{ t: "note", title: null, parts: partsOf(block.b ?? []) }];
      case "ul": case "ol": return [{ t: "list", ordered: block.t === "ol", start: block.start ?? 1, items: (block.items ?? []).map(partsOf) }];
      case "table": {
        const [heads = [], ...rows] = block.rows ?? [];
        return [{ t: "table", caption: "", heads, rows }];
      }
      default: return [{ t: "text", c: block.c ?? [] }];
    }
  });
}

/** The same parts with no heading more than one level below the one before it: a way through the paper that skips no step. */
export function levelled(parts: readonly Part[], above = 1): Part[] {
  let last = above;
  return parts.map((part): Part => {
    if (part.t === "note") return { ...part, parts: levelled(part.parts, last) };
    if (part.t === "list") return { ...part, items: part.items.map((item) => levelled(item, last)) };
    if (part.t !== "heading") return part;
    last = Math.min(part.level, last + 1);
    return { ...part, level: last as HeadingLevel };
  });
}

/** The words of a line, without what is bold or leads somewhere; where a link leads is said beside words that do not. */
export const wordsOf = (line: readonly Inline[]): string =>
  line.map((piece) => (typeof piece === "string" ? piece : piece.t === "br" ? "\n" : `${wordsOf(piece.c)}${piece.t === "a" && piece.where ? ` (${piece.where})` : ""}`)).join("");

/** All words of some parts, a line each: to search in. */
export const linesOf = (parts: readonly Part[]): string[] =>
  parts.flatMap((part): string[] => {
    switch (part.t) {
      case "heading": return [part.text];
      case "text": case "code": return [wordsOf(part.c)];
      case "list": return part.items.flatMap(linesOf);
      case "note": return [...(part.title ? [part.title] : []), ...linesOf(part.parts)];
      default: return [...(part.caption ? [part.caption] : []), ...part.heads.map(wordsOf), ...part.rows.flat().map(wordsOf)];
    }
  });

/** A run of words of one look. */
export interface Run {
  text: string;
  bold: boolean;
  italic: boolean;
  struck: boolean;
  code: boolean;
}

/** What neither a PDF nor a Word file can hold: control characters, halves of characters. */
const unprintable = /(?!\n)\p{Cc}|[\uFFFE\uFFFF\p{Cs}]/gu;
/** Words as they are drawn: what nobody would see for what it is, is said, as on every page. */
export const printable = (words: string): string =>
  piecesOf(words.replace(/\t/g, " ").replace(unprintable, "")).map(({ text, means }) => (means === null ? text : means.startsWith("U+") ? `[${means}]` : `${text}[${means}]`)).join("");

/** A line as runs, breaks as line ends; what is empty is left out. */
export function runsOf(line: readonly Inline[], look: Omit<Run, "text"> = { bold: false, italic: false, struck: false, code: false }): Run[] {
  const runs = line.flatMap((piece): Run[] => {
    if (typeof piece === "string") return [{ text: printable(piece), ...look }];
    if (piece.t === "br") return [{ text: "\n", ...look }];
    if (piece.t === "a") return [...runsOf(piece.c, look), ...(piece.where ? [{ text: printable(` (${piece.where})`), ...look }] : [])];
    return runsOf(piece.c, { bold: look.bold || piece.t === "strong", italic: look.italic || piece.t === "em", struck: look.struck || piece.t === "del", code: look.code || piece.t === "code" });
  });
  return joined(runs.filter((run) => run.text !== ""));
}

const alike = (a: Run, b: Run): boolean => a.bold === b.bold && a.italic === b.italic && a.struck === b.struck && a.code === b.code;
/** Neighbours of one look as one run, and a line's end at the end of what it ends: alone it would not be drawn. */
function joined(runs: Run[]): Run[] {
  const all: Run[] = [];
  for (const run of runs) {
    const last = all.at(-1);
    if (last && (alike(last, run) || run.text === "\n")) all[all.length - 1] = { ...last, text: last.text + run.text };
    else all.push(run);
  }
  return all;
}
