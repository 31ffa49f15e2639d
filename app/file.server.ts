import { isPaperFormat, type PaperDocument, type PaperFormat } from "./models/meetings/paper-document.ts";
import { paperFile } from "./models/meetings/papers.server.ts";
import type { Ask } from "./models/core/ask.server.ts";
import { NotFound } from "./models/core/refuse.ts";

/** The format that an address asks for. Throws NotFound for any other word. */
export function formatIn(word: string | undefined): PaperFormat {
  if (!isPaperFormat(word)) throw new NotFound();
  return word;
}

/** A paper as a file to be kept, under a name that says nothing of anybody; no cache keeps it (every answer says so). */
export async function attachment(ask: Ask, paper: PaperDocument, format: PaperFormat): Promise<Response> {
  const { bytes, name, type } = await paperFile(ask, paper, format);
  return new Response(new Uint8Array(bytes), { headers: { "Content-Type": type, "Content-Length": String(bytes.length), "Content-Disposition": `attachment; filename="${name}"` } });
}
