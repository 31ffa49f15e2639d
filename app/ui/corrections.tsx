import { Link } from "@remix-run/react";
import { dayAndTime, dayOf, shortDay } from "../models/core/days.ts";
import { type Correction, correctionInWords, correctionState } from "../models/meetings/correction.ts";
import type { PaperCorrection } from "../models/meetings/paper.ts";
import { Tag } from "./page.tsx";

const colours = { open: "yellow", yes: "green", no: "grey" } as const;

/** Every correction that was proposed, with what the chair decided and why: all stay on show. `decide` where the reader decides. */
export function Corrections({ corrections, decide = false, items }: { corrections: Correction[]; decide?: boolean; items?: Map<string, string> }) {
  return (
    <ul className="corrections">
      {corrections.map((one) => (
        <li className="corrections__one" key={one.id}>
          <p className="corrections__top">
            <strong>{one.itemId ? (items?.get(one.itemId) ?? one.number ?? "An item") : "The minutes as a whole"}</strong> <Tag colour={colours[one.accepted === null ? "open" : one.accepted ? "yes" : "no"]}>{correctionState(one)}</Tag>
          </p>
          <Change correction={one} />
          <p className="corrections__who">Proposed by {one.by}, {dayAndTime(one.at)}.{one.decidedAt && ` ${one.accepted ? "Accepted" : "Not accepted"} by ${one.decidedBy ?? "the chair"}, ${shortDay(dayOf(one.decidedAt))}${one.why ? `: ${one.why}` : "."}`}</p>
          {decide && one.accepted === null && <p className="corrections__act"><Link className="govuk-link" to={`/corrections/${one.id}/decision`}>Accept or decline<span className="govuk-visually-hidden"> the correction proposed by {one.by}</span></Link></p>}
        </li>
      ))}
    </ul>
  );
}

/** What a correction asks for: what stands and what should, one above the other. */
export const Change = ({ correction: { passage, replacement, remark } }: { correction: Pick<Correction, "passage" | "replacement" | "remark"> }) => (
  <>
    {passage && (
      <dl className="change">
        <div><dt>Now</dt><dd><del>{passage}</del></dd></div>
        <div><dt>Should be</dt><dd>{replacement ? <ins>{replacement}</ins> : <em>nothing: it goes</em>}</dd></div>
      </dl>
    )}
    {remark && <p className="corrections__remark">{remark}</p>}
  </>
);

/** Under an item: what of its text the chair corrected before it was approved. */
export const Marked = ({ corrections }: { corrections: PaperCorrection[] }) =>
  corrections.length === 0 ? null : (
    <div className="marked">
      <p className="marked__head">Corrected in version {[...new Set(corrections.map((one) => one.version))].join(", ")}</p>
      <ul className="marked__list">{corrections.map((one) => <li key={one.at + (one.passage ?? one.remark)}>{one.passage ? correctionInWords(one) : one.remark} <span className="marked__who">({one.by}{one.decidedBy && `, accepted by ${one.decidedBy}`})</span></li>)}</ul>
    </div>
  );
