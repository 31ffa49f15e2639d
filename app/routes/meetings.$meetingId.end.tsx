import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { pressed } from "../entry-shapes.server.ts";
import { submit } from "../form.server.ts";
import { shortDay } from "../models/core/days.ts";
import { endMeeting, previewEnding } from "../models/meetings/ending.server.ts";
import { readMarkdown } from "../models/meetings/markdown.server.ts";
import { ExtractShown } from "../ui/extract.tsx";
import { ProofField } from "../ui/factor.tsx";
import { Form } from "../ui/form.tsx";
import { Notice, PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "End the meeting – Panelroom" }];

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const ending = await previewEnding(ask, params.meetingId!);
  return json({ ...ending, extracts: ending.extracts.map(({ text, ...extract }) => ({ ...extract, blocks: readMarkdown(text) })) });
}

export const action = ({ request, params, context }: ActionFunctionArgs) =>
  submit(request, pressed, async () => {
    await endMeeting(context.ask, params.meetingId!);
    return redirect(`/meetings/${params.meetingId}/minutes`);
  }, context);

export default function EndMeeting() {
  const { meeting, obstacles, extracts, noExtract, counts } = useLoaderData<typeof loader>();
  const live = `/meetings/${meeting.id}/live`;
  const ended = meeting.status === "ended" || meeting.status === "agreed";
  return (
    <>
      <PageTop crumbs={[{ to: live, text: "Meeting" }]} caption={`${meeting.panel} meeting ${meeting.number}, ${shortDay(meeting.onDay)}`} title="End the meeting" />
      {ended && <Notice title="The meeting has ended"><Link className="govuk-link" to={`/meetings/${meeting.id}/minutes`}>Read the minutes</Link></Notice>}
      {!ended && obstacles.length > 0 && (
        <section className="against" aria-labelledby="against">
          <h2 className="govuk-heading-m" id="against">It cannot end yet: {obstacles.length} {obstacles.length === 1 ? "item is" : "items are"} open</h2>
          <ul className="govuk-list govuk-list--bullet">
            {obstacles.map((o) => (
              <li key={o.itemId}><Link className="govuk-link" to={`/items/${o.itemId}/${o.form}?to=/meetings/${meeting.id}/end`}>{[o.number, o.label].filter(Boolean).join(" ")}</Link>: {o.reason}</li>
            ))}
          </ul>
        </section>
      )}
      {!ended && obstacles.length === 0 && (
        <Notice title="Every item has its outcome">
          Ending freezes the minutes and writes {extracts.length} {extracts.length === 1 ? "extract" : "extracts"} to the records, as drafts until you approve the minutes. It holds {counts.levels} {counts.levels === 1 ? "level" : "levels"}, {counts.actions} {counts.actions === 1 ? "action" : "actions"} and {counts.sharing} sharing {counts.sharing === 1 ? "decision" : "decisions"}.
        </Notice>
      )}
      {!ended && <Form submit="End the meeting" warning={obstacles.length === 0} cancel={live}><ProofField /></Form>}
      <h2 className="govuk-heading-m">What goes on each record</h2>
      <p className="govuk-body">Only the item's own text. Everybody else stands in it by reference.</p>
      {extracts.length === 0 && <p className="govuk-body">No item has been discussed yet.</p>}
      {extracts.map((extract, i) => (
        <details className="govuk-details extractbox" key={extract.itemId} open={i < 3}>
          <summary className="govuk-details__summary"><span className="govuk-details__summary-text">{[extract.number, extract.ref].filter(Boolean).join(" ")}{extract.name !== extract.ref && ` ${extract.name}`}</span></summary>
          <div className="govuk-details__text"><ExtractShown extract={extract} /></div>
        </details>
      ))}
      {noExtract.length > 0 && <p className="govuk-body">A dated entry only, no extract: {noExtract.map((n) => `${[n.number, n.ref].filter(Boolean).join(" ")} (${n.outcome})`).join(", ")}.</p>}
    </>
  );
}
