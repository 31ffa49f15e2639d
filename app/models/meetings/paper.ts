import { type Day, dayOf, type Instant } from "../core/days.ts";
import { type Apart, hasConflict, isApart, tellsOfApart, withoutConflicts } from "../core/who.ts";
import type { Entry } from "../followup/entry.ts";
import type { Absence } from "../subjects/conflict.ts";
import type { ShownCard } from "./card.ts";
import type { Chairing } from "./chairing.ts";
import type { ClosedSession } from "./closed.ts";
import type { Visit } from "./guest.ts";
import type { Matter } from "./matters.ts";
import type { OutcomeFacts } from "./outcome.ts";
import type { Adjournment } from "./put-off.ts";
import type { PaperReturn } from "./return.ts";
import type { ItemRoom } from "./room.ts";

/** The minutes of a meeting as a paper: kept whole with each version, so that an old one can be shown as it was. */
export interface Paper {
  panel: string;
  code: string;
  number: number;
  onDay: Day;
  startsAt: string;
  place: string | null;
  chair: string | null;
  /** Who was in the chair, and when. Not in papers of before this was kept. */
  chairing?: Chairing[];
  /** When it was broken off and went on. Not in papers of meetings that ran through, nor of before this was kept. */
  adjourned?: Adjournment[];
  attendance: { name: string; agency: string; status: string; informationSent: string | null; deputyFor: string | null; /** When that information came. */ informationOn?: Day | null; /** When they were in the room, where it was not all of the time. */ times?: { from: Instant; to: Instant }[] }[];
  /** Why those who were there were too few by the panel's rule. */
  quorum?: string | null;
  items: PaperItem[];
  addenda: { at: Instant; by: string; itemId: string | null; number: string | null; text: string; reason: string; version: number }[];
  /** Corrections of the draft that the chair accepted: they stand in the items' text from that version on. Not in papers of before this was kept. */
  corrections?: PaperCorrection[];
}

export interface PaperCorrection {
  itemId: string | null;
  passage: string | null;
  replacement: string | null;
  remark: string | null;
  at: Instant;
  by: string;
  decidedBy: string | null;
  why: string | null;
  version: number;
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
  closed?: readonly ClosedSession[];
  /** What each agency said of its subject before, in the words that the minutes may hold. Not in papers of before this was kept. */
  returns?: PaperReturn[];
  /** The levels that agencies proposed, when their cards were shown. */
  cards?: ShownCard[];
  /** Which agencies were there for it, and what each contributed. Not in papers of before this was kept, nor of items that the meeting did not come to. */
  room?: ItemRoom;
  /** Under matters arising: what became of each action from before. */
  matters?: Matter[];
  /** That the minutes of the last meeting were agreed under it, in words. */
  agreed?: string;
  /** What the close gate found and the chair closed in spite of, with the reason. Not in papers of before this was kept. */
  overrides?: { words: string; reason: string; by: string; at: Instant }[];
}

/** Whether the meeting was adjourned to another day: times stand with the day. */
export const satOnSeveralDays = (paper: Pick<Paper, "adjourned">): boolean => (paper.adjourned ?? []).some(({ at, resumedAt }) => resumedAt !== null && dayOf(resumedAt) !== dayOf(at));

/** The facts of an entry that say whom it is about. */
const aboutWhom = new Set(["About", "Against", "Protects"]);
/** What was recorded, without what is about a subject of a conflict of interest of the reader's; where others' words mention one, not even the reference stands. */
export const entriesFor = (who: Apart, entries: PaperEntry[]): PaperEntry[] =>
  entries.filter((entry) => !tellsOfApart(who, entry.facts.flatMap(([name, value]) => (aboutWhom.has(name) ? value : []))))
    .map((entry) => ({ ...entry, title: withoutConflicts(who, entry.title), facts: entry.facts.map(([name, value]): [string, string] => [name, withoutConflicts(who, value)]) }));

/** The paper without the items, and what was added to them, that are about subjects of a conflict of interest of the reader's. */
export function paperFor(who: Apart, paper: Paper): Paper {
  const hidden = new Set(paper.items.filter((item) => item.subjectId !== null && hasConflict(who, item.subjectId)).map((item) => item.id));
  const withoutApart = (item: PaperItem): PaperItem => ({ ...item, entries: entriesFor(who, item.entries), ...(item.matters && { matters: item.matters.filter((matter) => ![...matter.about, matter.under ?? ""].some((ref) => isApart(who, ref))) }) });
  const clear = <T extends { itemId: string | null }>(all: T[]): T[] => all.filter((one) => !one.itemId || !hidden.has(one.itemId));
  return { ...paper, items: paper.items.filter((item) => !hidden.has(item.id)).map(withoutApart), addenda: clear(paper.addenda), ...(paper.corrections && { corrections: clear(paper.corrections) }) };
}

/** An entry as it was agreed: what happens to it afterwards does not change the minutes. */
export type PaperEntry = Pick<Entry, "kind" | "id" | "ref" | "title" | "facts">;
