import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { fullDay } from "../models/core/days.ts";
import { returnInReach } from "../models/meetings/return.server.ts";
import { toWriteReturn } from "../models/meetings/return-forms.server.ts";
import { answerShortly } from "../models/meetings/return-writing.server.ts";
import { shortAnswerShape } from "../return-shapes.server.ts";
import { Form, Radios, TextArea } from "../ui/form.tsx";
import { Notice } from "../ui/page.tsx";
import { FormTop } from "../ui/record-form.tsx";
import { Correcting, useKept, useStood } from "../ui/return-fields.tsx";

export const meta = () => [{ title: "Nothing held, or decline – Panelroom" }];

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const { head, agency, panel, meeting, version, draft, since } = await toWriteReturn(ask, params.returnId!);
  return json({ head, agency, panel, meeting, version, since, hasDraft: draft !== null });
}

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, shortAnswerShape, async (form) => {
    const { meeting_id } = await returnInReach(ask, params.returnId!);
    await answerShortly(ask, params.returnId!, form);
    return redirect(`/meetings/${meeting_id}/returns`);
  });

export default function ShortAnswer() {
  const { head, agency, panel, meeting, version, since, hasDraft } = useKept(useLoaderData<typeof loader>());
  const { stands } = useStood(since);
  return (
    <div className="narrow">
      <FormTop head={head} title="Nothing held, or decline" />
      <p className="govuk-body">{agency}, for {panel} {meeting.number} on {fullDay(meeting.onDay)}.</p>
      {hasDraft && <Notice kind="warning">There is a draft: sending this throws it away.</Notice>}
      <Form submit="Send to the panel" cancel={`/meetings/${meeting.id}/returns`} initial={{ answer: version ? "" : "declined" }}>
        <input type="hidden" name="since" value={stands} />
        <Radios name="answer" label="What do you answer?" choices={[{ value: "nothing held", label: "We have looked, and hold nothing" }, { value: "declined", label: "We decline to say" }]} />
        <TextArea name="declinedReason" label="If you decline: why?" hint="The minutes say it, so that the panel reads it. Nothing of what you hold belongs here." rows={3} />
        {version > 0 && <Correcting />}
      </Form>
    </div>
  );
}
