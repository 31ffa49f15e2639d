import type { Day } from "../core/days.ts";

// Markers (practice.md §3.20): a flag that the panel asks of another agency's system. That it was asked for, and that its owner confirms it, are two things.

/** The systems that hold markers, and what kind of agency confirms each. */
export const markerSystems = [
  { key: "police CSE marker", owner: "police" },
  { key: "police missing marker", owner: "police" },
  { key: "police address marker", owner: "police" },
  { key: "social care alert", owner: "children's social care" },
  { key: "health alert", owner: "health" },
  { key: "school alert", owner: "education" },
  { key: "youth justice alert", owner: "youth justice" },
  { key: "probation alert", owner: "probation" },
  { key: "housing alert", owner: "housing" },
  { key: "licensing alert", owner: "licensing" },
  { key: "another system", owner: "" },
] as const;
export type MarkerSystem = (typeof markerSystems)[number]["key"];
export const markerKeys = markerSystems.map((one) => one.key);
export const wants = ["place", "remove"] as const;
export type Want = (typeof wants)[number];
export const markerAnswers = ["confirmed", "refused"] as const;
export type MarkerAnswer = (typeof markerAnswers)[number];

const means: [RegExp, MarkerSystem][] = [
  [/\bmissing\b/i, "police missing marker"], [/\baddress\b|\bwarning marker\b/i, "police address marker"], [/\bc[sc]e\b|\bexploitation\b/i, "police CSE marker"], [/\byouth justice\b|\by[oj][ts]\b/i, "youth justice alert"], [/\bprobation\b/i, "probation alert"],
  [/\bsocial care\b|\bcsc\b|\bliquid ?logic\b|\bmosaic\b/i, "social care alert"], [/\bhealth\b|\bnhs\b|\bgp\b|\ba&e\b/i, "health alert"], [/\bschool|\beducation\b/i, "school alert"], [/\bhousing\b/i, "housing alert"], [/\blicensing\b/i, "licensing alert"], [/\bpolice\b|\bpnc\b|\bniche\b/i, "police CSE marker"],
];

/** The system that words mean: "CSE marker", "alert at school"; null when they say none. */
export function systemMeant(text: string): (typeof markerSystems)[number] | null {
  const key = means.find(([pattern]) => pattern.test(text))?.[1];
  return markerSystems.find((one) => one.key === key) ?? null;
}

/** "Place: police CSE marker" */
export const markerInWords = (marker: { want: string; system: string }): string => `${marker.want === "remove" ? "Remove" : "Place"} ${marker.system}`;

/** What stands of a marker: asked for, confirmed by its owner, or not, with the day. */
export function markerState(marker: { want: string; answer: string | null; agreed_at: string | null; ask_by_on: Day }, today: Day): string {
  if (marker.answer === "confirmed") return marker.want === "remove" ? "Removed, its owner confirms" : "Confirmed by its owner";
  if (marker.answer === "refused") return "Not placed, its owner says why";
  if (!marker.agreed_at) return "Recorded, not agreed";
  return marker.ask_by_on < today ? "Requested, not confirmed, late" : "Requested, not confirmed";
}

interface Answering {
  answer: MarkerAnswer;
  answeredOn: Day;
  ref: string | null;
  note: string | null;
}
/** Why a marker's owner cannot answer so, and beside which field; null when they can. */
export function whyNotAnswer(marker: { agreed_at: string | null; answer: string | null }, form: Answering, today: Day): { field: string; message: string } | null {
  if (!marker.agreed_at) return { field: "", message: "The panel has not agreed this yet" };
  if (marker.answer) return { field: "", message: "This was answered already" };
  if (form.answeredOn > today) return { field: "answeredOn", message: "Enter today or a day before it" };
  if (form.answer === "refused" && !form.note) return { field: "note", message: "Say why it is not done" };
  return null;
}
