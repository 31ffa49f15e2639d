import { type RefObject, useEffect, useMemo, useReducer } from "react";
import { commands as all } from "../models/followup/capture.ts";
import { type LiveReferences, referencesIn } from "../models/followup/live-reference.ts";
import { FindingWords } from "../ui/subject-picker.tsx";
import { offerMinutes } from "./capturing.ts";
import { Commands } from "./commands.ts";
import type { Writing } from "./editor.ts";
import { KnownReferences } from "./known-references.ts";
import type { Line } from "./line.ts";

/** What a meeting page gives its minutes for commands: whom it lists, and what references mean to the reader. */
export interface Capturing {
  names: { ref: string; name: string }[];
  references: LiveReferences;
}

/** Commands and references for one item's minutes; null where there are none (somebody invited, a closed session). */
export function useCommands(itemId: string, capturing: Capturing | undefined, writing: RefObject<Writing | null>, line: RefObject<Line | null>): { commands: Commands; references: KnownReferences } | null {
  const on = capturing !== undefined;
  const made = useMemo(() => {
    if (!on) return null;
    const references = new KnownReferences(itemId);
    return { references, commands: new Commands(itemId, references, () => (writing.current && line.current ? { writing: writing.current, line: line.current } : null)) };
  }, [itemId, on, writing, line]);
  useEffect(() => {
    if (!made || !capturing) return;
    made.commands.names = capturing.names;
    made.references.take(capturing.references);
  }, [made, capturing]);
  useEffect(() => {
    if (!made) return;
    const stop = offerMinutes({ itemId, passage: () => made.commands.passage() });
    return () => {
      stop();
      made.commands.close();
      made.references.close();
    };
  }, [made, itemId]);
  return made;
}

/** Under the text: which commands there are, that Enter opens a form, and who fits the name that is being typed. */
export function CommandView({ commands }: { commands: Commands }) {
  const [, again] = useReducer((n: number) => n + 1, 0);
  useEffect(() => commands.listen(again), [commands]);
  const { hint, findings, active } = commands.view;
  const chosen = findings[active];
  const named = all.find(({ capture }) => capture === hint);
  return (
    <div className="commands">
      <p className="commands__hint" role="status">
        {hint === "busy" ? "A form is open beside the minutes: send it or close it first."
          : hint === "start" ? all.map(({ command }) => <code key={command}>{command}</code>)
          : hint ? <>Enter opens it, filled in from these words. {named && <span className="commands__example">For example: {named.example}</span>}</> : null}
      </p>
      {findings.length > 0 && (
        <div className="suggestions commands__found" role="listbox" aria-label="Records that fit">
          {findings.map((finding, i) => (
            // Taken on mousedown, before the text loses focus. Keys are handled by the text.
            <div key={finding.id} role="option" tabIndex={-1} aria-selected={i === active} className={i === active ? "suggestions__one suggestions__one--active" : "suggestions__one"} onMouseDown={(event) => { event.preventDefault(); commands.choose(finding); }}>
              <FindingWords finding={finding} />
            </div>
          ))}
        </div>
      )}
      <span className="govuk-visually-hidden" role="status">{chosen ? `${active + 1} of ${findings.length}: ${chosen.ref} ${chosen.name}. Enter puts the reference in.` : ""}</span>
    </div>
  );
}

/** Under the plain text box, which can show nothing within itself: what the references in it mean. */
export function ReferenceList({ references, line }: { references: KnownReferences; line: Line }) {
  const [, again] = useReducer((n: number) => n + 1, 0);
  useEffect(() => {
    const stops = [references.listen(again), line.listen(again)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [references, line]);
  const means = referencesIn(line.text.toString()).flatMap((ref) => references.known[ref] ?? []);
  if (!means.length) return null;
  return (
    <ul className="meanings" aria-label="What the references mean">
      {means.map((one) => <li key={one.ref}><strong>{one.ref}</strong> {one.words}</li>)}
    </ul>
  );
}
