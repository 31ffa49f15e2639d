import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { shortDay } from "../models/core/days.ts";
import { filingList } from "../models/meetings/filing.server.ts";
import { Empty, PageTop, Tag } from "../ui/page.tsx";

export const meta = () => [{ title: "Extracts to file – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await filingList(ask, params.panelId!));

export default function FilingList() {
  const { panel, agency, open, done } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTop crumbs={[{ to: "/panels", text: "Panels" }, { to: `/panels/${panel.id}`, text: panel.name }]} title="Extracts to file" />
      <p className="govuk-body">What the panel's last twelve meetings wrote to records, and where {agency} keeps it in its own system. A new version is filed anew.</p>
      <h2 className="govuk-heading-m">Not filed by {agency}: {open.length}</h2>
      {open.length === 0 ? <Empty>Nothing is left to file.</Empty> : <Rows rows={open} act="File" />}
      {done.length > 0 && (
        <details className="govuk-details">
          <summary className="govuk-details__summary"><span className="govuk-details__summary-text">{done.length} filed, or not kept</span></summary>
          <div className="govuk-details__text"><Rows rows={done} act="Change" /></div>
        </details>
      )}
    </>
  );
}

const Rows = ({ rows, act }: { rows: ReturnType<typeof useLoaderData<typeof loader>>["open"]; act: string }) => (
  <section className="tablewrap" tabIndex={0} aria-label={act === "File" ? "Extracts not filed" : "Extracts filed"}>
    <table className="govuk-table">
      <caption className="govuk-visually-hidden">{act === "File" ? "Extracts not filed" : "Extracts filed"}</caption>
      <thead className="govuk-table__head"><tr className="govuk-table__row"><th scope="col" className="govuk-table__header">Extract</th><th scope="col" className="govuk-table__header">Meeting</th><th scope="col" className="govuk-table__header">Where it is kept</th><th scope="col" className="govuk-table__header"><span className="govuk-visually-hidden">What can be done</span></th></tr></thead>
      <tbody className="govuk-table__body">
        {rows.map((row) => (
          <tr className="govuk-table__row" key={row.id}>
            <td className="govuk-table__cell"><Link className="govuk-link" to={`/extracts/${row.id}`}>{row.ref}</Link> {row.name !== row.ref && row.name} <span className="sub">Version {row.version} <Tag colour={row.state === "agreed" ? "green" : "yellow"}>{row.state === "agreed" ? "Agreed" : "Draft"}</Tag></span></td>
            <td className="govuk-table__cell">{panelItem(row)}<span className="sub">{shortDay(row.onDay)}</span></td>
            <td className="govuk-table__cell">{row.filings.length === 0 ? <span className="not-known">Nowhere yet</span> : row.filings.map((one) => <span className="sub" key={one.words}>{one.words}</span>)}</td>
            <td className="govuk-table__cell"><Link className="govuk-link" to={`/extracts/${row.id}/filing`}>{act}<span className="govuk-visually-hidden"> {row.ref}, meeting {row.meeting}</span></Link></td>
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);

const panelItem = ({ meeting, number }: { meeting: number; number: string | null }) => `Meeting ${meeting}${number ? `, ${number}` : ""}`;
