import { rmSync } from "node:fs";
import { createServer } from "node:http";
import { setPriority } from "node:os";
import pino from "pino";
import { keepReserve } from "#app/models/core/space.server.ts";
import { limitSignIn } from "#app/models/people/session.server.ts";
import { makeSetupCode, nobodyYet } from "#app/models/people/setup.server.ts";
import { connect, countTables, whenDiskFails } from "#db/connect.server.ts";
import { fillDemo } from "#db/demo/fill.server.ts";
import { openCheckpoints } from "./checkpoints.ts";
import { announceBuild, pipeline } from "./http.ts";
import { openImporter } from "./import.ts";
import { openJobs } from "./jobs.ts";
import { passOnNews } from "./news.ts";
import { readySecrets } from "./secrets.ts";
import type { Settings } from "./settings.ts";
import { stopAtOnce } from "./stop.ts";
import { type Gate, portIsOpen, tellReady, waitAt } from "./threads.ts";

export interface PagesJob {
  settings: Settings;
  demo: boolean;
  /** Where the main thread hands requests over. */
  socketPath: string;
  /** Open once the database has its tables. */
  migrated: Gate;
}

/** The thread that renders: every request but those of the live side, over a connection of its own to a database that is migrated. */
export async function servePages({ settings, demo, socketPath, migrated }: PagesJob): Promise<void> {
  letTypingGoFirst();
  const log = pino({ level: settings.LOG_LEVEL, base: undefined });
  waitAt(migrated);
  const db = connect(settings.DATABASE_FILE);
  whenDiskFails(stopAtOnce);
  keepReserve(settings.DATABASE_FILE, settings.RESERVE_MIB * 1024 * 1024);
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
  const jobs = openJobs(db, log, clock);
  const checkpoints = openCheckpoints(db, settings, log, clock);
  // One that was here before and ended leaves its socket.
  rmSync(socketPath, { force: true });
  const server = createServer({ requireHostHeader: false, keepAliveTimeout: 0 }, await pipeline({ db, settings, log, clock, demo, importer }));
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(socketPath, resolve));

  tellReady(
    async () => {
      clearInterval(counting);
      jobs.close();
      await importer.close();
      await new Promise((resolve) => server.close(resolve).closeIdleConnections());
      quiet();
      await checkpoints.close();
      await db.destroy();
    },
    (message) => {
      if (message === portIsOpen && process.env.NODE_ENV === "development") announceBuild();
    },
  );
}

// On Linux a thread has a priority of its own; elsewhere this would slow down the whole process.
function letTypingGoFirst(): void {
  try {
    if (process.platform === "linux") setPriority(0, 5);
  } catch {
    // Not permitted here: pages and typing share alike.
  }
}
