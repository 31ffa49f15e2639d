import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { dayAndTime, shortDay } from "../models/core/days.ts";
import { openExtracts } from "../models/meetings/approval.server.ts";
import { readMarkdown } from "../models/meetings/markdown.server.ts";
import { ExtractShown } from "../ui/extract.tsx";
import { Empty, PageTop, Tag } from "../ui/page.tsx";

export const meta = () => [{ title: "Extracts – Panelroom" }];

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const { meeting, extracts } = await openExtracts(ask, params.meetingId!);
  return json({ meeting, extracts: extracts.map(({ text, outcome, ...extract }) => ({ ...extract, blocks: readMarkdown(text), outcome: outcome ? [["", outcome] as [string, string]] : [] })) });
}

export default function Extracts() {
  const { extracts, meeting } = useLoaderData<typeof loader>();
  const newest = new Set(extracts.filter((e, i) => extracts.findIndex((x) => x.itemId === e.itemId) === i).map((e) => e.id));
  return (
    <>
      <PageTop crumbs={[{ to: `/meetings/${meeting.id}`, text: "Meeting" }, { to: `/meetings/${meeting.id}/minutes`, text: "Minutes" }]} caption={`${meeting.panel} meeting ${meeting.number}, ${shortDay(meeting.onDay)}`} title="Extracts" />
      <p className="govuk-body">What this meeting wrote to each record. Everybody else stands in it by reference.</p>
      {extracts.length === 0 && <Empty>No extract has been written. Each subject discussed gets one when the meeting ends.</Empty>}
      {extracts.map((extract) => (
        <details className="govuk-details extractbox" key={extract.id}>
          <summary className="govuk-details__summary">
            <span className="govuk-details__summary-text">{[extract.number, extract.ref].filter(Boolean).join(" ")}{extract.name !== extract.ref && ` ${extract.name}`}, version {extract.version}</span>
          </summary>
          <div className="govuk-details__text">
            <p className="govuk-body-s"><Tag colour={extract.state === "agreed" ? "green" : "yellow"}>{extract.state === "agreed" ? "Agreed" : "Draft"}</Tag> {dayAndTime(extract.writtenAt)}{extract.reason && `: ${extract.reason}`}{!newest.has(extract.id) && ", superseded"}. <Link className="govuk-link" to={`/extracts/${extract.id}`}>Where it is filed, and as text</Link> <Link className="govuk-link" to={`/subjects/${extract.subjectId}`}>The record</Link> <Link className="govuk-link" to={`/extracts/${extract.id}/paper`}>As a paper<span className="govuk-visually-hidden"> {[extract.number, extract.ref].filter(Boolean).join(" ")}, version {extract.version}</span></Link></p>
            <ExtractShown extract={extract} />
          </div>
        </details>
      ))}
    </>
  );
}
