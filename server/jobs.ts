import type { Logger } from "pino";
import { foldApproved } from "#app/models/meetings/fold.server.ts";
import { type Db, forgetDeleted } from "#db/connect.server.ts";

const everyMs = 3_600_000;

/** What is done now and every hour, by nobody's wish: keystrokes whose time is over are folded, and what was deleted leaves the files. */
export function openJobs(db: Db, log: Logger, clock: () => Date): { close: () => void } {
  const run = async () => {
    const { folded, left } = await foldApproved({ db, now: clock() });
    if (folded) log.info({ documents: folded }, "keystrokes folded into versions");
    for (const { documentId, why } of left) log.error({ document: documentId, why }, "keystrokes not folded");
    await forgetDeleted(db);
  };
  const go = () => void run().catch((error: unknown) => log.error({ error: error instanceof Error ? error.name : "unknown" }, "folding failed"));
  go();
  const hourly = setInterval(go, everyMs);
  hourly.unref();
  return { close: () => clearInterval(hourly) };
}
