import type { Day } from "../core/days.ts";
import { type Apart, isApart } from "../core/who.ts";
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

/** The same of reasons just made. */
export const clearReasons = (who: Apart, reasons: Reason[]): Reason[] => reasons.filter((reason) => !reason.refs?.some((ref) => isApart(who, ref)));
