import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { dayAndTime, fullDay, shortDay } from "../models/core/days.ts";
import { stateName } from "../models/followup/action.ts";
import { meetingName } from "../models/meetings/meeting.ts";
import { returnsPageOf } from "../models/meetings/return-page.server.ts";
import { holdNothing } from "../models/meetings/return-writing.server.ts";
import { nothingShape } from "../return-shapes.server.ts";
import { ErrorSummary, useRefused } from "../ui/form.tsx";
import { ButtonLink, Empty, Notice, PageTop, Tag } from "../ui/page.tsx";
import { ReturnTag } from "../ui/returns.tsx";
import { SubjectName } from "../ui/subject-name.tsx";

export const meta = () => [{ title: "Returns – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await returnsPageOf(ask, params.meetingId!));

/** Says of the subjects that are ticked, or of one, that nothing is held. */
export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, nothingShape, async ({ returnIds }) => {
    await holdNothing(ask, params.meetingId!, returnIds);
    return redirect(`/meetings/${params.meetingId}/returns`);
  });

export default function Returns() {
  const { today, meeting, panel, sections, agency, due, closed, mayFollow, returns, counts, actions } = useLoaderData<typeof loader>();
  const refused = useRefused();
  const fault = refused?.faults.find((one) => one.field === "returns")?.message;
  const ticked = new Set(refused?.typed.returns ?? []);
  const late = today > due && counts.left > 0;
  const parts = sections.map((section) => ({ section, here: returns.filter((one) => one.section === section.key) })).filter(({ here }) => here.length > 0);
  const open = !closed && returns.some((one) => one.state === "not sent" && !one.draft);
  return (
    <article className="returnspage">
      <PageTop crumbs={[{ to: `/meetings/${meeting.id}`, text: meetingName(panel, meeting) }]} caption={`${panel.name}, meeting of ${fullDay(meeting.onDay)}`} title={`Returns of ${agency}`}>
        {returns.length > 0 && <ButtonLink to={`/meetings/${meeting.id}/returns/search`}>Search list</ButtonLink>}
        {mayFollow && <ButtonLink to={`/meetings/${meeting.id}/returns/grid`}>All agencies</ButtonLink>}
      </PageTop>
      <ErrorSummary refused={refused} />
      {returns.length === 0 ? <Empty>{meeting.publishedAt ? `${agency} is asked about nobody at this meeting.` : "Agencies are asked when the agenda is published."}</Empty> : (
        <>
          <p className="lead">
            {counts.left === 0 ? "Everything is answered." : <>{counts.asked - counts.left} of {counts.asked} answered, due by the end of <strong>{fullDay(due)}</strong>.</>} {late && <Tag colour="red">Late</Tag>}
          </p>
          {closed && <Notice>{closed}.</Notice>}
          <Form method="post" noValidate className={fault ? "govuk-form-group--error returnlist" : "returnlist"} preventScrollReset>
            {fault && <p className="govuk-error-message" id="field-returns-error"><span className="govuk-visually-hidden">Error:</span> {fault}</p>}
            <div id="field-returns" tabIndex={-1}>
              {open && <div className="returnlist__acts"><button type="submit" className="govuk-button govuk-button--secondary button-small">Nothing held on all that are ticked</button></div>}
              {parts.map(({ section, here }) => (
                <section className="part" key={section.key}>
                  <h2 className="part__name"><span className="part__letter">{section.letter}</span> {section.name}<span className="part__sum">{here.filter((one) => one.state !== "not sent").length} of {here.length} answered</span></h2>
                  <ol className="lines">
                    {here.map((one) => (
                      <li className="line line--return" key={one.id}>
                        <span className="tick">{!closed && one.state === "not sent" && !one.draft && <input type="checkbox" name="returns[]" value={one.id} defaultChecked={ticked.has(one.id)} aria-label={`Tick ${one.subject.ref}`} />}</span>
                        <span className="line__number">{one.number ?? ""}</span>
                        <div className="line__what">
                          <SubjectName subject={one.subject} on={meeting.onDay} /> {one.addedLate && <Tag colour="orange">Listed late</Tag>}
                          {one.draft && <span className="subline">Draft saved {dayAndTime(one.draft.at)} by {one.draft.by}: not sent</span>}
                          {one.sentAt && <span className="subline">Sent {dayAndTime(one.sentAt)}{one.corrections > 0 && ", corrected since"}</span>}
                        </div>
                        <div className="line__side"><ReturnTag state={one.state} late={one.late} /></div>
                        <div className="line__acts">
                          {closed ? <Link className="govuk-link" to={`/returns/${one.id}`}>Open<span className="govuk-visually-hidden"> return about {one.subject.ref}</span></Link>
                            : one.state === "not sent" ? (
                              <>
                                {!one.draft && <button type="submit" className="govuk-button govuk-button--secondary button-small" name="only" value={one.id}>Nothing held<span className="govuk-visually-hidden"> on {one.subject.ref}</span></button>}
                                <Link className="govuk-link" to={`/returns/${one.id}/writing`}>{one.draft ? "Go on writing" : "Write"}<span className="govuk-visually-hidden"> about {one.subject.ref}</span></Link>
                                <Link className="govuk-link" to={`/returns/${one.id}/answer`}>Decline<span className="govuk-visually-hidden"> to say about {one.subject.ref}</span></Link>
                              </>
                            ) : (
                              <>
                                <Link className="govuk-link" to={`/returns/${one.id}`}>Open<span className="govuk-visually-hidden"> return about {one.subject.ref}</span></Link>
                                <Link className="govuk-link" to={`/returns/${one.id}/writing`}>Correct<span className="govuk-visually-hidden"> return about {one.subject.ref}</span></Link>
                              </>
                            )}
                        </div>
                      </li>
                    ))}
                  </ol>
                </section>
              ))}
            </div>
          </Form>
        </>
      )}
      <section aria-labelledby="actions">
        <h2 className="govuk-heading-m" id="actions">Open actions of {agency} in {panel.name}</h2>
        {actions.length === 0 ? <p className="not-known">None</p> : (
          <ul className="todo">
            {actions.map((one) => (
              <li className="todo__one" key={one.id}>
                <Link className="govuk-link todo__what" to={`/actions/${one.id}`}>{one.what}</Link>
                <span className="undertext">{one.ref} · {one.owner ?? "Owner not known"} · {one.about.join(", ") || "about nobody in particular"} · {stateName(one.state as never)} · <span className={one.overdue ? "overdue" : undefined}>{one.overdue ? "overdue since" : "due"} {shortDay(one.dueOn)}</span></span>
              </li>
            ))}
          </ul>
        )}
      </section>
    </article>
  );
}
