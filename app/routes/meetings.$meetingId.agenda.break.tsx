import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { buildAgenda } from "../models/meetings/agenda.server.ts";
import { meetingToBuild } from "../models/meetings/item.server.ts";
import { minutesAllowed } from "../models/meetings/item.ts";
import { addBreak } from "../models/meetings/order.server.ts";
import { id, whole, z } from "../shapes.server.ts";
import { Form, Select, TextInput } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Add a break – Panelroom" }];

const pause = () => z.object({ afterId: id("Choose after which item"), minutes: whole("Enter the minutes", minutesAllowed.least, minutesAllowed.most) });

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  await meetingToBuild(ask, params.meetingId!);
  const { meeting, items, times } = await buildAgenda(ask, params.meetingId!, null);
  return json({ id: meeting.id, items: items.map((item) => ({ value: item.id, label: [times[item.id], item.number, item.subject ? item.subject.ref : item.title].filter(Boolean).join(" ") })) });
}

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, pause, async (form) => redirect(`/meetings/${params.meetingId}/agenda#item-${await addBreak(ask, params.meetingId!, form)}`));

export default function Break() {
  const { id: meetingId, items } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: `/meetings/${meetingId}/agenda`, text: "Build the agenda" }]} title="Add a break" />
      <Form submit="Add the break" cancel={`/meetings/${meetingId}/agenda`} initial={{ minutes: 10 }}>
        <Select name="afterId" label="After which item?" choices={items} />
        <TextInput name="minutes" label="Minutes" width="3" inputMode="numeric" />
      </Form>
    </div>
  );
}
