import { type Day, daysBetween } from "../core/days.ts";

// The states of an action (practice.md §3.18). Overdue is computed, never stored.

export const openStates = ["not started", "in progress", "blocked", "handed back", "awaiting confirmation"] as const;
/** How an action ends. "Not possible: circumstances changed" and "not done by the agency" are different endings (SafeLives). */
export const endStates = ["completed", "not possible", "not done", "superseded", "cancelled"] as const;
export type OpenState = (typeof openStates)[number];
export type EndState = (typeof endStates)[number];
export type ActionState = OpenState | EndState;

const names: Record<ActionState, string> = {
  "not started": "Not started",
  "in progress": "In progress",
  blocked: "Blocked",
  "handed back": "Handed back: needs a new owner",
  "awaiting confirmation": "Completed, awaiting confirmation",
  completed: "Completed, evidence accepted",
  "not possible": "Not possible: circumstances changed",
  "not done": "Not done by the agency",
  superseded: "Superseded",
  cancelled: "Cancelled",
};
/** What a state is called on screens. */
export const stateName = (state: string): string => names[state as ActionState] ?? state;
export const isOpen = (state: string): boolean => (openStates as readonly string[]).includes(state);

/** Still to be done and past its day. What only waits for somebody else's confirmation is not the owner's delay. */
export const isOverdue = (action: { state: string; due_on: Day }, today: Day): boolean => isOpen(action.state) && action.state !== "awaiting confirmation" && action.due_on < today;

/** "5 days overdue", "due today", "due in 3 days". */
export function dueInWords(dueOn: Day, today: Day): string {
  const days = daysBetween(today, dueOn);
  const plural = (n: number) => `${n} ${n === 1 ? "day" : "days"}`;
  return days < 0 ? `${plural(-days)} overdue` : days === 0 ? "due today" : days === 1 ? "due tomorrow" : `due in ${plural(days)}`;
}

/** Who may do something to an action: its owner (or the agency's lead), somebody of the panel outside the owner's agency, or those who prepare the panel. */
export type Doer = "owner" | "confirmer" | "panel" | "preparer";
export type ActionAct = "accept" | "query" | "answer" | "pass on" | "hand back" | "ask for more time" | "decide on more time" | "note progress" | "complete" | "confirm" | "send back" | "reassign" | "end" | "say done" | "carry";

interface Step {
  by: Doer;
  from: readonly ActionState[];
  /** The state that it leads to; without one the state stays. */
  to?: ActionState;
}
const atWork = ["not started", "in progress", "blocked"] as const;

/** The whole of what can be done to an action, and from where: what is not in this table cannot be done. */
export const steps: Record<ActionAct, Step> = {
  accept: { by: "owner", from: ["not started"] },
  query: { by: "owner", from: atWork },
  answer: { by: "panel", from: openStates },
  "pass on": { by: "owner", from: atWork },
  "hand back": { by: "owner", from: atWork, to: "handed back" },
  "ask for more time": { by: "owner", from: atWork },
  "decide on more time": { by: "preparer", from: atWork },
  "note progress": { by: "owner", from: atWork, to: "in progress" },
  complete: { by: "owner", from: atWork, to: "awaiting confirmation" },
  confirm: { by: "confirmer", from: ["awaiting confirmation"], to: "completed" },
  "send back": { by: "confirmer", from: ["awaiting confirmation"], to: "in progress" },
  reassign: { by: "preparer", from: [...atWork, "handed back"], to: "not started" },
  end: { by: "preparer", from: openStates },
  // In a meeting, under its matters arising: what somebody says there of their action.
  "say done": { by: "preparer", from: atWork, to: "awaiting confirmation" },
  carry: { by: "preparer", from: openStates },
};
/** What is done to an action in a meeting alone. */
export const inMeetingOnly: readonly ActionAct[] = ["say done", "carry"];

/** Why this cannot be done to an action in that state, in the user's words; null when it can. */
export function whyNotStep(act: ActionAct, action: { state: string; issued_at: string | null }): string | null {
  if (!(steps[act].from as readonly string[]).includes(action.state)) return `This cannot be done now: the action is “${stateName(action.state).toLowerCase()}”`;
  if (!action.issued_at) return "This action is recorded, not agreed: it has not gone out yet";
  return null;
}

/** What identifies somebody in an action's briefing, besides the reference, which its owner always gets. */
export const briefingFacts = ["name", "address", "contact"] as const;
export type BriefingFact = (typeof briefingFacts)[number];
const factNames: Record<BriefingFact, string> = { name: "Name and date of birth", address: "Address", contact: "Whom to ring" };
export const factName = (fact: BriefingFact): string => factNames[fact];
/** Reads the stored briefing; anything not known is left out. */
export const briefingOf = (stored: string): BriefingFact[] => {
  const list: unknown = JSON.parse(stored);
  return Array.isArray(list) ? briefingFacts.filter((fact) => list.includes(fact)) : [];
};
export const briefingInWords = (facts: readonly BriefingFact[]): string => (facts.length ? `Reference, ${facts.map((f) => factName(f).toLowerCase()).join(", ")}` : "Reference only");
/** Whether a briefing says who somebody is; whom to ring does not. */
export const identifies = (facts: readonly BriefingFact[]): boolean => facts.includes("name") || facts.includes("address");

export const priorities = ["high", "normal", "low"] as const;
export type Priority = (typeof priorities)[number];
