import * as Y from "yjs";
import { limits } from "../models/meetings/document.ts";
import { placeIn } from "./others.ts";
import type { Writing, WritingOptions } from "./editor.ts";
import { differenceOf, type Edit, edit, enter, formats, type Selected } from "./format.ts";
import type { Line } from "./line.ts";

const BOX = "the plain text box";

/**
 * Binds a plain text box to the minutes: for dictation, screen readers and phones. The caret keeps its place when others write;
 * while an input method composes, the others' words wait, and what was composed goes where its place has moved to.
 */
export function mountBox(box: HTMLTextAreaElement, line: Line, { tooLong, keys, changed }: WritingOptions): Writing {
  const { text, doc, undo } = line;
  undo.addTrackedOrigin(BOX);
  let shown = text.toString();
  let composing: { base: string; start: number; place: Y.RelativePosition } | null = null;
  box.value = shown;

  const show = (value: string, from: number, to: number) => {
    shown = value;
    if (box.value !== value) {
      const { scrollTop } = box;
      box.value = value;
      box.scrollTop = scrollTop;
    }
    if (box.selectionStart !== from || box.selectionEnd !== to) box.setSelectionRange(from, to);
  };
  const write = (at: number, remove: number, insert: string) =>
    doc.transact(() => {
      if (remove) text.delete(at, Math.min(remove, text.length - at));
      if (insert) text.insert(at, insert);
    }, BOX);

  const typed = () => {
    if (composing) return;
    const change = differenceOf(shown, box.value, box.selectionStart);
    if (!change) return;
    if (change.insert.length > limits.pasteLength) {
      tooLong();
      return show(shown, change.from, change.from);
    }
    shown = box.value;
    write(change.from, change.to - change.from, change.insert);
    changed?.(true);
  };
  const composes = () => {
    composing = { base: shown, start: box.selectionStart, place: Y.createRelativePositionFromTypeIndex(text, box.selectionStart, -1) };
  };
  const composed = () => {
    if (!composing) return;
    const { base, start, place } = composing;
    composing = null;
    const change = differenceOf(base, box.value, box.selectionStart);
    const moved = (line.others.indexOf(place) ?? start) - start;
    if (change) write(change.from + moved, change.to - change.from, change.insert);
    const caret = change ? change.from + moved + change.insert.length : box.selectionStart + moved;
    show(text.toString(), caret, caret);
    point();
  };
  const others = (event: Y.YTextEvent, transaction: Y.Transaction) => {
    if (transaction.origin === BOX || composing) return;
    let at = 0;
    let [from, to] = [box.selectionStart, box.selectionEnd];
    for (const part of event.delta) {
      if (part.retain) at += part.retain;
      else if (typeof part.insert === "string") {
        const size = part.insert.length;
        if (at < from || (at === from && at < to)) from += size;
        if (at < to) to += size;
        at += size;
      } else if (part.delete) {
        from -= Math.max(0, Math.min(from - at, part.delete));
        to -= Math.max(0, Math.min(to - at, part.delete));
      }
    }
    show(text.toString(), from, Math.max(from, to));
    changed?.(false);
  };
  const change = ({ changes, from, to }: Edit) => {
    doc.transact(() => {
      for (const one of [...changes].sort((a, b) => b.from - a.from)) {
        if (one.to > one.from) text.delete(one.from, one.to - one.from);
        if (one.insert) text.insert(one.from, one.insert);
      }
    }, BOX);
    show(text.toString(), from, to);
  };
  const selected = (): Selected => ({ text: shown, from: box.selectionStart, to: box.selectionEnd });
  const pressed = (event: KeyboardEvent) => {
    if (event.isComposing || box.readOnly) return;
    if (keys?.(event)) return event.preventDefault();
    const mod = event.ctrlKey || event.metaKey;
    const key = event.code.replace(/^Key|^Digit/, "").toLowerCase();
    if (mod && !event.altKey && (key === "z" || key === "y")) {
      event.preventDefault();
      if (key === "y" || event.shiftKey) undo.redo();
      else undo.undo();
      return;
    }
    const wanted = formats.find(({ combination }) => combination === `Mod-${event.shiftKey ? "Shift-" : ""}${key}`);
    const next = mod && !event.altKey && wanted ? edit(selected(), wanted.format) : event.key === "Enter" && !mod && !event.shiftKey ? enter(selected()) : null;
    if (!next) return;
    event.preventDefault();
    change(next);
  };
  const moved = () => {
    point();
    changed?.(false);
  };
  const point = () => (document.activeElement === box ? line.others.point(box.selectionStart, box.selectionEnd) : line.others.point(null, null));

  const heard: [string, (event: never) => void][] = [["input", typed], ["compositionstart", composes], ["compositionend", composed], ["keydown", pressed], ["select", moved], ["keyup", moved], ["focus", point], ["blur", point]];
  for (const [name, hear] of heard) box.addEventListener(name, hear as EventListener);
  text.observe(others);
  return {
    focus: () => box.focus(),
    format: (format) => {
      if (!box.readOnly) change(edit(selected(), format));
      box.focus();
    },
    write: (make) => {
      if (!box.readOnly) change(make(selected()));
      box.focus();
    },
    authors: () => undefined,
    readOnly: (on) => {
      box.readOnly = on;
    },
    place: () => ({ ...placeIn(text, box.selectionStart, box.selectionEnd), scroll: box.scrollTop, focused: document.activeElement === box }),
    goTo: ({ anchor, head, scroll, focused }) => {
      const [a, b] = [line.others.indexOf(anchor) ?? 0, line.others.indexOf(head) ?? 0];
      box.setSelectionRange(Math.min(a, b), Math.max(a, b));
      if (focused) box.focus();
      box.scrollTop = scroll;
    },
    replace: (from, to, insert) => {
      const caret = box.selectionStart >= to ? box.selectionStart + insert.length - (to - from) : from + insert.length;
      undo.stopCapturing();
      change({ changes: [{ from, to, insert }], from: caret, to: caret });
      undo.stopCapturing();
    },
    selected,
    caretTo: (at) => {
      box.focus();
      box.setSelectionRange(Math.min(at, shown.length), Math.min(at, shown.length));
    },
    destroy: () => {
      text.unobserve(others);
      undo.removeTrackedOrigin(BOX);
      for (const [name, hear] of heard) box.removeEventListener(name, hear as EventListener);
    },
  };
}
