import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { makeLink, type NewLink } from "../models/people/password-link.server.ts";
import { personToAdminister, setInitialPassword } from "../models/people/people.server.ts";
import { beginningShape } from "../people-form.server.ts";
import { useAnswer } from "../ui/answer.ts";
import { ProofField } from "../ui/factor.tsx";
import { Form } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";
import { BeginningField, FirstPassword, PasswordLink } from "../ui/person-fields.tsx";

export const meta = () => [{ title: "New password – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json((await personToAdminister(ask, params.personId!)).person);

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { ask } = context;
  await personToAdminister(ask, params.personId!);
  return submit(request, beginningShape, async ({ beginning }) =>
    json(beginning === "link" ? { link: await makeLink(ask, params.personId!, context.settings.site) } : { set: await setInitialPassword(ask, params.personId!) }), context);
}

export default function NewPassword() {
  const person = useLoaderData<typeof loader>();
  const answer = useAnswer<{ set?: string; link?: NewLink }>();
  const page = `/admin/people/${person.id}`;
  const crumbs = [{ to: "/admin/people", text: "People" }, { to: page, text: person.name }];
  return (
    <div className="narrow">
      <PageTop title={answer?.set ? "New password set" : answer?.link ? "Link made" : "Set a new password"} crumbs={crumbs} />
      {answer?.set || answer?.link ? (
        <>
          {answer.set && <FirstPassword name={person.name} password={answer.set} />}
          {answer.link && <PasswordLink name={person.name} {...answer.link} />}
          <p className="govuk-body"><Link className="govuk-link" to={page}>Back to their page</Link></p>
        </>
      ) : (
        <>
          <p className="govuk-body">{person.name} is signed out everywhere once the new password is set: by you, or by them with the link. Make sure first that it is really they who ask. That you did this stands in the audit.</p>
          <Form submit="Go on" cancel={page} initial={{ beginning: "link" }}>
            <BeginningField />
            <ProofField />
          </Form>
        </>
      )}
    </div>
  );
}
