import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { addDays } from "../models/core/days.ts";
import { panelToAdminister, setPanel } from "../models/people/panels.server.ts";
import { settingPanel } from "../panel-form.server.ts";
import { ProofField } from "../ui/factor.tsx";
import { DayInput, Form } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";
import { initialOf, PanelFields } from "../ui/panel-fields.tsx";

export const meta = () => [{ title: "Change panel settings – Panelroom" }];

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const { panel, latest, today } = await panelToAdminister(ask, params.panelId!);
  return json({ panel, latest, fromOn: latest.fromOn >= today ? addDays(latest.fromOn, 1) : today });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { ask } = context;
  await panelToAdminister(ask, params.panelId!);
  return submit(request, settingPanel, async (form) => {
    await setPanel(ask, params.panelId!, form);
    return redirect(`/admin/panels/${params.panelId}`);
  }, context);
}

export default function ChangePanel() {
  const { panel, latest, fromOn } = useLoaderData<typeof loader>();
  const page = `/admin/panels/${panel.id}`;
  return (
    <div className="narrow narrow--wide">
      <PageTop caption={panel.name} title="Change settings" crumbs={[{ to: "/admin", text: "Administration" }, { to: page, text: panel.name }]} />
      <p className="govuk-body">This makes a new version from a day on. Meetings and decisions before that day keep the settings that they were made under.</p>
      <Form submit="Set from this day" cancel={page} initial={{ ...initialOf(latest), fromOn }}>
        <DayInput name="fromOn" label="Holds from" />
        <PanelFields levels={latest.scale} />
        <ProofField />
      </Form>
    </div>
  );
}
