import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { agenciesToAdminister } from "../models/people/agency.server.ts";
import { peopleToAdminister } from "../models/people/people.server.ts";
import { ButtonLink, Empty, PageTop, Paging, Tag } from "../ui/page.tsx";

export const meta = () => [{ title: "People – Panelroom" }];

export async function loader({ request, context: { ask } }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams;
  const page = Math.max(1, Math.trunc(Number(query.get("page"))) || 1);
  const filter = { text: (query.get("text") ?? "").trim().slice(0, 100), agencyId: query.get("agency") ?? "", left: query.get("left") === "on" };
  return json({ ...(await peopleToAdminister(ask, { ...filter, page })), filter, page, agencies: await agenciesToAdminister(ask) });
}

export default function People() {
  const { people, total, pages, page, filter, agencies } = useLoaderData<typeof loader>();
  const at = (page: number) => `/admin/people?${new URLSearchParams({ ...(filter.text && { text: filter.text }), ...(filter.agencyId && { agency: filter.agencyId }), ...(filter.left && { left: "on" }), page: String(page) })}`;
  return (
    <>
      <PageTop title="People" crumbs={[{ to: "/admin", text: "Administration" }]}>
        <ButtonLink to="/admin/people/new">Add a person</ButtonLink>
      </PageTop>
      <Form method="get" className="filters" key={at(page)}>
        <div className="filters__field">
          <label className="govuk-label" htmlFor="text">Name or e-mail address</label>
          <input className="govuk-input" id="text" name="text" defaultValue={filter.text} autoComplete="off" />
        </div>
        <div className="filters__field">
          <label className="govuk-label" htmlFor="agency">Agency</label>
          <select className="govuk-select" id="agency" name="agency" defaultValue={filter.agencyId}>
            <option value="">All agencies</option>
            {agencies.map((a) => <option key={a.id} value={a.id}>{a.name}</option>)}
          </select>
        </div>
        <div className="govuk-checkboxes govuk-checkboxes--small filters__tick">
          <div className="govuk-checkboxes__item">
            <input className="govuk-checkboxes__input" type="checkbox" id="left" name="left" defaultChecked={filter.left} />
            <label className="govuk-label govuk-checkboxes__label" htmlFor="left">Also those who have left</label>
          </div>
        </div>
        <button type="submit" className="govuk-button govuk-button--secondary">Show</button>
      </Form>
      {people.length === 0 ? (
        <Empty>Nobody matches. <Link className="govuk-link" to="/admin/people">Show everybody</Link>.</Empty>
      ) : (
        <div className="tablewrap" tabIndex={0} role="region" aria-label="People">
          <table className="govuk-table">
            <caption className="govuk-visually-hidden">People</caption>
            <thead><tr>{["Name", "Agency", "E-mail address", "Duties"].map((head) => <th key={head} scope="col" className="govuk-table__header">{head}</th>)}</tr></thead>
            <tbody>
              {people.map((p) => (
                <tr key={p.id}>
                  <th scope="row" className="govuk-table__header">
                    <Link className="govuk-link" to={`/admin/people/${p.id}`}>{p.name}</Link>
                    {p.job_title && <span className="undertext">{p.job_title}</span>}
                  </th>
                  <td className="govuk-table__cell">{p.agency}</td>
                  <td className="govuk-table__cell">{p.email}</td>
                  <td className="govuk-table__cell tags">
                    {p.ended_at && <Tag>Left</Tag>}
                    {p.is_lead === 1 && <Tag colour="turquoise">Lead</Tag>}
                    {p.is_administrator === 1 && <Tag colour="purple">Administrator</Tag>}
                    {p.is_auditor === 1 && <Tag colour="blue">Auditor</Tag>}
                    {p.is_privacy_officer === 1 && <Tag colour="pink">Privacy officer</Tag>}
                    {p.is_duty_officer === 1 && <Tag colour="orange">On duty out of hours</Tag>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Paging page={page} pages={pages} total={total} noun="people" at={at} />
    </>
  );
}
