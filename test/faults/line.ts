import type { Figure } from "../figure.ts";
import type { Tally } from "./tally.ts";

/** Where a line of the table stands and what it may use. */
export interface Ground {
  long: boolean;
  /** The built program that is tried. */
  program: string;
  /** A path for a history, by name. */
  record: (name: string) => string;
  /** Says something beside the table. */
  say: (text: string) => void;
}

/** One line of the table: a fault, made in batches until enough of it was made. A batch leaves counts only, so that a stopped run goes on. */
export interface FaultLine {
  name: string;
  /** What one unit is, in the plural. */
  of: string;
  /** The units of the short form and of the full figure, and how many at once. */
  short: number;
  full: number;
  batch: number;
  /** Makes so many, beginning with the `from`-th. */
  run: (on: Ground, units: number, from: number) => Promise<Tally>;
  figures: (tally: Tally, wanted: number) => Figure[];
  /** Which tool ran, or why it cannot run here. */
  tool?: () => { ran: string } | { missing: string };
}
