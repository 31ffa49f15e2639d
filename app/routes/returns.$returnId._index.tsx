import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { dayAndTime, fullDay } from "../models/core/days.ts";
import { returnOf } from "../models/meetings/return.server.ts";
import { returnStateName, whyNotAnswer } from "../models/meetings/return.ts";
import { ButtonLink, Empty, PageTop } from "../ui/page.tsx";
import { ReturnTag, SentWords, sentInWords } from "../ui/returns.tsx";

export const meta = () => [{ title: "Return – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await returnOf(ask, params.returnId!));

export default function Return() {
  const { id, itemId, agency, own, state, late, sent, before, due, subject, meeting, withdrawnAt, mayFollow } = useLoaderData<typeof loader>();
  const open = whyNotAnswer({ meetingStatus: meeting.status, withdrawnAt }) === null;
  return (
    <div className="narrow">
      <PageTop crumbs={[mayFollow ? { to: `/meetings/${meeting.id}/returns/grid`, text: "Returns of all agencies" } : { to: `/meetings/${meeting.id}`, text: "Meeting" }]} caption={`${meeting.panel} ${meeting.number}, ${fullDay(meeting.onDay)}`} title={`Return of ${agency}`}>
        {own && open && <ButtonLink to={`/returns/${id}/writing`} secondary={state !== "not sent"}>{state === "not sent" ? "Write an update" : "Correct it"}</ButtonLink>}
        {own && open && <ButtonLink to={`/returns/${id}/answer`}>Nothing held, or decline</ButtonLink>}
        {own && open && <ButtonLink to={`/items/${itemId}/files/new`}>Add a paper</ButtonLink>}
        {!own && mayFollow && open && (state === "not sent" || sent?.received) && <ButtonLink to={`/returns/${id}/receipt`}>Enter what they told you</ButtonLink>}
      </PageTop>
      <p className="govuk-body">About <Link className="govuk-link" to={`/subjects/${subject.id}`}>{subject.name}</Link>{subject.name !== subject.ref && `, ${subject.ref}`}. <ReturnTag state={state} late={late} /></p>
      {sent ? (
        <section className="card return" aria-label="As it stands">
          <SentWords sent={sent} />
          {sent.state !== "submitted" && !sent.declinedReason && <p className="return__text">{returnStateName[sent.state]}.</p>}
          <p className="return__foot">{sentInWords(sent)}{sent.reason && <>. Corrected: {sent.reason}</>}</p>
        </section>
      ) : <Empty>{own ? "Your agency has not answered yet." : `${agency} has not answered yet.`} Due {fullDay(due)}.</Empty>}
      {before.length > 0 && (
        <section aria-labelledby="before">
          <h2 className="govuk-heading-m" id="before">Before it was corrected</h2>
          {before.map((one) => (
            <details className="card return" key={one.version}>
              <summary>{returnStateName[one.state]}, {dayAndTime(one.at)}</summary>
              <SentWords sent={one} />
              <p className="return__foot">{sentInWords(one)}{one.reason && <>. Corrected: {one.reason}</>}</p>
            </details>
          ))}
        </section>
      )}
    </div>
  );
}
