import { rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { setPriority } from "node:os";
import pino from "pino";
import { signWith } from "#app/models/core/signing.server.ts";
import { keepHolidaysOf } from "#app/models/core/workdays.ts";
import { keepReserve } from "#app/models/core/space.server.ts";
import { limitSignIn } from "#app/models/people/session.server.ts";
import { makeSetupCode, nobodyYet } from "#app/models/people/setup.server.ts";
import { connect, countTables, type Db, whenDiskFails } from "#db/connect.server.ts";
import { fillDemo } from "#db/demo/fill.server.ts";
import { keyFileOf, keyIn, openCheckpoints } from "./checkpoints.ts";
import { announceBuild, pipeline, type RunningPages } from "./http.ts";
import { type Importer, openImporter } from "./import.ts";
import { openJobs } from "./jobs.ts";
import { openLetters } from "./letters.ts";
import { passOnNews } from "./news.ts";
import { readySecrets } from "./secrets.ts";
import type { Settings } from "./settings.ts";
import { stopAtOnce } from "./stop.ts";
import { type Gate, portIsOpen, tellReady, waitAt } from "./threads.ts";

export interface ReadingJob {
  settings: Settings;
  demo: boolean;
  /** Where the main thread hands requests over. */
  socketPath: string;
}
export interface PagesJob extends ReadingJob {
  /** Open once the database has its tables. */
  migrated: Gate;
}

/** The thread that renders: every request but those of the live side, over a connection of its own to a database that is migrated. */
export async function servePages({ settings, demo, socketPath, migrated }: PagesJob): Promise<void> {
  letTypingGoFirst();
  const log = pino({ level: settings.LOG_LEVEL, base: undefined });
  waitAt(migrated);
  const db = openIn(settings);
  limitSignIn(settings.SIGN_IN_TRIES_PER_HOUR);
  const clock = () => new Date();
  if (demo) await fillDemo(db, clock());
  else if (await nobodyYet({ db })) log.info({ code: makeSetupCode() }, "first visit: make the first administrator with this code");

  const sealed = await readySecrets(db, settings);
  if (sealed) log.info({ sealed }, "keys of authenticator apps sealed");
  await countTables(db);
  const counting = setInterval(() => void countTables(db).catch((error: Error) => log.error({ error: error.name }, "counting tables failed")), 3_600_000);
  const quiet = passOnNews();
  const importer = openImporter(db, settings.DATABASE_FILE, log, clock);
  const checkpoints = openCheckpoints(db, settings, log, clock);
  const server = await answerAt(socketPath, { db, settings, log, clock, demo, importer });
  // Whoever waits for a page comes first.
  const jobs = openJobs(db, log, clock);
  const letters = openLetters(db, settings, log, clock);
  tellReady(
    async () => {
      clearInterval(counting);
      jobs.close();
      await importer.close();
      await letters.close();
      await closed(server);
      quiet();
      await checkpoints.close();
      await db.destroy();
    },
    (message) => {
      if (message === portIsOpen && process.env.NODE_ENV === "development") announceBuild();
    },
  );
}

/** A second thread that renders, for what is only read and would wait for the first. It holds nothing that a later request could need. */
export async function serveReading({ settings, demo, socketPath }: ReadingJob): Promise<void> {
  letTypingGoFirst();
  const log = pino({ level: settings.LOG_LEVEL, base: undefined });
  const db = openIn(settings);
  const quiet = passOnNews();
  const server = await answerAt(socketPath, { db, settings, log, clock: () => new Date(), demo, importer: noImporter });
  tellReady(async () => {
    await closed(server);
    quiet();
    await db.destroy();
  });
}

/** What each thread that renders has of its own: a connection, what is kept back of the disk, the key by which it knows what we signed, and whose bank holidays count. */
function openIn(settings: Settings): Db {
  const db = connect(settings.DATABASE_FILE);
  whenDiskFails(stopAtOnce);
  keepReserve(settings.DATABASE_FILE, settings.RESERVE_MIB * 1024 * 1024);
  signWith(keyIn(keyFileOf(settings)));
  keepHolidaysOf(settings.BANK_HOLIDAYS);
  return db;
}

const noImporter: Importer = {
  folder: "",
  check: () => {
    throw new Error("Imports are checked by the first thread");
  },
};

async function answerAt(socketPath: string, running: RunningPages): Promise<Server> {
  // One that was here before and ended leaves its socket.
  rmSync(socketPath, { force: true });
  const server = createServer({ requireHostHeader: false, keepAliveTimeout: 0 }, await pipeline(running));
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(socketPath, resolve));
  return server;
}

const closed = (server: Server) => new Promise((resolve) => server.close(resolve).closeIdleConnections());

// On Linux a thread has a priority of its own; elsewhere this would slow down the whole process.
function letTypingGoFirst(): void {
  try {
    if (process.platform === "linux") setPriority(0, 10);
  } catch {
    // Not permitted here: pages and typing share alike.
  }
}
