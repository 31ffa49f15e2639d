import { type FetcherWithComponents, Form as RemixForm, useFetcher, useLocation, useNavigation } from "@remix-run/react";
import { createContext, type ReactNode, type RefObject, useContext, useEffect, useId, useRef } from "react";
import type { Refused } from "../form.server.ts";
import { useAnswer } from "./answer.ts";

type Initial = Record<string, string | string[] | number | null | undefined>;
const FormContext = createContext<{ refused: Refused | null; initial: Initial }>({ refused: null, initial: {} });

/** What the last post of this page was refused for, or null. */
export function useRefused(): Refused | null {
  return refusedOf(useAnswer());
}

const refusedOf = (data: unknown): Refused | null => (data && Array.isArray((data as Refused).faults) ? (data as Refused) : null);

interface FormProps {
  children: ReactNode;
  /** The button's words. */
  submit: string;
  /** What the fields hold at first: by field name. */
  initial?: Initial;
  action?: string;
  warning?: boolean;
  /** Where "Cancel" leads. */
  cancel?: string;
  /** Tells several forms of one page apart: the value of a hidden field `form`; only the form that was posted shows its faults. */
  name?: string;
  className?: string;
  /** Posts without leaving the page: for forms within the meeting page. */
  fetcher?: FetcherWithComponents<unknown>;
  /** Other buttons of the same form, before its own: what Enter presses is the first. */
  also?: ReactNode;
  /** For forms with files. */
  encType?: "multipart/form-data";
}

/** What was refused of a form without fields of its own, in one line. */
export function FaultOf({ data }: { data: unknown }) {
  const fault = refusedOf(data)?.faults[0]?.message;
  return fault ? <p className="govuk-error-message" role="alert"><span className="govuk-visually-hidden">Error:</span> {fault}</p> : null;
}

/** A button's form on a page that must not go away: when it is refused the page stays and says why. Without scripts the page that it posts to does. */
export function StayingForm({ action, children }: { action: string; children: ReactNode }) {
  const fetcher = useFetcher<unknown>();
  return (
    <fetcher.Form method="post" action={action} className="inline-form" preventScrollReset>
      {children}
      <FaultOf data={fetcher.data} />
    </fetcher.Form>
  );
}

/** Whether somebody has changed what a form held at first. */
const isChanged = (form: HTMLFormElement | null): boolean =>
  [...(form?.elements ?? [])].some((one) =>
    one instanceof HTMLSelectElement ? [...one.options].some((option) => option.selected !== option.defaultSelected)
      : one instanceof HTMLInputElement && (one.type === "checkbox" || one.type === "radio") ? one.checked !== one.defaultChecked
        : (one instanceof HTMLInputElement && one.type !== "hidden") || one instanceof HTMLTextAreaElement ? one.value !== one.defaultValue : false);

/**
 * What a form holds at first, as it stays while somebody is at it: a field begins anew when its first value is another, and a page that reads itself again
 * (the bell rang) must not take from somebody what they type. What was sent is done with.
 */
function useSteady(form: RefObject<HTMLFormElement>, action: string | undefined, initial: Initial, refused: Refused | null, sent: boolean): Initial {
  const { key } = useLocation();
  const steady = useRef({ initial, key, action, refused });
  const { current } = steady;
  if (sent || current.key !== key || current.action !== action || current.refused !== refused || !isChanged(form.current)) steady.current = { initial, key, action, refused };
  return steady.current.initial;
}

/** A form that works without scripts: a summary of faults, each fault beside its field, and everything typed kept. */
export function Form({ children, submit, initial = {}, action, warning, cancel, name, className, fetcher, also, encType }: FormProps) {
  const page = useRefused();
  const all = fetcher ? refusedOf(fetcher.data) : page;
  const refused = all && (!name || all.typed.form === name) ? all : null;
  const navigation = useNavigation();
  const { state, formMethod } = fetcher ?? navigation;
  const busy = state === "submitting";
  const Sending = fetcher?.Form ?? RemixForm;
  const form = useRef<HTMLFormElement>(null);
  const steady = useSteady(form, action, initial, refused, state !== "idle" && formMethod === "POST");
  return (
    <FormContext.Provider value={{ refused, initial: steady }}>
      <Sending method="post" action={action} noValidate className={className} encType={encType} ref={form}>
        <ErrorSummary refused={refused} />
        {name && <input type="hidden" name="form" value={name} />}
        {children}
        <div className="govuk-button-group">
          {also}
          <button type="submit" className={warning ? "govuk-button govuk-button--warning" : "govuk-button"} aria-disabled={busy || undefined}>
            {submit}
          </button>
          {cancel && (
            <a className="govuk-link" href={cancel}>
              Cancel
            </a>
          )}
        </div>
      </Sending>
    </FormContext.Provider>
  );
}

const idOf = (field: string) => `field-${field.replace(/[^\w-]/g, "-")}`;

/** The list of what must be put right, focused when it appears; each line leads to its field. */
export function ErrorSummary({ refused }: { refused: Refused | null }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!refused) return;
    if (!document.title.startsWith("Error: ")) document.title = `Error: ${document.title}`;
    box.current?.focus();
  }, [refused]);
  if (!refused) return null;
  return (
    <div className="govuk-error-summary" ref={box} tabIndex={-1} role="alert" aria-labelledby="error-summary-title">
      <h2 className="govuk-error-summary__title" id="error-summary-title">
        There is a problem
      </h2>
      <ul className="govuk-list govuk-error-summary__list">
        {refused.faults.map((fault) => (
          <li key={fault.field + fault.message}>{fault.field ? <a href={`#${idOf(fault.field)}`}>{fault.message}</a> : <span>{fault.message}</span>}</li>
        ))}
      </ul>
    </div>
  );
}

/** A field's first value, fault and ids: what was typed last, else the form's initial value. */
export function useField(name: string, otherwise = "") {
  return fieldOf(useContext(FormContext), name, otherwise);
}

/** Several fields at once. */
export function useFields(names: string[]) {
  const form = useContext(FormContext);
  return names.map((name) => fieldOf(form, name, ""));
}

function fieldOf({ refused, initial }: { refused: Refused | null; initial: Initial }, name: string, otherwise: string) {
  const typed = refused?.typed[name];
  const first = refused ? typed : initial[name];
  const value = first === null || first === undefined ? (refused ? "" : otherwise) : first;
  const fault = refused?.faults.find((f) => f.field === name)?.message;
  return { value, fault, id: idOf(name) };
}

interface FieldProps {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  /** Shows the label as the heading of the group. */
  heading?: boolean;
}

const Hint = ({ id, children }: { id: string; children?: ReactNode }) => (children ? <div className="govuk-hint" id={`${id}-hint`}>{children}</div> : null);
const FaultMessage = ({ id, fault }: { id: string; fault?: string }) =>
  fault ? (
    <p className="govuk-error-message" id={`${id}-error`}>
      <span className="govuk-visually-hidden">Error:</span> {fault}
    </p>
  ) : null;
const describedBy = (id: string, hint: unknown, fault: unknown) => [hint && `${id}-hint`, fault && `${id}-error`].filter(Boolean).join(" ") || undefined;
const group = (fault?: string) => (fault ? "govuk-form-group govuk-form-group--error" : "govuk-form-group");

interface InputProps extends FieldProps {
  type?: "text" | "email" | "password" | "tel" | "search" | "file";
  width?: "2" | "3" | "4" | "5" | "10" | "20" | "full";
  inputMode?: "numeric" | "text";
  autoComplete?: string;
  accept?: string;
  multiple?: boolean;
}

/** One line of text. */
export function TextInput({ name, label, hint, type = "text", width = "full", inputMode, autoComplete = "off", accept, multiple }: InputProps) {
  const { value, fault, id } = useField(name);
  return (
    <div className={group(fault)}>
      <label className="govuk-label" htmlFor={id}>{label}</label>
      <Hint id={id}>{hint}</Hint>
      <FaultMessage id={id} fault={fault} />
      <input
        className={`${type === "file" ? "govuk-file-upload" : "govuk-input"}${width === "full" ? "" : ` govuk-input--width-${width}`}${fault ? " govuk-input--error" : ""}`}
        id={id} name={name} type={type} inputMode={inputMode} autoComplete={autoComplete} accept={accept} multiple={multiple} spellCheck={type === "text" ? undefined : false}
        defaultValue={type === "password" || type === "file" ? undefined : String(value)} aria-describedby={describedBy(id, hint, fault)} aria-invalid={fault ? true : undefined}
        key={String(value)}
      />
    </div>
  );
}

/** A day, typed as 27/3/2026 (a list of digits is quicker to type, dictate and paste than three boxes). Initial values are YYYY-MM-DD. */
export function DayInput({ name, label, hint = "For example, 27/3/2026" }: FieldProps) {
  const { value, fault, id } = useField(name);
  const shown = String(value).replace(/^(\d{4})-(\d{2})-(\d{2})$/, (_, y, m, d) => `${Number(d)}/${Number(m)}/${y}`);
  return (
    <div className={group(fault)}>
      <label className="govuk-label" htmlFor={id}>{label}</label>
      <Hint id={id}>{hint}</Hint>
      <FaultMessage id={id} fault={fault} />
      <input className={`govuk-input govuk-input--width-10${fault ? " govuk-input--error" : ""}`} id={id} name={name} inputMode="text" autoComplete="off" defaultValue={shown} key={shown} aria-describedby={describedBy(id, hint, fault)} aria-invalid={fault ? true : undefined} />
    </div>
  );
}

/** Several lines of text. */
export function TextArea({ name, label, hint, rows = 4 }: FieldProps & { rows?: number }) {
  const { value, fault, id } = useField(name);
  return (
    <div className={group(fault)}>
      <label className="govuk-label" htmlFor={id}>{label}</label>
      <Hint id={id}>{hint}</Hint>
      <FaultMessage id={id} fault={fault} />
      <textarea className={`govuk-textarea${fault ? " govuk-textarea--error" : ""}`} id={id} name={name} rows={rows} autoComplete="off" defaultValue={String(value)} key={String(value)} aria-describedby={describedBy(id, hint, fault)} aria-invalid={fault ? true : undefined} />
    </div>
  );
}

export interface Choice {
  value: string;
  label: string;
  hint?: string;
  group?: string;
}
const choiceOf = (choice: Choice | string): Choice => (typeof choice === "string" ? { value: choice, label: choice.charAt(0).toUpperCase() + choice.slice(1) } : choice);

/** One of many, from a list that opens. `empty` is the first, empty choice. */
export function Select({ name, label, hint, choices, empty = "Choose one" }: FieldProps & { choices: readonly (Choice | string)[]; empty?: string | null }) {
  const { value, fault, id } = useField(name);
  const all = choices.map(choiceOf);
  const groups = [...new Set(all.map((c) => c.group))];
  const option = (c: Choice) => <option key={c.value} value={c.value}>{c.label}</option>;
  return (
    <div className={group(fault)}>
      <label className="govuk-label" htmlFor={id}>{label}</label>
      <Hint id={id}>{hint}</Hint>
      <FaultMessage id={id} fault={fault} />
      <select className={`govuk-select${fault ? " govuk-select--error" : ""}`} id={id} name={name} defaultValue={String(value)} key={String(value)} aria-describedby={describedBy(id, hint, fault)} aria-invalid={fault ? true : undefined}>
        {empty !== null && <option value="">{empty}</option>}
        {groups.map((g) => (g ? <optgroup key={g} label={g}>{all.filter((c) => c.group === g).map(option)}</optgroup> : all.filter((c) => !c.group).map(option)))}
      </select>
    </div>
  );
}

/** One of a few, all shown. `otherwise` is what is taken where the form says nothing. */
export function Radios({ name, label, hint, choices, inline, heading, otherwise }: FieldProps & { choices: readonly (Choice | string)[]; inline?: boolean; otherwise?: string }) {
  const { value, fault, id } = useField(name, otherwise);
  return (
    <div className={group(fault)}>
      <fieldset className="govuk-fieldset" aria-describedby={describedBy(id, hint, fault)}>
        <legend className={`govuk-fieldset__legend${heading ? " govuk-fieldset__legend--m" : ""}`}>{label}</legend>
        <Hint id={id}>{hint}</Hint>
        <FaultMessage id={id} fault={fault} />
        <div className={`govuk-radios govuk-radios--small${inline ? " govuk-radios--inline" : ""}`} key={String(value)}>
          {choices.map(choiceOf).map((c, i) => (
            <div className="govuk-radios__item" key={c.value}>
              <input className="govuk-radios__input" id={i === 0 ? id : `${id}-${i}`} name={name} type="radio" value={c.value} defaultChecked={String(value) === c.value} aria-describedby={c.hint ? `${id}-${i}-note` : undefined} />
              <label className="govuk-label govuk-radios__label" htmlFor={i === 0 ? id : `${id}-${i}`}>{c.label}</label>
              {c.hint && <div className="govuk-hint govuk-radios__hint" id={`${id}-${i}-note`}>{c.hint}</div>}
            </div>
          ))}
        </div>
      </fieldset>
    </div>
  );
}

/** Any of several; posted as `name[]`. */
export function Checkboxes({ name, label, hint, choices, heading }: FieldProps & { choices: readonly (Choice | string)[] }) {
  const { value, fault, id } = useField(name);
  const list = Array.isArray(value) ? value : String(value) ? [String(value)] : [];
  return (
    <div className={group(fault)}>
      <fieldset className="govuk-fieldset" aria-describedby={describedBy(id, hint, fault)}>
        <legend className={`govuk-fieldset__legend${heading ? " govuk-fieldset__legend--m" : ""}`}>{label}</legend>
        <Hint id={id}>{hint}</Hint>
        <FaultMessage id={id} fault={fault} />
        <div className="govuk-checkboxes govuk-checkboxes--small" key={list.join("|")}>
          {choices.map(choiceOf).map((c, i) => (
            <div className="govuk-checkboxes__item" key={c.value}>
              <input className="govuk-checkboxes__input" id={i === 0 ? id : `${id}-${i}`} name={`${name}[]`} type="checkbox" value={c.value} defaultChecked={list.includes(c.value)} aria-describedby={c.hint ? `${id}-${i}-note` : undefined} />
              <label className="govuk-label govuk-checkboxes__label" htmlFor={i === 0 ? id : `${id}-${i}`}>{c.label}</label>
              {c.hint && <div className="govuk-hint govuk-checkboxes__hint" id={`${id}-${i}-note`}>{c.hint}</div>}
            </div>
          ))}
        </div>
      </fieldset>
    </div>
  );
}

/** A single box to tick; posts "on". */
export function Tick({ name, label, hint }: FieldProps) {
  const { value, fault, id } = useField(name);
  const on = value === "on" || value === "1" || value === "yes";
  return (
    <div className={group(fault)}>
      <FaultMessage id={id} fault={fault} />
      <div className="govuk-checkboxes govuk-checkboxes--small" key={String(on)}>
        <div className="govuk-checkboxes__item">
          <input className="govuk-checkboxes__input" id={id} name={name} type="checkbox" value="on" defaultChecked={on} aria-describedby={describedBy(id, hint, fault)} />
          <label className="govuk-label govuk-checkboxes__label" htmlFor={id}>{label}</label>
          {hint && <div className="govuk-hint govuk-checkboxes__hint" id={`${id}-hint`}>{hint}</div>}
        </div>
      </div>
    </div>
  );
}

/** Fields that belong together, under one legend. */
export const Fieldset = ({ legend, children }: { legend: string; children: ReactNode }) => {
  const id = useId();
  return (
    <fieldset className="govuk-fieldset govuk-!-margin-bottom-6" aria-labelledby={id}>
      <legend className="govuk-fieldset__legend govuk-fieldset__legend--m" id={id}>{legend}</legend>
      {children}
    </fieldset>
  );
};

/** A button that posts on its own: one verb, no fields to fill in. */
export function PostButton({ action, label, fields = {}, secondary = true, warning, describe, small }: { action: string; label: string; fields?: Record<string, string>; secondary?: boolean; warning?: boolean; describe?: string; small?: boolean }) {
  return (
    <RemixForm method="post" action={action} className="inline-form">
      {Object.entries(fields).map(([key, value]) => <input key={key} type="hidden" name={key} value={value} />)}
      <button type="submit" className={`govuk-button${warning ? " govuk-button--warning" : secondary ? " govuk-button--secondary" : ""}${small ? " button-small" : ""}`}>
        {label}
        {describe && <span className="govuk-visually-hidden"> {describe}</span>}
      </button>
    </RemixForm>
  );
}
