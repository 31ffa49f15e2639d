import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { fullDay, longDay, shortDay } from "../models/core/days.ts";
import { searchListOf } from "../models/meetings/return-search.server.ts";
import { Empty, PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Search list – Panelroom" }];

export const loader = async ({ request, params, context: { ask } }: LoaderFunctionArgs) => json(await searchListOf(ask, params.meetingId!, new URL(request.url).searchParams.get("agency")));

export default function SearchList() {
  const { meeting, panel, agency, numberName, people, today, by } = useLoaderData<typeof loader>();
  const csv = `/meetings/${meeting.id}/returns/search.csv${agency.own ? "" : `?agency=${agency.id}`}`;
  return (
    <article className="searchlist">
      <PageTop crumbs={[agency.own ? { to: `/meetings/${meeting.id}/returns`, text: "Returns" } : { to: `/meetings/${meeting.id}/returns/grid`, text: "Returns of all agencies" }]} caption={`${panel} ${meeting.number}, ${fullDay(meeting.onDay)}`} title={`Search list for ${agency.name}`}>
        {people.length > 0 && <a className="govuk-button govuk-button--secondary" href={csv}>Download as CSV</a>}
      </PageTop>
      <p className="govuk-body">Whom to look for in {agency.name}'s own systems. Opened by {by} on {longDay(today)}: each opening and download is kept as a reading of these records. Keep copies as you keep OFFICIAL-SENSITIVE papers, and destroy them when the returns are sent.</p>
      {people.length === 0 ? <Empty>{agency.name} is asked about nobody at this meeting.</Empty> : (
        <section className="tablewrap" tabIndex={0} aria-label="Whom to look for">
          <table className="govuk-table">
            <caption className="govuk-visually-hidden">Whom to look for</caption>
            <thead className="govuk-table__head"><tr className="govuk-table__row">{["Item", "Reference", "Name", "Date of birth", "Addresses", ...(numberName ? [numberName] : [])].map((head) => <th scope="col" className="govuk-table__header" key={head}>{head}</th>)}</tr></thead>
            <tbody className="govuk-table__body">
              {people.map((one) => (
                <tr className="govuk-table__row" key={one.ref}>
                  <td className="govuk-table__cell">{one.number ?? ""}</td>
                  <td className="govuk-table__cell"><span className="ref">{one.ref}</span><span className="rows__note">{one.kind}</span></td>
                  <th scope="row" className="govuk-table__header">{one.name}{one.aliases.length > 0 && <span className="rows__note">also known as {one.aliases.join("; ")}</span>}</th>
                  <td className="govuk-table__cell">{one.bornOn ? <>{shortDay(one.bornOn)}{one.bornEstimated && <span className="rows__note">estimated</span>}</> : one.kind !== "Location" && <span className="not-known">Not known</span>}</td>
                  <td className="govuk-table__cell">{one.addresses.length ? one.addresses.map((address) => <span className="searchlist__address" key={address}>{address}</span>) : <span className="not-known">Not known</span>}</td>
                  {numberName && <td className="govuk-table__cell">{one.ownNumber ?? <span className="not-known">Not known</span>}</td>}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      <p className="govuk-body-s noprint">To print, use your browser's print command.</p>
    </article>
  );
}
