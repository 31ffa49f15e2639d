import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { overridesShape } from "../gate-shapes.server.ts";
import { shortDay } from "../models/core/days.ts";
import { previewEnding } from "../models/meetings/ending.server.ts";
import { overrideFindings } from "../models/meetings/gate.server.ts";
import { Form } from "../ui/form.tsx";
import { Overridden, ReasonFields } from "../ui/gate.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "End in spite of it – Panelroom" }];

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const { meeting, findings } = await previewEnding(ask, params.meetingId!);
  return json({ meeting, findings });
}

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, overridesShape, async (form) => {
    await overrideFindings(ask, params.meetingId!, form);
    return redirect(`/meetings/${params.meetingId}/end`);
  });

export default function Overrides() {
  const { meeting, findings } = useLoaderData<typeof loader>();
  const gate = `/meetings/${meeting.id}/end`;
  const open = findings.filter((finding) => !finding.must && !finding.override);
  const overridden = findings.filter((finding) => finding.override);
  return (
    <div className="gate">
      <PageTop crumbs={[{ to: `/meetings/${meeting.id}/live`, text: "Meeting" }, { to: gate, text: "End the meeting" }]} caption={`${meeting.panel} meeting ${meeting.number}, ${shortDay(meeting.onDay)}`} title="End in spite of it" />
      {open.length === 0 && <p className="govuk-body">Nothing needs a reason. <Link className="govuk-link" to={gate}>Back to ending the meeting</Link></p>}
      {open.length > 0 && <Form name="reasons" submit="Keep these reasons" cancel={gate}><ReasonFields findings={open} back={gate} /></Form>}
      {overridden.length > 0 && <><h2 className="govuk-heading-s">Ends in spite of this</h2><Overridden findings={overridden} /></>}
    </div>
  );
}
