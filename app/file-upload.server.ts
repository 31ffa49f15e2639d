import { unstable_parseMultipartFormData } from "@remix-run/node";
import type { GivenFile } from "./models/subjects/file.server.ts";
import { largestFile } from "./models/subjects/file.ts";

/** A form with one file, taken in: the rest of its fields as a request for `submit`, so that what was typed comes back when it is refused. */
export interface WithFile {
  request: Request;
  file: GivenFile | null;
}

const mostDrained = 64 * 1024 * 1024;
const largestField = 64 * 1024;

/**
 * Reads a posted form with a file of at most `largest` bytes in memory; what is beyond is read and thrown away, so that the browser gets its
 * sentence instead of a broken connection. Throws when far too much is sent.
 */
export async function withFile(request: Request, largest = largestFile): Promise<WithFile> {
  if (!request.headers.get("Content-Type")?.startsWith("multipart/form-data")) return { request, file: null };
  const fields = new URLSearchParams();
  let file: WithFile["file"] = null;
  let drained = 0;
  await unstable_parseMultipartFormData(request, async ({ name, filename, data }) => {
    const most = filename === undefined ? largestField : largest;
    const pieces: Uint8Array[] = [];
    let size = 0;
    for await (const piece of data) {
      drained += piece.length;
      if (drained > mostDrained) throw new Error("Far too much was sent");
      size += piece.length;
      if (size <= most) pieces.push(piece);
    }
    if (filename === undefined) fields.append(name, Buffer.concat(pieces).toString("utf8"));
    else if (filename) file = { name: (filename.split(/[\\/]/).pop() ?? "").replace(/\p{C}/gu, "").slice(0, 120), bytes: Buffer.concat(pieces), tooLarge: size > most };
    return null;
  });
  return { file, request: new Request(request.url, { method: "POST", headers: { "Content-Type": "application/x-www-form-urlencoded" }, body: fields.toString() }) };
}
