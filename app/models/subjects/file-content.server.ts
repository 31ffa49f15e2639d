import { fileTypeFromBuffer } from "file-type";
import { type FileKind, fileKinds } from "./file.ts";

const ours = new Set<string>(fileKinds.map((one) => one.kind));

/** What a file is by its content: one of the kinds that are taken, or null. */
export async function kindOf(bytes: Buffer): Promise<FileKind | null> {
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined);
  if (found) return ours.has(found.ext) ? (found.ext as FileKind) : null;
  return isText(bytes) ? "txt" : null;
}

/** Whether an Office file holds macros: the parts of a package stand in it by name. */
export const hasMacros = (bytes: Buffer): boolean => bytes.subarray(0, 2).toString("latin1") === "PK" && /vbaProject\.bin|\/vbaData\.xml|Basic\/Standard/i.test(bytes.toString("latin1"));

// UTF-8 without anything that is no text; a web page or a script is none of ours.
function isText(bytes: Buffer): boolean {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return !/(?![\t-\r\u0085])\p{Cc}/u.test(text) && !/^\s*(<|#!)/.test(text);
  } catch {
    return false;
  }
}
