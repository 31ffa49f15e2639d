/** One figure of a table that a command prints and writes as JSON. */
export interface Figure {
  name: string;
  figure: number;
  unit: string;
  /** In words. */
  limit: string;
  /** Computed from the figure. */
  ok: boolean;
}
