import { type Day, shortDay } from "../core/days.ts";

// Corrections of draft minutes, proposed by those who attended and decided by the chair (practice.md §2.1 step 11).

/** A correction as it stands with the minutes. */
export interface Correction {
  id: string;
  itemId: string | null;
  /** The item's number, for the list. */
  number: string | null;
  passage: string | null;
  replacement: string | null;
  remark: string | null;
  at: string;
  by: string;
  accepted: boolean | null;
  decidedAt: string | null;
  decidedBy: string | null;
  why: string | null;
  /** The version of the minutes that holds it. */
  appliedIn: number | null;
}

/** Why this person proposes no correction; null when they may. `until` is the last day for it, null before the minutes went out. */
export function whyNotCorrect(meeting: { status: string }, attended: boolean, until: Day | null, today: Day): string | null {
  if (meeting.status === "agreed") return "The minutes were approved: what is wrong now is put right by an addendum. Tell the chair";
  if (meeting.status !== "ended") return "The meeting has not ended";
  if (!attended) return "Those who attended propose corrections";
  return until !== null && today > until ? `Corrections were to be proposed by ${shortDay(until)}. Tell the chair` : null;
}

export interface Proposed {
  passage: string | null;
  replacement: string | null;
  remark: string | null;
}

/** What is wrong in a proposed correction, and beside which field: `text` is the item's, null where it is about no item. */
export function whyNotPropose({ passage, replacement, remark }: Proposed, text: string | null): { field: string; message: string } | null {
  if (!passage && !replacement) return remark ? null : { field: "remark", message: "Give a passage and what should stand there, or a remark" };
  if (text === null) return { field: "itemId", message: "Choose the item in which the passage stands" };
  if (!passage) return { field: "passage", message: "Copy the passage that is wrong" };
  if (replacement === null && !remark) return { field: "replacement", message: "Say what should stand there, or in a remark why it should go" };
  const places = placesOf(text, passage).length;
  if (places === 0) return { field: "passage", message: "These words do not stand in the item’s minutes as they are: copy them from there" };
  return places > 1 ? { field: "passage", message: "These words stand there more than once: copy a few more of them" } : null;
}

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Where a passage stands in minutes: as it was copied from the page, without the marks of headings, lists and bold type. */
export function placesOf(text: string, passage: string): { from: number; to: number }[] {
  const words = passage.replace(/[*_#>]+/g, " ").trim().split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  const between = "(?:[\\s*_#>]|(?<=\\n)[ \\t]*-\\s)+";
  return [...text.matchAll(new RegExp(words.map(escaped).join(between), "g"))].map((match) => ({ from: match.index, to: match.index + match[0].length }));
}

/** The text with the passage replaced; null when it no longer stands there once. Bold type that begins before the passage and ends in it goes with it. */
export function corrected(text: string, { passage, replacement }: Pick<Proposed, "passage" | "replacement">): string | null {
  if (!passage) return text;
  const places = placesOf(text, passage);
  if (places.length !== 1) return null;
  let { from, to } = places[0]!;
  if ((text.slice(from, to).split("**").length - 1) % 2) {
    if (text.slice(0, from).endsWith("**")) from -= 2;
    else if (text.slice(to).startsWith("**")) to += 2;
  }
  const joined = `${text.slice(0, from)}${replacement ?? ""}${text.slice(to)}`;
  return replacement ? joined : joined.replace(/ {2,}/g, " ");
}

/** What a correction asks for, in a line. */
export const correctionInWords = ({ passage, replacement }: Pick<Proposed, "passage" | "replacement">): string => (passage ? (replacement ? `“${passage}” becomes “${replacement}”` : `“${passage}” goes`) : "Remark");

export const correctionState = ({ accepted, appliedIn }: Pick<Correction, "accepted" | "appliedIn">): string =>
  accepted === null ? "To be decided" : accepted ? (appliedIn ? `Accepted, in version ${appliedIn}` : "Accepted, in the next version") : "Not accepted";
