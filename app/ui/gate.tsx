import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { dayAndTime } from "../models/core/days.ts";
import { type EntryKind, entryName } from "../models/followup/entry.ts";
import type { Block, Inline } from "../models/meetings/markdown.ts";
import { type Finding, keyOf } from "../models/meetings/gate.ts";
import type { Receipt } from "../models/meetings/receipts.server.ts";
import { TextInput } from "./form.tsx";
import { Line, MinutesText } from "./markdown.tsx";
import { Tag } from "./page.tsx";

/** One thing that the gate found, with the way to mend it. */
const Found = ({ finding, back, children }: { finding: Finding; back: string; children?: ReactNode }) => (
  <>
    {finding.number && <span className="finding__number">{finding.number}</span>} <span className="finding__words">{finding.words}.</span> <Link className="govuk-link" to={wayBack(finding.to, back)}>Mend it<span className="govuk-visually-hidden">: {finding.words}</span></Link>
    {children}
  </>
);
/** Pages that ask and come back are told where from. */
const wayBack = (to: string, back: string): string => (/^\/(items|actions|sharing)\//.test(to) ? `${to}?to=${back}` : to);

/** What must be mended before the meeting can end. */
export const MustMend = ({ findings, back }: { findings: Finding[]; back: string }) => (
  <ul className="govuk-list govuk-list--bullet">{findings.map((finding) => <li key={keyOf(finding)}><Found finding={finding} back={back} /></li>)}</ul>
);

/** What may be overridden: a reason for each, or one for all. */
export const ReasonFields = ({ findings, back }: { findings: Finding[]; back: string }) => (
  <>
    <ol className="reasons">
      {findings.map((finding, n) => (
        <li key={keyOf(finding)}>
          <Found finding={finding} back={back} />
          <input type="hidden" name={`key.${n}`} value={keyOf(finding)} />
          <TextInput name={`reason.${n}`} label={<>Or end in spite of it, because<span className="govuk-visually-hidden"> ({finding.words})</span></>} />
        </li>
      ))}
    </ol>
    <TextInput name="forAll" label={findings.length > 1 ? "One reason for all that have none of their own" : "Reason"} hint="Kept with the minutes: who ended the meeting in spite of what, when and why" />
  </>
);

/** What the meeting ends in spite of, with who said so. */
export const Overridden = ({ findings }: { findings: Finding[] }) => (
  <ul className="govuk-list overridden">
    {findings.map((finding) => (
      <li key={keyOf(finding)}>{finding.number && <span className="finding__number">{finding.number}</span>} {finding.words}. <strong>Ends in spite of it:</strong> {finding.override!.reason} <span className="sub">{finding.override!.by}, {dayAndTime(finding.override!.at)}</span></li>
    ))}
  </ul>
);

/** What was written to whose record, when; what failed, and why. */
export const Receipts = ({ receipts }: { receipts: Receipt[] }) => (
  <ol className="receipts">
    {receipts.map((one) => (
      <li key={one.itemId} className={one.done ? "receipts__one" : one.failed ? "receipts__one receipts__one--failed" : "receipts__one receipts__one--open"}>
        <p className="receipts__top">
          <strong>{[one.number, one.ref].filter(Boolean).join(" ")}</strong> {one.name !== one.ref && one.name} <Tag colour={one.done ? "green" : one.failed ? "red" : "grey"}>{one.done ? "Written" : one.failed ? "Failed" : "Not written yet"}</Tag>
        </p>
        {one.done?.map((line) => <p className="receipts__line" key={line}>{line}</p>)}
        {one.failed && <p className="receipts__line"><strong>{one.failed.why}.</strong> {dayAndTime(one.failed.at)}</p>}
        <p className="receipts__line">
          {one.at && <span className="sub">{dayAndTime(one.at)}{one.by && `, ${one.by}`}</span>}
          {one.extractId && <Link className="govuk-link" to={`/extracts/${one.extractId}`}>The extract<span className="govuk-visually-hidden"> of {one.ref}</span></Link>} <Link className="govuk-link" to={`/subjects/${one.subjectId}`}>The record<span className="govuk-visually-hidden"> of {one.ref}</span></Link>
        </p>
      </li>
    ))}
  </ol>
);


export interface Previewed {
  blocks: Block[];
  outcome: [string, Inline[]][];
  entries: { kind: EntryKind; id: string; ref: string | null; title: Inline[]; facts: [string, Inline[]][] }[];
}

/** An extract as it would be written, marked where a name was replaced, and where one is not resolved. */
export const Preview = ({ extract }: { extract: Previewed }) => (
  <div className="extract">
    {extract.blocks.length ? <MinutesText blocks={extract.blocks} /> : <p className="extract__none">No minutes were written for this item.</p>}
    {extract.entries.length > 0 && (
      <ul className="extract__entries">
        {extract.entries.map((entry) => (
          <li key={entry.id}>
            <strong>{entryName(entry.kind)}{entry.ref && ` ${entry.ref}`}:</strong> <Line line={entry.title} />
            <span className="extract__facts">{entry.facts.map(([name, value], i) => <span key={name}>{i > 0 && " · "}{name}: <Line line={value} /></span>)}</span>
          </li>
        ))}
      </ul>
    )}
    {extract.outcome.length > 0 && <p className="extract__outcome">{extract.outcome.map(([name, value]) => <span key={name}><strong>{name}: </strong><Line line={value} /> </span>)}</p>}
  </div>
);
