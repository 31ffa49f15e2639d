import type { Ask } from "../core/ask.server.ts";
import { type Instant, instantOf } from "../core/days.ts";
import { discardHidden } from "./card.server.ts";
import { chairFor } from "./chairing.server.ts";
import { handsFor, lowerAll } from "./hand.server.ts";
import { minuteMs, type Pace, sharesOf, slipMs, spentOn, type Turn } from "./pace.ts";
import { endTurn, turnsOf } from "./turns.server.ts";

// What stands around the items on the page of a running meeting: time, chair, hands.

type Meeting = { id: string; panel_id: string; status: string; chair_id: string | null; current_item_id: string | null; on_day: string; starts_at: string; minutes_long: number };
interface StepOf {
  id: string;
  number: string | null;
  minutes: number;
  progress: "done" | "current" | "to come";
}

/** When a meeting is to end by its plan. */
export const plannedEndOf = (meeting: Pick<Meeting, "on_day" | "starts_at" | "minutes_long">): Instant => new Date(Date.parse(instantOf(meeting.on_day, meeting.starts_at)) + meeting.minutes_long * minuteMs).toISOString();

/**
 * The time of a running meeting; null when it does not run. It rests on the items that the reader reaches alone (`steps`): by nobody's sum does
 * anybody learn that there are others. For everybody else it is the same.
 */
export function paceOf(meeting: Meeting, steps: readonly StepOf[], turns: readonly Turn[], now: Date): Pace | null {
  if (meeting.status !== "live") return null;
  const current = steps.find((step) => step.progress === "current");
  const turn = turns.find((one) => one.to === null);
  return {
    now: now.toISOString(), plannedEnd: plannedEndOf(meeting), restMinutes: steps.filter((step) => step.progress === "to come").reduce((sum, step) => sum + step.minutes, 0),
    item: current ? { id: current.id, number: current.number, minutes: current.minutes, spentMs: spentOn(turns.filter((one) => one !== turn), current.id, now.getTime()), since: turn?.itemId === current.id ? turn.from : null } : null,
  };
}

/** The item before, to which one may go back within a minute of moving on by a slip of the hand. */
export function backOf(meeting: Pick<Meeting, "status">, steps: readonly StepOf[], turns: readonly Turn[], now: Date): { itemId: string; number: string | null; until: Instant } | null {
  const [before, last] = [turns.at(-2), turns.at(-1)];
  if (meeting.status !== "live" || !before || !last || last.to !== null || before.itemId === last.itemId || before.to !== last.from) return null;
  const until = Date.parse(last.from) + slipMs;
  const step = steps.find(({ id }) => id === before.itemId);
  return step && now.getTime() < until ? { itemId: step.id, number: step.number, until: new Date(until).toISOString() } : null;
}

/** All of it, for the meeting's page: `spent` and `shares` are whole minutes by item. */
export async function frameOf(ask: Ask, meeting: Meeting, steps: readonly StepOf[]) {
  const turns = meeting.status === "draft" || meeting.status === "published" ? [] : await turnsOf(ask, meeting.id);
  const pace = paceOf(meeting, steps, turns, ask.now);
  const toCome = steps.filter((step) => step.progress === "to come");
  const now = ask.now.getTime();
  const currentLeft = pace?.item ? Math.max(0, pace.item.minutes * minuteMs - spentOn(turns, pace.item.id, now)) : 0;
  const chair = await chairFor(ask, meeting);
  return {
    now: ask.now.toISOString(), pace, ...chair, back: chair.runs ? backOf(meeting, steps, turns, ask.now) : null,
    hands: await handsFor(ask, meeting),
    spent: Object.fromEntries(steps.filter((step) => step.progress === "done").map((step) => [step.id, Math.round(spentOn(turns, step.id, now) / minuteMs)])),
    // When not all minutes of the plan are left: how many each item would have.
    shares: pace ? Object.fromEntries(sharesOf(toCome, Date.parse(pace.plannedEnd) - now - currentLeft)) : {},
  };
}
export type Frame = Awaited<ReturnType<typeof frameOf>>;

/** A running meeting stops, to go on another time or for good: its turn and chairing end, hands go down. Inside a commit, before its current item is forgotten. */
export async function breakOff(ask: Ask, meeting: { id: string; current_item_id: string | null }): Promise<void> {
  await endTurn(ask, meeting);
  await ask.db.updateTable("chairing").set({ to_at: ask.now.toISOString() }).where("meeting_id", "=", meeting.id).where("to_at", "is", null).execute();
  await lowerAll(ask, meeting.id);
}

/** A meeting ends: as if broken off, and cards that nobody saw are gone. Inside a commit. */
export async function clearRoom(ask: Ask, meeting: { id: string; current_item_id: string | null }): Promise<void> {
  await breakOff(ask, meeting);
  await discardHidden(ask, meeting.id);
}
