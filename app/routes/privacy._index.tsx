import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { dayAndTime, shortDay } from "../models/core/days.ts";
import type { EmergencyShown } from "../models/oversight/emergency.server.ts";
import { emergencies } from "../models/oversight/emergency.server.ts";
import { type InspectionShown, inspections } from "../models/oversight/inspection.server.ts";
import { ButtonLink, Empty, PageTop, Tag } from "../ui/page.tsx";

export const meta = () => [{ title: "Privacy – Panelroom" }];

export const loader = async ({ context: { ask } }: LoaderFunctionArgs) => json({ ...(await emergencies(ask)), inspections: await inspections(ask) });

export default function Privacy() {
  const { waiting, reviewed, inspections } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTop title="Privacy" />
      <p className="govuk-body">Who read what, by reference and without content. <Link className="govuk-link" to="/privacy/reads">Readings worth a look</Link>, and <Link className="govuk-link" to="/privacy/readers">who has read one record</Link>. That you look is written down too.</p>
      <section aria-labelledby="waiting">
        <h2 className="govuk-heading-m" id="waiting">Opened in an emergency, to review</h2>
        {waiting.length === 0 ? <Empty>Nothing waits for review.</Empty> : <Emergencies rows={waiting} label="To review" />}
        {reviewed.length > 0 && (
          <details className="govuk-details">
            <summary className="govuk-details__summary"><span className="govuk-details__summary-text">The last {reviewed.length} reviewed</span></summary>
            <Emergencies rows={reviewed} label="Reviewed" />
          </details>
        )}
      </section>
      <section aria-labelledby="inspections">
        <div className="cardtop">
          <h2 className="govuk-heading-m" id="inspections">Inspections</h2>
          <ButtonLink to="/privacy/inspections/new">Give an inspector a sample</ButtonLink>
        </div>
        {inspections.length === 0 ? <Empty>There has been none.</Empty> : <Inspections rows={inspections} />}
      </section>
    </>
  );
}

const Emergencies = ({ rows, label }: { rows: EmergencyShown[]; label: string }) => (
  <div className="tablewrap" tabIndex={0} role="region" aria-label={label}>
    <table className="govuk-table">
      <caption className="govuk-visually-hidden">{label}</caption>
      <thead><tr>{["When", "Who", "Record", "Why", "Review"].map((head) => <th key={head} scope="col" className="govuk-table__header">{head}</th>)}</tr></thead>
      <tbody>
        {rows.map((one) => (
          <tr key={one.id}>
            <td className="govuk-table__cell"><Link className="govuk-link" to={`/privacy/emergencies/${one.id}`}>{dayAndTime(one.fromAt)}</Link></td>
            <td className="govuk-table__cell">{one.by}<span className="undertext">{one.agency}</span></td>
            <td className="govuk-table__cell">{one.ref ?? <span className="not-known">Named nobody</span>}</td>
            <td className="govuk-table__cell">{one.code}</td>
            <td className={one.late ? "govuk-table__cell overdue" : "govuk-table__cell"}>{one.reviewed ? <><Tag colour={one.reviewed.finding === "justified" ? "green" : "orange"}>{one.reviewed.finding === "justified" ? "Justified" : "Not justified"}</Tag><span className="undertext">{one.reviewed.by}, {dayAndTime(one.reviewed.at)}</span></> : `${one.late ? "overdue since" : "due"} ${shortDay(one.dueOn)}`}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const Inspections = ({ rows }: { rows: InspectionShown[] }) => (
  <ul className="govuk-list rows">
    {rows.map((one) => (
      <li key={one.id} className={one.state === "over" ? "rows__one rows__one--old" : "rows__one"}>
        <span>
          <Link className="govuk-link" to={`/privacy/inspections/${one.id}`}>{one.inspector}, {shortDay(one.fromOn)} to {shortDay(one.untilOn)}</Link> <Tag colour={one.state === "open" ? "green" : "grey"}>{one.state === "open" ? "Open" : one.state === "over" ? "Over" : "To come"}</Tag>
          <span className="rows__note">{one.agency}; {one.records} {one.records === 1 ? "record" : "records"}, {one.drawn}</span>
        </span>
      </li>
    ))}
  </ul>
);
