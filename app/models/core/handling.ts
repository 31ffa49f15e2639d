import type { Who } from "./who.ts";

// Who may read a block of text that an agency gave to a panel (practice.md §4.3). Reach says what exists; this, which words of it are read.

export const handlings = ["shared", "named agencies", "police", "health", "chair"] as const;
export type Handling = (typeof handlings)[number];

/** Lawful bases of sharing: UK GDPR article 6, and Part 3 of the Data Protection Act 2018 (practice.md §2.5). */
export const lawfulBases = ["public task", "legal obligation", "vital interests", "legitimate interests", "consent", "law enforcement (Part 3)"] as const;

/** For whom a block of text is. */
export interface Handled {
  handling: Handling;
  /** The agency whose words they are: it reads them always. */
  agencyId: string;
  /** The agencies that *named agencies* names. */
  agencyIds: readonly string[];
  /** The panel to which they were given. */
  panelId: string;
}

type Reader = Pick<Who, "agencyId" | "agencyKind" | "memberships">;

/** Whether the person reads a block of text that they reach: their own agency's; what is shared with the panel; what its handling names them for. */
export function readsText(who: Reader, block: Handled): boolean {
  if (block.agencyId === who.agencyId) return true;
  switch (block.handling) {
    case "shared": return true;
    case "named agencies": return block.agencyIds.includes(who.agencyId);
    case "police":
    case "health": return who.agencyKind === block.handling;
    case "chair": return who.memberships.some((m) => m.panelId === block.panelId && (m.role === "chair" || m.role === "deputy chair"));
  }
}

/** Words that are there and not this person's to read: who holds them, and whom to ask. */
export interface Withheld {
  by: string;
  contact: string;
}

interface Circle {
  handling: Handling;
  agencyIds: readonly string[];
}

/**
 * Whether somebody would read it under `to` who does not under `from`: that needs a lawful basis. `agencies` are those that sit in the panel,
 * besides the one whose words they are.
 */
export function isWider(from: Circle, to: Circle, agencies: readonly { id: string; kind: string }[]): boolean {
  if (from.handling === "shared" || (to.handling === "chair" && from.handling === "chair")) return false;
  if (to.handling === "shared" || to.handling === "chair") return true;
  const reads = (circle: Circle, agency: { id: string; kind: string }) => (circle.handling === "named agencies" ? circle.agencyIds.includes(agency.id) : circle.handling === agency.kind);
  return agencies.some((agency) => reads(to, agency) && !reads(from, agency));
}

/** "Police only", "Seaholme Health and Seaholme Schools only": for whom it is, besides the agency whose words they are. */
export function handlingInWords(handling: Handling, agencies: readonly string[], panel: string): string {
  switch (handling) {
    case "shared": return `Shared with ${panel}`;
    case "named agencies": return `${agencies.join(", ")} only`;
    case "police": return "Police only";
    case "health": return "Health only";
    case "chair": return `Chair and deputy of ${panel} only`;
  }
}

/** "Seaholme Health and the police only": who reads what is typed, as it stands above an editor; null for what is shared with the panel. */
export function readersInWords(owner: { name: string; kind: string }, handling: Handling, agencies: readonly string[], panel: string): string | null {
  const kind = handling === "police" ? "the police" : "health agencies";
  // Where the owner is one of the kind that is named, the kind says it all.
  const all = handling === owner.kind ? [kind] : [owner.name, ...(handling === "named agencies" ? agencies : [handling === "chair" ? `the chair and the deputy of ${panel}` : kind])];
  return handling === "shared" ? null : `${all.length > 1 ? `${all.slice(0, -1).join(", ")} and ${all.at(-1)}` : all[0]} only`;
}

// National Intelligence Report, 3×5×2 (practice.md §4.4).
export const sourceGrades = [{ value: "1", label: "1 Reliable" }, { value: "2", label: "2 Untested" }, { value: "3", label: "3 Not reliable" }] as const;
export const informationGrades = [
  { value: "A", label: "A Known directly to the source" }, { value: "B", label: "B Known indirectly, corroborated" }, { value: "C", label: "C Known indirectly" }, { value: "D", label: "D Not known" }, { value: "E", label: "E Suspected to be false" },
] as const;
export const handlingCodes = [{ value: "P", label: "P Lawful sharing permitted" }, { value: "C", label: "C Lawful sharing permitted with conditions" }] as const;

export interface Grading {
  source: string | null;
  information: string | null;
  code: string | null;
  conditions: string | null;
  /** The words that may be read by whoever reaches the subject: source neither named nor to be guessed. */
  sanitised: string | null;
}

/** Why a graded report may not be kept like this, with the field; null when it may. */
export function whyNotGraded({ source, information, code, conditions, sanitised }: Grading, handling: Handling): { field: string; message: string } | null {
  const graded = source || information || code;
  if (!graded) return conditions ? { field: "code", message: "Conditions belong to handling code C" } : null;
  if (!source) return { field: "source", message: "Grade the source: 1 to 3" };
  if (!information) return { field: "information", message: "Assess the information: A to E" };
  if (!code) return { field: "code", message: "Choose the handling code: P or C" };
  if (code === "C" && !conditions) return { field: "conditions", message: "Say under which conditions it may be shared" };
  if (code === "P" && conditions) return { field: "conditions", message: "Conditions belong to handling code C" };
  if (handling === "shared") return { field: "handling", message: "A graded report is not shared as it stands: keep it with the police, and give the panel the sanitised words" };
  if (!sanitised) return { field: "sanitised", message: "Give the sanitised words: only these are for the panel" };
  return null;
}
