import { Link, useFetcher } from "@remix-run/react";
import { type KeyboardEvent, useCallback, useEffect, useRef } from "react";
import { dueInWords, stateName } from "../models/followup/action.ts";
import { howChoices, type Matter, matterInWords, needsReason, settledInWords } from "../models/meetings/matters.ts";
import type { Matters } from "../models/meetings/matters.server.ts";
import { Form, Select, TextInput, useField } from "./form.tsx";
import { Tag } from "./page.tsx";

/** What became of each action from before, in the minutes of the meeting that said so. */
export const MattersInMinutes = ({ matters }: { matters: Matter[] | undefined }) =>
  matters && matters.length > 0 ? (
    <ul className="extract__entries">
      {matters.map((matter) => (
        <li key={matter.actionId}><strong>{matter.ref}</strong> {matter.owner}: {matterInWords(matter)}</li>
      ))}
    </ul>
  ) : null;

type Left = Matters["left"][number];

const times = (carried: number): string => (carried === 0 ? "" : carried === 1 ? "carried once" : `carried ${carried} times`);

/**
 * One action from before, and what the meeting says of it: a letter chooses, Enter keeps it and goes on to the next. Only with scripts (`stays`) does what
 * is posted stay on the page; without them the page itself says what was refused.
 */
export function MatterForm({ action, meetingId, today, people, stays }: { action: Left; meetingId: string; today: string; people: Matters["people"]; stays: boolean }) {
  const fetcher = useFetcher<{ done?: unknown }>();
  const box = useRef<HTMLLIElement | null>(null);
  /** What stood here when it was sent, until there is an answer. On a busy machine nobody is shown that it is on its way: the answer may be there by then. */
  const before = useRef<{ data: unknown } | null>(null);
  // Before the page has been read again, for then this line is gone, and the focus with it.
  useEffect(() => {
    if (!before.current || fetcher.state === "submitting" || fetcher.data === before.current.data) return;
    before.current = null;
    if (fetcher.data && "done" in fetcher.data) next(box.current);
  }, [fetcher.state, fetcher.data]);
  // The bell may have had the page read again before the answer came: the line goes, and the focus must not go with it. It still stands here when it is told so.
  const hold = useCallback((line: HTMLLIElement | null) => {
    if (!line && before.current) next(box.current);
    box.current = line;
  }, []);
  const sending = () => {
    before.current = { data: fetcher.data };
  };
  const pressed = (event: KeyboardEvent<HTMLElement>) => {
    const field = event.target as HTMLElement;
    if (event.ctrlKey || event.altKey || event.metaKey || field.matches("select, input:not([type=radio])")) return;
    const wanted = howChoices.find((one) => one.key === event.key.toLowerCase());
    const radio = wanted && box.current?.querySelector<HTMLInputElement>(`input[type=radio][value="${wanted.value}"]`);
    if (!wanted || !radio) return;
    event.preventDefault();
    radio.click();
    (needsReason(wanted.value) ? box.current!.querySelector<HTMLInputElement>("input[name^='note.']")! : radio).focus();
  };
  return (
    <li className="matter" ref={hold} onKeyDown={pressed} onSubmit={sending} id={`matter-${action.id}`}>
      <div className="matter__what">
        <p className="matter__head">
          <Link className="govuk-link" to={`/actions/${action.id}`}>{action.ref}</Link>
          {action.overdue && <Tag colour="red">Overdue</Tag>}
          {action.said?.how === "said done" && <Tag colour="yellow">Said to be done</Tag>}
        </p>
        <p className="matter__words">{action.what}</p>
        <p className="matter__facts">{[action.owner, dueInWords(action.dueOn, today), stateName(action.state).toLowerCase(), times(action.carried), action.about.join(", ")].filter(Boolean).join(" · ")}</p>
        {action.said?.how === "said done" && <p className="matter__facts">{action.said.saidBy}: {settledInWords(action.said)}{action.said.note && `. ${action.said.note}`}</p>}
      </div>
      {action.hows.length > 0 ? (
        <Form submit="Keep" name={action.id} {...(stays && { fetcher })} action={`/meetings/${meetingId}/matters`} className="matter__form" initial={{ [`saidBy.${action.id}`]: action.speaker ?? "" }}>
          <input type="hidden" name="actionId" value={action.id} />
          {stays && <input type="hidden" name="stay" value="yes" />}
          <Hows action={action} />
          <div className="matter__more">
            <Select name={`saidBy.${action.id}`} label={<>Said by<span className="govuk-visually-hidden"> of {action.ref}</span></>} choices={people} empty="In writing" />
            <TextInput name={`note.${action.id}`} label={<>In a few words<span className="govuk-visually-hidden"> of {action.ref}</span></>} />
          </div>
        </Form>
      ) : action.said?.how === "said done" ? <p className="matter__wait">Somebody outside the owner’s agency confirms it.</p> : null}
    </li>
  );
}

function Hows({ action }: { action: Left }) {
  const { value, fault, id } = useField(`how.${action.id}`);
  return (
    <fieldset className={fault ? "matter__hows govuk-form-group--error" : "matter__hows"}>
      <legend className="govuk-visually-hidden">What became of {action.ref}</legend>
      {fault && <p className="govuk-error-message" id={`${id}-error`}><span className="govuk-visually-hidden">Error:</span> {fault}</p>}
      {howChoices.filter((one) => action.hows.includes(one.value)).map((one, i) => (
        <label className="matter__how" key={one.value}>
          <input type="radio" name={`how.${action.id}`} value={one.value} id={i === 0 ? id : undefined} defaultChecked={value === one.value} aria-describedby={fault ? `${id}-error` : undefined} />
          <span>{one.value === "done" ? (action.confirms ? (action.state === "awaiting confirmation" ? "Confirmed" : "Done and confirmed") : "Done, to be confirmed") : one.label}</span>
          <span className="matter__key" aria-hidden="true">{one.key}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** The focus goes on to the next action that something can be said of, or to where the list ends. */
function next(from: HTMLElement | null): void {
  let after = from?.nextElementSibling ?? null;
  while (after && !after.querySelector("input[type=radio]")) after = after.nextElementSibling;
  (after?.querySelector<HTMLElement>("input[type=radio]") ?? document.getElementById("matters-said"))?.focus();
}
