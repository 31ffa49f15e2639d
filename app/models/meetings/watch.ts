import { type Change, type Loss, lossesByMerge, massDeletion, massDeletionIn } from "./notice.ts";

const mostRemembered = 500;

/** Remembers the latest rows of one document while it is written, and says what each new one takes from somebody. */
export class Watch {
  private changes: Change[] = [];

  /** `seq` is the last row that it does not know. */
  constructor(private seq: number) {}

  /** Whether it remembers every row after that one. */
  knows(seenSeq: number): boolean {
    return seenSeq >= this.seq;
  }

  /** Remembers earlier rows too, read from the log: those after `seq`, in order. */
  recall(seq: number, changes: Change[]): void {
    if (seq >= this.seq) return;
    this.changes.unshift(...changes.filter((change) => change.seq <= this.seq));
    this.seq = seq;
  }

  /** The next row of the log. */
  add(change: Change, authorOf: (client: number) => string | undefined): Loss[] {
    const known = this.after(change.seenSeq);
    const losses = known.length ? lossesByMerge(change, known, authorOf) : [];
    this.changes.push(change);
    if (this.changes.length > mostRemembered) this.forget();
    const mass = change.removed.length ? massDeletionIn(this.since(change.at - massDeletion.withinMs)) : null;
    return mass ? [...losses, mass] : losses;
  }

  private after(seq: number): Change[] {
    let from = this.changes.length;
    while (from > 0 && this.changes[from - 1]!.seq > seq) from--;
    return this.changes.slice(from);
  }

  private since(at: number): Change[] {
    let from = this.changes.length;
    while (from > 0 && this.changes[from - 1]!.at >= at) from--;
    return this.changes.slice(from);
  }

  private forget(): void {
    const gone = this.changes.splice(0, mostRemembered / 2);
    this.seq = gone.at(-1)!.seq;
  }
}
