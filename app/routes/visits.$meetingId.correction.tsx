import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { fullDay } from "../models/core/days.ts";
import { openRemark, remarkOnVisit } from "../models/meetings/correction-visit.server.ts";
import { maybeId, text, z } from "../shapes.server.ts";
import { Form, Select, TextArea } from "../ui/form.tsx";
import { Notice, PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Propose a correction – Panelroom" }];

const shape = () => z.object({ itemId: maybeId(), remark: text("Say what should be corrected", 2000) });

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await openRemark(ask, params.meetingId!));

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, shape, async (form) => {
    await remarkOnVisit(ask, params.meetingId!, form);
    return redirect(`/visits/${params.meetingId}/correction`);
  });

export default function VisitCorrection() {
  const { items, meeting, mine, whyNot } = useLoaderData<typeof loader>();
  const back = `/visits/${meeting.id}`;
  return (
    <div className="entryform">
      <PageTop crumbs={[{ to: back, text: "Your item" }]} caption={`${meeting.panel}, ${fullDay(meeting.onDay)}`} title="Propose a correction" />
      {mine.length > 0 && <Notice title="You have said"><ul className="govuk-list">{mine.map((one) => <li key={one.id}>{one.remark}{one.accepted !== null && ` (${one.accepted ? "accepted" : "not accepted"}${one.why ? `: ${one.why}` : ""})`}</li>)}</ul></Notice>}
      {whyNot ? <Notice kind="warning" title="You cannot propose one now">{whyNot}.</Notice> : (
        <>
          <p className="govuk-body">Say what of your item the minutes should not get wrong: what you said, or what was said to you. The chair accepts it, or says why not.</p>
          <Form submit="Propose the correction" cancel={back}>
            {items.length > 1 && <Select name="itemId" label="About" choices={items} />}
            <TextArea name="remark" label="What should be corrected" rows={5} />
          </Form>
        </>
      )}
    </div>
  );
}
