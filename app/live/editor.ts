import { defaultKeymap } from "@codemirror/commands";
import { defineLanguageFacet, Language, languageDataProp, syntaxTree } from "@codemirror/language";
import { Compartment, EditorState, Prec } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, highlightSpecialChars, keymap, ViewPlugin, type ViewUpdate } from "@codemirror/view";
import { parser } from "@lezer/markdown";
import { yCollab, ySyncAnnotation, yUndoManagerKeymap } from "y-codemirror.next";
import type * as Y from "yjs";
import { limits } from "../models/meetings/document.ts";
import { authorship } from "./authors.ts";
import { carets } from "./carets.ts";
import { type Edit, edit, enter, type Format, formats, type Selected } from "./format.ts";
import type { Line } from "./line.ts";
import type { KnownReferences } from "./known-references.ts";
import { placeIn } from "./others.ts";
import { referenceMarks } from "./reference-marks.ts";

/** A way of writing on a line: the editor, or the plain text box. */
export interface Writing {
  focus: () => void;
  format: (format: Format) => void;
  /** Does to the text what `make` says of it, as this writer's own. */
  write: (make: (selected: Selected) => Edit) => void;
  readOnly: (on: boolean) => void;
  /** Shows who wrote what within the text, where that can be. */
  authors: (on: boolean) => void;
  /** Where the writer is, in a way that outlives the document's being replaced; and going back there. */
  place: () => Place;
  goTo: (place: Place) => void;
  /** Puts other words in the place of some, as typed by the writer: undone as one. */
  replace: (from: number, to: number, insert: string) => void;
  /** What is selected now. */
  selected: () => Selected;
  /** Puts the caret there, with the focus. */
  caretTo: (at: number) => void;
  destroy: () => void;
}
export interface Place {
  anchor: Y.RelativePosition;
  head: Y.RelativePosition;
  scroll: number;
  focused: boolean;
}
export interface WritingOptions {
  label: string;
  describedBy: string;
  /** Called when more was pasted at once than one change may hold. */
  tooLong: () => void;
  /** Asked before a key does what it does: true when it was taken. */
  keys?: (event: KeyboardEvent) => boolean;
  /** Called when text or caret have changed; `typed`: by the writer. */
  changed?: (typed: boolean) => void;
  /** What references mean to the writer. */
  references?: KnownReferences;
}

const facet = defineLanguageFacet();
// @lezer/markdown alone: the ready-made language brings the grammars of HTML, CSS and JavaScript along.
const markdown = new Language(facet, parser.configure({ props: [languageDataProp.add({ Document: facet })] }), [], "markdown");

/** Shows the minutes in an editor with everybody's carets. The line must be ready. */
export function mountEditor(parent: HTMLElement, line: Line, { label, describedBy, tooLong, keys, changed, references }: WritingOptions): Writing {
  // The one that is shown here: the line may go on with another before this is put away.
  const { text } = line;
  const reading = new Compartment();
  const written = new Compartment();
  const apply = (view: EditorView, { changes, from, to }: Edit) => {
    view.dispatch({ changes, selection: { anchor: from, head: to }, scrollIntoView: true, userEvent: "input" });
    return true;
  };
  const selected = ({ state }: EditorView) => ({ text: state.doc.toString(), from: state.selection.main.from, to: state.selection.main.to });
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: line.text.toString(),
      extensions: [
        Prec.highest(EditorView.domEventHandlers({ keydown: (event) => keys?.(event) ?? false })),
        EditorView.updateListener.of((update) => {
          if (update.docChanged || update.selectionSet) changed?.(update.docChanged && update.transactions.some((tr) => tr.isUserEvent("input")));
        }),
        references ? referenceMarks(references) : [],
        EditorView.cspNonce.of(document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce ?? ""),
        keymap.of([
          ...formats.map(({ format, combination }) => ({ key: combination, preventDefault: true, run: (view: EditorView) => apply(view, edit(selected(view), format)) })),
          { key: "Enter", run: (view: EditorView) => {
            const next = view.state.readOnly ? null : enter(selected(view));
            return next ? apply(view, next) : false;
          } },
          ...yUndoManagerKeymap,
          ...defaultKeymap,
        ]),
        EditorState.transactionFilter.of((tr) => {
          if (!tr.docChanged || tr.annotation(ySyncAnnotation)) return tr;
          let most = 0;
          tr.changes.iterChanges((_a, _b, _c, _d, inserted) => {
            most = Math.max(most, inserted.length);
          });
          if (most <= limits.pasteLength) return tr;
          tooLong();
          return [];
        }),
        highlightSpecialChars(), markdown.extension, words, EditorView.lineWrapping,
        yCollab(line.text, null, { undoManager: line.undo }), carets(line), written.of([]),
        EditorView.contentAttributes.of({ "aria-label": label, "aria-describedby": describedBy, spellcheck: "true", autocorrect: "on", autocapitalize: "sentences" }),
        reading.of([]),
      ],
    }),
  });
  return {
    focus: () => view.focus(),
    format: (format) => {
      if (!view.state.readOnly) apply(view, edit(selected(view), format));
      view.focus();
    },
    write: (make) => {
      if (!view.state.readOnly) apply(view, make(selected(view)));
      view.focus();
    },
    place: () => ({ ...placeIn(text, view.state.selection.main.anchor, view.state.selection.main.head), scroll: view.scrollDOM.scrollTop, focused: view.hasFocus }),
    goTo: ({ anchor, head, scroll, focused }) => {
      view.dispatch({ selection: { anchor: line.others.indexOf(anchor) ?? 0, head: line.others.indexOf(head) ?? 0 } });
      if (focused) view.focus();
      view.scrollDOM.scrollTop = scroll;
    },
    replace: (from, to, insert) => {
      line.undo.stopCapturing();
      view.dispatch({ changes: { from, to, insert }, selection: { anchor: view.state.selection.main.head >= to ? view.state.selection.main.head + insert.length - (to - from) : from + insert.length }, userEvent: "complete" });
      line.undo.stopCapturing();
    },
    selected: () => selected(view),
    caretTo: (at) => {
      view.dispatch({ selection: { anchor: Math.min(at, view.state.doc.length) }, scrollIntoView: true });
      view.focus();
    },
    readOnly: (on) => view.dispatch({ effects: reading.reconfigure(on ? [EditorState.readOnly.of(true), EditorView.editable.of(false), EditorView.contentAttributes.of({ tabindex: "0" })] : []) }),
    authors: (on) => view.dispatch({ effects: written.reconfigure(on ? authorship(line) : []) }),
    destroy: () => view.destroy(),
  };
}

const classes: Record<string, string> = {
  ATXHeading1: "md-heading", ATXHeading2: "md-heading", ATXHeading3: "md-heading", ATXHeading4: "md-heading", StrongEmphasis: "md-strong", Emphasis: "md-emphasis", Blockquote: "md-quote",
  HeaderMark: "md-mark", EmphasisMark: "md-mark", ListMark: "md-mark", QuoteMark: "md-mark",
};

/** Shows what the marks mean, in the text as it is typed. */
const words = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = paint(view);
    }
    update(update: ViewUpdate): void {
      if (update.docChanged || update.viewportChanged || syntaxTree(update.state) !== syntaxTree(update.startState)) this.decorations = paint(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

function paint(view: EditorView): DecorationSet {
  const ranges: ReturnType<Decoration["range"]>[] = [];
  for (const { from, to } of view.visibleRanges)
    syntaxTree(view.state).iterate({ from, to, enter: (node) => {
      const name = classes[node.name];
      if (name && node.to > node.from) ranges.push(Decoration.mark({ class: name }).range(node.from, node.to));
    } });
  return Decoration.set(ranges, true);
}
