import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { dayOf, isDay, shortDay } from "../models/core/days.ts";
import { returnsAbout } from "../models/meetings/return.server.ts";
import { recordOf } from "../models/subjects/subject.server.ts";
import { readDay } from "../shapes.server.ts";
import { ButtonLink, Notice, PageTop } from "../ui/page.tsx";
import { RecordLine, RecordParts } from "../ui/record/record.tsx";

export const meta = () => [{ title: "Record – Panelroom" }];

export async function loader({ request, params, context: { ask } }: LoaderFunctionArgs) {
  const today = dayOf(ask.now);
  const typed = new URL(request.url).searchParams.get("on") ?? "";
  const on = readDay(typed);
  const fault = typed && (!isDay(on) ? "Enter a real date, such as 27/3/2026" : on > today ? "Choose today or a day before it" : null);
  const asOf = typed && !fault ? on : today;
  const record = await recordOf(ask, params.subjectId!, asOf);
  return json({ record, returns: await returnsAbout(ask, record.id, asOf), today, typed, fault: fault || null, now: ask.now.toISOString() });
}

export default function RecordPage() {
  const { record, returns, today, typed, fault, now } = useLoaderData<typeof loader>();
  const { id, card, kind, may } = record;
  const live = record.asOf === today;
  return (
    <>
      <div className="recordtop">
        <PageTop crumbs={[{ to: "/subjects", text: "Records" }]} caption={`${card.kindName} ${record.ref}`} title={record.name}>
          {live && may.propose && <ButtonLink to={`/subjects/${id}/proposal`} secondary={false}>Propose for the next meeting</ButtonLink>}
        </PageTop>
        <RecordLine record={record} />
      </div>
      {!live && (
        <Notice kind="warning" title={`As it stood on ${shortDay(record.asOf)}`}>
          What held that day, as it is known now; plain details as they were recorded then. {record.madeOn > record.asOf && `The record itself was made later, on ${shortDay(record.madeOn)}. `}
          <Link className="govuk-link" to={`/subjects/${id}`}>Show today</Link>
        </Notice>
      )}
      <nav className="jumps noprint" aria-label="Parts of this record">
        <a className="govuk-link" href="#facts">{live ? "Now" : "On that day"}</a>
        <a className="govuk-link" href="#risk">Risk</a>
        {kind === "child" && <a className="govuk-link" href="#missing">Missing</a>}
        <a className="govuk-link" href="#notes">Notes</a>
        {returns.length > 0 && <a className="govuk-link" href="#returns">Returns</a>}
        <a className="govuk-link" href="#links">Links</a>
        <a className="govuk-link" href="#measures">Measures</a>
        {kind === "child" && <a className="govuk-link" href="#care">Looked after</a>}
        <a className="govuk-link" href="#details">Details</a>
        <a className="govuk-link" href="#timeline">Timeline</a>
        <form method="get" className="pastday">
          <label htmlFor="on" className="pastday__label">As of</label>
          <input id="on" name="on" className={fault ? "govuk-input govuk-input--error pastday__input" : "govuk-input pastday__input"} defaultValue={typed || undefined} placeholder={shortDay(today)} autoComplete="off" aria-describedby={fault ? "on-error" : undefined} aria-invalid={fault ? true : undefined} />
          <button type="submit" className="govuk-button govuk-button--secondary button-small">Show</button>
          {fault && <p id="on-error" className="govuk-error-message pastday__fault" role="alert">{fault}</p>}
        </form>
      </nav>
      <RecordParts record={record} live={live} now={now} returns={returns} />
    </>
  );
}
