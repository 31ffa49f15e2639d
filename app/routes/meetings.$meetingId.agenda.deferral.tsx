import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { commit } from "../models/core/ask.server.ts";
import { addMonths, shortDay } from "../models/core/days.ts";
import { reasonsFor } from "../models/meetings/agenda.ts";
import { meetingInReach } from "../models/core/reach.server.ts";
import { deferProposal, proposalsNamed, proposalsShown } from "../models/meetings/proposal.server.ts";
import { day, several, text, z } from "../shapes.server.ts";
import { Deciding } from "../ui/deciding.tsx";
import { DayInput, Form, TextArea } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Defer – Panelroom" }];

const deferral = () => z.object({ proposals: several().refine((list) => list.length > 0, "Choose at least one subject"), until: day("Enter the day to which you defer"), reason: text("Say why", 1000) });

export async function loader({ request, params, context: { ask } }: LoaderFunctionArgs) {
  const meeting = await meetingInReach(ask, params.meetingId!);
  const named = await proposalsShown(ask, meeting.id, new URL(request.url).searchParams.getAll("proposals[]"));
  return json({ id: meeting.id, on: meeting.on_day, next: addMonths(meeting.on_day, 1), named: named.map((p) => ({ ...p, reasons: reasonsFor(ask.who, p.reasons) })) });
}

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, deferral, async ({ proposals, until, reason }) => {
    await commit(ask, async (ask) => {
      for (const { id } of await proposalsNamed(ask, params.meetingId!, proposals)) await deferProposal(ask, id, { until, reason });
    });
    return redirect(`/meetings/${params.meetingId}/agenda`);
  });

export default function Defer() {
  const { id, on, next, named } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: `/meetings/${id}/agenda`, text: "Build the agenda" }]} title="Defer to a later day" />
      <p className="govuk-body">Whom you defer is proposed again at the first meeting on or after that day, and stays on show as considered.</p>
      <Form submit="Defer" cancel={`/meetings/${id}/agenda`} initial={{ until: next }}>
        <Deciding named={named} />
        <DayInput name="until" label="Defer until" hint={`After this meeting, ${shortDay(on)}. For example, 27/3/2026`} />
        <TextArea name="reason" label="Why it can wait" hint="The members read it. Name other people by their reference." rows={3} />
      </Form>
    </div>
  );
}
