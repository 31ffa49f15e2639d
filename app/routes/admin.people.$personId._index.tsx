import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { dayOf, shortDay } from "../models/core/days.ts";
import { agenciesToAdminister } from "../models/people/agency.server.ts";
import { changePerson, personToAdminister } from "../models/people/people.server.ts";
import { personShape } from "../people-form.server.ts";
import { ProofField } from "../ui/factor.tsx";
import { Form } from "../ui/form.tsx";
import { ButtonLink, Empty, Notice, PageTop } from "../ui/page.tsx";
import { lastDayOf, PersonFields } from "../ui/person-fields.tsx";

export const meta = () => [{ title: "Person – Panelroom" }];

export async function loader({ request, params, context: { ask } }: LoaderFunctionArgs) {
  const { person, memberships, linkUntil } = await personToAdminister(ask, params.personId!);
  return json({ person, memberships, linkUntil, today: dayOf(ask.now), self: person.id === ask.who.id, saved: new URL(request.url).searchParams.has("saved"), agencies: (await agenciesToAdminister(ask)).map((a) => ({ value: a.id, label: a.name })) });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { ask } = context;
  await personToAdminister(ask, params.personId!);
  return submit(request, personShape, async (form) => {
    await changePerson(ask, params.personId!, form);
    return redirect(`/admin/people/${params.personId}?saved`);
  }, context);
}

export default function Person() {
  const { person, memberships, linkUntil, today, self, saved, agencies } = useLoaderData<typeof loader>();
  const flag = (n: number) => (n === 1 ? "on" : "");
  const initial = { name: person.name, email: person.email, agencyId: person.agency_id, jobTitle: person.job_title, phone: person.phone, homePostcode: person.home_postcode, isLead: flag(person.is_lead), isAdministrator: flag(person.is_administrator), isAuditor: flag(person.is_auditor), isPrivacyOfficer: flag(person.is_privacy_officer), isDutyOfficer: flag(person.is_duty_officer) };
  return (
    <>
      <PageTop caption={person.agency} title={person.name} crumbs={[{ to: "/admin", text: "Administration" }, { to: "/admin/people", text: "People" }]}>
        {!self && !person.ended_at && (
          <>
            <ButtonLink to={`/admin/people/${person.id}/password`}>Set a new password</ButtonLink>
            <ButtonLink to={`/admin/people/${person.id}/second-factor`}>Lost their second factor</ButtonLink>
            <ButtonLink to={`/admin/people/${person.id}/leaving`}>They have left</ButtonLink>
          </>
        )}
      </PageTop>
      {saved && <Notice kind="success">Saved.</Notice>}
      {person.ended_at && <Notice kind="warning">They left on {shortDay(dayOf(person.ended_at))} and cannot sign in. What they wrote and did stays.</Notice>}
      {person.must_change_password === 1 && !person.ended_at && <Notice>They have not yet changed the password that was set for them.</Notice>}
      {linkUntil && !person.ended_at && <Notice>A link with which they set their password was made and not used yet. It works until the end of {lastDayOf(linkUntil)}.</Notice>}
      <div className="columns">
        <div>
          {person.ended_at ? (
            <p className="govuk-body">{person.email}{person.job_title ? `, ${person.job_title}` : ""}</p>
          ) : (
            <Form submit="Save" initial={initial}>
              <PersonFields agencies={agencies} />
              <ProofField />
            </Form>
          )}
        </div>
        <section aria-labelledby="panels">
          <h2 className="govuk-heading-m" id="panels">Panels</h2>
          {memberships.length === 0 ? (
            <Empty>In no panel. People join from <Link className="govuk-link" to="/admin">the panel's page</Link>.</Empty>
          ) : (
            <ul className="govuk-list memberships">
              {memberships.map((m) => (
                <li key={m.id}>
                  <Link className="govuk-link" to={`/admin/panels/${m.panel_id}`}>{m.panel}</Link>, {m.role}
                  <span className="undertext">
                    {m.to_on && m.to_on < m.from_on ? "never began" : `from ${shortDay(m.from_on)}${m.to_on ? ` to ${shortDay(m.to_on)}` : ""}`}
                    {(!m.to_on || m.to_on >= today) && <> · <Link className="govuk-link" to={`/admin/memberships/${m.id}/ending`}>End<span className="govuk-visually-hidden"> {m.role} of {m.panel}</span></Link></>}
                  </span>
                </li>
              ))}
            </ul>
          )}
        </section>
      </div>
    </>
  );
}
