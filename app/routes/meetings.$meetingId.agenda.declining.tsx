import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { commit } from "../models/core/ask.server.ts";
import { addMonths } from "../models/core/days.ts";
import { reasonsFor } from "../models/meetings/agenda.ts";
import { meetingInReach } from "../models/core/reach.server.ts";
import { declineProposal, proposalsNamed, proposalsShown } from "../models/meetings/proposal.server.ts";
import { maybeDay, several, text, z } from "../shapes.server.ts";
import { Deciding } from "../ui/deciding.tsx";
import { DayInput, Form, TextArea } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Decline – Panelroom" }];

const declining = () => z.object({ proposals: several().refine((list) => list.length > 0, "Choose at least one subject"), reviewOn: maybeDay(), reason: text("Say why", 1000) });

export async function loader({ request, params, context: { ask } }: LoaderFunctionArgs) {
  const meeting = await meetingInReach(ask, params.meetingId!);
  const named = await proposalsShown(ask, meeting.id, new URL(request.url).searchParams.getAll("proposals[]"));
  return json({ id: meeting.id, next: addMonths(meeting.on_day, 3), named: named.map((p) => ({ ...p, reasons: reasonsFor(ask.who, p.reasons) })) });
}

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, declining, async ({ proposals, reviewOn, reason }) => {
    await commit(ask, async (ask) => {
      for (const { id } of await proposalsNamed(ask, params.meetingId!, proposals)) await declineProposal(ask, id, { reason, reviewOn });
    });
    return redirect(`/meetings/${params.meetingId}/agenda`);
  });

export default function Decline() {
  const { id, next, named } = useLoaderData<typeof loader>();
  const open = named.some((p) => p.case_id);
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: `/meetings/${id}/agenda`, text: "Build the agenda" }]} title="Decline for this meeting" />
      <p className="govuk-body">Whom you decline stays on show as considered, with your reason. {open ? "An open case keeps a review." : "No case is opened."}</p>
      <Form submit="Decline" cancel={`/meetings/${id}/agenda`} initial={{ reviewOn: next }}>
        <Deciding named={named} />
        <TextArea name="reason" label="Why it is not taken" hint="The members read it. Name other people by their reference." rows={3} />
        {open && <DayInput name="reviewOn" label="Next review of the open case" hint="An open case is never left without a next thing. For example, 27/3/2026" />}
      </Form>
    </div>
  );
}
