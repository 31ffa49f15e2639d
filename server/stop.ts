import { writeSync } from "node:fs";

/**
 * Ends the whole process, from whichever thread, when the disk did not keep what it was given: nothing more is acknowledged, the supervisor
 * starts it again, and it goes on from what is on disk. (A second fsync may call kept what is lost: PostgreSQL stops there too.)
 */
export function stopAtOnce(error: unknown): void {
  const why = (error as { code?: string } | null)?.code ?? (error instanceof Error ? error.name : "unknown");
  try {
    writeSync(1, `${JSON.stringify({ level: 60, time: Date.now(), why, msg: "the disk did not keep what it was given: stopping at once" })}\n`);
  } finally {
    process.kill(process.pid, "SIGKILL");
  }
}
