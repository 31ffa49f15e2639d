import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { closeSession, toClose } from "../models/meetings/closed.server.ts";
import { id, several, z } from "../shapes.server.ts";
import { Checkboxes, Form, Select } from "../ui/form.tsx";
import { Notice, PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Closed session – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await toClose(ask, params.itemId!));

const closing = () => z.object({ agencyIds: several(), minuterId: id("Choose who writes the minutes") });

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, closing, async (form) => {
    const { meetingId } = await closeSession(ask, params.itemId!, form);
    return redirect(`/meetings/${meetingId}/live`);
  });

export default function Close() {
  const { head, agencies, people, me } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: head.live, text: "Meeting" }]} caption={head.name} title="Closed session" />
      <Notice>Everybody else leaves this item at once, on every screen. What is written meanwhile is for those who stay. The minutes of the meeting say when it was closed and which agencies stayed, and nothing more.</Notice>
      <Form submit="Close the session" cancel={head.live} initial={{ agencyIds: [], minuterId: me }}>
        <Checkboxes name="agencyIds" label="Which agencies stay?" hint="You stay in any case" choices={agencies.map((one) => ({ value: one.id, label: one.name, hint: one.people.join(", ") }))} />
        <Select name="minuterId" label="Who writes the minutes?" choices={people.map((one) => ({ value: one.id, label: one.name, group: one.agency }))} empty={null} />
      </Form>
    </div>
  );
}
