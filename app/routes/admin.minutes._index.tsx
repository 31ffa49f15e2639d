import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { dayAndTime, fullDay } from "../models/core/days.ts";
import { quarantinedDocuments } from "../models/meetings/quarantine.server.ts";
import { Empty, PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Minutes that cannot be opened – Panelroom" }];

export const loader = async ({ context: { ask } }: LoaderFunctionArgs) => json(await quarantinedDocuments(ask));

export default function Quarantined() {
  const documents = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <PageTop title="Minutes that cannot be opened" crumbs={[{ to: "/admin", text: "Administration" }]} />
      <p className="govuk-body">Each change to the minutes is kept as a row of a log. When a row is missing or damaged nobody can open those minutes, so that nothing is written over what was there. What they say cannot be seen from here.</p>
      {documents.length === 0 ? <Empty>All minutes can be opened.</Empty> : (
        <ul className="plainlist">
          {documents.map((d) => (
            <li key={d.id}>
              <h2 className="govuk-heading-s">{d.meeting}, {fullDay(d.onDay)}: item {d.item}</h2>
              <p className="govuk-body">Closed since {dayAndTime(d.since)}: {d.why}.</p>
              <p className="govuk-body"><Link className="govuk-link" to={`/admin/minutes/${d.id}/folding`}>Fold the log again<span className="govuk-visually-hidden"> of item {d.item}, {d.meeting}</span></Link></p>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
