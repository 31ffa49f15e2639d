import { setTimeout } from "node:timers/promises";
import { type Chance, chance } from "#db/demo/chance.ts";

/** How time passes for the people of a rehearsal. */
export interface Pace {
  /** What is left to chance, the same each time. */
  by: Chance;
  /** Waits for so many milliseconds of theirs, or until it is over. */
  wait: (ms: number) => Promise<void>;
  /** Waits between so many and so many. */
  between: (low: number, high: number) => Promise<void>;
  /** Whether they are to leave. */
  readonly over: boolean;
  /** Nobody waits any more from here on. */
  end: () => void;
}

/** As people are: `speed` 1; a rehearsal that is watched by nobody may be many times as fast. */
export function openPace(speed: number, seed: number, sleep: (ms: number, until: AbortSignal) => Promise<void> = sleepUntil): Pace {
  const ending = new AbortController();
  const by = chance(seed);
  const wait = (ms: number) => (ending.signal.aborted ? Promise.resolve() : sleep(ms / speed, ending.signal));
  return {
    by, wait,
    between: (low, high) => wait(by.whole(low, high)),
    get over() {
      return ending.signal.aborted;
    },
    end: () => ending.abort(),
  };
}

const sleepUntil = (ms: number, signal: AbortSignal): Promise<void> => setTimeout(ms, undefined, { signal }).catch(() => undefined);
