import { mkdirSync, rmSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import { availableParallelism } from "node:os";
import { dirname } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { isMainThread, workerData } from "node:worker_threads";
import { installGlobals } from "@remix-run/node";
import pino, { type Logger } from "pino";
import { chainFirst } from "#app/models/core/chain.server.ts";
import { keepHolidaysOf } from "#app/models/core/workdays.ts";
import { keepReserve } from "#app/models/core/space.server.ts";
import { Sessions } from "#app/models/people/standing.server.ts";
import { connect, type Db, transact } from "#db/connect.server.ts";
import { demoPassword, demoSecret } from "#db/demo/keys.ts";
import { migrate } from "#db/migrate.server.ts";
import { checkInThisThread, importCommand, isCheckJob } from "./import.ts";
import { openDoor } from "./live/door.ts";
import { practise } from "./live/practice.ts";
import { openWriter } from "./live/writer.ts";
import { openMeetingPlace } from "./meeting-place.ts";
import { hearNews } from "./news.ts";
import type { PagesJob, ReadingJob } from "./pages.ts";
import { type Answering, proxy } from "./proxy.ts";
import type { RehearsalJob } from "./rehearsal/index.ts";
import { refuseUnlessDemo } from "./rehearsal/only-demo.ts";
import { readSettings, type Settings } from "./settings.ts";
import { handedTo, newGate, openGate, type Part, portIsOpen, sayWhich, startPart } from "./threads.ts";
import { watch } from "./watchdog.ts";

installGlobals({ nativeFetch: true });

/** The first page is answered before practice begins (ms). */
const practiceAfterMs = 100;

/**
 * The main thread: it owns the port and everything live, renders nothing. Settings → migrate → parts → live → listen, and stop in reverse.
 * `demo` fills an empty database with an invented partnership; at `rehearsalSpeed` eleven of its people hold a meeting.
 */
async function serve(settings: Settings, demo: boolean, rehearsalSpeed: number | null = null): Promise<void> {
  const log = pino({ level: settings.LOG_LEVEL, base: undefined });
  const migrated = newGate();
  const program = new URL(import.meta.url);
  const place = openMeetingPlace();
  const job = { settings, demo, socketPath: place.socket("pages"), migrated } satisfies PagesJob;
  // The parts read the program while the tables are seen to.
  const starting = startPart("pages", { log, program, data: job, hangsAfter: settings.WATCHDOG_SECONDS });
  starting.catch(() => undefined);
  const db = await readyDatabase(settings, log);
  openGate(migrated);
  const pages = await starting;
  const parts: Part[] = [pages];
  const reading = openReading({ settings, demo, socketPath: place.socket("reading") }, log, program);
  const inner = proxy({ pages: { socketPath: job.socketPath, answers: pages.answers }, reading, crowded: reading.start, trusted: settings.TRUSTED_PROXIES });
  const server = createServer(withHealth(parts, inner.handle));
  // The one socket of ours that changes protocol is the live side's.
  server.on("upgrade", (request, socket) => void (request.url?.startsWith("/socket.io/") || socket.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")));
  const sessions = new Sessions({ idleMinutes: settings.SESSION_IDLE_MINUTES, hours: settings.SESSION_HOURS });
  keepReserve(settings.DATABASE_FILE, settings.RESERVE_MIB * 1024 * 1024);
  const ofWriter = connect(settings.DATABASE_FILE);
  const writer = openWriter(ofWriter, sessions);
  let stopping = false;
  const door = openDoor(server, { db, settings, log, clock: () => new Date() }, sessions, writer);
  const quiet = hearNews();
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(settings.PORT, settings.HOST, resolve));
  const unwatched = watch(settings.WATCHDOG_SECONDS, settings.LOG_LEVEL !== "silent");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : settings.PORT;
  log.info({ port }, "listening");
  pages.post(portIsOpen);
  // Whoever comes in is not kept waiting by it.
  const practised = pause(practiceAfterMs).then(() => practise([db, ofWriter], { settings, socketPath: place.socket("practice"), isOver: () => stopping || door.io.engine.clientsCount > 0 })).catch((error: Error) => log.warn({ error: error.name }, "practice failed"));
  if (demo) process.stdout.write(demoWords(port));

  const rehearsal = rehearsalSpeed === null ? null : startPart("rehearsal", { log, program, data: { settings, port, speed: rehearsalSpeed } satisfies RehearsalJob });
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    // What is in hand is finished; what has not finished in 4 s is cut off, so that the process ends within 5.
    setTimeout(() => process.exit(0), 4000).unref();
    log.info("stopping");
    unwatched();
    // Its people leave as they came in, while there is a door.
    await (await rehearsal?.catch(() => null))?.stop();
    // A connection falls idle when its last answer is out: browsers would hold it open for seconds.
    const idle = setInterval(() => server.closeIdleConnections(), 50);
    await practised;
    await door.close();
    await new Promise((resolve) => server.close(resolve));
    clearInterval(idle);
    inner.close();
    await writer.close();
    await reading.stop();
    for (const part of parts.reverse()) await part.stop();
    quiet();
    await db.destroy();
    place.close();
    process.exit(0);
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  await rehearsal;
}

/** The second thread that renders: started when a room first reads at once, and where there is a core for it. Without it the first does all. */
function openReading(job: ReadingJob, log: Logger, program: URL): Answering & { start: () => void; stop: () => Promise<void> } {
  let part: Part | null = null;
  let starting: Promise<unknown> | null = null;
  return {
    socketPath: job.socketPath,
    answers: () => part?.answers() ?? false,
    start: () => {
      if (starting || availableParallelism() < 2) return;
      starting = startPart("reading", { log, program, data: job, hangsAfter: job.settings.WATCHDOG_SECONDS }).then((started) => {
        part = started;
      }, (error: Error) => log.error({ error: error.name }, "a second thread for reading did not start"));
    },
    stop: async () => {
      await starting;
      await part?.stop();
    },
  };
}

async function readyDatabase({ DATABASE_FILE }: Settings, log: Logger): Promise<Db> {
  mkdirSync(dirname(DATABASE_FILE), { recursive: true });
  const db = connect(DATABASE_FILE);
  const run = await migrate(db);
  if (run.length) log.info({ migrations: run }, "migrated");
  if (run.includes("009-chain")) await transact(db, chainFirst);
  return db;
}

/** Answers for the process itself whether each of its threads does; everything else is for the pages. */
const withHealth = (parts: Part[], pages: RequestListener): RequestListener => (request, response) => {
  if (request.url?.split("?")[0] !== "/healthz") return pages(request, response);
  const silent = parts.filter((part) => !part.answers()).map((part) => part.name);
  response.writeHead(silent.length ? 503 : 200, { "Content-Type": "text/plain; charset=utf-8" }).end(silent.length ? `does not answer: ${silent.join(", ")}` : "ok");
};

/** Serves the demonstration from a file of its own; `--fresh` starts it over, `--rehearse` has a meeting held in it, for a test at many times the pace of people (`--pace=40`). */
async function demo(settings: Settings): Promise<void> {
  const file = process.env.DATABASE_FILE ?? "data/demo.sqlite";
  if (process.argv.includes("--fresh")) for (const end of ["", "-wal", "-shm"]) rmSync(file + end, { force: true });
  const rehearses = process.argv.includes("--rehearse");
  if (rehearses) await refuseUnlessDemo(file);
  await serve({ ...settings, DATABASE_FILE: file }, true, rehearses ? paceIn(process.argv) : null);
}

function paceIn(words: string[]): number {
  const pace = Number(words.find((word) => word.startsWith("--pace="))?.slice(7) ?? 1);
  if (!(pace >= 1 && pace <= 100)) throw new Error("--pace must be a number from 1 to 100");
  return pace;
}

const demoWords = (port: number): string => `
Panelroom is ready on http://localhost:${port}
Everyone and everything in this demonstration is invented. Sign in as (password for all: ${demoPassword}).
The second factor: add one account to an authenticator app with the key ${demoSecret}, the same for all;
or run npm run --silent demo:code for the code of this half minute (each is good once for each person).

  chair            amira.haddad@northmoor.example        Northmoor Constabulary
  deputy chair     gareth.pugh@seaholme.example          Seaholme Council, children's social care
  coordinator      ruth.okafor@seaholme.example          Seaholme Council, children's social care
  police member    dan.kowalczyk@northmoor.example       Northmoor Constabulary
  health member    chloe.adeyemi@seaholmehealth.example  Seaholme Health
  agency owner     tomasz.lis@seaholmehomes.example      Seaholme Homes (in no panel)
  agency lead      helen.marsh@seaholmehomes.example     Seaholme Homes (in no panel)
  invited, to one item of the next MFH meeting:
                   lorna.petty@seaholmeschools.example   Seaholme Schools
  deputy at that meeting
                   malachy.quinn@northmoor.example       Northmoor Constabulary
  MFH only         priya.nair@seaholmeschools.example    Seaholme Schools
  administrator    admin@seaholme.example
  auditor          audit@seaholme.example
  privacy officer  wilma.castellreid@seaholme.example
  out of hours     ewan.prosser@seaholme.example
`;

async function main(): Promise<void> {
  sayWhich();
  if (isCheckJob(workerData)) return checkInThisThread(workerData);
  const pages = handedTo<PagesJob>("pages");
  // Read here alone: the main thread never runs what renders.
  if (pages) return (await import("./pages.ts")).servePages(pages);
  const reading = handedTo<ReadingJob>("reading");
  if (reading) return (await import("./pages.ts")).serveReading(reading);
  const rehearsal = handedTo<RehearsalJob>("rehearsal");
  if (rehearsal) return (await import("./rehearsal/index.ts")).serveRehearsal(rehearsal);
  const [command = "serve"] = process.argv.slice(2).filter((word) => !word.startsWith("--"));
  const settings = readSettings(process.env);
  keepHolidaysOf(settings.BANK_HOLIDAYS);
  if (command === "serve") await serve(settings, false);
  else if (command === "demo") await demo(settings);
  else if (command === "audit-export") await (await import("./audit.ts")).exportAudit(settings);
  else if (command === "audit-verify") process.exitCode = (await import("./audit.ts")).verifyAudit(settings, process.argv.slice(3)) ? 0 : 1;
  else if (command === "minutes-verify") process.exitCode = (await (await import("./minutes.ts")).verifyMinutes(settings, process.argv.slice(3))) ? 0 : 1;
  else if (command === "code") process.stdout.write(`${(await import("#app/models/people/factor.server.ts")).codeOf(demoSecret, new Date())}\n`);
  else if (command === "import") await importCommand(settings, process.argv.slice(process.argv.indexOf("import") + 1));
  else throw new Error(`There is no command "${command}": use serve, demo, code, import, audit-export, audit-verify or minutes-verify`);
}

main().catch((error: unknown) => {
  // The thread that started this one hears of it.
  if (!isMainThread) throw error;
  process.stderr.write(`Panelroom did not start: ${error instanceof Error ? error.message : "unknown"}\n`);
  process.exit(1);
});
