import { Form, Link, useSubmit } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { dayOf, longDay, timeOf } from "../models/core/days.ts";
import type { History } from "../models/meetings/history.server.ts";

/** "14:03 to 14:07, Dan Kowalczyk": a step in words. */
export function stepWords({ steps, people }: Pick<History, "steps" | "people">, index: number): string {
  const step = steps[index];
  if (!step) return "before the first word";
  const [from, to] = [timeOf(step.from), timeOf(step.to)];
  return [from === to ? from : `${from} to ${to}`, step.author === null ? null : people[step.author]!.name].filter(Boolean).join(", ");
}

/** The address of a moment of an item's history. */
export const momentOf = (itemId: string, moment: { at?: number; step?: number }, authors: boolean): string => {
  const query = new URLSearchParams();
  if (moment.at !== undefined) query.set("at", String(moment.at));
  if (moment.step !== undefined) query.set("step", String(moment.step));
  if (authors) query.set("authors", "yes");
  return `/items/${itemId}/history?${query}`;
};

/**
 * Moves through the history of an item, step by step; each step is one person's writing without a longer pause. Answers at once where
 * scripts run, and with its button or its links where they do not.
 */
export function HistorySlider({ history }: { history: History }) {
  const { item, steps, step, at, last, runs } = history;
  const authors = runs !== null;
  const submit = useSubmit();
  const form = useRef<HTMLFormElement>(null);
  const [place, setPlace] = useState(step + 1);
  const [live, setLive] = useState(false);
  useEffect(() => setLive(true), []);
  useEffect(() => setPlace(step + 1), [step]);
  const whole = step >= 0 && steps[step]!.seq === at;
  const go = (words: string, moment: { at?: number; step?: number } | null) =>
    moment ? <Link className="govuk-link" to={momentOf(item.id, moment, authors)} replace preventScrollReset>{words}</Link> : <span className="moments__none">{words}</span>;
  const shown = steps[place - 1];
  return (
    <div className="moments">
      <h2 className="govuk-visually-hidden">Moments</h2>
      <Form method="get" ref={form} className="moments__form" replace preventScrollReset>
        {authors && <input type="hidden" name="authors" value="yes" />}
        <label className="moments__label" htmlFor="moment">Move through the history</label>
        <input
          className="moments__slider" id="moment" type="range" name="step" min={0} max={steps.length} step={1} value={place} aria-valuetext={`${place ? `Step ${place} of ${steps.length}: ` : ""}${stepWords(history, place - 1)}`}
          onChange={(event) => {
            setPlace(Number(event.currentTarget.value));
            submit(form.current, { replace: true, preventScrollReset: true });
          }}
        />
        {!live && <button type="submit" className="govuk-button govuk-button--secondary button-small">Show this moment</button>}
      </Form>
      <p className="moments__now">
        <strong>{shown ? `${timeOf(shown.to)}, ${longDay(dayOf(shown.to))}` : "Before the first word"}</strong>
        {shown && `: ${[shown.author === null ? null : history.people[shown.author]!.name, `step ${place} of ${steps.length}`, history.folded ? null : `change ${(place === step + 1 ? at : shown.seq).toLocaleString("en-GB")} of ${last.toLocaleString("en-GB")}`].filter(Boolean).join(", ")}`}
      </p>
      <nav className="moments__links" aria-label="Moments">
        {go("Earlier step", step >= 0 ? { step: whole ? step : step } : null)}
        {go("Later step", step + 1 < steps.length || !whole ? { step: whole || step < 0 ? step + 2 : step + 1 } : null)}
        {!history.folded && go("One change earlier", at > 0 ? { at: at - 1 } : null)}
        {!history.folded && go("One change later", at < last ? { at: at + 1 } : null)}
      </nav>
    </div>
  );
}

/** All steps, as links. */
export const StepList = ({ history }: { history: History }) => (
  <details className="moments__all">
    <summary className="moments__summary">All {history.steps.length.toLocaleString("en-GB")} steps</summary>
    <ol className="moments__list">
      {history.steps.map((step, i) => (
        <li key={step.seq}>
          <Link className="govuk-link" aria-current={i === history.step ? "step" : undefined} to={momentOf(history.item.id, { step: i + 1 }, history.runs !== null)} replace preventScrollReset>{stepWords(history, i)}</Link>
          {!history.folded && <span className="moments__changes"> {step.changes === 1 ? "1 change" : `${step.changes.toLocaleString("en-GB")} changes`}</span>}
        </li>
      ))}
    </ol>
  </details>
);
