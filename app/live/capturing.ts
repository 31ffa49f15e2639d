import type * as Y from "yjs";
import type { Capture } from "../models/followup/capture.ts";
import type { Line } from "./line.ts";
import { hold, release } from "./lines.ts";
import { placeIn } from "./others.ts";

// Between the minutes and the forms beside them: a line of the text becomes the words of a form, and when that is recorded its reference
// stands in the line's place. Until then nothing in the text changes: others go on writing, and whoever thinks better of it has lost nothing.

const TAKEN = "recorded";

/** A passage of the minutes that a form was opened with. */
export class Passage {
  private readonly places: { anchor: Y.RelativePosition; head: Y.RelativePosition };
  private readonly held: Promise<unknown>;

  /** `at` is where the command begins; `focus` puts the caret back into the text. */
  constructor(private readonly line: Line, readonly at: { from: number; to: number }, readonly said: string, readonly words: string, private readonly focus: (caret: number | null) => void) {
    this.places = placeIn(line.text, at.from, at.to);
    // Kept open also when the meeting moves on while the form is filled in.
    this.held = hold(line.documentId);
  }

  /** Puts a reference in the passage's place, or behind it where `keep`; without one the command alone goes. */
  recorded(ref: string | null, keep: boolean): void {
    const { line } = this;
    const [from, to] = [line.others.indexOf(this.places.anchor), line.others.indexOf(this.places.head)];
    let caret: number | null = null;
    if (from !== null && to !== null && line.mayWrite && line.state.kind !== "ended") {
      const stands = line.text.toString().slice(from, Math.max(from, to));
      // Somebody may have written into the line meanwhile: their words stay.
      const found = this.said ? stands.indexOf(this.said) : 0;
      const whole = found >= 0 && !keep;
      const start = whole ? from + found : Math.max(from, to);
      const insert = whole ? (ref ?? this.words) : `${ref && start > 0 && !/\s$/.test(line.text.toString().slice(0, start)) ? " " : ""}${ref ?? ""}`;
      const removed = whole ? this.said.length : 0;
      const after = line.text.toString().slice(start + removed);
      const breaks = ref && after === "" ? "\n" : "";
      line.undo.addTrackedOrigin(TAKEN);
      line.undo.stopCapturing();
      line.doc.transact(() => {
        if (removed) line.text.delete(start, removed);
        if (insert + breaks) line.text.insert(start, insert + breaks);
      }, TAKEN);
      line.undo.stopCapturing();
      caret = start + insert.length + (breaks || after.startsWith("\n") ? 1 : 0);
    }
    this.end(caret);
  }

  /** Back into the text as it was. */
  left(): void {
    this.end(null);
  }

  private end(caret: number | null): void {
    void this.held.then(() => release(this.line.documentId));
    this.focus(caret);
  }
}

/** The minutes that are shown now, for a key that is pressed in them. */
interface Source {
  itemId: string;
  /** What is marked, else the line of the caret. */
  passage: () => { passage: Passage; marked: boolean; begun: boolean } | null;
}
let source: Source | null = null;
export function offerMinutes(given: Source): () => void {
  source = given;
  return () => {
    if (source === given) source = null;
  };
}
/** The minutes of that item, when the caret is in them. */
export const minutesInHand = (itemId: string): Source | null => (source?.itemId === itemId && document.activeElement?.closest("#minutes .cm-content, #minutes .minutes__box") ? source : null);

export interface Wanted {
  itemId: string;
  capture: Capture;
  passage: Passage;
}
let hearer: ((wanted: Wanted) => boolean) | null = null;
/** The forms beside the minutes, which hear of commands. Returns the way to stop. */
export function hearCommands(hear: (wanted: Wanted) => boolean): () => void {
  hearer = hear;
  return () => {
    if (hearer === hear) hearer = null;
  };
}
/** Opens the form of a command that was typed. False when no form can be opened now. */
export const wantForm = (wanted: Wanted): boolean => hearer?.(wanted) ?? false;
