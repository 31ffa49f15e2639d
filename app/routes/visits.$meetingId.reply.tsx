import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { visitInReach } from "../models/core/reach.server.ts";
import { ownReply, replyToVisit } from "../models/meetings/reply.server.ts";
import { oneOf, z } from "../shapes.server.ts";
import { ErrorSummary, useRefused } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";
import { AnswerBox } from "../ui/reply.tsx";

export const meta = () => [{ title: "Are you coming? – Panelroom" }];

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  await visitInReach(ask, params.meetingId!);
  return json({ id: params.meetingId!, reply: await ownReply(ask, params.meetingId!) });
}

/** Says whether somebody invited comes. */
export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, () => z.object({ answer: oneOf(["accepted", "declined"] as const, "Say whether you come") }), async ({ answer }) => {
    await replyToVisit(ask, params.meetingId!, answer);
    return redirect(`/visits/${params.meetingId}`);
  });

export default function Answer() {
  const { id, reply } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: `/visits/${id}`, text: "Your item" }]} title="Your answer" />
      <ErrorSummary refused={useRefused()} />
      <AnswerBox action={`/visits/${id}/reply`} calendar={null} answering={{ reply, member: false, deputies: [] }} />
    </div>
  );
}
