import type { Part } from "../models/meetings/difference.ts";

/** So much of what stays the same is shown on each side of a change. */
const around = 160;

function shortened(text: string, first: boolean, last: boolean): string {
  if (text.length <= around * 2) return text;
  return `${first ? "" : text.slice(0, around)} … ${last ? "" : text.slice(-around)}`;
}

/** What a text loses and gains, in its place. */
export const Changes = ({ parts }: { parts: Part[] }) => (
  <div className="changes">
    {parts.map(({ kind, text }, i) =>
      kind === "gone" ? <del key={i} className="changes__gone"><span className="govuk-visually-hidden">Taken out: </span>{text}</del>
        : kind === "new" ? <ins key={i} className="changes__new"><span className="govuk-visually-hidden">Put back: </span>{text}</ins>
          : <span key={i}>{shortened(text, i === 0, i === parts.length - 1)}</span>)}
  </div>
);
