import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { itemToPlan, planItem } from "../models/meetings/item.server.ts";
import { minutesAllowed } from "../models/meetings/item.ts";
import { maybeId, whole, z } from "../shapes.server.ts";
import { Form, Select, TextInput } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Minutes and lead – Panelroom" }];

const plan = () => z.object({ minutes: whole("Enter the minutes", minutesAllowed.least, minutesAllowed.most), leadId: maybeId() });

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await itemToPlan(ask, params.itemId!));

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, plan, async (form) => {
    const meetingId = await planItem(ask, params.itemId!, form);
    return redirect(`/meetings/${meetingId}/agenda#item-${params.itemId}`);
  });

export default function Plan() {
  const item = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: `/meetings/${item.meetingId}/agenda`, text: "Build the agenda" }]} title={`Minutes and lead for ${item.name}`} />
      <Form submit="Set" cancel={`/meetings/${item.meetingId}/agenda`} initial={{ minutes: item.minutes, leadId: item.leadId }}>
        <TextInput name="minutes" label="Minutes" width="3" inputMode="numeric" />
        <Select name="leadId" label="Lead" empty="No lead" choices={item.leaders.map((p) => ({ value: p.id, label: `${p.name}, ${p.agency}` }))} />
      </Form>
    </div>
  );
}
