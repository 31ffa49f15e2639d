import { type Instant, timeOf } from "../core/days.ts";

/** A closed session as everybody may know of it: when, and which agencies stayed. Never what was said. */
export interface ClosedSession {
  from: Instant;
  to: Instant | null;
  agencies: string[];
}

/** The one neutral line of the shared minutes (practice.md §4.4). */
export const closedInWords = ({ from, to, agencies }: ClosedSession): string => `Further information was discussed in closed session, ${timeOf(from)} ${to ? `to ${timeOf(to)}` : "until now"} (${agencies.join(", ")}).`;

interface MeetingNow {
  status: string;
  current_item_id: string | null;
}

/** Why an item cannot be closed to some agencies now; null when it can. */
export function whyNotClose(meeting: MeetingNow, itemId: string, closed: boolean): string | null {
  if (meeting.status !== "live") return "A session is closed while the meeting runs";
  if (closed) return "This item is in closed session already";
  return meeting.current_item_id === itemId ? null : "The meeting is not at this item: move it there first";
}

/** How a document of a closed session is filed: the n-th of its item. */
export const closedHandling = (n: number): string => `closed ${n}`;
/** The same as a pattern of SQL's *like*. */
export const closedHandlings = "closed %";
export const isClosedHandling = (handling: string): boolean => handling.startsWith("closed ");
