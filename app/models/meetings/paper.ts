import type { Day, Instant } from "../core/days.ts";
import type { Entry } from "../followup/entry.ts";
import type { OutcomeFacts } from "./outcome.ts";

/** The minutes of a meeting as a paper: kept whole with each version, so that an old one can be shown as it was. */
export interface Paper {
  panel: string;
  code: string;
  number: number;
  onDay: Day;
  startsAt: string;
  place: string | null;
  chair: string | null;
  attendance: { name: string; agency: string; status: string; informationSent: string | null; deputyFor: string | null }[];
  items: PaperItem[];
  addenda: { at: Instant; by: string; itemId: string | null; number: string | null; text: string; reason: string; version: number }[];
}

export interface PaperItem {
  id: string;
  kind: "subject" | "standing";
  number: string | null;
  section: string;
  subjectId: string | null;
  ref: string | null;
  name: string | null;
  text: string;
  outcome: OutcomeFacts | null;
  entries: PaperEntry[];
}

/** An entry as it was agreed: what happens to it afterwards does not change the minutes. */
export type PaperEntry = Pick<Entry, "kind" | "id" | "ref" | "title" | "facts">;
