import * as Y from "yjs";
import { limits } from "../models/meetings/document.ts";

/** One change on its way: the `instanceSeq`-th of this page, and the last row that the page had when it was typed. */
export interface Change {
  instanceSeq: number;
  seenSeq: number;
  update: Uint8Array;
}

const mostInFlight = 32;

/**
 * What was typed here and is not known to be on the server's disk, in order. A change once made up is sent again byte for byte, so that the
 * log takes it once, however often it comes.
 */
export class Queue {
  private changes: (Change & { sentAt: number; typedAt: number })[] = [];
  private loose: { update: Uint8Array; seenSeq: number; typedAt: number }[] = [];
  private sent = 0;
  private last = 0;

  /** Whether anything is on its way. */
  get pending(): boolean {
    return this.changes.length > 0 || this.loose.length > 0;
  }
  get bytes(): number {
    return this.updates.reduce((sum, update) => sum + update.length, 0);
  }
  /** Every change not known to be saved, in order. */
  get updates(): Uint8Array[] {
    return [...this.changes, ...this.loose].map((one) => one.update);
  }
  /** When the change that has waited longest for its answer was sent; null when none waits. */
  get waitingSince(): number | null {
    return this.sent ? this.changes[0]!.sentAt : null;
  }

  /** When the oldest of it was typed; null when nothing is on its way. */
  get unsavedSince(): number | null {
    return (this.changes[0] ?? this.loose[0])?.typedAt ?? null;
  }

  /** `seenSeq` is the last row that the page has now: what arrives before this is sent was not seen when it was typed. */
  put(update: Uint8Array, seenSeq: number, typedAt: number): void {
    this.loose.push({ update, seenSeq, typedAt });
  }

  /** Sends what may go now, in order: what was typed since joins into one change. */
  send(now: number, send: (change: Change) => void): void {
    while (this.sent < mostInFlight) {
      if (this.sent === this.changes.length && !this.makeUp()) return;
      const change = this.changes[this.sent++]!;
      change.sentAt = now;
      send(change);
    }
  }

  /** Joins what waits into one change, as much as fits. */
  private makeUp(): boolean {
    if (!this.loose.length) return false;
    let size = 0;
    let count = 0;
    for (const { update } of this.loose) {
      if (count > 0 && size + update.length > limits.updateBytes / 2) break;
      size += update.length;
      count++;
    }
    const taken = this.loose.splice(0, count);
    const update = taken.length === 1 ? taken[0]!.update : Y.mergeUpdates(taken.map((one) => one.update));
    this.changes.push({ instanceSeq: ++this.last, seenSeq: taken[0]!.seenSeq, typedAt: taken[0]!.typedAt, update, sentAt: 0 });
    return true;
  }

  /** The log has this change, and so all before it. */
  kept(instanceSeq: number): void {
    while (this.changes.length && this.changes[0]!.instanceSeq <= instanceSeq) {
      this.changes.shift();
      this.sent = Math.max(0, this.sent - 1);
    }
  }

  /** The changes up to this one. */
  upTo(instanceSeq: number): Uint8Array[] {
    return this.changes.filter((change) => change.instanceSeq <= instanceSeq).map((change) => change.update);
  }

  /** Whether this change has been sent and not answered. */
  isInFlight(instanceSeq: number): boolean {
    return this.changes.slice(0, this.sent).some((change) => change.instanceSeq === instanceSeq);
  }

  /** Everything is to be sent again from the first. */
  rewind(): void {
    this.sent = 0;
  }

  /** Forgets everything, and counts from one again: what comes is of another editor instance. */
  clear(): void {
    this.changes = [];
    this.loose = [];
    this.sent = 0;
    this.last = 0;
  }
}

/** The words that these changes bring. */
export const wordsOf = (updates: Uint8Array[]): string =>
  updates.flatMap((update) => Y.decodeUpdate(update).structs).map((struct) => (struct instanceof Y.Item && struct.content instanceof Y.ContentString ? struct.content.str : "")).join("");
