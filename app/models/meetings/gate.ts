import type { Day, Instant } from "../core/days.ts";
import type { Kind } from "../subjects/subject.ts";
import { type Obstacle, obstacleInWords } from "./ending.ts";
import { voiceIn } from "./template.ts";

// The close gate: what a meeting should not end with, as sentences. Each check is a pure function of one item. What *must* be mended stands in the
// way; the rest may be overridden, with a reason that the minutes keep (product.md, chain 5; issue "Run the meeting", After).

/** An item as the gate sees it. */
export interface GateItem {
  id: string;
  number: string | null;
  /** The subject's reference, or the title. */
  label: string;
  subjectId: string | null;
  kind: Kind | null;
  discussed: boolean;
  outcome: string | null;
  text: string;
  /** What is to be done, and has gone out or will: an action that ended needs no owner. */
  actions: { id: string; ref: string; agency: string; person: string | null; dueOn: Day | null; agreed: boolean }[];
  sharing: { id: string; ref: string; to: string; gives: boolean; outside: boolean; lawfulBasis: string | null; agreed: boolean }[];
  /** The level that stands, or was agreed here, is the panel's highest. */
  high: boolean;
  nextReviewOn: Day | null;
  /** Persons posing risk whom it names or is about, of those that the reader reaches. */
  posing: { id: string; ref: string; basis: boolean }[];
  /** Names of which the program cannot say whose they are. */
  unsure: { written: string; folded: string }[];
}

interface Found {
  /** What in particular: with the check it says which finding it is, also when the gate is read again. */
  about: string;
  words: string;
  /** Where it is mended. */
  to: string;
  must: boolean;
}

export const checks = {
  "action without owner": (item) =>
    item.actions.filter((action) => !action.person).map((action) => ({ about: action.id, must: false, words: `${action.ref} has no owner: ${action.agency} has it, nobody is named`, to: `/actions/${action.id}/${action.agreed ? "reassignment" : "amendment"}` })),
  "action without date": (item) =>
    item.actions.filter((action) => !action.dueOn).map((action) => ({ about: action.id, must: !action.agreed, words: `${action.ref} has no due date`, to: `/actions/${action.id}/${action.agreed ? "reassignment" : "amendment"}` })),
  // What was agreed changes by addendum only: then a reason is all that is left.
  "no lawful basis": (item) =>
    item.sharing.filter((one) => one.gives && one.outside && !one.lawfulBasis).map((one) => ({ about: one.id, must: !one.agreed, words: `${one.ref}: sharing with ${one.to} has no lawful basis`, to: one.agreed ? `/sharing/${one.id}` : `/sharing/${one.id}/amendment` })),
  "no child's voice": (item) =>
    item.kind === "child" && item.discussed && voiceIn(item.text) === null ? [{ about: item.id, must: false, words: `${item.label}: no child's voice, and no reason why not`, to: `/meetings/:meeting/live?item=${item.id}` }] : [],
  "no basis of concern": (item) =>
    item.posing.filter((one) => !one.basis).map((one) => ({ about: one.id, must: false, words: `${one.ref} is named without a basis of concern`, to: `/subjects/${one.id}/details` })),
  "high without review": (item) =>
    item.high && item.discussed && item.outcome !== "closed to this panel" && !item.nextReviewOn ? [{ about: item.id, must: false, words: `${item.label} is at the highest level and has no next review`, to: `/items/${item.id}/outcome` }] : [],
  "name not resolved": (item) =>
    item.unsure.map((name) => ({ about: `${item.id} ${name.folded}`, must: true, words: `“${name.written}” is not resolved to a person`, to: `/meetings/:meeting/names#${item.id}` })),
} satisfies Record<string, (item: GateItem) => Found[]>;

export type Check = keyof typeof checks;

export interface Finding extends Found {
  check: Check;
  itemId: string;
  number: string | null;
  label: string;
  /** Why it is closed in spite of it. */
  override: Override | null;
}

/** Kept with the minutes: what was found, why the meeting was closed in spite of it, who said so, when. */
export interface Override {
  itemId: string | null;
  check: string;
  about: string;
  words: string;
  reason: string;
  by: string;
  at: Instant;
}

/** The field under which a finding's reason is asked for. */
export const keyOf = (finding: Pick<Finding, "check" | "about">): string => `${finding.check}: ${finding.about}`;

/** Everything that the gate finds, item by item, each once: a person posing risk who is named under three items is one finding. */
export function findingsOf(meetingId: string, items: readonly GateItem[], overrides: readonly Override[]): Finding[] {
  const seen = new Set<string>();
  return items.flatMap((item) =>
    (Object.keys(checks) as Check[]).flatMap((check) =>
      (checks[check](item) as Found[]).flatMap((found): Finding[] => {
        const finding = { ...found, to: found.to.replace(":meeting", meetingId), check, itemId: item.id, number: item.number, label: item.label };
        const key = keyOf(finding);
        if (seen.has(key)) return [];
        seen.add(key);
        return [{ ...finding, override: found.must ? null : (overrides.find((one) => one.check === check && one.about === found.about) ?? null) }];
      }),
    ),
  );
}

/** What stands in the way still. */
export const openOf = (findings: readonly Finding[]): Finding[] => findings.filter((finding) => !finding.override);

/** Why the meeting cannot be closed yet, in the user's words, names left out; null when it can. */
export function whyNotPass(obstacles: readonly Obstacle[], findings: readonly Finding[]): string | null {
  if (obstacles.length) return `The meeting cannot end yet. ${obstacles.map(obstacleInWords).join("; ")}`;
  const open = openOf(findings);
  const names = open.filter((finding) => finding.check === "name not resolved").length;
  const must = open.filter((finding) => finding.must && finding.check !== "name not resolved");
  const told = [...must.map((finding) => finding.words), ...(names ? [`${names} ${names === 1 ? "name is" : "names are"} not resolved to a person`] : [])];
  if (told.length) return `The meeting cannot end yet. ${told.join("; ")}`;
  return open.length ? `The meeting cannot end yet. Mend this, or give a reason to end in spite of it: ${open.map((finding) => finding.words).join("; ")}` : null;
}
