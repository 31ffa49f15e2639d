import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { administering } from "../models/core/access.ts";
import { agenciesToAdminister } from "../models/people/agency.server.ts";
import { addPerson, type Begun } from "../models/people/people.server.ts";
import { newPersonShape } from "../people-form.server.ts";
import { useAnswer } from "../ui/answer.ts";
import { ProofField } from "../ui/factor.tsx";
import { Form } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";
import { BeginningField, FirstPassword, PasswordLink, PersonFields } from "../ui/person-fields.tsx";

export const meta = () => [{ title: "Add a person – Panelroom" }];

export const loader = async ({ context: { ask } }: LoaderFunctionArgs) => json({ agencies: (await agenciesToAdminister(ask)).map((a) => ({ value: a.id, label: a.name })) });

export function action({ request, context }: ActionFunctionArgs) {
  const { ask, settings } = context;
  administering(ask.who);
  return submit(request, newPersonShape, async ({ beginning, ...form }) => json({ made: { ...(await addPerson(ask, form, beginning, settings.site)), name: form.name } }), context);
}

export default function AddPerson() {
  const { agencies } = useLoaderData<typeof loader>();
  const answer = useAnswer<{ made?: { id: string; name: string } & Begun }>();
  const crumbs = [{ to: "/admin", text: "Administration" }, { to: "/admin/people", text: "People" }];
  if (answer?.made)
    return (
      <div className="narrow">
        <PageTop title="Person added" crumbs={crumbs} />
        {answer.made.password && <FirstPassword name={answer.made.name} password={answer.made.password} />}
        {answer.made.link && <PasswordLink name={answer.made.name} {...answer.made.link} />}
        <p className="govuk-body"><Link className="govuk-link" to={`/admin/people/${answer.made.id}`}>Go to their page</Link>, or <a className="govuk-link" href="/admin/people/new">add another person</a>. Panels are joined from the panel's page.</p>
      </div>
    );
  return (
    <div className="narrow">
      <PageTop title="Add a person" crumbs={crumbs} />
      <Form submit="Add person" cancel="/admin/people" initial={{ beginning: "link" }}>
        <PersonFields agencies={agencies} />
        <BeginningField none />
        <ProofField />
      </Form>
    </div>
  );
}
