import { mkdir, open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { unstable_parseMultipartFormData } from "@remix-run/node";
import { newId } from "./models/core/ask.server.ts";
import { largestFile, mostFiles } from "./models/numbers/import.ts";
import { tooLarge } from "./models/numbers/import-files.server.ts";

/** A form with files, as it came in: the files lie on disk, numbered in order, under `id`. */
export interface Arrived {
  id: string;
  fields: Record<string, string>;
  files: string[];
  /** What is wrong with the files, in one sentence. */
  wrong: string | null;
  /** Gives the files to the import of this id. */
  keep: () => Promise<void>;
  drop: () => Promise<void>;
}

const mostDrained = 2 * 1024 * 1024 * 1024;

/**
 * Takes in a posted form, writing each file to disk as it comes. A file that grows too large is thrown away while the rest of it still arrives, so
 * that the browser gets its sentence instead of a broken connection, and memory never holds more than a piece.
 */
export async function receive(request: Request, folder: string): Promise<Arrived> {
  const id = newId();
  const arriving = join(folder, `arriving-${id}`);
  const fields: Record<string, string> = {};
  const files: string[] = [];
  let wrong: string | null = null;
  let drained = 0;
  const drop = () => rm(arriving, { recursive: true, force: true });
  try {
    await mkdir(arriving, { recursive: true, mode: 0o700 });
    await unstable_parseMultipartFormData(request, async ({ name, filename, data }) => {
      const drain = (size: number) => {
        drained += size;
        if (drained > mostDrained) throw new Error("Far too much was sent");
      };
      if (filename === undefined) {
        const pieces: Uint8Array[] = [];
        let size = 0;
        for await (const piece of data) {
          drain(piece.length);
          if ((size += piece.length) <= 10_000) pieces.push(piece);
        }
        fields[name] = Buffer.concat(pieces).toString("utf8");
        return null;
      }
      const called = nameOf(filename);
      const number = files.length;
      const path = join(arriving, `${number}.csv`);
      // A file chooser that was left empty posts a file without a name.
      let out = filename && number < mostFiles ? await open(path, "wx", 0o600) : null;
      if (filename && !out) wrong ??= "Choose at most three files: header, episodes and missing";
      let size = 0;
      try {
        for await (const piece of data) {
          drain(piece.length);
          size += piece.length;
          if (out && size > largestFile) {
            await out.close();
            out = null;
            await rm(path, { force: true });
            wrong ??= tooLarge(called);
          }
          if (out) await out.writeFile(piece);
        }
        if (out) files.push(called);
      } finally {
        await out?.close();
      }
      return null;
    });
  } catch (error) {
    await drop();
    throw error;
  }
  return { id, fields, files, wrong, drop, keep: () => rename(arriving, join(folder, id)) };
}

// What people called it, without its folder; shown to them again, and used for nothing else.
const nameOf = (filename: string): string => (filename.split(/[\\/]/).pop() ?? "").replace(/\p{C}/gu, "").slice(0, 80) || "The file";
