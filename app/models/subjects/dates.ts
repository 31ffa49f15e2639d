import { type Day, shortDay } from "../core/days.ts";

/** Why a period cannot have these days, and beside which field; null when it can. */
export function whyNotDays({ fromOn, toOn }: { fromOn: Day | null; toOn: Day | null }, { today, bornOn, future = false }: { today: Day; bornOn?: Day | null; future?: boolean }): { field: string; message: string } | null {
  if (fromOn && fromOn > today) return { field: "fromOn", message: "The first day must be today or earlier" };
  if (fromOn && bornOn && fromOn < bornOn) return { field: "fromOn", message: `The first day is before the birth on ${shortDay(bornOn)}` };
  if (fromOn && toOn && toOn < fromOn) return { field: "toOn", message: "The last day must be the first day or later" };
  if (toOn && toOn > today && !future) return { field: "toOn", message: "The last day must be today or earlier" };
  return null;
}

/** "3 Mar 2026 to 9 Apr 2026", "since 3 Mar 2026", "until 9 Apr 2026", or that the dates are not known. */
export const daysInWords = (fromOn: Day | null, toOn: Day | null): string =>
  fromOn && toOn ? `${shortDay(fromOn)} to ${shortDay(toOn)}` : fromOn ? `since ${shortDay(fromOn)}` : toOn ? `until ${shortDay(toOn)}` : "dates not known";
