import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { shortDay } from "../models/core/days.ts";
import { papersOf } from "../models/meetings/papers.server.ts";
import { Empty, PageTop } from "../ui/page.tsx";
import { PaperFiles } from "../ui/paper.tsx";

export const meta = () => [{ title: "Papers – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await papersOf(ask, params.meetingId!));

export default function Papers() {
  const { meeting, own, agencies } = useLoaderData<typeof loader>();
  const at = (name: string) => `/meetings/${meeting.id}/papers/${name}`;
  const over = meeting.status === "ended" || meeting.status === "agreed";
  return (
    <>
      <PageTop crumbs={[{ to: `/meetings/${meeting.id}`, text: "Meeting" }]} caption={`${meeting.name}, ${shortDay(meeting.onDay)}`} title="Papers" />
      <p className="govuk-body">Each paper is made for its reader, with their name and the time on every page, and holds what they may know and nothing else. Every one that is opened or taken away is noted.</p>
      {own.length === 0 && <Empty>There is no paper yet. The papers for the meeting are here once its agenda is published.</Empty>}
      <ul className="paperlist">
        {own.map((paper) => (
          <li className="paperlist__one" key={paper.name}>
            <div><Link className="govuk-link paperlist__name" to={paper.name === "brief" ? `/meetings/${meeting.id}/brief` : at(paper.name)}>{paper.title}</Link><span className="subline">{paper.about}</span></div>
            <PaperFiles to={at(paper.name)} of={paper.title} />
          </li>
        ))}
        {over && (
          <li className="paperlist__one">
            <div><Link className="govuk-link paperlist__name" to={`/meetings/${meeting.id}/extracts`}>Extracts</Link><span className="subline">What went to each record, each as a paper of its own</span></div>
          </li>
        )}
      </ul>
      {agencies.length > 0 && (
        <section aria-labelledby="for-agencies">
          <h2 className="govuk-heading-m" id="for-agencies">For an agency</h2>
          <p className="govuk-body">What everybody of an agency may read, to send to it in a secure way. What somebody there has a conflict of interest about is left out: its other members take their own paper here.</p>
          <section className="tablewrap" tabIndex={0} aria-label="Papers for agencies">
            <table className="govuk-table">
              <caption className="govuk-visually-hidden">Papers for agencies</caption>
              <thead className="govuk-table__head"><tr className="govuk-table__row"><th scope="col" className="govuk-table__header">Agency</th><th scope="col" className="govuk-table__header">Minutes</th><th scope="col" className="govuk-table__header">Actions</th><th scope="col" className="govuk-table__header">Left out</th></tr></thead>
              <tbody className="govuk-table__body">
                {agencies.map(({ id, name, leftOut }) => (
                  <tr className="govuk-table__row" key={id}>
                    <th scope="row" className="govuk-table__header">{name}</th>
                    {["minutes", "actions"].map((kind) => <td className="govuk-table__cell" key={kind}><Link className="govuk-link" to={at(`${kind}.${id}`)}>Read<span className="govuk-visually-hidden"> the {kind} for {name}</span></Link> <PaperFiles to={at(`${kind}.${id}`)} of={`the ${kind} for ${name}`} /></td>)}
                    <td className="govuk-table__cell">{leftOut.length ? leftOut.join(", ") : "Nothing"}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </section>
      )}
    </>
  );
}
