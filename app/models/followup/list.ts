export const listStates = ["open", "overdue", "awaiting confirmation", "handed back", "ended", "all"] as const;
export type ListState = (typeof listStates)[number];
export const listSorts = ["due", "ref", "owner", "state"] as const;

/** What is asked of the list of actions. */
export interface Wanted {
  /** "mine", "agency" (for its lead) or a panel's id; null is the first of them. */
  scope: string | null;
  state: ListState;
  by: (typeof listSorts)[number];
  down: boolean;
  page: number;
}
