import { Link } from "@remix-run/react";
import { shortDay } from "../models/core/days.ts";
import type { Card } from "../models/subjects/card.ts";
import { Tag } from "./page.tsx";

/** The colour of a level: higher ranks are warmer. The word always stands beside it. */
export const RiskTag = ({ level, rank }: { level: string; rank: number }) => <Tag colour={rank >= 3 ? "red" : rank === 2 ? "orange" : "yellow"}>{level}</Tag>;

/** A subject at a glance: who, risk, missing, links, last decisions, open actions. */
export function SubjectCard({ card, heading = 2 }: { card: Card; heading?: 2 | 3 }) {
  const H = `h${heading}` as "h2" | "h3";
  const S = `h${heading + 1}` as "h3" | "h4";
  return (
    <section className="card subjectcard" aria-label={`Card of ${card.ref}`}>
      <p className="subjectcard__kind">{card.kindName} {card.ref}</p>
      <H className="govuk-heading-s subjectcard__name"><Link className="govuk-link" to={`/subjects/${card.id}`}>{card.name}</Link></H>
      <Markers card={card} />
      {card.kind !== "location" && (
        <p className="subjectcard__line">
          {card.age ? `Aged ${card.age}` : <span className="not-known">Age not known</span>}
          {card.bornOn && `, born ${shortDay(card.bornOn)}`}
          {card.eighteen && `, ${card.eighteen}`}
        </p>
      )}
      {card.kind === "child" && <p className="subjectcard__line">{card.placement ?? <span className="not-known">Care status not known</span>}</p>}
      <S className="subjectcard__head">Risk</S>
      {card.risks.length ? (
        <ul className="subjectcard__list">
          {card.risks.map((risk) => (
            <li key={risk.panelId}>
              <RiskTag level={risk.level} rank={risk.rank} /> {risk.panel}, since {shortDay(risk.since)}
              {risk.notAgreed && <em> (recorded, not agreed)</em>}
            </li>
          ))}
        </ul>
      ) : (
        <p className="subjectcard__line not-known">No level set</p>
      )}
      {card.missing && (
        <>
          <S className="subjectcard__head">Missing</S>
          <dl className="missingcounts">
            <div><dd>{card.missing.days30}</dd><dt>in 30 days</dt></div>
            <div><dd>{card.missing.days90}</dd><dt>in 90 days</dt></div>
            <div><dd>{card.missing.days365}</dd><dt>in a year</dt></div>
          </dl>
        </>
      )}
      <S className="subjectcard__head">Links</S>
      {card.links.length ? (
        <ul className="subjectcard__list">
          {card.links.slice(0, 6).map((link) => (
            <li key={link.id}>
              <Link className="govuk-link" to={`/subjects/${link.other.id}`}>{link.other.name === link.other.ref ? link.other.ref : `${link.other.ref} ${link.other.name}`}</Link>
              {link.level && link.rank !== null && <> <RiskTag level={link.level} rank={link.rank} /></>}
              <span className="subjectcard__note">{link.kind}, {link.confidence === "unknown" ? "how sure not known" : link.confidence}</span>
            </li>
          ))}
          {card.links.length > 6 && <li><Link className="govuk-link" to={`/subjects/${card.id}#links`}>{card.links.length - 6} more</Link></li>}
        </ul>
      ) : (
        <p className="subjectcard__line">None recorded</p>
      )}
      <S className="subjectcard__head">Last decisions</S>
      {card.decisions.length ? (
        <ul className="subjectcard__list">
          {card.decisions.map((d) => (
            <li key={d.id}>
              {shortDay(d.on)}, {d.panel} {d.number}: {d.outcome}
              {d.note && <span className="subjectcard__note">{d.note}</span>}
            </li>
          ))}
        </ul>
      ) : (
        <p className="subjectcard__line">Not yet discussed</p>
      )}
      <S className="subjectcard__head">Open actions</S>
      {card.actions.length ? (
        <ul className="subjectcard__list">
          {card.actions.map((a) => (
            <li key={a.id}>
              <Link className="govuk-link" to={`/actions/${a.id}`}>{a.what}</Link>
              <span className={a.overdue ? "subjectcard__note overdue" : "subjectcard__note"}>{a.owner}, {a.overdue ? "overdue since" : "due"} {shortDay(a.dueOn)}</span>
            </li>
          ))}
        </ul>
      ) : (
        <p className="subjectcard__line">None</p>
      )}
    </section>
  );
}

/** What must not be overlooked, as tags: risk, missing now, looked after, a person's status. */
export function Markers({ card, risks = false }: { card: Card; risks?: boolean }) {
  const tags = [
    ...(risks ? card.risks.map((risk) => <Tag key={risk.panelId} colour={risk.rank >= 3 ? "red" : risk.rank === 2 ? "orange" : "yellow"}>{`${risk.level} (${risk.panel})`}</Tag>) : []),
    card.missing?.now && <Tag key="missing" colour="red">{`Missing since ${shortDay(card.missing.now)}`}</Tag>,
    card.lookedAfter === "yes" && <Tag key="care" colour="purple">Looked after</Tag>,
    card.status && <Tag key="status" colour="blue">{card.status.charAt(0).toUpperCase() + card.status.slice(1)}</Tag>,
    card.kind === "child" && card.eighteen?.startsWith("turned") && <Tag key="adult" colour="turquoise">Adult: name the pathway</Tag>,
    card.kind === "offender" && card.age !== null && !card.eighteen && Number(card.age.replace(/\D/g, "")) < 18 && <Tag key="young" colour="turquoise">Under 18: a child too</Tag>,
  ].filter(Boolean);
  return tags.length ? <p className="markers">{tags}</p> : null;
}
