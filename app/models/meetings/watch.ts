import { type Change, type Loss, lossesByMerge, massDeletion, massDeletionIn } from "./notice.ts";

/** So many rows are remembered of each document that is being written, at least. */
const remembered = 500;
/** Whoever comes back after more rows than this is not compared with them: what was removed stands in the history. */
export const farthestBack = 2000;

/** Remembers the latest rows of one document while it is written, and says what each new one takes from somebody. */
export class Watch {
  private changes: Change[] = [];
  private most = remembered * 2;

  /** It knows the rows from the one after `floor` on. */
  constructor(private floor: number) {}

  /** The last row that it knows. */
  get seq(): number {
    return this.changes.at(-1)?.seq ?? this.floor;
  }

  /** The rows to read from the log, both left out, so that a change can be compared with what its author had not seen; null when none. */
  lacks(seenSeq: number): [after: number, before: number] | null {
    const from = Math.max(seenSeq, this.seq - farthestBack);
    return from < this.floor ? [from, this.floor + 1] : null;
  }

  /** Remembers earlier rows for a while: those that `lacks` named. */
  recall([after]: [after: number, before: number], changes: Change[]): void {
    this.changes.unshift(...changes);
    this.floor = after;
    this.most = this.changes.length + remembered;
  }

  /** The next rows of the log, when somebody else wrote them. */
  heard(changes: Change[]): void {
    this.changes.push(...changes);
  }

  /** The next row of the log. Returns what it takes from somebody. */
  add(change: Change, authorOf: (client: number) => string | undefined): Loss[] {
    const known = this.back((one) => one.seq > change.seenSeq);
    const losses = known.length ? lossesByMerge(change, known, authorOf) : [];
    this.changes.push(change);
    const mass = change.removed.length ? massDeletionIn(this.back((one) => one.at >= change.at - massDeletion.withinMs)) : null;
    if (this.changes.length > this.most) this.forget();
    return mass ? [...losses, mass] : losses;
  }

  private forget(): void {
    this.floor = this.changes.splice(0, this.changes.length - remembered).at(-1)!.seq;
    this.most = remembered * 2;
  }

  /** The latest rows, as far back as this is so of each. */
  private back(isSo: (change: Change) => boolean): Change[] {
    let from = this.changes.length;
    while (from > 0 && isSo(this.changes[from - 1]!)) from--;
    return this.changes.slice(from);
  }
}
