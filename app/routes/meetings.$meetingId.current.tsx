import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { liveOf } from "../models/meetings/live.server.ts";
import { moveTo } from "../models/meetings/running.server.ts";
import { allow } from "../models/core/refuse.ts";
import { id, maybeId, z } from "../shapes.server.ts";
import { Form, Select } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Current item – Panelroom" }];

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const { meeting, steps, next, may } = await liveOf(ask, params.meetingId!, null);
  allow(may.run);
  return json({ meeting, next, choices: steps.map((step) => ({ value: step.id, label: [step.number, step.title].filter(Boolean).join(" "), group: step.section })) });
}

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, z.object({ itemId: id("Choose an item"), from: maybeId() }), async ({ itemId, from }) => {
    await moveTo(ask, params.meetingId!, itemId, from);
    return redirect(`/meetings/${params.meetingId}/live`);
  });

/** Any item, by name: the meeting page's own buttons post here too. */
export default function CurrentPage() {
  const { meeting, next, choices } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTop title="Move the meeting on" crumbs={[{ to: `/meetings/${meeting.id}/live`, text: `${meeting.panelName} ${meeting.number}` }]} />
      <Form submit="Move the meeting there" initial={{ itemId: next }} cancel={`/meetings/${meeting.id}/live`}>
        <Select name="itemId" label="Item" choices={choices} />
      </Form>
    </>
  );
}
