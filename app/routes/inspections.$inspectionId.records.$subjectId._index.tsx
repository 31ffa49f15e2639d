import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { shortDay } from "../models/core/days.ts";
import { inspectedRecord } from "../models/oversight/inspection.server.ts";
import { sentence } from "../models/subjects/fields.ts";
import { MinutesText } from "../ui/markdown.tsx";
import { NoPartLink } from "../ui/no-part.tsx";
import { Notice, PageTop } from "../ui/page.tsx";
import { RecordLine, RecordParts } from "../ui/record/record.tsx";
import { Section } from "../ui/record/section.tsx";
import { ReadAlone } from "../ui/record/way.tsx";

export const meta = () => [{ title: "Inspected record – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json({ ...(await inspectedRecord(ask, params.inspectionId!, params.subjectId!)), now: ask.now.toISOString() });

export default function InspectedRecord() {
  const { inspection, record, items, now } = useLoaderData<typeof loader>();
  return (
    <ReadAlone>
      <div className="recordtop">
        <PageTop crumbs={[{ to: `/inspections/${inspection.id}`, text: "Inspection" }]} caption={`${record.card.kindName} ${record.ref}`} title={record.name} />
        <Notice>To read, as an inspector, until {shortDay(inspection.untilOn)}.</Notice>
        <RecordLine record={record} />
        <NoPartLink to={`/inspections/${inspection.id}/records/${record.id}/conflict`} />
      </div>
      <Section id="minutes" title="Minutes of its items" count={items.length}>
        {items.length === 0 && <p className="recordpart__empty">No meeting has discussed it yet.</p>}
        {items.map((item) => (
          <details className="govuk-details" key={item.id}>
            <summary className="govuk-details__summary"><span className="govuk-details__summary-text">{item.panel} {item.meeting}, {shortDay(item.onDay)}{item.outcome && `: ${sentence(item.outcome)}`}</span></summary>
            <div className="govuk-details__text">{item.minutes === null ? <p className="not-known">They cannot be read whole now.</p> : item.minutes.length === 0 ? <p className="not-known">Nothing was written.</p> : <MinutesText blocks={item.minutes} />}</div>
          </details>
        ))}
      </Section>
      <RecordParts record={record} live now={now} />
    </ReadAlone>
  );
}
