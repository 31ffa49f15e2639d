import { type Day, shortDay } from "../core/days.ts";
import type { Level } from "../people/panel.ts";

export interface Deciding {
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
