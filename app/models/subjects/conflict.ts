import { type Instant, timeOf } from "../core/days.ts";

/** A time in which somebody takes no part in what concerns a subject; `until` null while it goes on. */
export interface Apart {
  id: string;
  name: string;
  agency: string;
  since: Instant;
  until: Instant | null;
}

/** Who was not there for an item, or not for all of it: when they left, and came back, while it was discussed. Never why. */
export interface Absence {
  name: string;
  agency: string;
  leftAt: Instant | null;
  cameBackAt: Instant | null;
}

/** The absence that a time apart makes from an item; null when they were there for all of it. From an item that was not begun whoever is apart still is absent. */
export function absenceFrom(item: { started_at: Instant | null; finished_at: Instant | null }, { name, agency, since, until }: Apart): Absence | null {
  if (item.started_at === null) return until === null ? { name, agency, leftAt: null, cameBackAt: null } : null;
  if ((item.finished_at !== null && since >= item.finished_at) || (until !== null && until <= item.started_at)) return null;
  return { name, agency, leftAt: since > item.started_at ? since : null, cameBackAt: until !== null && (item.finished_at === null || until < item.finished_at) ? until : null };
}

/** "Dan Kowalczyk (Northmoor Constabulary) left at 10:42, came back at 10:55" */
export const absenceInWords = ({ name, agency, leftAt, cameBackAt }: Absence): string =>
  `${name} (${agency}) ${[leftAt ? `left at ${timeOf(leftAt)}` : "took no part", cameBackAt && `${leftAt ? "came back at" : "until"} ${timeOf(cameBackAt)}`].filter(Boolean).join(leftAt ? ", " : " ")}`;
