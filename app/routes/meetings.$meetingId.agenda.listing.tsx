import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { listProposals, pendingOf, proposalsNamed } from "../models/meetings/proposal.server.ts";
import { maybeId, several, z } from "../shapes.server.ts";
import { Checkboxes, Form } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "List proposed subjects – Panelroom" }];

const listing = () => z.object({ only: maybeId(), shown: several(), proposals: several() });

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json({ id: params.meetingId!, pending: await pendingOf(ask, params.meetingId!) });

/** Lists the proposal whose own button was pressed, all that were shown, or all that are ticked. */
export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, listing, async ({ only, shown, proposals }) => {
    await listProposals(ask, (await proposalsNamed(ask, params.meetingId!, only ? [only] : [...shown, ...proposals])).map((p) => p.id));
    return redirect(`/meetings/${params.meetingId}/agenda`);
  });

export default function List() {
  const { id, pending } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: `/meetings/${id}/agenda`, text: "Build the agenda" }]} title="List proposed subjects" />
      <Form submit="List all ticked" cancel={`/meetings/${id}/agenda`}>
        <Checkboxes name="proposals" label="Proposed, still to decide" choices={pending.map((p) => ({ value: p.id.slice(0, 13), label: p.display_name === p.ref ? p.ref : `${p.display_name}, ${p.ref}` }))} />
      </Form>
    </div>
  );
}
