import { type Capture, commandIn } from "../models/followup/capture.ts";
import { knownNameBefore, mentionBefore } from "../models/followup/live-reference.ts";
import type { Finding } from "../models/subjects/search.server.ts";
import { suggested } from "../ui/subject-picker.tsx";
import { Passage, wantForm } from "./capturing.ts";
import type { Writing } from "./editor.ts";
import type { KnownReferences } from "./known-references.ts";
import type { Line } from "./line.ts";

const waitMs = 180;

/** What is shown beside the text while somebody types a command or a name after @. */
export interface CommandView {
  /** "start": a slash and no command yet. "busy": another form is open. */
  hint: Capture | "start" | "busy" | null;
  findings: Finding[];
  active: number;
}
const nothing: CommandView = { hint: null, findings: [], active: 0 };

/** The commands of the minutes, in the editor and in the plain box alike: "/action …" and Enter, "@name", and names that are typed in full. */
export class Commands {
  view: CommandView = nothing;
  /** Those who are listed at the meeting or linked to the subject in hand. */
  names: readonly { ref: string; name: string }[] = [];
  private asked = "";
  private dismissed = "";
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly itemId: string, private readonly references: KnownReferences, private readonly at: () => { writing: Writing; line: Line } | null) {}

  listen = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Asked of every key before the text has it. True when it was meant for here. */
  keys = (event: KeyboardEvent): boolean => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false;
    const { findings, active } = this.view;
    if (findings.length) {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        this.show({ ...this.view, active: (active + (event.key === "ArrowDown" ? 1 : -1) + findings.length) % findings.length });
        return true;
      }
      if (event.key === "Enter") return this.choose(findings[active]!);
      if (event.key === "Escape") {
        this.dismissed = this.asked;
        this.show(nothing);
        return true;
      }
    }
    return event.key === "Enter" && !event.repeat && this.command();
  };

  /** Text or caret have changed. */
  changed = (typed: boolean): void => {
    const here = this.at();
    if (!here) return;
    const { text, from, to } = here.writing.selected();
    this.references.seen(text);
    if (typed && from === to) queueMicrotask(() => this.nameAt(from));
    const mention = from === to ? mentionBefore(text, from) : null;
    this.ask(mention?.query ?? "");
    const { start, end } = lineAt(text, from);
    const line = text.slice(start, end);
    const hint = from !== to ? null : (commandIn(line)?.capture ?? (/^\s*(?:[-*+>]\s+)*\/[a-z]*$/i.test(line) ? "start" : null));
    if (hint !== this.view.hint) this.show({ ...this.view, hint });
  };

  choose(finding: Finding): boolean {
    const here = this.at();
    const { text, from } = here?.writing.selected() ?? { text: "", from: 0 };
    const mention = mentionBefore(text, from);
    this.ask("");
    this.show(nothing);
    if (!here || !mention) return false;
    here.writing.replace(mention.from, from, `${finding.ref}${/^\s/.test(text.slice(from)) ? "" : " "}`);
    return true;
  }

  /** What is marked, else the line of the caret. */
  passage(): { passage: Passage; marked: boolean; begun: boolean } | null {
    const here = this.at();
    if (!here) return null;
    const { text, from, to } = here.writing.selected();
    const { start, end } = lineAt(text, from);
    const marked = from !== to;
    const begun = marked ? null : commandIn(text.slice(start, end));
    const at = marked ? { from, to } : { from: start + (begun?.at ?? 0), to: end };
    const said = text.slice(at.from, at.to);
    return { passage: new Passage(here.line, at, said, begun?.words ?? said.trim(), (caret) => this.back(caret)), marked, begun: begun !== null };
  }

  close(): void {
    clearTimeout(this.timer);
    this.listeners.clear();
  }

  private back(caret: number | null): void {
    const here = this.at();
    if (!here) return;
    if (caret === null) here.writing.focus();
    else here.writing.caretTo(caret);
  }

  /** Enter on a line that begins with a command opens its form. */
  private command(): boolean {
    const here = this.at();
    if (!here?.line.mayWrite || here.line.state.kind === "ended") return false;
    const { text, from, to } = here.writing.selected();
    const { start, end } = lineAt(text, from);
    const begun = from === to ? commandIn(text.slice(start, end)) : null;
    // Enter within the line cuts it, as ever.
    if (!begun || text.slice(from, end).trim()) return false;
    const { passage } = this.passage()!;
    const taken = wantForm({ itemId: this.itemId, capture: begun.capture, passage });
    if (taken) this.show(nothing);
    else {
      passage.left();
      this.show({ ...this.view, hint: "busy" });
    }
    return true;
  }

  private nameAt(caret: number): void {
    const here = this.at();
    const { text, from, to } = here?.writing.selected() ?? { text: "", from: -1, to: -1 };
    const known = here && from === to && from === caret ? knownNameBefore(text, caret, this.names) : null;
    if (known) here!.writing.replace(known.from, known.to, known.ref);
  }

  private ask(query: string): void {
    if (query === this.asked) return;
    this.asked = query;
    clearTimeout(this.timer);
    if (!query || query === this.dismissed) {
      if (this.view.findings.length) this.show({ ...this.view, findings: [] });
      return;
    }
    // An answer that was overtaken by the next one is let go.
    this.timer = setTimeout(() => void suggested(query, undefined).then((findings) => this.asked === query && this.show({ ...this.view, findings: (findings ?? []).slice(0, 6), active: 0 })), waitMs);
  }

  private show(view: CommandView): void {
    this.view = view;
    for (const listener of this.listeners) listener();
  }
}

const lineAt = (text: string, at: number): { start: number; end: number } => {
  const end = text.indexOf("\n", at);
  return { start: text.lastIndexOf("\n", at - 1) + 1, end: end === -1 ? text.length : end };
};
