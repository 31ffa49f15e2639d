import type { Day } from "../core/days.ts";

/** What is recorded under an item besides its minutes. */
export const entryKinds = ["action", "risk", "sharing", "decision", "marker", "measure"] as const;
export type EntryKind = (typeof entryKinds)[number];

const kinds: Record<EntryKind, { name: string; letter: string; path: string }> = {
  action: { name: "Action", letter: "", path: "actions" },
  risk: { name: "Risk", letter: "R", path: "risks" },
  sharing: { name: "Sharing", letter: "S", path: "sharing" },
  decision: { name: "Decision", letter: "D", path: "decisions" },
  // A flag: the M is the measure's.
  marker: { name: "Marker", letter: "F", path: "markers" },
  measure: { name: "Measure", letter: "M", path: "chosen-measures" },
};
export const entryName = (kind: EntryKind): string => kinds[kind].name;
/** Where the pages of an entry are: "/decisions/ID/amendment". */
export const entryPath = (kind: EntryKind, id: string): string => `/${kinds[kind].path}/${id}`;

/** MACSE-27/A1/1, MACSE-27/A1/S1: panel, meeting, item, and a running number for each kind; fixed at first use. */
export const entryRef = (kind: EntryKind, { code, meeting, number }: { code: string; meeting: number; number: string }, running: number): string => `${code}-${meeting}/${number}/${kinds[kind].letter}${running}`;

export interface Entry {
  kind: EntryKind;
  id: string;
  itemId: string;
  /** MACSE-27/A1/1; levels of before they were numbered have none. */
  ref: string | null;
  /** The entry in one line. */
  title: string;
  facts: [name: string, value: string][];
  recordedBy: string | null;
  agreedAt: string | null;
  issuedAt: string | null;
  /** Somebody else than the panel may want to act on it: the owner of an action, the sender of a sharing decision. */
  agencyId: string | null;
  dueOn: Day | null;
  /** A sharing decision that goes outside the panel. */
  disclosure?: boolean;
}

/** "Recorded, not agreed" until the read-back; an action may go out before (*issue now*). */
export const standingOf = (entry: Pick<Entry, "agreedAt" | "issuedAt">): string => (entry.agreedAt ? "Agreed" : entry.issuedAt ? "Recorded, not agreed, issued now" : "Recorded, not agreed");

interface ItemFacts {
  withdrawn_at: string | null;
  meeting_status: string;
}

/** Why nothing can be recorded under an item now; null when it can. */
export function whyNotRecord(item: ItemFacts): string | null {
  if (item.withdrawn_at) return "This item was withdrawn";
  if (item.meeting_status === "ended" || item.meeting_status === "agreed") return "The meeting has ended: corrections are addenda";
  if (item.meeting_status === "ending") return "The meeting is being closed: what is recorded stands, and corrections are addenda";
  if (item.meeting_status !== "live") return "The meeting has not started";
  return null;
}

/** Why an entry can no longer be amended, moved or removed; null when it can. */
export const whyNotAmend = (entry: { agreed_at: string | null }, item: ItemFacts): string | null => (entry.agreed_at ? "The read-back was agreed: this changes only by addendum" : whyNotRecord(item));
