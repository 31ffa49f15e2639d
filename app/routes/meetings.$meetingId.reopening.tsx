import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { pressed } from "../entry-shapes.server.ts";
import { submit } from "../form.server.ts";
import { shortDay } from "../models/core/days.ts";
import { previewEnding, stopClosing } from "../models/meetings/ending.server.ts";
import { Form } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Go back to the meeting – Panelroom" }];

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const { meeting, receipts } = await previewEnding(ask, params.meetingId!);
  return json({ meeting, receipts });
}

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, pressed, async () => {
    await stopClosing(ask, params.meetingId!);
    return redirect(`/meetings/${params.meetingId}/live`);
  });

export default function Reopening() {
  const { meeting, receipts } = useLoaderData<typeof loader>();
  const gate = `/meetings/${meeting.id}/end`;
  const [written, left] = [receipts.filter((one) => one.done), receipts.filter((one) => !one.done)];
  const names = (some: typeof receipts) => some.map((one) => [one.number, one.ref].filter(Boolean).join(" ")).join(", ");
  return (
    <div className="entryform">
      <PageTop crumbs={[{ to: gate, text: "Closing" }]} caption={`${meeting.panel} meeting ${meeting.number}, ${shortDay(meeting.onDay)}`} title="Go back to the meeting" />
      {meeting.status === "ending" ? (
        <>
          {written.length > 0 && <p className="govuk-body">What is written stands, and changes by addendum only: {names(written)}.</p>}
          {left.length > 0 && <p className="govuk-body">Their minutes are opened again, and can be mended: {names(left)}. What came too late meanwhile is kept for whoever wrote it.</p>}
        </>
      ) : <p className="govuk-body">The meeting is not being closed. <Link className="govuk-link" to={gate}>End the meeting</Link></p>}
      <Form submit="Go back to the meeting" cancel={gate}>{null}</Form>
    </div>
  );
}
