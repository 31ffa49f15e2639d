import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { personToAdminister } from "../models/people/people.server.ts";
import { leaveAll } from "../models/subjects/handover.server.ts";
import { z } from "../shapes.server.ts";
import { Form } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Person leaves – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json((await personToAdminister(ask, params.personId!)).person);

export async function action({ request, params, context: { ask } }: ActionFunctionArgs) {
  await personToAdminister(ask, params.personId!);
  return submit(request, z.object({}), async () => {
    await leaveAll(ask, params.personId!);
    return redirect(`/admin/people/${params.personId}`);
  });
}

export default function Leaving() {
  const person = useLoaderData<typeof loader>();
  const page = `/admin/people/${person.id}`;
  return (
    <div className="narrow">
      <PageTop title={`${person.name} has left`} crumbs={[{ to: "/admin/people", text: "People" }, { to: page, text: person.name }]} />
      <p className="govuk-body">They are signed out at once and can no longer sign in; their memberships end. What they wrote and did stays under their name.</p>
      <p className="govuk-body">Cases that they answered for pass to each panel's coordinator, else its chair. Their open actions stay with {person.agency}, whose lead sees them.</p>
      <Form submit="They have left" warning cancel={page}>{null}</Form>
    </div>
  );
}
