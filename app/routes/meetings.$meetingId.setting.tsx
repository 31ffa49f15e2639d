import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { may } from "../models/core/access.ts";
import { meetingInReach } from "../models/core/reach.server.ts";
import { allow } from "../models/core/refuse.ts";
import { changeMeeting } from "../models/meetings/meeting.server.ts";
import { day, maybeLine, time, whole, z } from "../shapes.server.ts";
import { DayInput, Form, TextInput } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Day, time and place – Panelroom" }];

const setting = () => z.object({ onDay: day("Enter the day of the meeting"), time: time("Enter the time at which it starts"), minutesLong: whole("Enter how long it lasts, in minutes", 15, 600), place: maybeLine(200) });

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const meeting = await meetingInReach(ask, params.meetingId!);
  allow(may.openMeeting(ask.who, meeting), "The chair, deputy or coordinator changes a meeting");
  return json({ id: meeting.id, onDay: meeting.on_day, time: meeting.starts_at, minutesLong: meeting.minutes_long, place: meeting.place });
}

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, setting, async (form) => {
    await changeMeeting(ask, params.meetingId!, form);
    return redirect(`/meetings/${params.meetingId}/agenda`);
  });

export default function Setting() {
  const { id, ...initial } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: `/meetings/${id}/agenda`, text: "Build the agenda" }]} title="Day, time and place" />
      <Form submit="Keep" cancel={`/meetings/${id}/agenda`} initial={initial}>
        <DayInput name="onDay" label="Day" />
        <TextInput name="time" label="Starts at" width="5" hint="For example, 09:30" />
        <TextInput name="minutesLong" label="Minutes long" width="4" inputMode="numeric" />
        <TextInput name="place" label="Place or link (optional)" />
      </Form>
    </div>
  );
}
