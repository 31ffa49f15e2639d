import { StateEffect } from "@codemirror/state";
import { Decoration, type DecorationSet, type EditorView, ViewPlugin, type ViewUpdate, WidgetType } from "@codemirror/view";
import { type Author, colourOf, initialsOf } from "../models/meetings/authors.ts";
import { runsOf } from "./runs.ts";
import type { Line } from "./line.ts";

/** The initials before a run: never part of the text, and not read out, for the run says its author itself. */
class Initials extends WidgetType {
  constructor(readonly author: Author) {
    super();
  }
  override eq(other: Initials): boolean {
    return other.author.personId === this.author.personId;
  }
  toDOM(): HTMLElement {
    const mark = document.createElement("span");
    mark.className = `by__who by--${colourOf(this.author.personId)}`;
    mark.setAttribute("aria-hidden", "true");
    mark.textContent = initialsOf(this.author.name);
    return mark;
  }
  override ignoreEvent(): boolean {
    return true;
  }
}

const redraw = StateEffect.define<null>();

/** Shows who wrote what, in the editor. Whose a client id is, is the server's word. */
export const authorship = (line: Line) =>
  ViewPlugin.fromClass(
    class {
      decorations: DecorationSet;
      private known = line.authors.size;
      private readonly stop: () => void;
      constructor(view: EditorView) {
        this.decorations = draw(line, view);
        this.stop = line.listen(() => {
          if (this.known === line.authors.size) return;
          this.known = line.authors.size;
          view.dispatch({ effects: redraw.of(null) });
        });
      }
      update(update: ViewUpdate): void {
        if (update.docChanged || update.viewportChanged || update.transactions.some((tr) => tr.effects.some((effect) => effect.is(redraw)))) this.decorations = draw(line, update.view);
      }
      destroy(): void {
        this.stop();
      }
    },
    { decorations: (plugin) => plugin.decorations },
  );

function draw(line: Line, view: EditorView): DecorationSet {
  const { length } = view.state.doc;
  const ranges = runsOf(line.text, line.authors).flatMap(({ from, to, author }) => {
    if (!author || to > length || !view.visibleRanges.some((seen) => seen.from < to && seen.to > from)) return [];
    return [
      Decoration.widget({ widget: new Initials(author), side: 1 }).range(from),
      Decoration.mark({ class: `by by--${colourOf(author.personId)}`, attributes: { title: `${author.name}, ${author.agency}` } }).range(from, to),
    ];
  });
  return Decoration.set(ranges, true);
}
