import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { pressed } from "../entry-shapes.server.ts";
import { submit } from "../form.server.ts";
import { shortDay } from "../models/core/days.ts";
import { approveMinutes, openApproval } from "../models/meetings/approval.server.ts";
import { ProofField } from "../ui/factor.tsx";
import { Form } from "../ui/form.tsx";
import { Notice, PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Approve the minutes – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await openApproval(ask, params.meetingId!));

export const action = ({ request, params, context }: ActionFunctionArgs) =>
  submit(request, pressed, async () => {
    await approveMinutes(context.ask, params.meetingId!);
    return redirect(`/meetings/${params.meetingId}/minutes`);
  }, context);

export default function Approval() {
  const { accepted, circulated, meeting, today, whyNotApprove } = useLoaderData<typeof loader>();
  const minutes = `/meetings/${meeting.id}/minutes`;
  return (
    <div className="entryform">
      <PageTop crumbs={[{ to: minutes, text: "Minutes" }]} caption={`${meeting.panel} meeting ${meeting.number}, ${shortDay(meeting.onDay)}`} title="Approve the minutes" />
      {whyNotApprove ? (
        <Notice kind="warning" title="They cannot be approved now">{whyNotApprove}. <Link className="govuk-link" to={minutes}>Read the minutes</Link></Notice>
      ) : (
        <>
          <p className="govuk-body">Approved minutes never reopen. They get a number, are signed, and are written as <strong>agreed</strong>, with an agreed extract on each record; corrections are addenda, each with its reason.</p>
          {!circulated ? <Notice kind="warning" title="They have not gone out">Those who attended have not been asked for corrections. <Link className="govuk-link" to={`/meetings/${meeting.id}/circulation`}>Send them out first</Link></Notice>
          : today <= circulated.until && <Notice title={`Corrections may be proposed until ${shortDay(circulated.until)}`}>Once the minutes are approved, what is wrong is put right by an addendum.</Notice>}
          {accepted > 0 && <p className="govuk-body">{accepted} accepted {accepted === 1 ? "correction goes" : "corrections go"} into this version, and {accepted === 1 ? "is" : "are"} marked there.</p>}
          <p className="govuk-body"><Link className="govuk-link" to={minutes}>Read them once more</Link></p>
          <Form submit="Approve the minutes" cancel={minutes}><ProofField /></Form>
        </>
      )}
    </div>
  );
}
