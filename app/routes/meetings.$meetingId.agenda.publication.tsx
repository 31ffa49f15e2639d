import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { publishAgenda } from "../models/meetings/agenda.server.ts";
import { meetingWithPanel } from "../models/meetings/meeting.server.ts";
import { meetingName } from "../models/meetings/meeting.ts";
import { z } from "../shapes.server.ts";
import { Form } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Publish the agenda – Panelroom" }];

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const { meeting, panel } = await meetingWithPanel(ask, params.meetingId!);
  return json({ id: meeting.id, name: meetingName(panel, meeting) });
}

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, z.object({}), async () => {
    await publishAgenda(ask, params.meetingId!);
    return redirect(`/meetings/${params.meetingId}`);
  });

export default function Publish() {
  const { id, name } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: `/meetings/${id}/agenda`, text: "Build the agenda" }]} title={`Publish the agenda of ${name}`} />
      <p className="govuk-body">Every member sees the published agenda with its reasons. Items get their numbers; what is changed afterwards is marked late.</p>
      <Form submit="Publish the agenda" cancel={`/meetings/${id}/agenda`}>{null}</Form>
    </div>
  );
}
