import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { pressed } from "../entry-shapes.server.ts";
import { submit } from "../form.server.ts";
import { resetFactor } from "../models/people/factor.server.ts";
import { personToAdminister } from "../models/people/people.server.ts";
import { ProofField } from "../ui/factor.tsx";
import { Form } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Take a second factor away – Panelroom" }];

export const loader = async ({ params, context }: LoaderFunctionArgs) => json({ person: (await personToAdminister(context.ask, params.personId!)).person });

export async function action({ request, params, context }: ActionFunctionArgs) {
  await personToAdminister(context.ask, params.personId!);
  return submit(request, pressed, async () => {
    await resetFactor(context.ask, params.personId!);
    return redirect(`/admin/people/${params.personId}?saved`);
  }, context);
}

export default function Reset() {
  const { person } = useLoaderData<typeof loader>();
  const page = `/admin/people/${person.id}`;
  return (
    <div className="narrow">
      <PageTop title="Take their second factor away" crumbs={[{ to: "/admin/people", text: "People" }, { to: page, text: person.name }]} />
      <p className="govuk-body">For whoever has lost the device and the recovery codes. Their app, passkeys and codes, and their account at the agency’s provider, are known no more. {person.name} is signed out everywhere, and connects anew after their password when they next sign in. Make sure first that it is really they who ask. That you did this stands in the audit.</p>
      <Form submit="Take it away" cancel={page} warning><ProofField /></Form>
    </div>
  );
}
