import { type Instant, timeOf } from "../core/days.ts";
import type { GuestCapacity } from "../core/who.ts";

// Who comes to a meeting without belonging to its panel (practice.md §4.1).

export const guestCapacities: { value: GuestCapacity; label: string; hint: string }[] = [
  { value: "invited attendee", label: "Invited attendee", hint: "Takes part in one item: a head teacher, a GP, a key worker, a referrer. Knows of no other item" },
  { value: "observer", label: "Observer", hint: "Listens to one item: a trainee, for instance" },
  { value: "deputy", label: "Deputy for a member", hint: "Takes a member's place at this meeting: all its items, reading and writing" },
];

/** A time in which somebody was let in; `to` null while they are. */
export interface Stay {
  from: Instant;
  to: Instant | null;
}

/** How somebody invited to an item took part in it, as the minutes say it. */
export interface Visit {
  name: string;
  agency: string;
  capacity: GuestCapacity;
  stays: Stay[];
}

/** "Josie Lamb (Harbour School), invited attendee, 10:42 to 10:55" */
export const visitInWords = ({ name, agency, capacity, stays }: Visit): string =>
  `${name} (${agency}), ${capacity}, ${stays.map(({ from, to }) => (to ? `${timeOf(from)} to ${timeOf(to)}` : `from ${timeOf(from)}`)).join(" and ")}`;

/** Where somebody invited to an item stands. */
export type GuestState = "not signed" | "waiting" | "in" | "left";

export const guestState = (guest: { signedAt: Instant | null; stays: Stay[] }): GuestState =>
  guest.signedAt === null ? "not signed" : guest.stays.some((stay) => stay.to === null) ? "in" : guest.stays.length ? "left" : "waiting";

interface MeetingNow {
  status: string;
  current_item_id: string | null;
}

/** Why nobody can be invited to a meeting any more; null when they can. */
export const whyNotInvite = ({ status }: { status: string }): string | null => (status === "ended" || status === "agreed" ? "This meeting has ended" : null);

/** Why somebody invited cannot be let in to their item now, in the user's words; null when they can. */
export function whyNotAdmit(meeting: MeetingNow, guest: { itemId: string | null; state: GuestState; apart: boolean }): string | null {
  if (guest.itemId === null) return "A deputy is in the meeting already";
  if (meeting.status !== "live") return meeting.status === "ended" || meeting.status === "agreed" ? "This meeting has ended" : "The meeting has not started";
  if (meeting.current_item_id !== guest.itemId) return "The meeting is not at their item: move it there first";
  if (guest.apart) return "They take no part in this item: a conflict of interest was declared";
  if (guest.state === "not signed") return "They have not yet agreed to the confidentiality statement";
  return null;
}

/** What somebody invited to an item finds of it: when it comes · a place to wait · the minutes · nothing while it goes on without them · what was agreed. */
export type VisitStep = "to come" | "waiting" | "in" | "out" | "over";

export function visitStep(meeting: Pick<MeetingNow, "status">, item: { finishedAt: Instant | null }, state: GuestState): VisitStep {
  if (meeting.status === "ended" || meeting.status === "agreed") return "over";
  if (state === "in") return "in";
  // Of a meeting that was broken off some items are over.
  if (meeting.status !== "live") return item.finishedAt ? "out" : "to come";
  return state === "left" || item.finishedAt ? "out" : "waiting";
}
