import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";

// Five lines, from the ground up: words, tables, acts, screens, process. A file imports from its own line or a line below.

const root = resolve(import.meta.dirname, "..");
const filesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name)).map((entry) => relative(root, join(entry.parentPath, entry.name)));
const files = ["app", "db", "server"].flatMap(filesIn);

interface Import {
  from: string;
  typeOnly: boolean;
}
function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), "utf8");
  const found = [...text.matchAll(/^\s*(?:import|export)\s+(type\s)?[^"';]*?from\s+"([^"]+)"/gm), ...text.matchAll(/()import\(\s*"([^"]+)"\s*\)/g), ...text.matchAll(/^import\s+()"([^"]+)"/gm)];
  return found.map((match) => ({ from: match[2]!, typeOnly: Boolean(match[1]) }));
}

/** The file of ours that an import leads to, from the root; null for a package. */
function ours(file: string, from: string): string | null {
  if (from.startsWith("#")) return from.slice(1);
  return from.startsWith(".") ? relative(root, resolve(root, dirname(file), from)) : null;
}

const lines = ["words", "tables", "acts", "screens", "process"] as const;
type Line = (typeof lines)[number];
function lineOf(file: string): Line {
  if (file.startsWith("server/")) return "process";
  if (file.startsWith("db/")) return "tables";
  // The shapes of single fields, of which nouns build the shapes of their forms.
  if (file === "app/shapes.server.ts") return "acts";
  if (file.startsWith("app/models/")) return file.endsWith(".server.ts") ? "acts" : "words";
  return "screens";
}
// Acts and tables look at one another: an act asks the connection, and the demonstration fills tables by what acts know.
const allowed: Record<Line, Line[]> = { words: ["words"], tables: ["words", "tables", "acts"], acts: ["words", "tables", "acts"], screens: ["words", "tables", "acts", "screens"], process: ["words", "tables", "acts", "screens", "process"] };

const wings = ["core", "people", "subjects", "followup", "meetings", "numbers", "oversight"];
const wingOf = (file: string): number => wings.indexOf(/^app\/models\/([^/]+)\//.exec(file)?.[1] ?? "");
const onServer = (file: string): boolean => file.startsWith("server/") || file.startsWith("db/") || /\.server\.tsx?$/.test(file) || file === "app/types.d.ts";

const each = (complaint: (file: string, to: string | null, one: Import) => boolean): string[] =>
  files.flatMap((file) => importsOf(file).filter((one) => complaint(file, ours(file, one.from), one)).map((one) => `${file} → ${one.from}`));

test("The house has its files, and each import of ours leads to one of them", () => {
  expect(files.length).toBeGreaterThan(40);
  const known = new Set(files);
  expect(each((_, to) => to !== null && /\.tsx?$/.test(to) && !known.has(to))).toEqual([]);
});

describe("A file imports only from its own line or a line below", () => {
  test("words, tables, acts, screens, process", () => {
    expect(each((file, to, { typeOnly }) => to !== null && !typeOnly && !allowed[lineOf(file)].includes(lineOf(to)))).toEqual([]);
  });

  test("nothing under app/ or db/ imports the process, not even for its types", () => {
    expect(each((file, to) => to !== null && !file.startsWith("server/") && to.startsWith("server/"))).toEqual([]);
  });

  test("a route is imported by nobody", () => {
    expect(each((_, to) => to?.startsWith("app/routes/") ?? false)).toEqual([]);
  });
});

test("A wing imports only from itself and the wings above it", () => {
  expect(wings.length).toBe(7);
  expect(each((file, to, { typeOnly }) => to !== null && !typeOnly && wingOf(file) >= 0 && wingOf(to) > wingOf(file))).toEqual([]);
});

test("Every act lies in a wing", () => {
  expect(files.filter((file) => file.startsWith("app/models/") && wingOf(file) < 0)).toEqual([]);
});

const serverOnly = [/^zod$/, /^kysely$/, /^better-sqlite3$/, /^marked$/, /^@node-rs\//, /^rate-limiter-flexible$/, /^@zxcvbn-ts\//, /^csv-parse/, /^express$/, /^helmet$/, /^pino$/, /^socket\.io$/, /^@simplewebauthn\/server$/, /^openid-client$/, /^otpauth$/, /^node:/];
test("zod, kysely, marked and whatever else belongs to the server is imported only in *.server.ts, server/ and db/", () => {
  expect(each((file, _, { from, typeOnly }) => !typeOnly && !onServer(file) && serverOnly.some((name) => name.test(from)))).toEqual([]);
});

test("Words and pieces of screens that go to the browser import no act; a route may, for its loader and action alone", () => {
  const browser = (file: string) => !onServer(file) && !file.startsWith("app/routes/") && file !== "app/root.tsx" && file !== "app/entry.server.tsx";
  expect(each((file, to, { typeOnly }) => browser(file) && !typeOnly && to !== null && onServer(to))).toEqual([]);
});

test("What a post was answered is read by useAnswer alone: what Remix says of it is gone whenever a page reads itself again", () => {
  expect(files.filter((file) => /\buseActionData\(/.test(readFileSync(join(root, file), "utf8")))).toEqual(["app/ui/answer.ts"]);
});

test("No folder is called .server: the compiler protects only files", () => {
  expect(files.filter((file) => file.includes(".server/"))).toEqual([]);
});

test("SQL that only SQLite knows stays out of the acts", () => {
  const dialect = /\b(json_each|json_extract|group_concat|julianday|strftime|rowid|fts5|insert or (ignore|replace)|ifnull|total_changes)\b/i;
  expect(files.filter((file) => file.startsWith("app/") && dialect.test(readFileSync(join(root, file), "utf8").replace(/^\s*(\/\/|\*|\/\*).*$/gm, "")))).toEqual([]);
});

interface Lock {
  packages: Record<string, { version?: string; resolved?: string; link?: boolean; optionalDependencies?: Record<string, string> }>;
}
const readLock = (folder: string) => JSON.parse(readFileSync(join(root, folder, "package-lock.json"), "utf8")) as Lock;
const lock = readLock(".");

test.each([".", "test/bench/live/peers"])("The lock file in %s names no download address", (folder) => {
  expect(Object.entries(readLock(folder).packages).filter(([, entry]) => entry.resolved).map(([name]) => name)).toEqual([]);
});

test("None of the servers that ours is measured beside is among our own packages", () => {
  expect(Object.keys(lock.packages).filter((name) => /hocuspocus|websocket-server|leveldb|msgpack/.test(name))).toEqual([]);
});

test("The lock file holds the packages of other systems too: where one is missing, npm ci refuses", () => {
  const names = new Set(Object.keys(lock.packages).map((path) => path.slice(path.lastIndexOf("node_modules/") + 13)));
  const wanted = Object.values(lock.packages).flatMap((entry) => Object.keys(entry.optionalDependencies ?? {}));
  expect(wanted.filter((name) => !names.has(name))).toEqual([]);
});

test("A route calls nothing of the server while it is loaded: in the browser there is no such thing, and the page would not start", () => {
  const calls = files.filter((file) => file.startsWith("app/routes/")).flatMap((file) => {
    const text = readFileSync(join(root, file), "utf8");
    const names = [...text.matchAll(/^import\s+\{([^}]*)\}\s+from\s+"[^"]*\.server\.ts"/gm)].flatMap((match) => match[1]!.split(",").map((name) => name.trim()).filter((name) => name && !name.startsWith("type "))).map((name) => name.split(" as ").pop()!);
    return [...text.matchAll(/^(?:export )?const \w+(?:: [^=]+)? = (\w+)[.(]/gm)].filter((match) => names.includes(match[1]!)).map((match) => `${file}: ${match[0]}`);
  });
  expect(calls).toEqual([]);
});
