import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { agenciesToAdminister } from "../models/people/agency.server.ts";
import { panelToAdminister, setCoreAgencies } from "../models/people/panels.server.ts";
import { several, z } from "../shapes.server.ts";
import { ProofField } from "../ui/factor.tsx";
import { Checkboxes, Form } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Core agencies – Panelroom" }];

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const { panel, agencies } = await panelToAdminister(ask, params.panelId!);
  return json({ panel, core: agencies.map((a) => a.id), all: (await agenciesToAdminister(ask)).map((a) => ({ value: a.id, label: a.name })) });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { ask } = context;
  await panelToAdminister(ask, params.panelId!);
  return submit(request, z.object({ agencies: several() }), async ({ agencies }) => {
    await setCoreAgencies(ask, params.panelId!, agencies);
    return redirect(`/admin/panels/${params.panelId}`);
  }, context);
}

export default function CoreAgencies() {
  const { panel, core, all } = useLoaderData<typeof loader>();
  const page = `/admin/panels/${panel.id}`;
  return (
    <div className="narrow">
      <PageTop caption={panel.name} title="Core agencies" crumbs={[{ to: "/admin", text: "Administration" }, { to: page, text: panel.name }]} />
      <Form submit="Save" cancel={page} initial={{ agencies: core }}>
        <Checkboxes name="agencies" label="Agencies that are expected at every meeting, from today" hint="Earlier days stay as they were" choices={all} />
        <ProofField />
      </Form>
    </div>
  );
}
