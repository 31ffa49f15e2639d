import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { itemToPlan, moveItem } from "../models/meetings/item.server.ts";
import { maybeId, z } from "../shapes.server.ts";
import { Form, Radios } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Move an item – Panelroom" }];

const moving = () => z.object({ to: z.enum(["up", "down", "before"], { error: "Choose where it goes" }), before: maybeId() });

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await itemToPlan(ask, params.itemId!));

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, moving, async ({ to, before }) => {
    const meetingId = await moveItem(ask, params.itemId!, to === "before" ? { before: before ?? "" } : to);
    return redirect(`/meetings/${meetingId}/agenda#item-${params.itemId}`);
  });

export default function Move() {
  const item = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: `/meetings/${item.meetingId}/agenda`, text: "Build the agenda" }]} title={`Move ${item.name}`} />
      <Form submit="Move" cancel={`/meetings/${item.meetingId}/agenda`}>
        <Radios name="to" label="Where to" choices={[{ value: "up", label: "One up" }, { value: "down", label: "One down" }]} />
      </Form>
    </div>
  );
}
