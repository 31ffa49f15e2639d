import { useLocation } from "@remix-run/react";
import { type FormEvent, useRef, useState } from "react";
import { handlings, type Handling } from "../models/core/handling.ts";
import { languageHints, repeats } from "../models/core/language.ts";
import type { Heading } from "../models/meetings/return.ts";
import { Checkboxes, Select, TextArea, Tick, useFields, useRefused } from "./form.tsx";

interface Part {
  heading: string;
  text: string;
  handling: string;
  agencyIds: string[];
  hidden: boolean;
  safe: boolean;
}

/** What the fields of these parts hold at first. */
export const fieldsOf = (parts: readonly Part[]): Record<string, string | string[]> =>
  Object.fromEntries(parts.flatMap((part) => [
    [`${part.heading}Text`, part.text], [`${part.heading}Handling`, part.handling], [`${part.heading}AgencyIds`, part.agencyIds], [`${part.heading}Hidden`, part.hidden ? "on" : ""], [`${part.heading}Safe`, part.safe ? "on" : ""],
  ] as [string, string | string[]][]));

const labels: Record<Handling, string> = { shared: "Everybody on the panel who reaches this record", "named agencies": "Agencies that I name", police: "Police only", health: "Health only", chair: "Chair and deputy only" };

interface Props {
  headings: readonly Heading[];
  agencies: { id: string; name: string }[];
  agency: string;
  /** What the agency sent to the meeting before, by heading. */
  last: Record<string, string>;
}

/** The parts of an update: each with its words, for whom it is, and whether the minutes may hold it as it stands. */
export const ReturnFields = (props: Props) => <>{props.headings.map((heading) => <PartFields key={heading.key} heading={heading} {...props} />)}</>;

function PartFields({ heading: { key, label, hint }, agencies, agency, last }: Props & { heading: Heading }) {
  const [text, handling, , hidden, safe] = useFields(["Text", "Handling", "AgencyIds", "Hidden", "Safe"].map((end) => `${key}${end}`));
  const faults = useFields(["Handling", "AgencyIds", "Hidden"].map((end) => `${key}${end}`)).some((field) => field.fault);
  const restricted = (handling!.value && handling!.value !== "shared") || hidden!.value === "on";
  const [typed, setTyped] = useState(String(text!.value));
  const hear = (event: FormEvent) => {
    const from = event.target as HTMLTextAreaElement;
    if (from.name === `${key}Text`) setTyped(from.value);
  };
  return (
    <section className="returnpart" aria-label={label} onInput={hear}>
      <TextArea name={`${key}Text`} label={label} hint={hint} rows={3} />
      <WordHints text={typed} last={last[key] ?? ""} />
      <div className="returnpart__for">
        <details className="returnpart__who" open={Boolean(restricted || faults || safe!.fault)}>
          <summary>Who may read it: {labels[(handling!.value as Handling) || "shared"].toLowerCase()}</summary>
          <Select name={`${key}Handling`} label="Who may read it?" hint={`${agency} always reads its own words`} choices={handlings.map((value) => ({ value, label: labels[value] }))} empty={null} />
          <Checkboxes name={`${key}AgencyIds`} label="If you name agencies: which?" choices={agencies.map((one) => ({ value: one.id, label: one.name }))} />
          <Tick name={`${key}Hidden`} label="Others may not know that there is more" hint="Without this they read that your agency holds more, and whom to ask. Not for what is shared with the panel." />
        </details>
        <Tick name={`${key}Safe`} label="May go into the minutes as it stands" />
      </div>
    </section>
  );
}

/** Why what was sent before is corrected; and whether others may go on reading it. */
export const Correcting = () => (
  <>
    <TextArea name="reason" label="What is corrected, and why" hint="Read by everybody who reads the return" rows={2} />
    <Tick name="takeBack" label="What was sent before was sent in error: nobody outside the agency is to read it any more" hint="Else it stays to be read beside the correction. What is in minutes already is withdrawn there." />
  </>
);

/** What the writer may want to look at again: nothing is changed, and nothing is asked. */
function WordHints({ text, last }: { text: string; last: string }) {
  const hints = languageHints(text);
  const again = repeats(text, last);
  if (!hints.length && !again) return null;
  return (
    <ul className="wordhints" aria-label="To look at again, if you like">
      {again && <li>The same as in your agency's last return. What is new since then?</li>}
      {hints.map((hint) => <li key={hint.words}>“{hint.words}”: {hint.suggestion}</li>)}
    </ul>
  );
}

/** What was read when the page was come to: read again because a bell rang it must not take away what is being typed. */
export function useKept<T>(read: T): T {
  const { key } = useLocation();
  const kept = useRef({ key, read });
  if (kept.current.key !== key) kept.current = { key, read };
  return kept.current.read;
}

/** What the next post is to be compared with: what stood when the page was read; once told that a colleague wrote since, what they wrote, which is then taken the place of by who says so, not by the clock. */
export function useStood(since: string): { stands: string; overtaken: boolean } {
  const refused = useRefused();
  const theirs = (refused?.about as { since?: string } | undefined)?.since;
  return { stands: theirs ?? (refused?.typed.since as string | undefined) ?? since, overtaken: theirs !== undefined };
}
