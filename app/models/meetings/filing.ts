import { type Day, shortDay } from "../core/days.ts";

/** Where an agency keeps an extract: in its own system, under a reference; or nowhere, because. */
export const filingKinds = ["filed", "not kept"] as const;
export type FilingKind = (typeof filingKinds)[number];

export interface Filing {
  kind: FilingKind;
  reference: string | null;
  filedOn: Day | null;
  note: string | null;
}

/** Why this cannot be said of an extract, with the field; null when it can. */
export function whyNotFile({ kind, reference, filedOn, note }: Filing, writtenOn: Day, today: Day): { field: string; message: string } | null {
  if (kind === "not kept") return note ? null : { field: "note", message: "Say why your agency does not keep it" };
  if (!reference) return { field: "reference", message: "Enter the reference in your own system" };
  if (!filedOn) return { field: "filedOn", message: "Enter the day on which it was filed" };
  if (filedOn > today) return { field: "filedOn", message: "Enter today or a day before it" };
  return filedOn < writtenOn ? { field: "filedOn", message: `The extract was written on ${shortDay(writtenOn)}: enter that day or one after it` } : null;
}

/** "Filed by Seaholme Health, 30 Nov 2026: H-4471" */
export const filingInWords = (agency: string, { kind, reference, filedOn, note }: Filing): string =>
  kind === "filed" ? `Filed by ${agency}${filedOn ? `, ${shortDay(filedOn)}` : ""}: ${reference ?? ""}` : `Not kept by ${agency}: ${note ?? ""}`;
