import { StateEffect } from "@codemirror/state";
import { Decoration, type DecorationSet, type EditorView, ViewPlugin, type ViewUpdate, WidgetType } from "@codemirror/view";
import { type LiveReference, placesIn } from "../models/followup/live-reference.ts";
import type { KnownReferences } from "./known-references.ts";

/** What a reference means, beside it: never part of the text. */
class Meaning extends WidgetType {
  constructor(readonly words: string) {
    super();
  }
  override eq(other: Meaning): boolean {
    return other.words === this.words;
  }
  toDOM(): HTMLElement {
    const mark = document.createElement("span");
    mark.className = "liveref__words liveref__words--editor";
    mark.textContent = ` ${this.words}`;
    return mark;
  }
  override ignoreEvent(): boolean {
    return false;
  }
}

const redraw = StateEffect.define<null>();

/** Shows in the editor what references mean to whoever writes here. */
export const referenceMarks = (store: KnownReferences) =>
  ViewPlugin.fromClass(
    class {
      decorations: DecorationSet;
      private readonly stop: () => void;
      constructor(view: EditorView) {
        this.decorations = draw(view, store);
        this.stop = store.listen(() => view.dispatch({ effects: redraw.of(null) }));
      }
      update(update: ViewUpdate): void {
        if (update.docChanged || update.viewportChanged || update.transactions.some((tr) => tr.effects.some((effect) => effect.is(redraw)))) this.decorations = draw(update.view, store);
      }
      destroy(): void {
        this.stop();
      }
    },
    { decorations: (plugin) => plugin.decorations },
  );

function draw(view: EditorView, { known }: KnownReferences): DecorationSet {
  const ranges = view.visibleRanges.flatMap(({ from, to }) => {
    // Whole lines: a reference must not be taken for one because it is cut.
    const [start, end] = [view.state.doc.lineAt(from).from, view.state.doc.lineAt(to).to];
    return placesIn(view.state.doc.sliceString(start, end)).flatMap((place) => marksOf(known[place.ref], start + place.from, start + place.to));
  });
  return Decoration.set(ranges, true);
}

const marksOf = (means: LiveReference | undefined, from: number, to: number) => (means ? [Decoration.mark({ class: "liveref__ref" }).range(from, to), Decoration.widget({ widget: new Meaning(means.words), side: 1 }).range(to)] : []);
