import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { shortDay } from "../models/core/days.ts";
import { addAddendum, openApproval } from "../models/meetings/approval.server.ts";
import { maybeId, text, z } from "../shapes.server.ts";
import { Form, Select, TextArea } from "../ui/form.tsx";
import { Notice, PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Addendum – Panelroom" }];

const shape = () => z.object({ itemId: maybeId(), text: text("Enter the correction"), reason: text("Say why it is needed", 1000) });

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await openApproval(ask, params.meetingId!));

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, shape, async (form) => {
    await addAddendum(ask, params.meetingId!, form);
    return redirect(`/meetings/${params.meetingId}/minutes`);
  });

export default function Addenda() {
  const { items, meeting, whyNotAdd } = useLoaderData<typeof loader>();
  const minutes = `/meetings/${meeting.id}/minutes`;
  return (
    <div className="entryform">
      <PageTop crumbs={[{ to: minutes, text: "Minutes" }]} caption={`${meeting.panel} meeting ${meeting.number}, ${shortDay(meeting.onDay)}`} title="Add an addendum" />
      {whyNotAdd ? (
        <Notice kind="warning" title="No addendum can be added now">{whyNotAdd}.</Notice>
      ) : (
        <>
          <p className="govuk-body">What was agreed stays as it is. The addendum makes the next version; the one before is kept and can be read.</p>
          <Form submit="Add the addendum" cancel={minutes}>
            <Select name="itemId" label="About" hint="An addendum to an item also makes the next version of its extract" choices={items} empty="The meeting as a whole" />
            <TextArea name="text" label="Correction" rows={5} />
            <TextArea name="reason" label="Reason" rows={2} hint="Why the minutes were not right, and who noticed" />
          </Form>
        </>
      )}
    </div>
  );
}
