import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import { dirname } from "node:path";

/**
 * One thing that was tried. `invoke` when it began; `ok` when it is known to have happened, `fail` when it is known not to have,
 * `info` when nobody can know: silence is never taken for a no.
 */
export interface Op {
  /** Milliseconds of the harness's clock. */
  t: number;
  proc: string;
  f: "push" | "open" | "freeze" | "reopen" | "withdraw" | "kill" | "start" | "cut";
  type: "invoke" | "ok" | "fail" | "info";
  document?: string;
  tok?: string;
  note?: string;
}

/** What was tried, in order: kept in memory for the checker, and as one line of JSON each in a file. */
export class History {
  readonly ops: Op[] = [];
  /** How many words are acknowledged so far. */
  acknowledged = 0;
  private file: number;
  private waiting = "";

  constructor(readonly path: string) {
    mkdirSync(dirname(path), { recursive: true });
    this.file = openSync(path, "w");
  }

  note(op: Omit<Op, "t">): void {
    const whole = { t: Date.now(), ...op };
    this.ops.push(whole);
    if (op.f === "push" && op.type === "ok") this.acknowledged++;
    this.waiting += `${JSON.stringify(whole)}\n`;
    if (this.waiting.length > 65_536) this.flush();
  }

  close(): void {
    this.flush();
    closeSync(this.file);
  }

  private flush(): void {
    writeSync(this.file, this.waiting);
    this.waiting = "";
  }
}
