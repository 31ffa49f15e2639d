import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { mayAnywhere } from "../models/core/access.ts";
import { dayAndTime } from "../models/core/days.ts";
import { allow } from "../models/core/refuse.ts";
import { kindOfImport, stateOfImport } from "../models/numbers/import.ts";
import { importList } from "../models/numbers/import-preview.server.ts";
import { ButtonLink, Empty, PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Imports – Panelroom" }];

export async function loader({ context: { ask } }: LoaderFunctionArgs) {
  allow(mayAnywhere(ask.who, "importChildren"), "Only those who prepare a panel import children");
  return json({ imports: await importList(ask) });
}

export default function Imports() {
  const { imports } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTop title="Imports" crumbs={[{ to: "/subjects", text: "Records" }]}>
        <ButtonLink to="/imports/names">Add names</ButtonLink>
        <ButtonLink to="/imports/new" secondary={false}>Import a return</ButtonLink>
      </PageTop>
      <p className="lead">The looked-after-children return (SSDA903) that councils make anyway brings children, their care episodes and missing episodes. Nothing is written until you have seen what would change.</p>
      {imports.length === 0 ? (
        <Empty>Nothing has been imported yet. Ask your council's data team for the header, episodes and missing files of their latest return.</Empty>
      ) : (
        <div className="tablewrap" tabIndex={0} role="region" aria-label="Imports">
          <table className="govuk-table">
            <caption className="govuk-visually-hidden">Imports, newest first</caption>
            <thead className="govuk-table__head">
              <tr className="govuk-table__row">
                {["Begun", "What", "Authority", "Panel", "By", "State"].map((head) => <th scope="col" className="govuk-table__header" key={head}>{head}</th>)}
              </tr>
            </thead>
            <tbody className="govuk-table__body">
              {imports.map((run) => (
                <tr className="govuk-table__row" key={run.id}>
                  <td className="govuk-table__cell"><Link className="govuk-link" to={`/imports/${run.id}`}>{dayAndTime(run.startedAt)}</Link></td>
                  <td className="govuk-table__cell">{kindOfImport[run.kind]}</td>
                  <td className="govuk-table__cell">{run.authority}</td>
                  <td className="govuk-table__cell">{run.panel}</td>
                  <td className="govuk-table__cell">{run.by}</td>
                  <td className="govuk-table__cell">
                    {stateOfImport[run.state]}
                    {run.written && <span className="import-small">{run.written.children.fresh} new, {run.written.children.changed} changed, {run.written.children.same} unchanged</span>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
