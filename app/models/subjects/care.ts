import type { Day } from "../core/days.ts";

/** Legal statuses as panels say them; a return's codes are shown with their words beside (ssda903). */
export const legalStatuses = ["section 20, accommodated by agreement", "section 31, care order", "section 38, interim care order", "placement order", "emergency protection order", "police protection", "remanded to local authority", "not known to the panel"] as const;

export const placements = ["foster care, with relatives or friends", "foster care", "children's home", "secure children's home", "semi-independent living", "independent living", "residential school", "placed with own parents", "placed for adoption", "hospital or other health setting", "young offender institution", "other"] as const;

export interface CareEpisode {
  id: string;
  fromOn: Day;
  toOn: Day | null;
  legalStatus: string | null;
  placement: string | null;
  provider: string | null;
  address: string | null;
  authority: string | null;
  imported: boolean;
}
