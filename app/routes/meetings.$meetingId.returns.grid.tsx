import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { dayAndTime, fullDay } from "../models/core/days.ts";
import { meetingName } from "../models/meetings/meeting.ts";
import { chaseReturns, gridOf } from "../models/meetings/return-grid.server.ts";
import { countsInWords } from "../models/meetings/return.ts";
import { chaseShape } from "../return-shapes.server.ts";
import { ErrorSummary, PostButton, useRefused } from "../ui/form.tsx";
import { ButtonLink, Empty, Notice, PageTop, Tag } from "../ui/page.tsx";
import { ReturnGrid } from "../ui/return-grid.tsx";

export const meta = () => [{ title: "Returns of all agencies – Panelroom" }];

export async function loader({ request, params, context: { ask } }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams;
  const chased = Number(query.get("chased"));
  return json({ ...(await gridOf(ask, params.meetingId!, { late: query.get("show") === "late" })), chased: Number.isInteger(chased) && chased > 0 ? chased : null });
}

/** Chases one agency, or all. */
export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, chaseShape, async ({ agencyId }) => {
    const people = await chaseReturns(ask, params.meetingId!, agencyId);
    return redirect(`/meetings/${params.meetingId}/returns/grid?chased=${people}`);
  });

export default function Grid() {
  const grid = useLoaderData<typeof loader>();
  const { meeting, panel, due, overdue, lateOnly, agencies, items, subjects, counts, closed, chased, answersItself } = grid;
  const refused = useRefused();
  const here = `/meetings/${meeting.id}/returns/grid`;
  const owing = agencies.filter((one) => one.counts.left > 0);
  return (
    <article className="gridpage">
      <PageTop crumbs={[{ to: `/meetings/${meeting.id}`, text: meetingName(panel, meeting) }]} caption={`${panel.name}, meeting of ${fullDay(meeting.onDay)}`} title="Returns of all agencies">
        {answersItself && <ButtonLink to={`/meetings/${meeting.id}/returns`}>My agency's own</ButtonLink>}
        {!closed && owing.length > 0 && <PostButton action={here} label="Chase all" describe="agencies that still owe returns" />}
      </PageTop>
      <ErrorSummary refused={refused} />
      {chased && <Notice kind="success">{chased === 1 ? "One person was" : `${chased} people were`} written to.</Notice>}
      {counts.asked === 0 ? <Empty>Nothing is asked yet: agencies are asked when the agenda is published.</Empty> : (
        <>
          <p className="lead">{countsInWords(counts)}. {counts.left > 0 ? `${counts.left} still to come, ` : "Nothing is left, "}due {fullDay(due)}. {overdue && counts.left > 0 && <Tag colour="red">Late</Tag>}</p>
          <p className="choices noprint">
            {lateOnly ? <Link className="govuk-link" to={here}>All {subjects} subjects</Link> : <span className="choices__here">All {subjects} subjects</span>}
            {lateOnly ? <span className="choices__here">Late and still to come</span> : <Link className="govuk-link" to={`${here}?show=late`}>Late and still to come</Link>}
          </p>
          {items.length === 0 ? <Empty>Nothing is late.</Empty> : <ReturnGrid grid={grid} />}
          {!closed && owing.length > 0 && (
            <section aria-labelledby="owing" className="noprint">
              <h2 className="govuk-heading-m" id="owing">Still to come</h2>
              <ul className="rows owing">
                {owing.map((one) => (
                  <li className="rows__one" key={one.id}>
                    <span><strong>{one.name}</strong>: {one.counts.left} of {one.counts.asked}
                      <span className="rows__note">{one.nobody ? "Nobody of this agency sits in the panel: ring them, and enter what they say" : one.writtenTo ? `Last written to ${dayAndTime(one.writtenTo)}` : "Not written to yet"}</span>
                    </span>
                    <span className="rows__acts">
                      <Link className="govuk-link" to={`/meetings/${meeting.id}/returns/search?agency=${one.id}`}>Search list<span className="govuk-visually-hidden"> of {one.name}</span></Link>
                      {!one.nobody && <PostButton small action={here} label="Chase" describe={one.name} fields={{ agencyId: one.id }} />}
                    </span>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </>
      )}
    </article>
  );
}
