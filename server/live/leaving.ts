import type { Door } from "./door.ts";

const atOnce = 100;
const togetherMs = 20;
const againMs = 3000;

/** Writes down who has left a document. Together: when a network goes, hundreds leave at once, and a commit for each would hold up all others for seconds. */
export function openLeaving({ writer, running: { log } }: Pick<Door, "writer" | "running">) {
  const waiting: number[] = [];

  /** These grants have ended: within `togetherMs`. */
  const soon = (grants: readonly number[]): void => {
    if (grants.length && waiting.length === 0) setTimeout(() => void now(), togetherMs);
    waiting.push(...grants);
  };
  /** All that wait, at once. */
  const now = async (): Promise<void> => {
    const grants = waiting.splice(0);
    for (let i = 0; i < grants.length; i += atOnce) {
      const some = grants.slice(i, i + atOnce);
      await writer.left(some).catch((error) => {
        log.error({ error: error instanceof Error ? error.name : "unknown" }, "leaving failed");
        // Until it is written down they count as seeing what comes.
        setTimeout(soon, againMs, some).unref();
      });
      await new Promise(setImmediate);
    }
  };
  return { soon, now };
}
