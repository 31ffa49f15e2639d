import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { dayOf } from "../models/core/days.ts";
import { membershipToAdminister } from "../models/people/membership.server.ts";
import { leavePanel } from "../models/subjects/handover.server.ts";
import { endingShape } from "../people-form.server.ts";
import { ProofField } from "../ui/factor.tsx";
import { DayInput, Form } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Membership ends – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json({ ...(await membershipToAdminister(ask, params.membershipId!)), today: dayOf(ask.now) });

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { ask } = context;
  await membershipToAdminister(ask, params.membershipId!);
  return submit(request, endingShape, async ({ lastDay }) => {
    const { panelId } = await leavePanel(ask, params.membershipId!, lastDay);
    return redirect(`/admin/panels/${panelId}`);
  }, context);
}

export default function Ending() {
  const m = useLoaderData<typeof loader>();
  const page = `/admin/panels/${m.panel_id}`;
  return (
    <div className="narrow">
      <PageTop caption={`${m.panel}, ${m.role}`} title={`${m.person} leaves the panel`} crumbs={[{ to: "/admin", text: "Administration" }, { to: page, text: m.panel }]} />
      <p className="govuk-body">From the day after, they see none of the panel's cases, meetings or actions, except actions of their own. Cases that they answer for pass to the panel's coordinator, else its chair.</p>
      <Form submit="End membership" warning cancel={page} initial={{ lastDay: m.today }}>
        <DayInput name="lastDay" label="Last day" hint="Yesterday's date ends it at once" />
        <ProofField />
      </Form>
    </div>
  );
}
