import type { Day, Instant } from "../core/days.ts";
import { type Apart, hasConflict } from "../core/who.ts";
import type { Entry } from "../followup/entry.ts";
import type { Absence } from "../subjects/conflict.ts";
import type { ClosedSession } from "./closed.ts";
import type { Visit } from "./guest.ts";
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
  /** Who took no part, or not in all of it, because of a conflict of interest. Not in papers of before this was kept. */
  noPart?: Absence[];
  /** Who was invited to it and let in, and when. Not in papers of before this was kept. */
  guests?: Visit[];
  /** When it was closed to all but some agencies. Not in papers of before this was kept. */
  closed?: ClosedSession[];
}

/** The paper without the items, and what was added to them, that are about subjects of a conflict of interest of the reader's. */
export function paperFor(who: Apart, paper: Paper): Paper {
  const hidden = new Set(paper.items.filter((item) => item.subjectId !== null && hasConflict(who, item.subjectId)).map((item) => item.id));
  if (!hidden.size) return paper;
  return { ...paper, items: paper.items.filter((item) => !hidden.has(item.id)), addenda: paper.addenda.filter((addendum) => !addendum.itemId || !hidden.has(addendum.itemId)) };
}

/** An entry as it was agreed: what happens to it afterwards does not change the minutes. */
export type PaperEntry = Pick<Entry, "kind" | "id" | "ref" | "title" | "facts">;
