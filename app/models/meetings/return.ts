import { type Day, dayOf, type Instant } from "../core/days.ts";
import { addWorkdays } from "../core/workdays.ts";
import type { Kind } from "../subjects/subject.ts";

// What an agency tells a meeting of a subject before it (practice.md §2.1 step 5, §3.15): an update, that it holds nothing, or why it will not say.

export interface Heading {
  key: string;
  label: string;
  /** For which kinds of subject it is asked. */
  kinds: readonly Kind[];
  hint?: string;
}
const people: readonly Kind[] = ["child", "offender"];
const child: readonly Kind[] = ["child"];
const every: readonly Kind[] = ["child", "offender", "location"];

/** The parts of an update (practice.md §3.15 and §7.4). */
export const headings: readonly Heading[] = [
  { key: "contact", label: "Contact since the last meeting", kinds: every, hint: "Visits, calls, appointments: how many, and what came of them" },
  { key: "missing", label: "Missing", kinds: child },
  { key: "police", label: "Police and intelligence", kinds: every, hint: "Sanitised words alone: the source neither named nor to be guessed" },
  { key: "health", label: "Health", kinds: people },
  { key: "education", label: "Education", kinds: child },
  { key: "family", label: "Family", kinds: people },
  { key: "concern", label: "People and places of concern", kinds: every },
  { key: "strengths", label: "Strengths and what protects", kinds: every },
  { key: "worries", label: "Worries", kinds: every },
  { key: "voice", label: "What the child says", kinds: child, hint: "In the child's own words where you have them, and when and to whom" },
  { key: "summary", label: "Summary for the minutes", kinds: every, hint: "What the whole panel may read in the minutes, where the rest is for fewer" },
];
export const headingsFor = (kind: Kind): Heading[] => headings.filter((one) => one.kinds.includes(kind));
export const headingLabel = (key: string): string => headings.find((one) => one.key === key)?.label ?? key;

/** How an agency told it to whoever entered it in its name. */
export const receivedHows = ["by e-mail", "by telephone", "by letter", "in person", "in another system"] as const;

export type SentState = "submitted" | "nothing held" | "declined";
/** What others than the agency itself know: of a draft, that nothing was sent. */
export type ReturnState = SentState | "not sent";
export const stateForOthers = (state: string): ReturnState => (state === "asked" || state === "draft" ? "not sent" : (state as SentState));
export const returnStateName: Record<ReturnState, string> = { submitted: "Update", "nothing held": "Nothing held", declined: "Declined", "not sent": "Not yet" };

/** The last day on which returns are in time: so many working days before the meeting, wherever it moves. */
export const returnsDueOn = (meetingOn: Day, workdays: number): Day => addWorkdays(meetingOn, -workdays);

/** Whether a return came, or is still to come, after the day on which it was due. */
export const isLate = (sentAt: Instant | null, due: Day, today: Day): boolean => (sentAt ? dayOf(sentAt) : today) > due;

/** Why nothing is answered any more, or not yet; or null. */
export function whyNotAnswer(item: { meetingStatus: string; withdrawnAt: string | null }): string | null {
  if (item.withdrawnAt) return "This subject was taken off the agenda: nothing more is asked";
  if (item.meetingStatus === "published" || item.meetingStatus === "live") return null;
  if (item.meetingStatus === "draft") return "The agenda is not published yet";
  return "This meeting is over: what was sent stands. What is new is written as a note, or to the next meeting";
}

export interface Part {
  heading: string;
  text: string;
  handling: string;
  agencyIds: readonly string[];
  hidden: boolean;
  safe: boolean;
}

/** What is wrong with one part, and beside which of its fields; null when nothing is. */
export function faultIn(part: Part): { field: "Hidden" | "Safe" | "AgencyIds"; message: string } | null {
  const label = headingLabel(part.heading);
  if (part.handling === "named agencies" && part.agencyIds.length === 0) return { field: "AgencyIds", message: `${label}: choose the agencies for which it is` };
  if (part.hidden && part.handling === "shared") return { field: "Hidden", message: `${label}: what is shared with the panel cannot be hidden from it` };
  if (part.safe && part.handling !== "shared") return { field: "Safe", message: `${label}: the whole panel reads the minutes. Share this part, or write what they may hold under “${headingLabel("summary")}”` };
  return null;
}

/** Why an update may not be sent with these parts, or null. */
export function whyNotSend(parts: readonly Part[]): string | null {
  if (parts.length === 0) return "Write at least one part, or say that nothing is held";
  // That there is an update with nothing in it would say to everybody that something is hidden.
  if (parts.every((part) => part.hidden)) return "All of it is hidden, and others would still see that an update was sent: write something that they may know of";
  return null;
}

/** Why *nothing held* may not be said with one key, or null. */
export function whyNotNothing(state: string, ref: string): string | null {
  if (state === "draft") return `${ref} has a draft: send it, or throw it away first`;
  if (state !== "asked") return `${ref} is answered already: open it to correct what was sent`;
  return null;
}

export interface Counts {
  asked: number;
  submitted: number;
  nothing: number;
  declined: number;
  late: number;
  left: number;
}

/** How many were asked and answered what. `late`: came late, or has not come and is late. */
export function countsOf(returns: readonly { state: ReturnState; late: boolean }[]): Counts {
  const of = (state: ReturnState) => returns.filter((one) => one.state === state).length;
  return { asked: returns.length, submitted: of("submitted"), nothing: of("nothing held"), declined: of("declined"), late: returns.filter((one) => one.late).length, left: of("not sent") };
}

/** "Updates received 21/24, nil returns 3, declined 0": as an agenda says it (practice.md §7.2). */
export const countsInWords = (counts: Counts): string => `Updates received ${counts.submitted}/${counts.asked}, nil returns ${counts.nothing}, declined ${counts.declined}`;

/** What the minutes and an extract keep of one agency's return: what the whole panel may read of it. */
export interface PaperReturn {
  agency: string;
  state: ReturnState;
  late: boolean;
  declinedReason: string | null;
  parts: { heading: string; text: string }[];
}

/** The words of a return that may go into the minutes as they are, as one paragraph; empty when there are none. */
export function wordsForMinutes(agency: string, parts: readonly { heading: string; text: string }[]): string {
  if (parts.length === 0) return "";
  return `${agency}: ${parts.map((part) => (part.heading === headingLabel("summary") ? part.text.trim() : `${part.heading}: ${part.text.trim()}`)).join("\n")}`;
}
