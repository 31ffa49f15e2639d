import { duration, endsAt } from "./meeting.ts";

// When each item comes, in which order they might best come, and what would make a plan fit. Pure: who may know of which item was decided before.

/** When an item begins, "10:05": the meeting's start and all that is planned before it. By id. */
export function clockOf(startsAt: string, items: { id: string; minutes: number }[]): Map<string, string> {
  const times = new Map<string, string>();
  let before = 0;
  for (const item of items) {
    times.set(item.id, endsAt(startsAt, before));
    before += item.minutes;
  }
  return times;
}

export interface Orderable {
  id: string;
  section: string;
  isBreak: boolean;
  /** The panel's rank of the risk, 0 when none is known. */
  rank: number;
  /** It was not reached last time: it comes before all others. */
  first: boolean;
  subjectId: string | null;
  /** Subjects linked to its own. */
  links: string[];
  /** People invited to it. */
  invited: string[];
}

/**
 * A better order of each section, its places kept: what was not reached comes first; items that share somebody invited stand together, so that
 * they come once, at a time that can be told; linked subjects stand together; for the rest the order stays. A group stands where its first item stood, and nobody
 * stands ahead of a higher risk but beside somebody as high. Breaks and standing items keep their places. Returns all ids in order.
 */
export function suggestOrder(items: Orderable[]): string[] {
  const order = items.map((item) => item.id);
  const sections = [...new Set(items.map((item) => item.section))];
  for (const section of sections) {
    const places = items.flatMap((item, i) => (item.section === section && item.subjectId && !item.isBreak ? [i] : []));
    const grouped = group(places.map((i) => items[i]!));
    for (const [n, i] of places.entries()) order[i] = grouped[n]!.id;
  }
  return order;
}

const band = (item: Orderable) => (item.first ? 1000 : 0) + item.rank;
const together = (a: Orderable, b: Orderable): boolean =>
  a.invited.some((one) => b.invited.includes(one)) || (b.subjectId !== null && a.links.includes(b.subjectId)) || (a.subjectId !== null && b.links.includes(a.subjectId));

function group(items: Orderable[]): Orderable[] {
  const done = new Set<string>();
  const order: Orderable[] = [];
  const take = (item: Orderable) => {
    done.add(item.id);
    order.push(item);
    // Whoever comes for two items comes once, whatever the risk; linked subjects only among their equals.
    for (const other of items) {
      if (done.has(other.id)) continue;
      const sharesGuest = item.invited.some((one) => other.invited.includes(one));
      if (sharesGuest || (together(item, other) && band(other) === band(item))) take(other);
    }
  };
  for (const item of [...items].sort((a, b) => Number(b.first) - Number(a.first))) if (!done.has(item.id)) take(item);
  return order;
}

export interface Fitting {
  id: string;
  number: string | null;
  label: string;
  isBreak: boolean;
  /** A standing matter is neither shortened nor left. */
  standing: boolean;
  minutes: number;
  rank: number;
  /** The weight of all its reasons. */
  weight: number;
  first: boolean;
  /** Somebody is invited to it. */
  invited: boolean;
}

export interface Fit {
  over: number;
  /** What to do, each with the minutes that it gives. */
  steps: { id: string; words: string; gives: number }[];
  /** Minutes still too many when all of it is done. */
  left: number;
}

/**
 * What would make a plan fit into `long` minutes, in words and in the order in which it hurts least: give those discussed at length no more than
 * `usual` minutes, the lowest risk first; then leave the last of the lowest risk for the next meeting, never whom was not reached, nor whom somebody is invited for,
 * nor the panel's highest risk (`highest`). Null when it fits.
 */
export function fitOf(items: Fitting[], long: number, usual: number, highest: number): Fit | null {
  const over = items.reduce((sum, item) => sum + item.minutes, 0) - long;
  if (over <= 0) return null;
  const steps: Fit["steps"] = [];
  let left = over;
  const least = [...items].filter((item) => !item.standing && !item.isBreak).reverse().sort((a, b) => Number(a.first) - Number(b.first) || a.rank - b.rank || a.weight - b.weight);
  const minutes = new Map(items.map((item) => [item.id, item.minutes]));
  const name = (item: Fitting) => [item.number, item.label].filter(Boolean).join(" ");
  for (const item of least) {
    if (left <= 0) break;
    const gives = Math.min(item.minutes - usual, left);
    if (gives <= 0) continue;
    steps.push({ id: item.id, words: `Give ${name(item)} ${item.minutes - gives} minutes rather than ${item.minutes}`, gives });
    minutes.set(item.id, item.minutes - gives);
    left -= gives;
  }
  for (const item of least) {
    if (left <= 0) break;
    if (item.first || item.invited || item.rank >= highest) continue;
    const gives = minutes.get(item.id)!;
    const at = steps.findIndex((step) => step.id === item.id);
    if (at >= 0) left += steps.splice(at, 1)[0]!.gives;
    const all = at >= 0 ? item.minutes : gives;
    steps.push({ id: item.id, words: `Leave ${name(item)} for the next meeting`, gives: all });
    left -= all;
  }
  return { over, steps, left: Math.max(0, left) };
}

/** "That makes 35 min of the 45 min": what the steps come to. */
export const fitInWords = ({ over, steps, left }: Fit): string =>
  left === 0 ? `That makes it fit: ${duration(steps.reduce((sum, step) => sum + step.gives, 0))} less.` : `That gives ${duration(over - left)} of the ${duration(over)}. For the rest make the meeting longer, or hold another.`;
