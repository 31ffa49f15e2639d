import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { fullDay } from "../models/core/days.ts";
import { meetingName } from "../models/meetings/meeting.ts";
import { meetingToPutOff, putOff } from "../models/meetings/put-off.server.ts";
import { day, text, time, z } from "../shapes.server.ts";
import { DayInput, Form, TextArea, TextInput } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Put a meeting off – Panelroom" }];

const puttingOff = () => z.object({ onDay: day("Enter the new day"), time: time("Enter the time at which it starts"), reason: text("Say why", 500) });

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await meetingToPutOff(ask, params.meetingId!));

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, puttingOff, async (form) => {
    await putOff(ask, params.meetingId!, form);
    return redirect(`/meetings/${params.meetingId}`);
  });

export default function PutOff() {
  const meeting = useLoaderData<typeof loader>();
  const name = meetingName(meeting, meeting);
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: `/meetings/${meeting.id}`, text: name }]} title={meeting.running ? `Adjourn ${name}` : `Put ${name} off`} caption={fullDay(meeting.onDay)} />
      <p className="govuk-body">
        {meeting.running
          ? "The meeting is broken off now and goes on on that day, at the item where it stands. What is written and recorded stays; nobody can write before it goes on."
          : "Its agenda, what agencies were asked, and whoever is invited go along. Everybody is told and answers anew whether they come."}
      </p>
      <Form submit={meeting.running ? "Adjourn the meeting" : "Put the meeting off"} warning={meeting.running} cancel={meeting.running ? `/meetings/${meeting.id}/live` : `/meetings/${meeting.id}`} initial={{ time: meeting.time }}>
        <DayInput name="onDay" label={meeting.running ? "Goes on on" : "New day"} />
        <TextInput name="time" label="Starts at" width="5" hint="For example, 09:30" />
        <TextArea name="reason" label="Why" hint="The members read it. Name nobody whom the panel discusses." rows={3} />
      </Form>
    </div>
  );
}
