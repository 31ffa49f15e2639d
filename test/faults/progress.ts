import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Tally } from "./tally.ts";

/** How far each line has come. */
export interface Done {
  units: number;
  seconds: number;
  tally: Tally;
}

/** What a stopped run had done, kept in a file after every batch. */
export class Progress {
  private done: Record<string, Done> = {};

  constructor(private readonly path: string, goOn: boolean) {
    mkdirSync(dirname(path), { recursive: true });
    if (goOn && existsSync(path)) this.done = JSON.parse(readFileSync(path, "utf8")) as Record<string, Done>;
  }
  of(line: string): Done {
    return (this.done[line] ??= { units: 0, seconds: 0, tally: {} });
  }
  /** Kept whole or not at all: the run may be stopped at any moment. */
  keep(): void {
    writeFileSync(`${this.path}.new`, JSON.stringify(this.done, null, 1));
    renameSync(`${this.path}.new`, this.path);
  }
}
