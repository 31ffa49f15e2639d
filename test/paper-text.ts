import { inflateSync } from "node:zlib";
import mammoth from "mammoth";
import { renderToStaticMarkup } from "react-dom/server";
import { createElement } from "react";
import { readZip } from "#app/models/core/zip.server.ts";
import type { PaperDocument } from "#app/models/meetings/paper-document.ts";
import { PaperShown } from "#app/ui/paper.tsx";

// All that a paper's files say, also where nobody looks: what is drawn, what the file says of itself, bookmarks, and every part of a Word file.

interface PdfObject {
  id: string;
  dictionary: string;
  stream: Buffer | null;
}

/** The objects of a PDF as we write them: no object streams, no encryption. */
export function pdfObjects(pdf: Buffer): PdfObject[] {
  const text = pdf.toString("latin1");
  return [...text.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map((match) => {
    const at = match[2]!.indexOf("stream\n");
    const dictionary = at < 0 ? match[2]! : match[2]!.slice(0, at);
    const raw = at < 0 ? null : Buffer.from(match[2]!.slice(at + 7).replace(/\nendstream\s*$/, ""), "latin1");
    return { id: match[1]!, dictionary, stream: raw && /FlateDecode/.test(dictionary) ? inflateSync(raw) : raw };
  });
}

/** A literal string of a PDF, as it reads. */
function literal(words: string): string {
  const bytes = words.replace(/\\([nrtbf()\\]|[0-7]{1,3})/g, (_, code: string) => (/^[0-7]/.test(code) ? String.fromCharCode(Number.parseInt(code, 8)) : ({ n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" } as Record<string, string>)[code] ?? code));
  return bytes.startsWith("\u00fe\u00ff") ? Buffer.from(bytes.slice(2), "latin1").swap16().toString("utf16le") : bytes;
}

function unicodeOf(cmap: string): Map<string, string> {
  const map = new Map<string, string>();
  for (const [, from, list] of cmap.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/g))
    [...list!.matchAll(/<([0-9a-f ]*)>/g)].forEach((code, i) => {
      const units = (code[1]!.match(/[0-9a-f]{4}/g) ?? []).map((unit) => Number.parseInt(unit, 16));
      map.set((Number.parseInt(from!, 16) + i).toString(16).padStart(4, "0"), String.fromCharCode(...units));
    });
  return map;
}

/** What is drawn on the pages of a PDF, a line each, in the order of drawing; and apart from it what the file says elsewhere: title, bookmarks, metadata. */
export function pdfText(pdf: Buffer): { drawn: string; said: string } {
  const objects = pdfObjects(pdf);
  const byId = new Map(objects.map((one) => [one.id, one]));
  const fonts = new Map<string, Map<string, string>>();
  for (const { dictionary } of objects) for (const [, name, id] of dictionary.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
    const unicode = /\/ToUnicode (\d+) 0 R/.exec(byId.get(id!)?.dictionary ?? "")?.[1];
    if (unicode) fonts.set(name!, unicodeOf(byId.get(unicode)!.stream!.toString("latin1")));
  }
  const lines: string[] = [];
  for (const { stream } of objects) {
    const content = stream?.toString("latin1") ?? "";
    if (!/\bBT\b/.test(content)) continue;
    for (const [, block] of content.matchAll(/\bBT\n([\s\S]*?)\nET\b/g)) {
      const font = fonts.get(/\/(F\d+) /.exec(block!)?.[1] ?? "");
      if (font) lines.push([...block!.matchAll(/<([0-9a-f]+)>/g)].map(([, hex]) => (hex!.match(/.{4}/g) ?? []).map((code) => font.get(code) ?? "").join("")).join(""));
    }
  }
  const said = objects.flatMap(({ dictionary, stream }) => [...[...dictionary.matchAll(/\(((?:[^()\\]|\\[\s\S])*)\)/g)].map((match) => literal(match[1]!)), ...(/\/Type \/Metadata/.test(dictionary) ? [stream!.toString("utf8")] : [])]);
  return { drawn: lines.join("\n"), said: said.join("\n") };
}

/** All words of a Word file: as a reader meets them, and every part of it as it is, without its tags. */
export async function docxText(docx: Buffer): Promise<{ read: string; whole: string }> {
  const read = (await mammoth.extractRawText({ buffer: docx })).value;
  const whole = readZip(docx, { parts: 500, bytes: 100_000_000 }).map(({ name, bytes }) => (/\.(xml|rels)$|^\[/.test(name) ? `${name}\n${bytes.toString("utf8").replace(/<\/w:p>/g, "\n").replace(/<[^>]*?"([^">]*)"[^>]*>/g, "$&").replace(/<[^>]+>/g, "")}\n${[...bytes.toString("utf8").matchAll(/="([^"]*)"/g)].map((match) => match[1]).join("\n")}` : `${name}\n${bytes.toString("latin1")}`)).join("\n");
  return { read, whole };
}

/** A paper as its page's HTML. */
export const paperHtml = (paper: PaperDocument): string => renderToStaticMarkup(createElement(PaperShown, { paper, files: "/files" }));
