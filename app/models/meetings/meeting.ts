import type { Day } from "../core/days.ts";
import type { Section } from "../people/panel.ts";

/** *Ending*: being closed, subject by subject; in the table it is live still. */
export type Status = "draft" | "published" | "live" | "ending" | "ended" | "agreed";

/** What a meeting's status is called on screens (product.md, Words). */
export const statusName = (status: Status, circulated = false): string =>
  ({ draft: "agenda being built", published: "agenda published", live: "in session", ending: "being closed", ended: circulated ? "minutes sent out" : "minutes in draft", agreed: "minutes approved" })[status];

/** Statuses in which the meeting is still to be held, or being held: its items are its cases' next things. */
export const notEnded: Exclude<Status, "ending">[] = ["draft", "published", "live"];

/** "MACSE 27": how a meeting is named. */
export const meetingName = (panel: { code: string }, meeting: { number: number }): string => `${panel.code} ${meeting.number}`;

/** Read out at the start of every meeting (practice.md §7.3). */
export const confidentiality = [
  "Everything discussed here is confidential and shared to protect children. Share onward only for that purpose, only what is needed, and only with people who have a role.",
  "Minutes must not be copied or passed on without the agreement of the agency that owns the information.",
  "If you have a conflict of interest, say so now. Agencies declining to share should say so and give the reason, which will be minuted.",
  "By staying in the meeting you agree.",
];

/** Standing items stand in these two sections, before and after the panel's own. */
export const opening = "opening";
export const closing = "closing";

/** The standing items of every meeting, with their minutes (practice.md §7.2). */
export const standingItems: { section: typeof opening | typeof closing; title: string; minutes: number }[] = [
  { section: opening, title: "Welcome, introductions and confidentiality statement", minutes: 5 },
  { section: opening, title: "Apologies and deputies", minutes: 2 },
  { section: opening, title: "Minutes of the last meeting", minutes: 3 },
  { section: opening, title: "Matters arising", minutes: 10 },
  { section: closing, title: "Any other business and date of the next meeting", minutes: 5 },
];

/** Whether a standing item is the one under which the last meeting's minutes are agreed. */
export const isLastMinutes = (title: string | null): boolean => /^minutes of the last meeting/i.test(title ?? "");

/** All sections of a meeting in the order of its agenda. */
export const sectionKeys = (sections: Section[]): string[] => [opening, ...sections.map((s) => s.key), closing];

/** Why a meeting may not be opened on that day, or null. */
export function whyNotOpen(onDay: Day, today: Day, taken: Day[]): string | null {
  if (onDay < today) return "Choose today or a later day";
  if (taken.includes(onDay)) return "This panel already has a meeting on that day";
  return null;
}

/** What is said of anything that would change a meeting while it is being closed, or an item whose extract is written. */
export const endingWords = "The meeting is being closed: what is recorded stands, and corrections are addenda";

/** Why the agenda may no longer be changed, or null. */
export const whyNotChange = (status: Status): string | null => ((notEnded as Status[]).includes(status) ? null : status === "ending" ? endingWords : "This meeting has ended: its agenda stands as it was");

/** Why the agenda may not be published yet, or null. */
export function whyNotPublish(status: Status, undecided: number, listed: number): string | null {
  if (status !== "draft") return "This agenda is already published";
  if (undecided > 0) return `${undecided} proposed ${undecided === 1 ? "subject is" : "subjects are"} still to be decided: list, defer or decline each one first`;
  if (listed === 0) return "Nobody is listed yet";
  return null;
}

export interface Planned {
  planned: number;
  long: number;
  over: number;
}

/** Planned minutes against the meeting's length. */
export function plannedOf(items: { minutes: number }[], long: number): Planned {
  const planned = items.reduce((sum, item) => sum + item.minutes, 0);
  return { planned, long, over: Math.max(0, planned - long) };
}

/** "2 h 15 min" */
export function duration(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (!hours) return `${rest} min`;
  return rest ? `${hours} h ${rest} min` : `${hours} h`;
}

/** "12:30": when a meeting that starts at `time` and lasts `minutes` ends. */
export function endsAt(time: string, minutes: number): string {
  const end = Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5)) + minutes;
  return `${String(Math.floor(end / 60) % 24).padStart(2, "0")}:${String(end % 60).padStart(2, "0")}`;
}
