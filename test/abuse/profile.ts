import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { brotliDecompressSync, constants, inflateRawSync, inflateSync } from "node:zlib";
import SQLite from "better-sqlite3";
import { type BrowserContext, chromium, type Page } from "playwright-core";
import { chromiumPath } from "../browser.ts";
import { tableIn } from "./leveldb.ts";

/** A browser as a person has it: with a profile on the disk, its caches, its history and what it needs to restore its tabs. */
export interface Profile {
  folder: string;
  context: BrowserContext;
  page: Page;
  /** Closes the window, as a person does. */
  close: () => Promise<void>;
  /** kill -9: nothing is put in order. */
  kill: () => Promise<void>;
  remove: () => void;
}

/** Started without what Playwright gives to a browser, which would leave its caches and its sessions out. */
export async function openProfile(): Promise<Profile> {
  const folder = mkdtempSync(join(tmpdir(), "panelroom-profile-"));
  const child: ChildProcess = spawn(chromiumPath()!, [`--user-data-dir=${folder}`, "--headless=new", "--remote-debugging-port=0", "--no-sandbox", "--no-first-run", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--password-store=basic", "about:blank"], { stdio: "ignore", detached: true });
  const over = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const told = join(folder, "DevToolsActivePort");
  for (const until = Date.now() + 30_000; !existsSync(told) || readFileSync(told, "utf8").split("\n").length < 2; ) {
    if (Date.now() > until) throw new Error("Chromium did not start");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${readFileSync(told, "utf8").split("\n")[0]}`);
  const context = browser.contexts()[0]!;
  const page = context.pages()[0] ?? (await context.newPage());
  return {
    folder, context, page,
    close: async () => {
      await (await browser.newBrowserCDPSession()).send("Browser.close").catch(() => undefined);
      await over;
    },
    kill: async () => {
      // With all that it started: a group of its own.
      if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid!, "SIGKILL");
      await over;
    },
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }),
  };
}

const attempt = (unpack: () => Buffer): Buffer => {
  try {
    return unpack();
  } catch {
    return Buffer.alloc(0);
  }
};
const partly = { finishFlush: constants.Z_SYNC_FLUSH };

/** What is packed with gzip from there on. (Node's own does not take what a cache puts after it.) */
function gunzipped(file: Buffer, at: number): Buffer {
  const flags = file[at + 3]!;
  let from = at + 10;
  if (flags & 4) from += 2 + file.readUInt16LE(from);
  for (const named of [8, 16]) if (flags & named) from = file.indexOf(0, from) + 1;
  return inflateRawSync(file.subarray(flags & 2 ? from + 2 : from), partly);
}

/** The body of an entry of the disk cache: what comes after its head and its key. */
function bodyOf(file: Buffer): Buffer {
  const isEntry = file.length > 24 && file.readBigUInt64LE(0) === 0xfcfb6d1ba7725c30n;
  return isEntry ? file.subarray(24 + file.readUInt32LE(12)) : Buffer.alloc(0);
}

/** Everything in a file of a browser's, in every way in which it may be packed. */
function* layersOf(path: string): Generator<Buffer> {
  const file = readFileSync(path);
  yield file;
  yield attempt(() => tableIn(file));
  const body = bodyOf(file);
  if (body.length) yield attempt(() => brotliDecompressSync(body, { finishFlush: constants.BROTLI_OPERATION_FLUSH }));
  // Wherever something packed begins: gzip by its mark, what is deflated by its usual heads.
  for (let at = file.indexOf("\x1f\x8b\x08", 0, "latin1"); at >= 0; at = file.indexOf("\x1f\x8b\x08", at + 1, "latin1")) yield attempt(() => gunzipped(file, at));
  if (body.length) for (const unpack of [inflateSync, inflateRawSync]) yield attempt(() => unpack(body, partly));
  if (file.subarray(0, 15).toString("latin1") === "SQLite format 3") yield attempt(() => rowsOf(path));
}

// Of a database that the browser holds, what stands in the file as it is must do.
function rowsOf(path: string): Buffer {
  const db = new SQLite(path, { readonly: true, timeout: 0 });
  try {
    const tables = db.prepare("select name from sqlite_master where type = 'table'").pluck().all() as string[];
    return Buffer.concat(tables.flatMap((table) => db.prepare(`select * from "${table}"`).raw().all().flatMap((row) => (row as unknown[]).map((value) => (value instanceof Uint8Array ? Buffer.from(value) : Buffer.from(String(value)))))));
  } finally {
    db.close();
  }
}

/** In which files of the folder each word stands, as UTF-8, as UTF-16, or packed. */
export function hitsIn(folder: string, words: readonly string[]): Record<string, string[]> {
  const found: Record<string, Set<string>> = Object.fromEntries(words.map((word) => [word, new Set<string>()]));
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  for (const path of files)
    for (const layer of attemptAll(() => layersOf(path)))
      for (const word of words) if (layer.includes(word, 0, "utf8") || layer.includes(Buffer.from(word, "utf16le"))) found[word]!.add(relative(folder, path));
  return Object.fromEntries(Object.entries(found).map(([word, files]) => [word, [...files].sort()]));
}

/** A file that goes while it is read, as caches do, holds nothing any more. */
function* attemptAll(layers: () => Generator<Buffer>): Generator<Buffer> {
  try {
    yield* layers();
  } catch (error) {
    if (!/ENOENT/.test(String(error))) throw error;
  }
}
