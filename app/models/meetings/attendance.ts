import type { Day } from "../core/days.ts";

/** How somebody stood to the meeting. A deputy is present in the place of a member who is not. */
export const attendances = ["present", "apologies", "absent"] as const;
export type Attendance = (typeof attendances)[number];

export const attendanceName = (status: Attendance | "deputy" | null): string => ({ present: "Present", apologies: "Apologies", absent: "Absent, no apologies", deputy: "Deputy" })[status ?? "present"];

/** What is recorded of one member: null when it is not known yet. */
export interface Mark {
  personId: string;
  status: Attendance | null;
  /** Whether their agency's information was sent, for one who is not there; null when it is not known. */
  informationSent: "yes" | "no" | null;
  /** The day on which that information was received. */
  informationOn?: Day | null;
  /** Who came in their place. */
  deputyId: string | null;
}

/** Why these marks cannot stand, in the user's words, with the person they belong to. */
export function whyNotAttend(marks: Mark[], today?: Day): { personId: string; reason: string; field?: "received" } | null {
  const deputies = new Set<string>();
  for (const mark of marks) {
    if (mark.informationOn && mark.informationSent !== "yes") return { personId: mark.personId, reason: "Say first that the information was sent", field: "received" };
    if (mark.informationOn && today && mark.informationOn > today) return { personId: mark.personId, reason: "This day is still to come", field: "received" };
    if (!mark.deputyId) continue;
    const reason =
      mark.status === "present" ? "Somebody who is present has no deputy"
      : mark.status === null ? "Say first whether this member sent apologies"
      : mark.deputyId === mark.personId ? "Choose somebody else as the deputy"
      : deputies.has(mark.deputyId) ? "One person cannot stand in for two"
      : marks.some((other) => other.personId === mark.deputyId) ? "The deputy is a member already"
      : null;
    if (reason) return { personId: mark.personId, reason };
    deputies.add(mark.deputyId);
  }
  return null;
}
