import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { pressed } from "../entry-shapes.server.ts";
import { submit } from "../form.server.ts";
import { timeOf } from "../models/core/days.ts";
import { chairPage, takeOver } from "../models/meetings/chairing.server.ts";
import { allow } from "../models/core/refuse.ts";
import { Form } from "../ui/form.tsx";
import { ButtonLink, Notice, PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Take the chair – Panelroom" }];

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const page = await chairPage(ask, params.meetingId!);
  allow(page.mayTake || (page.chair?.mine ?? false) || page.meeting.status !== "live", "The chair or the deputy takes the chair");
  return json(page);
}

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, pressed, async () => {
    await takeOver(ask, params.meetingId!);
    return redirect(`/meetings/${params.meetingId}/live`);
  });

/** The second of two steps: nobody loses the chair by one press. */
export default function TakeChair() {
  const { meeting, chair, whyNotTake } = useLoaderData<typeof loader>();
  const live = `/meetings/${meeting.id}/live`;
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: live, text: "Meeting" }]} caption={meeting.name} title="Take the chair" />
      {whyNotTake ? (
        <>
          <Notice title="This cannot be done now" kind="warning">{whyNotTake}.</Notice>
          <p><ButtonLink to={live}>Back to the meeting</ButtonLink></p>
        </>
      ) : (
        <>
          <p className="govuk-body">{chair ? `${chair.name} has not been at the meeting's page since ${timeOf(chair.goneSince!)}. ` : ""}From now on you are in the chair: you move the meeting on, agree the read-backs and end it. The minutes say that you took over, and when. Who had the chair can be given it back.</p>
          <Form submit="Take the chair" cancel={live}>{null}</Form>
        </>
      )}
    </div>
  );
}
