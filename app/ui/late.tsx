import { useEffect, useState } from "react";
import { dayAndTime } from "../models/core/days.ts";
import type { Late } from "../models/meetings/late.server.ts";

/** Words that came after the end: they are not in the minutes, and not lost. `named`, on the page of all items, says under which each was typed. */
export function NotInMinutes({ late, named = false }: { late: Late[]; named?: boolean }) {
  const Heading = named ? "h2" : "h3";
  if (late.length === 0) return null;
  const others = late.some((one) => !one.mine);
  return (
    <section className="notin noprint" aria-labelledby="not-in-minutes">
      <Heading className="notin__title" id="not-in-minutes">Not in the minutes</Heading>
      <p className="notin__why">{others ? "These words came after the minutes were closed. Their authors see their own, the chair and the deputy see all, until the minutes are approved." : "These words of yours came after the minutes were closed. You, the chair and the deputy see them until the minutes are approved."}</p>
      <ul className="notin__list">
        {late.map((one) => (
          <li key={one.id} className="notin__one">
            <p className="notin__who">{[named && one.item, one.mine ? "You" : one.by, dayAndTime(one.at)].filter(Boolean).join(", ")} <Copy words={one.words} /></p>
            <blockquote className="notin__words">{one.words}</blockquote>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Copies the words; where scripts or the clipboard are not to be had, they can be marked and copied as any text. */
function Copy({ words }: { words: string }) {
  const [can, setCan] = useState(false);
  const [said, setSaid] = useState("");
  useEffect(() => setCan(Boolean(navigator.clipboard)), []);
  if (!can) return null;
  const copy = () => navigator.clipboard.writeText(words).then(() => setSaid("Copied"), () => setSaid("Mark the words and copy them"));
  return <><button type="button" className="linkbutton" onClick={() => void copy()}>Copy<span className="govuk-visually-hidden"> these words</span></button> <span role="status">{said}</span></>;
}
