import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, isAbsolute, join, resolve } from "node:path";
import { isMainThread, parentPort, Worker } from "node:worker_threads";
import type { Logger } from "pino";
import { type Ask, newId } from "#app/models/core/ask.server.ts";
import { NotAgreed, NotAllowed, NotFound } from "#app/models/core/refuse.ts";
import { type Counts, largestFile } from "#app/models/numbers/import.ts";
import { checkImport, fail, stopped } from "#app/models/numbers/import-check.server.ts";
import { confirmImport } from "#app/models/numbers/import-confirm.server.ts";
import { faultsOf, importOf } from "#app/models/numbers/import-preview.server.ts";
import { chooseWhom, discardImport, startImport, tallyOf } from "#app/models/numbers/import.server.ts";
import { sweepImports } from "#app/models/numbers/import-sweep.server.ts";
import { tooLarge } from "#app/models/numbers/import-files.server.ts";
import { parseMap } from "#app/models/numbers/import-names.ts";
import { whoIs } from "#app/models/people/person.server.ts";
import { connect, type Db } from "#db/connect.server.ts";
import { migrate } from "#db/migrate.server.ts";
import type { Settings } from "./settings.ts";

/** Where the files of imports lie until they are checked: beside the database, for the server's own user alone. */
export const importFolder = (databaseFile: string): string => join(dirname(resolve(databaseFile)), "imports");

interface CheckJob {
  part: "import";
  file: string;
  importId: string;
}
export const isCheckJob = (data: unknown): data is CheckJob => !isMainThread && (data as CheckJob | null)?.part === "import";

/** In a worker thread: checks one import over a connection of its own, then ends. */
export async function checkInThisThread(job: CheckJob): Promise<void> {
  const db = connect(job.file, { busyMs: 15_000 });
  try {
    await checkImport({ db, clock: () => new Date(), folder: importFolder(job.file) }, job.importId);
  } finally {
    await db.destroy();
    parentPort?.close();
  }
}

export interface Importer {
  folder: string;
  check: (importId: string) => void;
}

/** Checks imports in worker threads of this same program, so that nobody's page or line waits for a file; sweeps up now and every minute. */
export function openImporter(db: Db, databaseFile: string, log: Logger, clock: () => Date): Importer & { close: () => Promise<void> } {
  const folder = importFolder(databaseFile);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const workers = new Set<Worker>();
  const sweep = () => void sweepImports({ db, now: clock(), folder }).catch((error: Error) => log.error({ error: error.name }, "sweeping imports failed"));
  sweep();
  const regularly = setInterval(sweep, 60_000);
  regularly.unref();
  return {
    folder,
    check: (importId) => {
      const worker = new Worker(new URL(import.meta.url), { workerData: { part: "import", file: resolve(databaseFile), importId } satisfies CheckJob, resourceLimits: { maxOldGenerationSizeMb: 384 } });
      workers.add(worker);
      worker.on("error", (error) => log.error({ import: importId, error: error.name }, "checking an import failed"));
      worker.on("exit", (code) => {
        workers.delete(worker);
        if (code !== 0) void fail(db, clock(), importId, stopped).catch(() => undefined);
        log.info({ import: importId, code }, "import checked");
      });
    },
    close: async () => {
      clearInterval(regularly);
      await Promise.all([...workers].map((worker) => worker.terminate()));
    },
  };
}

const usage = `npm run import -- ssda903 FILE… --panel MFH --authority NAME --as EMAIL [--take all] [--confirm] [--json OUT]
npm run import -- children FILE --panel MFH --authority NAME --as EMAIL --map "CHILD=Number,family=Surname,given=Forename" [--confirm] [--json OUT]`;

const valued = ["panel", "as", "authority", "take", "json", "map"];

function readArguments(words: string[]): { kind: "ssda903" | "names"; files: string[]; options: Record<string, string>; confirm: boolean; demo: boolean } {
  const options: Record<string, string> = {};
  const plain: string[] = [];
  let [confirm, demo] = [false, false];
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    const [name = "", given] = word.startsWith("--") ? word.slice(2).split(/=(.*)/s) : [];
    if (!word.startsWith("--")) plain.push(word);
    else if (name === "confirm") confirm = true;
    else if (name === "demo") demo = true;
    else if (!valued.includes(name)) throw new Error(`There is no option --${name}\n${usage}`);
    else {
      const value = given ?? words[++i];
      if (!value) throw new Error(`--${name} needs a value\n${usage}`);
      options[name] = value;
    }
  }
  const [what, ...files] = plain;
  if (what !== "ssda903" && what !== "children") throw new Error(`Say what to import: ssda903 or children\n${usage}`);
  if (!files.length) throw new Error(`Name the files to import\n${usage}`);
  for (const name of ["panel", "as", "authority", ...(what === "children" ? ["map"] : [])]) if (!options[name]) throw new Error(`--${name} is missing\n${usage}`);
  if (options.take && options.take !== "all") throw new Error("--take can only be “all”: without it, children already known or missing in the last 12 months are taken");
  return { kind: what === "children" ? "names" : "ssda903", files, options, confirm, demo };
}

/** `import ssda903 FILE…`: the same check, preview and confirmation as on the pages, against the same database. Throws with a sentence. */
export async function importCommand(settings: Settings, words: string[]): Promise<void> {
  const { kind, files, options, confirm, demo } = readArguments(words);
  // npm runs scripts in the project's folder; the caller's own is where the files are meant to be.
  const from = process.env.npm_lifecycle_event === "import" && process.env.INIT_CWD ? process.env.INIT_CWD : process.cwd();
  const paths = files.map((file) => (isAbsolute(file) ? file : resolve(from, file)));
  for (const path of paths) {
    if (!existsSync(path) || !statSync(path).isFile()) throw new Error(`There is no file ${path}`);
    if (statSync(path).size > largestFile) throw new Error(tooLarge(basename(path)));
  }
  const file = databaseOf(settings, demo);
  const db = connect(file, { busyMs: 15_000 });
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const folder = importFolder(file);
  let id = "";
  try {
    await migrate(db);
    const ask = await askOf(db, options.as!);
    const panel = await db.selectFrom("panel").select(["id", "name"]).where((eb) => eb.or([eb("code", "=", options.panel!), eb("id", "=", options.panel!)])).executeTakeFirst();
    if (!panel || !ask.who.memberships.some((m) => m.panelId === panel.id)) throw new Error(`There is no panel ${options.panel} that ${options.as} belongs to`);
    id = newId();
    const arriving = join(folder, `arriving-${id}`);
    mkdirSync(arriving, { recursive: true, mode: 0o700 });
    for (const [i, path] of paths.entries()) copyFileSync(path, join(arriving, `${i}.csv`));
    await startImport(ask, { panelId: panel.id, authority: options.authority!, kind, files: paths.map((path) => basename(path)), map: options.map ? parseMap(options.map) : undefined, id });
    renameSync(arriving, join(folder, id));
    say(`Checking ${paths.map((path) => basename(path)).join(", ")} against ${file}`);
    await checkImport({ db, clock: () => new Date(), folder }, id);
    const run = await importOf(ask, id);
    if (run.state !== "ready") throw new Error(run.failed ?? stopped);
    if (options.take === "all") await chooseWhom(ask, id, { all: true, known: false, missingLately: false });
    const taken = await tallyOf(ask, id, true);
    const all = await tallyOf(ask, id, false);
    const refused = await faultsOf(ask, id);
    for (const line of inLines(taken, all, run.summary.files, run.summary.notes)) say(line);
    for (const fault of refused.slice(0, 20)) say(`  refused: ${fault.file} line ${fault.line}${fault.column ? `, ${fault.column}` : ""}: ${fault.reason}`);
    if (refused.length > 20) say(`  … and ${refused.length - 20} more${options.json ? "" : "; --json OUT lists them all"}`);
    const takes = taken.children.fresh + taken.children.changed + taken.children.same;
    if (confirm && takes) {
      const before = Date.now();
      await confirmImport({ ...ask, now: new Date() }, id);
      say(`Confirmed in ${Date.now() - before} ms`);
    } else {
      await discardImport(ask, id);
      say(confirm ? "Nobody to take: nothing was written" : "Nothing was written: add --confirm to write it");
    }
    const out = { import: id, panel: panel.id, confirmed: confirm && takes > 0, files: run.summary.files, notes: run.summary.notes, taken, all, refused };
    if (options.json) writeFileSync(isAbsolute(options.json) ? options.json : resolve(from, options.json), `${JSON.stringify(out, null, 2)}\n`, { mode: 0o600 });
  } catch (error) {
    if (id) await fail(db, new Date(), id, error instanceof NotAgreed ? error.reason : stopped);
    if (error instanceof NotAgreed || error instanceof NotAllowed) throw new Error(error.reason);
    if (error instanceof NotFound) throw new Error("Not found");
    throw error;
  } finally {
    for (const name of id ? [id, `arriving-${id}`] : []) rmSync(join(folder, name), { recursive: true, force: true });
    await db.destroy();
  }
}

async function askOf(db: Db, email: string): Promise<Ask> {
  const now = new Date();
  const person = await db.selectFrom("person").select("id").where("email", "=", email.trim().toLowerCase()).where("ended_at", "is", null).executeTakeFirst();
  const who = person && (await whoIs({ db, now }, person.id));
  if (!who) throw new Error(`Nobody has an account with the address ${email}`);
  return { db, now, who };
}

// The demonstration keeps a file of its own; whichever is there is meant.
function databaseOf(settings: Settings, demo: boolean): string {
  const demoFile = "data/demo.sqlite";
  if (process.env.DATABASE_FILE) return settings.DATABASE_FILE;
  if (!demo && existsSync(settings.DATABASE_FILE)) return settings.DATABASE_FILE;
  if (existsSync(demoFile)) return demoFile;
  throw new Error("There is no database yet: start Panelroom first, or name its file in DATABASE_FILE");
}

function inLines(taken: Counts, all: Counts, files: { name: string; rows: number; refused: number }[], notes: string[]): string[] {
  const line = (name: string, part: keyof Omit<Counts, "kept">) => `${name.padEnd(18)}${[taken[part].fresh, taken[part].changed, taken[part].same, taken[part].withdrawn].map((n) => String(n).padStart(10)).join("")}`;
  const total = all.children.fresh + all.children.changed + all.children.same;
  const takes = taken.children.fresh + taken.children.changed + taken.children.same;
  return [
    ...notes,
    `${"".padEnd(18)}${["new", "changed", "unchanged", "withdrawn"].map((word) => word.padStart(10)).join("")}`,
    line("children", "children"), line("care episodes", "care"), line("missing episodes", "missing"),
    `${takes} of ${total} children taken; ${files.reduce((sum, f) => sum + f.refused, 0)} rows refused; ${taken.kept} rows left as recorded by hand`,
  ];
}
