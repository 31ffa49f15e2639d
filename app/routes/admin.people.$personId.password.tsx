import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { personToAdminister, setInitialPassword } from "../models/people/people.server.ts";
import { z } from "../shapes.server.ts";
import { ProofField } from "../ui/factor.tsx";
import { Form } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";
import { FirstPassword } from "../ui/person-fields.tsx";

export const meta = () => [{ title: "New password – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json((await personToAdminister(ask, params.personId!)).person);

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { ask } = context;
  await personToAdminister(ask, params.personId!);
  return submit(request, z.object({}), async () => json({ set: await setInitialPassword(ask, params.personId!) }), context);
}

export default function NewPassword() {
  const person = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() as unknown as { set?: string } | undefined;
  const page = `/admin/people/${person.id}`;
  const crumbs = [{ to: "/admin/people", text: "People" }, { to: page, text: person.name }];
  return (
    <div className="narrow">
      <PageTop title={answer?.set ? "New password set" : "Set a new password"} crumbs={crumbs} />
      {answer?.set ? (
        <>
          <FirstPassword name={person.name} password={answer.set} />
          <p className="govuk-body"><Link className="govuk-link" to={page}>Back to their page</Link></p>
        </>
      ) : (
        <>
          <p className="govuk-body">{person.name} is signed out everywhere and gets a new password to begin with. Make sure first that it is really they who ask. That you did this stands in the audit.</p>
          <Form submit="Set a new password" cancel={page}><ProofField /></Form>
        </>
      )}
    </div>
  );
}
