import { type RefObject, useEffect, useRef, useState } from "react";
import { shortDay } from "../models/core/days.ts";
import type { DeskChoices } from "../models/followup/desk.ts";
import { type Nudge, nudgesOf } from "../models/followup/nudge.ts";
import { agencyReader } from "../models/followup/owner-words.ts";
import { type Doing, similarTo } from "../models/followup/similar.ts";
import { isStepDown } from "../models/subjects/risk.ts";
import { TextArea, Tick, useField, useFields } from "./form.tsx";
import { useScripted } from "./scripted.ts";

/** What the fields of the form around `at` hold now: as people type, and as it opened. */
function useTyped(at: RefObject<HTMLElement>, names: string[]): Record<string, string> {
  const first = useFields(names).map(({ value }) => String(value));
  const [typed, setTyped] = useState<Record<string, string> | null>(null);
  const key = names.join(" ");
  useEffect(() => {
    const form = at.current?.closest("form");
    if (!form) return;
    const read = () => {
      const data = new FormData(form);
      setTyped(Object.fromEntries(key.split(" ").map((name) => [name, String(data.get(name) ?? "")])));
    };
    read();
    form.addEventListener("input", read);
    form.addEventListener("change", read);
    return () => {
      form.removeEventListener("input", read);
      form.removeEventListener("change", read);
    };
  }, [at, key]);
  return typed ?? Object.fromEntries(names.map((name, i) => [name, first[i]!]));
}

/** Hints beside the fields of an action: said once somebody has left the field, never a refusal. */
export function ActionHints({ agencies, fields }: { agencies: DeskChoices["agencies"]; fields: Nudge["field"][] }) {
  const here = useRef<HTMLDivElement>(null);
  const { what = "", due = "" } = useTyped(here, ["what", "due"]);
  const left = useLeft(here, fields.includes("due") ? "due" : "what");
  const hints = left ? nudgesOf({ what, due, agencies: agencyReader(agencies).named(what) }).filter(({ field }) => fields.includes(field)) : [];
  return (
    <div className="hints" ref={here} role="status">
      {hints.map(({ words }) => <p className="hints__one" key={words}>{words}</p>)}
    </div>
  );
}

/** Whether somebody has been in that field and gone on, or it came filled. */
function useLeft(at: RefObject<HTMLElement>, name: string): boolean {
  const [left, setLeft] = useState(false);
  useEffect(() => {
    const field = at.current?.closest("form")?.elements.namedItem(name);
    if (!(field instanceof HTMLElement)) return;
    if (name === "what" && (field as HTMLTextAreaElement).value) setLeft(true);
    const out = () => setLeft(true);
    field.addEventListener("blur", out);
    return () => field.removeEventListener("blur", out);
  }, [at, name]);
  return left;
}

/** Open actions that a new one may only repeat, with a way to carry on with each in place of it. `carry` is given where that can be done on the spot. */
export function Repeats({ doings, carry }: { doings: Doing[]; carry?: (doing: Doing) => void }) {
  const here = useRef<HTMLDivElement>(null);
  const { what = "", agencyId = "" } = useTyped(here, ["what", "agencyId"]);
  const { fault, value } = useField("anew");
  const alike = similarTo(what, agencyId || null, doings);
  // Who is shown it here has seen it: the server asks only where there was nothing to see (without scripts).
  const scripted = useScripted();
  return (
    <div ref={here} className="repeats" role="status">
      {alike.length > 0 && (
        <div className="repeats__box">
          <p className="repeats__head">{alike.length === 1 ? "An open action is like this one." : "Open actions are like this one."} Carry on with it, or record this as another.</p>
          <ul className="repeats__list">
            {alike.map((doing) => (
              <li key={doing.id}>
                <strong>{doing.ref}</strong> {doing.what} <span className="repeats__facts">{doing.owner}, due {shortDay(doing.dueOn)}</span>
                {carry && <button type="button" className="linkbutton" onClick={() => carry(doing)}>Carry on with {doing.ref}</button>}
              </li>
            ))}
          </ul>
        </div>
      )}
      {scripted ? <input type="hidden" name="anew" value={alike.length || fault ? "yes" : ""} /> : (fault || String(value)) && <Tick name="anew" label="Record it as another one" hint="Or carry on with the open one: it is on the page of the item" />}
    </div>
  );
}

/** What a level lower than the last must say; without scripts it stands in the form, to be left empty where it does not apply. */
export function StepDown({ choices }: { choices: { scale: DeskChoices["scale"]; currentLevel: { level: string; rank: number; since: string } | null } }) {
  const here = useRef<HTMLDivElement>(null);
  const { level = "" } = useTyped(here, ["level"]);
  const found = useFields(["sustained", "supportContinues", "markerDecision", "wouldBringBack"]).some(({ fault, value }) => fault || String(value));
  const scripted = useScripted();
  const standing = choices.currentLevel;
  if (!standing) return <div ref={here} />;
  const down = isStepDown(choices.scale.find((one) => one.name === level)?.rank, standing);
  const shown = scripted ? down : found;
  const fields = (
    <>
      <TextArea name="sustained" label="Over which reviews it has stayed lower" rows={2} />
      <TextArea name="supportContinues" label="Support that goes on, and who gives it" rows={2} />
      <TextArea name="markerDecision" label="Markers: which stay, until when" rows={2} />
      <TextArea name="wouldBringBack" label="What would bring it back up" rows={2} />
    </>
  );
  return (
    <div ref={here}>
      {shown ? (
        <div className="stepdown" role="group" aria-label="Stepping down">
          <p className="stepdown__head">Lower than {standing.level}, which stands since {shortDay(standing.since)}. A step down says:</p>
          {fields}
        </div>
      ) : !scripted && (
        <details className="govuk-details more">
          <summary className="govuk-details__summary"><span className="govuk-details__summary-text">When the level is lower than {standing.level}</span></summary>
          <div className="govuk-details__text">{fields}</div>
        </details>
      )}
    </div>
  );
}
