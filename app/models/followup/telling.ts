import { addDays, type Day, dayOf, type Instant, longDay } from "../core/days.ts";
import { addWorkdays, workdaysBetween } from "../core/workdays.ts";

// How an action's owner, and the lead of the owning agency, are told of it. No message says whom or what it is about.

export const tellingKinds = ["issued", "reminder", "overdue", "escalation"] as const;
export type TellingKind = (typeof tellingKinds)[number];

/** Ways in which somebody is told by hand: none of them leaves words of a case behind. */
export const handWays = ["by telephone", "in person", "by secure e-mail", "by post"] as const;
export type HandWay = (typeof handWays)[number];

/** Working days before the due day on which the owner is reminded; after it when the owner hears that it is overdue, and the agency's lead (practice.md §2.1 step 13: practitioners settle it within 2 working days, then managers). */
export const remindBefore = 2;
export const overdueAfter = 1;
export const escalateAfter = 3;
/** Working days after which an action that nobody of its agency has opened is flagged. */
export const openWithin = 2;

/** States in which its owner is still to act: what is handed back has no owner, and what is completed waits for somebody else. */
const chased = ["not started", "in progress", "blocked"];

/** Of what an action's owner or lead is to be told today, over what was told before; null for nothing. */
export function chaseOf(action: { state: string; due_on: Day }, today: Day): Exclude<TellingKind, "issued"> | null {
  if (!chased.includes(action.state)) return null;
  if (action.due_on < today) {
    const late = workdaysBetween(action.due_on, today);
    return late >= escalateAfter ? "escalation" : late >= overdueAfter ? "overdue" : null;
  }
  return today >= addWorkdays(action.due_on, -remindBefore) ? "reminder" : null;
}

/** Who was told before this day has had two whole working days to open it. */
export const openedSince = (today: Day): Day => addWorkdays(addDays(today, 1), -(openWithin + 1));

/** Whether the owner should have opened it by now: told at `since`, the working days are over. */
export const isUnopened = (since: Instant, openedAt: Instant | null, today: Day): boolean => openedAt === null && dayOf(since) < openedSince(today);

/** A message about an action: panel, reference, due day, and nothing else (no name, no subject, no task). */
export function tellingLetter(kind: TellingKind, role: "owner" | "lead", { panel, ref, dueOn, agency }: { panel: string; ref: string; dueOn: Day; agency: string }): { title: string; body: string } {
  const whose = role === "owner" ? "You have" : `${agency} has`;
  const titles: Record<TellingKind, string> = { issued: `Action ${ref}`, reminder: `Action ${ref} is due soon`, overdue: `Action ${ref} is overdue`, escalation: `Action ${ref} is overdue` };
  const first: Record<TellingKind, string> = {
    issued: `${whose} an action from ${panel}.`,
    reminder: `${whose} an action from ${panel} that is due soon.`,
    overdue: `${whose} an action from ${panel} that is overdue.`,
    escalation: `${agency} has an action from ${panel} that is overdue, and nobody has said that it is done. As the lead for ${agency} you are asked to see that it is, or to tell the panel why not.`,
  };
  return {
    title: titles[kind],
    body: [first[kind], "", `Reference: ${ref}`, `Due: ${longDay(dueOn)}`, "", "Sign in to read what it is and to say how it stands. This message says nothing of it on purpose: please do not answer with details of a case."].join("\n"),
  };
}

/** What somebody was told, as the list of the coordinator says it. */
export const tellingName = (kind: TellingKind): string => ({ issued: "New action", reminder: "Due soon", overdue: "Overdue", escalation: "Overdue, for the lead" })[kind];

/** Why nobody can be told like this at that time; null when they can. */
export function whyNotTold(at: Instant, from: Instant, now: Date): string | null {
  if (at > now.toISOString()) return "Enter a time that has passed";
  return dayOf(at) < dayOf(from) ? "Enter a time after there was something to tell" : null;
}
