import type { Day } from "../core/days.ts";
import { addWorkdays } from "../core/workdays.ts";
import { readDue } from "./due.ts";

/** From when days are counted, and when the panel meets next. */
export interface DaysKnown {
  today: Day;
  nextMeetingOn: Day | null;
}

const nextMeeting = /^(?:the |our )?next (?:meeting|panel|macse|mfh)$/;

/** The day that words say ("14 Dec", "Friday week", "next meeting", "before the next meeting"): null when they say none. */
export function dayMeant(words: string, { today, nextMeetingOn }: DaysKnown): Day | null {
  const said = words.trim().toLowerCase().replace(/\s+/g, " ").replace(/[.,;:)!]+$/, "");
  const [, before, of] = /^((?:in time |ready )?(?:for|before|ahead of) |by |at |on )?(.*)$/.exec(said)!;
  if (nextMeeting.test(of!)) return nextMeetingOn && /before|ahead/.test(before ?? "") ? addWorkdays(nextMeetingOn, -1) : nextMeetingOn;
  return readDue(said, today);
}

const lead = /(?<![\p{L}\p{N}])(?:due|by|before|ahead of|until|within|no later than|not later than|on|in|for|at)(?=\s)/giu;
/** What can only be a time limit, also in the middle of a sentence. */
const firm = /^(?:due|by|before|ahead of|within|no later than|not later than)$/i;

/**
 * The day by which something is to be done, and the words without it: "check the car by 14 Dec" is "check the car". Said in the middle of a
 * sentence it stays in the words. Null when no day is said.
 */
export function dueIn(text: string, known: DaysKnown): { day: Day; rest: string } | null {
  const places = [...text.matchAll(lead)].map((found) => ({ at: found.index, firm: firm.test(found[0]) }));
  let inside: { day: Day; rest: string } | null = null;
  for (const { at, firm } of places.reverse()) {
    const after = [...text.slice(at).matchAll(/\S+/g)];
    for (let length = Math.min(8, after.length); length > 1; length--) {
      const last = after[length - 1]!;
      const end = at + last.index + last[0].length;
      const day = dayMeant(text.slice(at, end), known);
      if (!day) continue;
      if (!/[\p{L}\p{N}]/u.test(text.slice(end))) return { day, rest: tidy(text.slice(0, at)) };
      if (!/[\p{L}\p{N}]/u.test(text.slice(0, at))) return { day, rest: tidy(text.slice(end)) };
      if (firm) inside = { day, rest: tidy(text) };
      break;
    }
  }
  return inside;
}

/** Words without the commas and brackets that a cut left at their ends. */
export const tidy = (text: string): string => text.trim().replace(/^[\s,;:.–-]+/, "").replace(/[\s,;:–(-]+$/, "").replace(/\(\s*\)/g, "").trim();
