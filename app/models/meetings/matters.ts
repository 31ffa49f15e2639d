import { stateName } from "../followup/action.ts";

// Matters arising: what a meeting says of each action that is open from before (practice.md §2.1 step 6.4). "Not possible: circumstances changed" and
// "not done by the agency" are different endings (SafeLives).

/** What may be said of an action; each with its key. */
export const hows = ["done", "carried", "not possible", "not done"] as const;
export type How = (typeof hows)[number];
/** What is kept: *said done* waits for somebody outside the owner's agency. */
export type Settled = How | "said done";

export const howChoices: { value: How; label: string; key: string }[] = [
  { value: "done", label: "Done", key: "d" },
  { value: "carried", label: "Carried", key: "c" },
  { value: "not possible", label: "Not possible: circumstances changed", key: "p" },
  { value: "not done", label: "Not done by the agency", key: "n" },
];

/** Whether it cannot be said without a reason. */
export const needsReason = (how: How): boolean => how === "not possible" || how === "not done";

/** An action as the minutes of a meeting say what became of it. */
export interface Matter {
  actionId: string;
  ref: string;
  what: string;
  owner: string;
  /** References of those whom it is about. */
  about: string[];
  /** Of whom the item was under which it was agreed. Not in minutes of before this was kept. */
  under?: string | null;
  how: Settled;
  saidBy: string;
  note: string | null;
  /** How often it had been carried before. */
  carried: number;
}

const often = (times: number): string => (times === 1 ? "once" : times === 2 ? "twice" : `${times} times`);
const outcomes: Record<Settled, string> = { done: "done and confirmed", "said done": "said to be done, to be confirmed", carried: "carried", "not possible": "not possible: circumstances changed", "not done": "not done by the agency" };

/** "done and confirmed", "carried, as twice before", "not done by the agency, carried once before" */
export const settledInWords = ({ how, carried }: Pick<Matter, "how" | "carried">): string => `${outcomes[how]}${carried === 0 ? "" : how === "carried" ? `, as ${often(carried)} before` : how === "not done" ? `, carried ${often(carried)} before` : ""}`;

/** "MACSE-26/A4/1 Police, Dan Kowalczyk: update the plan. Done and confirmed (Dan Kowalczyk, Northmoor Constabulary). Seen on the system." */
export function matterInWords(matter: Matter): string {
  const settled = settledInWords(matter);
  return `${matter.what} ${settled.charAt(0).toUpperCase()}${settled.slice(1)} (${matter.saidBy}).${matter.note ? ` ${matter.note}` : ""}`;
}

interface Facts {
  state: string;
  /** What this person may do to it. */
  may: { decide: boolean; confirm: boolean };
  /** What the meeting has said of it already. */
  settled: Settled | null;
}

/** Why this cannot be said of an action, in the user's words; null when it can. */
export function whyNotSay(how: How, { state, may, settled }: Facts): string | null {
  if (settled === "not possible" || settled === "not done" || settled === "done") return `This meeting has said already: ${outcomes[settled]}`;
  if (how === "done" && state === "awaiting confirmation") return may.confirm ? null : "Somebody outside the owner’s agency confirms it";
  if (!may.decide) return "The chair, deputy or coordinator goes through the actions";
  if (how === "done" && (state === "handed back")) return `“${stateName(state)}”: give it to somebody first, or say that it is carried`;
  return null;
}
