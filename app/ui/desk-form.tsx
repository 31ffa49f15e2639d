import { useFetcher } from "@remix-run/react";
import { useEffect, useRef } from "react";
import type { Passage } from "../live/capturing.ts";
import { type Capture, type Captured, readLine } from "../models/followup/capture.ts";
import type { Desk } from "../models/followup/desk.ts";
import type { Doing } from "../models/followup/similar.ts";
import { ActionFields, OutcomeFields, RiskFields, SharingFields } from "./entry-forms.tsx";
import { DecisionFields, MarkerFields, MeasureChoiceFields } from "./entry-forms-other.tsx";
import { Repeats } from "./entry-hints.tsx";
import { initialMarker, initialMeasure, initialOutcome, initialRisk } from "./entry-initial.ts";
import { Form } from "./form.tsx";

export type DeskForm = Capture;

export const forms: { form: DeskForm; label: string; key: string; submit: string; done: string }[] = [
  { form: "action", label: "Action", key: "1", submit: "Record the action", done: "Action recorded" },
  { form: "risk", label: "Risk", key: "2", submit: "Record the level", done: "Level recorded" },
  { form: "sharing", label: "Sharing", key: "3", submit: "Record the decision", done: "Sharing decision recorded" },
  { form: "decision", label: "Decision", key: "6", submit: "Record the decision", done: "Decision recorded" },
  { form: "marker", label: "Marker", key: "7", submit: "Record the marker", done: "Marker recorded" },
  { form: "measure", label: "Measure", key: "8", submit: "Record the measure", done: "Measure recorded" },
  { form: "outcome", label: "Outcome", key: "4", submit: "Record the outcome", done: "Outcome recorded" },
];
/** What an item about nobody has too. */
export const ofStanding: DeskForm[] = ["action", "sharing", "decision"];

/** A form that is open: for which item, filled from which words of its minutes. */
export interface Opened {
  form: DeskForm;
  desk: Desk;
  filled?: Captured;
  /** Where the words stand, and whether they stay there beside the reference. */
  from?: { passage: Passage; keep: boolean };
}

/** What a form is opened with by a command, or by a key that is pressed in the minutes. */
export function openedFrom(form: DeskForm, desk: Desk, passage: Passage, meant: boolean): Opened {
  return { form, desk, filled: meant && passage.words ? readLine(form, passage.words, desk.choices) : undefined, from: { passage, keep: !meant } };
}

const isDone = (data: unknown): data is { done: unknown; ref?: string | null } => Boolean(data && typeof data === "object" && "done" in data);

/** What a form holds when it opens: what was said, else what is usual. */
function initialOf({ form, desk, filled }: Opened) {
  const { choices, item } = desk;
  const usual =
    form === "risk" ? initialRisk(choices) : form === "outcome" ? initialOutcome(desk) : form === "sharing" ? choices.usual : form === "marker" ? initialMarker(choices) : form === "measure" ? initialMeasure(desk)
    : form === "action" ? { subjects: item.subject ? [item.subject.id] : [] } : {};
  return { ...usual, ...filled?.fields };
}

/** The first field that is neither said nor usual; when there is none, the button that records it. A form that was opened empty begins at its first field. */
function focusFirst(box: HTMLElement | null, opened: Opened): void {
  const form = box?.querySelector("form");
  const initial = initialOf(opened) as Record<string, unknown>;
  const missing = opened.filled?.needs.find((name) => !initial[name]);
  const named = missing ? form?.elements.namedItem(missing) : null;
  const field = named instanceof RadioNodeList ? (named[0] as HTMLElement | undefined) : (named as HTMLElement | null);
  (field ?? box?.querySelector<HTMLElement>(opened.filled ? "form button[type=submit]" : "form textarea, form input:not([type=hidden]), form select"))?.focus();
}

/** An open form, for the item that it was opened for: Escape closes it, Ctrl and Enter record. */
export function OpenForm({ opened, moved, onClose }: { opened: Opened; moved: boolean; onClose: (done?: string, ref?: string | null) => void }) {
  const { form, desk } = opened;
  const fetcher = useFetcher();
  const box = useRef<HTMLElement>(null);
  const words = forms.find((f) => f.form === form)!;
  const { choices, item } = desk;
  const first = useRef(opened);
  useEffect(() => focusFirst(box.current, first.current), []);
  const finished = useRef(onClose);
  finished.current = onClose;
  const carried = useRef(false);
  useEffect(() => {
    if (fetcher.state === "idle" && isDone(fetcher.data)) finished.current(carried.current ? "Carried on" : words.done, fetcher.data.ref);
  }, [fetcher.state, fetcher.data, words.done]);
  const carry = (doing: Doing) => {
    carried.current = true;
    fetcher.submit({ actionId: doing.id, stay: "yes" }, { method: "post", action: `/items/${item.id}/carrying-on` });
  };
  const initial = useRef(initialOf(opened)).current;
  return (
    <section
      className="desk__form" ref={box} aria-label={words.submit}
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
        // A key that is held down since the minutes confirms nothing.
        if (event.key === "Enter" && event.repeat) event.preventDefault();
        else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) box.current?.querySelector("form")?.requestSubmit();
      }}
    >
      <div className="desk__formtop">
        <h3 className="govuk-heading-s">{words.label}{moved && ` under ${[item.number, item.subject?.ref].filter(Boolean).join(" ")}`}</h3>
        <button type="button" className="desk__close" onClick={() => onClose()}>Close <span className="govuk-visually-hidden">the form without recording</span></button>
      </div>
      <Form submit={words.submit} action={`/items/${item.id}/${form}`} fetcher={fetcher} initial={initial} className="entryform">
        <input type="hidden" name="stay" value="yes" />
        {form === "action" && <ActionFields choices={choices} repeats={<Repeats doings={choices.doings} carry={carry} />} />}
        {form === "risk" && <RiskFields choices={choices} />}
        {form === "sharing" && <SharingFields choices={choices} standing={item.kind === "standing"} />}
        {form === "decision" && <DecisionFields choices={choices} />}
        {form === "marker" && <MarkerFields choices={choices} />}
        {form === "measure" && <MeasureChoiceFields choices={choices} />}
        {form === "outcome" && <OutcomeFields choices={choices} />}
      </Form>
    </section>
  );
}
