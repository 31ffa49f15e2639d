import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { timeOf } from "../models/core/days.ts";
import { chairPage, handOver } from "../models/meetings/chairing.server.ts";
import { chairingInWords } from "../models/meetings/chairing.ts";
import { id, z } from "../shapes.server.ts";
import { Form, Radios } from "../ui/form.tsx";
import { ButtonLink, PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Chair – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await chairPage(ask, params.meetingId!));

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, z.object({ toId: id("Choose who takes the chair") }), async ({ toId }) => {
    await handOver(ask, params.meetingId!, toId);
    return redirect(`/meetings/${params.meetingId}/live`);
  });

export default function Chair() {
  const { meeting, chair, heirs, mayTake, was } = useLoaderData<typeof loader>();
  const live = `/meetings/${meeting.id}/live`;
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: live, text: "Meeting" }]} caption={meeting.name} title="Who is in the chair" />
      <p className="govuk-body">{chair ? <><strong>{chair.mine ? "You are" : `${chair.name} is`}</strong> in the chair since {timeOf(chair.since)}.{chair.goneSince && !chair.mine && ` They have not been at the meeting's page since ${timeOf(chair.goneSince)}.`}</> : meeting.status === "live" ? "Nobody is noted as being in the chair." : "The meeting is not running."}</p>
      {heirs.length > 0 && (
        <Form submit="Hand the chair over" initial={heirs.length === 1 ? { toId: heirs[0]!.id } : {}} cancel={live}>
          <Radios name="toId" label="Hand the chair over to" choices={heirs.map((one) => ({ value: one.id, label: one.name }))} />
        </Form>
      )}
      {mayTake && <p><ButtonLink to={`/meetings/${meeting.id}/chair/taking`}>Take over</ButtonLink></p>}
      {was.length > 0 && <p className="govuk-body">In the minutes: {chairingInWords(was)}.</p>}
      {heirs.length === 0 && <p className="govuk-body"><Link className="govuk-link" to={live}>Back to the meeting</Link></p>}
    </div>
  );
}
