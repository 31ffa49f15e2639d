import { type Day, shortDay } from "../core/days.ts";
import type { Level } from "../people/panel.ts";

export interface Deciding extends Partial<SteppingDown> {
  panelId: string;
  level: string;
  rationale: string;
  decidedOn: Day;
  nextReviewOn: Day | null;
}

/** Why a level cannot be set so, and beside which field; null when it can. `current` is the level that it would end. */
export function whyNotLevel(d: Deciding, scale: Level[], current: { decidedOn: Day; level: string } | null, today: Day): { field: string; message: string } | null {
  if (!scale.some((level) => level.name === d.level)) return { field: "level", message: "Choose a level of this panel's scale" };
  if (d.decidedOn > today) return { field: "decidedOn", message: "The day of the decision must be today or earlier" };
  if (current && d.decidedOn < current.decidedOn) return { field: "decidedOn", message: `The present level, ${current.level}, was decided on ${shortDay(current.decidedOn)}. Choose that day or later` };
  if (d.nextReviewOn && d.nextReviewOn <= today) return { field: "nextReviewOn", message: "Choose a day after today" };
  return null;
}

/** What a level lower than the last must say besides why (practice.md §2.1 step 14; IICSA found children taken off high-risk lists too early). */
export interface SteppingDown {
  /** Over which reviews the risk has been lower. */
  sustained: string | null;
  supportContinues: string | null;
  markerDecision: string | null;
  wouldBringBack: string | null;
}

/** Whether a level is lower than the one that stands, on the same scale. */
export const isStepDown = (rank: number | undefined, standing: { rank: number } | null): boolean => rank !== undefined && standing !== null && rank < standing.rank;

/** What a step-down does not say yet, and beside which field; null when it says all. */
export function whyNotStepDown(form: Partial<SteppingDown>): { field: keyof SteppingDown; message: string } | null {
  if (!form.sustained) return { field: "sustained", message: "The level is lower than the last: say over which reviews the risk has stayed lower" };
  if (!form.supportContinues) return { field: "supportContinues", message: "Say what support goes on, and who gives it" };
  if (!form.markerDecision) return { field: "markerDecision", message: "Say whether markers stay, and until when" };
  if (!form.wouldBringBack) return { field: "wouldBringBack", message: "Say what would bring the subject back up" };
  return null;
}
