import type { Day } from "../core/days.ts";
import { actionFrom } from "./capture-action.ts";
import { decisionFrom, markerFrom, measureFrom, riskFrom, sharingFrom } from "./capture-lines.ts";
import type { AgencyKnown, PersonKnown } from "./owner-words.ts";

// A line of the minutes that asks to be recorded: "/action Police, J Smith, by 14 Dec: check the vehicle". Read by rules alone, and shown for
// confirmation: what is not said stays empty, what is not sure is left to whoever confirms.

export const captures = ["action", "risk", "sharing", "decision", "marker", "measure", "outcome"] as const;
export type Capture = (typeof captures)[number];

const words: Record<Capture, string[]> = {
  action: ["action", "act", "task"],
  risk: ["risk", "level"],
  sharing: ["share", "sharing"],
  decision: ["decision", "decided", "decide"],
  marker: ["marker", "flag"],
  measure: ["measure", "disrupt", "disruption"],
  outcome: ["outcome"],
};
/** What is typed first, as help shows it. */
export const commands: { capture: Capture; command: string; example: string }[] = [
  { capture: "action", command: "/action", example: "/action Police, J Smith, by 14 Dec: check the vehicle" },
  { capture: "risk", command: "/risk", example: "/risk unchanged, review 12 Jan: two more episodes, now with adults" },
  { capture: "sharing", command: "/share", example: "/share police to health, by Friday: vehicle and description" },
  { capture: "decision", command: "/decision", example: "/decision Stay on the plan, because the placement holds" },
  { capture: "marker", command: "/marker", example: "/marker police CSE marker, by Friday: seen in the car" },
  { capture: "measure", command: "/measure", example: "/measure CPW against O-0031, licensing: serving under age" },
];

/** What the rules know: the choices of the item's forms. */
export interface Known {
  today: Day;
  meetingOn: Day;
  nextMeetingOn: Day | null;
  nextReviewOn: Day;
  scale: { name: string; rank: number }[];
  currentLevel: { level: string } | null;
  agencies: AgencyKnown[];
  people: PersonKnown[];
  about: { id: string; ref: string; name: string }[];
}

/** What was read out of a line: the fields of its form, and the first that nothing was said for. */
export interface Captured {
  capture: Capture;
  fields: Record<string, string | string[]>;
  /** What must be said, in the order of the form: some of it is usual, and need not be said in the line. */
  needs: string[];
  missing: string | null;
}

/** The command at the start of a line, after marks of a list or quotation: what is to be recorded, its words, and where in the line the slash is. Null when there is none. */
export function commandIn(line: string): { capture: Capture; words: string; at: number } | null {
  const found = /^(\s*(?:(?:[-*+>]|\d{1,3}[.)])\s+)*)\/([a-z]+)(?=$|[\s:,])[\s:,]*(.*)$/i.exec(line);
  const capture = found && captures.find((one) => words[one].includes(found[2]!.toLowerCase()));
  return found && capture ? { capture, words: found[3]!.trim(), at: found[1]!.length } : null;
}

/** Reads the words of a line as the fields of a form. */
export function readLine(capture: Capture, line: string, known: Known): Captured {
  const said = line.replace(/\s+/g, " ").trim();
  const read = { action: actionFrom, risk: riskFrom, sharing: sharingFrom, decision: decisionFrom, marker: markerFrom, measure: measureFrom, outcome: (text: string) => ({ fields: text ? { note: text } : {}, needs: ["outcome"] }) }[capture](said, known);
  const fields = Object.fromEntries(Object.entries(read.fields).filter(([, value]) => value.length > 0));
  return { capture, fields, needs: read.needs, missing: read.needs.find((name) => !fields[name]) ?? null };
}

/**
 * Whether a line that begins with no command was meant by a key nevertheless: only when it says who or by when, what level or with whom. A
 * sentence of the minutes in which the caret happens to stand is left alone.
 */
export function isMeant(capture: Capture, line: string, known: Known): boolean {
  if (!line.trim()) return false;
  const { fields } = readLine(capture, line, known);
  const of = (...names: string[]) => names.every((name) => fields[name]);
  if (capture === "action") return of("what") && (of("agencyId") || of("due"));
  if (capture === "risk") return of("level");
  if (capture === "sharing") return of("toAgencyId", "ownerAgencyId");
  if (capture === "marker") return of("system");
  return capture === "measure" && of("kind");
}
