import { useNavigate } from "@remix-run/react";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { shortDay } from "../models/core/days.ts";
import type { Finding } from "../models/subjects/search.server.ts";
import type { Kind } from "../models/subjects/subject.ts";
import { useField, useRefused } from "./form.tsx";

interface Suggesting {
  kind?: Kind;
  onChoose: (finding: Finding, input: HTMLInputElement) => void;
}

/** The records that fit what is being typed; null when they could not be had. Posted, as names stand in no address. */
export async function suggested(text: string, kind: Kind | undefined): Promise<Finding[] | null> {
  try {
    const answer = await fetch("/search?_data=routes%2Fsearch", { method: "POST", body: new URLSearchParams({ typing: "yes", q: text, ...(kind && { kind }) }) });
    return answer.status === 200 ? ((await answer.json()) as { findings: Finding[] }).findings : null;
  } catch {
    return null;
  }
}

/** Suggestions under a text box as one types. Without script the box is a plain one. */
function useSuggestions({ kind, onChoose }: Suggesting) {
  const [found, setFound] = useState<Finding[] | null>(null);
  const asked = useRef("");
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const [ready, setReady] = useState(false);
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => {
    setReady(true);
    return () => clearTimeout(timer.current);
  }, []);
  const findings = found ?? [];
  const shown = open && findings.length > 0;
  const choose = (finding: Finding) => {
    setOpen(false);
    setActive(-1);
    if (input.current) onChoose(finding, input.current);
  };
  const onInput = () => {
    clearTimeout(timer.current);
    const text = input.current?.value.trim() ?? "";
    setActive(-1);
    if (text.length < 2) return setOpen(false);
    timer.current = setTimeout(() => {
      setOpen(true);
      asked.current = text;
      // An answer that was overtaken by the next one is let go.
      void suggested(text, kind).then((findings) => asked.current === text && setFound(findings));
    }, 180);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!shown) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      setActive((active + step + findings.length + (active === -1 && step === -1 ? 1 : 0)) % findings.length);
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      choose(findings[active]!);
    } else if (event.key === "Escape") setOpen(false);
  };
  const props = {
    ref: input, onInput, onKeyDown, onBlur: () => setOpen(false), autoComplete: "off",
    ...(ready ? { role: "combobox", "aria-expanded": shown, "aria-controls": listId, "aria-autocomplete": "list" as const, "aria-activedescendant": shown && active >= 0 ? `${listId}-${active}` : undefined } : {}),
  };
  const list = (
    <>
      <div className="suggestions" id={listId} role="listbox" aria-label="Records that fit" hidden={!shown}>
        {shown && findings.map((finding, index) => (
          // Taken on mousedown, before the box loses focus and the list closes. Keys are handled by the box (combobox pattern).
          <div key={finding.id} id={`${listId}-${index}`} role="option" tabIndex={-1} aria-selected={index === active} className={index === active ? "suggestions__one suggestions__one--active" : "suggestions__one"} onMouseDown={(event) => { event.preventDefault(); choose(finding); }}>
            <FindingWords finding={finding} />
          </div>
        ))}
      </div>
      <span className="govuk-visually-hidden" role="status">{open && found ? (findings.length ? `${findings.length} fit` : "Nothing fits") : ""}</span>
    </>
  );
  return { props, list };
}

/** "C-0147 Zoë Kowalczyk, born 3 Feb 2010, also known as Zo" */
export const FindingWords = ({ finding }: { finding: Finding }) => (
  <>
    <span className="finding__ref">{finding.ref}</span> <span className="finding__name">{finding.name}</span>
    <span className="finding__more">{[finding.bornOn && `born ${shortDay(finding.bornOn)}`, finding.alias && `also known as ${finding.alias}`].filter(Boolean).join(", ")}</span>
  </>
);

/** The one box that finds a record: a form that also suggests while one types. */
export function FindBox({ label = "Find a record", initial = "", large = false }: { label?: string; initial?: string; large?: boolean }) {
  const navigate = useNavigate();
  const { props, list } = useSuggestions({ onChoose: (finding) => navigate(`/subjects/${finding.id}`) });
  const id = useId();
  return (
    <form action="/search" method="post" aria-label={label} className={large ? "findbox findbox--large" : "findbox"}>
      <label className={large ? "govuk-label govuk-label--s findbox__label" : "govuk-visually-hidden"} htmlFor={id}>{label}</label>
      <span className="findbox__row">
        <input key={initial} {...props} id={id} name="q" type="search" defaultValue={initial} className="govuk-input findbox__input" placeholder={large ? undefined : "Find a record"} spellCheck={false} />
        <button type="submit" className={large ? "govuk-button findbox__button" : "findbox__button"}>Find</button>
        {list}
      </span>
    </form>
  );
}

/** A field that names another record by reference or name; what is chosen is written as "O-0031 Darren Shaw". */
export function SubjectPicker({ name, label, hint, kind }: { name: string; label: ReactNode; hint?: ReactNode; kind?: Kind }) {
  const { value, fault, id } = useField(name);
  const alike = useRefused()?.about as Finding[] | undefined;
  const { props, list } = useSuggestions({ kind, onChoose: (finding, input) => { input.value = `${finding.ref} ${finding.name}`; } });
  return (
    <div className={fault ? "govuk-form-group govuk-form-group--error" : "govuk-form-group"}>
      <label className="govuk-label" htmlFor={id}>{label}</label>
      <div className="govuk-hint" id={`${id}-hint`}>{hint ?? "Reference or name"}</div>
      {fault && <p className="govuk-error-message" id={`${id}-error`}><span className="govuk-visually-hidden">Error:</span> {fault}</p>}
      <span className="findbox__row">
        <input key={String(value)} {...props} id={id} name={name} type="text" defaultValue={String(value)} className={fault ? "govuk-input govuk-input--error" : "govuk-input"} aria-describedby={fault ? `${id}-hint ${id}-error` : `${id}-hint`} aria-invalid={fault ? true : undefined} spellCheck={false} />
        {list}
      </span>
      {fault && Array.isArray(alike) && <ul className="govuk-list alike">{alike.map((finding) => <li key={finding.id}><FindingWords finding={finding} /></li>)}</ul>}
    </div>
  );
}
