import { addDays, type Day, daysBetween } from "../core/days.ts";

// An inspector reads a sample of records, whole, for some days: who may read what is written down before it is read.

/** The longest that an inspection may last (days), and the most records that it may hold. */
export const longestInspection = 30;
export const largestSample = 50;

export interface Inspecting {
  fromOn: Day;
  untilOn: Day;
  endedAt: string | null;
}

export type InspectionState = "to come" | "open" | "over";

/** Whether it is open today: from its first to its last day, unless it was ended. */
export const stateOfInspection = ({ fromOn, untilOn, endedAt }: Inspecting, today: Day): InspectionState => (endedAt !== null || today > untilOn ? "over" : today < fromOn ? "to come" : "open");

/** Why it may not last from and until these days, with the field; null when it may. */
export function whyNotThen(fromOn: Day, untilOn: Day, today: Day): { field: string; message: string } | null {
  if (fromOn < today) return { field: "fromOn", message: "Choose today or a later day" };
  if (untilOn < fromOn) return { field: "untilOn", message: "The last day is before the first" };
  if (daysBetween(fromOn, untilOn) >= longestInspection) return { field: "untilOn", message: `An inspection lasts at most ${longestInspection} days: choose ${addDays(fromOn, longestInspection - 1).split("-").reverse().map(Number).join("/")} or before` };
  return null;
}

/** `count` of these, each as likely as any other. `below(n)` gives a whole number from 0 to n - 1. The rest of the list stays as it was. */
export function drawn<T>(all: readonly T[], count: number, below: (n: number) => number): T[] {
  const left = [...all];
  const taken: T[] = [];
  while (taken.length < count && left.length) taken.push(...left.splice(below(left.length), 1));
  return taken;
}
