import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { guardingPrivacy } from "../models/core/access.ts";
import { dayAndTime } from "../models/core/days.ts";
import { readersByRef } from "../models/oversight/reads.server.ts";
import { Empty, PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Who has read a record – Panelroom" }];

export async function loader({ request, context: { ask } }: LoaderFunctionArgs) {
  guardingPrivacy(ask.who);
  const ref = (new URL(request.url).searchParams.get("ref") ?? "").trim().slice(0, 20);
  return json({ ref, found: ref ? await readersByRef(ask, ref) : null });
}

export default function Readers() {
  const { ref, found } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTop crumbs={[{ to: "/privacy", text: "Privacy" }]} title="Who has read a record" />
      <Form method="get" className="filters" key={ref}>
        <div className="filters__field">
          <label className="govuk-label" htmlFor="ref">Reference, such as C-0158</label>
          <input className="govuk-input" id="ref" name="ref" defaultValue={ref} autoComplete="off" />
        </div>
        <button type="submit" className="govuk-button govuk-button--secondary">Show</button>
      </Form>
      {ref && !found && <Empty>There is no record {ref}.</Empty>}
      {found && found.readers.length === 0 && <Empty>Nobody has read {found.ref}.</Empty>}
      {found && found.readers.length > 0 && (
        <div className="tablewrap" tabIndex={0} role="region" aria-label={`Who has read ${found.ref}`}>
          <table className="govuk-table">
            <caption className="govuk-visually-hidden">Who has read {found.ref}, the last first</caption>
            <thead><tr>{["Who", "How", "Times", "First", "Last"].map((head) => <th key={head} scope="col" className="govuk-table__header">{head}</th>)}</tr></thead>
            <tbody>
              {found.readers.map((one) => (
                <tr key={`${one.personId} ${one.what}`}>
                  <th scope="row" className="govuk-table__header">{one.name}<span className="undertext">{one.agency}</span></th>
                  <td className="govuk-table__cell">{one.what}</td>
                  <td className="govuk-table__cell">{one.times}</td>
                  <td className="govuk-table__cell">{dayAndTime(one.first)}</td>
                  <td className="govuk-table__cell">{dayAndTime(one.last)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
