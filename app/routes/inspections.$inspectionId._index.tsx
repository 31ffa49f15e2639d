import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { shortDay } from "../models/core/days.ts";
import { openSample } from "../models/oversight/inspection.server.ts";
import { kindName } from "../models/subjects/subject.ts";
import { Empty, PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Inspection – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await openSample(ask, params.inspectionId!));

export default function Sample() {
  const { inspection, records } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTop caption={`Until ${shortDay(inspection.untilOn)}`} title="Inspection" />
      <p className="govuk-body">{inspection.why}</p>
      <p className="govuk-body">The sample: {inspection.drawn}. Each record that you open is noted.</p>
      {records.length === 0 ? <Empty>Nothing of this sample is for you to read.</Empty> : (
        <ul className="govuk-list rows">
          {records.map((record) => (
            <li key={record.id} className="rows__one">
              <span><Link className="govuk-link" to={`/inspections/${inspection.id}/records/${record.id}`}>{record.ref} {record.name}</Link><span className="rows__note">{kindName(record.kind)}</span></span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
