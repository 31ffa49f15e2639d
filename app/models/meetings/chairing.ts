import { dayAndTime, dayOf, type Instant, timeOf } from "../core/days.ts";

// Who is in the chair, and a meeting that was left running.

export type How = "started" | "handed over" | "took over";

/** A time in which somebody was in the chair, as the minutes say it. */
export interface Chairing {
  name: string;
  how: How;
  from: Instant;
  to: Instant | null;
}

/** For how long the connection of who is in the chair must be gone before somebody may take over (ms). */
export const goneMs = 30_000;

/** Why the chair cannot be taken over now, in the user's words; null when it can. `goneSince` null while they are here. */
export function whyNotTake(meeting: { status: string }, chair: { name: string; mine: boolean; goneSince: Instant | null } | null, now: Date): string | null {
  if (meeting.status !== "live") return "The meeting is not running";
  if (chair?.mine) return "You are in the chair already";
  if (chair && chair.goneSince === null) return `${chair.name} is here: ask them to hand the chair over`;
  if (chair && now.getTime() - Date.parse(chair.goneSince!) < goneMs) return `${chair.name}'s connection dropped only now: wait half a minute`;
  return null;
}

/** Why the chair cannot be handed over, in the user's words; null when it can. */
export function whyNotHandOver(meeting: { status: string }, chair: { name: string; mine: boolean } | null): string | null {
  if (meeting.status !== "live") return "The meeting is not running";
  if (chair && !chair.mine) return `${chair.name} is in the chair: only they hand it over`;
  return null;
}

/** "Amira Haddad, 10:00 to 10:40; then Gareth Pugh (took over: the chair's connection had dropped), 10:40 to 11:30" */
export function chairingInWords(chairings: readonly Chairing[]): string {
  // Of a meeting that was adjourned to another day with the days.
  const began = new Set(chairings.map((one) => dayOf(one.from))).size > 1 ? dayAndTime : timeOf;
  return chairings.map((one, i) => `${i ? "then " : ""}${one.name}${one.how === "handed over" ? " (handed over)" : one.how === "took over" ? " (took over: the chair's connection had dropped)" : ""}, ${one.to ? `${began(one.from)} to ${timeOf(one.to)}` : `from ${began(one.from)}`}`).join("; ");
}

/** A running meeting counts as left so many hours after the last person went, or after the end of its plan. */
export const leftAfterHours = 2;
const hourMs = 3_600_000;

/** Why a meeting counts as left running, and since when; null when it does not. `lastHere` is when the last person went; null while somebody is here. */
export function leftRunning(meeting: { status: string; startedAt: Instant | null; plannedEnd: Instant }, lastHere: Instant | null, isSomebodyHere: boolean, now: Date): { why: "nobody here" | "past its end"; since: Instant } | null {
  if (meeting.status !== "live") return null;
  const long = (since: Instant) => now.getTime() - Date.parse(since) >= leftAfterHours * hourMs;
  const emptySince = isSomebodyHere ? null : (lastHere ?? meeting.startedAt);
  if (emptySince && long(emptySince)) return { why: "nobody here", since: emptySince };
  return long(meeting.plannedEnd) ? { why: "past its end", since: meeting.plannedEnd } : null;
}
