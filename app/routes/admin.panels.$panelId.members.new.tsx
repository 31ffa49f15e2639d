import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { dayOf } from "../models/core/days.ts";
import { roles } from "../models/core/who.ts";
import { addMembership, candidates } from "../models/people/membership.server.ts";
import { panelToAdminister } from "../models/people/panels.server.ts";
import { joiningShape } from "../people-form.server.ts";
import { ProofField } from "../ui/factor.tsx";
import { DayInput, Form, Radios, Select } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Add a member – Panelroom" }];

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const { panel } = await panelToAdminister(ask, params.panelId!);
  return json({ panel, today: dayOf(ask.now), people: await candidates(ask) });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { ask } = context;
  await panelToAdminister(ask, params.panelId!);
  return submit(request, joiningShape, async (form) => {
    await addMembership(ask, params.panelId!, form);
    return redirect(`/admin/panels/${params.panelId}`);
  }, context);
}

const hints = {
  chair: "Prepares, runs the meeting, decides, approves the minutes",
  "deputy chair": "May do all that the chair does",
  coordinator: "Prepares agendas, keeps attendance; does not decide",
  member: "Sees the panel's cases and meetings, writes in the minutes, records entries",
};

export default function AddMember() {
  const { panel, today, people } = useLoaderData<typeof loader>();
  const page = `/admin/panels/${panel.id}`;
  return (
    <div className="narrow">
      <PageTop caption={panel.name} title="Add a member" crumbs={[{ to: "/admin", text: "Administration" }, { to: page, text: panel.name }]} />
      <Form submit="Add member" cancel={page} initial={{ fromOn: today }}>
        <Select name="personId" label="Person" choices={people.map((p) => ({ value: p.id, label: p.name, group: p.agency }))} />
        <Radios name="role" label="Role" choices={roles.map((role) => ({ value: role, label: role.charAt(0).toUpperCase() + role.slice(1), hint: hints[role] }))} />
        <DayInput name="fromOn" label="First day" />
        <DayInput name="toOn" label="Last day (optional)" hint="Leave empty when it is not known" />
        <ProofField />
      </Form>
    </div>
  );
}
