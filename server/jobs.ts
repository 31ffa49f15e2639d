import type { Logger } from "pino";
import { chaseActions } from "#app/models/followup/telling.server.ts";
import { foldApproved } from "#app/models/meetings/fold.server.ts";
import { remindOfReturns } from "#app/models/meetings/return-reminders.server.ts";
import { tellOfNothingLeft } from "#app/models/meetings/own-time.server.ts";
import { keepAllSaid } from "#app/models/meetings/said.server.ts";
import { keepAllNameWords } from "#app/models/subjects/name-words.server.ts";
import { tellOfMeetingsLeft } from "#app/models/meetings/unattended.server.ts";
import { type Db, forgetDeleted } from "#db/connect.server.ts";

const everyMs = 3_600_000;

/** What is done now and every hour, by nobody's wish: each by itself, so that one that fails keeps none of the others. */
export function openJobs(db: Db, log: Logger, clock: () => Date): { close: () => void } {
  const counted = (what: string, job: (ask: { db: Db; now: Date }) => Promise<number>): [string, () => Promise<void>] => [what, async () => {
    const count = await job({ db, now: clock() });
    if (count) log.info({ count }, what);
  }];
  const jobs: [string, () => Promise<void>][] = [
    counted("names made ready to be found in texts", keepAllNameWords),
    counted("owners reminded", chaseActions),
    counted("returns reminded of", remindOfReturns),
    counted("meetings left running", tellOfMeetingsLeft),
    counted("people told that they need not come", tellOfNothingLeft),
    counted("minutes made ready to be searched", keepAllSaid),
    ["keystrokes folded into versions", async () => {
      const { folded, left } = await foldApproved({ db, now: clock() });
      if (folded) log.info({ documents: folded }, "keystrokes folded into versions");
      for (const { documentId, why } of left) log.error({ document: documentId, why }, "keystrokes not folded");
    }],
    ["what was deleted overwritten", async () => void (await forgetDeleted(db))],
  ];
  const go = async (): Promise<void> => {
    for (const [what, job] of jobs) await job().catch((error: unknown) => log.error({ job: what, error: error instanceof Error ? error.name : "unknown" }, "a job failed"));
  };
  void go();
  const hourly = setInterval(() => void go(), everyMs);
  hourly.unref();
  return { close: () => clearInterval(hourly) };
}
