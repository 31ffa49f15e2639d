import type { Kind } from "./subject.ts";

export const listSorts = ["name", "ref", "born", "risk"] as const;
export type ListSort = (typeof listSorts)[number];

/** What a list of records is narrowed to, and its order. */
export interface Listing {
  kind: Kind | null;
  panelId: string | null;
  /** Whether the record must have, or must not have, a case open to one of their panels (or to the panel chosen). */
  open: "yes" | "no" | null;
  level: string | null;
  text: string;
  sort: ListSort;
  down: boolean;
  page: number;
}

export interface ListRow {
  id: string;
  kind: Kind;
  ref: string;
  name: string;
  bornOn: string | null;
  /** Current levels on the scales of this person's panels. */
  risks: { panel: string; level: string; rank: number }[];
  panels: string[];
}

export const pageSize = 25;
/** Counting stops here: nobody pages further. */
export const countUpTo = 1000;
