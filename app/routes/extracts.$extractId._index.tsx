import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useState } from "react";
import { dayAndTime, shortDay } from "../models/core/days.ts";
import { extractText, openExtract } from "../models/meetings/filing.server.ts";
import { readMarkdown } from "../models/meetings/markdown.server.ts";
import { ExtractShown } from "../ui/extract.tsx";
import { ButtonLink, Notice, PageTop, Tag } from "../ui/page.tsx";

export const meta = () => [{ title: "Extract – Panelroom" }];

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const opened = await openExtract(ask, params.extractId!);
  const { text, outcome, ...extract } = opened.extract;
  return json({ ...opened, extract: { ...extract, blocks: readMarkdown(text), outcome: outcome ? [["", outcome] as [string, string]] : [] }, plain: extractText(opened) });
}

export default function ExtractPage() {
  const { extract, meeting, filings, mayFile, own, agency, newest, plain } = useLoaderData<typeof loader>();
  return (
    <article className="gate">
      <PageTop crumbs={[{ to: `/subjects/${extract.subjectId}`, text: extract.ref }, { to: `/meetings/${meeting.id}/extracts`, text: "Extracts" }]} caption={`${meeting.panel} meeting ${meeting.number}, ${shortDay(meeting.onDay)}`} title={`Extract ${[extract.number, extract.ref].filter(Boolean).join(" ")}`}>
        {mayFile && <ButtonLink to={`/extracts/${extract.id}/filing`} secondary={own !== null}>{own ? "Change where it is filed" : "File it in your own system"}</ButtonLink>}
      </PageTop>
      <p className="govuk-body"><Tag colour={extract.state === "agreed" ? "green" : "yellow"}>{extract.state === "agreed" ? "Agreed" : "Draft"}</Tag> Version {extract.version}, {dayAndTime(extract.writtenAt)}{extract.reason && `: ${extract.reason}`}.</p>
      {newest && <Notice kind="warning" title={`Version ${newest.version} stands in its place`}><Link className="govuk-link" to={`/extracts/${newest.id}`}>Read the newest version</Link></Notice>}
      <section className="card" aria-labelledby="filed">
        <h2 className="govuk-heading-s" id="filed">Where it is kept</h2>
        {filings.length === 0 && <p className="govuk-body-s">No agency has filed it yet.</p>}
        <ul className="govuk-list">{filings.map((one) => <li key={one.agency}>{one.words} <span className="sub">{one.by}, {dayAndTime(one.at)}</span></li>)}</ul>
        {mayFile && !own && <p className="govuk-body-s">{agency} has not said where it keeps it.</p>}
      </section>
      <ExtractShown extract={extract} />
      <PlainText text={plain} href={`/extracts/${extract.id}/text`} />
    </article>
  );
}

/** The extract as plain text to paste elsewhere. Without scripts it is marked and copied by hand. */
function PlainText({ text, href }: { text: string; href: string }) {
  const [copied, setCopied] = useState<boolean | null>(null);
  const copy = () => void navigator.clipboard.writeText(text).then(() => setCopied(true), () => setCopied(false));
  return (
    <details className="govuk-details noprint">
      <summary className="govuk-details__summary"><span className="govuk-details__summary-text">As plain text, to copy</span></summary>
      <div className="govuk-details__text">
        <p className="govuk-body"><button type="button" className="govuk-button govuk-button--secondary button-small" onClick={copy}>Copy the text</button> <a className="govuk-link" href={href}>Or save it as a file</a></p>
        <p role="status" className="govuk-body-s">{copied === true ? "Copied" : copied === false ? "It could not be copied: mark the text and copy it" : ""}</p>
        <pre className="plaintext">{text}</pre>
      </div>
    </details>
  );
}
