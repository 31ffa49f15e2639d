import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { pressed } from "../entry-shapes.server.ts";
import { submit } from "../form.server.ts";
import { dayAndTime, shortDay } from "../models/core/days.ts";
import { circulateMinutes, openCirculation } from "../models/meetings/circulation.server.ts";
import { Form } from "../ui/form.tsx";
import { Notice, PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Send out the minutes – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await openCirculation(ask, params.meetingId!));

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, pressed, async () => {
    await circulateMinutes(ask, params.meetingId!);
    return redirect(`/meetings/${params.meetingId}/circulation`);
  });

export default function Circulation() {
  const { circulated, meeting, readers, until, whyNot } = useLoaderData<typeof loader>();
  const opened = readers.filter((one) => one.openedAt).length;
  const byHand = readers.some((one) => one.byHand);
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: `/meetings/${meeting.id}/minutes`, text: "Minutes" }]} caption={`${meeting.panel} meeting ${meeting.number}, ${shortDay(meeting.onDay)}`} title={circulated ? "Who has the minutes" : "Send out the minutes"} />
      {circulated ? (
        <p className="govuk-body">Sent out {dayAndTime(circulated.at)}{circulated.by && `, ${circulated.by}`}. Corrections until {shortDay(circulated.until)}. <strong>{opened} of {readers.length}</strong> have opened them.</p>
      ) : whyNot ? <Notice kind="warning" title="They cannot go out now">{whyNot}.</Notice> : (
        <>
          <p className="govuk-body">Each of these {readers.length} is told that the draft is there: the panel, the meeting and its day, and nothing of what was discussed. They read it here after signing in, each what is theirs. Who attended proposes corrections until {shortDay(until)}.</p>
          <Form submit="Send out the minutes" cancel={`/meetings/${meeting.id}/minutes`}>{null}</Form>
        </>
      )}
      {byHand && <Notice title="Some are to be told by hand">No letter went to them. <Link className="govuk-link" to={`/panels/${meeting.panelId}/telling`}>Say who was told</Link></Notice>}
      <section className="tablewrap" tabIndex={0} aria-label="Readers">
        <table className="govuk-table">
          <caption className="govuk-visually-hidden">{circulated ? "Who was told, and who has opened the minutes" : "Who is told"}</caption>
          <thead className="govuk-table__head"><tr className="govuk-table__row"><th scope="col" className="govuk-table__header">Name</th>{circulated && <><th scope="col" className="govuk-table__header">Told</th><th scope="col" className="govuk-table__header">Opened</th></>}</tr></thead>
          <tbody className="govuk-table__body">
            {readers.map((one) => (
              <tr className="govuk-table__row" key={one.id}>
                <th scope="row" className="govuk-table__header">{one.name}<span className="subline">{one.agency}</span></th>
                {circulated && <><td className="govuk-table__cell">{one.toldAt ? dayAndTime(one.toldAt) : one.byHand ? "By hand, not yet" : one.openedAt ? "" : "On its way"}</td><td className="govuk-table__cell">{one.openedAt ? dayAndTime(one.openedAt) : "Not yet"}</td></>}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}
