import { Link } from "@remix-run/react";
import { shortDay } from "../../models/core/days.ts";
import { sentence } from "../../models/subjects/fields.ts";
import type { SubjectRecord } from "../../models/subjects/record.server.ts";
import type { Entry } from "../../models/subjects/timeline.ts";
import { Tag } from "../page.tsx";
import { Section } from "./section.tsx";
import { useAlone, Way } from "./way.tsx";

const nextWords: Record<string, string> = { listed: "Listed at a meeting", review: "Review due", closing: "Being closed" };

/** The subject's time with this person's panels, and the one next thing of each open case. */
export function Cases({ record, live }: { record: SubjectRecord; live: boolean }) {
  const { cases, id, waiting, may } = record;
  const alone = useAlone();
  return (
    <Section id="cases" title="Cases">
      {cases.length === 0 && <p className="recordpart__empty">{alone ? "Not open to any panel." : "Not open to any of your panels."}</p>}
      <ul className="govuk-list rows">
        {cases.map((c) => (
          <li key={c.id} className={c.closedOn ? "rows__one rows__one--old" : "rows__one"}>
            <span>
              <strong>{c.panel}</strong> {c.closedOn ? <Tag>Closed</Tag> : <Tag colour="green">Open</Tag>}
              <span className="rows__note">{c.closedOn ? `${shortDay(c.openedOn)} to ${shortDay(c.closedOn)}${c.closedReason ? `: ${c.closedReason}` : ""}` : `Since ${shortDay(c.openedOn)}${c.openedBy ? `, opened by ${c.openedBy}` : ""}`}</span>
              <span className="rows__note">{c.why}</span>
              {c.next && live && <span className={c.next.on < record.asOf ? "rows__next overdue" : "rows__next"}>Next: {nextWords[c.next.kind]?.toLowerCase() ?? c.next.kind} {shortDay(c.next.on)}, {c.next.owner}</span>}
            </span>
          </li>
        ))}
        {live && waiting.map((w) => (
          <li key={w.id} className="rows__one">
            <span>{w.own ? `Proposed for the next ${w.to} meeting` : `Referred to ${w.to}${w.from ? ` by ${w.from}` : ""}`}<span className="rows__note">{shortDay(w.on)}: {w.reason}</span></span>
          </li>
        ))}
      </ul>
      {live && !alone && (
        <p className="recordpart__foot">
          {may.openCase && <Link className="govuk-link" to={`/subjects/${id}/cases/new`}>Open a case</Link>}
          {may.refer && <Link className="govuk-link" to={`/subjects/${id}/referrals/new`}>Refer to another panel</Link>}
          <Link className="govuk-link" to={`/subjects/${id}/conflicts`}>Conflicts of interest</Link>
          <Link className="govuk-link" to={`/subjects/${id}/own-notes`}>My notes</Link>
          {record.may.seeReaders && <Link className="govuk-link" to={`/subjects/${id}/readers`}>Who has seen this record</Link>}
        </p>
      )}
    </Section>
  );
}

export function OpenActions({ record }: { record: SubjectRecord }) {
  const { actions } = record.card;
  return (
    <Section id="actions" title="Open actions" count={actions.length}>
      {actions.length === 0 && <p className="recordpart__empty">None.</p>}
      <ul className="govuk-list rows">
        {actions.map((a) => (
          <li key={a.id} className="rows__one">
            <span><Way to={`/actions/${a.id}`}>{a.what}</Way><span className={a.overdue ? "rows__note overdue" : "rows__note"}>{a.owner}, {a.overdue ? "overdue since" : "due"} {shortDay(a.dueOn)}</span></span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

export function LastDecisions({ record }: { record: SubjectRecord }) {
  const { decisions } = record.card;
  return (
    <Section id="decisions" title="Last decisions">
      {decisions.length === 0 && <p className="recordpart__empty">Not yet discussed.</p>}
      <ul className="govuk-list rows">
        {decisions.map((d) => <li key={d.id} className="rows__one"><span>{sentence(d.outcome)}<span className="rows__note">{d.panel} {d.number}, {shortDay(d.on)}{d.note && `: ${d.note}`}</span></span></li>)}
      </ul>
    </Section>
  );
}

/** What happened, newest first. */
export const TimelineList = ({ entries }: { entries: Entry[] }) => (
  <ol className="timeline">
    {entries.map((e) => (
      <li key={e.id} className={`timeline__one timeline__one--${e.kind}`}>
        <p className="timeline__on">{shortDay(e.on)}</p>
        <p className="timeline__title">{e.href ? <Way to={e.href}>{e.title}</Way> : e.title} {e.notAgreed && <Tag>Not agreed</Tag>}</p>
        {e.text && <p className="timeline__text">{e.text}</p>}
      </li>
    ))}
  </ol>
);
