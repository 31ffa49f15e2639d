import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { fullDay } from "../models/core/days.ts";
import { cancelMeeting, meetingToPutOff } from "../models/meetings/put-off.server.ts";
import { meetingName } from "../models/meetings/meeting.ts";
import { text, z } from "../shapes.server.ts";
import { Form, TextArea } from "../ui/form.tsx";
import { ButtonLink, Notice, PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Cancel a meeting – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await meetingToPutOff(ask, params.meetingId!));

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, () => z.object({ reason: text("Say why", 500) }), async ({ reason }) => {
    await cancelMeeting(ask, params.meetingId!, reason);
    return redirect(`/meetings/${params.meetingId}`);
  });

export default function Cancel() {
  const meeting = useLoaderData<typeof loader>();
  const name = meetingName(meeting, meeting);
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: `/meetings/${meeting.id}`, text: name }]} title={`Cancel ${name}`} caption={fullDay(meeting.onDay)} />
      {meeting.whyNotCancel ? (
        <>
          <Notice kind="warning" title={meeting.whyNotCancel}>Putting it off takes its items and whoever is invited along to the new day.</Notice>
          <ButtonLink to={`/meetings/${meeting.id}/postponement`}>{meeting.running ? "Adjourn it" : "Put it off"}</ButtonLink>
        </>
      ) : (
        <>
          <p className="govuk-body">Everybody invited is told. Whoever is listed goes back to be reviewed {meeting.nextOn ? `on ${fullDay(meeting.nextOn)}, when the panel meets next` : "in four weeks, for no later meeting is set"}, and is proposed there again because this meeting was cancelled. To hold it on another day with the same agenda, <a className="govuk-link" href={`/meetings/${meeting.id}/postponement`}>put it off</a> instead.</p>
          <Form submit="Cancel the meeting" warning cancel={`/meetings/${meeting.id}`}>
            <TextArea name="reason" label="Why it is cancelled" hint="The members read it. Name nobody whom the panel discusses." rows={3} />
          </Form>
        </>
      )}
    </div>
  );
}
