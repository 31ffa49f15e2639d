import type { Day } from "../core/days.ts";
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
