import { StateEffect } from "@codemirror/state";
import { Decoration, type DecorationSet, type EditorView, ViewPlugin, type ViewUpdate, WidgetType } from "@codemirror/view";
import type { Line } from "./line.ts";

// Drawn with classes of the page's palette: y-codemirror's own carets carry style attributes, which the content policy blocks.

class CaretWidget extends WidgetType {
  constructor(
    readonly name: string,
    readonly colour: number,
    readonly place: number,
  ) {
    super();
  }
  override eq(other: CaretWidget): boolean {
    return other.name === this.name && other.colour === this.colour && other.place === this.place;
  }
  toDOM(): HTMLElement {
    const caret = document.createElement("span");
    caret.className = `caret caret--${this.colour}`;
    caret.setAttribute("aria-hidden", "true");
    const name = document.createElement("span");
    name.className = "caret__name";
    name.textContent = this.name;
    caret.append(name);
    return caret;
  }
  override ignoreEvent(): boolean {
    return true;
  }
}

const redraw = StateEffect.define<null>();

/** Everybody else's carets and selections, and telling them of this one. */
export const carets = (line: Line) =>
  ViewPlugin.fromClass(
    class {
      decorations: DecorationSet;
      private shown = line.others.carets;
      private readonly stop: () => void;
      constructor(private readonly view: EditorView) {
        this.decorations = draw(line, view.state.doc.length);
        this.stop = line.listen(() => {
          if (this.shown === line.others.carets) return;
          this.shown = line.others.carets;
          view.dispatch({ effects: redraw.of(null) });
        });
      }
      update(update: ViewUpdate): void {
        if (update.selectionSet || update.focusChanged || update.docChanged) this.point();
        if (update.docChanged || update.transactions.some((tr) => tr.effects.some((effect) => effect.is(redraw)))) this.decorations = draw(line, update.state.doc.length);
      }
      private point(): void {
        const { anchor, head } = this.view.state.selection.main;
        if (this.view.hasFocus) line.others.point(anchor, head);
        else line.others.point(null, null);
      }
      destroy(): void {
        this.stop();
      }
    },
    { decorations: (plugin) => plugin.decorations },
  );

function draw(line: Line, length: number): DecorationSet {
  const ranges = line.others.carets.flatMap((caret) => {
    const anchor = line.others.indexOf(caret.anchor);
    const head = line.others.indexOf(caret.head);
    if (anchor === null || head === null || anchor > length || head > length) return [];
    const at = Decoration.widget({ widget: new CaretWidget(caret.name, caret.colour, head), side: 1 }).range(head);
    return anchor === head ? [at] : [Decoration.mark({ class: `selected selected--${caret.colour}` }).range(Math.min(anchor, head), Math.max(anchor, head)), at];
  });
  return Decoration.set(ranges, true);
}
