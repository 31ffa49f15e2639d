import type { Section } from "../people/panel.ts";
import { closing, opening, sectionKeys } from "./meeting.ts";

/** The least and the most minutes that an item may be given. */
export const minutesAllowed = { least: 1, most: 120 };

interface Placed {
  id: string;
  section: string;
  position: number;
  /** The position of the proposal that it came from; null when it was added by hand. */
  proposed: number | null;
}

/**
 * The order of a meeting's items with new ones let in: section by section; within a section the standing order stays,
 * and each new item goes before the first that was proposed after it, or to the end. Returns the ids.
 */
export function letIn(items: Placed[], fresh: Omit<Placed, "position">[], sections: Section[]): string[] {
  const keys = sectionKeys(sections);
  const order: string[] = [];
  for (const key of [...keys, ...new Set(items.map((i) => i.section).filter((s) => !keys.includes(s)))]) {
    const here: Omit<Placed, "position">[] = items.filter((item) => item.section === key).sort((a, b) => a.position - b.position);
    for (const item of fresh.filter((f) => f.section === key)) {
      const before = item.proposed === null ? -1 : here.findIndex((other) => other.proposed !== null && other.proposed > item.proposed!);
      if (before === -1) here.push(item);
      else here.splice(before, 0, item);
    }
    order.push(...here.map((item) => item.id));
  }
  return order;
}

/** The numbers that publishing fixes: "1", "2" for standing items through the whole agenda, "A1", "B2" by section for the rest. `items` in order. */
export function numbersOf(items: { id: string; section: string }[], sections: Section[]): Map<string, string> {
  const letters = new Map(sections.map((s) => [s.key, s.letter]));
  const counts = new Map<string, number>();
  const numbers = new Map<string, string>();
  for (const item of items) {
    const letter = item.section === opening || item.section === closing ? "" : (letters.get(item.section) ?? "");
    const next = (counts.get(letter) ?? 0) + 1;
    counts.set(letter, next);
    numbers.set(item.id, `${letter}${next}`);
  }
  return numbers;
}

/** The number of an item that comes in late: the next that is free in its section. */
export function lateNumber(taken: (string | null)[], section: string, sections: Section[]): string {
  const letter = sections.find((s) => s.key === section)?.letter ?? "";
  const used = taken.flatMap((n) => (n?.startsWith(letter) && /^\d+$/.test(n.slice(letter.length)) ? [Number(n.slice(letter.length))] : []));
  return `${letter}${Math.max(0, ...used) + 1}`;
}

/** The ids of one section with `id` moved: one up, one down, or before `before` ("" for the end). Unchanged when there is nowhere to go. */
export function moved(ids: string[], id: string, to: "up" | "down" | { before: string }): string[] {
  const from = ids.indexOf(id);
  if (from === -1) return ids;
  const rest = ids.filter((other) => other !== id);
  const at = to === "up" ? Math.max(0, from - 1) : to === "down" ? Math.min(rest.length, from + 1) : to.before === "" ? rest.length : rest.indexOf(to.before);
  if (at === -1) return ids;
  return [...rest.slice(0, at), id, ...rest.slice(at)];
}
