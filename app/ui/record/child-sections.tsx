import { Link } from "@remix-run/react";
import { dayAndTime, shortDay } from "../../models/core/days.ts";
import { daysInWords } from "../../models/subjects/dates.ts";
import { sentence } from "../../models/subjects/fields.ts";
import { interviewInWords, interviewOverdue, lengthInWords } from "../../models/subjects/missing.ts";
import type { SubjectRecord } from "../../models/subjects/record.server.ts";
import { Tag } from "../page.tsx";
import { NotKnown, Section } from "./section.tsx";
import { Way } from "./way.tsx";

interface Part {
  record: SubjectRecord;
  live: boolean;
  /** The instant of the page, so that what is overdue is the same on the server and in the browser. */
  now: string;
}

const gradeColour = (grade: string) => (grade === "high" ? "red" : grade === "medium" ? "orange" : "grey");

/** Missing episodes with police grade, return and interview; the last ten, the rest behind a line. */
export function MissingEpisodes({ record, live, now }: Part) {
  const { missing, id, card } = record;
  const at = new Date(now);
  const row = (m: (typeof missing)[number]) => {
    const late = m.toOn !== null && interviewOverdue(m, m.interview, at);
    return (
      <tr className="govuk-table__row" key={m.id}>
        <td className="govuk-table__cell"><Way to={`/subjects/${id}/missing/${m.id}`}>{m.fromAt ? dayAndTime(m.fromAt) : shortDay(m.fromOn)}</Way>{m.kind !== "missing" && <span className="rows__note">{sentence(m.kind)}</span>}</td>
        <td className="govuk-table__cell">{m.grade ? <Tag colour={gradeColour(m.grade)}>{sentence(m.grade)}</Tag> : <NotKnown />}</td>
        <td className="govuk-table__cell">{m.toOn ? lengthInWords(m, at) : <strong>{lengthInWords(m, at)}</strong>}{(m.foundAt || m.whereFound) && <span className="rows__note">found: {m.foundAt ? <Way to={`/subjects/${m.foundAt.id}`}>{m.foundAt.ref} {m.foundAt.name}</Way> : m.whereFound}</span>}</td>
        <td className={late ? "govuk-table__cell overdue" : "govuk-table__cell"}>{m.toOn ? <>{sentence(interviewInWords(m, m.interview, at))}{m.interview?.reason && `: ${m.interview.reason}`}</> : "After the return"}</td>
      </tr>
    );
  };
  const table = (rows: typeof missing, caption: string) => (
    <section className="tablewrap" tabIndex={0} aria-label={caption}>
      <table className="govuk-table">
        <caption className="govuk-visually-hidden">{caption}</caption>
        <thead className="govuk-table__head"><tr className="govuk-table__row"><th scope="col" className="govuk-table__header">Went missing</th><th scope="col" className="govuk-table__header">Grade</th><th scope="col" className="govuk-table__header">For how long</th><th scope="col" className="govuk-table__header">Return home interview</th></tr></thead>
        <tbody className="govuk-table__body">{rows.map(row)}</tbody>
      </table>
    </section>
  );
  return (
    <Section id="missing" title="Missing" count={missing.length} act={record.may.change && live && { to: `/subjects/${id}/missing/new`, text: "Record an episode" }}>
      {missing.length === 0 ? (
        <p className="recordpart__empty">No episode recorded.</p>
      ) : (
        <>
          {card.missing && (
            <dl className="missingcounts">
              <div><dd>{card.missing.days30}</dd><dt>in 30 days</dt></div>
              <div><dd>{card.missing.days90}</dd><dt>in 90 days</dt></div>
              <div><dd>{card.missing.days365}</dd><dt>in a year</dt></div>
            </dl>
          )}
          {table(missing.slice(0, 6), "Missing episodes")}
          {missing.length > 6 && (
            <details className="govuk-details">
              <summary className="govuk-details__summary"><span className="govuk-details__summary-text">{missing.length - 6} earlier</span></summary>
              {table(missing.slice(6), "Earlier missing episodes")}
            </details>
          )}
        </>
      )}
    </Section>
  );
}

/** Care episodes: legal status, placement and responsible authority, dated. */
export function CareEpisodes({ record, live }: Omit<Part, "now">) {
  const { care, id } = record;
  return (
    <Section id="care" title="Being looked after" act={record.may.change && live && { to: `/subjects/${id}/care/new`, text: "Record an episode" }}>
      {care.length === 0 && <p className="recordpart__empty">No care episode recorded.</p>}
      {care.length > 0 && (
        <ul className="govuk-list rows">
          {care.map((c) => (
            <li key={c.id} className={c.toOn && c.toOn < record.asOf ? "rows__one rows__one--old" : "rows__one"}>
              <span>
                {c.legalStatus ? sentence(c.legalStatus) : <NotKnown>Legal status not known</NotKnown>}
                <span className="rows__note">{c.placement ? sentence(c.placement) : "Placement not known"}{c.provider && `, ${c.provider}`}</span>
                <span className="rows__note">{[daysInWords(c.fromOn, c.toOn), c.authority ?? "responsible authority not known", c.imported && "from the authority's return"].filter(Boolean).join("; ")}</span>
                {c.address && <span className="rows__note">{c.address}</span>}
              </span>
              {record.may.change && live && <Link className="govuk-link rows__act" to={`/subjects/${id}/care/${c.id}`}>End or correct<span className="govuk-visually-hidden"> the episode from {shortDay(c.fromOn)}</span></Link>}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
