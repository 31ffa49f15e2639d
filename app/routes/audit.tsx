import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { openAudit } from "../models/core/audit.server.ts";
import { dayAndTime, isDay } from "../models/core/days.ts";
import { readDay } from "../shapes.server.ts";
import { Empty, Notice, PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Audit – Panelroom" }];

export async function loader({ request, context: { ask } }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams;
  const read = (name: string) => (query.get(name) ?? "").trim().slice(0, 100);
  const typed = { person: read("person"), what: read("what"), from: read("from"), to: read("to") };
  const day = (text: string) => (isDay(readDay(text)) ? readDay(text) : "");
  const unread = [typed.from, typed.to].filter((text) => text && !day(text));
  return json({ ...(await openAudit(ask, { personId: typed.person, what: typed.what, from: day(typed.from), to: day(typed.to), before: read("before") })), typed, unread, before: read("before") });
}

export default function Audit() {
  const { rows, chain, people, next, typed, unread, before } = useLoaderData<typeof loader>();
  const at = (before: string) => `/audit?${new URLSearchParams({ ...Object.fromEntries(Object.entries(typed).filter(([, text]) => text)), ...(before && { before }) })}`;
  return (
    <>
      <PageTop title="Audit" />
      <p className="govuk-body">Who read and did what, and when: by reference and id, without names of subjects and without content. That you opened this page is in it too.</p>
      <p className="govuk-body">{chain.rows.toLocaleString("en-GB")} rows in the chain. {chain.at ? <>The last checkpoint, {dayAndTime(chain.at)}, covers those up to {chain.covered.toLocaleString("en-GB")}; {(chain.rows - chain.covered).toLocaleString("en-GB")} newer {chain.rows - chain.covered === 1 ? "row is" : "rows are"} not covered yet.</> : "There is no checkpoint yet."}</p>
      {unread.length > 0 && <Notice kind="warning">Not a real date: {unread.join(", ")}. Enter one such as 27/3/2026.</Notice>}
      <Form method="get" className="filters" key={JSON.stringify(typed)}>
        <div className="filters__field">
          <label className="govuk-label" htmlFor="person">Who</label>
          <select className="govuk-select" id="person" name="person" defaultValue={typed.person}>
            <option value="">Everybody</option>
            {people.map((p) => <option key={p.id} value={p.id}>{p.name} ({p.agency})</option>)}
          </select>
        </div>
        <div className="filters__field">
          <label className="govuk-label" htmlFor="what">What, for instance “opened”</label>
          <input className="govuk-input" id="what" name="what" defaultValue={typed.what} autoComplete="off" />
        </div>
        <div className="filters__field filters__field--day">
          <label className="govuk-label" htmlFor="from">From day</label>
          <input className="govuk-input" id="from" name="from" defaultValue={typed.from} autoComplete="off" />
        </div>
        <div className="filters__field filters__field--day">
          <label className="govuk-label" htmlFor="to">To day</label>
          <input className="govuk-input" id="to" name="to" defaultValue={typed.to} autoComplete="off" />
        </div>
        <button type="submit" className="govuk-button govuk-button--secondary">Show</button>
      </Form>
      {rows.length === 0 ? (
        <Empty>Nothing matches. <Link className="govuk-link" to="/audit">Show everything</Link>.</Empty>
      ) : (
        <div className="tablewrap" tabIndex={0} role="region" aria-label="What happened">
          <table className="govuk-table audit">
            <caption className="govuk-visually-hidden">What happened, newest first</caption>
            <thead><tr>{["When", "Who", "What", "Panel", "Which record"].map((head) => <th key={head} scope="col" className="govuk-table__header">{head}</th>)}</tr></thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <td className="govuk-table__cell audit__when">{dayAndTime(row.at)}</td>
                  <td className="govuk-table__cell">{row.person ?? "Nobody signed in"}{row.agency && <span className="undertext">{row.agency}</span>}</td>
                  <td className="govuk-table__cell">{row.what.charAt(0).toUpperCase() + row.what.slice(1)}</td>
                  <td className="govuk-table__cell">{row.panel ?? ""}</td>
                  <td className="govuk-table__cell audit__which">
                    {([["subject", row.subject ?? row.subject_id], ["action", row.action ?? row.action_id], ["meeting", row.meeting_id], ["item", row.item_id], ["id", row.detail]] as const).map(([name, value]) => (value ? <span key={name}>{name} {value}</span> : null))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <nav className="paging" aria-label="Pages">
        <span />
        <span className="paging__links">
          {before && <Link className="govuk-link" to={at("")}>Newest</Link>}
          {next && <Link className="govuk-link" to={at(next)} rel="next">Older</Link>}
        </span>
      </nav>
    </>
  );
}
