import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { meetingWithPanel } from "../models/meetings/meeting.server.ts";
import { meetingName } from "../models/meetings/meeting.ts";
import { answers } from "../models/meetings/reply.ts";
import { replyForm, replyTo } from "../models/meetings/reply.server.ts";
import { maybeId, oneOf, z } from "../shapes.server.ts";
import { ErrorSummary, useRefused } from "../ui/form.tsx";
import { Empty, PageTop } from "../ui/page.tsx";
import { AnswerBox } from "../ui/reply.tsx";

export const meta = () => [{ title: "Are you coming? – Panelroom" }];

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const { meeting, panel } = await meetingWithPanel(ask, params.meetingId!);
  return json({ id: meeting.id, name: meetingName(panel, meeting), answering: await replyForm(ask, meeting) });
}

/** Says whether a member comes, or whom they would send. */
export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, () => z.object({ answer: oneOf(answers, "Say whether you come"), deputyId: maybeId() }), async ({ answer, deputyId }) => {
    await replyTo(ask, params.meetingId!, answer, deputyId);
    return redirect(`/meetings/${params.meetingId}`);
  });

export default function ReplyPage() {
  const { id, name, answering } = useLoaderData<typeof loader>();
  const refused = useRefused();
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: `/meetings/${id}`, text: name }]} title="Your answer" />
      {refused?.typed.form !== "deputy" && <ErrorSummary refused={refused} />}
      {answering ? <AnswerBox action={`/meetings/${id}/reply`} calendar={`/meetings/${id}/calendar.ics`} answering={answering} open /> : <Empty>There is nothing to answer: the meeting has begun, is over or was cancelled.</Empty>}
    </div>
  );
}
