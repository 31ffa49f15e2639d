import { endingWords, type Status } from "./meeting.ts";

export interface RunningMeeting {
  status: Status;
  current_item_id: string | null;
}
export interface Step {
  id: string;
  startedAt: string | null;
  finishedAt: string | null;
}

/** Why the meeting cannot be started, in the user's words. */
export function whyNotStart(meeting: RunningMeeting, items: number): string | null {
  if (meeting.status === "live") return "This meeting has already been started";
  if (meeting.status === "ending") return endingWords;
  if (meeting.status === "ended" || meeting.status === "agreed") return "This meeting has ended";
  if (meeting.status === "draft") return "Publish the agenda before starting the meeting";
  if (items === 0) return "There is nothing on the agenda";
  return null;
}

/** Why the meeting cannot move to an item, in the user's words. */
export function whyNotMove(meeting: RunningMeeting, item: { withdrawn_at: string | null }): string | null {
  if (meeting.status !== "live") return meeting.status === "published" ? "Start the meeting first" : meeting.status === "ending" ? endingWords : "This meeting is not running";
  if (item.withdrawn_at) return "This item was withdrawn from the agenda";
  return null;
}

export type Progress = "done" | "current" | "to come";

/** Where an item stands: being spoken about, spoken about, or to come. */
export const progressOf = (step: Step, currentId: string | null): Progress => (step.id === currentId ? "current" : step.finishedAt ? "done" : "to come");

/** The item after the current one: the next that is to come, else (items were taken out of order) the first one left over; null when none is left. */
export function nextStep<T extends Step>(steps: T[], currentId: string | null): T | null {
  const here = steps.findIndex((step) => step.id === currentId);
  const left = (step: T) => progressOf(step, currentId) === "to come";
  return steps.slice(here + 1).find(left) ?? steps.find(left) ?? null;
}
