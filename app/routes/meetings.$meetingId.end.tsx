import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { pressed } from "../entry-shapes.server.ts";
import { submit } from "../form.server.ts";
import { dayAndTime, shortDay } from "../models/core/days.ts";
import { endMeeting, previewEnding } from "../models/meetings/ending.server.ts";
import { markedBlocks, markedLine } from "../models/meetings/mark.ts";
import { readMarkdown } from "../models/meetings/markdown.server.ts";
import { ProofField } from "../ui/factor.tsx";
import { Form } from "../ui/form.tsx";
import { MustMend, Overridden, Preview, ReasonFields, Receipts } from "../ui/gate.tsx";
import { Notice, PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "End the meeting – Panelroom" }];

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const { extracts, ...ending } = await previewEnding(ask, params.meetingId!);
  const marked = (rows: [string, string][]) => rows.map(([name, value]): [string, ReturnType<typeof markedLine>] => [name, markedLine(value)]);
  return json({
    ...ending,
    extracts: extracts.map(({ text, outcome, entries, ...extract }) => ({ ...extract, blocks: markedBlocks(readMarkdown(text)), outcome: marked(outcome), entries: entries.map((entry) => ({ ...entry, title: markedLine(entry.title.replace(/^Risk: /, "")), facts: marked(entry.facts) })) })),
  });
}

export const action = ({ request, params, context }: ActionFunctionArgs) =>
  submit(request, pressed, async () => {
    await endMeeting(context.ask, params.meetingId!);
    return redirect(`/meetings/${params.meetingId}/end`);
  }, context);

export default function EndMeeting() {
  const data = useLoaderData<typeof loader>();
  const { meeting } = data;
  const over = meeting.status === "ended" || meeting.status === "agreed";
  return (
    <div className="gate">
      <PageTop crumbs={[{ to: `/meetings/${meeting.id}/live`, text: "Meeting" }]} caption={`${meeting.panel} meeting ${meeting.number}, ${shortDay(meeting.onDay)}`} title={over ? "The meeting has ended" : meeting.status === "ending" ? "The meeting is being closed" : "End the meeting"} />
      {over || meeting.status === "ending" ? <Closing data={data} over={over} /> : <Gate data={data} />}
    </div>
  );
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

/** What stands in the way, what may be overridden, and what would be written. */
function Gate({ data: { meeting, obstacles, findings, extracts, noExtract, counts } }: { data: Data }) {
  const live = `/meetings/${meeting.id}/live`;
  const here = `/meetings/${meeting.id}/end`;
  const names = findings.filter((finding) => finding.check === "name not resolved");
  const must = findings.filter((finding) => finding.must && finding.check !== "name not resolved");
  const open = findings.filter((finding) => !finding.must && !finding.override);
  const overridden = findings.filter((finding) => finding.override);
  const mend = obstacles.length + must.length;
  const ready = mend + names.length + open.length === 0;
  return (
    <>
      {mend > 0 && (
        <section className="against" aria-labelledby="against">
          <h2 className="govuk-heading-m" id="against">It cannot end yet: {mend} to be mended</h2>
          {obstacles.length > 0 && (
            <ul className="govuk-list govuk-list--bullet">
              {obstacles.map((o) => <li key={o.itemId}><Link className="govuk-link" to={`/items/${o.itemId}/${o.form}?to=${here}`}>{[o.number, o.label].filter(Boolean).join(" ")}</Link>: {o.reason}</li>)}
            </ul>
          )}
          <MustMend findings={must} back={here} />
        </section>
      )}
      {names.length > 0 && (
        <section className="against" aria-labelledby="names">
          <h2 className="govuk-heading-m" id="names">{names.length} {names.length === 1 ? "name is" : "names are"} not resolved to a person</h2>
          <ul className="govuk-list namelist">{names.map((name) => <li key={name.about}>{name.number && <span className="finding__number">{name.number}</span>} {name.words.replace(/ is not resolved.*/, "")}</li>)}</ul>
          <p className="govuk-body"><Link className="govuk-link" to={`/meetings/${meeting.id}/names`}>Say whom they mean</Link></p>
        </section>
      )}
      {open.length > 0 && (
        <section className="against against--soft" aria-labelledby="despite">
          <h2 className="govuk-heading-m" id="despite">{open.length} to be mended, or ended in spite of</h2>
          <Form name="reasons" submit="Keep these reasons" action={`/meetings/${meeting.id}/overrides`}><ReasonFields findings={open} back={here} /></Form>
        </section>
      )}
      {ready && (
        <Notice title="Every item has its outcome">
          Ending freezes the minutes and writes {extracts.length} {extracts.length === 1 ? "extract" : "extracts"} to the records, one subject at a time, as drafts until you approve the minutes. It holds {counts.levels} {counts.levels === 1 ? "level" : "levels"}, {counts.actions} {counts.actions === 1 ? "action" : "actions"} and {counts.sharing} sharing {counts.sharing === 1 ? "decision" : "decisions"}.
        </Notice>
      )}
      {overridden.length > 0 && <section aria-labelledby="overridden"><h2 className="govuk-heading-s" id="overridden">Ends in spite of this</h2><Overridden findings={overridden} /></section>}
      <Form name="end" submit="End the meeting" warning={ready} cancel={live}><ProofField /></Form>
      <h2 className="govuk-heading-m">What goes on each record</h2>
      <p className="govuk-body">Only the item's own text. Everybody else stands in it by reference: <mark className="replaced">where a name was replaced it is marked</mark>, with what stood there; <mark className="unresolved">what is not resolved is marked like this</mark>. No mark goes on the record. <Link className="govuk-link" to={`/meetings/${meeting.id}/names`}>Say whom a name means</Link></p>
      {extracts.length === 0 && <p className="govuk-body">No item has been discussed yet.</p>}
      {extracts.map((extract, i) => (
        <details className="govuk-details extractbox" key={extract.itemId} open={i < 3}>
          <summary className="govuk-details__summary"><span className="govuk-details__summary-text">{[extract.number, extract.ref].filter(Boolean).join(" ")}{extract.name !== extract.ref && ` ${extract.name}`}</span></summary>
          <div className="govuk-details__text"><Preview extract={extract} /></div>
        </details>
      ))}
      {noExtract.length > 0 && <p className="govuk-body">A dated entry only, no extract: {noExtract.map((n) => `${[n.number, n.ref].filter(Boolean).join(" ")} (${n.outcome})`).join(", ")}.</p>}
    </>
  );
}

/** The receipts: what is written, what failed and why, and what can be done about it. */
function Closing({ data: { meeting, receipts, failed, begun }, over }: { data: Data; over: boolean }) {
  const written = receipts.filter((one) => one.done).length;
  const wrong = receipts.filter((one) => one.failed).length;
  return (
    <>
      {over ? (
        <Notice kind="success" title={receipts.length ? `Written to ${written} of ${receipts.length} records` : "The meeting has ended"}>
          The minutes are a draft until they are approved. <Link className="govuk-link" to={`/meetings/${meeting.id}/minutes`}>Read the minutes</Link>
        </Notice>
      ) : (
        <>
          <Notice kind="warning" title={`Written to ${written} of ${receipts.length} records${wrong ? `, ${wrong} failed` : ""}`}>
            <p>The meeting is not over: the minutes are closed{begun && ` since ${dayAndTime(begun)}`}, what is written stands, and what is not can be tried again. Nothing is written twice.</p>
            {failed && <p><strong>{failed.why}.</strong> {dayAndTime(failed.at)}</p>}
          </Notice>
          <Form submit="Go on with closing" warning cancel={`/meetings/${meeting.id}/live`}><ProofField /></Form>
          <p className="govuk-body"><Link className="govuk-link" to={`/meetings/${meeting.id}/reopening`}>Go back to the meeting instead</Link>, to mend what is not written yet.</p>
        </>
      )}
      {receipts.length > 0 && <><h2 className="govuk-heading-m">Receipts</h2><Receipts receipts={receipts} /></>}
    </>
  );
}
