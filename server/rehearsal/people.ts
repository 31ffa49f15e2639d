import type { Speaker } from "#db/demo/words/rehearsal.ts";

/** Somebody of the demonstration who takes part in a rehearsal, and for whom they speak. */
export interface Person {
  id: string;
  name: string;
  email: string;
  agency: string;
  speaks: Speaker;
}

/** Everybody of the panel but its chair, and two agencies' people who join it for the day. The deputy speaks for social care. */
export const cast: Record<string, Speaker> = { ruth: "keeper", dan: "police", gareth: "csc", chloe: "health", priya: "schools", owen: "yjs", mairead: "probation", helen: "housing", beth: "licensing", iqbal: "safety", josie: "harbour" };
/** Of them, those who are not of the panel. */
export const joining = ["priya", "helen"];
/** Who prepares the meeting, and who gives people their panels. */
export const [keeper, administrator, chair] = ["ruth", "admin", "amira"];
export const panelId = "macse";
