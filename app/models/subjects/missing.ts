import { type Day, type Instant, addDays, dayAndTime, dayOf, daysBetween, shortDay } from "../core/days.ts";

export const missingKinds = ["missing", "away from placement"] as const;
export const policeGrades = ["no apparent risk", "low", "medium", "high"] as const;
export const offeredWords = ["yes", "no", "not known"] as const;
export const interviewResults = ["not known", "arranged", "completed", "declined", "not completed"] as const;
export type InterviewResult = (typeof interviewResults)[number];
/** Why an interview was not completed (practice.md §3.6). */
export const interviewReasons = ["child declined", "repeatedly unavailable", "already missing again", "unsafe", "no response", "carer refused", "other"] as const;
export const foundHow = ["returned by themselves", "police", "carer", "family or friend", "other"] as const;

/** A return's hour is known or only its day. */
export interface Returned {
  toOn: Day | null;
  toAt: Instant | null;
}

/** By when the interview is due: 72 hours after the return when its hour is known, else the end of the third day. Null while the child is away. */
export function interviewDue({ toOn, toAt }: Returned): { on: Day; at: Instant | null } | null {
  if (toAt) {
    const at = new Date(Date.parse(toAt) + 72 * 3_600_000).toISOString();
    return { on: dayOf(at), at };
  }
  return toOn ? { on: addDays(toOn, 3), at: null } : null;
}

export interface Interview {
  offered: "yes" | "no" | "not known";
  result: InterviewResult;
  completedOn: Day | null;
  completedAt: Instant | null;
}

/** Whether a completed interview was in time; null when it cannot be known (no hour on the day it fell due, or no day at all). */
export function inTime(returned: Returned, interview: Pick<Interview, "completedOn" | "completedAt">): boolean | null {
  const due = interviewDue(returned);
  if (!due) return null;
  if (due.at && interview.completedAt) return interview.completedAt <= due.at;
  const on = interview.completedAt ? dayOf(interview.completedAt) : interview.completedOn;
  if (!on) return null;
  if (on === due.on) return due.at ? null : true;
  return on < due.on;
}

/** Whether the interview should have been by now and is not. One that was declined or given up is no longer owed. */
export function interviewOverdue(returned: Returned, interview: Pick<Interview, "result"> | null, now: Date): boolean {
  const due = interviewDue(returned);
  if (!due || (interview && ["completed", "declined", "not completed"].includes(interview.result))) return false;
  return due.at ? now.toISOString() > due.at : dayOf(now) > due.on;
}

/** "due by 3 Mar 2026, 14:05", "completed 2 Mar 2026, in time", "not known whether it took place" … */
export function interviewInWords(returned: Returned, interview: Interview | null, now: Date): string {
  const due = interviewDue(returned);
  if (!due) return "due 72 hours after the return";
  const by = due.at ? dayAndTime(due.at) : `the end of ${shortDay(due.on)}`;
  if (interview?.result === "completed") {
    const on = interview.completedAt ? dayAndTime(interview.completedAt) : interview.completedOn ? shortDay(interview.completedOn) : "on a day not known";
    const punctual = inTime(returned, interview);
    return `completed ${on}, ${punctual === null ? "not known whether in time" : punctual ? "in time" : `late (was due by ${by})`}`;
  }
  if (interview?.result === "declined") return "declined";
  if (interview?.result === "not completed") return "not completed";
  const state = interview?.result === "arranged" ? "arranged" : interview?.offered === "yes" ? "offered" : interview?.offered === "no" ? "not offered" : "not known whether it took place";
  return `${state}, ${interviewOverdue(returned, interview, now) ? "was due" : "due"} by ${by}`;
}

/** "3 days", "26 hours", "not yet returned": how long the child was away. Without hours, whole days count and are said to. */
export function lengthInWords(episode: { fromOn: Day; fromAt: Instant | null } & Returned, now: Date): string {
  const end = episode.toAt ?? (episode.toOn ? null : now.toISOString());
  if (episode.fromAt && end) {
    const hours = Math.max(0, Math.round((Date.parse(end) - Date.parse(episode.fromAt)) / 3_600_000));
    const words = hours < 72 ? `${hours} ${hours === 1 ? "hour" : "hours"}` : `${Math.floor(hours / 24)} days`;
    return episode.toOn || episode.toAt ? words : `${words} so far`;
  }
  const days = daysBetween(episode.fromOn, episode.toOn ?? dayOf(now));
  const words = days === 0 ? "less than a day" : `${days} whole ${days === 1 ? "day" : "days"}`;
  return episode.toOn ? words : `${words} so far`;
}
