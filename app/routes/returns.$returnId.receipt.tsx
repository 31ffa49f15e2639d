import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { dayOf, fullDay, timeOf } from "../models/core/days.ts";
import { returnInReach } from "../models/meetings/return.server.ts";
import { toEnterReturn } from "../models/meetings/return-forms.server.ts";
import { enterFor } from "../models/meetings/return-writing.server.ts";
import { receivedHows } from "../models/meetings/return.ts";
import { enteredShape } from "../return-shapes.server.ts";
import { ProofField } from "../ui/factor.tsx";
import { DayInput, Form, Radios, Select, TextArea, TextInput } from "../ui/form.tsx";
import { FormTop } from "../ui/record-form.tsx";
import { Correcting, ReturnFields } from "../ui/return-fields.tsx";

export const meta = () => [{ title: "Enter a return – Panelroom" }];

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const { now, ...page } = await toEnterReturn(ask, params.returnId!);
  return json({ ...page, day: dayOf(now), time: timeOf(now) });
}

export const action = ({ request, params, context }: ActionFunctionArgs) =>
  submit(request, enteredShape, async (form) => {
    const meetingId = await enterFor(context.ask, params.returnId!, form);
    return redirect(`/meetings/${meetingId}/returns/grid`);
  },
  // Asked of any correction: to ask only where more people would read it would tell whoever enters it for whom the agency had meant it.
  async () => ((await returnInReach(context.ask, params.returnId!)).version ? context : null));

export default function Receipt() {
  const { head, agency, panel, meeting, version, headings, agencies, day, time } = useLoaderData<typeof loader>();
  return (
    <div className="narrow returnform">
      <FormTop head={head} title={`Enter the return of ${agency}`} />
      <p className="govuk-body">For {panel} {meeting.number} on {fullDay(meeting.onDay)}. It is kept as theirs, and that you entered it: once it is sent, you read of it what its handling lets you.</p>
      <Form submit="Enter it" cancel={`/meetings/${meeting.id}/returns/grid`} initial={{ how: "by e-mail", receivedOn: day, receivedTime: time, answer: "submitted" }}>
        <div className="twofields">
          <Select name="how" label="How did it come?" choices={receivedHows} empty={null} />
          <div />
          <DayInput name="receivedOn" label="Received on" />
          <TextInput name="receivedTime" label="At" hint="For example, 14:10" width="5" />
        </div>
        <Radios name="answer" label="What do they answer?" choices={[{ value: "submitted", label: "An update" }, { value: "nothing held", label: "They hold nothing" }, { value: "declined", label: "They decline to say" }]} />
        <TextArea name="declinedReason" label="If they decline: why?" hint="The minutes say it" rows={2} />
        <ReturnFields headings={headings} agencies={agencies} agency={agency} last={{}} />
        <TextInput name="contact" label="Whom of the agency to contact" hint="For an update. Shown to those who may know that there is more, and not read it" />
        {version > 0 && <><Correcting /><ProofField /></>}
      </Form>
    </div>
  );
}
