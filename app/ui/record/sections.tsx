import { Link } from "@remix-run/react";
import { shortDay } from "../../models/core/days.ts";
import { daysInWords } from "../../models/subjects/dates.ts";
import { fields, sentence } from "../../models/subjects/fields.ts";
import { periodKindsOf } from "../../models/subjects/period.ts";
import type { SubjectRecord } from "../../models/subjects/record.server.ts";
import { Facts, Tag } from "../page.tsx";
import { RiskTag } from "../subject-card.tsx";
import { NotKnown, Section } from "./section.tsx";
import { Way } from "./way.tsx";

interface Part {
  record: SubjectRecord;
  /** Whether what is shown is today's record: a past day's is only read. */
  live: boolean;
}

/** What held on the day: care status, school, key worker, status, MAPPA … */
export function DatedFacts({ record, live }: Part) {
  const { id, kind, periods } = record;
  const act = record.may.change && live;
  return (
    <Section id="facts" title={live ? "Now" : "On that day"} act={act && { to: `/subjects/${id}/periods`, text: "History, corrections" }}>
      <dl className="holds">
        {periodKindsOf(kind).map((known) => {
          const held = periods.filter((p) => p.kind === known.key);
          return (
            <div key={known.key} className="holds__one">
              <dt>{known.label}</dt>
              <dd>
                {held.length === 0 && <NotKnown />}
                {held.map((p) => (
                  <span key={p.id} className="holds__value">
                    {sentence(p.value)}
                    <span className="holds__note">
                      {[p.detail, p.fromOn ? `since ${shortDay(p.fromOn)}` : "first day not known", p.toOn && `${known.ends?.toLowerCase() ?? "until"} ${shortDay(p.toOn)}`, !live && p.recordedOn > record.asOf && `recorded later, ${shortDay(p.recordedOn)}`].filter(Boolean).join("; ")}
                    </span>
                  </span>
                ))}
                {act && <Link className="govuk-link holds__act" to={`/subjects/${id}/periods/new?kind=${encodeURIComponent(known.key)}`}>{held.length && !known.many ? "Change" : "Record"}<span className="govuk-visually-hidden"> {known.label.toLowerCase()}</span></Link>}
              </dd>
            </div>
          );
        })}
      </dl>
    </Section>
  );
}

/** The levels set on each panel's own scale, with why, by whom and when. */
export function RiskHistory({ record, live }: Part) {
  const { risks, id } = record;
  const now = risks.filter((r) => !r.endedOn);
  const before = risks.filter((r) => r.endedOn);
  const list = (rows: typeof risks) => (
    <ol className="history">
      {rows.map((r) => (
        <li key={r.id} className={r.endedOn ? "history__one history__one--past" : "history__one"}>
          <p className="history__top">
            <RiskTag level={r.level} rank={r.rank} />
            <span>{r.panel}, {r.endedOn ? `${shortDay(r.decidedOn)} to ${shortDay(r.endedOn)}` : `since ${shortDay(r.decidedOn)}`}</span>
            {r.change !== 0 && <span className="history__change">{r.change > 0 ? "↑ up" : "↓ down"}</span>}
            {r.notAgreed && <Tag>Recorded, not agreed</Tag>}
          </p>
          <p className="history__text">{r.rationale}</p>
          {r.steppedDown.map(([name, said]) => <p className="history__text" key={name}><strong>{name}:</strong> {said}</p>)}
          {r.dissent && <p className="history__text"><strong>Dissent:</strong> {r.dissent}</p>}
          <p className="history__note">{[r.by && `Recorded by ${r.by}`, r.nextReviewOn && !r.endedOn && `next review ${shortDay(r.nextReviewOn)}`].filter(Boolean).join("; ")}</p>
        </li>
      ))}
    </ol>
  );
  return (
    <Section id="risk" title="Risk" act={record.may.decideRisk && live && { to: `/subjects/${id}/risks/new`, text: "Set the level" }}>
      {now.length === 0 && <p className="recordpart__empty">No level set. A level is a judgement of a panel, on its own scale.</p>}
      {now.length > 0 && list(now)}
      {before.length > 0 && (
        <details className="govuk-details">
          <summary className="govuk-details__summary"><span className="govuk-details__summary-text">{before.length} earlier {before.length === 1 ? "level" : "levels"}</span></summary>
          {list(before)}
        </details>
      )}
    </Section>
  );
}

/** Links whose other end this person may open. */
export function Links({ record, live }: Part) {
  const { links, linksHeld, id } = record;
  const now = links.filter((l) => !l.ended);
  const ended = links.filter((l) => l.ended);
  const row = (l: (typeof links)[number]) => (
    <li key={l.id} className="rows__one">
      <span>
        <Way to={`/subjects/${l.other.id}`}>{l.other.ref} {l.other.name}</Way> {l.level && l.rank !== null && <RiskTag level={l.level} rank={l.rank} />}
        <span className="rows__note">{[sentence(l.kind), l.confidence === "unknown" ? "how sure not known" : l.confidence, l.fromOn || l.toOn ? daysInWords(l.fromOn, l.toOn) : null, l.source && `source: ${l.source}`].filter(Boolean).join(", ")}</span>
        {l.note && <span className="rows__note">{l.note}</span>}
        {l.restricted && <span className="rows__note"><Tag colour="purple">{l.restricted}</Tag></span>}
      </span>
      {record.may.change && live && l.own && <Link className="govuk-link rows__act" to={`/subjects/${id}/links/${l.id}`}>Change<span className="govuk-visually-hidden"> link to {l.other.ref}</span></Link>}
    </li>
  );
  return (
    <Section id="links" title="Links" count={now.length} act={record.may.change && live && { to: `/subjects/${id}/links/new`, text: "Link to another record" }}>
      {links.length === 0 && linksHeld.length === 0 && <p className="recordpart__empty">None recorded.</p>}
      {now.length > 0 && <ul className="govuk-list rows">{now.map(row)}</ul>}
      {linksHeld.map((held, i) => <p key={i} className="note__held">A link is held by {held.by}: contact {held.contact}.</p>)}
      {ended.length > 0 && (
        <details className="govuk-details">
          <summary className="govuk-details__summary"><span className="govuk-details__summary-text">{ended.length} ended</span></summary>
          <ul className="govuk-list rows">{ended.map(row)}</ul>
        </details>
      )}
    </Section>
  );
}

/** Disruption measures against the subject, or that protect the child. */
export function Measures({ record, live }: Part) {
  const { measures, id, kind, asOf } = record;
  const over = (m: (typeof measures)[number]) => ["expired", "withdrawn", "refused", "became another"].includes(m.status) || (m.expiresOn !== null && m.expiresOn < asOf);
  const row = (m: (typeof measures)[number]) => {
    const others = m.protects.filter((c) => c.id !== id);
    return (
      <li key={m.id} className="rows__one">
        <span>
          <strong>{sentence(m.kind)}</strong> <Tag colour={m.breaches.length ? "red" : over(m) ? "grey" : m.status === "issued" || m.status === "served" ? "green" : "grey"}>{sentence(m.status)}</Tag>
          <span className="rows__note">{[m.issuedOn ? `issued ${shortDay(m.issuedOn)}` : null, m.expiresOn && `${m.expiresOn < asOf ? "expired" : "expires"} ${shortDay(m.expiresOn)}`, m.issuedBy && `by ${m.issuedBy}`, m.becameKind && `became a ${m.becameKind}`, m.statusReason].filter(Boolean).join(", ") || "Dates not known"}</span>
          {m.against.id !== id && <span className="rows__note">Against <Way to={`/subjects/${m.against.id}`}>{m.against.ref} {m.against.name}</Way></span>}
          {others.length > 0 && <span className="rows__note">Protects {others.map((c, i) => <span key={c.id}>{i > 0 && ", "}<Way to={`/subjects/${c.id}`}>{c.ref} {c.name}</Way></span>)}</span>}
          {m.breaches.map((b, i) => <span key={i} className="rows__note overdue">Breached {shortDay(b.on)}{b.response && `: ${b.response}`}</span>)}
          {m.terms && <span className="rows__note">{m.terms}</span>}
        </span>
        {record.may.change && live && m.against.id === id && <Link className="govuk-link rows__act" to={`/subjects/${id}/measures/${m.id}`}>Open<span className="govuk-visually-hidden"> {m.kind}</span></Link>}
      </li>
    );
  };
  const standing = measures.filter((m) => !over(m));
  const past = measures.filter(over);
  return (
    <Section id="measures" title="Disruption measures" count={standing.length} act={record.may.change && live && kind !== "child" && { to: `/subjects/${id}/measures/new`, text: "Record a measure" }}>
      {standing.length === 0 && <p className="recordpart__empty">{kind === "child" ? "None in force that protects this child. A measure is recorded on the person or location that it is against." : "None in force."}</p>}
      {standing.length > 0 && <ul className="govuk-list rows">{standing.map(row)}</ul>}
      {past.length > 0 && (
        <details className="govuk-details">
          <summary className="govuk-details__summary"><span className="govuk-details__summary-text">{past.length} over</span></summary>
          <ul className="govuk-list rows">{past.map(row)}</ul>
        </details>
      )}
    </Section>
  );
}

/** The plain facts. */
export function Details({ record, live }: Part) {
  const { kind, values, id, aliases } = record;
  const shown = fields[kind].filter((f) => f.type !== "tick").map((f): [string, string | null] => {
    const value = values[f.name];
    return [f.label, value ? (f.type === "day" ? `${shortDay(value)}${values.born_estimated ? " (estimate)" : ""}` : f.choices ? sentence(value) : value) : null];
  });
  return (
    <Section id="details" title="Details" act={record.may.change && live && { to: `/subjects/${id}/details`, text: "Change details" }}>
      <Facts rows={[["Also known as", aliases.map((a) => (a.kind === "known as" ? a.name : `${a.name} (${a.kind})`)).join(", ") || (record.may.change && live ? <Link className="govuk-link" to={`/subjects/${id}/aliases`}>Add a name</Link> : null)], ...shown]} />
      {record.may.change && live && aliases.length > 0 && <p className="recordpart__foot"><Link className="govuk-link" to={`/subjects/${id}/aliases`}>Change other names</Link></p>}
    </Section>
  );
}
