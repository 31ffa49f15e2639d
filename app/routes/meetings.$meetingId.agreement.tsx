import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { shortDay } from "../models/core/days.ts";
import { agreeRecord, openAgreement } from "../models/meetings/agreement.server.ts";
import { maybeText, z } from "../shapes.server.ts";
import { Corrections } from "../ui/corrections.tsx";
import { Form, TextArea } from "../ui/form.tsx";
import { LastMinutesShown } from "../ui/last-minutes.tsx";
import { Notice, PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Agree the last minutes – Panelroom" }];

const shape = () => z.object({ corrections: maybeText() });

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await openAgreement(ask, params.meetingId!));

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, shape, async (form) => {
    await agreeRecord(ask, params.meetingId!, form);
    return redirect(`/meetings/${params.meetingId}/live`);
  });

export default function Agreement() {
  const { corrections, last, meeting, whyNot } = useLoaderData<typeof loader>();
  const live = `/meetings/${meeting.id}/live`;
  return (
    <div className="entryform">
      <PageTop crumbs={[{ to: live, text: "Meeting" }]} caption={`${meeting.panel} meeting ${meeting.number}, ${shortDay(meeting.onDay)}`} title="Agree the last minutes" />
      <LastMinutesShown last={last} meetingId={meeting.id} running={false} />
      {corrections.length > 0 && <Corrections corrections={corrections} />}
      {whyNot ? <Notice kind="warning" title="They cannot be agreed now">{whyNot}.{last && !last.approved && <> <Link className="govuk-link" to={`/meetings/${last.meetingId}/approval`}>Approve them</Link></>}</Notice> : (
        <Form submit="Agreed as a true record" cancel={live}>
          <TextArea name="corrections" label="Corrections made at this meeting (optional)" hint="They become an addendum to those minutes: what was approved stays as it is" rows={4} />
        </Form>
      )}
    </div>
  );
}
