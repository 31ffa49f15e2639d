import { mkdirSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { dirname } from "node:path";
import { workerData } from "node:worker_threads";
import { installGlobals } from "@remix-run/node";
import pino from "pino";
import { limitSignIn } from "#app/models/people/session.server.ts";
import { makeSetupCode, nobodyYet } from "#app/models/people/setup.server.ts";
import { connect, countTables } from "#db/connect.server.ts";
import { fillDemo } from "#db/demo/fill.server.ts";
import { migrate } from "#db/migrate.server.ts";
import { announceBuild, pipeline, type Running } from "./http.ts";
import { checkInThisThread, importCommand, isCheckJob, openImporter } from "./import.ts";
import { openJobs } from "./jobs.ts";
import { openDoor } from "./live/door.ts";
import { isWriterJob, openWriter, writeInThisThread } from "./live/writer.ts";
import { readSettings, type Settings } from "./settings.ts";

installGlobals({ nativeFetch: true });

/** Settings → migrate → http → live → listen, and stop in reverse. `demo` fills an empty database with an invented partnership. */
async function serve(settings: Settings, demo: boolean): Promise<void> {
  const log = pino({ level: settings.LOG_LEVEL, base: undefined });
  mkdirSync(dirname(settings.DATABASE_FILE), { recursive: true });
  const db = connect(settings.DATABASE_FILE);
  const run = await migrate(db);
  if (run.length) log.info({ migrations: run }, "migrated");
  limitSignIn(settings.SIGN_IN_TRIES_PER_HOUR);
  const clock = () => new Date();
  if (demo) await fillDemo(db, clock());
  else if (await nobodyYet({ db })) log.info({ code: makeSetupCode() }, "first visit: make the first administrator with this code");

  await countTables(db);
  const counting = setInterval(() => void countTables(db).catch((error: Error) => log.error({ error: error.name }, "counting tables failed")), 3_600_000);
  counting.unref();

  const importer = openImporter(db, settings.DATABASE_FILE, log, clock);
  const jobs = openJobs(db, log, clock);
  const running: Running = { db, settings, log, clock, demo, importer };
  const server = createServer(pipeline(running));
  const limits = { idleMinutes: settings.SESSION_IDLE_MINUTES, hours: settings.SESSION_HOURS };
  const writer = openWriter(settings.DATABASE_FILE, limits, (why) => {
    log.fatal({ why }, "the log can no longer be written: stopping at once");
    process.exit(74);
  });
  const door = openDoor(server, running, writer);
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(settings.PORT, settings.HOST, resolve));
  const address = server.address();
  log.info({ port: typeof address === "object" ? address?.port : settings.PORT }, "listening");
  if (process.env.NODE_ENV === "development") announceBuild();
  if (demo) process.stdout.write(demoWords(typeof address === "object" && address ? address.port : settings.PORT));

  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    // What is in hand is finished; what has not finished in 4 s is cut off, so that the process ends within 5.
    setTimeout(() => process.exit(0), 4000).unref();
    log.info("stopping");
    clearInterval(counting);
    await door.close();
    jobs.close();
    await writer.close();
    await importer.close();
    // A connection falls idle when its last answer is out: browsers would hold it open for seconds.
    const idle = setInterval(() => server.closeIdleConnections(), 50);
    await new Promise((resolve) => server.close(resolve));
    clearInterval(idle);
    await db.destroy();
    process.exit(0);
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

/** Serves the demonstration from a file of its own; `--fresh` starts it over. */
async function demo(settings: Settings): Promise<void> {
  const file = process.env.DATABASE_FILE ?? "data/demo.sqlite";
  if (process.argv.includes("--fresh")) for (const end of ["", "-wal", "-shm"]) rmSync(file + end, { force: true });
  await serve({ ...settings, DATABASE_FILE: file }, true);
}

const demoWords = (port: number): string => `
Panelroom is ready on http://localhost:${port}
Everyone and everything in this demonstration is invented. Sign in as (password for all: ${"seaholme panel demo"}):
  chair            amira.haddad@northmoor.example        Northmoor Constabulary
  deputy chair     gareth.pugh@seaholme.example          Seaholme Council, children's social care
  coordinator      ruth.okafor@seaholme.example          Seaholme Council, children's social care
  police member    dan.kowalczyk@northmoor.example       Northmoor Constabulary
  health member    chloe.adeyemi@seaholmehealth.example  Seaholme Health
  agency owner     tomasz.lis@seaholmehomes.example      Seaholme Homes (in no panel)
  agency lead      helen.marsh@seaholmehomes.example     Seaholme Homes (in no panel)
  MFH only         priya.nair@seaholmeschools.example    Seaholme Schools
  administrator    admin@seaholme.example
  auditor          audit@seaholme.example
`;

async function main(): Promise<void> {
  if (isWriterJob(workerData)) return writeInThisThread(workerData);
  if (isCheckJob(workerData)) return checkInThisThread(workerData);
  const [command = "serve"] = process.argv.slice(2).filter((word) => !word.startsWith("--"));
  const settings = readSettings(process.env);
  if (command === "serve") await serve(settings, false);
  else if (command === "demo") await demo(settings);
  else if (command === "import") await importCommand(settings, process.argv.slice(process.argv.indexOf("import") + 1));
  else throw new Error(`There is no command "${command}": use serve, demo or import`);
}

main().catch((error: unknown) => {
  process.stderr.write(`Panelroom did not start: ${error instanceof Error ? error.message : "unknown"}\n`);
  process.exit(1);
});
