import { useState } from "react";
import { type Day, daysBetween, fullDay } from "../models/core/days.ts";
import { isWorkday } from "../models/core/workdays.ts";
import { readDue } from "../models/followup/due.ts";
import { useField } from "./form.tsx";

const reading = (text: string, today: Day): string => {
  if (!text.trim()) return "";
  const day = readDue(text, today);
  if (!day) return "Not understood as a day yet";
  if (day < today) return `${fullDay(day)}: that is past`;
  const days = daysBetween(today, day);
  return `${fullDay(day)}${days === 0 ? ", today" : `, in ${days} ${days === 1 ? "day" : "days"}`}${isWorkday(day) ? "" : " (not a working day)"}`;
};

/** A due date as people say it; what was understood is shown while typing. */
export function DueInput({ name, label, today, hint = "“by Friday week”, “in 10 working days”, “end of the month” or 27/3/2026" }: { name: string; label: string; today: Day; hint?: string }) {
  const { value, fault, id } = useField(name);
  const first = String(value).replace(/^(\d{4})-(\d{2})-(\d{2})$/, (_, y, m, d) => `${Number(d)}/${Number(m)}/${y}`);
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <div className={fault ? "govuk-form-group govuk-form-group--error" : "govuk-form-group"}>
      <label className="govuk-label" htmlFor={id}>{label}</label>
      <div className="govuk-hint" id={`${id}-hint`}>{hint}</div>
      {fault && <p className="govuk-error-message" id={`${id}-error`}><span className="govuk-visually-hidden">Error:</span> {fault}</p>}
      <input
        className={`govuk-input govuk-input--width-20${fault ? " govuk-input--error" : ""}`} id={id} name={name} autoComplete="off" defaultValue={first} key={first} onChange={(event) => setTyped(event.target.value)}
        aria-describedby={[`${id}-hint`, fault && `${id}-error`, `${id}-read`].filter(Boolean).join(" ")} aria-invalid={fault ? true : undefined}
      />
      <output className="due-read" id={`${id}-read`} htmlFor={id}>{reading(typed ?? first, today)}</output>
    </div>
  );
}
