import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { agenciesToAdminister } from "../models/people/agency.server.ts";
import { quarantinedDocuments } from "../models/meetings/quarantine.server.ts";
import { panelsToAdminister } from "../models/people/panels.server.ts";
import { peopleToAdminister } from "../models/people/people.server.ts";
import { ButtonLink, Empty, PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Administration – Panelroom" }];

export async function loader({ context: { ask } }: LoaderFunctionArgs) {
  const { total } = await peopleToAdminister(ask, { text: "", agencyId: "", left: false, page: 1 });
  return json({ panels: await panelsToAdminister(ask), agencies: await agenciesToAdminister(ask), people: total, closed: (await quarantinedDocuments(ask)).length });
}

export default function Administration() {
  const { panels, agencies, people, closed } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTop title="Administration">
        <ButtonLink to="/admin/people/new">Add a person</ButtonLink>
        <ButtonLink to="/admin/agencies/new">Add an agency</ButtonLink>
        <ButtonLink to="/admin/panels/new">Add a panel</ButtonLink>
      </PageTop>
      <p className="govuk-body">
        Agencies, people and panels. No case can be seen from here. <Link className="govuk-link" to="/admin/people">{people} {people === 1 ? "person has" : "people have"} an account</Link>.
      </p>
      {closed > 0 && (
        <p className="notice notice--warning"><Link className="govuk-link" to="/admin/minutes">The minutes of {closed} {closed === 1 ? "item" : "items"} cannot be opened</Link></p>
      )}
      <h2 className="govuk-heading-m">Panels</h2>
      {panels.length === 0 ? (
        <Empty>There is no panel yet. <Link className="govuk-link" to="/admin/panels/new">Add the first</Link>, then give it a chair and a coordinator.</Empty>
      ) : (
        <div className="tablewrap" tabIndex={0} role="region" aria-label="Panels">
          <table className="govuk-table">
            <caption className="govuk-visually-hidden">Panels</caption>
            <thead><tr><th scope="col" className="govuk-table__header">Panel</th><th scope="col" className="govuk-table__header">Short name</th><th scope="col" className="govuk-table__header govuk-table__header--numeric">People</th></tr></thead>
            <tbody>
              {panels.map((p) => (
                <tr key={p.id}>
                  <th scope="row" className="govuk-table__header"><Link className="govuk-link" to={`/admin/panels/${p.id}`}>{p.name}</Link></th>
                  <td className="govuk-table__cell">{p.code}</td>
                  <td className="govuk-table__cell govuk-table__cell--numeric">{p.members}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <h2 className="govuk-heading-m">Agencies</h2>
      <div className="tablewrap" tabIndex={0} role="region" aria-label="Agencies">
        <table className="govuk-table">
          <caption className="govuk-visually-hidden">Agencies</caption>
          <thead><tr><th scope="col" className="govuk-table__header">Agency</th><th scope="col" className="govuk-table__header">Kind</th><th scope="col" className="govuk-table__header">Telephone</th><th scope="col" className="govuk-table__header govuk-table__header--numeric">People</th></tr></thead>
          <tbody>
            {agencies.map((a) => (
              <tr key={a.id}>
                <th scope="row" className="govuk-table__header"><Link className="govuk-link" to={`/admin/agencies/${a.id}`}>{a.name}</Link></th>
                <td className="govuk-table__cell">{a.kind}</td>
                <td className="govuk-table__cell">{a.phone ?? <span className="not-known">Not known</span>}</td>
                <td className="govuk-table__cell govuk-table__cell--numeric"><Link className="govuk-link" to={`/admin/people?agency=${a.id}`}>{a.people}<span className="govuk-visually-hidden"> people of {a.name}</span></Link></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
