import { type LiveReferences, referencesIn } from "../models/followup/live-reference.ts";

const waitMs = 350;
/** What means nothing to the reader is asked for again after this long. */
const againAfterMs = 60_000;

/**
 * What the references in an item's minutes mean to whoever is at this page: as the page read it, and asked for those that were typed since.
 * Kept in memory alone. What the page no longer says is forgotten: reach may have shrunk.
 */
export class KnownReferences {
  known: LiveReferences = {};
  private readonly asked = new Map<string, number>();
  private text = "";
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly itemId: string) {}

  listen = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** The page was read again. */
  take(read: LiveReferences): void {
    for (const ref of Object.keys(this.known)) this.asked.delete(ref);
    this.known = read;
    this.tell();
    this.seen(this.text);
  }

  /** The text stands so: what nobody has asked for yet is asked for, a little later. */
  seen(text: string): void {
    this.text = text;
    if (this.timer === undefined && this.unknown().length) this.timer = setTimeout(() => void this.ask(), waitMs);
  }

  close(): void {
    clearTimeout(this.timer);
    this.listeners.clear();
  }

  private unknown(): string[] {
    return referencesIn(this.text).filter((ref) => !this.known[ref] && performance.now() - (this.asked.get(ref) ?? Number.NEGATIVE_INFINITY) > againAfterMs);
  }

  private async ask(): Promise<void> {
    this.timer = undefined;
    const refs = this.unknown();
    if (!refs.length) return;
    const { known } = this;
    for (const ref of refs) this.asked.set(ref, performance.now());
    try {
      const answer = await fetch(`/items/${this.itemId}/references?_data=${encodeURIComponent("routes/items.$itemId.references")}`, { method: "POST", body: new URLSearchParams({ refs: refs.join(" ") }) });
      if (answer.status !== 200) return;
      const { references } = (await answer.json()) as { references: LiveReferences };
      // The page was read again meanwhile: what this answer rests on may not hold any more.
      if (this.known !== known) {
        for (const ref of refs) this.asked.delete(ref);
        return this.seen(this.text);
      }
      this.known = { ...this.known, ...references };
      this.tell();
    } catch {
      for (const ref of refs) this.asked.delete(ref);
    }
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}
