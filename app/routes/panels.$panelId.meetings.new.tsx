import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { may } from "../models/core/access.ts";
import { dayOf } from "../models/core/days.ts";
import { panelInReach } from "../models/core/reach.server.ts";
import { allow } from "../models/core/refuse.ts";
import { openMeeting } from "../models/meetings/meeting.server.ts";
import { panelSettings } from "../models/people/panel.server.ts";
import { day, maybeLine, time, whole, z } from "../shapes.server.ts";
import { DayInput, Form, TextInput } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Open a meeting – Panelroom" }];

const meeting = () => z.object({ onDay: day("Enter the day of the meeting"), time: time("Enter the time at which it starts"), minutesLong: whole("Enter how long it lasts, in minutes", 15, 600), place: maybeLine(200) });

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const panel = await panelInReach(ask, params.panelId!);
  allow(may.openMeeting(ask.who, { panelId: panel.id }), "The chair, deputy or coordinator opens a meeting");
  const { frequency, meetingMinutes } = await panelSettings(ask, panel.id, dayOf(ask.now));
  return json({ panel: { id: panel.id, name: panel.name }, frequency, meetingMinutes });
}

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, meeting, async (form) => redirect(`/meetings/${await openMeeting(ask, { panelId: params.panelId!, ...form })}/agenda`));

export default function NewMeeting() {
  const { panel, frequency, meetingMinutes } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: "/panels", text: "Panels" }, { to: `/panels/${panel.id}`, text: panel.name }]} title="Open a meeting" />
      <p className="govuk-body">This panel meets {frequency}. Its agenda is proposed from the panel's rules once the meeting is open.</p>
      <Form submit="Open the meeting" cancel={`/panels/${panel.id}`} initial={{ time: "09:30", minutesLong: meetingMinutes }}>
        <DayInput name="onDay" label="Day" />
        <TextInput name="time" label="Starts at" width="5" hint="For example, 09:30" />
        <TextInput name="minutesLong" label="Minutes long" width="4" inputMode="numeric" />
        <TextInput name="place" label="Place or link (optional)" />
      </Form>
    </div>
  );
}
