import type { Day } from "../core/days.ts";
import { type Apart, isApart, panelIdsOf, type Who } from "../core/who.ts";
import type { Rules } from "../people/panel.ts";

/** One reason why a subject is proposed: the rule that fired and the fact behind it, in words that name other subjects by reference only. */
export interface Reason {
  rule: Exclude<keyof Rules, "minutes"> | "byHand";
  text: string;
  weight: number;
  /** The day of the fact. */
  on?: Day;
  /** References of other subjects that the reason rests on. */
  refs?: string[];
}

/** An item's or a proposal's stored reasons, for this reader: what rests on a subject of a conflict of interest is left out whole, for its words name or count them. */
export const reasonsFor = (who: Apart, stored: string): Reason[] => clearReasons(who, JSON.parse(stored) as Reason[]);

/** As whom somebody reads reasons: who is of the panel knows of all its subjects; who only stands in at one meeting, of those that are listed there. */
export const readerOf = (who: Who, panelId: string, listed: readonly { subject_id: string | null; ref: string | null }[]): Apart =>
  who.only || panelIdsOf(who).includes(panelId) ? who : { conflicts: who.conflicts, only: listed.flatMap(({ subject_id, ref }) => (subject_id && ref ? [{ subjectId: subject_id, ref }] : [])) };

/** The same of reasons just made. */
export const clearReasons = (who: Apart, reasons: Reason[]): Reason[] => reasons.filter((reason) => !reason.refs?.some((ref) => isApart(who, ref)));
