import type { Instant } from "../core/days.ts";

interface Written {
  seq: number;
  personId: string;
  agencyId: string;
  at: Instant;
}

/** A stretch of one person's writing without a longer pause. `seq` is its last row: the text after it is where the slider stops. */
export interface Step {
  seq: number;
  personId: string;
  agencyId: string;
  from: Instant;
  to: Instant;
  changes: number;
}

/** A pause of so long begins a new step. */
export const pauseMs = 30_000;

/** The rows of a log as the steps of a slider, in the order in which they ended. People who write at once each have their own. */
export function stepsOf(rows: Written[]): Step[] {
  const steps: Step[] = [];
  const last = new Map<string, Step>();
  for (const { seq, personId, agencyId, at } of rows) {
    const step = last.get(personId);
    if (step && step.agencyId === agencyId && Date.parse(at) - Date.parse(step.to) < pauseMs) Object.assign(step, { seq, to: at, changes: step.changes + 1 });
    else {
      const begun = { seq, personId, agencyId, from: at, to: at, changes: 1 };
      steps.push(begun);
      last.set(personId, begun);
    }
  }
  return steps.sort((a, b) => a.seq - b.seq);
}
